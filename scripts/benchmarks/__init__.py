"""What `scripts/benchmark` measures, a module a subcommand, and the issues made for that."""
