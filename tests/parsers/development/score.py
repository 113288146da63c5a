"""Scores the parsers on labelled posts: `python -m tests.parsers.development.score FILES… [--errors | --blind]`.

`--errors` lists every error with the words that it stands on. `--blind` is for posts that are held out: it prints
counts alone, no id and no word of a text.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from parsers import Claim, Kind, Scope
from tests.parsers.development.judge import DANGEROUS, Cause, Finding, Judgement, judge
from tests.parsers.development.labels import Label, Statement, load, read, statement_of

NOTHING = "nothing"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the score of the files named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    detail = parser.add_mutually_exclusive_group()
    detail.add_argument("--errors", action="store_true", help="list every error with its words")
    detail.add_argument("--blind", action="store_true", help="counts alone, for held-out posts")
    options = parser.parse_args(arguments)
    judgements = [judge(post, read(post)) for post in load(options.files)]
    sys.stdout.write("\n".join(report(judgements, errors=options.errors, blind=options.blind)) + "\n")


def report(judgements: Sequence[Judgement], *, errors: bool = False, blind: bool = False) -> Iterator[str]:
    """Yield the lines of a report."""
    yield f"{len(judgements)} posts"
    yield from _accuracy(judgements)
    yield from _confusion("scopes", _scopes(judgements))
    yield from _confusion("directions of handovers", _directions(judgements))
    yield from _details(judgements)
    yield from _causes(judgements)
    yield from _posts(judgements, blind=blind)
    if errors:
        yield from _errors(judgements, frozenset(Cause) - {Cause.RIGHT})
    elif not blind:
        yield from _errors(judgements, DANGEROUS)


def _all(judgements: Iterable[Judgement]) -> Iterator[Finding]:
    return (finding for judgement in judgements for finding in judgement.findings if not _is_pardoned(finding))


def _is_pardoned(finding: Finding) -> bool:
    """Whether an optional label allows just this, so that nothing is won or lost."""
    return finding.cause is Cause.RIGHT and finding.expected is not None and finding.expected.optional


def _accuracy(judgements: Sequence[Judgement]) -> Iterator[str]:
    yield ""
    yield f"{'':28}{'labelled':>9}{'read':>7}{'right':>7}{'precision':>11}{'recall':>8}"
    for lang in sorted({judgement.post.lang for judgement in judgements}):
        findings = list(_all(judgement for judgement in judgements if judgement.post.lang == lang))
        for kind in Kind:
            for scope in Scope:
                yield from _row(f"{lang} {kind} {scope}", findings, kind, scope)


def _row(name: str, findings: Sequence[Finding], kind: Kind, scope: Scope) -> Iterator[str]:
    labelled = {id(f.expected) for f in findings if f.expected and _is_of(f.expected.statement, kind, scope)}
    found = [finding for finding in findings if _is_of(finding.found, kind, scope)]
    right = sum(finding.cause is Cause.RIGHT for finding in found)
    if labelled or found:
        precision, recall = _share(right, len(found)), _share(right, len(labelled))
        yield f"{name:28}{len(labelled):>9}{len(found):>7}{right:>7}{precision:>11}{recall:>8}"


def _is_of(statement: Statement | None, kind: Kind, scope: Scope) -> bool:
    return statement is not None and statement.kind is kind and statement.scope is scope


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _confusion(name: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    counts = Counter(pairs)
    columns = sorted({read_as for _, read_as in counts})
    yield ""
    yield f"{name + ': labelled (down), read as (across)':44}" + "".join(f"{column:>13}" for column in columns)
    for row in sorted({labelled for labelled, _ in counts}):
        yield f"{row:44}" + "".join(f"{counts[row, column] or '·':>13}" for column in columns)


def _scopes(judgements: Sequence[Judgement]) -> Iterator[tuple[str, str]]:
    for finding in _all(judgements):
        expected = finding.expected.statement.scope if finding.expected else NOTHING
        yield expected, finding.found.scope if finding.found else NOTHING


def _directions(judgements: Sequence[Judgement]) -> Iterator[tuple[str, str]]:
    for finding in _all(judgements):
        if finding.expected and finding.found and finding.expected.statement.scope is Scope.HANDOVER:
            yield str(finding.expected.statement.to or "open"), str(finding.found.to or "open")


def _details(judgements: Sequence[Judgement]) -> Iterator[str]:
    """Yield how often day, authority and hedge are right where the figure is."""
    pairs = [pair for judgement in judgements for pair in _right_claims(judgement)]
    yield ""
    for name in ("happened_on", "origin", "hedge"):
        right = sum(getattr(label, name) == getattr(claim, name) for label, claim in pairs)
        yield f"{name}: right in {right} of {len(pairs)} news figures that are right ({_share(right, len(pairs))})"


def _right_claims(judgement: Judgement) -> Iterator[tuple[Label, Claim]]:
    claims = {statement_of(claim): claim for claim in reversed(judgement.reading.claims)}
    for finding in judgement.findings:
        if finding.cause is Cause.RIGHT and finding.expected and finding.expected.statement.is_news:
            yield finding.expected, claims[finding.expected.statement]


def _causes(judgements: Sequence[Judgement]) -> Iterator[str]:
    wrong = [finding for finding in _all(judgements) if finding.cause is not Cause.RIGHT]
    counts = Counter((finding.cause, _shape(finding)) for finding in wrong)
    yield ""
    yield f"{len(wrong)} errors, by cause"
    for cause in Cause:
        for (_, shape), count in Counter({key: n for key, n in counts.items() if key[0] is cause}).most_common():
            yield f"{count:>5}  {cause:28} {shape}"


def _shape(finding: Finding) -> str:
    return f"{_role(finding.expected.statement if finding.expected else None)} → {_role(finding.found)}"


def _role(statement: Statement | None) -> str:
    return f"{statement.kind} {statement.scope} to {statement.to or 'open'}" if statement else NOTHING


def _posts(judgements: Sequence[Judgement], *, blind: bool) -> Iterator[str]:
    groups = {
        "neither read nor unread": [each.post.id for each in judgements if each.is_silent],
        "unread for nothing": [each.post.id for each in judgements if each.is_falsely_unread],
        "unread": [each.post.id for each in judgements if each.reading.unread],
    }
    yield ""
    for name, ids in groups.items():
        yield f"{name}: {len(ids)}" + (f"  {' '.join(ids)}" if ids and not blind else "")


def _errors(judgements: Sequence[Judgement], causes: frozenset[Cause]) -> Iterator[str]:
    for judgement in judgements:
        for finding in judgement.findings:
            if finding.cause in causes and not _is_pardoned(finding):
                yield f"{judgement.post.id}  {finding.cause}: {_told(judgement, finding)}"


def _told(judgement: Judgement, finding: Finding) -> str:
    expected = f"{_named(finding.expected.statement)} «{finding.expected.words}»" if finding.expected else NOTHING
    if finding.found is None:
        return f"{expected} → {NOTHING}"
    claim = next(claim for claim in judgement.reading.claims if statement_of(claim) == finding.found)
    return f"{expected} → {_named(finding.found)} «{claim.quote}» by {claim.template}"


def _named(statement: Statement) -> str:
    return (
        f"{_role(statement)}, {statement.bound or ''} {statement.value if statement.value is not None else 'no number'}"
    )


if __name__ == "__main__":
    main()
