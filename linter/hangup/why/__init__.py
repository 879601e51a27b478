"""``hangup why``: what hangup knows of a place, and why it reports something there or does not."""
