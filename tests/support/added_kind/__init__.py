"""A package that adds a kind of block to reports, as another project would; its metadata names the entry point."""
