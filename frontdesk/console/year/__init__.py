"""A seeded year: the people, homes, contacts and requests that a council of any size would have had by now.

`shape` says when, by what and how often people come (tables, no database), `customers` who comes how often, `happen`
draws what happens day by day, `homes` where everybody lives. `rows` turns it into rows as the verbs leave them and
`fill` writes them. The same seed and the same day give the same.
"""
