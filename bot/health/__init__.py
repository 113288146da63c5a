"""Whether all is well, and who is told: systemd, the operator, whoever measures."""
