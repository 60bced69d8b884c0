"""Tables of places. Everything searched is a stored, normalised column with collation C, found by `=` or `^@`.

Polygons are bytes (grid metres) beside their bounding box: the box is asked of the database, the rest of `rules.areas`.
"""

from django.db import models

from frontdesk.domains.organisations.models import Council


class Authority(models.Model):
    """A council that looks after some of the addresses: this one, a neighbour, or the other tier."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    code = models.TextField()
    name = models.TextField()
    tier = models.TextField()
    web = models.TextField(default="")
    phone = models.TextField(default="")
    county = models.TextField(default="")
    ours = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "code"], name="places_authority_code")]


class Street(models.Model):
    """A street, by its number in the gazetteer (USRN)."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    usrn = models.BigIntegerField()
    name = models.TextField()
    locality = models.TextField(default="")
    town = models.TextField(default="")
    name_key = models.TextField(db_collation="C")
    start_easting = models.FloatField(null=True)
    start_northing = models.FloatField(null=True)
    end_easting = models.FloatField(null=True)
    end_northing = models.FloatField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "usrn"], name="places_street_usrn")]
        indexes = [models.Index(fields=["council", "name_key"], name="places_street_name")]


class StreetWord(models.Model):
    """One word of a street's name: "mill" finds Old Mill Lane."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    street = models.ForeignKey(Street, on_delete=models.CASCADE, related_name="words")
    word = models.TextField(db_collation="C")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "word", "street"], name="places_street_word")]


class CollectionRound(models.Model):
    """A round of bin collections: its ISO weekday and the first day of its fortnightly recycling."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    code = models.TextField()
    weekday = models.IntegerField()
    recycling_from = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "code"], name="places_collection_round_code")]


class Address(models.Model):
    """An address of the gazetteer. It is never deleted: one that is gone has status 8 (historical).

    `authority` is the code of the council it is in ("" for ours), `ward` the code of the ward as of the last load.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    uprn = models.BigIntegerField()
    street = models.ForeignKey(Street, on_delete=models.PROTECT, null=True)
    organisation = models.TextField(default="")
    flat = models.TextField(default="")
    building = models.TextField(default="")
    number = models.TextField(default="")
    postcode_norm = models.TextField(default="", db_collation="C")
    easting = models.FloatField()
    northing = models.FloatField()
    latitude = models.FloatField()
    longitude = models.FloatField()
    classification = models.TextField(default="")
    status = models.IntegerField(default=1)
    parent_uprn = models.BigIntegerField(null=True)
    authority = models.TextField(default="")
    collection_round = models.TextField(default="")
    ward = models.TextField(default="")
    search_key = models.TextField(default="", db_collation="C")
    sort_key = models.TextField(default="", db_collation="C")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "uprn"], name="places_address_uprn")]
        indexes = [
            models.Index(fields=["council", "postcode_norm", "sort_key", "uprn"], name="places_address_postcode"),
            models.Index(fields=["council", "search_key"], name="places_address_search"),
            models.Index(fields=["council", "easting"], name="places_address_near"),
        ]


class Area(models.Model):
    """An area by kind (ward, parking_zone, ...) and code, from a day (included) to a day (not included)."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField()
    code = models.TextField()
    name = models.TextField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    shape = models.BinaryField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "kind", "code"], name="places_area_code")]


class Place(models.Model):
    """A place where customers are received: office, hub, library, kiosk. A closed one keeps its row."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    code = models.TextField()
    name = models.TextField()
    kind = models.TextField()
    hours = models.JSONField(null=True)
    day_notes = models.JSONField(default=dict)
    uprn = models.BigIntegerField(null=True)
    address = models.JSONField(default=list)
    postcode_norm = models.TextField(default="", db_collation="C")
    easting = models.FloatField(null=True)
    northing = models.FloatField(null=True)
    phone = models.TextField(default="")
    facilities = models.JSONField(default=list)
    offers = models.JSONField(default=list)
    note = models.TextField(default="")
    closed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "code"], name="places_place_code")]


class LookUpCount(models.Model):
    """How many postcodes a visitor looked up in a minute. `visitor` is a keyed hash; rows live for an hour."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    visitor = models.TextField()
    minute = models.DateTimeField()
    count = models.IntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "visitor", "minute"], name="places_look_up_minute")]
        indexes = [models.Index(fields=["council", "minute"], name="places_look_up_age")]


class Postcode(models.Model):
    """A postcode, also one that is no longer in use (`ended`); a point, where it is known, is its middle.

    `authority` is the official code (GSS) of the lower-tier council that the file names, "" where it names none.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    postcode_norm = models.TextField(db_collation="C")
    easting = models.FloatField(null=True)
    northing = models.FloatField(null=True)
    quality = models.IntegerField(null=True)
    authority = models.TextField(default="")
    introduced = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "postcode_norm"], name="places_postcode_norm")]


class AreaProfile(models.Model):
    """What an imported profile of areas says of a postcode: its kind of area, and figures in per cent where known.

    `signal` homes with indoor mobile signal, `broadband` homes that can have superfast broadband, `over_65` people aged
    65 or over, `low_income` homes with a low income.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+", db_index=False)
    postcode_norm = models.TextField(db_collation="C")
    profile = models.TextField()
    label = models.TextField(default="")
    signal = models.FloatField(null=True)
    broadband = models.FloatField(null=True)
    over_65 = models.FloatField(null=True)
    low_income = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "postcode_norm"], name="places_area_profile_postcode")
        ]


class Imported(models.Model):
    """What a run of an import did to a row: what stood before (None: nothing), and a digest of what it left.

    By the digest, undoing tells a row that nobody has touched since.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    run = models.BigIntegerField()
    kind = models.TextField()
    key = models.TextField(db_collation="C")
    was = models.JSONField(null=True)
    left_as = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "run", "kind", "key"], name="places_imported_row")]
