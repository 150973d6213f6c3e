"""Names the write side and its admin site to Django."""
from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _

from archive.deployment import contact_is_given
from archive.sqlite_lookups import ask_for_one_column_as_a_list


class ArchiveConfig(AppConfig):
    name = "archive"
    verbose_name = _("Archive")

    def ready(self):
        ask_for_one_column_as_a_list()
        register(contact_is_given, Tags.security, deploy=True)


class ArchiveAdminConfig(AdminConfig):
    default_site = "archive.admin.site.ArchiveAdminSite"
