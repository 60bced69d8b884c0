"""Data protection: rights of customers over what is held on them, retention, consent, breaches."""

from django.apps import AppConfig


class InformationConfig(AppConfig):
    name = "frontdesk.domains.information"
    label = "information"

    def ready(self) -> None:
        """The jobs register themselves when their module is read."""
        from frontdesk.domains.information import jobs  # noqa: F401
