"""`python -m pipeline.app` is the command `szenario`."""

from pipeline.app.cli import main

main()
