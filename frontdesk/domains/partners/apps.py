"""Partner bodies' systems that customers open with the council's sign-in, and what they tell of them."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "frontdesk.domains.partners"
    label = "partners"
