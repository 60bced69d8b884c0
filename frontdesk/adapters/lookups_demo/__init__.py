"""Facts about addresses and places of the demo's town."""
