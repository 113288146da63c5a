"""Takes a publication in: revision, claims, repatriations and alerts, in one transaction."""
