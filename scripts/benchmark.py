"""Measure how fast kb is. Each subcommand is a module of `scripts/benchmarks` and a row here.

Measures depend on the machine, so none is a test; docs/benchmarks.md says what they were and where.
"""

from __future__ import annotations

import argparse
import sys

from scripts.benchmarks import ingest, lengths, search, web

SUBCOMMANDS = {"ingest": ingest, "lengths": lengths, "search": search, "web": web}
"""A module has `arguments`, which adds its options, and `run`, which prints its measures."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/benchmark", description="Measure how fast kb is")
    subparsers = parser.add_subparsers(dest="command", required=True)
    for name, module in SUBCOMMANDS.items():
        summary = (module.__doc__ or "").partition("\n")[0]
        module.arguments(subparsers.add_parser(name, help=summary, description=summary))
    options = parser.parse_args()
    SUBCOMMANDS[options.command].run(options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
