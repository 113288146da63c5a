"""The values that cross module borders: frozen, typed, without behaviour that reaches outside."""

from bot.records.desk import Alert, AlertType, Decision, Subscriber, SubscriberState
from bot.records.posts import Post, PostKey, Publication, Revision, Source, Statement
from bot.records.repatriations import (
    Action,
    Finding,
    FindingType,
    Known,
    Picture,
    Repatriation,
    Ruling,
    Status,
    Verdict,
)

__all__ = [
    "Action",
    "Alert",
    "AlertType",
    "Decision",
    "Finding",
    "FindingType",
    "Known",
    "Picture",
    "Post",
    "PostKey",
    "Publication",
    "Repatriation",
    "Revision",
    "Ruling",
    "Source",
    "Statement",
    "Status",
    "Subscriber",
    "SubscriberState",
    "Verdict",
]
