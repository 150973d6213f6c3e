"""Dublin Core in the head of a page: names and contents of meta elements.

Names follow DC-HTML (Dublin Core Metadata Initiative, Expressing Dublin Core metadata using HTML
meta and link elements, 2008) with the prefixes DC and DCTERMS. The `scheme` attribute is left
out: HTML has it no more. `DCTERMS.issued` is the EDTF text, since Dublin Core takes any date.
"""
from catalog.metadata.cited_date import exact_date
from catalog.metadata.described import Described


def dublin_core(described: Described):
    """[(name, content)] of what is known, in the order of the element set."""
    cited = described.cited
    values = [
        ("DC.title", [cited.title]),
        ("DCTERMS.alternative", described.alternative),
        *((f"DC.{role}", [agent.name for agent in described.named_as(role)])
          for role in ("creator", "publisher", "contributor")),
        ("DCTERMS.issued", [cited.issued]),
        ("DC.type", [cited.type, cited.genre_label]),
        ("DC.language", cited.languages),
        ("DC.subject", described.subjects),
        ("DCTERMS.spatial", described.places),
        ("DC.description", [described.description]),
        ("DC.format", dict.fromkeys(file.media_type for file in described.files)),
        ("DCTERMS.isPartOf", [described.whole_address]),
        ("DC.rights", [described.rights]),
        ("DCTERMS.license", [described.license]),
        ("DCTERMS.accessRights", ["public"]),
        ("DC.identifier", [cited.address]),
    ]
    return _given(values)


def highwire(described: Described):
    """[(name, content)] for reference managers that read citation_* elements; a doubtful date is left out."""
    cited = described.cited
    return _given([
        ("citation_title", [cited.title]),
        ("citation_author", cited.creators),
        ("citation_publisher", cited.publishers),
        ("citation_publication_date", [exact_date(cited.issued, cited.issued_basis).replace("-", "/")]),
        ("citation_language", cited.languages),
        ("citation_abstract_html_url", [cited.address]),
        ("citation_pdf_url", [file.address for file in described.files if file.media_type == "application/pdf"][:1]),
    ])


def _given(values):
    return [(name, " ".join(content.split())) for name, contents in values for content in contents if content]
