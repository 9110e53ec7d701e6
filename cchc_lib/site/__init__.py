"""The pages, data set, feed and search index of the public site. They are made from records alone."""
