"""The address map of the whole site; imported by nothing."""
from django.contrib import admin
from django.urls import include, path

from catalog.preview import preview

urlpatterns = [
    path("admin/", admin.site.urls),
    path("account/", include("archive.accounts.urls")),
    path("curation/documents/<str:identifier>/preview/", preview, name="preview"),
    path("curation/", include("archive.curation.urls")),
    path("", include("catalog.urls")),
]

handler400 = "catalog.pages.errors.malformed"
handler403 = "catalog.pages.errors.refused"
handler404 = "catalog.pages.errors.not_found"
handler500 = "catalog.pages.errors.broken"
