"""The public site."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "frontdesk.sites.public"
    label = "site_public"
