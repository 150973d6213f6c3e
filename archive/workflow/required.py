"""What a record must say before readers may have it: the short list, on which no reviewer can close an eye."""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.models.access import AccessLevel, RiskAssessment
from archive.workflow.refusal import TransitionRefused

# The levels at which people outside the desk read it.
FOR_READERS = (AccessLevel.PUBLIC, AccessLevel.REGISTERED)


@dataclass(frozen=True)
class Requirement:
    """One field that must be said: its name, whether it is said, and that in words."""

    field: str
    words: str
    is_met: bool


class Incomplete(TransitionRefused):
    """Readers may not have the record as it is; `missing` are the Requirements that are not met."""

    def __init__(self, missing):
        super().__init__(_("describe the document first, or publish it as %(restricted)s or %(dark)s: %(missing)s") % {
            "restricted": AccessLevel.RESTRICTED.label, "dark": AccessLevel.DARK.label,
            "missing": " ".join(one.words for one in missing)})
        self.missing = missing


def requirements_of(document):
    """The Requirements for publication, in the order of the describing screen."""
    return (
        _requirement("title", document.title.strip(), _("The title is given."), _("No title is given.")),
        _requirement("language", document.language, _("The language is given."), _("No language is given.")),
        _requirement("genre", document.genre_id, _("The genre is chosen."), _("No genre is chosen.")),
        _requirement("persons_at_risk", document.persons_at_risk != RiskAssessment.NOT_ASSESSED,
                     _("It was assessed whether publishing could endanger a person."),
                     _("Nobody has assessed whether publishing could endanger a person.")),
    )


def _requirement(field, value, met, unmet):
    return Requirement(field, met if value else unmet, bool(value))


def required_missing(document):
    """The Requirements that are not met; empty when readers may have the record."""
    return [one for one in requirements_of(document) if not one.is_met]


def refuse_incomplete(document, level):
    """Raise Incomplete, with all that is missing, if readers of this level may not have the record as it is."""
    missing = required_missing(document)
    if missing and level in FOR_READERS:
        raise Incomplete(missing)
