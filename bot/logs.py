"""Logging that cannot give the token away: the finished line is redacted, exception text included."""

from __future__ import annotations

import logging
import sys
from urllib.parse import quote

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
QUIET = ("httpx", "httpcore")
"""Loggers that print every URL, and so the token, at INFO."""


class Redacting(logging.Formatter):
    """Formats a record and strikes the secrets out of the result: message, traceback and all."""

    def __init__(self, *secrets: str) -> None:
        super().__init__(LINE)
        self.secrets = _variants(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The finished line without any secret."""
        line = super().format(record)
        for secret in self.secrets:
            line = line.replace(secret, "<token>")
        return line


def configure(level: str, token: str = "") -> None:
    """Send every log line to standard error through the redaction."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting(token))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _variants(secrets: tuple[str, ...]) -> tuple[str, ...]:
    """Each secret as written, as in an address, and its part after the colon; longest first."""
    found = set()
    for secret in filter(None, secrets):
        found |= {secret, quote(secret, safe=""), secret.partition(":")[2] or secret}
    return tuple(sorted(found, key=len, reverse=True))
