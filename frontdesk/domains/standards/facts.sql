-- Facts of standards: stable, read-only, with the reader's own rights. What insight reads beside the journal.
-- One row a version of a promise; until: the day before a later version begins, or the promise was withdrawn.

CREATE OR REPLACE VIEW standards_facts WITH (security_invoker = true) AS
SELECT v.council_id AS council,
       v.id,
       s.code,
       v.number,
       v.kind,
       v.measure,
       v.published,
       v.valid_from,
       LEAST(
           (SELECT min(later.valid_from) - 1 FROM standards_standardversion later
             WHERE later.standard_id = v.standard_id AND later.council_id = v.council_id
               AND later.valid_from > v.valid_from),
           s.withdrawn_on - 1
       ) AS valid_until,
       v.review_on
FROM standards_standardversion v
JOIN standards_standard s ON s.id = v.standard_id AND s.council_id = v.council_id
WHERE NOT EXISTS (
    SELECT 1 FROM standards_standardversion again
     WHERE again.standard_id = v.standard_id AND again.council_id = v.council_id
       AND again.valid_from = v.valid_from AND again.number > v.number
);

-- One row a rate: what a contact or transaction on a channel costs in pence, by basis, from a day until a day.

CREATE OR REPLACE VIEW standards_rate_facts WITH (security_invoker = true) AS
SELECT c.council_id AS council,
       c.id AS card,
       c.basis,
       c.valid_from,
       (SELECT min(later.valid_from) - 1 FROM standards_ratecard later
         WHERE later.council_id = c.council_id AND later.basis = c.basis
           AND later.valid_from > c.valid_from) AS valid_until,
       rate.key AS channel,
       rate.value::integer AS pence,
       c.source
FROM standards_ratecard c
CROSS JOIN LATERAL jsonb_each_text(c.pence) AS rate
WHERE NOT EXISTS (
    SELECT 1 FROM standards_ratecard again
     WHERE again.council_id = c.council_id AND again.basis = c.basis
       AND again.valid_from = c.valid_from AND again.number > c.number
);
