"""Tell us once: notices of a death, a birth or a move, and who is told of them."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "frontdesk.domains.notices"
    label = "notices"

    def ready(self) -> None:
        """The jobs register themselves when their module is read."""
        from frontdesk.domains.notices import jobs  # noqa: F401
