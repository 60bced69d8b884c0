"""Addresses of the public site."""

from django.urls import path

from frontdesk.sites.public import charter, finding, telling

app_name = "site_public"

urlpatterns = [
    path("", finding.home, name="home"),
    path("search/", finding.search, name="search"),
    path("services/", finding.everything, name="everything"),
    path("tasks/<slug:kind>/", finding.task, name="task"),
    path("service/<slug:code>/", finding.service, name="service"),
    path("charter/", charter.charter, name="charter"),
    path("contact/", telling.contact, name="contact"),
    path("accessibility/", telling.accessibility, name="accessibility"),
    path("colours.css", telling.colours, name="colours"),
]
