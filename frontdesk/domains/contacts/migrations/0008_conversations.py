"""Conversations: messages to and fro that are about no request."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls

_PAIR: dict[str, Any] = {"db_constraint": False, "db_index": False, "on_delete": django.db.models.deletion.PROTECT}


class Migration(migrations.Migration):
    dependencies = [("contacts", "0007_ward"), ("people", "0011_restricted"), ("organisations", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Conversation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False, auto_created=True, verbose_name="ID")),
                ("subject", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("waiting_since", models.DateTimeField(null=True)),
                ("count", models.IntegerField(default=0)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "council",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="organisations.council"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT,
                        related_name="+", to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["council", "person", "-last_at", "-id"], name="conversation_person"),
                    models.Index(
                        fields=["council", "waiting_since", "id"],
                        condition=models.Q(waiting_since__isnull=False),
                        name="conversation_waiting",
                    ),
                    models.Index(
                        fields=["council", "last_at", "id"],
                        condition=models.Q(removed_at=None),
                        name="conversation_to_empty",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="ConversationText",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False, auto_created=True, verbose_name="ID")),
                ("body", models.TextField()),
                ("at", models.DateTimeField()),
                ("by_customer", models.BooleanField()),
                ("user_id", models.BigIntegerField(null=True)),
                ("unseen", models.BooleanField(default=False)),
                ("erased_at", models.DateTimeField(null=True)),
                ("council", models.ForeignKey(to="organisations.council", **_PAIR)),
                ("conversation", models.ForeignKey(related_name="texts", to="contacts.conversation", **_PAIR)),
                ("contact", models.ForeignKey(null=True, related_name="+", to="contacts.contact", **_PAIR)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["council", "conversation", "id"], name="conversation_text"),
                    models.Index(
                        fields=["council", "conversation"],
                        condition=models.Q(unseen=True),
                        name="conversation_text_unseen",
                    ),
                ]
            },
        ),
        rls.protect("contacts_conversation"),
        rls.protect("contacts_conversationtext"),
        rls.same_council("contacts_conversation", "person_id", "people_person"),
        rls.same_council("contacts_conversationtext", "conversation_id", "contacts_conversation"),
        rls.same_council("contacts_conversationtext", "contact_id", "contacts_contact"),
    ]
