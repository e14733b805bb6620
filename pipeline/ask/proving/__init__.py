"""Whether what a model says stands in what it quotes: words, numbers, names, and what is denied."""
