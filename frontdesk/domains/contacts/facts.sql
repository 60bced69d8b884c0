-- Facts of contacts: stable, read-only, with the reader's own rights. What insight reads beside the journal.
-- contacts_facts has one row a contact, contacts_matter_facts one row a matter.
-- ward: that of its first request that has one, else of the customer's home on that day; '' where neither is known.

CREATE OR REPLACE VIEW contacts_facts WITH (security_invoker = true) AS
SELECT c.council_id AS council,
       c.id,
       c.local_day,
       c.channel,
       c.direction,
       c.person_id AS person,
       c.handler_id AS handler,
       c.token_id AS token,
       c.started_at AS started,
       c.answered_at AS answered,
       c.ended_at AS ended,
       c.done_at AS done,
       c.assisted,
       c.ward
FROM contacts_contact c;

CREATE OR REPLACE VIEW contacts_matter_facts WITH (security_invoker = true) AS
SELECT c.council_id AS council,
       m.id,
       c.id AS contact,
       m.position,
       c.local_day,
       c.channel,
       c.direction,
       c.person_id AS person,
       c.handler_id AS handler,
       c.started_at AS started,
       c.ended_at AS ended,
       c.assisted,
       m.service,
       m.reason,
       m.outcome,
       m.demand,
       m.demand_reason,
       m.avoidable,
       m.offered,
       m.declined_why,
       c.ward
FROM contacts_matter m
JOIN contacts_contact c ON c.council_id = m.council_id AND c.id = m.contact_id;
