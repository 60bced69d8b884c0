"""Clearing what sign-ins leave behind."""

from django.contrib.sessions.backends.db import SessionStore

from frontdesk.kernel import jobs


@jobs.nightly("40 2 * * *", "access.clear_sessions")
def clear_sessions() -> None:
    """Take away sessions that have run out, with whatever was kept in them: names searched for at the desk."""
    SessionStore.clear_expired()
