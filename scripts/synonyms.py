"""Write kb/search/synonyms.json: the names of kb/authorities as a search looks them up.

    python -m scripts.synonyms

A search would take a tenth of a second to make this out of the files. Where it does not belong to
the files (somebody has edited them), searches do that; so it may be old, but never wrong.
"""

from __future__ import annotations

import json
from typing import Any

from kb.search.synonyms import COMPILED, compile_names, stamp


def main() -> None:
    made = compile_names()
    groups = ",\n".join(_json(names) for names in made.groups)
    keys = ",\n".join(f"{_json(key)}: {_json(numbers)}" for key, numbers in made.keys.items())
    text = (
        f'{{"of": {stamp()},\n"groups": [\n{groups}\n],\n"keys": {{\n{keys}\n}},\n'
        f'"starts": {_json(sorted(made.starts))}}}\n'
    )
    COMPILED.write_text(text, encoding="utf-8")
    print(f"{COMPILED}: {len(made.groups)} groups, {len(made.keys)} keys")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main()
