"""How the reference parser is trained: labelled strings, annotated ones and rendered ones."""
