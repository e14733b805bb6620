"""The surfaces: the command line, and the one place where settings and twins are chosen."""
