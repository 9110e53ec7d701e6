"""The catalogue of what a report is about: figures that wards state, and indicators that are computed from them."""
