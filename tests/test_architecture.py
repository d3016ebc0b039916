"""Which way things flow: imports run one way, one module opens each database, the core is pure."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted([*(ROOT / "knowledge").glob("*.py"), *(ROOT / "bot").glob("*.py")])
CORE = sorted((ROOT / "knowledge").glob("*.py"))
OPENERS = {"knowledge/store.py", "bot/state.py"}
GENERIC = {"utils", "helpers", "manager", "service", "core"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    """Dotted names of what a module imports, also late; not what only type checkers see."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in hidden:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", CORE, ids=name)
def test_the_core_knows_neither_the_rim_nor_telegram(path: Path) -> None:
    roots = {module.partition(".")[0] for module in imported(path)}
    assert not roots & {"bot", "telegram", "httpx"}


def test_the_core_has_no_cycles() -> None:
    names = {path.stem for path in CORE}
    needs = {
        path.stem: {m.split(".")[1] for m in imported(path) if m.startswith("knowledge.")} & names
        for path in CORE
    }
    done: set[str] = set()
    while needs:
        ready = {module for module, wanted in needs.items() if wanted <= done | {module}}
        assert ready, f"a cycle among {sorted(needs)}"
        done |= ready
        needs = {module: wanted for module, wanted in needs.items() if module not in ready}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_two_modules_open_a_database(path: Path) -> None:
    opens = any(module.startswith(("sqlite3", "sqlite_utils")) for module in imported(path))
    assert not opens or name(path) in OPENERS


@pytest.mark.parametrize("path", CORE, ids=name)
def test_the_core_reads_no_clock_and_prints_nothing(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called != "print"
            assert not called.endswith((".today", ".now", "time.time", ".utcnow"))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_are_nouns_of_the_field_and_small(path: Path) -> None:
    assert path.stem not in GENERIC
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
