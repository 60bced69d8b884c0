"""Bringing the database up to date, as the owner: what `frontdesk migrate`, `setup` and the tests do."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.state import ProjectState


def migrate(verbosity: int = 0) -> None:
    """Apply all migrations, make the cache table (unlogged), and let the app role call the schema's functions.

    Must run connected as the owner. Functions are born closed to PUBLIC; those of libraries are opened here.
    """
    with _one_model_at_a_time():
        call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("createcachetable", verbosity=verbosity)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE frontdesk_cache SET UNLOGGED")
        cursor.execute(f'GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO "{settings.APP_ROLE}"')
        cursor.execute("SELECT journal_months(12)")


@contextmanager
def _one_model_at_a_time() -> Iterator[None]:
    """Let a migration that adds an index or a plain column make only that model's class anew.

    Django makes the classes of all models anew that share a relation with it. Here everything names its council, so
    each index made a hundred classes: two thirds of the time of a new database. What then stands aside for a while is
    what Django itself calls delayed; before anything that touches relations, all classes are dropped and made whole.
    """
    whole = ProjectState.reload_model

    def reload_model(self: ProjectState, app_label: str, model_name: str, delay: bool = False) -> None:
        if "apps" not in self.__dict__:
            return
        if delay and model_name in self.apps.all_models[app_label]:
            self.is_delayed = True
            self._reload({(app_label, model_name)})  # type: ignore[attr-defined]
        else:
            self.clear_delayed_apps_cache()
            whole(self, app_label, model_name, delay)

    ProjectState.reload_model = reload_model  # type: ignore[method-assign]
    try:
        yield
    finally:
        ProjectState.reload_model = whole  # type: ignore[method-assign]
