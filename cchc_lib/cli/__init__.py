"""The command `cchc`: it parses arguments, calls one function of the library, and prints the result."""
