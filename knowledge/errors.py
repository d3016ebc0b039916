"""The exceptions of the core: few, and each says where, what and how to mend it."""

from __future__ import annotations


class KnowledgeError(Exception):
    """Anything an editor or a reader can be told about; the message is complete as it stands."""


class SourceError(KnowledgeError):
    """A file that an editor gave cannot be used: names the file, the line, the value, the mend."""

    def __init__(self, file: str, line: int | None, problem: str, mend: str = "") -> None:
        self.file, self.line, self.problem, self.mend = file, line, problem, mend
        place = f"{file}:{line}" if line else file
        super().__init__(f"{place}: {problem}" + (f" ({mend})" if mend else ""))


class ArticleError(SourceError):
    """An article file: front matter missing or impossible, an empty body, a second copy."""


class EntryError(SourceError):
    """A FAQ file: an unknown key, a quote that is not verbatim, a language missing, a duplicate."""


class LexiconError(SourceError):
    """A lexicon file: an unknown kind, a concept defined twice, a link that leads nowhere."""


class StoreError(KnowledgeError):
    """A knowledge file is missing, damaged, or of another version."""
