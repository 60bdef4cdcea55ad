"""The suites that plugins inherit: one per kind of object, and what they share."""
