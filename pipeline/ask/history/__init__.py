"""What was asked and answered in a project, kept as long as the project wants it."""
