"""The kinds of blocks that a report consists of, one module each: `<kind>_block.py`."""
