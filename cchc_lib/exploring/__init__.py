"""Trying assumptions on a ward by hand, in a notebook: sliders, what follows from them, and scenarios kept as files."""
