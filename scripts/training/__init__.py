"""How the reference parser is trained: strings with labels, from rows with gold fields and from our own renderer."""
