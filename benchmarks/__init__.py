"""Measurements of `make bench`: ratios within one run, since seconds do not carry over to another machine."""
