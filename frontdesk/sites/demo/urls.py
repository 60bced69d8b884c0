"""Addresses of the demo's own pages."""

from django.urls import path

from frontdesk.sites.demo import guide, outbox

app_name = "site_demo"

urlpatterns = [
    path("outbox", outbox.outbox, name="outbox"),
    path("outbox/<str:name>", outbox.message, name="message"),
    path("styleguide", guide.customers, name="styleguide"),
    path("styleguide/staff", guide.staff, name="styleguide_staff"),
]
