"""Frontdesk: one front desk for everything a council does."""
