"""Why a revision was made, in the language of whoever reads it.

What the program itself gives as a reason is stored in one language and hashed
into the ledger, so it stays as it is; here it is recognised and said in the
language that is active. Anything else was typed by a person and is left alone.
"""
import re

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

KNOWN = frozenset((
    _("drafted from the received file"), _("described by an import"), _("demo collection"),
    _("shipped vocabulary"), _("split into parts"), _("boundaries set in the whole"), _("no longer a part"),
    _("discarded before it was applied"), _("described"), _("blind labels submitted"), _("labels adjudicated"),
    _("stance label added"), _("stance label corrected"), _("stance label accepted"), _("stance label contested"),
    _("stance labels taken over by their coder"), _("claim added"), _("claim changed"), _("claim removed"),
    _("quotation added"), _("quotation changed"), _("quotation removed"),
))
WITH_NAMES = (
    _("described by import %(batch)s"), _("copied from %(document)s, version %(version)s"),
    _("described as %(document)s, version %(version)s"), _("version %(version)s restored"),
    _("labels adjudicated: %(notes)s"), _("merged with “%(name)s”"), _("undone: %(what)s"),
)
# How a change of many records tells of itself: the field, what is done, the value (archive/changes/edit.py).
FIELDS = frozenset((
    _("languages"), _("genre"), _("collection"), _("subjects"), _("places"), _("publisher"), _("creator"),
    _("contributor"), _("basis of the date"), _("rights"), _("licence"), _("rights holder"), _("proposed access"),
    _("persons at risk"), _("content notes"),
))
OPERATIONS = (_("replace by"), _("add"), _("take away"), _("empty"))
EDIT = re.compile(rf"(?P<field>[^:;]+): (?P<done>{'|'.join(OPERATIONS)})(?: (?P<value>.*))?", re.DOTALL)
NAMED = re.compile(r"%\\\((\w+)\\\)s|%\((\w+)\)s")


def reason_in_words(reason):
    """`reason` in the active language if the program gave it, else as it was typed."""
    if reason in KNOWN:
        return gettext(reason)
    for template in WITH_NAMES:
        said = _pattern(template).fullmatch(reason)
        if said:
            return gettext(template) % {name: reason_in_words(value) for name, value in said.groupdict().items()}
    return "; ".join(map(_edit_in_words, reason.split("; ")))


def _pattern(template):
    """What matches a reason made by this template, its names as groups."""
    escaped = re.escape(template)
    return re.compile(NAMED.sub(lambda name: f"(?P<{name[1] or name[2]}>.+)", escaped), re.DOTALL)


def _edit_in_words(piece):
    said = EDIT.fullmatch(piece)
    if not said or said["field"] not in FIELDS:
        return piece
    words = f"{gettext(said['field'])}: {gettext(said['done'])}"
    if not said["value"]:
        return words
    return piece if piece.startswith(words) else f"{words} \u2068{said['value']}\u2069"
