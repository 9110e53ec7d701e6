"""An executed notebook as one document, whatever its format: what PDF and DOCX are made from."""
