"""Tables as people fill them: files of cells, tabs of rows, and what stands under which heading."""
