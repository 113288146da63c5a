"""What the cross-check finds in statements, in few words."""

from bot.crosscheck import crosscheck


def found(*statements, history=()):
    """Return the type and the values of every finding."""
    picture = crosscheck(statements, history=history)
    every = [finding for one in picture.repatriations for finding in one.findings]
    return [(finding.type.value, dict(finding.values)) for finding in (*every, *picture.findings)]


def kinds(*statements, history=()):
    """Return the types of every finding."""
    return [kind for kind, _ in found(*statements, history=history)]


def mistakes(*statements, history=()):
    """Return how each miscopy is wrong."""
    return [told["mistake"] for kind, told in found(*statements, history=history) if kind == "miscopy"]


def verdict(*statements, to):
    """Return the verdict on what `to` got in the one repatriation that the statements make up."""
    (one,) = crosscheck(statements).repatriations
    return one.figures.get(to)
