-- Facts of forms: stable, read-only, with the reader's own rights. One row a draft, also those sent and given up.

CREATE OR REPLACE VIEW forms_facts WITH (security_invoker = true) AS
SELECT d.council_id AS council,
       d.id,
       d.service,
       d.version_id AS version,
       d.channel,
       d.started_on,
       d.assisted,
       d.person_id AS person,
       d.state,
       d.page,
       d.saves,
       d.request_id AS request,
       d.started_at AS started,
       d.last_activity,
       d.finished_at AS finished
FROM forms_draft d;

-- What went wrong on the way through forms: one row for each page, question and reason of a draft. Codes only.
CREATE OR REPLACE VIEW forms_trouble_facts WITH (security_invoker = true) AS
SELECT t.council_id AS council,
       t.draft_id AS draft,
       t.page,
       t.question,
       t.reason,
       t.times,
       t.first_at AS first,
       t.last_at AS last
FROM forms_trouble t;

-- Help with what was begun: agreed to be offered it, sent the offer, asked for it, said no, was helped.
CREATE OR REPLACE VIEW forms_offer_facts WITH (security_invoker = true) AS
SELECT o.council_id AS council,
       o.id,
       o.draft_id AS draft,
       o.sign_up_id AS sign_up,
       o.agreed_at AS agreed,
       o.sent_at AS sent,
       o.asked_at AS asked,
       o.stopped_at AS stopped,
       o.helped_at AS helped
FROM forms_helpoffer o;
