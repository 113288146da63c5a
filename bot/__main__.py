"""The command `zvirka`."""
