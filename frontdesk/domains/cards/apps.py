"""The one card of a customer: what it opens, how it is checked, and offers of local businesses."""

from django.apps import AppConfig


class CardsConfig(AppConfig):
    name = "frontdesk.domains.cards"
    label = "cards"

    def ready(self) -> None:
        """The jobs register themselves when their module is read."""
        from frontdesk.domains.cards import jobs  # noqa: F401
