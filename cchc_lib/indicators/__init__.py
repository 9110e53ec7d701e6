"""What is computed from a ward's figures, one declaration an indicator, one file a theme."""
