"""Requests and what happens to them."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "frontdesk.domains.requests"
    label = "requests"
