"""Addresses of the demo's own pages."""

from django.urls import path

from frontdesk.sites.demo import guide, outbox, schools

app_name = "site_demo"

urlpatterns = [
    path("outbox", outbox.outbox, name="outbox"),
    path("outbox/<str:name>", outbox.message, name="message"),
    path("schools", schools.schools, name="schools"),
    path("schools/go", schools.go, name="schools_go"),
    path("schools/back", schools.back, name="schools_back"),
    path("styleguide", guide.customers, name="styleguide"),
    path("styleguide/staff", guide.staff, name="styleguide_staff"),
]
