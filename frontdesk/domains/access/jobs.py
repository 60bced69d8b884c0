"""Clearing what sign-ins and programs leave behind."""

from django.contrib.sessions.backends.db import SessionStore

from frontdesk.kernel import idempotency, jobs


@jobs.nightly("40 2 * * *", "access.clear_sessions")
def clear_sessions() -> None:
    """Take away sessions that have run out, with whatever was kept in them: names searched for at the desk."""
    SessionStore.clear_expired()


@jobs.every("50 2 * * *", "access.forget_keys")
def forget_keys(council: int) -> None:
    """Forget keys of retries that nobody makes any more."""
    idempotency.forget(council)
