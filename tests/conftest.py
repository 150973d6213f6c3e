"""Fixtures that more than one room of the tests needs."""
import os

import pytest
from django.utils.translation import override

from tests.base import make_cast

ROOMS_OF_THE_DATABASE = {"db", "transactional_db", "django_db_setup"}


def pytest_report_header():
    from django.conf import settings

    return f"database: {settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}"


def pytest_collection_modifyitems(config, items):
    """With ONLY_DATABASE_TESTS leave out what another database cannot change (`tests/postgresql/`)."""
    if not os.environ.get("ONLY_DATABASE_TESTS"):
        return
    left_out = [item for item in items if not _uses_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if _uses_database(item)]


def _uses_database(item):
    is_django_case = hasattr(getattr(item, "cls", None), "setUpTestData")
    return is_django_case or item.get_closest_marker("django_db") or ROOMS_OF_THE_DATABASE & set(item.fixturenames)


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture(autouse=True)
def own_language(settings):
    """Each test begins in English: a request leaves its reader's language behind in the thread."""
    with override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def own_media_root(tmp_path, settings):
    """Each test keeps its originals in a place of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def own_search_root(tmp_path, settings):
    """Each test keeps its search index, if it makes one, in a place of its own."""
    settings.SEARCH_ROOT = tmp_path / "search"


@pytest.fixture
def search_index():
    """`search_index()` brings the index up to date: no thread follows the projection while tests run."""
    from catalog.search.update import bring_up_to_date

    return bring_up_to_date
