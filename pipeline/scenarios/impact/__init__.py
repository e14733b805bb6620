"""Cross-impact balance (Weimer-Jehle 2006): which scenarios carry themselves, and how surely."""
