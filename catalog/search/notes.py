"""What the page says when a query was read otherwise than it was written."""
from django.utils.translation import gettext_noop

from catalog.spoken import gettext as _

SENTENCES = {
    "too-long": gettext_noop("The query is very long: only its beginning was read."),
    "too-many-words": gettext_noop("The query has very many words: only the first ones were read."),
    "no-words": gettext_noop("There are no words in the query, so everything is listed."),
    "only-exclusions": gettext_noop(
        "The query only says what to leave out: everything else is listed."),
    "unclosed-quote": gettext_noop(
        "A quotation mark has no partner: the words after it were searched for one by one, not as a phrase."),
    "lone-minus": gettext_noop(
        "A minus sign leaves out the word that directly follows it; here none did, so it was not read."),
    "lone-or": gettext_noop(
        "OR chooses between two words; here it does not stand between two, so it was read as a word."),
    "unknown-field": gettext_noop(
        "Before a colon, these names search one field: title, publisher, creator, subject, place, target, stance,"
        " description, text. Anything else was read as a word."),
    "empty-field": gettext_noop("No word follows a colon directly, so the name of the field was read as a word."),
    "lone-star": gettext_noop(
        "A star finds how a word goes on, at its end and outside quotation marks; elsewhere it was not read."),
    "short-prefix": gettext_noop(
        "Before a star at least two letters are needed; what has fewer was read as a word."),
    "brackets": gettext_noop("Brackets have no meaning in a query and were not read."),
}


def in_words(codes):
    """Sentences for the codes of `Reading.notes`, in the reader's language."""
    return [_(SENTENCES[code]) for code in codes]
