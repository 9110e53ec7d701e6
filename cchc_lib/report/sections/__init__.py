"""The parts of a ward's report that are neither a declared table nor a declared chart."""
