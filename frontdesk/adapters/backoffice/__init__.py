"""A council's own bridge to its back offices, by HTTP."""
