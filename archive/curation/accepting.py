"""Suggestions accepted without a script: what was posted, with what the file says filled in."""
from archive.curation.forms.describe import Description
from archive.curation.forms.rows import DEFAULTS
from archive.curation.suggested import suggestions_for

ALL = "all"
MOST_DIGITS = 4  # of a number of rows


def with_suggestions(data, record):
    """A mutable copy of the posted `data` with the accepted suggestions; nothing is saved.

    `accept` names an entry and the number of its suggestion ("title.0"), or says "all".
    """
    data, asked = data.copy(), data["accept"]
    counts = {}
    for one in suggestions_for(record, Description(record, data)):
        number = counts[one.entry] = counts.get(one.entry, -1) + 1
        if asked in (ALL, f"{one.entry}.{number}") and not one.is_entered:
            _fill(data, one)
    return data


def _fill(data, suggestion):
    total = f"{suggestion.entry}-TOTAL_FORMS"
    if total not in data:
        for name, value in suggestion.values.items():
            data[name] = value
        return
    said = data[total][:MOST_DIGITS]
    count = int(said) if said.isdecimal() else 0
    row = next((n for n in range(count) if not data.get(f"{suggestion.entry}-{n}-agent")), count)
    data[total] = str(max(count, row + 1))
    for name, value in {**DEFAULTS, **suggestion.values}.items():
        data[f"{suggestion.entry}-{row}-{name}"] = value
