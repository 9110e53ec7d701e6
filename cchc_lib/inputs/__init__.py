"""Reading a ward's data folder and the parameters into validated, frozen values."""
