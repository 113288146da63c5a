"""What is told at set times or on request: the morning after quiet hours, digests, totals, charts and exports."""
