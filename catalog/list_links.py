"""Addresses of lists of documents: one for each change that a page offers.

A page of results has about 150 of them. The parts of the present address are put
together once, by parameter; a link takes them and changes one. Parameters always
stand in the same order, and values of one facet too, so that the same list has one
address. Every change but turning a page begins at the first page.
"""
from functools import lru_cache
from urllib.parse import quote

from catalog.links import page_path
from catalog.search.asked import SIZES
from catalog.search.facet import FACETS, FILTERS

NOT = "not_"
NARROWING = tuple(parameter for name in (*FACETS, *FILTERS) for parameter in (name, NOT + name))
PARAMETERS = ("q", "exact", *NARROWING, "from", "to", "sort", "size", "view", "page")
LIST = "list"
AS_SHOWN = ("sort", "size", "view")  # how documents are shown, whichever they are


def parameters_of(asked, view=LIST):
    """{parameter: values} of a request, in order; what a reader would get anyway is left out."""
    found = {
        "q": [asked.words] if asked.words else [],
        "exact": [] if asked.is_expanded else ["1"],
        **{name: asked.chosen_of(name) for name in (*FACETS, *FILTERS)},
        **{NOT + name: asked.excluded_of(name) for name in (*FACETS, *FILTERS)},
        "from": [] if asked.first_year is None else [str(asked.first_year)],
        "to": [] if asked.last_year is None else [str(asked.last_year)],
        "sort": [asked.sort] if asked.sort else [],
        "size": [] if asked.size == SIZES[0] else [str(asked.size)],
        "view": [] if view == LIST else [view],
        "page": [] if asked.page == 1 else [str(asked.page)],
    }
    return {name: tuple(found[name]) for name in PARAMETERS if found[name]}


class ListLinks:
    """Addresses of what is asked, changed in one thing; `path` is that of the list."""

    def __init__(self, asked, view=LIST):
        self.path = page_path("documents")
        self._values = parameters_of(asked, view)
        self._page = self._values.pop("page", ())
        self._parts = [_written(name, self._values[name]) if name in self._values else "" for name in PARAMETERS]
        self._places = {name: place for place, name in enumerate(PARAMETERS)}
        self._around = {}

    @property
    def here(self):
        """The address of what is shown."""
        return self._changed("page", self._page)

    def adding(self, name, value):
        """With one more chosen value of a facet or filter; it is no longer excluded."""
        return self._moved(value, name, NOT + name)

    def excluding(self, name, value):
        """With one more excluded value; it is no longer chosen."""
        return self._moved(value, NOT + name, name)

    def narrowed_to(self, name, value):
        """With exactly those of the documents shown that have this value; "" where no filters say that.

        Values of one facet are alternatives: another one beside those chosen would find more, not less.
        """
        chosen = self._values.get(name, ())
        if chosen and value not in chosen:
            return ""
        return self._changed(name, (value,))

    def without(self, name, value):
        """With this value neither chosen nor excluded."""
        return self._with({name: self._less(name, value), NOT + name: self._less(NOT + name, value)})

    def without_facet(self, name):
        """Without what is chosen and excluded of one facet."""
        return self._with({name: (), NOT + name: ()})

    def between(self, first, last):
        """From one year to another, both included; None: no limit."""
        return self._with({"from": () if first is None else (str(first),), "to": () if last is None else (str(last),)})

    def with_words(self, words):
        return self._changed("q", (words,) if words else ())

    def exactly(self, is_exact=True):
        """Without, or again with, other forms of names."""
        return self._changed("exact", ("1",) if is_exact else ())

    def view(self, name):
        """The same page as a list or a gallery."""
        return self._with({"view": () if name == LIST else (name,), "page": self._page})

    def page(self, number):
        return self._changed("page", () if number == 1 else (str(number),))

    def cleared(self):
        """Everything, however it is shown."""
        return self._with(dict.fromkeys(("q", "exact", *NARROWING, "from", "to"), ()))

    def hidden(self, *left_out):
        """[(name, value)] for the hidden fields of a form that asks for the parameters left out."""
        return [(name, value) for name, values in self._values.items() if name not in left_out for value in values]

    def elsewhere(self, path, *kept_too):
        """The same set on another page that takes these parameters, for example its feed or mix.

        `kept_too`: those of AS_SHOWN that matter there, or to who comes back from there.
        """
        kept = {name: self._values.get(name, ()) for name in PARAMETERS
                if name != "page" and (name not in AS_SHOWN or name in kept_too)}
        return _address(path, _joined(_written(name, values) for name, values in kept.items()))

    def _less(self, name, value):
        return [one for one in self._values.get(name, ()) if one != value]

    def _moved(self, value, name, out_of):
        values = sorted({*self._values[name], value}) if name in self._values else (value,)
        if value in self._values.get(out_of, ()):
            return self._with({name: values, out_of: self._less(out_of, value)})
        return self._changed(name, values)

    def _changed(self, name, values):
        """The address with other values of one parameter: most links are such, so this is quick."""
        if not values:
            return self._with({name: ()})
        if name not in self._around:
            place = self._places[name]
            before, after = _joined(self._parts[:place]), _joined(self._parts[place + 1:])
            self._around[name] = f"{self.path}?{before}{'&' if before else ''}", f"{'&' if after else ''}{after}"
        before, after = self._around[name]
        return f"{before}{_written(name, values)}{after}"

    def _with(self, changes):
        changed = {self._places[name]: values for name, values in changes.items()}
        return _address(self.path, _joined(
            _written(PARAMETERS[place], changed[place]) if place in changed else part
            for place, part in enumerate(self._parts)))


def _written(name, values):
    return "&".join([f"{name}={_quoted(value)}" for value in values])


@lru_cache(4096)
def _quoted(value):
    return quote(value, safe=":")


def _joined(parts):
    return "&".join([part for part in parts if part])


def _address(path, query):
    return f"{path}?{query}" if query else path
