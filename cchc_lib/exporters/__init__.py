"""Formats that a report can be had in, one file each."""
