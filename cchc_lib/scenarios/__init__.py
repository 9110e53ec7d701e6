"""A ward under assumptions: figures changed, sums kept, the result compared with the ward as it is; goal seek."""
