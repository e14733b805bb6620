"""What is handed to people: the report of a run."""
