"""The word for a coded value: asked dozens of times for one page, so it is looked up, not searched."""
from functools import cache


def label_of(choices, value):
    """The translated label of a value of some Choices; the value itself if the vocabulary no longer has it."""
    return _labels(choices).get(value, value)


@cache
def _labels(choices):
    """{value: label}; labels are lazy, so each reader's language decides when they are shown."""
    return dict(choices.choices)
