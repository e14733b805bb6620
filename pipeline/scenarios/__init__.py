"""From value sets to a few distinct futures: the sheet, how values go together, the clusters."""
