"""What each person did, out of the ledger: counts for the list of people, events in words for one of them."""
from dataclasses import dataclass

import django_filters
from allauth.mfa.models import Authenticator
from django import forms
from django.db.models import Count, Exists, OuterRef, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.accounts.second_factor import REAL
from archive.curation.event_words import details_of, object_in_words, what_happened
from archive.models import Curator, Document, Event
from archive.models.provenance import EventType
from archive.provenance.ledger import agent_name
from archive.stance.rounds import without_hidden


@dataclass(frozen=True)
class Deed:
    """One event of one person as a line of the page; `title` and `address` are of the document, if it is one."""

    event: Event
    title: str
    address: str

    @property
    def what(self):
        return what_happened(self.event)

    @property
    def about(self):
        return object_in_words(self.event.object_type)

    @property
    def detail(self):
        return details_of(self.event)


class DeedFilter(django_filters.FilterSet):
    """Events of one day (UTC), of one kind."""

    day = django_filters.DateFilter(
        label=_("Day, UTC"), field_name="occurred_at", lookup_expr="date",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    kind = django_filters.ChoiceFilter(label=_("What"), field_name="type", choices=EventType.choices,
                                       empty_label=_("everything"))

    class Meta:
        model = Event
        fields = ("day", "kind")


def people_with_rights():
    """Every Curator, with roles and grants, `has_second_factor` and `event_count`; a fixed number of queries."""
    second = Authenticator.objects.filter(user=OuterRef("pk"), type__in=REAL)
    people = list(Curator.objects.prefetch_related("groups", "grants__collection")
                  .annotate(has_second_factor=Exists(second), ledger_name=Concat(Value("curator:"), "identifier"))
                  .order_by("-is_active", "username"))
    counts = dict(Event.objects.filter(agent__in=[one.ledger_name for one in people]).order_by()
                  .values_list("agent").annotate(Count("pk")))
    for one in people:
        one.event_count = counts.get(one.ledger_name, 0)
    return people


def events_by(curator, user):
    """The curator's ledger events, newest first, without what a round of blind labelling hides from `user`."""
    return without_hidden(Event.objects.filter(agent=agent_name(curator)), user).order_by("-sequence")


def deeds_on(page):
    """[Deed, ...] for the Events of a page; one query for all their documents' titles."""
    identifiers = {event.object_id for event in page if event.object_type == "document"}
    titles = dict(Document.objects.filter(identifier__in=identifiers).values_list("identifier", "title"))
    return [_deed(event, titles) for event in page]


def _deed(event, titles):
    title = titles.get(event.object_id, "") if event.object_type == "document" else ""
    address = reverse("curation:document", args=[event.object_id]) if title else ""
    return Deed(event, title, address)
