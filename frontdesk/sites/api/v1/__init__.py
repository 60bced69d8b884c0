"""Our own API: documented REST with OpenAPI 3.1, for the council's other systems."""
