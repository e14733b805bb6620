"""What every room of the house shares: the nouns, the errors, files, settings, progress."""
