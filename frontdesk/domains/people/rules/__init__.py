"""Pure decisions about names, phone numbers, emails and addresses: one way to store each, for writing and searching."""
