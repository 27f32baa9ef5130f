"""Train the taggers of reference strings and of names, and write them into the package.

    scripts/train --rows references.train.jsonl [--facts literature.jsonl …] [--check]

Rows are annotated strings (`text`, `gold` fields, the source's own tags in `raw`; AnyStyle's core
data and GROBID's citations have been brought into that form); facts are CSL-JSON items, one a line.
Everything else is made up and rendered here, from a seed: the same files give the same bytes on
the same machine. `--check` writes nothing and says whether what ships is what comes out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pycrfsuite

from kb.references.tagging.features import features
from scripts.training.corpus import Example, corpus, read_rows

HOME = Path(__file__).parents[1] / "kb" / "references" / "tagging"
SEED = 4
MADE_UP = 5000
PARAMETERS = {
    "fields": {"c1": 0.08, "c2": 0.01, "max_iterations": 65},
    "names": {"c1": 0.08, "c2": 0.01, "max_iterations": 60},
}
FEATURES = {"feature.minfreq": 3, "feature.possible_transitions": True}
# Weights are kept in hundredths; smaller ones decide nothing
LEAST = 4


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options().parse_args(arguments)
    missing = [path for path in (*options.rows, *options.facts) if not path.is_file()]
    if missing:
        print(f"not there: {', '.join(map(str, missing))}; scripts/train --help says what it reads")
        return 2
    if not options.rows:
        print("no --rows: without annotated strings the taggers know rendered ones only")
    made = corpus(read_rows(options.rows), options.facts, options.made_up, options.seed)
    same = True
    for name, examples in (("fields", made.fields), ("names", made.names)):
        data = packed(trained(examples, PARAMETERS[name] | FEATURES))
        path = options.to / f"{name}.json.gz"
        if options.check:
            same = same and path.read_bytes() == data
        else:
            path.write_bytes(data)
        print(f"{name}: {len(examples)} lists or strings, {len(data) / 1e6:.2f} MB")
    if not same:
        print("what ships is not what these files give")
    return 0 if same else 1


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=Path, action="append", default=[])
    parser.add_argument("--facts", type=Path, action="append", default=[])
    parser.add_argument("--made-up", type=int, default=MADE_UP, help="how many records to make up")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--to", type=Path, default=HOME, help="the folder to write to")
    parser.add_argument("--check", action="store_true")
    return parser


def trained(examples: Sequence[Example], parameters: dict[str, Any]) -> dict[str, Any]:
    """The weights of a conditional random field, by L-BFGS, as `packed` takes them."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for tokens, labels in examples:
        trainer.append(list(features(tokens).names()), list(labels))
    trainer.set_params(parameters)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "weights")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    labels = sorted(info.labels)
    index = {label: n for n, label in enumerate(labels)}
    weights: dict[str, list[int]] = {}
    for (name, label), weight in sorted(info.state_features.items()):
        if abs(round(weight * 100)) >= LEAST:
            weights.setdefault(name, []).extend((index[label], round(weight * 100)))
    transitions = [
        [index[a], index[b], round(weight * 100)]
        for (a, b), weight in sorted(info.transitions.items())
    ]
    return {"labels": labels, "transitions": transitions, "features": weights}


def packed(weights: dict[str, Any]) -> bytes:
    """Weights as they ship, the same bytes for the same weights."""
    text = json.dumps(weights, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), 9, mtime=0)


if __name__ == "__main__":
    sys.exit(main())
