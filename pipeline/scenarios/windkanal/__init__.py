"""The Windkanal: measures held against every scenario, and what holds in all of them."""
