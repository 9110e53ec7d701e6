"""Places where reports are written and data are read: folders of this machine, or addresses such as s3://bucket."""
