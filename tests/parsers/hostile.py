"""Texts of the longest length that Telegram allows, made to be slow to read."""

LONGEST = 4096

HOSTILE = [
    text[:LONGEST]
    for text in (
        "тіл 1 " * 700,
        "bodies of " * 400,
        "тела (тела) " * 340,
        "1 000 " * 680 + "тел",
        "Украине Украине передано тел " * 140,
        "серед них " * 400 + "38 тіл",
        "–" * 4096,
        "полон" + "а" * 4000,
        "1 на 1 " * 580 + "пленных",
    )
]
