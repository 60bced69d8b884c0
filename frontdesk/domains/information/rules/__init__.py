"""Rules of data protection, without a database."""
