"""Shows alerts in a terminal as they would appear in Telegram.

rich is loaded when something is shown: the daemon shows nothing, and it takes memory.
"""

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from bot.cli.console import Terminal
from bot.store.outbox import Part
from bot.store.parcels import Parcel

if TYPE_CHECKING:
    from rich.text import Text

STYLES: Final = {"b": "bold", "i": "italic", "u": "underline", "s": "strike", "code": "cyan", "blockquote": "dim"}


class TerminalVoice:
    """A voice that speaks to one terminal."""

    def __init__(self, console: Terminal) -> None:
        self._console = console
        self._count = 0

    async def send(self, parcel: Parcel) -> int:
        """Show a new message."""
        self._count += 1
        title = "new message" if parcel.part is Part.MAIN else f"answer to message {parcel.reply_to}"
        border = "green" if parcel.part is Part.MAIN else "red"
        self._show(parcel, f"{title} {self._count}" if parcel.part is Part.MAIN else title, border)
        return self._count

    async def amend(self, parcel: Parcel) -> None:
        """Show a message that took the place of an earlier one."""
        self._show(parcel, f"message {parcel.message_id}, amended in place", "yellow")

    def _show(self, parcel: Parcel, title: str, border: str) -> None:
        from rich.padding import Padding  # noqa: PLC0415 - see above
        from rich.panel import Panel  # noqa: PLC0415

        panel = Panel(to_text(parcel.text), title=title, title_align="left", border_style=border, width=92)
        self._console.print(Padding(panel, (0, 0, 0, 4)))


def to_text(html: str) -> "Text":
    """Return Telegram's subset of HTML as text for a terminal."""
    painter = _Painter()
    painter.feed(html)
    painter.close()
    return painter.text


class _Painter(HTMLParser):
    def __init__(self) -> None:
        from rich.text import Text  # noqa: PLC0415 - see above

        super().__init__(convert_charrefs=True)
        self.text = Text()
        self._styles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a style."""
        link = dict(attrs).get("href")
        self._styles.append(f"underline link {link}" if link else STYLES.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - what our wording opens, it closes in order
        """End the latest style."""
        if self._styles:
            self._styles.pop()

    def handle_data(self, data: str) -> None:
        """Take words in the present style."""
        self.text.append(data, " ".join(style for style in self._styles if style))
