"""The public site: find a service, use it, follow what became of it, see how promises are kept."""
