"""The tests of Zvirka."""
