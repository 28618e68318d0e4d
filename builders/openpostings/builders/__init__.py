"""How a record is made: sources, the reader, normalisers, the build."""
