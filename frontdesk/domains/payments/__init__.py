"""What customers owe and are owed: accounts in back offices, read live."""
