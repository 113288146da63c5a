"""The values that cross module borders: frozen, typed, without behaviour that reaches outside."""

from bot.records.coverage import Coverage, How, Mark, Sight, Stretch
from bot.records.desk import Alert, AlertType, Decision, Entry, Subscriber, SubscriberState
from bot.records.policy import KYIV, Digest, Level, Policy, Quiet, Reach, Telling
from bot.records.posts import Post, PostKey, Publication, Revision, Source, Statement
from bot.records.repatriations import (
    ON_FIGURES,
    Action,
    Asked,
    Finding,
    FindingType,
    Known,
    Lead,
    Picture,
    Repatriation,
    Ruling,
    Status,
    Verdict,
)

__all__ = [
    "KYIV",
    "ON_FIGURES",
    "Action",
    "Alert",
    "AlertType",
    "Asked",
    "Coverage",
    "Decision",
    "Digest",
    "Entry",
    "Finding",
    "FindingType",
    "How",
    "Known",
    "Lead",
    "Level",
    "Mark",
    "Picture",
    "Policy",
    "Post",
    "PostKey",
    "Publication",
    "Quiet",
    "Reach",
    "Repatriation",
    "Revision",
    "Ruling",
    "Sight",
    "Source",
    "Statement",
    "Status",
    "Stretch",
    "Subscriber",
    "SubscriberState",
    "Telling",
    "Verdict",
]
