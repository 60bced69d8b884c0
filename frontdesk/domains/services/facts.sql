-- Facts of services: stable, read-only, with the reader's own rights. Searches of a day that found no service.

CREATE OR REPLACE VIEW services_search_facts WITH (security_invoker = true) AS
SELECT d.council_id AS council,
       d.day,
       d.found_none
FROM services_searchday d;
