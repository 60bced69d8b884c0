"""Pure decisions about letters: their words and their file."""
