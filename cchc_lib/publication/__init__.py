"""Building documents: one (`report`), many (`batch`), where they are written (`storage`), and their site (`site`)."""
