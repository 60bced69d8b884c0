"""Outside clients and outside schemas against our open doors."""
