"""Figures, ratios, units, periods and how they are printed; no input and no output."""
