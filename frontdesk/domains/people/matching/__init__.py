"""Which records may be of one person: Splink's model on DuckDB, from a copy of the records in files.

Splink and DuckDB are optional (`frontdesk[matching]`) and imported only where they are used: `engine`. What is made of
the answers is decided in `rules.matching`, who is joined is written by the verbs.
"""
