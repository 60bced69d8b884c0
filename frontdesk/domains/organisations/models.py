"""Councils and their hosts are not under the council policy: they are read to find out which council it is."""

from django.db import models


class Council(models.Model):
    """A council served by this installation. `version` grows with it and its teams (caches key on it)."""

    code = models.TextField(unique=True)
    name = models.TextField()
    description = models.TextField(default="")
    phone = models.TextField(default="")
    phone_hours = models.TextField(default="")
    email = models.TextField(default="")
    address = models.TextField(default="")
    website = models.TextField(default="")
    colours = models.JSONField(default=dict)
    languages = models.JSONField(default=list)
    channels = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    version = models.IntegerField(default=1)


class CouncilHost(models.Model):
    """A host name that means this council."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="hosts")
    host = models.TextField(unique=True)


class Department(models.Model):
    """A department, to which teams belong."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT)
    code = models.TextField()
    name = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "code"], name="department_code")]


class Team(models.Model):
    """A team, with the address its digest goes to."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True)
    code = models.TextField()
    name = models.TextField()
    phone = models.TextField(default="")
    email = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "code"], name="team_code")]


class StrategyEntry(models.Model):
    """One thing that the council's strategy or plan says: a segment, a tier, a fact, an action (decision 0020)."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT)
    kind = models.TextField()
    code = models.TextField()
    place = models.IntegerField()
    said = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "kind", "code"], name="strategy_entry_code")]
