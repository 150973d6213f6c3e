"""A document's text as HTML, with its evidence marked and its parts named.

The words are escaped piece by piece; nothing in them can become markup.
"""
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

LONGEST = 300_000  # code points shown on the page; the file has the rest


def passage_id(start, end):
    """The fragment under which a passage of the shown text is found."""
    return f"passage-{start}-{end}"


def marked_text(text, passages, parts=()):
    """`text` as safe HTML.

    `passages` are (start, end) of evidence, which may overlap; `parts` are
    (start, safe HTML heading), set before the words that stand there.
    """
    text = text[:LONGEST]
    spans = sorted({(start, end) for start, end in passages if end <= len(text)})
    headings = sorted(part for part in parts if part[0] <= len(text))
    cuts = sorted({0, len(text), *(edge for span in spans for edge in span), *(start for start, _h in headings)})
    pieces = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        pieces += [heading for place, heading in headings if place == start]
        pieces.append(_piece(text[start:end], start, spans))
    return mark_safe("".join(pieces))


def _piece(words, start, spans):
    """One stretch of text between two edges: marked if evidence covers it."""
    anchors = [format_html('<span id="{}"></span>', passage_id(*span)) for span in spans if span[0] == start]
    if not words:
        return "".join(anchors)
    is_marked = any(first <= start < last for first, last in spans)
    html = format_html("<mark>{}</mark>", words) if is_marked else conditional_escape(words)
    return "".join((*anchors, html))
