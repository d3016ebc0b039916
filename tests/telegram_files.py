"""The rules of what is uploaded: a picture that can be shown, a document with a name and something in it."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, UnidentifiedImageError
from telegram_chats import Json, bad

Files = dict[str, bytes]
LARGEST_PHOTO, LARGEST = 10 * 2**20, 50 * 2**20
SIDES, RATIO = 10_000, 20
WRONG = "wrong file identifier/HTTP URL specified"


def photo(given: dict[str, str], files: Files, known: set[str]) -> Json:
    """What a message says of its picture, given as a file or as the id of one."""
    data = _data("photo", given, files, known)
    if data is None:
        width, height = 1, 1
    else:
        width, height = _sides(data)
        if width + height > SIDES or max(width, height) > RATIO * min(width, height):
            raise bad("PHOTO_INVALID_DIMENSIONS")
    return {"photo": [_kept("photo", given, known) | {"width": width, "height": height}]}


def document(given: dict[str, str], files: Files, known: set[str]) -> Json:
    """What a message says of its document."""
    data = _data("document", given, files, known)
    if data == b"":
        raise bad("file must be non-empty")
    return {"document": _kept("document", given, known)}


def _data(name: str, given: dict[str, str], files: Files, known: set[str]) -> bytes | None:
    """The bytes that were uploaded, or None where Telegram has them already."""
    named = given.get(name, "")
    if not named:
        return files[name]
    if named.startswith("attach://"):
        return files[named.removeprefix("attach://")]
    if named not in known:
        raise bad(WRONG)
    return None


def _kept(kind: str, given: dict[str, str], known: set[str]) -> dict[str, Any]:
    """A file has an id by which it can be sent again."""
    one = given.get(kind, "")
    file_id = one if one in known else f"{kind}-{len(known) + 1}"
    known.add(file_id)
    return {"file_id": file_id, "file_unique_id": file_id}


def _sides(data: bytes) -> tuple[int, int]:
    """Width and height of a picture that really can be decoded."""
    if len(data) > LARGEST_PHOTO:
        raise bad("file is too big")
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
            if picture.format not in ("PNG", "JPEG"):
                raise bad("IMAGE_PROCESS_FAILED")
            return picture.size
    except (UnidentifiedImageError, OSError) as problem:
        raise bad("IMAGE_PROCESS_FAILED") from problem
