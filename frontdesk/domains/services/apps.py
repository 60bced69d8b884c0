"""The catalogue: services and their published versions."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "frontdesk.domains.services"
    label = "services"
