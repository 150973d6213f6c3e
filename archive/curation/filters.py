"""The search above each list of the desk."""
import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from archive.models import Collection, Document


class DocumentFilter(django_filters.FilterSet):
    """Words of the title, and the collection."""

    title = django_filters.CharFilter(
        label=_("Words in the title"), lookup_expr="icontains", max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    collection = django_filters.ModelChoiceFilter(
        label=_("Collection"), queryset=Collection.objects.all(), to_field_name="identifier",
        empty_label=_("all collections"),
    )

    class Meta:
        model = Document
        fields = ("title", "collection")
