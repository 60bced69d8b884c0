"""Kinds of customers by how they really use the council."""
