-- Facts of segments: stable, read-only, with the reader's own rights. They name nobody.
-- segments_count_facts: what the last round of a month came to. channel '' tells of customers and all their contacts,
-- a channel of the contacts by it. segment 'nobody': contacts of which no customer is known.

CREATE OR REPLACE VIEW segments_count_facts WITH (security_invoker = true) AS
SELECT c.council_id AS council,
       c.counted_on,
       c.segment,
       c.profile,
       c.channel,
       c.customers,
       c.contacts
FROM segments_count c;
