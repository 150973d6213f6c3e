"""Numbered links through many pages: the first, those around, the last."""
from catalog.search.finding import last_page
from catalog.spoken import gettext as _

AROUND = 2


def pager_of(asked, total, links):
    """What results/pager.html shows: {"pages", "previous", "next", "last", "number", "words"}."""
    last = last_page(total, asked.size)
    number = min(asked.page, last)
    shown = sorted({1, last, *range(max(number - AROUND, 1), min(number + AROUND, last) + 1)})
    pages, before = [], 0
    for one in shown:
        pages.append({"number": f"{one:,}", "address": links.page(one), "is_current": one == asked.page,
                      "gap": one - before > 1, "label": _("Page %(number)s") % {"number": f"{one:,}"}})
        before = one
    return {
        "pages": pages, "number": number, "last": last,
        "previous": links.page(number - 1) if number > 1 else "",
        "next": links.page(number + 1) if number < last else "",
        "words": _("page %(number)s of %(last)s") % {"number": f"{number:,}", "last": f"{last:,}"},
    }
