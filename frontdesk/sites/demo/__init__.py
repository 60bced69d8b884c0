"""What only the demo has: the outbox with every message sent, and the style guide."""
