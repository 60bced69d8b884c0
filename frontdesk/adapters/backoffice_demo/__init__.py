"""The back offices of the demo's town."""
