"""What a record still lacks, or a reviewer has to weigh, before it is published, in the curator's words."""
from django.utils.translation import gettext as _

from archive.curation.traces import traces_in
from archive.models.access import RiskAssessment
from archive.models.contribution import Contribution


def missing_from(document):
    """Sentences, most important first; an empty list when nothing is missing.

    `document` should come with its contributions, holdings (and their originals) and stances prefetched.
    """
    traces = [sentence for holding in document.holdings.all() for sentence in traces_in(holding.original)]
    return [sentence for lacks, sentence in _questions(document) if lacks] + traces


def _questions(document):
    publishers = [row for row in document.contributions.all() if row.role == Contribution.Role.PUBLISHER]
    proposed = [stance for stance in document.stances.all() if stance.status == "proposed"]
    return (
        (not publishers, _("No publisher is named.")),
        (not document.language, _("No language is given.")),
        (document.genre_id is None, _("No genre is chosen.")),
        (document.persons_at_risk == RiskAssessment.NOT_ASSESSED,
         _("Nobody has assessed whether publishing could endanger a person.")),
        (document.persons_at_risk == RiskAssessment.YES,
         _("Publishing could endanger a person: the reviewer must decide on the access level.")),
        (not document.issued and not document.issued_basis,
         _("No date of issue is given, nor that it is not known (basis “not known how”).")),
        (bool(document.issued) and not document.issued_basis, _("The basis of the date is not given.")),
        (not document.description, _("There is no description in the catalogue's words.")),
        (not document.rights and not document.license, _("Nothing is said about rights.")),
        (not document.is_part and not document.holdings.all(), _("There is no file.")),
        (bool(proposed), _("Labels that nobody has accepted or contested: %(n)s.") % {"n": len(proposed)}),
    )
