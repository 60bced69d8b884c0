"""Letters and other documents for customers."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "frontdesk.domains.documents"
    label = "documents"
