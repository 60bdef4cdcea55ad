"""Units by years: a row for every report that should be there, each figure a value or a reason."""
