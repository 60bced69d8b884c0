"""Letters that the council gives its customers: immutable, readable on screen, accessible as a file."""
