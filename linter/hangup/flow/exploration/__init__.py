"""Which scopes a program has, and how the life of each is run from its start to all of its ends."""
