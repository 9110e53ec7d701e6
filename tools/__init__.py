"""Programs that build parts of the project and are not installed with it."""
