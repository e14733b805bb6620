"""The command `szenario`: one file per command, each a thin call into the rooms below."""

from pipeline.app.cli.main import main

__all__ = ["main"]
