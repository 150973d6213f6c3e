"""Title, author, date, site, language and address as a web page's own tags state them.

Read from the tags and not from the words, so that nothing is guessed: a one-word author
stays, a date stays as written. For each value the first source that has it is taken, from
the most to the least deliberate one.
"""

import json

from archive.ingest.extraction.findings import blank_to_none
from archive.ingest.extraction.markup import collapse
from archive.ingest.extraction.types import EmbeddedMetadata

TITLE_NAMES = ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title")
AUTHOR_NAMES = ("citation_author", "dc.creator", "dcterms.creator", "author", "article:author")
DATE_NAMES = (
    "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued",
    "article:published_time", "og:published_time", "datepublished", "dc.date", "dcterms.date",
    "pubdate", "publishdate", "publication_date", "date",
)  # fmt: skip
SITE_NAMES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher")
LANGUAGE_NAMES = ("dc.language", "dcterms.language", "content-language", "language", "og:locale")
ADDRESS_NAMES = ("og:url", "citation_public_url", "dc.identifier.uri")
MAX_LINKED_DATA = 200_000
MAX_NODES = 200
MAX_ADDRESS = 2_000


def read_page_metadata(root) -> EmbeddedMetadata:
    """Return what the tags of an HTML tree say; None for what they do not."""
    tags = _meta_tags(root)
    linked = _linked_data(root)
    return EmbeddedMetadata(
        title=_first(tags, TITLE_NAMES) or collapse(root.findtext(".//title")) or linked["title"],
        author=_all(tags, AUTHOR_NAMES) or linked["author"] or _marked(root, "author"),
        date=_first(tags, DATE_NAMES) or linked["date"] or _published_time(root),
        site=_first(tags, SITE_NAMES) or linked["site"],
        language=_root_language(root) or _first(tags, LANGUAGE_NAMES),
        url=_canonical(root) or _first(tags, ADDRESS_NAMES),
    )


def _meta_tags(root) -> dict[str, list[str]]:
    tags = {}
    for element in root.iter("meta"):
        value = collapse(element.get("content"))
        for attribute in ("name", "property", "itemprop", "http-equiv"):
            if value and (name := blank_to_none(element.get(attribute))):
                tags.setdefault(name.lower(), []).append(value)
    return tags


def _first(tags: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((tags[name][0] for name in names if name in tags), None)


def _all(tags: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    """Several authors stand in several tags of one name."""
    found = next((tags[name] for name in names if name in tags), [])
    return "; ".join(dict.fromkeys(found)) or None


def _root_language(root) -> str | None:
    page = root if root.tag == "html" else next(root.iter("html"), root)
    xml_language = "{http://www.w3.org/XML/1998/namespace}lang"
    found = page.get("lang") or page.get("xml:lang") or page.get(xml_language)
    return blank_to_none(found)


def _canonical(root) -> str | None:
    found = root.xpath("//link[@rel='canonical']/@href")
    return blank_to_none(found[0][:MAX_ADDRESS]) if found else None


def _marked(root, relation: str) -> str | None:
    """An element that says that it holds the author: rel=author or itemprop=author."""
    for element in root.xpath("//*[@rel=$r or @itemprop=$r]", r=relation):
        if text := collapse("".join(element.itertext())):
            return text
    return None


def _published_time(root) -> str | None:
    for element in root.xpath("//*[@itemprop='datePublished'] | //time[@pubdate]"):
        found = element.get("datetime") or element.get("content") or element.text
        if text := collapse(found):
            return text
    return None


def _linked_data(root) -> dict[str, str | None]:
    """Return what schema.org data in JSON-LD says about the first article-like node."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        content = script.text or ""
        try:
            parsed = json.loads(content) if len(content) <= MAX_LINKED_DATA else None
        except (ValueError, RecursionError):
            continue
        for node in _nodes(parsed):
            if "headline" in node or "datePublished" in node:
                return {
                    "title": _name(node.get("headline")),
                    "author": _name(node.get("author")),
                    "date": _name(node.get("datePublished")),
                    "site": _name(node.get("publisher")),
                }
    return dict.fromkeys(("title", "author", "date", "site"))


def _nodes(parsed) -> list[dict]:
    """Flatten a node, a list of nodes or an @graph, up to a number."""
    waiting, found = [parsed], []
    while waiting and len(found) < MAX_NODES:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item[:MAX_NODES])
        elif isinstance(item, dict):
            found.append(item)
            waiting.append(item.get("@graph"))
    return found


def _name(value) -> str | None:
    """Return the text of a schema.org value: a string, a thing with a name, or several."""
    if isinstance(value, list):
        names = [name for item in value[:MAX_NODES] if (name := _name_of_one(item))]
        return "; ".join(names) or None
    return _name_of_one(value)


def _name_of_one(value) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    return collapse(value) if isinstance(value, str) else None
