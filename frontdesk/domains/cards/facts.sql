-- Facts of cards: stable, read-only, with the reader's own rights. No person stands in them.
-- cards_facts: one row a card; cards_entitlement_facts: one row an entry of a card; cards_use_facts: one row a use that
-- was counted, of an entitlement (kind) or an offer; cards_offer_facts: one row an offer.

CREATE OR REPLACE VIEW cards_facts WITH (security_invoker = true) AS
SELECT c.council_id AS council,
       c.id,
       c.state,
       c.since,
       c.given_at,
       c.replaces_id AS replaces,
       c.ended_at,
       c.ended_why
FROM cards_card c;

CREATE OR REPLACE VIEW cards_entitlement_facts WITH (security_invoker = true) AS
SELECT e.council_id AS council,
       e.id,
       e.kind,
       e.source,
       e.since,
       e.until,
       e.ended_at,
       e.ended_why
FROM cards_entitlement e;

CREATE OR REPLACE VIEW cards_use_facts WITH (security_invoker = true) AS
SELECT u.council_id AS council,
       u.id,
       u.kind,
       u.offer_id AS offer,
       u.day
FROM cards_carduse u;

CREATE OR REPLACE VIEW cards_offer_facts WITH (security_invoker = true) AS
SELECT o.council_id AS council,
       o.id,
       o.kind,
       o.state,
       o.since,
       o.until,
       o.posted_at,
       o.decided_at
FROM cards_offer o;
