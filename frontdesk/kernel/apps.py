"""The kernel app: finds what the domains register (jobs, reactions, holdings) when Django is ready."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KernelConfig(AppConfig):
    name = "frontdesk.kernel"
    label = "kernel"

    def ready(self) -> None:
        from frontdesk.kernel import live, lookups, tenancy  # noqa: F401  live registers its reaction

        tenancy.install()
        lookups.install()
        autodiscover_modules("reactions", "holdings")
