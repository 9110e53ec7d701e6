"""From results to blocks of prose, tables and charts."""
