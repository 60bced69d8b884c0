"""Pure decisions of cards: kinds of entitlement, who has which by rule, what a code says."""
