-- Facts of people: stable, read-only, with the reader's own rights. Where somebody lives, and nothing else of them.
-- people_home_facts: one row an address of a person; it holds from since until the day before until, empty means always.

CREATE OR REPLACE VIEW people_home_facts WITH (security_invoker = true) AS
SELECT a.council_id AS council,
       a.id,
       a.person_id AS person,
       a.uprn,
       a.postcode,
       a.since,
       a.until
FROM people_personaddress a;
