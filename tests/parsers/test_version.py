"""Which parsers these are."""

import re

from parsers.version import version


def test_the_version_is_twelve_digits_that_stay_as_long_as_the_parsers_do():
    assert (bool(re.fullmatch(r"[0-9a-f]{12}", version())), version()) == (True, version.__wrapped__())
