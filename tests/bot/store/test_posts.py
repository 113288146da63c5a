"""Posts and revisions: every text is kept, the right one speaks, the same again changes nothing."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import event

from bot.records import PostKey
from bot.store import posts
from bot.store.posts import Stored

HOUR = timedelta(hours=1)


def edited(publication, text, hours):
    return replace(publication, text=text, edited_at=publication.posted_at + hours * HOUR)


def spoken(store):
    return [text for _, text in store.run(posts.latest, limit=10)]


def test_a_new_post_is_to_be_parsed(store, publication):
    stored = Stored(is_changed=True, revision=1, is_new_text=True, told_at=publication.posted_at)
    assert store.run(posts.put, publication) == stored


def test_the_same_post_again_changes_nothing(store, publication):
    store.run(posts.put, publication)
    assert store.run(posts.put, publication) == Stored(is_changed=False, revision=1, is_new_text=False)


def test_an_edit_that_leaves_the_text_changes_nothing(store, publication):
    store.run(posts.put, publication)
    assert not store.run(posts.put, edited(publication, publication.text, 1)).is_changed


def test_an_edit_is_a_revision_that_speaks_from_then_on(store, publication):
    store.run(posts.put, publication)
    store.run(posts.put, edited(publication, "1003 тіла", 1))
    assert spoken(store) == ["1003 тіла"]


def test_earlier_texts_are_kept(store, publication):
    store.run(posts.put, publication)
    store.run(posts.put, edited(publication, "1003 тіла", 1))
    kept = store.run(posts.revisions_of, [publication.key])
    assert [one.text for one in kept] == ["До України повернуто 1000 тіл.", "1003 тіла"]


def test_an_edit_that_comes_late_does_not_speak(store, publication):
    store.run(posts.put, edited(publication, "1003 тіла", 2))
    store.run(posts.put, edited(publication, "1002 тіла", 1))
    assert spoken(store) == ["1003 тіла"]


def test_the_original_that_comes_after_its_edit_does_not_speak(store, publication):
    store.run(posts.put, edited(publication, "1003 тіла", 2))
    store.run(posts.put, publication)
    assert spoken(store) == ["1003 тіла"]


def test_an_edit_back_to_an_earlier_text_lets_that_text_speak_again(store, publication):
    store.run(posts.put, publication)
    store.run(posts.put, edited(publication, "1003 тіла", 1))
    back = store.run(posts.put, edited(publication, publication.text, 2))
    assert (back, spoken(store)) == (Stored(is_changed=True, revision=1, is_new_text=False), [publication.text])


def test_a_withdrawal_is_kept_with_its_time(store, publication):
    store.run(posts.put, publication)
    store.run(posts.put, replace(publication, text=None, withdrawn=True, seen_at=publication.seen_at + HOUR))
    assert store.run(posts.find, publication.key).withdrawn_at == publication.seen_at + HOUR


def test_a_withdrawal_twice_is_a_withdrawal_once(store, publication):
    store.run(posts.put, publication)
    gone = replace(publication, text=None, withdrawn=True)
    assert [store.run(posts.put, gone).is_changed for _ in range(2)] == [True, False]


def test_a_withdrawal_of_a_post_that_we_never_saw_is_nothing(store, publication):
    store.run(posts.put, replace(publication, text=None, withdrawn=True))
    assert store.run(posts.find, publication.key) is None


def test_a_repeat_of_a_withdrawn_post_does_not_bring_it_back(store, publication):
    store.run(posts.put, publication)
    store.run(posts.put, replace(publication, text=None, withdrawn=True))
    store.run(posts.put, publication)
    assert store.run(posts.find, publication.key).withdrawn_at is not None


def test_a_lone_surrogate_in_a_text_is_kept(store, publication):
    store.run(posts.put, replace(publication, text="тіл \N{REPLACEMENT CHARACTER}"))
    assert spoken(store) == ["тіл \N{REPLACEMENT CHARACTER}"]


def test_what_the_source_shows_again_is_no_longer_withdrawn(store, publication):
    store.run(posts.put, publication)
    store.run(posts.put, replace(publication, text=None, withdrawn=True))
    store.run(posts.put, replace(publication, stands=True, seen_at=publication.seen_at + HOUR))
    assert store.run(posts.find, publication.key).withdrawn_at is None


def test_what_the_source_showed_before_its_withdrawal_stays_withdrawn(store, publication):
    store.run(posts.put, publication)
    store.run(posts.put, replace(publication, text=None, withdrawn=True, seen_at=publication.seen_at + HOUR))
    store.run(posts.put, replace(publication, stands=True))
    assert store.run(posts.find, publication.key).withdrawn_at is not None


def test_the_hash_of_a_text_is_that_of_the_one_that_speaks(store, publication):
    store.run(posts.put, publication)
    store.run(posts.put, edited(publication, "1003 тіла", 1))
    assert store.run(posts.texts, "coordination-hq", ["4101", "4102"]) == {"4101": posts.digest("1003 тіла")}


def test_a_withdrawn_post_has_no_text_that_speaks(store, publication):
    store.run(posts.put, publication)
    store.run(posts.put, replace(publication, text=None, withdrawn=True))
    assert store.run(posts.texts, "coordination-hq", ["4101"]) == {"4101": None}


def gone(publication, hours=0):
    return replace(publication, text=None, withdrawn=True, seen_at=publication.seen_at + hours * HOUR)


def again(publication, hours):
    later = publication.posted_at + hours * HOUR
    return replace(publication, key=PostKey("coordination-hq", "4102"), posted_at=later, seen_at=later)


def test_the_same_text_soon_after_its_withdrawal_is_the_same_post_again(store, publication):
    store.run(posts.put, publication)
    store.run(posts.put, gone(publication, hours=1))
    stored = store.run(posts.put, again(publication, hours=2))
    assert (stored.is_repost, stored.told_at) == (True, publication.posted_at)


def test_a_post_that_is_published_a_third_time_is_still_of_the_first_time(store, publication):
    store.run(posts.put, publication)
    store.run(posts.put, gone(publication, hours=1))
    second = again(publication, hours=2)
    store.run(posts.put, second)
    store.run(posts.put, gone(second))
    third = replace(again(publication, hours=3), key=PostKey("coordination-hq", "4103"))
    assert store.run(posts.put, third).told_at == publication.posted_at


def test_an_edit_of_a_repost_is_of_the_first_time_too(store, publication):
    store.run(posts.put, publication)
    store.run(posts.put, gone(publication, hours=1))
    second = again(publication, hours=2)
    store.run(posts.put, second)
    assert store.run(posts.put, edited(second, "1003 тіла", 3)).told_at == publication.posted_at


def test_the_same_text_without_a_withdrawal_is_another_post(store, publication):
    store.run(posts.put, publication)
    assert not store.run(posts.put, again(publication, hours=2)).is_repost


def test_the_same_text_long_after_its_withdrawal_is_another_post(store, publication):
    store.run(posts.put, publication)
    store.run(posts.put, gone(publication, hours=1))
    assert not store.run(posts.put, again(publication, hours=8)).is_repost


def test_the_same_text_as_that_of_the_day_before_is_another_post(store, publication):
    store.run(posts.put, publication)
    store.run(posts.put, gone(publication, hours=22))
    assert not store.run(posts.put, again(publication, hours=25)).is_repost


def test_another_text_is_another_post(store, publication):
    store.run(posts.put, publication)
    store.run(posts.put, gone(publication, hours=1))
    assert not store.run(posts.put, replace(again(publication, hours=2), text="1003 тіла")).is_repost


def test_what_was_asked_before_an_edit_came_does_not_speak(store, publication):
    edit = replace(edited(publication, "1003 тіла", 1), seen_at=publication.seen_at + HOUR)
    store.run(posts.put, replace(edit, edited_at=None))
    store.run(posts.put, replace(publication, stands=True))
    assert spoken(store) == ["1003 тіла"]


def test_the_times_of_posts_are_those_since_a_time(store, publication):
    store.run(posts.put, publication)
    store.run(posts.put, again(publication, hours=2))
    since = publication.posted_at + HOUR
    assert store.run(posts.times, since) == {"coordination-hq": [publication.posted_at + 2 * HOUR]}


def numbered(publication, *texts):
    return [
        replace(publication, key=PostKey("coordination-hq", str(number)), text=text)
        for number, text in enumerate(texts, start=1)
    ]


def everything(store):
    found = store.run(posts.latest, limit=100)
    return sorted((post.key, text, post.withdrawn_at) for post, text in found)


def test_a_page_of_new_posts_is_stored_as_one_by_one(store, publication):
    page = numbered(publication, "перший", "другий", "")
    assert store.run(posts.put_all, page) == [Stored(True, 1, True, publication.posted_at)] * 3
    assert [text for _, text, _ in everything(store)] == ["перший", "другий", ""]


def test_in_a_page_a_post_that_is_known_is_an_edit(store, publication):
    store.run(posts.put, publication)
    page = [*numbered(publication, "новий", "інший"), edited(publication, "1003 тіла", 1)]
    assert [one.revision for one in store.run(posts.put_all, page)] == [1, 1, 2]


def test_in_a_page_the_same_post_twice_is_an_edit(store, publication):
    page = [*numbered(publication, "новий", "інший"), publication, edited(publication, "1003 тіла", 1)]
    assert [one.revision for one in store.run(posts.put_all, page)] == [1, 1, 1, 2]


def test_in_a_page_a_withdrawal_comes_before_its_repost(store, publication):
    store.run(posts.put, publication)
    page = [again(publication, hours=2), *numbered(publication, "новий"), gone(publication, hours=1)]
    assert [one.is_repost for one in store.run(posts.put_all, page)] == [True, False, False]


def test_in_a_page_what_was_gone_before_we_saw_it_is_nothing(store, publication):
    store.run(posts.put_all, [gone(publication), *numbered(publication, "новий")])
    assert [text for _, text, _ in everything(store)] == ["новий"]


def test_a_page_of_two_sources_keeps_them_apart(store, publication):
    other = replace(publication, key=PostKey("tass", "4101"))
    store.run(posts.put_all, [publication, other])
    assert [key for key, _, _ in everything(store)] == [publication.key, other.key]


def test_a_page_of_a_hundred_new_posts_is_few_statements(store, publication):
    said = []
    event.listen(store._engine, "before_cursor_execute", lambda *call: said.append(call[2].split()[0]))
    store.run(posts.put_all, numbered(publication, *map(str, range(100))))
    assert said == ["BEGIN", "SELECT", "SELECT", "INSERT", "INSERT"]
