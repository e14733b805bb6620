"""A question to a cited answer, or to an honest "steht nicht im Korpus"."""
