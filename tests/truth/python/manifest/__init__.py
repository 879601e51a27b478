"""Which scenarios there are and how each is driven: one module for each worker."""
