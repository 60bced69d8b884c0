"""Pure decisions about requests: steps of the workflow, clocks, owners, counting, sameness, words."""
