"""From the ends of lives to facts: what was left open, whose fault it is, and why nothing is said."""
