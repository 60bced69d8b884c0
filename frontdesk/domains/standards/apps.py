"""Promises, calendars, clock rules and rate cards."""

from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "frontdesk.domains.standards"
    label = "standards"
