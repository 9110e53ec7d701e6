"""What `make bench` measures: ratios within one run, since seconds do not carry over to another machine."""
