"""Search: a query language, an analysis of text, and engines that find.

`index.open_index` gives a backend that is level with the store; `engine.search` asks it.
"""
