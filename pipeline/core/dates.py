"""Dates as German readers write them."""


def german_date(iso: str) -> str:
    """An ISO date as it is read: 2026-11-22 is 22.11.2026."""
    return ".".join(reversed(iso.split("-")))
