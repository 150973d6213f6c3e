"""What one value in a cell may be: each rule raises ValueError with words that follow the value."""
import datetime
import re

from django.utils.translation import gettext as _

from archive.languages import is_language_tag


def whole_number(text):
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise ValueError(_("is not a whole number below 1,000,000,000"))


def place_in_order(text):
    whole_number(text)
    if int(text) == 0:
        raise ValueError(_("is not a place in the order: the first part is 1"))


def http_status(text):
    if not re.fullmatch("[1-5][0-9][0-9]", text, re.ASCII):
        raise ValueError(_("is not an HTTP status such as 200"))


def day(text):
    try:
        is_written_so = datetime.date.fromisoformat(text).isoformat() == text
    except ValueError as error:
        raise ValueError(_("is not a day: write it as YYYY-MM-DD")) from error
    if not is_written_so:
        raise ValueError(_("is not written as YYYY-MM-DD"))


def moment(text):
    try:
        is_zoned = datetime.datetime.fromisoformat(text).tzinfo is not None
    except ValueError as error:
        raise ValueError(_("is not a time: write it as 2020-08-22T14:30:00Z")) from error
    if not is_zoned:
        raise ValueError(_("has no time zone: add Z for UTC, or an offset such as +03:30"))


def language(text):
    if not is_language_tag(text):
        raise ValueError(_("is not a language tag: write BCP 47, for example en or fa"))


def degrees_up_to(limit):
    def degrees(text):
        if not re.fullmatch(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,12})?", text, re.ASCII) or abs(float(text)) > limit:
            raise ValueError(_("is not a number of degrees from -%(limit)s to %(limit)s") % {"limit": limit})
    return degrees


def country(text):
    if not re.fullmatch("[A-Z]{2}", text):
        raise ValueError(_("is not a country: write two capital letters (ISO 3166-1), for example DE"))


def script(text):
    if not re.fullmatch("[A-Z][a-z]{3}", text):
        raise ValueError(_("is not a script: write four letters (ISO 15924), for example Arab"))


def sha256_digest(text):
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise ValueError(_("is not a SHA-256: it has 64 digits from 0 to 9 and a to f"))


def labelled(text):
    """A name with the language before it, as `fa: name`."""
    tag, colon, name = (part.strip() for part in text.partition(":"))
    if not colon or not name:
        raise ValueError(_("has no language before it: write it as “fa: name”"))
    language(tag)
    at_most(200, name)


def registered(text):
    """An identifier with its register before it, as `wikidata: Q1`."""
    register, colon, value = (part.strip() for part in text.partition(":"))
    if not colon or not register or not value:
        raise ValueError(_("has no register before it: write it as “register: value”"))
    at_most(40, register)
    at_most(200, value)


def name_of_place(text):
    at_most(200, text)


def name_of_agent(text):
    at_most(300, text)


def at_most(length, text):
    if len(text) > length:
        raise ValueError(_("has %(n)d characters; at most %(most)d fit") % {"n": len(text), "most": length})
