"""A server on this machine for clients that want a real one: the whole application in a thread, loopback only."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.handlers.wsgi import WSGIHandler
from django.db import connections


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[str]:
    """The address of a running server; it answers one call after another on one connection to the database."""
    kept = connections["default"].settings_dict.get("CONN_MAX_AGE")
    connections["default"].settings_dict["CONN_MAX_AGE"] = None
    server: WSGIServer = make_server("127.0.0.1", 0, _application, handler_class=_Quiet)
    thread = threading.Thread(target=_serve, args=(server,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()
        connections["default"].settings_dict["CONN_MAX_AGE"] = kept


_application = WSGIHandler()


def _serve(server: WSGIServer) -> None:
    try:
        server.serve_forever(poll_interval=0.05)
    finally:
        connections["default"].close()
