"""The API as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Open311 and our own API."""

    name = "frontdesk.sites.api"
    label = "site_api"
