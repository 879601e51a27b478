"""What one run has found out, kept for the next: only ever used where everything it depended on is the same."""
