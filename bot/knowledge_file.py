"""The knowledge file of this machine: used while what it was made from is the same, else made again.

What it was made from is told by a digest of the shipped files, the program and the editors' own files, kept
next to it: times of files say little after an installation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path

import knowledge
from bot.settings import Settings
from knowledge.errors import StoreError
from knowledge.model import KnowledgeBase

PACKAGE = Path(knowledge.__file__).parent
OWN = ("articles", "faq", "lexicon", "wordings")
"""The editors' folders inside DATA_DIR."""


def ready(settings: Settings, on_build: Callable[[], None] = lambda: None) -> KnowledgeBase:
    """The base to answer from; ``on_build`` is called first when it has to be made."""
    from knowledge import store

    if _note(settings).is_file() and _note(settings).read_text("utf-8") == _digest(settings):
        try:
            return store.load(settings.knowledge_file)
        except StoreError:
            pass  # missing, damaged or of another version: made again below
    on_build()
    return rebuild(settings)


def rebuild(settings: Settings) -> KnowledgeBase:
    """Make the file from the shipped and the editors' knowledge; a failure leaves what was there."""
    from knowledge import build

    made_from = _digest(settings)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    kb = build.build(settings.knowledge_file, data_dir=settings.data_dir)
    _note(settings).write_text(made_from, "utf-8")
    return kb


def _note(settings: Settings) -> Path:
    return settings.knowledge_file.with_suffix(".made-from")


def _digest(settings: Settings) -> str:
    found = blake2b(digest_size=16)
    for path in _inputs(settings):
        found.update(f"{path.name}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _inputs(settings: Settings) -> Iterator[Path]:
    yield from sorted(PACKAGE.glob("*.py"))
    for folder in (PACKAGE / "data", *(settings.data_dir / own for own in OWN)):
        yield from sorted(path for path in folder.rglob("*") if path.is_file())
