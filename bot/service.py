"""Starts the parts and stops them."""
