"""BROWSE: the website, a plugin of Datasette's. `plugin` has its hooks, `serve` starts a server."""
