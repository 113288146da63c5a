"""What an alert, a button or an entry of the log is about, as it is named in the database."""

from dataclasses import dataclass
from enum import StrEnum

from bot.records.posts import PostKey


class Topic(StrEnum):
    """What a thread is about, where that is no repatriation; editors alone are told of it.

    A post that a person must read (SOURCE/ID), a repatriation that awaits a second editor, one that somebody was asked
    about (ID/WHEN), a source that fell silent, a chat that asks to be told, a chat that cannot be reached (CHAT/WHEN).
    """

    POST = "post"
    SECOND = "second"
    ASKED = "asked"
    SOURCE = "source"
    SUBSCRIBER = "subscriber"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Thread:
    """One subject: `of` is the id of a repatriation where `topic` is None, else what tells it from its like."""

    topic: Topic | None
    of: str

    def __str__(self) -> str:
        return self.of if self.topic is None else f"{self.topic.value}:{self.of}"

    @property
    def post(self) -> PostKey:
        """The key of the post that it is about."""
        source, _, external_id = self.of.partition("/")
        return PostKey(source, external_id)


def thread_of_post(key: PostKey) -> str:
    """Return the name of the thread about a post that a person must read."""
    return str(Thread(Topic.POST, "/".join(key)))


def read_thread(name: str) -> Thread:
    """Return the thread of that name; a name without a topic that we know is the id of a repatriation."""
    topic, colon, of = name.partition(":")
    return Thread(Topic(topic), of) if colon and topic in set(Topic) else Thread(None, name)
