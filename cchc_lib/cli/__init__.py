"""The command `cchc`: parses arguments, calls one function, maps errors to exit codes."""
