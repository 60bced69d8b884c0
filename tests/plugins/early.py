"""Environment of the tests, set before Django's settings are read."""

import atexit
import os
import shutil
import tempfile

if "FRONTDESK_HOME" not in os.environ:
    os.environ["FRONTDESK_HOME"] = tempfile.mkdtemp(prefix="frontdesk-home-")
    atexit.register(shutil.rmtree, os.environ["FRONTDESK_HOME"], ignore_errors=True)
# The browser leaves an event loop in the thread of the tests; what they do beside it stays synchronous.
os.environ.update(DJANGO_ALLOW_ASYNC_UNSAFE="1", FRONTDESK_DEMO="1", FRONTDESK_NO_POOL="1", SECRET_KEY="only-for-tests")
for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "EMAIL_URL"):
    os.environ.pop(name, None)
