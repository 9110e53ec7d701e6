"""Reproducible administrative reform (cải cách hành chính, CCHC) reports of Vietnam's wards and communes."""

__version__ = "0.1.0"
