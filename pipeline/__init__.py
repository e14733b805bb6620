"""Szenarienwerk: from study documents and value sets to checked scenario narratives.

The one idea: a scenario project is a folder, and the pipeline is a chain of plain functions from
readable file to readable file. Each package does one job and imports only packages below it:

    app → run → publish → checks/narratives → scenarios → sources → language → core
"""

__version__ = "0.1.0"
