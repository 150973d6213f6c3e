"""The codebook: numbered versions that never change, and rules whose text cannot bring markup of its own."""
import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from archive.models import Codebook, Event
from archive.signals import name_changed
from archive.stance.codebook import next_version, publish_codebook
from archive.stance.rules_compared import words_compared
from archive.stance.rules_text import rules_as_html
from tests.base import make_codebook

pytestmark = pytest.mark.django_db


def test_a_reviewer_publishes_the_next_version_and_readers_are_told(cast, django_capture_on_commit_callbacks):
    make_codebook()
    heard = []
    name_changed.connect(lambda sender, record, **kwargs: heard.append(record.version), weak=False, dispatch_uid="test")
    try:
        with django_capture_on_commit_callbacks(execute=True):
            made = publish_codebook(next_version(), "# Rules\nBetter.", "Says more.", cast["reviewer"])
    finally:
        name_changed.disconnect(dispatch_uid="test")
    assert (made.version, made.made_by, heard) == ("1.1", cast["reviewer"], ["1.1"])
    event = Event.objects.last()
    assert (event.object_type, event.object_id) == ("codebook", "1.1")
    assert Codebook.objects.get(version="1.0").text == "Rules."


def test_a_cataloguer_does_not(cast):
    with pytest.raises(PermissionDenied):
        publish_codebook("1.1", "Rules!", "All.", cast["cataloguer"])


@pytest.mark.parametrize(("wrong", "field"), [
    ({"version": "1.0"}, "version"), ({"version": "new/one"}, "version"), ({"text": " "}, "text"),
    ({"text": "Rules."}, "text"), ({"change": ""}, "change"),
])
def test_what_is_wrong_is_said_and_nothing_is_kept(cast, wrong, field):
    make_codebook()
    with pytest.raises(ValidationError) as refusal:
        publish_codebook(**{"version": "1.1", "text": "Other.", "change": "More.", "by": cast["reviewer"], **wrong})
    assert field in refusal.value.message_dict
    assert Codebook.objects.count() == 1


def test_rules_become_headings_lists_and_tables():
    html = rules_as_html("# One\n\nA *soft* and **hard**\nword.\n\n- first\n  goes on\n- second\n\n1. a\n2. b\n\n"
                         "| kind | when |\n|---|---|\n| x | y |\n## Two\ntext")
    assert html == (
        "<h2>One</h2>\n<p>A <em>soft</em> and <strong>hard</strong> word.</p>\n"
        "<ul><li>first goes on</li><li>second</li></ul>\n<ol><li>a</li><li>b</li></ol>\n"
        '<table><thead><tr><th scope="col">kind</th><th scope="col">when</th></tr></thead>'
        "<tbody><tr><td>x</td><td>y</td></tr></tbody></table>\n<h3>Two</h3>\n<p>text</p>")


@pytest.mark.parametrize("text", [
    "<script>x</script>", "# <b>x</b>", "- <img src=x onerror=x>", "| <a href='javascript:x'> |", "**<i>x</i>**"])
def test_rules_bring_no_markup_of_their_own(text):
    html = rules_as_html(text)
    assert "&lt;" in html
    assert not any(tag in html for tag in ("<script", "<b>", "<img", "<a ", "<i>"))


def test_two_versions_are_compared_word_by_word():
    found = words_compared("Label the wall.\n", "Label the big wall.\n")
    assert "".join(text for kind, text in found if kind != "new") == "Label the wall.\n"
    assert "".join(text for kind, text in found if kind != "gone") == "Label the big wall.\n"
    assert [text.strip() for kind, text in found if kind == "new"] == ["big"]
