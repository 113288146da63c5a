"""Albums: messages in any order make one post."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.records import PostKey
from bot.store import albums

HOUR = timedelta(hours=1)


@pytest.fixture
def photo(publication):
    def make(ident, text="", **changes):
        return replace(publication, key=PostKey("coordination-hq", str(ident)), text=text, album=7, **changes)

    return make


def take(store, *messages):
    """Take messages one after the other, and return the post that the last of them makes."""
    (found,) = [store.run(albums.wholes, [one]) for one in messages][-1]
    return found


def gone(photo):
    return replace(photo, text=None, album=None, withdrawn=True, seen_at=photo.seen_at + HOUR)


def test_a_message_without_an_album_is_a_post_of_its_own(store, publication):
    assert take(store, publication) == publication


def test_the_caption_of_an_album_is_its_text(store, photo):
    whole = take(store, photo(1), photo(2, "підпис"), photo(3))
    assert (whole.key.external_id, whole.text, whole.withdrawn) == ("album-7", "підпис", False)


def test_several_captions_are_one_text_in_the_order_of_the_messages(store, photo):
    assert take(store, photo(3, "третій"), photo(1, "перший")).text == "перший\n\nтретій"


def test_an_album_without_captions_has_an_empty_text(store, photo):
    assert take(store, photo(1), photo(2)).text == ""


def test_an_edited_caption_is_the_new_text(store, photo, publication):
    edit = photo(1, "виправлено", edited_at=publication.posted_at + HOUR)
    whole = take(store, photo(1, "підпис"), photo(2), edit)
    assert (whole.text, whole.edited_at) == ("виправлено", publication.posted_at + HOUR)


def test_a_caption_that_comes_late_does_not_replace_a_later_one(store, photo, publication):
    edit = photo(1, "виправлено", edited_at=publication.posted_at + HOUR)
    assert take(store, edit, photo(1, "підпис")).text == "виправлено"


def test_an_album_that_lost_a_photo_stands(store, photo):
    whole = take(store, photo(1, "підпис"), photo(2), gone(photo(2)))
    assert (whole.text, whole.withdrawn) == ("підпис", False)


def test_an_album_that_lost_its_caption_has_none(store, photo):
    assert take(store, photo(1, "підпис"), photo(2), gone(photo(1))).text == ""


def test_an_album_is_gone_when_all_its_messages_are(store, photo):
    whole = take(store, photo(1, "підпис"), photo(2), gone(photo(1)), gone(photo(2)), gone(photo(2)))
    assert (whole.key.external_id, whole.withdrawn, whole.text) == ("album-7", True, None)


def test_a_photo_that_the_source_shows_again_stands_again(store, photo, publication):
    shown = photo(1, "підпис", stands=True, seen_at=publication.seen_at + 2 * HOUR)
    assert take(store, photo(1, "підпис"), gone(photo(1)), shown).text == "підпис"


def test_the_captions_are_known_by_message(store, photo):
    take(store, photo(1, "підпис"), photo(2), gone(photo(2)))
    assert store.run(albums.texts, "coordination-hq", [1, 2, 3]) == {1: "підпис", 2: None}


def test_a_withdrawal_of_what_is_no_message_of_an_album_is_left_as_it_is(store, publication):
    lost = replace(publication, key=PostKey("coordination-hq", "a-1"), withdrawn=True)
    assert take(store, lost) == lost


def test_messages_that_come_together_are_one_post(store, publication, photo):
    other = replace(publication, key=PostKey("coordination-hq", "9"))
    found = store.run(albums.wholes, [photo(1, "підпис"), other, photo(2)])
    assert [one.key.external_id for one in found] == ["album-7", "9"]


def test_an_album_that_goes_at_once_keeps_its_text(store, photo):
    take(store, photo(1, "підпис"), photo(2))
    (found,) = store.run(albums.wholes, [gone(photo(1)), gone(photo(2))])
    assert (found.withdrawn, found.text) == (True, None)
