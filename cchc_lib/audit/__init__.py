"""What does not hold in a ward's data: rules judge the results, and the findings are told elsewhere."""
