"""One address of each kind of public page, found as a visitor would: by following links from the entrance."""
import re
from functools import cache
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

import lxml.html

UUID = "[0-9a-f-]{36}"
KINDS = {
    "home": r"/",
    "results": r"/documents/",
    "filtered results": r"/documents/\?.*=.+",
    "mix": r"/documents/mix/",
    "facet": r"/documents/facets/\w+/.*",
    "document": rf"/documents/{UUID}/",
    "concern": rf"/documents/{UUID}/concern/",
    "compare": r"/documents/compare/\?.+",
    "agents": r"/agents/",
    "agent": rf"/agents/{UUID}/",
    "subjects": r"/subjects/",
    "subject": rf"/subjects/{UUID}/",
    "places": r"/places/",
    "place": rf"/places/{UUID}/",
    "targets": r"/targets/",
    "target": rf"/targets/{UUID}/",
    "codebook": r"/codebook/",
    "codebook version": r"/codebook/[0-9.]+/",
    "collections": r"/collections/",
    "collection": rf"/collections/{UUID}/",
}
# Pages that no link of ours leads to.
UNLINKED = {"missing": "/nothing-here/", "nothing found": "/documents/?q=zzzzqqqq"}
MOST_PAGES = 150


def fetch(address, language="en"):
    """(status, HTML) of one page."""
    try:
        with urlopen(Request(address, headers={"Accept-Language": language})) as answer:
            return answer.status, answer.read().decode("utf-8")
    except HTTPError as error:
        return error.code, error.read().decode("utf-8")


@cache
def find_pages(base):
    """{kind: path} for every kind of public page; AssertionError names the kinds that no link leads to."""
    found, seen, waiting = {}, set(), ["/"]
    while waiting and len(seen) < MOST_PAGES and len(found) < len(KINDS):
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        for link in links_of(base, path):
            waiting.append(link)
            for kind, pattern in KINDS.items():
                if kind not in found and re.fullmatch(pattern, link):
                    found[kind] = link
    missing = set(KINDS) - set(found)
    assert not missing, f"no link within {len(seen)} pages leads to: {', '.join(sorted(missing))}"
    return {**found, **UNLINKED}


def links_of(base, path):
    """Local addresses of pages that this page links to, without fragments, new kinds of page first."""
    status, html = fetch(base + path)
    if status != 200 or not html.lstrip().startswith("<!"):
        return []
    tree = lxml.html.fromstring(html)
    links = dict.fromkeys(urljoin(base + path, href).partition("#")[0] for href in tree.xpath("//a/@href"))
    own = [link.removeprefix(base) for link in links if link.startswith(base + "/")]
    return sorted((link for link in own if "/files/" not in link and "feed" not in link), key=depth)


def depth(path):
    """Plain pages before pages with a query, so that the walk meets every kind early."""
    return len(urlsplit(path).query), path
