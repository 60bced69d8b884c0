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

-- places_postcode_facts: one row a postcode; authority is the official code of its lower-tier council, '' unknown.
-- places_profile_facts: one row a postcode that an imported profile of areas names; figures are per cent, empty unknown.
CREATE OR REPLACE VIEW places_postcode_facts WITH (security_invoker = true) AS
SELECT p.council_id AS council,
       p.postcode_norm AS postcode,
       p.authority
FROM places_postcode p;

CREATE OR REPLACE VIEW places_profile_facts WITH (security_invoker = true) AS
SELECT p.council_id AS council,
       p.postcode_norm AS postcode,
       p.profile,
       p.label,
       p.signal,
       p.broadband,
       p.over_65,
       p.low_income
FROM places_areaprofile p;
