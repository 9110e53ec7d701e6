"""Helpers and constants that several tests share. Tests import from here, never from other tests or conftest.py."""
