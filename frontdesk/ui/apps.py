"""The page furniture as a Django app, so that its templates and static files are found."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Page furniture, components and form pages shared by every site."""

    name = "frontdesk.ui"
    label = "ui"
