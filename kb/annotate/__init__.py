"""ANNOTATE: what the text of each article says, every value with its line and its words as
printed.
"""
