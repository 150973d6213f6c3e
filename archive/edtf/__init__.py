"""Dates that may be partial, uncertain or open: EDTF levels 0 and 1, and nothing else.

A curator rarely knows a date to the day. The Extended Date/Time Format (EDTF; Library of
Congress, 2019; ISO 8601-2) writes down exactly how much is known. This package

1. reads the text, refusing what the archive does not hold (``level1``, ``refusals``);
2. says in words what it means, never without its uncertainty (``words``);
3. stores it on a model beside its earliest and latest day, for sorting (``fields``).

The grammar is our own: level 1 is regular, while the ``edtf`` library takes level 2, reversed
intervals and invented bounds without a word, so that guarding it needs the same grammar again.
The tests use the library as an oracle.

``EDTFField`` is imported from ``archive.edtf.fields``, as Django's own fields are, so that
reading a date needs no models.
"""

from archive.edtf.dates import EDTFDate, EDTFPoint, Missing, Precision
from archive.edtf.level1 import MAX_LENGTH, parse_edtf
from archive.edtf.refusals import EDTFError
from archive.edtf.words import edtf_in_words

__all__ = [
    "MAX_LENGTH",
    "EDTFDate",
    "EDTFError",
    "EDTFPoint",
    "Missing",
    "Precision",
    "edtf_in_words",
    "parse_edtf",
]
