"""Pure decisions about places: facts in, decision out, no database."""
