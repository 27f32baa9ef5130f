"""What keeps the website and its readers safe: scripts, who sees what, and what it may cost."""
