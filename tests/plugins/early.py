"""Environment of the tests, set before Django's settings are read."""

import os
import tempfile

os.environ.setdefault("FRONTDESK_HOME", tempfile.mkdtemp(prefix="frontdesk-home-"))
os.environ.update(FRONTDESK_DEMO="1", FRONTDESK_NO_POOL="1", SECRET_KEY="only-for-tests")
for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "EMAIL_URL"):
    os.environ.pop(name, None)
