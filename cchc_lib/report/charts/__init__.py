"""Charts: one file a kind, all over one drawing surface."""
