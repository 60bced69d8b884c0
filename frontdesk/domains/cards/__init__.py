"""The one card of a customer: what it opens, how it is checked, and offers of local businesses."""
