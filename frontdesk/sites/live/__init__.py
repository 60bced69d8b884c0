"""Live pages: one event stream per browser, woken by the database."""
