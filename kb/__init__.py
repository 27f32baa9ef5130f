"""kb: a knowledge base of newsletters and literature."""

__version__ = "0.1.0"
