"""Pure pieces of the desk: marked text, readable snapshots, the checklist."""
import pytest

from archive.curation.checklist import checklist_of
from archive.curation.marking import marked_pieces
from archive.curation.readable import as_html, differences
from archive.models import Document, EvidenceSpan
from tests.base import make_agent, make_document


def span(start, end):
    return EvidenceSpan(pk=start * 100 + end, start=start, end=end)


@pytest.mark.parametrize("spans", [
    [], [span(0, 3)], [span(2, 5), span(4, 8)], [span(1, 9), span(3, 4)], [span(5, 10), span(5, 6)], [span(0, 99)],
])
def test_the_pieces_together_are_the_text_exactly(spans):
    text = "ab\u00a0سد🙂fgh\nj"
    pieces = marked_pieces(text, 0, len(text), spans)
    assert "".join(piece.text for piece in pieces) == text


def test_overlapping_evidence_is_marked_where_each_stands():
    pieces = marked_pieces("0123456789", 0, 10, [span(2, 5), span(4, 8)])
    assert [(piece.text, len(piece.spans)) for piece in pieces] == [
        ("01", 0), ("23", 1), ("4", 2), ("567", 1), ("89", 0)]
    assert [len(piece.opened) for piece in pieces] == [0, 1, 1, 0, 0]


def test_a_part_shows_its_own_range_and_cuts_what_reaches_beyond():
    pieces = marked_pieces("0123456789", 3, 6, [span(0, 2), span(1, 4), span(5, 9)])
    assert [(piece.text, bool(piece.spans)) for piece in pieces] == [("3", True), ("4", False), ("5", True)]
    assert len(pieces[0].opened) == 1


def test_every_string_of_a_snapshot_is_escaped_and_what_is_empty_is_named():
    html = as_html({"title": "<b>", "rows": [{"<i>": "&"}], "flag": True, "none": None, "list": []})
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;b&gt;" in html
    assert "none, list" in html


def test_differences_name_the_fields_as_the_screens_do():
    found = differences({"title": "a", "rights": "r", "gone": 1}, {"title": "b", "rights": "r", "new": [1]})
    assert [(one.name, one.label, one.before, one.after) for one in found] == [
        ("title", "title", "a", "b"), ("new", "new", None, [1]), ("gone", "gone", 1, None)]


@pytest.mark.django_db
def test_the_checklist_shrinks_as_the_record_is_described(cast):
    document = make_document(cast["cataloguer"], language=[], genre=None, persons_at_risk="not-assessed")
    missing = " ".join(line.words for line in checklist_of(document).open)
    for word in ("publisher", "language", "genre", "endanger", "date of issue", "description", "rights", "file"):
        assert word in missing
    document.contributions.create(agent=make_agent("A"), role="publisher", basis="inferred")
    Document.objects.filter(pk=document.pk).update(
        language=["en"], persons_at_risk="no", description="Neutral.", rights="Reserved.", issued_basis="unknown")
    described = Document.objects.get(pk=document.pk)
    assert [line.words for line in checklist_of(described).open if "genre" not in line.words] == [
        "There is no file.", "Nobody has labelled where its voices stand."]
