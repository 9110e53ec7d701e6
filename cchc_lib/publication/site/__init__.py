"""Publishing built reports as a site: which are eligible, and the folder that is written."""
