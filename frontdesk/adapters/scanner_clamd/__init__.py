"""Uploads scanned by clamd."""
