"""Building one document, a report of a ward or an overview of a city, and checking one against its data."""
