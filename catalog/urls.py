"""The public site, as a map. Everything here is open to anybody."""
from django.urls import path, register_converter

from catalog import downloads
from catalog.converters import Sha256Converter
from catalog.pages.agent import agent
from catalog.pages.document import document
from catalog.pages.documents import documents
from catalog.pages.favicon import favicon
from catalog.pages.health import healthz
from catalog.pages.home import home
from catalog.pages.language import choose_language
from catalog.pages.robots import robots

app_name = "catalog"
register_converter(Sha256Converter, "sha256")

urlpatterns = [
    path("", home, name="home"),
    path("documents/", documents, name="documents"),
    path("documents/<uuid:identifier>/", document, name="document"),
    path("documents/<uuid:identifier>/files/<sha256:sha256>/<str:name>", downloads.file, name="file"),
    path("documents/<uuid:identifier>/thumbnails/<sha256:sha256>", downloads.thumbnail, name="thumbnail"),
    path("agents/<uuid:identifier>/", agent, name="agent"),
    path("language/", choose_language, name="language"),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
]
