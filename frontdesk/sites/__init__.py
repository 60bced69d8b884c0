"""The ways in: no tables, no rules, strangers to each other."""
