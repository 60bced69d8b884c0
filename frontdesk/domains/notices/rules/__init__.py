"""Decisions of notices: the register of kinds and recipients, what happens next to a telling."""
