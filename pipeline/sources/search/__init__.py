"""A question to passages: ranked by words and meaning, filtered, and shown as a person can read them."""
