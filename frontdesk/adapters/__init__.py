"""Adapters: one folder per outside system, found by looking (kernel.registry)."""
