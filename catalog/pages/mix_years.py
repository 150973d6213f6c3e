"""A set over time, stacked by voice or beside each other by position: geometry and numbers."""
from catalog.pages.facet_years import spans_of
from catalog.search.facet import NONE

HEIGHT = 160  # units of the drawing; widths are per cent
BROAD = 0.86  # the part of its place that a column fills


def over_time(name, series, by_year, links):
    """What mix/over_time.html shows: columns of {year: {value: documents}}; None without any year.

    `series` are pairs (value, how it is drawn and called), from the bottom up. A document that has two
    values stands in both.
    """
    years = sorted(int(year) for year in by_year if year != NONE)
    if not years:
        return None
    spans = spans_of(years)
    columns = [column_of(place, len(spans), span, series, by_year) for place, span in enumerate(spans)]
    largest = max(column["total"] for column in columns) or 1
    highest = max((part["documents"] for column in columns for part in column["parts"]), default=1) or 1
    for column in columns:
        column["address"] = links.between(column["first"], column["last"])
        draw(column, largest, highest)
    shown = [how | {"place": place} for place, (_value, how) in enumerate(series)
             if any(column["parts"][place]["documents"] for column in columns)]
    return {"name": name, "series": shown, "columns": columns, "height": HEIGHT, "undated": NONE in by_year,
            "first": spans[0][0], "last": spans[-1][1]}


def column_of(place, of, span, series, by_year):
    """Numbers of one span of years, one part for each of the series."""
    first, last = span
    rows = [by_year[str(year)] for year in range(first, last + 1) if str(year) in by_year]
    parts = [{**how, "documents": sum(row.get(value, 0) for row in rows)} for value, how in series]
    return {"first": first, "last": last, "years": str(first) if first == last else f"{first}–{last}", "parts": parts,
            "total": sum(part["documents"] for part in parts), "place": 100 * place / of, "width": 100 * BROAD / of}


def draw(column, largest, highest):
    """Each part's place in the stack, and its height where it stands alone; the highest fills the drawing."""
    base = HEIGHT
    x, width = f"{column['place']:.3f}", f"{column['width']:.3f}"
    for part in column["parts"]:
        height = round(HEIGHT * part["documents"] / largest, 2)
        base -= height
        part |= {"x": x, "width": width, "y": round(base, 2),
                 "height": height, "alone": round(HEIGHT * part["documents"] / highest, 2),
                 "number": f"{part['documents']:,}"}
