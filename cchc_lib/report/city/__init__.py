"""The overview of a city: each part of it in one place, all of them listed in `parts.py`."""
