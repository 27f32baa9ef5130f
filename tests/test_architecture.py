"""The house keeps its shape: imports point one way, down the pipeline."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import ROOT

# A module may import what stands before it in this list, and its own package.
LAYERS = (
    "errors",
    "wording",
    "lazily",
    "confidence",
    "pages",
    "model",
    "folding",
    "dates",
    "rights",
    "readers",
    "references",
    "segment",
    "authorities",
    "annotate",
    "store",
    "search",
    "exports",
    "pipeline",
    "web",
    "cli",
    "__main__",
)
FILES = sorted((ROOT / "kb").rglob("*.py"))


def layer_of(path: Path) -> str:
    """The part of kb that a file belongs to: "store" of kb/store/save.py."""
    parts = path.relative_to(ROOT / "kb").with_suffix("").parts
    return parts[0]


def imported(tree: ast.AST) -> Iterator[str]:
    """The parts of kb that a file imports from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "kb":
                names = [f"kb.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        yield from (name.split(".")[1] for name in names if name.startswith("kb."))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    layer = layer_of(path)
    if layer == "__init__":
        return
    below = LAYERS[: LAYERS.index(layer) + 1]
    for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
        assert name == "__version__" or name in below, f"kb.{layer} imports kb.{name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_function_is_longer_than_a_screen(path: Path) -> None:
    for function in functions(ast.parse(path.read_text(encoding="utf-8"))):
        first = function.body[0]
        lines = (function.end_lineno or 0) - function.lineno + 1
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            lines -= (first.end_lineno or 0) - first.lineno + 1
        assert lines <= 50, f"{function.name} has {lines} lines"


def test_every_part_has_its_place_in_the_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for folder in sorted(p.parent.name for p in (ROOT / "kb").glob("*/__init__.py")):
        assert f"kb/{folder}/" in text
