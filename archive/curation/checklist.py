"""What a record still lacks, or a reviewer has to weigh, before it is published; computed, never kept."""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.curation.traces import traces_in
from archive.curation.wording import loaded_uses
from archive.models import StanceAnnotation
from archive.models.access import RiskAssessment
from archive.models.contribution import Contribution
from archive.workflow.required import requirements_of

DONE, MISSING, WEIGH = "done", "missing", "weigh"
# Where the describing screen has it, if not at id_FIELD.
ANCHORS = {"contributions": "publisher"}


@dataclass(frozen=True)
class Line:
    """One line of the checklist: `state` is done, missing or weigh; `is_required` holds up publication.

    `field` is what the describing screen calls it, "" if it is not mended there.
    """

    state: str
    words: str
    field: str = ""
    is_required: bool = False

    @property
    def is_open(self):
        return self.state != DONE

    @property
    def anchor(self):
        """The fragment of the describing screen at which it is mended."""
        return f"id_{ANCHORS.get(self.field, self.field)}" if self.field else ""


@dataclass(frozen=True)
class Checklist:
    """All Lines: those that must be done before readers may have it, and those to be weighed."""

    required: list
    weighed: list

    @property
    def open(self):
        return [line for line in (*self.required, *self.weighed) if line.is_open]

    @property
    def is_publishable(self):
        return not any(line.is_open for line in self.required)


def checklist_of(document, stances=None):
    """The Checklist of a record; one question, for the list of loaded words.

    `document` should come with its contributions, holdings (and their originals) and stances
    prefetched. `stances` are the labels that the person who looks may see; None: all.
    """
    if stances is None:
        stances = list(document.stances.all())
    required = [Line(DONE if one.is_met else MISSING, one.words, one.field, is_required=True)
                for one in requirements_of(document)]
    return Checklist(required, [*_described(document), *_labels(stances), *_wording(document, stances),
                                *_persons(document)])


def _described(document):
    publishers = any(row.role == Contribution.Role.PUBLISHER for row in document.contributions.all())
    yield _line(publishers, "publisher", _("The publisher is named."), _("No publisher is named."))
    if document.issued and not document.issued_basis:
        yield Line(MISSING, _("The basis of the date is not given."), "issued_basis")
    else:
        yield _line(document.issued_basis, "issued", _("The date of issue is given, or said to be unknown."),
                    _("No date of issue is given, nor that it is not known (basis “not known how”)."))
    yield _line(document.description, "description", _("There is a description."),
                _("There is no description in the catalogue's words."))
    yield _line(document.rights or document.license, "rights", _("Something is said about rights."),
                _("Nothing is said about rights."))
    if not document.is_part:
        yield _line(bool(document.holdings.all()), "", _("There is a file."), _("There is no file."))


def _labels(stances):
    current = [stance for stance in stances if stance.status != StanceAnnotation.Status.SUPERSEDED]
    if not current:
        yield Line(WEIGH, _("Nobody has labelled where its voices stand."))
        return
    bare = [stance for stance in current if not stance.evidence_id and stance.neither_reason != "target-absent"]
    yield _line(not bare, "", _("Every label has its evidence: %(n)s.") % {"n": len(current)},
                _("Labels without evidence: %(n)s.") % {"n": len(bare)})
    proposed = [stance for stance in current if stance.status == StanceAnnotation.Status.PROPOSED]
    if proposed:
        yield Line(WEIGH, _("Labels that nobody has accepted or contested: %(n)s.") % {"n": len(proposed)})


def _wording(document, stances):
    uses = loaded_uses(document, stances)
    if not uses:
        yield Line(DONE, _("No word of the list of loaded words stands in the catalogue's words."))
    for use in uses:
        words = {"word": use.written, "where": use.where, "reason": use.reason, "instead": use.instead}
        said = (_("“%(word)s” in %(where)s: %(reason)s Write instead: %(instead)s.") if use.instead
                else _("“%(word)s” in %(where)s: %(reason)s"))
        yield Line(WEIGH, said % words, "" if use.field == "stances" else use.field)


def _persons(document):
    if document.persons_at_risk == RiskAssessment.YES:
        yield Line(WEIGH, _("Publishing could endanger a person: the reviewer must decide on the access level."),
                   "proposed_access")
    for holding in document.holdings.all():
        for sentence in traces_in(holding.original):
            yield Line(WEIGH, sentence)


def _line(is_met, field, met, unmet):
    return Line(DONE, met, field) if is_met else Line(MISSING, unmet, field)
