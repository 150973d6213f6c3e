"""In which order documents are shown, and one page of them, however deep.

Numbers by which results are sorted differ in every document: what they say comes
first, then bits of a hash of the identifier. So an order is the same on every page, in
every process, and after segments of the index were merged. Only the number of a title
has no room for that: titles that begin alike stand in the order of the index.
"""
import datetime
from hashlib import blake2b

import tantivy

NUMBER_BITS, DAY_BITS, MOMENT_BITS = 64, 24, 42
LAST_DAY = 10**7  # later than every day: where undated documents stand when the oldest come first
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MILLISECOND = datetime.timedelta(milliseconds=1)
RELEVANCE = "relevance"
# Which field an order reads, and which way.
FIELDS = {
    "newest": ("newest", tantivy.Order.Desc),
    "oldest": ("oldest", tantivy.Order.Asc),
    "added": ("added", tantivy.Order.Desc),
    "title": ("title_key", tantivy.Order.Asc),
}
OTHER_WAY = {tantivy.Order.Asc: tantivy.Order.Desc, tantivy.Order.Desc: tantivy.Order.Asc}
# Equal numbers (two titles that begin alike) are told apart by their place; so many hits beside
# a page are read as well, so that all equal ones are usually in sight.
BESIDE = 100


def order_keys(identifier, day, added):
    """The fields newest, oldest and added of a document; `day` is the earliest of issue or None."""
    return {
        "newest": _distinct(identifier, day.toordinal() if day else 0, DAY_BITS),
        "oldest": _distinct(identifier, day.toordinal() if day else LAST_DAY, DAY_BITS),
        "added": _distinct(identifier, (added - EPOCH) // MILLISECOND, MOMENT_BITS),
    }


def _distinct(identifier, value, bits):
    """A number below 2**64 that orders by `value`, which is below 2**bits, and differs in every document."""
    tail = int.from_bytes(blake2b(identifier.encode(), digest_size=NUMBER_BITS // 8).digest())
    return value << (NUMBER_BITS - bits) | tail >> bits


def order_of(sort, has_words):
    """The order in which a request is answered, one of SORTS; without words there is no relevance."""
    if sort in ("", RELEVANCE):
        return RELEVANCE if has_words else "newest"
    return sort


def hits(searcher, query, order, offset, size, total=None):
    """Addresses of the hits from `offset` on, at most `size`; with a `total`, deep pages are read from the end."""
    if order == RELEVANCE:
        return [address for _score, address in searcher.search(query, size, count=False, offset=offset).hits]
    if total is not None:
        size = min(size, total - offset)
        if size <= 0:
            return []
        if offset > total - offset:
            page = _from_the_end(searcher, query, order, offset, size, total)
            if page is not None:
                return page
    field, direction = FIELDS[order]
    found = searcher.search(query, size, count=False, order_by_field=field, offset=offset, order=direction)
    return [address for _key, address in found.hits]


def _from_the_end(searcher, query, order, offset, size, total):
    """The same, reading backwards; None if so many numbers are equal that this could mix them up.

    Hits with equal numbers come in the order of their places both ways, so those at
    the edge of what was read may be wrong ones.
    """
    field, direction = FIELDS[order]
    first, last = max(0, offset - BESIDE), min(total, offset + size + BESIDE)
    found = searcher.search(query, last - first, count=False, order_by_field=field,
                            offset=total - last, order=OTHER_WAY[direction]).hits
    forwards = sorted(found, key=lambda hit: (hit[1].segment_ord, hit[1].doc))
    forwards.sort(key=lambda hit: hit[0], reverse=direction == tantivy.Order.Desc)
    unsure = {forwards[0][0]} if first else set()
    if last < total:
        unsure.add(forwards[-1][0])
    page = forwards[offset - first:offset - first + size]
    if any(key in unsure for key, _address in page):
        return None
    return [address for _key, address in page]
