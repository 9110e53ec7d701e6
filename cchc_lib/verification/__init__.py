"""Whether a built report still holds: its arithmetic from the record it carries, its words against that record."""
