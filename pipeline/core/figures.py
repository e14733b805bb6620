"""Figures as Germans read them."""


def thousands(count: int) -> str:
    """A whole number with dots between its thousands: 22.674.816."""
    return f"{count:,}".replace(",", ".")
