"""Which files there are, and which of them are worth parsing."""
