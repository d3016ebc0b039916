"""A Bot API server on loopback: real HTTP for the tests of polling and of the whole command."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from botapi import BOT

Json = dict[str, Any]
Reply = tuple[int, Any]
OK: Reply = (200, [])


class Server:
    """Answers each method with the next of its script; ``getUpdates`` waits a little when it has nothing."""

    def __init__(self) -> None:
        self.script: dict[str, list[Reply]] = {}
        self.calls: list[tuple[str, Json]] = []
        self.happened = threading.Condition()
        self.url = ""

    def answer(self, method: str, given: Json) -> Reply:
        with self.happened:
            self.calls.append((method, given))
            self.happened.notify_all()
            planned = self.script.get(method)
            if planned:
                return planned.pop(0)
        if method == "getMe":
            return 200, BOT
        if method == "getUpdates":
            time.sleep(0.05)
            return OK
        if method == "sendMessage":
            chat = {"id": int(given["chat_id"]), "type": "private"}
            return 200, {"message_id": 1, "date": 1, "chat": chat, "text": given["text"]}
        return 200, True

    def seen(self, method: str) -> list[Json]:
        return [given for called, given in self.calls if called == method]

    def wait(self, condition: Callable[[], bool], seconds: float = 10) -> bool:
        with self.happened:
            return self.happened.wait_for(condition, seconds)


@contextmanager
def serving() -> Iterator[Server]:
    """The server, listening."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            given = dict(parse_qsl(self.rfile.read(size).decode()))
            status, result = server.answer(self.path.rpartition("/")[2], given)
            body = {"ok": status == 200}
            body |= (
                {"result": result} if status == 200 else {"error_code": status, "description": str(result)}
            )
            payload = result if isinstance(result, bytes) else json.dumps(body).encode()
            with suppress(ConnectionError):  # a bot that stops hangs up on its last getUpdates
                self.send_response(status)
                self.send_header("Content-Length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)

        def log_message(self, *_: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        server.url = f"http://127.0.0.1:{http.server_address[1]}"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
