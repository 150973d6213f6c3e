"""How a document relates to others, in words, both ways round, with the comparison where two can be compared."""
from django.utils.translation import gettext_lazy

from archive.models.relation import DocumentRelation
from catalog.languages import only_language
from catalog.links import page_path
from catalog.pages.lines import attributes_of
from catalog.spoken import gettext as _
from catalog.words import label_of

Kind = DocumentRelation.Kind
# What a relation means seen from the other document.
OTHER_WAY = {
    Kind.SOURCE: gettext_lazy("is the source of"), Kind.IS_VERSION_OF: gettext_lazy("has the version"),
    Kind.IS_FORMAT_OF: gettext_lazy("has the copy"), Kind.REPLACES: gettext_lazy("is replaced by"),
    Kind.REFERENCES: gettext_lazy("is referred to by"),
}
COMPARABLE = frozenset((Kind.IS_VERSION_OF, Kind.IS_FORMAT_OF, Kind.REPLACES))


def relations_in_words(identifier, relations):
    """[{"word", "title", "attributes", "address", "compare", "is_held"}] of `document_rows.relations_of`.

    An original that is described but not held has no address; `compare` is empty where the two are
    not forms of one another.
    """
    return [_in_words(identifier, relation) for relation in relations]


def _in_words(identifier, relation):
    kind, other = relation["kind"], relation["other"]
    word = label_of(Kind, kind) if relation["is_given"] else str(OTHER_WAY.get(kind, _("is named in")))
    return {
        "word": word[:1].upper() + word[1:], "is_held": other is not None,
        "title": relation["title"] if other else relation["described"],
        "attributes": attributes_of(only_language(relation["language"])),
        "address": page_path("document", other) if other else "",
        "compare": compare_address(identifier, other) if other and kind in COMPARABLE else "",
    }


def compare_address(first, second=None):
    """Where two documents stand side by side, or where the second is chosen."""
    return f"{page_path('compare')}?a={first}" + (f"&b={second}" if second else "")
