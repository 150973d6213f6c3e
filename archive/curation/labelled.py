"""A document's text with every mark on it numbered: whose it is, what it says, where it is edited.

Marks of one's own labels, of others' labels, of claims and of quotations differ by their line and number, so
that nothing depends on colour. What a round of blind labelling hides from somebody is not among them.
"""
from dataclasses import dataclass, field

from archive.curation.marking import marked_pieces
from archive.curation.text import LONGEST_TEXT
from archive.models import StanceAnnotation
from archive.stance.anchor import AnchorError, anchor
from archive.stance.blind import blind_labels
from archive.stance.left import left_labels
from archive.stance.rounds import round_to_label_in, visible_stances

SUPERSEDED = StanceAnnotation.Status.SUPERSEDED


@dataclass(frozen=True)
class Place:
    """Where one mark stands (code points, end exclusive); `is_here` unless in another reading of the text."""

    start: int
    end: int
    number: int
    kind: str
    exact: str
    is_here: bool = True


@dataclass(frozen=True)
class Mark:
    """One label ("own" or "other"), "claim" or "quotation" of the page; `blind` is the BlindLabel, if it is one."""

    number: int
    kind: str
    row: object
    places: list = field(default_factory=list)
    blind: object = None


def labelled_text(record, user):
    """{"pieces", "is_cut", "text_version", "marks", "round", "left"} for the labelling screen of this person.

    `left`: how many of their labels stayed unsubmitted when a round was closed.
    """
    version, within, opened = record.text_version(), record.text_range(), round_to_label_in(user, record)
    marks = [_mark(number, kind, row, passages, blind, version) for number, (kind, row, passages, blind)
             in enumerate(_rows(record, user, opened, version, within), 1)]
    marked = {"marks": marks, "round": opened, "text_version": version,
              "left": left_labels(user, record).count(), "pieces": [], "is_cut": False}
    if version is None or within is None:
        return marked
    last = min(within[1], within[0] + LONGEST_TEXT)
    places = [place for mark in marks for place in mark.places if place.is_here]
    return {**marked, "is_cut": last < within[1],
            "pieces": [_piece(piece) for piece in marked_pieces(version.text, within[0], last, places)]}


def _rows(record, user, opened, version, within):
    """(kind, row, passages, blind label) of everything that this person may see, in the order of the list."""
    current = [stance for stance in visible_stances(user, record) if stance.status != SUPERSEDED]
    yield from (("own", stance, stance.spans(), None) for stance in current if stance.coder_id == user.pk)
    if opened is not None:
        yield from (_blind(said, record, version, within) for said in blind_labels(opened, user))
    yield from (("other", stance, stance.spans(), None) for stance in current if stance.coder_id != user.pk)
    for kind, rows in (("claim", record.claims.all()), ("quotation", record.quotations.all())):
        yield from ((kind, row, [row.evidence], None) for row in rows)


def _blind(said, record, version, within):
    fields = {name: value for name, value in said.items() if name not in ("blind", "quotes")}
    return "own", StanceAnnotation(document=record, **fields), _found(said["quotes"], version, within), said["blind"]


def _found(quotes, version, within):
    """The Passages of quotes; one that does not stand there any more is said again when labels are submitted."""
    found = []
    for quote in quotes if version and within else ():
        try:
            found.append(anchor(version.text, quote, within))
        except AnchorError:
            continue
    return sorted(found, key=lambda passage: passage.start)


def _mark(number, kind, row, passages, blind, version):
    here = version.pk if version else None
    return Mark(number, kind, row, [
        Place(one.start, one.end, number, kind, one.exact, getattr(one, "text_version_id", here) == here)
        for one in passages], blind)


def _piece(piece):
    """A piece for the template: its HTML, the kinds of its marks as classes, and the marks that begin here."""
    return {"html": piece.html, "start": piece.start, "opened": piece.opened,
            "kinds": " ".join(sorted({place.kind for place in piece.spans}))}
