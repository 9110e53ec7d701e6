"""The tables of a period's folder: one module for each thing that a ward states."""
