"""Open311 GeoReport v2: plain views over the same verbs as every other door."""
