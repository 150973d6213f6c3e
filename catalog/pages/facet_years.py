"""The years of issue as a small picture: bars that are links, with from and to beside them."""
from catalog.pages.facets import entry
from catalog.search.facet import NONE

MOST_BARS = 40
STEPS = (1, 2, 5, 10, 20, 50, 100, 500)
FEWEST = 6  # bars are drawn at most as broad as if there were so many
WIDTH, HEIGHT = 240, 56  # units of the drawing
BROAD = 0.82  # the part of its place that a bar fills


def spans_of(years):
    """[(first year, last year)] of equal length, at most MOST_BARS, that cover all years."""
    first, last = min(years), max(years)
    step = next((one for one in STEPS if last // one - first // one < MOST_BARS), STEPS[-1])
    starts = range(first // step * step, last + 1, step)
    return [(start, start + step - 1) for start in starts][-MOST_BARS:]


def histogram(asked, counted, labels, links):
    """What facets/years.html shows, or None if no document of the set has a year.

    `counted` is {year in four digits: documents}; the chosen range does not narrow it.
    """
    years = {int(year): count for year, count in counted.items() if year != NONE and count}
    if not years:
        return None
    spans = spans_of(years)
    totals = [sum(years.get(year, 0) for year in range(first, last + 1)) for first, last in spans]
    largest = max(totals)
    bars = [bar_of(place, len(spans), span, count / largest, asked) | {
        "number": f"{count:,}", "address": links.between(*span), "count": count}
        for place, (span, count) in enumerate(zip(spans, totals, strict=True))]
    return {
        "is_years": True, "bars": bars, "width": WIDTH, "height": HEIGHT, "first": min(years), "last": max(years),
        "from": asked.first_year, "to": asked.last_year, "hidden": links.hidden("from", "to"),
        "undated": entry("year", NONE, counted, asked, labels, links) if counted.get(NONE) else None,
    }


def bar_of(place, of, span, share, asked):
    """A bar where it is drawn; whatever has documents is at least two units high, so that it can be seen."""
    first, last = span
    width = WIDTH / max(of, FEWEST)
    height = max(round(HEIGHT * share, 1), 2) if share else 0
    return {
        "first": first, "last": last, "years": str(first) if first == last else f"{first}–{last}",
        "x": round(place * width, 2), "y": HEIGHT - height, "width": round(width * BROAD, 2), "height": height,
        "is_chosen": asked.has_years and (asked.first_year or first) <= last and (asked.last_year or last) >= first,
    }
