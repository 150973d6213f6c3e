"""Which documents a list shows: the query string, validated, as filters and order."""
import django_filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from catalog.languages import language_name
from catalog.models import (
    PublishedAgent,
    PublishedCollection,
    PublishedContribution,
    PublishedDocument,
    PublishedLanguage,
)

ORDERS = {
    "issued": (_("newest date of issue first"), "newest_issued_first"),
    "oldest": (_("oldest date of issue first"), "oldest_issued_first"),
    "published": (_("recently added first"), "recently_published_first"),
}


def publishers(request):
    return PublishedAgent.objects.filter(Exists(
        PublishedContribution.objects.filter(agent=OuterRef("pk"), role="publisher")
    )).only("identifier", "name")


def genres():
    rows = PublishedDocument.objects.exclude(genre="").order_by("genre_label")
    return list(rows.values_list("genre", "genre_label").distinct())


def languages():
    tags = PublishedLanguage.objects.order_by("tag").values_list("tag", flat=True).distinct()
    return sorted(((tag, language_name(tag)) for tag in tags), key=lambda choice: choice[1])


class DocumentFilter(django_filters.FilterSet):
    """Narrows and orders public documents; nothing is shown for a value that does not exist."""

    publisher = django_filters.ModelChoiceFilter(
        label=_("Publisher"), queryset=publishers, method="by_publisher", empty_label=_("any publisher")
    )
    genre = django_filters.ChoiceFilter(label=_("Genre"), choices=genres, empty_label=_("any genre"))
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=languages, method="by_language", empty_label=_("any language")
    )
    collection = django_filters.ModelChoiceFilter(
        label=_("Collection"), queryset=PublishedCollection.objects.all(), empty_label=_("any collection")
    )
    sort = django_filters.ChoiceFilter(
        label=_("Order"), choices=[(key, label) for key, (label, _method) in ORDERS.items()],
        method="unchanged", empty_label=None,
    )
    parts = django_filters.BooleanFilter(
        label=_("Parts of digests too"), widget=forms.CheckboxInput, method="unchanged"
    )

    class Meta:
        model = PublishedDocument
        fields = ()

    def filter_queryset(self, queryset):
        if not self.form.is_valid():
            return queryset.none()
        queryset = super().filter_queryset(queryset)
        if not self.form.cleaned_data["parts"]:
            queryset = queryset.whole()
        _label, order = ORDERS[self.form.cleaned_data["sort"] or "issued"]
        return getattr(queryset, order)()

    def by_publisher(self, queryset, name, agent):
        return queryset.filter(Exists(PublishedContribution.objects.filter(
            document=OuterRef("pk"), role="publisher", agent=agent)))

    def by_language(self, queryset, name, tag):
        return queryset.filter(Exists(PublishedLanguage.objects.filter(document=OuterRef("pk"), tag=tag)))

    def unchanged(self, queryset, name, value):
        return queryset
