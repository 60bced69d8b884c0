-- Facts of requests: stable, read-only, with the reader's own rights. What insight reads beside the journal.
-- One row a request. side: open, completed (closed with an outcome), neither (withdrawn, duplicate, sent elsewhere).
-- promise: the one it counts under: that which was missed before it was moved to another service, else the present one.
-- kept: whether the promise was kept; null while open, or where nothing was promised.

CREATE OR REPLACE VIEW requests_facts WITH (security_invoker = true) AS
SELECT r.council_id AS council,
       r.id,
       r.reference,
       r.service,
       r.version_id AS version,
       r.kind,
       r.tier,
       r.restricted,
       r.person_id AS person,
       r.channel,
       r.digital,
       r.assisted,
       r.received_at,
       r.local_day,
       r.closed_at,
       r.status,
       r.outcome,
       r.side AS outcome_class,
       CASE WHEN r.missed_promise <> '' THEN r.missed_promise ELSE r.promise END AS promise,
       r.due_at,
       r.due_on,
       r.missed,
       r.kept,
       r.ward,
       r.team_id AS team,
       r.owner_id AS owner,
       r.fee,
       r.disputed_at,
       r.warned_at
FROM requests_request r;

-- The contacts that a request had, the first being the one it came by.
CREATE OR REPLACE VIEW requests_contact_facts WITH (security_invoker = true) AS
SELECT l.council_id AS council,
       l.request_id AS request,
       l.contact_id AS contact,
       l.matter_id AS matter,
       l.id = min(l.id) OVER (PARTITION BY l.council_id, l.request_id) AS came_by
FROM requests_requestcontact l;
