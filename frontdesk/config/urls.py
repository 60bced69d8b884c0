"""Every address. Each site names its own in `urls.py`; they are put together here by looking, in a fixed order."""

import importlib
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from frontdesk.config import health, metrics

_SITES = (
    ("account", "account/"),
    ("desk", "desk/"),
    ("kiosk", "kiosk/"),
    ("board", "board/"),
    ("api", ""),
    ("demo", "demo/"),
    ("public", ""),
)


def _sites() -> list[URLPattern | URLResolver]:
    found: list[URLPattern | URLResolver] = []
    for name, prefix in _SITES:
        module = f"frontdesk.sites.{name}"
        if find_spec(module) and find_spec(f"{module}.urls"):
            found.append(path(prefix, include(importlib.import_module(f"{module}.urls"))))
    return found


urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    *_sites(),
]

handler400 = "frontdesk.config.health.bad_request"
handler403 = "frontdesk.config.health.forbidden"
handler404 = "frontdesk.config.health.not_found"
handler429 = "frontdesk.config.health.too_many"
handler500 = "frontdesk.config.health.broken"
