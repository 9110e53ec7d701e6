"""The overview of a city, one module for each part; `overview.py` lists the parts."""
