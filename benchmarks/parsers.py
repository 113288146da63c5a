"""How fast posts and announcements are read: against the plain pass over the stems, and against what others use."""

import random
import statistics
import time
from datetime import date

from parsers import parse
from parsers.templates import LANGUAGES, load_pack, load_packs
from tests.parsers.hostile import HOSTILE

SEED = 7
POSTS = 4_000
EVERY = 20
LENGTH = 600
ROUNDS = 5
POSTED_ON = date(2027, 6, 6)
FILLER = {
    "uk": "Сьогодні у місті відкрили новий міст через річку. Роботи тривали два роки, участь узяли 40 майстрів. "
    "Рух відновлять у четвер, повідомили в мерії. Погода обіцяє бути теплою, вночі до 12 градусів. ",
    "ru": "В столице прошло совещание о подготовке дорог к зиме. Участники отметили рост пассажиропотока на 12 %. "
    "Новые автобусы выйдут на линию в субботу, рассказали в мэрии. Ночью обещают до 5 градусов мороза. ",
    "en": "The council met on Monday to discuss funding for 23 schools across the region. Officials thanked donors "
    "for their help and expect the talks to go on next week. The weather will stay dry, forecasters added. ",
}
NEWS = {
    "uk": "Сьогодні до України повернуто {n} тіл полеглих, натомість російській стороні передано {m}. ",
    "ru": "Россия передала Украине тела {n} военных, взамен получила {m}, сообщил Владимир Мединский. ",
    "en": "Ukraine received the bodies of {n} soldiers on Thursday, and {m} were handed over to Russia. ",
}


def main() -> None:
    """Print the figures."""
    stream, news = posts(random.Random(SEED))
    stems = [stem for pack in load_packs().values() for stem in pack.stems]
    plain = per_second(stream, lambda text: any(stem in text.lower() for stem in stems))
    once = per_second(stream, lambda text: any(map(text.lower().__contains__, stems)))
    read = per_second(stream, lambda text: parse(text, posted_on=POSTED_ON))
    announced = per_second(news, lambda text: parse(text, posted_on=POSTED_ON))
    print(f"stems, lower-cased each time    {plain:10,.0f} posts/s")
    print(f"stems, lower-cased once         {once:10,.0f} posts/s")
    print(f"parse on the stream             {read:10,.0f} posts/s  {once / read:5.1f} times the plain pass")
    print(f"parse on announcements          {announced:10,.0f} posts/s")
    print(f"compile all packs               {compile_seconds():10.3f} s")
    slowest = max(_seconds([text], lambda text: parse(text, posted_on=POSTED_ON)) for text in HOSTILE)
    print(f"slowest hostile text            {slowest * 1000:10.1f} ms  (aim: under 50)")
    against_dateparser(news[:60])
    against_spacy(news[:200])


def posts(chance: random.Random) -> tuple[list[str], list[str]]:
    """Return a stream of posts of which one in twenty announces something, and the announcements alone."""
    stream = [_post(chance, with_news=number % EVERY == 0) for number in range(POSTS)]
    return stream, stream[::EVERY]


def _post(chance: random.Random, *, with_news: bool) -> str:
    language = chance.choice(sorted(FILLER))
    text = (FILLER[language] * 4)[:LENGTH]
    if not with_news:
        return text
    return NEWS[language].format(n=chance.randrange(50, 1300), m=chance.randrange(5, 60)) + text[:200]


def per_second(texts: list[str], work) -> float:
    """Return how many texts a second `work` does, the median of some rounds."""
    return statistics.median(len(texts) / _seconds(texts, work) for _ in range(ROUNDS))


def _seconds(texts: list[str], work) -> float:
    started = time.perf_counter()
    for text in texts:
        work(text)
    return time.perf_counter() - started


def compile_seconds() -> float:
    """Return how long it takes to load every pack from its files."""
    started = time.perf_counter()
    for folder in sorted(LANGUAGES.iterdir()):
        load_pack(folder)
    return time.perf_counter() - started


def against_dateparser(texts: list[str]) -> None:
    """Print what dateparser needs to find the days alone."""
    try:
        from dateparser.search import search_dates  # noqa: PLC0415 - optional, in the extra "bench"
    except ImportError:
        print("dateparser is not installed: pip install 'zvirka[bench]'")
        return
    speed = len(texts) / _seconds(texts, lambda text: search_dates(text, languages=["uk", "ru", "en"]))
    print(f"dateparser.search, days alone   {speed:10,.0f} posts/s")


def against_spacy(texts: list[str]) -> None:
    """Print what spaCy's rule matcher needs to find "number, up to three words, noun"."""
    try:
        import spacy  # noqa: PLC0415 - optional, in the extra "bench"
        from spacy.matcher import Matcher  # noqa: PLC0415 - optional, in the extra "bench"
    except ImportError:
        print("spaCy is not installed: pip install 'zvirka[bench]'")
        return
    nlp = spacy.blank("xx")
    matcher = Matcher(nlp.vocab)
    nouns = {"LOWER": {"REGEX": "^(тіл|тел|bod|полегл|погибш|soldier|военн)"}}
    matcher.add("figure", [[{"IS_DIGIT": True}, {"OP": "{0,3}"}, nouns]])
    speed = len(texts) / _seconds(texts, lambda text: matcher(nlp(text)))
    print(f"spaCy matcher, figures alone    {speed:10,.0f} posts/s")


if __name__ == "__main__":
    main()
