-- Facts of people: stable, read-only, with the reader's own rights. Where somebody lives, help with accounts, who is in front.
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

-- people_account_help_facts: one row for each time that staff opened or repaired an account. kind: opening, way-in,
-- second-step, new-email. done: when the customer finished it; used: when they later came back without help.
CREATE OR REPLACE VIEW people_account_help_facts WITH (security_invoker = true) AS
SELECT h.council_id AS council,
       h.id,
       h.person_id AS person,
       h.kind,
       h.checked,
       h.channel,
       h.contact_id AS contact,
       h.started_at AS started,
       h.done_at AS done,
       h.stopped_at AS stopped,
       h.stopped_why,
       h.used_at AS used
FROM people_accounthelp h;

-- people_customer_facts: one row a record. into_record: the record in front of one that was joined, else empty. died:
-- known or said. organisation: the record is of a business, charity or landlord.
CREATE OR REPLACE VIEW people_customer_facts WITH (security_invoker = true) AS
SELECT p.council_id AS council,
       p.id,
       p.merged_into_id AS into_record,
       p.restricted,
       p.removed_at IS NOT NULL AS removed,
       EXISTS (SELECT FROM people_organisation o WHERE o.council_id = p.council_id AND o.person_id = p.id) AS organisation,
       EXISTS (SELECT FROM people_death d
               WHERE d.council_id = p.council_id AND d.person_id = p.id AND d.ended_at IS NULL) AS died
FROM people_person p;
