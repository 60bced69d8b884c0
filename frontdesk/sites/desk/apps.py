"""The desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "frontdesk.sites.desk"
    label = "site_desk"
