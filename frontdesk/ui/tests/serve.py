"""A server of rendered pages with the product's own Content Security Policy, for tests in a browser; no database."""

import mimetypes
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

from frontdesk.ui import colours

STATIC = Path(__file__).parents[1] / "static"
Answer = str | Callable[[dict[str, str]], str]


def policy() -> str:
    """The Content Security Policy of the settings as a header."""
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(f"{name} {' '.join(map(str, values))}" for name, values in directives.items())


@contextmanager
def serve(pages: Mapping[str, Answer], posts: list[str] | None = None) -> Iterator[str]:
    """Serve `pages` by path (text, or a function of the query) and static files; yields the address.

    Forms that are sent are noted in `posts`.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path.startswith("/static/"):
                kind = mimetypes.guess_type(parts.path)[0] or "application/octet-stream"
                self.answer((STATIC / parts.path.removeprefix("/static/")).read_bytes(), kind)
            elif parts.path == "/colours.css":
                self.answer(colours.stylesheet(None).encode(), "text/css")
            elif parts.path in pages:
                page = pages[parts.path]
                kind = "text/event-stream" if parts.path.endswith(".events") else "text/html; charset=utf-8"
                self.answer((page if isinstance(page, str) else page(query)).encode(), kind)
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            if posts is not None:
                posts.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(204)  # the browser stays on the page, as on a slow line
            self.end_headers()

        def answer(self, body: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", policy())
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
