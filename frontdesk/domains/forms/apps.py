"""Drafts, answers and uploads: a form from its first page to the moment it is sent."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "frontdesk.domains.forms"
    label = "forms"

    def ready(self) -> None:
        """The jobs register themselves when their module is read."""
        from frontdesk.domains.forms import jobs  # noqa: F401
