"""Where the tests find things."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared"
"""Material of others that may lie beside the checkout; tests that want it skip where it does not."""
SEED = SHARED / "seeds" / "smartcity-korea-27.txt"
