"""Coded values in words for templates: languages, dates, agent types, contributions."""
from django import template
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.edtf import edtf_in_words
from archive.models import Agent, AgentName, AgentRelation, AgentType, Contribution
from archive.models.access import WithdrawalReason
from archive.models.document import BoundaryCertainty, DateBasis, DcmiType, Truncation
from archive.models.relation import DocumentRelation
from catalog.languages import language_attributes, language_name
from catalog.metadata.citation import date_of_issue
from catalog.words import label_of

register = template.Library()
register.filter("language_name", language_name)
register.filter("in_words", edtf_in_words)
register.filter("moment", parse_datetime)
register.filter("lang_dir", language_attributes)

CHOICES = {
    "agent_kind": Agent.Kind, "agent_name": AgentName.Kind, "agent_relation": AgentRelation.Kind,
    "agent_type": AgentType.Type, "basis": Contribution.Basis, "boundary": BoundaryCertainty,
    "certainty": AgentRelation.Certainty, "date_basis": DateBasis, "dcmi_type": DcmiType,
    "relation": DocumentRelation.Kind, "truncation": Truncation, "withdrawal": WithdrawalReason,
}


@register.filter
def word(value, vocabulary):
    """The translated word of a coded value; the code itself if the vocabulary no longer has it."""
    return label_of(CHOICES[vocabulary], value)


@register.filter(expects_localtime=True)
def moment_in_words(moment):
    """A moment, given in UTC, to the minute: “5 July 2016, 10:30 UTC”."""
    return _("%(day)s, %(clock)s UTC") % {"day": date_format(moment, "j F Y"), "clock": date_format(moment, "H:i")}


@register.filter
def issued_words(document):
    """When a document was published, in words that say what is uncertain."""
    return date_of_issue(document.issued, document.issued_basis)
