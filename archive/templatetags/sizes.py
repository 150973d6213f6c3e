"""Sizes on the desk's pages in the units of its scripts, so that one file has one size everywhere."""
from django.template import Library

from archive.curation.arrivals import size_in_words

register = Library()
register.filter(size_in_words)
