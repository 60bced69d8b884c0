"""The open doors: Open311 GeoReport v2 and our own API, over the same verbs as every other site."""
