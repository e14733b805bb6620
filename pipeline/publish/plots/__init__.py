"""Figures to be touched, for the interactive page: each function draws nouns with Plotly.

All text of people is escaped, because Plotly reads its labels as a kind of HTML. Nothing here asks a
server for anything.
"""
