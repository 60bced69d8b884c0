from django.db import migrations, models

from frontdesk.kernel import rls


class Migration(migrations.Migration):
    """Whoever is asked to work for a council is its member once they accept. Those who are members stay so."""

    dependencies = [("access", "0003_calls_counted_elsewhere")]

    operations = [
        migrations.AddField(model_name="membership", name="asked_at", field=models.DateTimeField(null=True)),
        rls.definer(
            "memberships_of(wanted bigint)",
            "TABLE (council_id bigint, user_id bigint, name text, roles text[], teams bigint[])",
            """SELECT m.council_id, m.user_id, m.name, m.roles,
                      coalesce(array_agg(p.team_id) FILTER (WHERE p.team_id IS NOT NULL), '{}')
               FROM access_membership m LEFT JOIN access_membershipteam p ON p.membership_id = m.id
               WHERE m.user_id = wanted AND m.ended_at IS NULL AND m.asked_at IS NULL
               GROUP BY m.id ORDER BY m.council_id""",
        ),
    ]
