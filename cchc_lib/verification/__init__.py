"""Verify built reports: compute their numbers again, and compare what they show with the record they carry."""
