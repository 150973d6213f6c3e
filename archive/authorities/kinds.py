"""What agents, subjects and places have in common: a heading, further names, and a larger one above some."""
from dataclasses import dataclass

from django.db.models import Model
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from archive.models import Agent, AgentName, Place, PlaceName, Subject, SubjectLabel


@dataclass(frozen=True)
class Kind:
    """One kind of authority record. `key` stands in addresses; the other fields are names of attributes."""

    key: str
    model: type[Model]
    heading: str
    name_model: type[Model]
    names: str
    owner: str
    documents: str
    title: str
    new: str

    @property
    def name(self):
        """How the policy and the ledger call it: agent, subject or place."""
        return self.model._meta.model_name

    def heading_of(self, record):
        return getattr(record, self.heading)


KINDS = {kind.key: kind for kind in (
    Kind("agents", Agent, "name", AgentName, "names", "agent", "contributions__document", _("Agents"), _("New agent")),
    Kind("subjects", Subject, "label", SubjectLabel, "labels", "subject", "document", _("Subjects"),
         _("New subject")),
    Kind("places", Place, "label", PlaceName, "names", "place", "document_places__document", _("Places"),
         _("New place")),
)}


def kind_named(key):
    """The Kind of an address; Http404 for any other word."""
    if key not in KINDS:
        raise Http404
    return KINDS[key]


def kind_of(record):
    """The Kind of an Agent, Subject or Place."""
    return next(kind for kind in KINDS.values() if isinstance(record, kind.model))
