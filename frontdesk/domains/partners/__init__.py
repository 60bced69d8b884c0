"""Bodies that the council works with, and their systems that open by its sign-in."""
