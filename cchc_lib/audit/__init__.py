"""The audit of a ward's data: rules evaluate the results and give findings; other packages print them."""
