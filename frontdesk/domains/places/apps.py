"""Streets, addresses, areas and the places where customers are received."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "frontdesk.domains.places"
    label = "places"
