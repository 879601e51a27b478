"""From paths to a report: which files name a connection, which belong together, and what comes out for each."""
