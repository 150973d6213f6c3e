"""The search above each list of the desk."""
import django_filters
from django import forms
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from archive.curation.forms.genres import GenreFilter
from archive.ingest.uploads.sending import collections_for
from archive.models import Agent, AgentName, Collection, Contribution, Document, Genre, IngestBatch
from archive.overview.gaps import LACKING
from archive.permissions import grants_of, roles_of
from archive.workflow.states import State


def collections_of(request):
    """The collections that the person asking may know of."""
    user = getattr(request, "user", None)
    return Collection.objects.none() if user is None else collections_for(user)


class DocumentFilter(django_filters.FilterSet):
    """Words of the title, and the collection."""

    title = django_filters.CharFilter(
        label=_("Words in the title"), lookup_expr="icontains", max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    collection = django_filters.ModelChoiceFilter(
        label=_("Collection"), queryset=collections_of, to_field_name="identifier",
        empty_label=_("all collections"),
    )

    class Meta:
        model = Document
        fields = ("title", "collection")


def batches_of(request):
    """The intakes that the person asking may know of."""
    user = getattr(request, "user", None)
    if user is None:
        return IngestBatch.objects.none()
    batches = IngestBatch.objects.order_by("-pk")
    return batches if roles_of(user) else batches.filter(collection__in=list(grants_of(user)))


class EveryDocumentFilter(DocumentFilter):
    """The search among all documents: what they are, whose they are, what they lack."""

    title = django_filters.CharFilter(
        label=_("Words of the title, or the identifier"), method="by_words", max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices, empty_label=_("any"))
    genre = GenreFilter(
        label=_("Genre"), queryset=Genre.objects.all(), to_field_name="code", empty_label=_("any"),
    )
    publisher = django_filters.CharFilter(label=_("Publisher"), method="by_publisher", max_length=200)
    language = django_filters.CharFilter(label=_("Language"), method="by_language", max_length=35)
    lacks = django_filters.ChoiceFilter(
        label=_("Without"), method="by_lack", choices=[(name, label) for name, (label, _q) in LACKING.items()],
        empty_label="–",
    )
    assigned = django_filters.ChoiceFilter(
        label=_("Assigned to"), method="by_assigned", choices=[("me", _("me")), ("nobody", _("nobody"))],
        empty_label=_("anybody"),
    )
    batch = django_filters.ModelChoiceFilter(
        label=_("Intake"), queryset=batches_of, to_field_name="identifier", field_name="batch_items__batch",
        empty_label=_("any"), distinct=True,
    )

    class Meta:
        model = Document
        fields = ("title", "state", "collection", "genre", "publisher", "language", "lacks", "assigned", "batch")

    def by_words(self, documents, _name, value):
        """Each word somewhere in the title, in any order; or the whole identifier."""
        words = Q()
        for word in value.split():
            words &= Q(title__icontains=word)
        return documents.filter(words | Q(identifier=value.strip()))

    def by_publisher(self, documents, _name, value):
        """Any recorded form of the publisher's name contains `value`."""
        named = AgentName.objects.filter(text__icontains=value)
        agents = Agent.objects.filter(Q(name__icontains=value) | Q(pk__in=named.values("agent"))).order_by()
        rows = Contribution.objects.filter(agent__in=agents.values("pk"), role=Contribution.Role.PUBLISHER).order_by()
        return documents.filter(pk__in=rows.values("document"))

    def by_language(self, documents, _name, value):
        return documents.annotate(languages=Cast("language", TextField())).filter(languages__icontains=f'"{value}"')

    def by_lack(self, documents, _name, value):
        return documents.filter(LACKING[value][1])

    def by_assigned(self, documents, _name, value):
        return documents.filter(assigned_to=self.request.user if value == "me" else None)
