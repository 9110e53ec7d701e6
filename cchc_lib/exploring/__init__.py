"""Changing a ward's figures by hand in a notebook: sliders, their consequences, and scenarios saved as files."""
