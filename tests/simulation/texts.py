"""What channels of the simulation publish: announcements in three languages, and what is none."""

ANNOUNCEMENTS = {
    "uk": "До України повернуто {figure} тіл полеглих.",
    "ru": "Россия передала Украине тела {figure} погибших военнослужащих.",
    "en": "The bodies of {figure} fallen soldiers were returned to Ukraine.",
}

CHATTER = {
    "uk": "Графік роботи приймальні змінено, дзвоніть за номером {number}.",
    "ru": "Погода на завтра: без осадков, порывы ветра до {number} метров в секунду.",
    "en": "Our office in Kyiv is open on weekdays; ask for window {number}.",
}


def announce(lang, figure):
    """An announcement that so many bodies came home."""
    return ANNOUNCEMENTS[lang].format(figure=figure)


def chat(lang, number):
    """Something else, which differs by its number."""
    return CHATTER[lang].format(number=number)
