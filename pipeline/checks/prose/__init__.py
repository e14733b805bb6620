"""What makes scenario prose good to read: one file per kind, each with its reason, and the house style."""
