"""The cockpit: how well each clause is kept, what its control does, and what proves it."""
