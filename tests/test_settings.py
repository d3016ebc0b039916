"""Settings come from the environment over ``.env``; what is wrong is named, and a token is never shown."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot import logs, settings
from bot.settings import Settings, SettingsError, parse_dotenv, read

TOKEN = "4242:secret-Token_of-The_tests"
ROOT = Path(__file__).parent.parent


def test_nothing_set_gives_the_defaults() -> None:
    found = read({"XDG_DATA_HOME": "/data"})
    assert (found.token, found.admin_ids, found.api_url, found.log_level) == (
        "",
        frozenset(),
        "https://api.telegram.org",
        "INFO",
    )
    assert found.data_dir.name == "talks-bot"


def test_every_variable_is_read() -> None:
    found = read(
        {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "ADMIN_IDS": " 1, 22;333 ",
            "TELEGRAM_API_URL": "http://127.0.0.1:8081/",
            "DATA_DIR": "/tmp/talks",
            "LOG_LEVEL": "debug",
        }
    )
    assert found == Settings(
        data_dir=Path("/tmp/talks"),
        token=TOKEN,
        admin_ids=frozenset({1, 22, 333}),
        api_url="http://127.0.0.1:8081",
        log_level="DEBUG",
    )
    assert found.knowledge_file == Path("/tmp/talks/knowledge.db")
    assert found.state_file == Path("/tmp/talks/state.db")


def test_the_environment_goes_before_the_file_and_an_empty_variable_is_not_set() -> None:
    dotenv = "LOG_LEVEL=ERROR\nADMIN_IDS=5"
    assert read({"LOG_LEVEL": "DEBUG", "ADMIN_IDS": ""}, dotenv).log_level == "DEBUG"
    assert read({"ADMIN_IDS": " "}, dotenv).admin_ids == {5}


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("A=1", "1"),
        ("export A = 1", "1"),
        ("A='1 # 2'", "1 # 2"),
        ('A="x"', "x"),
        ("A=1 # note", "1"),
        ("A=", ""),
        ("A=x=y", "x=y"),
        ("  A=1  ", "1"),
    ],
)
def test_a_line_of_dotenv(line: str, value: str) -> None:
    assert parse_dotenv(f"# comment\n\n{line}\n") == {"A": value}


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("TELEGRAM_BOT_TOKEN", "nonsense", "BotFather"),
        ("ADMIN_IDS", "1,me", "numeric"),
        ("ADMIN_IDS", "-5", "numeric"),
        ("ADMIN_IDS", "٣", "numeric"),
        ("TELEGRAM_API_URL", "127.0.0.1:8081", "http://"),
        ("TELEGRAM_API_URL", "ftp://x", "http://"),
        ("LOG_LEVEL", "LOUD", "WARNING"),
        ("DATA_DIR", __file__, "folder"),
    ],
)
def test_a_wrong_value_names_the_variable_and_the_mend(name: str, value: str, mend: str) -> None:
    with pytest.raises(SettingsError) as problem:
        read({name: value})
    assert name in str(problem.value)
    assert mend in str(problem.value)


def test_a_token_is_shown_nowhere() -> None:
    assert TOKEN not in repr(read({"TELEGRAM_BOT_TOKEN": TOKEN}))
    with pytest.raises(SettingsError) as problem:
        read({"TELEGRAM_BOT_TOKEN": TOKEN + " oops"})
    assert "secret" not in str(problem.value)
    with pytest.raises(SettingsError) as problem:
        parse_dotenv(TOKEN)
    assert "secret" not in str(problem.value)


def test_a_missing_token_says_how_to_get_one() -> None:
    with pytest.raises(SettingsError, match="BotFather"):
        read({}).require_token()


def test_the_example_file_is_the_settings() -> None:
    written = (ROOT / ".env.example").read_text("utf-8")
    assert written == settings.example()
    assert list(parse_dotenv(written)) == list(settings.VARIABLES)
    assert read(parse_dotenv(written)) == read({})


def test_a_folder_may_have_a_dotenv_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in settings.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".env").write_text("\ufeffADMIN_IDS=12\n", "utf-8")
    assert settings.from_process(tmp_path).admin_ids == {12}
    (tmp_path / ".env").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(SettingsError, match="UTF-8"):
        settings.from_process(tmp_path)


@pytest.mark.parametrize("spelled", [TOKEN, TOKEN.replace(":", "%3A"), TOKEN.split(":")[1]])
def test_a_log_line_loses_the_token_even_in_a_traceback(spelled: str) -> None:
    try:
        raise ValueError(f"POST https://api/bot{spelled}/getMe")
    except ValueError:
        record = logging.getLogger("x").makeRecord(
            "x", 40, __file__, 1, "url %s", (f"bot{spelled}",), __import__("sys").exc_info()
        )
    line = logs.Redacting(TOKEN).format(record)
    assert "secret" not in line
    assert "<token>" in line
    assert "ValueError" in line
