"""The rendering of blocks as HTML, with the templates of the page."""
