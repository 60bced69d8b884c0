"""Figures: promises, take-up and cost, made from the facts of other domains and the journal."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "frontdesk.domains.insight"
    label = "insight"
