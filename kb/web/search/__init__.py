"""The search page and what belongs to it: its files and its feed, saved searches, the help page."""
