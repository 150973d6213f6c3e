"""Languages in words, and the direction in which they are written.

Tags are BCP 47; names come from Django's own list, so that they are translated.
"""
from django.conf.locale import LANG_INFO
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_noop

from catalog.spoken import gettext

RTL_SCRIPTS = frozenset(("arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg"))
# In Django's list, but not in its Persian catalogue: named here so that ours can hold them.
LEFT_OUT_BY_DJANGO = (gettext_noop("Central Kurdish (Sorani)"), gettext_noop("Uyghur"))
NO_LANGUAGE = frozenset(("", "und", "mul", "mis", "zxx"))  # ISO 639-2: not determined, several, no code, no words
RTL_LANGUAGES = frozenset(("ar", "fa", "he", "ur", "ckb", "ps", "prs", "sd", "ug", "yi", "dv", "syr", "azb"))


def language_name(tag):
    """The language's name in the active language; the tag itself if it is not known."""
    wanted = tag.lower()
    for code in (wanted, wanted.partition("-")[0]):
        name = LANG_INFO.get(code, {}).get("name")
        if name:
            return gettext(name)
    return tag


def only_language(tags):
    """The tag if there is exactly one, else "": whose words are whose can not be told then."""
    return tags[0] if len(tags) == 1 else ""


def direction(tag):
    """"rtl" or "ltr" by script subtag, else by language; "auto" when no language is known."""
    if tag in NO_LANGUAGE:
        return "auto"
    subtags = tag.lower().split("-")
    scripts = [subtag for subtag in subtags[1:] if len(subtag) == 4 and subtag.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in RTL_SCRIPTS else "ltr"
    return "rtl" if subtags[0] in RTL_LANGUAGES else "ltr"


def language_attributes(tag):
    """The HTML attributes `lang` and `dir` of words in this language."""
    if tag in NO_LANGUAGE:
        return mark_safe('dir="auto"')
    return format_html('lang="{}" dir="{}"', tag, direction(tag))
