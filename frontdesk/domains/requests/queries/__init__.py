"""Reading requests: always of one council, and only those the actor may see."""
