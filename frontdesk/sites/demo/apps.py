"""The demo's own pages."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "frontdesk.sites.demo"
    label = "site_demo"
