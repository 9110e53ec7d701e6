"""The audit of a ward's data: rules examine the results and return findings, which other packages print."""
