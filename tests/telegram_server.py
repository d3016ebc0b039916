"""The double behind real HTTP on loopback, in the event loop of the test: no threads, nothing to wait for."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

from telegram_double import Double, HangUpError

TASK = "telegram-double"
"""The name of the server's tasks, so that a test can wait for all the others."""


@asynccontextmanager
async def serving(double: Double) -> AsyncIterator[str]:
    """The address of the double, listening."""
    open_: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(_converse(double, reader, writer), name=TASK)
        open_.add(task)
        task.add_done_callback(open_.discard)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in list(open_):
            task.cancel()
        await asyncio.gather(*open_, return_exceptions=True)


async def _converse(double: Double, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Requests of one connection, one after another, until either side hangs up."""
    with suppress(ConnectionError, asyncio.IncompleteReadError):
        try:
            while await _answered(double, reader, writer):
                pass
        finally:
            writer.close()


async def _answered(double: Double, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    path, headers = head.split(" ", 2)[1], _headers(head)
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    given, files = _parameters(headers.get("content-type", ""), body)
    try:
        status, answer = await double.answer(path.rpartition("/")[2], given, files)
    except HangUpError:
        return False
    payload = json.dumps(answer).encode()
    lines = f"HTTP/1.1 {status} -\r\nContent-Type: application/json\r\nContent-Length: {len(payload)}\r\n\r\n"
    writer.write(lines.encode() + payload)
    await writer.drain()
    return True


def _headers(head: str) -> dict[str, str]:
    lines = (line.partition(":") for line in head.split("\r\n")[1:] if line)
    return {name.strip().lower(): value.strip() for name, _, value in lines}


def _parameters(kind: str, body: bytes) -> tuple[dict[str, str], dict[str, bytes]]:
    """Fields and files of a form, of either of the two sorts that the client sends."""
    if not kind.startswith("multipart/form-data"):
        return dict(parse_qsl(body.decode(), keep_blank_values=True)), {}
    given, files = {}, {}
    parts = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    for part in parts.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        data = part.get_payload(decode=True)
        assert isinstance(data, bytes)
        if part.get_filename() is None:
            given[name] = data.decode()
        else:
            files[name] = data
    return given, files
