"""Records that may be of the same person: shown to staff side by side, never joined by themselves."""

MOST_ALIKE = 6

ALIKE = """
SELECT 'alike', jsonb_build_object('id', p.id, 'name', p.name), p.id
FROM people_person me JOIN people_person p ON p.council_id = me.council_id AND p.name_key = me.name_key
WHERE me.council_id = %(council)s AND me.id = %(head)s AND me.name_key <> ''
  AND p.id <> ALL(%(people)s) AND p.merged_into_id IS NULL AND p.removed_at IS NULL
  AND NOT EXISTS (
    SELECT FROM people_person r WHERE r.council_id = p.council_id AND (r.id = p.id OR r.merged_into_id = p.id)
      AND r.restricted AND NOT %(reader)s = ANY (r.readers))
  AND (EXISTS (
    SELECT FROM people_contactpoint theirs JOIN people_contactpoint mine
      ON mine.council_id = theirs.council_id AND mine.person_id = ANY(%(people)s)
      AND (mine.email_norm <> '' AND mine.email_norm = theirs.email_norm
        OR mine.phone_e164 <> '' AND mine.phone_e164 = theirs.phone_e164)
    WHERE theirs.council_id = p.council_id AND theirs.person_id = p.id)
  OR EXISTS (
    SELECT FROM people_personaddress theirs JOIN people_personaddress mine
      ON mine.council_id = theirs.council_id AND mine.person_id = ANY(%(people)s)
      AND (mine.uprn = theirs.uprn
        OR mine.postcode <> '' AND mine.postcode = theirs.postcode AND mine.number_key = theirs.number_key)
    WHERE theirs.council_id = p.council_id AND theirs.person_id = p.id))
"""
"""Other records of the same name with the same email, phone or address; restricted ones only for those they name.

Starts from the few of the same name by its index; what they share is asked person by person. A part of the statement
that reads a customer: it costs the page no statement of its own.
"""

WAITS = """
SELECT 'waits', jsonb_build_object('id', p.id, 'name', p.name), j.id
FROM people_joinproposal j
JOIN people_person other ON other.council_id = j.council_id
  AND other.id = CASE WHEN j.lower_id = ANY(%(people)s) THEN j.higher_id ELSE j.lower_id END
JOIN people_person p ON p.council_id = j.council_id
  AND p.id = CASE WHEN other.merged_into_id IS NULL THEN other.id ELSE other.merged_into_id END
WHERE j.council_id = %(council)s AND j.state = 'open'
  AND (j.lower_id = ANY(%(people)s) OR j.higher_id = ANY(%(people)s))
  AND NOT EXISTS (
    SELECT FROM people_person r WHERE r.council_id = p.council_id AND (r.id = p.id OR r.merged_into_id = p.id)
      AND r.restricted AND NOT %(reader)s = ANY (r.readers))
"""
"""Other records that were proposed to be of the same person and wait for somebody to decide, in the same way."""
