"""Pure decisions about money: what a back office's document says, and what is owed by it."""
