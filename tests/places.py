"""Where the tests find things."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared"
"""Material of others, perhaps beside the checkout; tests that want it skip where it is not."""
SEED = SHARED / "seeds" / "smartcity-korea-27.txt"
