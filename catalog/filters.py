"""Which documents a list shows: the query string, validated, as a request to the index.

django-filter carries the parameters; filtering itself is done by the index, which
also knows the counts. Nothing here asks the database: a request is read in a
fraction of a millisecond, however many parameters there could be.
"""
from functools import cached_property

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import Filter, FilterSet

from catalog.list_links import LIST, NARROWING, NOT
from catalog.parameters import LATEST_YEAR, Choice, Number, Switch, Values, Words
from catalog.search.asked import SIZES, SORTS, Asked
from catalog.search.facet import FACETS, FILTERS

VIEWS = (LIST, "gallery")
FORMER_SORTS = {"issued": "newest", "published": "added"}
LAST_PAGE = 10**9  # what a number of a page can be at most; the last page is shown for what is beyond it


def parameter(field_class, **options):
    """A filter of the query string that leaves querysets alone."""
    found = Filter(method="unchanged", **options)
    found.field_class = field_class
    return found


def one_of(words, problem, **options):
    return parameter(Choice, words=words, problem=problem, **options)


def number(highest, problem):
    return parameter(Number, highest=highest, problem=problem)


YEAR_PROBLEM = gettext_lazy("“%(value)s” is no year: it was left out.")
PARAMETERS = {
    "q": parameter(Words),
    "exact": parameter(Switch),
    **{name: parameter(Values, name=name.removeprefix(NOT)) for name in NARROWING},
    "from": number(LATEST_YEAR, YEAR_PROBLEM),
    "to": number(LATEST_YEAR, YEAR_PROBLEM),
    "sort": one_of(SORTS, gettext_lazy("There is no order “%(value)s”: it was left out."), former=FORMER_SORTS),
    "page": number(LAST_PAGE, gettext_lazy("“%(value)s” is no number of a page: this is the first one.")),
    "size": one_of(tuple(map(str, SIZES)), gettext_lazy("A page cannot have “%(value)s” documents.")),
    "view": one_of(VIEWS, gettext_lazy("There is no view “%(value)s”: this is the list.")),
}


class DocumentFilter(FilterSet):
    """What is asked of a list of documents: `asked()`, `view`, and `problems`, sentences about what was dropped."""

    def __init__(self, data=None, queryset=None, *, request=None, prefix=None):
        """Takes only the filters that the query string names, and shares them: django-filter would copy all 40."""
        self.is_bound, self.data = True, QueryDict() if data is None else data
        self.queryset, self.request, self.form_prefix = queryset, request, prefix
        self.filters = {name: one for name, one in self.base_filters.items() if name in self.data}

    @classmethod
    def get_filters(cls):
        return PARAMETERS

    @property
    def form(self):
        """A form of these filters' fields; they keep nothing, so they are shared as well."""
        if not hasattr(self, "_form"):
            self._form = forms.Form(self.data, prefix=self.form_prefix)
            self._form.fields = {name: one.field for name, one in self.filters.items()}
        return self._form

    def unchanged(self, queryset, name, value):
        return queryset

    @property
    def view(self):
        return self._value("view", LIST)

    @property
    def problems(self):
        """Sentences for the reader, in the order of the parameters."""
        sentences = [problem for read in self._reads.values() for problem in read.problems]
        if self._are_years_reversed():
            sentences.append(_("The first year was after the last one: they were exchanged."))
        return list(dict.fromkeys(map(str, sentences)))

    def asked(self):
        first, last = self._years()
        return Asked(
            words=self._value("q", ""),
            is_expanded=not self._value("exact", False),
            chosen=self._pairs(""),
            excluded=self._pairs(NOT),
            first_year=first,
            last_year=last,
            sort=self._value("sort", ""),
            page=self._value("page", 1),
            size=int(self._value("size", SIZES[0])),
        )

    def _pairs(self, beginning):
        """Pairs (facet or filter, value), sorted."""
        return tuple(sorted({(name, value) for name in (*FACETS, *FILTERS)
                             for value in self._value(beginning + name, ())}))

    def _years(self):
        first, last = self._value("from", None), self._value("to", None)
        return (last, first) if self._are_years_reversed() else (first, last)

    def _are_years_reversed(self):
        first, last = self._value("from", None), self._value("to", None)
        return first is not None and last is not None and first > last

    def _value(self, name, otherwise):
        read = self._reads.get(name)
        return otherwise if read is None or read.value is None else read.value

    @cached_property
    def _reads(self):
        """{parameter: Read} of those that the query string names."""
        self.form.is_valid()
        return self.form.cleaned_data
