"""Facts that the council's own gazetteer knows: bin rounds and parking zones."""
