"""Pure decisions about promises: when something is due, what a standard comes to, what a contact costs."""
