"""Two texts beside each other as a page shows them: what both say once, what only one says marked in its column."""
from markupsafe import Markup, escape

from catalog.pages.differences import MOST_WORDS, SAME, WORD, beginning, difference
from catalog.spoken import gettext as _
from catalog.spoken import ngettext

FOLDED, AROUND = 80, 25  # words: a longer stretch that both say is folded, but for so many at its ends
GLIMPSE = 120  # words of each text where they have little in common
MARK = Markup('<mark class="only-here">%s</mark>')


def texts_of(first, second):
    """What compare/texts.html shows of two texts; None if neither document has one."""
    if not first or not second:
        return {"note": note_of_missing(first, second), "blocks": (), "beginnings": ()} if first or second else None
    found = difference(first, second)
    cut = _("Only the first %(n)s words of each text are compared.") % {"n": f"{MOST_WORDS:,}"} if found.is_cut else ""
    if not found.is_alike:
        return {
            "note": _("The texts have too little in common to be compared word by word. This is how each begins."),
            "blocks": (), "beginnings": [beginning(text, GLIMPSE) for text in (first, second)]}
    if found.is_same:
        said = _("Both texts say the same, word for word.")
    else:
        said = _("What both texts say stands once, across both columns. Underlined words stand in one of them only.")
    return {"note": f"{said} {cut}".strip(), "blocks": [block_of(block) for block in found.blocks], "beginnings": ()}


def note_of_missing(first, second):
    if first:
        return _("No text is held of the second document.")
    return _("No text is held of the first document.")


def block_of(block):
    """One row of the comparison, as HTML that is safe."""
    if block.kind == SAME:
        return same_in_words(block.first[0][0])
    return {"kind": block.kind, "first": html_of(block.first), "second": html_of(block.second)}


def same_in_words(text):
    """A stretch that both say; a long one as its ends and what lies between."""
    words = WORD.findall(text)
    if len(words) <= FOLDED:
        return {"kind": SAME, "opening": text, "middle": "", "ending": "", "folded": ""}
    left = len(words) - 2 * AROUND
    return {
        "kind": SAME, "opening": "".join(words[:AROUND]), "middle": "".join(words[AROUND:-AROUND]),
        "ending": "".join(words[-AROUND:]),
        "folded": ngettext("%(n)s more word alike", "%(n)s more words alike", left) % {"n": f"{left:,}"},
    }


def html_of(pieces):
    """Words that stand in this text only are marked; the white space behind them is not."""
    html = Markup("")
    for words, is_only in pieces:
        bare = words.rstrip()
        html += (MARK % bare if bare else Markup("")) + words[len(bare):] if is_only else escape(words)
    return html
