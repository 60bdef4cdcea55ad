"""The cases of the built-in layouts run within their contracts, not a second time by themselves."""

collect_ignore = ["cases"]
