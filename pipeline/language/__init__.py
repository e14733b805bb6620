"""German as text: words, sentences, and the little grammar that joining sentences needs."""
