"""Made-up data of many wards: plausible, consistent, and marked as simulated in all that is made of it."""
