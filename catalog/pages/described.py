"""What the head of a document's page tells programs, from what the page knows already."""
from django.conf import settings
from markupsafe import Markup

from catalog.links import document_address, page_path
from catalog.metadata.described import Contributor, Described, Offered
from catalog.metadata.dublin_core import dublin_core, highwire
from catalog.metadata.json_ld import json_ld


def head_of(row, cited, contributions, files):
    """{"meta": [(name, content)], "json_ld": safe text of a script element}."""
    described = described_of(row, cited, contributions, files)
    return {"meta": [*dublin_core(described), *highwire(described)], "json_ld": Markup(json_ld(described))}


def described_of(row, cited, contributions, files):
    """The Described of a row of `document_rows`; a part has the files of its whole, which are not told as its own."""
    record = row.record
    return Described(
        cited=cited, description=row.description, alternative=tuple(record["alternative"]),
        agents=tuple(Contributor(given.role, given.name, given.kind,
                                 settings.BASE_URL + page_path("agent", given.agent)) for given in contributions),
        subjects=tuple(subject["label"] for subject in record["subjects"]),
        places=tuple(place["label"] for place in record["places"]),
        rights=record["rights"], license=record["license"],
        whole_address=document_address(row.parent_id) if row.whole else "",
        files=() if row.parent_id else tuple(
            Offered(settings.BASE_URL + held["path"], held["file"]["media_type"], held["file"]["size"],
                    held["file"]["sha256"]) for held in files),
    )
