"""The website as readers see it, in a real browser."""
