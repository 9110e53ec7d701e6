"""Publishing built documents as a site: which of them may be published, and the folder that is written."""
