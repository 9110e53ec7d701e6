"""Words of the trade without any I/O: figures, ratios, units, periods, and how they are printed."""
