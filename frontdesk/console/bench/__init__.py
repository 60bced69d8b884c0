"""Measuring the product at the sizes of DESIGN 6: fill a database of its own, measure, write the page."""
