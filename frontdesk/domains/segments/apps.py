"""Kinds of customers by how they really use the council, counted by stated rules; never a reason to refuse."""

from django.apps import AppConfig


class SegmentsConfig(AppConfig):
    name = "frontdesk.domains.segments"
    label = "segments"

    def ready(self) -> None:
        """The jobs register themselves when their module is read."""
        from frontdesk.domains.segments import jobs  # noqa: F401
