"""A data centre that is told what to do by JSON lines: one object in, one object out.

`{"do": "post", "channel": "Koord_shtab", "text": "1,000 bodies"}` is answered with `{"id": 1}`. What goes wrong
is answered with `{"error": "…"}`. The names of the deeds are those of `DEEDS`; the other keys are their arguments.
"""

import json
from collections.abc import Awaitable, Callable
from datetime import datetime

from tests.telegram.data_centre import DataCentre
from tests.telegram.seen import Seen

Deed = Callable[..., object | Awaitable[object]]


class Script:
    """Carries out one line at a time."""

    def __init__(self, dc: DataCentre) -> None:
        self._dc = dc
        self._deeds: dict[str, Deed] = {name: getattr(self, f"_{name}") for name in DEEDS}

    async def obey(self, line: str) -> str:
        """Carry a line out, and return the line to answer."""
        try:
            order = json.loads(line)
            answer = self._deeds[order.pop("do")](**order)
            answer = await answer if isinstance(answer, Awaitable) else answer
        except (AttributeError, KeyError, LookupError, TypeError, ValueError, TimeoutError) as wrong:
            answer = {"error": f"{type(wrong).__name__}: {wrong}"}
        return json.dumps({} if answer is None else answer, ensure_ascii=False)

    def _add_user(self, phone: str, **about: str) -> object:
        return {"id": self._dc.add_user(phone, **about).id}

    def _add_bot(self, token: str, username: str) -> object:
        return {"id": self._dc.add_bot(token, username).id}

    def _add_channel(self, username: str, title: str = "", members: tuple[str, ...] = ()) -> object:
        people = tuple(map(self._dc.person, members))
        return {"id": self._dc.add_channel(username, title=title, members=people).id}

    def _add_group(self, title: str, members: tuple[str, ...] = ()) -> object:
        return {"id": self._dc.add_group(title, members=tuple(map(self._dc.person, members))).id}

    def _add_admin(self, channel: str, person: str) -> None:
        self._dc.stage(channel).add(self._dc.person(person), as_admin=True)

    def _post(self, channel: str, text: str, at: str | None = None, *, html: bool = False) -> object:
        date = datetime.fromisoformat(at) if at else None
        return {"id": self._dc.stage(channel).post(text, at=date, html=html)}

    def _edit(self, channel: str, post: int, text: str) -> None:
        self._dc.stage(channel).edit(post, text)

    def _delete(self, channel: str, post: int) -> None:
        self._dc.stage(channel).delete(post)

    def _messages(self, channel: str) -> object:
        return [_told(one) for one in self._dc.stage(channel).messages]

    def _write(self, user: str, to: str, text: str) -> None:
        self._dc.person(user).writes_to(self._dc.person(to), text)

    def _chat(self, user: str, other: str) -> object:
        return [_told(one) for one in self._dc.chat(self._dc.person(user), self._dc.person(other))]

    async def _press(self, user: str, bot: str, label: str) -> object:
        person = self._dc.person(user)
        offered = [one for one in self._dc.chat(person, self._dc.person(bot)) if label in sum(one.buttons, ())]
        if not offered:
            raise LookupError(f"no message offers {label}")
        answer = await person.presses(offered[-1], label)
        return {"text": answer.text, "is_alert": answer.is_alert}

    def _calls(self) -> object:
        return [call.name for call in self._dc.calls]

    def _drop_lines(self) -> None:
        self._dc.drop_lines()

    def _fault(self, kind: str, **about: object) -> None:
        getattr(self._dc.faults, kind)(**about)

    async def _restart(self) -> None:
        await self._dc.restart()


DEEDS = tuple(name[1:] for name in vars(Script) if name.startswith("_") and not name.startswith("__"))


def _told(one: Seen) -> dict[str, object]:
    shown = {"id": one.id, "sender": one.sender, "text": one.text, "html": one.html, "buttons": one.buttons}
    return shown | {"reply_to": one.reply_to, "is_edited": one.is_edited, "date": one.date.isoformat()}
