"""The document model: an executed notebook as a sequence of nodes, from which PDF and DOCX are made."""
