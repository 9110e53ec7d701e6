"""Charts, one module for each kind. All of them are made of the marks of one drawing surface."""
