"""The public site, as a map. Everything here is open to anybody."""
from django.urls import path, register_converter

from catalog import downloads
from catalog.converters import Sha256Converter
from catalog.pages.agent import agent
from catalog.pages.agents import agents
from catalog.pages.cite import cite_bibtex, cite_ris
from catalog.pages.codebook import codebook, codebook_version
from catalog.pages.collection import collection
from catalog.pages.compare import compare
from catalog.pages.concern import concern
from catalog.pages.document import document
from catalog.pages.documents import documents
from catalog.pages.documents_feed import documents_feed
from catalog.pages.facets_page import facet
from catalog.pages.favicon import favicon
from catalog.pages.heading import place, subject
from catalog.pages.headings import collections, places, subjects, targets
from catalog.pages.health import healthz
from catalog.pages.home import home
from catalog.pages.language import choose_language
from catalog.pages.mix_page import mix
from catalog.pages.robots import robots
from catalog.pages.suggestions import suggest
from catalog.pages.target import target

app_name = "catalog"
register_converter(Sha256Converter, "sha256")

urlpatterns = [
    path("", home, name="home"),
    path("documents/", documents, name="documents"),
    path("documents/feed.atom", documents_feed, name="documents_feed"),
    path("documents/facets/<str:name>/", facet, name="facet"),
    path("documents/mix/", mix, name="mix"),
    path("documents/suggest/", suggest, name="suggest"),
    path("documents/compare/", compare, name="compare"),
    path("documents/<uuid:identifier>/", document, name="document"),
    path("documents/<uuid:identifier>/cite.bib", cite_bibtex, name="cite_bibtex"),
    path("documents/<uuid:identifier>/cite.ris", cite_ris, name="cite_ris"),
    path("documents/<uuid:identifier>/concern/", concern, name="concern"),
    path("documents/<uuid:identifier>/files/<sha256:sha256>/<str:name>", downloads.file, name="file"),
    path("documents/<uuid:identifier>/thumbnails/<sha256:sha256>", downloads.thumbnail, name="thumbnail"),
    path("agents/", agents, name="agents"),
    path("agents/<uuid:identifier>/", agent, name="agent"),
    path("subjects/", subjects, name="subjects"),
    path("subjects/<uuid:identifier>/", subject, name="subject"),
    path("places/", places, name="places"),
    path("places/<uuid:identifier>/", place, name="place"),
    path("targets/", targets, name="targets"),
    path("targets/<uuid:identifier>/", target, name="target"),
    path("collections/", collections, name="collections"),
    path("collections/<uuid:identifier>/", collection, name="collection"),
    path("codebook/", codebook, name="codebook"),
    path("codebook/<str:version>/", codebook_version, name="codebook_version"),
    path("language/", choose_language, name="language"),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
]
