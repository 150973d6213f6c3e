"""What the public pages' templates are made with: Jinja2, because it renders them several times faster.

Every template in `catalog/templates` is one of Jinja2; the desk and the admin keep Django's. A page
asks for hundreds of addresses and words, so the functions given to templates here do the work once.
Everything that a template prints is escaped, unless it is known to be HTML already; a name that a
template asks for in vain is an error.
"""
from functools import cache, lru_cache

from django.conf import settings
from django.template import defaultfilters
from django.templatetags.static import static
from django.utils import translation
from django.utils.dateparse import parse_datetime
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from catalog import spoken, words
from catalog.languages import language_attributes, language_name
from catalog.links import page_path


class CatalogEnvironment(Environment):
    """Looks into a dictionary first for its keys: most of what a page shows is one."""

    def getattr(self, obj, attribute):
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def environment(**options):
    """The environment of the templates in `catalog/templates`, for Django's backend."""
    made = CatalogEnvironment(**{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})
    made.globals |= {
        "_": gettext, "ngettext": ngettext, "pgettext": pgettext, "url": page_path,
        "static": static if settings.DEBUG else cache(static),
        "get_language": spoken.spoken_language, "is_rtl": words.remembered_by_language(translation.get_language_bidi),
    }
    made.filters |= {name: getattr(defaultfilters, name)
                     for name in ("capfirst", "filesizeformat", "linebreaksbr", "truncatechars")}
    made.filters |= {
        "date": words.date_in_words, "in_words": words.in_words,
        "lang_dir": lru_cache(spoken.REMEMBERED)(language_attributes), "moment": parse_datetime,
        "language_name": spoken.remembered_by_language(language_name),
        "moment_in_words": words.moment_in_words, "word": words.word,
    }
    return made


def gettext(message, **values):
    """A message in the reader's language, as HTML; `values` for its %(name)s are escaped. %% is a percent sign."""
    return _message(None, message) % values if values else _plain(None, message)


def pgettext(context, message, **values):
    """The same, of a message that means another thing elsewhere: `pgettext("between names", "; ")`."""
    return _message(context, message) % values if values else _plain(context, message)


def ngettext(singular, plural, n, **values):
    """The form of a message for `n`, which it may name as %(n)s."""
    return _form(singular, plural, n) % {"n": n, **values}


@spoken.remembered_by_language
def _message(context, message):
    return Markup(translation.pgettext(context, message) if context else translation.gettext(message))


@spoken.remembered_by_language
def _plain(context, message):
    return _message(context, message) % {}


@spoken.remembered_by_language
def _form(singular, plural, n):
    return Markup(translation.ngettext(singular, plural, n))
