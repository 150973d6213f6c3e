"""One server for the session, and a database of its own for each test that asks."""
import uuid

import psycopg
import pytest

from tests.postgresql.server import running_server
from tests.requirements import require_postgresql


@pytest.fixture(scope="session")
def postgresql_url():
    """The URL of a running server's first database."""
    with running_server(require_postgresql()) as url:
        yield url


@pytest.fixture
def empty_database(postgresql_url):
    """The URL of a new, empty database."""
    name = f"own_{uuid.uuid4().hex}"
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return postgresql_url.rpartition("/")[0] + f"/{name}"
