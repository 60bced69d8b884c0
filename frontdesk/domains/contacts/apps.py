"""Contacts and their matters."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "frontdesk.domains.contacts"
    label = "contacts"
