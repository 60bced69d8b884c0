"""Environment of the tests, set before Django's settings are read."""

import atexit
import gc
import os
import shutil
import tempfile
from pathlib import Path

from django.contrib.auth.hashers import PBKDF2PasswordHasher

if "FRONTDESK_HOME" not in os.environ:
    os.environ["FRONTDESK_HOME"] = tempfile.mkdtemp(prefix="frontdesk-home-")
    atexit.register(shutil.rmtree, os.environ["FRONTDESK_HOME"], ignore_errors=True)
# The browser leaves an event loop in the thread of the tests; what they do beside it stays synchronous.
os.environ.update(DJANGO_ALLOW_ASYNC_UNSAFE="1", FRONTDESK_DEMO="1", FRONTDESK_NO_POOL="1", SECRET_KEY="only-for-tests")
for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "EMAIL_URL"):
    os.environ.pop(name, None)
# Where the web server looks for collected files; it warns at each start when there is no such folder.
(Path(os.environ["FRONTDESK_HOME"]) / "static").mkdir(parents=True, exist_ok=True)
# A quarter of a second for each password protects people's, not the tests'. The same kind of hash: servers that the
# tests start know it too.
PBKDF2PasswordHasher.iterations = 1


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: looking again and again whether it may go takes time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
