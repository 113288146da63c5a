"""Connects to Telegram."""
