"""PARSE: text becomes bibliographic records in CSL 1.0.2 vocabulary."""
