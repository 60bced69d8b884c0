-- Facts of access: stable, read-only, with the reader's own rights. One row for each account that somebody began to create.

CREATE OR REPLACE VIEW access_sign_up_facts WITH (security_invoker = true) AS
SELECT s.council_id AS council,
       s.id,
       s.started_at AS started,
       s.last_at AS last,
       s.wrong_codes,
       s.done_at AS done
FROM access_signup s;
