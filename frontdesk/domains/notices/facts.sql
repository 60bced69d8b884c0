-- Facts of tell us once: stable, read-only, with the reader's own rights. One row a telling; a notice that nobody was
-- agreed to for has none. told and confirmed: the days on which the recipient was first told and said so.

CREATE OR REPLACE VIEW notices_telling_facts WITH (security_invoker = true) AS
SELECT t.council_id AS council,
       t.id,
       n.id AS notice,
       n.kind,
       n.channel,
       n.local_day,
       n.state AS notice_state,
       t.recipient,
       t.team,
       t.state,
       t.tries,
       (t.sent_at AT TIME ZONE 'Europe/London')::date AS told,
       CASE WHEN t.state = 'confirmed' THEN (t.ended_at AT TIME ZONE 'Europe/London')::date END AS confirmed
FROM notices_telling t
JOIN notices_notice n ON n.council_id = t.council_id AND n.id = t.notice_id;
