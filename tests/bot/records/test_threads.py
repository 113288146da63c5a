"""What an alert is about, by its name."""

import pytest

from bot.records import PostKey, Thread, Topic, read_thread, thread_of_post


@pytest.mark.parametrize(
    ("name", "thread"),
    [
        ("bodies-2026-01-29", Thread(None, "bodies-2026-01-29")),
        ("second:bodies-2026-01-29", Thread(Topic.SECOND, "bodies-2026-01-29")),
        ("subscriber:-1001", Thread(Topic.SUBSCRIBER, "-1001")),
        ("asked:bodies-2026-01-29/2026-01-29T15:00:00", Thread(Topic.ASKED, "bodies-2026-01-29/2026-01-29T15:00:00")),
        ("weather:fair", Thread(None, "weather:fair")),
    ],
)
def test_a_thread_is_read_as_it_was_named(name, thread):
    assert (read_thread(name), str(thread)) == (thread, name)


def test_the_id_of_a_post_may_have_any_signs():
    key = PostKey("coordination-hq", "4101/2:b")
    assert read_thread(thread_of_post(key)).post == key
