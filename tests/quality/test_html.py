"""The Nu HTML checker finds no error in any kind of public page, in both languages."""
import json
import subprocess

import pytest

from tests.public_pages import fetch, find_pages
from tests.requirements import require_java, require_quality

pytestmark = [pytest.mark.browser, pytest.mark.quality]


@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_kind_of_page_is_valid_html(site, tmp_path, language):
    java, judges = require_java(), require_quality()
    pages = {}
    for kind, path in find_pages(site.base).items():
        file = tmp_path / f"{kind.replace(' ', '-')}.html"
        file.write_text(fetch(site.base + path, language)[1], encoding="utf-8")
        pages[file.name] = path
    jar = judges / "vnu-jar" / "build" / "dist" / "vnu.jar"
    run = subprocess.run([java, "-jar", jar, "--format", "json", "--errors-only", *sorted(tmp_path.glob("*.html"))],
                         capture_output=True, text=True, timeout=300)
    messages = json.loads(run.stderr)["messages"]
    problems = [f"{message['url'].rpartition('/')[2]}: {message['message']}: {message.get('extract', '')[:200]}"
                for message in messages]
    assert problems == []
