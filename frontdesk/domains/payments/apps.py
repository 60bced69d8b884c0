"""What customers owe and are owed, as the council's back offices know it."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "frontdesk.domains.payments"
    label = "payments"
