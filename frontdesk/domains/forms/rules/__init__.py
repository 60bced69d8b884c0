"""What a form means: one evaluator for web, desk, API, Open311 and examples. Pure: no Django, no database, no clock.

The front, in the order a form page needs it: `page.shown_on` (which questions), `answers.fields` (fill them),
`page.gather_page` (posted fields → what was typed), `page.read_page` (typed → canonical answers, or errors),
`journey.walk` (which pages apply, where the form stands, where it ends), `journey.next_stop`, `journey.may_visit`,
`groups` (entries), `summary.rows` (check answers), `assess.assess` (the whole form again, on submit),
`amounts.work_out`, `open311`, `examples`.
"""
