"""Building one document, the report of a ward or the overview of a city, and checking it against its data."""
