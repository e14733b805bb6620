"""Cards: what groups really wrote, and what became of each; a card itself is never changed."""
