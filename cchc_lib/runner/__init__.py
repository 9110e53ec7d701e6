"""Runs parameterised notebooks in child processes. It knows nothing of reports and could be a separate package."""
