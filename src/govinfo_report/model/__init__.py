"""What a report is: addresses, figures, forms, and its JSON."""
