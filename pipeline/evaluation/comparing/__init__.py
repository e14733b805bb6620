"""One evaluation beside another: what is better, what is worse, and what nobody can tell from so little."""
