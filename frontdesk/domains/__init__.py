"""The domains, on the staircase of docs/architecture.md: each may call only lower ones."""
