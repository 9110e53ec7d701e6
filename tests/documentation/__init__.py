"""READMEs and the documentation site: links, code blocks, generated pages, the built site in a browser."""
