"""What happens in the channels, at random from a seed, and what ever stood there."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from tests.simulation import texts
from tests.telegram.actors import Stage

FIRST_DAY = datetime(2025, 1, 1, 9, tzinfo=UTC)
RECENT = 12
"""Only the last posts of a channel are edited and deleted: those that every sweep reads again."""


@dataclass(slots=True)
class World:
    """The channels by their source and language, every text that a post ever had, and the ids at which posts begin."""

    chance: Random
    channels: dict[tuple[str, str], Stage]
    announces: float = 0.15
    texts: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    places: dict[tuple[str, str], int] = field(default_factory=dict)
    posts: int = 0
    _number: int = 0
    _day: int = 0

    def act(self):
        """Let one thing happen."""
        acts = {self.publish: 60, self.edit: 14, self.delete: 5, self.forward: 6, self.album: 4, self.rest: 6}
        (act,) = self.chance.choices(list(acts), list(acts.values()))
        act(*self.chance.choice(list(self.channels.items())))

    def publish(self, name, stage):
        """Post a text of the channel's language."""
        self.note(name, stage, stage.post(self._text(name), at=self._now()))

    def edit(self, name, stage):
        """Change a recent text; now and then Telegram tells nobody."""
        if ident := self._recent(stage):
            stage.edit(ident, self._text(name), quietly=self.chance.random() < 0.2)
            self.note(name, stage, ident)

    def delete(self, name, stage):
        """Take a recent post down; now and then Telegram tells nobody."""
        if ident := self._recent(stage):
            stage.delete(ident, quietly=self.chance.random() < 0.3)

    def forward(self, name, stage):
        """Forward a recent post of any channel."""
        origin = self.chance.choice(list(self.channels.values()))
        if ident := self._recent(origin):
            text = origin.channel.box.messages[ident].text
            self.note(name, stage, stage.post(text, at=self._now(), forwarded_from=(origin, ident)))

    def album(self, name, stage):
        """Post photos under one caption."""
        for ident in stage.album(self._text(name), photos=self.chance.randint(2, 4), at=self._now()):
            self.note(name, stage, ident)

    def rest(self, name, stage):
        """Do what is no post: a line of Telegram's own, or views and reactions."""
        if self.chance.random() < 0.3:
            stage.service(at=self._now())
        elif ident := self._recent(stage):
            stage.gather(ident, views=5, reactions=1)

    def visible(self, since):
        """What stands in the channels now, by source and key, without what has no text: posts after those ids."""
        found = {}
        for (source, _), stage in self.channels.items():
            box = stage.channel.box
            standing = [
                (ident, box.messages[ident]) for ident in box.ids[bisect_right(box.ids, since.get(source, 0)) :]
            ]
            found |= {(source, key_of(one, ident)): one.text for ident, one in standing if one.text}
        return found

    def _text(self, name):
        _, lang = name
        self._number += 1
        if self.chance.random() > self.announces:
            return texts.chat(lang, self._number)
        if self.chance.random() < 0.3:
            self._day += 1
        return texts.announce(lang, 300 + 10 * self._day + self.chance.choice((0, 0, 0, 1)))

    def _now(self):
        return FIRST_DAY + timedelta(days=self._day, seconds=self._number % 30_000)

    def _recent(self, stage):
        ids = [ident for ident in stage.channel.box.ids[-RECENT:] if stage.channel.box.messages[ident].text]
        return self.chance.choice(ids) if ids else None

    def note(self, name, stage, ident):
        """Take down what stands under an id now."""
        source, _ = name
        message = stage.channel.box.messages[ident]
        key = source, key_of(message, ident)
        self.posts += key not in self.texts
        self.places.setdefault(key, ident)
        self.texts[key] += [message.text] if message.text else []


def key_of(message, ident):
    """The key of the post that a message is, or is a part of: an album is one post, under its caption."""
    return f"album-{message.album}" if message.album else str(ident)
