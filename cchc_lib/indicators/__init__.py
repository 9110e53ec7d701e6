"""The values that are computed from a ward's figures: one declaration for each indicator, one file for each theme."""
