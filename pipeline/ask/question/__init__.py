"""What is asked: its language, what it wants to know, and what it goes on from."""
