"""Editors and subscribers: what they ask, and what they rule."""
