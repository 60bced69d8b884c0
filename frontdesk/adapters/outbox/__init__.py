"""Email into a folder: the demo outbox."""
