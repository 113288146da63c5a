"""Alerts in a terminal."""

from bot.cli.paint import to_text


def test_tags_become_styles_and_entities_become_signs():
    text = to_text("<b>1,000</b> &lt;bodies&gt; &amp; more")
    assert (text.plain, [(span.start, span.end, span.style) for span in text.spans]) == (
        "1,000 <bodies> & more",
        [(0, 5, "bold")],
    )


def test_a_link_can_be_followed():
    assert to_text('<a href="https://t.me/x/1">post</a>').spans[0].style == "underline link https://t.me/x/1"
