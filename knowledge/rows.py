"""YAML lists of mappings with the line of every row kept, so that an error can name it.

It knows nothing of what the rows mean: lexicon.py and entries.py do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from knowledge.errors import SourceError

if TYPE_CHECKING:
    LOADER = yaml.SafeLoader
else:
    LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_LARGEST = 4_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One mapping of a file; every scalar in it is text, also what YAML would call a date or a bool."""

    file: str
    line: int
    values: Mapping[str, object]
    lines: Mapping[str, int]
    """Key, or key.key for nested ones -> its line."""

    def error(self, kind: type[SourceError], problem: str, mend: str = "", key: str = "") -> SourceError:
        """The error of this row, at the line of ``key`` where it has that key."""
        return kind(self.file, self.lines.get(key, self.line), problem, mend)

    def text(self, key: str) -> str | None:
        """The scalar under ``key``, or None."""
        value = self.values.get(key)
        return value if isinstance(value, str) else None

    def words(self, key: str) -> tuple[str, ...]:
        """The list under ``key`` as texts; a lone scalar is a list of one; () when absent."""
        value = self.values.get(key, ())
        if isinstance(value, str):
            return (value,)
        return tuple(str(item) for item in value) if isinstance(value, list) else ()

    def table(self, key: str) -> Mapping[str, object]:
        """The mapping under ``key``, or an empty one."""
        value = self.values.get(key)
        return value if isinstance(value, dict) else {}


def read_rows(path: Path, kind: type[SourceError]) -> tuple[Row, ...]:
    """The rows of a YAML file that is a list of mappings; raises ``kind`` for anything else."""
    if path.stat().st_size > _LARGEST:
        raise kind(path.name, None, "the file is larger than 4 MB", "split it")
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
    except UnicodeDecodeError as error:
        raise kind(path.name, None, f"not UTF-8: {error.reason}", "save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise kind(path.name, line, f"not YAML: {error.problem}", "quote texts with : or #") from error
    except yaml.YAMLError as error:
        raise kind(path.name, None, f"not YAML: {error}", "remove control characters") from error
    if root is None:
        return ()
    if not isinstance(root, yaml.SequenceNode):
        raise kind(path.name, root.start_mark.line + 1, "not a list", "begin each row with '- id:'")
    return tuple(_row(path.name, node, kind) for node in root.value)


def _row(file: str, node: yaml.Node, kind: type[SourceError]) -> Row:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        raise kind(file, line, "a row that is not a mapping", "write 'key: value' lines")
    lines: dict[str, int] = {}
    values = _mapping(file, node, kind, "", lines)
    return Row(file, line, values, lines)


def _mapping(
    file: str, node: yaml.MappingNode, kind: type[SourceError], prefix: str, lines: dict[str, int]
) -> dict[str, object]:
    found: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in found:
            raise kind(file, key_node.start_mark.line + 1, f"the key '{key}' stands twice", "keep one")
        lines[prefix + key] = key_node.start_mark.line + 1
        found[key] = _value(file, value_node, kind, f"{prefix}{key}.", lines)
    return found


def _value(file: str, node: yaml.Node, kind: type[SourceError], prefix: str, lines: dict[str, int]) -> object:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.MappingNode):
        return _mapping(file, node, kind, prefix, lines)
    return [_value(file, item, kind, f"{prefix}{place}.", lines) for place, item in enumerate(node.value)]
