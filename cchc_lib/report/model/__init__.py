"""The document model of a report: runs of a line, and the blocks that are made of them."""
