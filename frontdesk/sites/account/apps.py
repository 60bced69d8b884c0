"""The customer's account, and how everybody signs in."""

from django.apps import AppConfig


class AccountConfig(AppConfig):
    name = "frontdesk.sites.account"
    label = "site_account"
