"""The desk: pages of staff. Shut by default; see gate.py."""
