"""A document as JSON-LD in the vocabulary of schema.org, for search engines and whoever else reads it.

Only what schema.org can say truly: a doubtful or inferred date is left out, since `datePublished`
has no word for “about”; an agent is a Person or an Organization only where the catalogue knows;
nothing is rated, and no label of a position is told without its coder and evidence.
"""
import json

from catalog.metadata.cited import ARCHIVE
from catalog.metadata.cited_date import exact_date
from catalog.metadata.described import Described

OF_GENRE = {
    "commentary": "OpinionNewsArticle", "dataset": "Dataset", "digest": "Collection", "email": "EmailMessage",
    "letter": "Message", "news-report": "NewsArticle", "op-ed": "OpinionNewsArticle", "photograph": "Photograph",
    "poster": "Poster", "report": "Report", "web-page": "WebPage",
}
OF_TYPE = {"Collection": "Collection", "Dataset": "Dataset", "Image": "ImageObject", "StillImage": "ImageObject",
           "MovingImage": "VideoObject", "Sound": "AudioObject", "Software": "SoftwareSourceCode"}
OF_AGENT = {"person": "Person", "body": "Organization"}
# In a script element nothing may look like its end or like a comment; these are the same characters in JSON.
SAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def json_ld(described: Described):
    """The text of a script element of type application/ld+json; safe to stand in HTML as it is."""
    return json.dumps(as_dict(described), ensure_ascii=False, separators=(",", ":")).translate(SAFE)


def as_dict(described: Described):
    """The same as a dict; what is not known has no key."""
    cited = described.cited
    known = {
        "@context": "https://schema.org",
        "@type": OF_GENRE.get(cited.genre) or OF_TYPE.get(cited.type, "CreativeWork"),
        "@id": cited.address, "url": cited.address, "identifier": cited.identifier,
        "name": cited.title, "alternateName": list(described.alternative),
        "author": _agents(described, "creator"), "publisher": _agents(described, "publisher"),
        "contributor": _agents(described, "contributor"),
        "datePublished": exact_date(cited.issued, cited.issued_basis),
        "genre": _genre(cited), "inLanguage": list(cited.languages),
        "description": described.description,
        "about": [{"@type": "Thing", "name": name} for name in described.subjects],
        "contentLocation": [{"@type": "Place", "name": name} for name in described.places],
        "license": described.license if described.license.startswith(("https://", "http://")) else "",
        "isPartOf": {"@type": "CreativeWork", "@id": described.whole_address, "name": cited.whole}
        if described.whole_address else None,
        "encoding": [{"@type": "MediaObject", "contentUrl": file.address, "encodingFormat": file.media_type,
                      "contentSize": f"{file.size} B", "sha256": file.sha256} for file in described.files],
        "isAccessibleForFree": True,
        "archivedAt": cited.address, "maintainer": {"@type": "ArchiveOrganization", "name": ARCHIVE},
    }
    return {name: value for name, value in known.items() if value}


def _genre(cited):
    """Its word, or that and the Persian one, which says its language (JSON-LD 1.1, section 4.2.4)."""
    if not cited.genre_label_fa:
        return cited.genre_label
    return [cited.genre_label, {"@value": cited.genre_label_fa, "@language": "fa"}]


def _agents(described, role):
    return [_agent(agent) for agent in described.named_as(role)]


def _agent(agent):
    kind = {"@type": OF_AGENT[agent.kind]} if agent.kind in OF_AGENT else {}
    return {**kind, "@id": agent.address, "name": agent.name}
