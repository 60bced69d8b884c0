"""Decisions about segments, without a database."""
