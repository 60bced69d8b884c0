"""Contacts: every interaction on every channel, with its matters."""
