"""Sign-ins, memberships of councils with roles, API tokens."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "frontdesk.domains.access"
    label = "access"
