"""What keeps the website and its readers safe: headers, scripts, what may be seen, what it costs."""
