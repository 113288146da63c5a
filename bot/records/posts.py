"""What was published: sources, posts, their revisions, and the claims that stand in them."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from parsers.claim import Claim
from parsers.parties import Party, Role, Side


@dataclass(frozen=True, slots=True)
class Source:
    """Something that we read. `address` says where ("@Koord_shtab"); None is an archive."""

    party: Party
    lang: str | None = None
    address: str | None = None

    @property
    def id(self) -> str:
        """The id of the source, which is that of its party."""
        return self.party.id

    @property
    def side(self) -> Side:
        """Whose side it is on."""
        return self.party.side

    @property
    def role(self) -> Role:
        """What kind of voice it is."""
        return self.party.role


class PostKey(NamedTuple):
    """The natural key of a post."""

    source: str
    external_id: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A post as a source shows it at one moment; the same key again is an edit, a withdrawal or a repeat.

    All times are aware and in UTC. `text` is None where the post was withdrawn and its text is not repeated. `stands`:
    at `seen_at` the source itself showed it when asked, so that an earlier withdrawal no longer holds. `album` is
    shared by the messages that are one post.
    """

    key: PostKey
    posted_at: datetime
    text: str | None
    seen_at: datetime
    edited_at: datetime | None = None
    withdrawn: bool = False
    link: str | None = None
    forwarded_from: str | None = None
    stands: bool = False
    album: int | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One publication of a source, as stored; its texts are revisions."""

    key: PostKey
    posted_at: datetime
    link: str | None
    forwarded_from: str | None
    withdrawn_at: datetime | None
    unread: bool
    fault: str | None


@dataclass(frozen=True, slots=True)
class Revision:
    """One distinct text of a post, kept for ever. `number` counts from 1; the highest speaks for the post."""

    key: PostKey
    number: int
    text: str
    sha256: str
    seen_at: datetime
    edited_at: datetime | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim in its setting: who published it, in which revision of which post, when, and who is quoted.

    `speaker` is the party whose word it is (the origin quoted, else the source). `is_standing` is False for earlier
    revisions and withdrawn posts. `ordinal` is the place of the claim in its revision. The cross-check sets
    `is_late` where a later text recalls a handover and is the first to give its figure. `sentence` is where
    the words of the claim stand, for people to read.
    """

    claim: Claim
    post: PostKey
    revision: int
    ordinal: int
    source: Party
    speaker: Party
    posted_at: datetime
    stated_at: datetime
    link: str | None
    is_standing: bool = True
    forwarded_from: str | None = None
    is_late: bool = False
    sentence: str = ""
