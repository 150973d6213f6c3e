"""The marks in a text: every passage once, overlaps in pieces, chosen by target and coder, in linear time."""
import re
import sys

import pytest

from archive.models import StanceTarget
from catalog.pages.highlight import highlight_of
from catalog.pages.passages import LONGEST, Note, marked_text
from tests.base import make_document
from tests.catalog.material import give_file, give_stance, make_full_document, make_public, span

OURS = {"target": "t1", "coder": "A", "sign": "●1", "words": "in favour: the dyke. Coded by A.", "anchor": "label-1"}


def note(start, end, kind="favor", **fields):
    return Note(**{"start": start, "end": end, "kind": kind, **OURS, **fields})


def plain(html):
    """What remains for the eye and for copying: no tags, and no notes."""
    return re.sub(r"<[^>]+>", "", re.sub(r'<a class="note .*?</a>', "", html))


def test_the_words_stay_exactly_as_they_were():
    text = "One <b> two & three \"four\"."
    html = marked_text(text, [note(0, 7), note(4, 13), note(8, 27)])
    assert plain(html).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&quot;", '"') == text


def test_overlapping_passages_are_cut_into_pieces_that_name_all_their_notes():
    html = marked_text("abcdef", [note(0, 4), note(2, 6, "against", sign="■2", anchor="label-2")])
    pieces = re.findall(r'<mark class="(\w+)" data-notes="([\d ]+)">(?:<span id="[^"]+"></span>)*(\w+)</mark>', html)
    assert pieces == [("favor", "0", "ab"), ("mixed", "0 1", "cd"), ("against", "1", "ef")]


def test_a_sign_stands_where_its_passage_ends_and_leads_to_its_label():
    html = marked_text("abcdef", [note(0, 4), note(2, 6, "against", sign="■2", anchor="label-2")])
    assert re.search(r'cd</mark><a class="note note-favor" href="#label-1"', html)
    assert re.search(r'ef</mark><a class="note note-against" href="#label-2"', html)
    assert '<span class="note-words">in favour: the dyke. Coded by A.</span>' in html


def test_two_notes_on_one_passage_share_its_place_and_have_a_sign_each():
    html = marked_text("abcdef", [note(1, 3), note(1, 3, "against")])
    assert html.count('id="passage-1-3"') == 1
    assert len(re.findall(r'<a class="note note-', html)) == 2
    assert '<mark class="mixed"' in html


def test_what_is_not_lit_keeps_its_place_and_is_no_mark():
    html = marked_text("abcdef", [note(1, 3)], is_lit=lambda note: False)
    assert "<mark" not in html
    assert 'id="passage-1-3"' in html
    assert re.search(r'<a class="note [^>]* hidden>', html)


def test_a_passage_beyond_what_is_shown_leaves_no_trace():
    html = marked_text("a" * (LONGEST + 10), [note(LONGEST - 1, LONGEST + 1)])
    assert "<" not in html
    assert len(html) == LONGEST


def test_part_headings_stand_before_their_words_even_inside_a_passage():
    html = marked_text("abcdef", [note(0, 6)], [(3, "<i>Part 1</i>")])
    assert re.search(r"abc</mark><i>Part 1</i><mark [^>]*>def</mark>", html)


def steps(work):
    """How many instructions of Python `work` takes: the same on every machine, busy or not."""
    count = 0

    def trace(frame, event, _argument):
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def test_eight_times_the_text_takes_eight_times_the_work():
    def work(size):
        text = "word " * size
        notes = [note(place, place + 40) for place in range(0, len(text) - 50, 25)]
        return steps(lambda: marked_text(text, notes, [(place, "<i></i>") for place in range(0, len(text), 200)]))

    assert work(4_000) < 8.5 * work(500)


@pytest.mark.parametrize(("target", "coder", "lit"), [
    (None, None, [0, 1, 2, 3]), ("t1", None, [0, 1]), ("t2", "B", [2]), ("t1", "B", [1]), ("t2", "A", []),
    ("none", None, []), ("all", "B", [1, 2]), ("figures", None, [3]), ("figures", "B", [3]),
    ("no-such-target", "no-such-coder", [0, 1, 2, 3]),
])
def test_target_and_coder_choose_what_is_lit(target, coder, lit):
    notes = [note(0, 1), note(1, 2, coder="B"), note(2, 3, target="t2", coder="B"),
             note(3, 4, "figure", target="figures", coder="", sign="#")]
    asked = {name: value for name, value in (("target", target), ("coder", coder)) if value}
    found = highlight_of(notes, {"t1": "The dyke", "t2": "The gate"}, asked)
    assert [index for index, one in enumerate(notes) if found.lights(one)] == lit
    assert [(one.value, one.count) for one in found.targets] == [
        ("all", 4), ("none", None), ("t1", 2), ("t2", 1), ("figures", 1)]
    assert [(one.value, one.count) for one in found.coders] == [("all", 3), ("A", 1), ("B", 2)]
    assert [one.kind for one in found.legend] == ["favor", "figure"]


@pytest.mark.django_db(databases="__all__")
def test_the_page_marks_by_target_and_coder_without_a_script(cast, client):
    document = make_full_document(cast)
    version = document.holdings.get().original.texts.get()
    union, _ = StanceTarget.objects.get_or_create(label="the union", kind="entity")
    give_stance(document, cast["cataloguer"], span(version, "counted 150 people"), target=union, position="neither")
    address = f"/documents/{make_public(document, cast).identifier}/"

    def lit(query=""):
        html = client.get(address + query).content.decode()
        return re.findall(r'<mark class="(\w+)"[^>]*>(?:<span[^>]*></span>)*([^<]+)</mark>', html)

    strike = StanceTarget.objects.get(label="the strike")
    assert dict(lit(f"?target={strike.identifier}")) == {
        "favor": "at least 400 workers had joined", "against": "called the strike unlawful"}
    assert lit(f"?target={strike.identifier}&coder=Coder%20Reviewer") == [("against", "called the strike unlawful")]
    assert lit(f"?target={union.identifier}") == [("neither", "counted 150 people")]
    assert lit("?target=quotations") == [("plain", "We will not go back")]
    assert lit("?target=none") == []
    assert len(lit()) == 4


@pytest.mark.django_db(databases="__all__")
def test_marks_and_labels_lead_to_each_other(cast, client):
    html = client.get(f"/documents/{make_public(make_full_document(cast), cast).identifier}/").content.decode()
    signs = re.findall(r'<a class="note [^"]+" href="#((?:label|figure|quotation)-[^"]+)"', html)
    assert len(signs) == 5
    for anchor in signs:
        assert html.count(f'id="{anchor}"') == 1
    for passage in set(re.findall(r'href="#(passage-\d+-\d+)"', html)):
        assert html.count(f'id="{passage}"') == 1


@pytest.mark.django_db(databases="__all__")
def test_a_text_without_evidence_offers_nothing_to_choose(cast, client):
    document = make_document(cast["cataloguer"])
    give_file(document, text="Words.")
    html = client.get(f"/documents/{make_public(document, cast).identifier}/").content.decode()
    assert "Words." in html
    assert "data-highlight " not in html
