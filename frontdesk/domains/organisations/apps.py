"""Councils, departments and teams."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "frontdesk.domains.organisations"
    label = "organisations"
