"""Long random runs, and changes of code that tests must notice."""
