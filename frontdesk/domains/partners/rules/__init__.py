"""Pure decisions about outside systems: which addresses they may have, what they say."""
