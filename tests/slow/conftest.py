"""A migrated site from which others are copied."""
import pytest

from tests.slow.own_site import OwnSite


@pytest.fixture(scope="session")
def template_site(tmp_path_factory):
    return OwnSite(tmp_path_factory.mktemp("template") / "site").prepare()


@pytest.fixture
def own_site(tmp_path, template_site):
    return OwnSite(tmp_path / "site", template_site)
