"""The published site: pages, data set and feed, from the records of built reports alone."""
