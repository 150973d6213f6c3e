"""The choice of a genre, in the order of the alphabet of the language in which the genres are said."""
import django_filters
from django import forms
from django.forms.models import ModelChoiceIterator

from archive.terms import place_in_alphabet


class ByWord(ModelChoiceIterator):
    """The choices of a field by their words; what means “none” stays first, and is there without a query."""

    def __iter__(self):
        choices = super().__iter__()
        if self.field.empty_label is not None:
            yield next(choices)
        yield from sorted(choices, key=lambda choice: place_in_alphabet(choice[1]))


class GenreField(forms.ModelChoiceField):
    """One genre, in the form of a document or of an edit of many."""

    iterator = ByWord


class GenreFilter(django_filters.ModelChoiceFilter):
    """One genre, in the search above a list."""

    class field_class(django_filters.ModelChoiceFilter.field_class):
        iterator = ByWord
