"""Names and versions of the parsers, for the provenance of what they found."""

from functools import cache
from importlib import metadata

from archive.ingest.extraction.types import Tool

OWN = "standpoint-extraction"
OWN_VERSION = "1"


@cache
def tool(distribution: str) -> Tool:
    """Return a library as a Tool with its installed version."""
    if distribution == OWN:
        return Tool(OWN, OWN_VERSION)
    try:
        return Tool(distribution, metadata.version(distribution))
    except metadata.PackageNotFoundError:
        return Tool(distribution, "unknown")


def label(distribution: str) -> str:
    """Return "name version", as a text names the tool that read it."""
    found = tool(distribution)
    return f"{found.name} {found.version}"
