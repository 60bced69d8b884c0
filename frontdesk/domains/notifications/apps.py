"""Messages to customers and staff."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "frontdesk.domains.notifications"
    label = "notifications"
