"""Addresses of the open doors."""

from django.urls import path, re_path

from frontdesk.sites.api import hooks, openid
from frontdesk.sites.api.open311 import views as open311
from frontdesk.sites.api.v1.views import api

# No app_name: the names that the API document is made with must not be nested in another namespace.
_FORMAT = r"\.(?P<format>xml|json)$"

urlpatterns = [
    path("api/v1/", api.urls),
    path("hooks/<slug:adapter>/<slug:council>/", hooks.receipt, name="hook"),
    path(".well-known/openid-configuration", openid.configuration, name="openid_configuration"),
    path("openid/keys", openid.keys, name="openid_keys"),
    path("openid/token", openid.token, name="openid_token"),
    path("openid/userinfo", openid.userinfo, name="openid_userinfo"),
    re_path(r"^open311/v2/discovery" + _FORMAT, open311.discovery, name="open311_discovery"),
    re_path(r"^open311/v2/services" + _FORMAT, open311.services, name="open311_services"),
    re_path(r"^open311/v2/services/(?P<code>[^/]{1,100})" + _FORMAT, open311.service, name="open311_service"),
    re_path(r"^open311/v2/requests" + _FORMAT, open311.requests, name="open311_requests"),
    re_path(r"^open311/v2/requests/(?P<reference>[^/]{1,60})" + _FORMAT, open311.one, name="open311_request"),
    re_path(r"^open311/v2/tokens/(?P<token>[^/]{1,200})" + _FORMAT, open311.token, name="open311_token"),
]
