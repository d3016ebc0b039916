"""Settings: one frozen value made of the environment and an optional ``.env`` text.

The environment is passed in and nothing here reads ``os.environ`` but ``from_process``. Every variable
also stands in ``.env.example``; what each is for lives in ``VARIABLES``.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

API_URL = "https://api.telegram.org"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
TOKEN_HINT = "TELEGRAM_BOT_TOKEN is missing: ask @BotFather on Telegram for one (/newbot), put it in .env"

VARIABLES: Mapping[str, tuple[str, str]] = {
    "TELEGRAM_BOT_TOKEN": ("", "The bot's token, from @BotFather. Only `talks-bot run` needs one."),
    "ADMIN_IDS": ("", "Telegram user ids that may /reload, with commas between them: 1111,2222."),
    "TELEGRAM_API_URL": (API_URL, "The Bot API server; your own is often http://127.0.0.1:8081."),
    "DATA_DIR": ("", "Where the knowledge file and the bot's state live. Empty: the user's data folder."),
    "LOG_LEVEL": ("INFO", "DEBUG, INFO, WARNING or ERROR."),
}
"""Variable -> (default, what it is for), in the order of ``.env.example``."""


class SettingsError(Exception):
    """A variable that cannot be used; the message names it and the mend."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the bot is told from outside."""

    data_dir: Path
    token: str = field(default="", repr=False)
    admin_ids: frozenset[int] = frozenset()
    api_url: str = API_URL
    log_level: str = "INFO"

    @property
    def knowledge_file(self) -> Path:
        """The knowledge base that is asked when no other is named."""
        return self.data_dir / "knowledge.db"

    @property
    def state_file(self) -> Path:
        """What the bot itself writes: never the knowledge file."""
        return self.data_dir / "state.db"

    def require_token(self) -> str:
        """The token, or an error that says how to get one."""
        if not self.token:
            raise SettingsError(TOKEN_HINT)
        return self.token


def read(environment: Mapping[str, str], dotenv: str = "") -> Settings:
    """Settings from ``environment`` over the text of a ``.env`` file; an empty variable counts as not set."""
    given = {**parse_dotenv(dotenv), **{name: value for name, value in environment.items() if value.strip()}}
    value = {name: given.get(name, "").strip() or default for name, (default, _) in VARIABLES.items()}
    return Settings(
        data_dir=_folder(value["DATA_DIR"], environment),
        token=_token(value["TELEGRAM_BOT_TOKEN"]),
        admin_ids=_ids(value["ADMIN_IDS"]),
        api_url=_url(value["TELEGRAM_API_URL"]),
        log_level=_level(value["LOG_LEVEL"]),
    )


def from_process(folder: Path | None = None) -> Settings:
    """Settings of this process: its environment over ``.env`` in ``folder`` (or where it was started)."""
    path = (folder or Path.cwd()) / ".env"
    try:
        text = path.read_text("utf-8-sig") if path.is_file() else ""
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingsError(f"{path} cannot be read ({problem}): save it as UTF-8, or remove it") from problem
    return read(os.environ, text)


def parse_dotenv(text: str) -> dict[str, str]:
    """``NAME=value`` lines; ``#`` comments, ``export`` and quotes around the value are understood."""
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip().removeprefix("export ").strip()
        if not stripped or stripped.startswith("#"):
            continue
        name, equals, value = stripped.partition("=")
        if not equals:
            raise SettingsError(f".env line {number} is not NAME=value: {_shown(name)}")
        found[name.strip()] = _unquoted(value.strip())
    return found


def example() -> str:
    """The text of ``.env.example``: every variable with its purpose and default."""
    lines = ["# Copy to .env and fill in. Every line is optional; `talks-bot run` needs the token."]
    for name, (default, purpose) in VARIABLES.items():
        lines += ["", f"# {purpose}", f"{name}={default}"]
    return "\n".join(lines) + "\n"


def _shown(text: str) -> str:
    """The start of a faulty line: enough to find it, too little to give a secret away."""
    return repr(text if len(text) <= 8 else text[:4] + "…")


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return re.split(r"\s+#", value, maxsplit=1)[0]


def _token(value: str) -> str:
    # The value itself is kept out of the message: it may be a real token with one stray character.
    if value and not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", value):
        raise SettingsError("TELEGRAM_BOT_TOKEN is not a token: copy it whole from @BotFather (123:letters)")
    return value


def _ids(value: str) -> frozenset[int]:
    parts = [part for part in re.split(r"[,;\s]+", value) if part]
    wrong = next((part for part in parts if not re.fullmatch(r"\d{1,20}", part, re.ASCII)), None)
    if wrong:
        raise SettingsError(f"ADMIN_IDS has {wrong!r}: give Telegram's numeric user ids, such as 1111,2222")
    return frozenset(int(part) for part in parts)


def _url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise SettingsError(f"TELEGRAM_API_URL is {value!r}: give a server such as http://127.0.0.1:8081")
    return value.rstrip("/")


def _level(value: str) -> str:
    if value.upper() not in LEVELS:
        raise SettingsError(f"LOG_LEVEL is {value!r}: use one of {', '.join(LEVELS)}")
    return value.upper()


def _folder(value: str, environment: Mapping[str, str]) -> Path:
    if not value:
        return _user_data(environment) / "talks-bot"
    path = Path(value).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise SettingsError(f"DATA_DIR is {value!r}, which is a file: name a folder")
    return path


def _user_data(environment: Mapping[str, str]) -> Path:
    """Where this system keeps a user's data."""
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
