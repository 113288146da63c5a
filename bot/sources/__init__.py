"""What we read: one file per kind of source, one protocol."""
