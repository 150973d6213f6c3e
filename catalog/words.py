"""Coded values in words, in the language of the reader.

One page asks for hundreds of them, and for the same ones again and again: a word is looked up
rather than searched, and what took time to say is remembered for each language. Vocabularies and
catalogues of words do not change while the site runs.
"""
from django.utils.formats import date_format
from django.utils.timezone import template_localtime

from archive.edtf import edtf_in_words
from archive.models import Agent, AgentName, AgentRelation, AgentType, Contribution
from archive.models.access import WithdrawalReason
from archive.models.document import BoundaryCertainty, DateBasis, DcmiType, Truncation
from archive.models.relation import DocumentRelation
from catalog.metadata.citation import date_of_issue
from catalog.spoken import gettext as _
from catalog.spoken import remembered_by_language

CHOICES = {
    "agent_kind": Agent.Kind, "agent_name": AgentName.Kind, "agent_relation": AgentRelation.Kind,
    "agent_type": AgentType.Type, "basis": Contribution.Basis, "boundary": BoundaryCertainty,
    "certainty": AgentRelation.Certainty, "date_basis": DateBasis, "dcmi_type": DcmiType,
    "relation": DocumentRelation.Kind, "truncation": Truncation, "withdrawal": WithdrawalReason,
}


@remembered_by_language
def label_of(choices, value):
    """The translated label of a value of some Choices; the value itself if the vocabulary no longer has it."""
    return str(dict(choices.choices).get(value, value))


def word(value, vocabulary):
    """The translated word of a coded value, whose vocabulary is one of CHOICES."""
    return label_of(CHOICES[vocabulary], value)


@remembered_by_language
def in_words(date):
    """What an EDTF text means."""
    return edtf_in_words(date)


@remembered_by_language
def issued_in_words(issued, basis):
    """When a document was published (EDTF, code of DateBasis), in words that say what is uncertain."""
    return date_of_issue(issued, basis)


def date_in_words(moment, form):
    """A moment in the form of Django's `date` filter (“j F Y”), in the time of the site."""
    return date_format(template_localtime(moment), form)


def moment_in_words(moment):
    """A moment to the minute: “5 July 2016, 10:30 UTC”."""
    return _("%(day)s, %(clock)s UTC") % {
        "day": date_in_words(moment, "j F Y"), "clock": date_in_words(moment, "H:i")}
