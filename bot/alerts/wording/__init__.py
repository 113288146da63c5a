"""The words in which people are told: Ukrainian, English and Russian, as HTML of Telegram's subset."""

from bot.alerts.wording.corrections import Cause, Correction
from bot.alerts.wording.desk import overdue_text, request_text, say, second_text, unread_text
from bot.alerts.wording.figures import set_by_editor
from bot.alerts.wording.findings import finding_text
from bot.alerts.wording.language import LANGUAGES
from bot.alerts.wording.lines import kind_name, last_line, plain_line
from bot.alerts.wording.message import closed, is_withdrawn, message
from bot.alerts.wording.reading import (
    blocked_text,
    coverage_line,
    coverage_lines,
    heartbeat_text,
    no_backup_text,
    parked_text,
    refused_text,
    silence_text,
    unreadable_text,
)
from bot.alerts.wording.replies import reply, reply_closed
from bot.alerts.wording.rulings import confirmed, governs
from bot.alerts.wording.settings import chosen, setting_text, settings_text
from bot.alerts.wording.summaries import digest_text, summary_text

__all__ = [
    "LANGUAGES",
    "Cause",
    "Correction",
    "blocked_text",
    "chosen",
    "closed",
    "confirmed",
    "coverage_line",
    "coverage_lines",
    "digest_text",
    "finding_text",
    "governs",
    "heartbeat_text",
    "is_withdrawn",
    "kind_name",
    "last_line",
    "message",
    "no_backup_text",
    "overdue_text",
    "parked_text",
    "plain_line",
    "refused_text",
    "reply",
    "reply_closed",
    "request_text",
    "say",
    "second_text",
    "set_by_editor",
    "setting_text",
    "settings_text",
    "silence_text",
    "summary_text",
    "unread_text",
    "unreadable_text",
]
