"""Sends the catalog's tables to their own database when one is configured.

The public projection can then live on another host that holds no secret row.
"""
from django.conf import settings


class CatalogRouter:
    """Database router for the optional alias `catalog` (CATALOG_DATABASE_URL)."""

    def _alias(self, app_label):
        return "catalog" if app_label == "catalog" and "catalog" in settings.DATABASES else "default"

    def db_for_read(self, model, **hints):
        return self._alias(model._meta.app_label)

    def db_for_write(self, model, **hints):
        return self._alias(model._meta.app_label)

    def allow_migrate(self, db, app_label, **hints):
        return db == self._alias(app_label)
