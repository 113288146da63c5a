"""Says whether we are alive."""
