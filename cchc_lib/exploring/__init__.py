"""Scenarios made by hand in a notebook: sliders for a ward's figures, their effects, and scenarios saved as files."""
