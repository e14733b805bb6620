"""Answering in a model's words: its calls, its replies, and what is told while they come in."""
