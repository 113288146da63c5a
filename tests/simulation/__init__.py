"""A seeded run of the real daemon against the loopback data centre, with every fault at once. README.md says how."""
