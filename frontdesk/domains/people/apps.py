"""Customers: who they are, how to reach them, what they need, and how staff find them."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "frontdesk.domains.people"
    label = "people"

    def ready(self) -> None:
        """The jobs register themselves when their module is read."""
        from frontdesk.domains.people import jobs  # noqa: F401
