"""Requests: one customer's use of one service, with a reference, an owner and a promise."""
