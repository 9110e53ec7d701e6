"""Text files, CSV tables, YAML files and the markup of prose: parsing that knows nothing of administrative reform."""
