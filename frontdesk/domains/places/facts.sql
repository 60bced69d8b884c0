-- Facts of places: stable, read-only, with the reader's own rights. What insight reads beside the journal.
-- places_area_facts: one row an area (ward, parking_zone, ...); it stands from valid_from until the day before valid_to.
-- places_address_facts: one row an address, with its ward as of the last load; authority is '' for our own.

CREATE OR REPLACE VIEW places_area_facts WITH (security_invoker = true) AS
SELECT a.council_id AS council,
       a.kind,
       a.code,
       a.name,
       a.valid_from,
       a.valid_to
FROM places_area a;

CREATE OR REPLACE VIEW places_address_facts WITH (security_invoker = true) AS
SELECT a.council_id AS council,
       a.uprn,
       a.ward,
       a.authority,
       a.classification,
       a.status,
       a.postcode_norm AS postcode
FROM places_address a;
