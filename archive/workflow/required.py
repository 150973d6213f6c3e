"""What a record must say before everybody may read it: the short list, on which no reviewer can close an eye."""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.models.access import AccessLevel, RiskAssessment
from archive.workflow.refusal import TransitionRefused


@dataclass(frozen=True)
class Requirement:
    """One field that must be said: its name, whether it is said, and that in words."""

    field: str
    words: str
    is_met: bool


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
    """The Requirements that are not met; empty when the record may be public."""
    return [one for one in requirements_of(document) if not one.is_met]


def _names():
    return {"title": _("title"), "language": _("language"), "genre": _("genre")}


def refuse_incomplete(document, level):
    """Raise TransitionRefused if the record may not be public as it is."""
    if level != AccessLevel.PUBLIC:
        return
    missing = [one.field for one in required_missing(document)]
    if "persons_at_risk" in missing:
        raise TransitionRefused(
            _("assess whether publishing could endanger a person first: describe the document and answer "
              "“persons at risk”, or publish it at a stricter level")
        )
    if missing:
        raise TransitionRefused(
            _("describe the document first, or publish it at a stricter level: it has no %(fields)s")
            % {"fields": _(", no ").join(_names()[field] for field in missing)}
        )
