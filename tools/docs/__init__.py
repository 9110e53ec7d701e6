"""The documentation site: pages generated from the code, pictures of the product, checks of the built site."""
