"""What calls do to connections: construct, open and close them, and how a receiver is known to be one."""
