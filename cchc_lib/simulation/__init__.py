"""Simulated data of many wards: plausible, consistent, and marked as simulated in everything that is built from it."""
