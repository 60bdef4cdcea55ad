"""Two runs over the same reports: which figures changed, and why."""
