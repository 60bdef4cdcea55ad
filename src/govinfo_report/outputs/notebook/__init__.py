"""What objects look like in a notebook and on a terminal."""
