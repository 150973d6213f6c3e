"""Files are dropped as a person drops them: progress, a sum that adds up, and nothing lost when the line breaks."""
import hashlib
import re

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers_on
from tests.browser.people import KINDS, SUM, all_settled, drop, enter_password, log_in, unlike

pytestmark = pytest.mark.browser

PIECE = 8 * 1024 * 1024


@pytest.fixture
def desk(browser, site):
    page = log_in(browser, site, "cataloguer")
    page.goto("/curation/intake/")
    return page


@pytest.fixture
def context(desk):
    """The browser of the person at the desk: they come back in it with another page."""
    return desk.context


def test_five_dropped_files_of_five_types_become_five_drafts(desk, site):
    files = [(name, unlike(path, "dropped")) for name, path in KINDS.items()]
    drop(desk, files)
    all_settled(desk, 5)
    expect(desk.locator(SUM)).to_have_text("5 sent = 5 stored + 0 duplicate + 0 refused")
    expect(desk.locator("[data-overall-words]")).to_contain_text("5 of 5 files")
    assert desk.locator("[data-overall-bar]").evaluate("bar => bar.value") == 1
    assert desk.locator("[data-lines] .what").all_inner_texts() == ["stored"] * 5
    for _name, data in files:
        sha256 = hashlib.sha256(data).hexdigest()
        assert (site.var / "media" / "originals" / sha256[:2] / sha256[2:4] / sha256).read_bytes() == data
    assert barriers_on(desk) == []
    desk.reload()
    assert "/curation/batches/" in desk.url
    expect(desk.locator(SUM)).to_have_text("5 sent = 5 stored + 0 duplicate + 0 refused")
    for name, _data in files:
        expect(desk.locator("[data-items]")).to_contain_text(name)
    assert barriers_on(desk) == []
    desk.get_by_role("link", name="Describe the first draft").click()
    desk.wait_for_url(re.compile("/curation/documents/[0-9a-f-]{36}/describe/"))
    expect(desk.locator("main")).to_contain_text("motion")


def test_a_duplicate_is_stopped_before_a_byte_of_it_is_sent_and_leads_to_what_is_held(desk):
    held = KINDS["motion.txt"].read_bytes()
    methods = []
    desk.on("request", lambda request: methods.append(request.method))
    drop(desk, [("again.txt", held), ("empty.txt", b"")])
    all_settled(desk, 2)
    expect(desk.locator(SUM)).to_have_text("2 sent = 0 stored + 1 duplicate + 1 refused")
    assert "PATCH" not in methods
    assert "POST" in methods
    line = desk.locator("[data-lines] li", has_text="again.txt")
    expect(line).to_contain_text("already held as")
    expect(desk.locator("[data-lines] li", has_text="empty.txt")).to_contain_text("the file is empty")
    line.get_by_role("link").click()
    desk.wait_for_url(re.compile("/curation/documents/[0-9a-f-]{36}/"))


class Line:
    """The connection, cut after some pieces of a file have gone through."""

    def __init__(self, page, pieces):
        self.pieces, self.offsets = pieces, []
        page.route("**/curation/uploads/*/", self._pass_or_cut)

    def _pass_or_cut(self, route):
        if route.request.method != "PATCH":
            return route.continue_()
        self.offsets.append(int(route.request.headers["upload-offset"]))
        self.pieces -= 1
        return route.abort() if self.pieces < 0 else route.continue_()


def test_an_upload_that_is_interrupted_twice_is_finished_with_every_byte(context, desk, site, tmp_path):
    path = tmp_path / "recording.bin"
    data = hashlib.shake_256(b"a recording").digest(3 * PIECE + 12345)
    path.write_bytes(data)
    Line(desk, 1)
    desk.set_input_files("[data-files]", path)
    expect(desk.locator("[data-lines] li.interrupted")).to_be_visible(timeout=30_000)
    desk.close()

    back = context.new_page()
    back.goto("/curation/intake/")
    back.get_by_role("link", name="1 of 1 files still expected: go on").click()
    expect(back.locator("[data-expected-files]")).to_contain_text("8.4 MB of 25.2 MB")
    expect(back.locator(SUM)).to_contain_text("1 still expected")
    line = Line(back, 1)
    back.set_input_files("[data-files]", path)
    expect(back.locator("[data-lines] li.interrupted")).to_be_visible(timeout=30_000)
    assert line.offsets[0] == PIECE
    address = back.url
    back.close()

    last = context.new_page()
    last.goto(address)
    line = Line(last, 100)
    last.set_input_files("[data-files]", path)
    all_settled(last, 1)
    assert line.offsets == [2 * PIECE, 3 * PIECE]
    expect(last.locator(SUM)).to_have_text("1 sent = 1 stored + 0 duplicate + 0 refused")
    expect(last.locator("[data-expected-files]")).to_have_count(0)
    sha256 = hashlib.sha256(data).hexdigest()
    assert (site.var / "media" / "originals" / sha256[:2] / sha256[2:4] / sha256).read_bytes() == data
    left = (site.var / "media" / "incoming").iterdir()
    assert [path for path in left if path.stat().st_size and path.read_bytes() == data[:path.stat().st_size]] == []


def test_a_lost_network_is_waited_for_and_pausing_stops_the_bytes(desk, tmp_path):
    path = tmp_path / "interview.bin"
    path.write_bytes(hashlib.shake_256(b"an interview").digest(2 * PIECE))
    line = Line(desk, 1)
    desk.set_input_files("[data-files]", path)
    expect(desk.locator("[data-lines] li.interrupted")).to_be_visible(timeout=30_000)
    desk.get_by_role("button", name="Pause").click()
    expect(desk.locator("[data-overall-words]")).to_contain_text("paused")
    line.pieces = 100
    desk.get_by_role("button", name="Go on").click()
    all_settled(desk, 1)
    expect(desk.locator(SUM)).to_have_text("1 sent = 1 stored + 0 duplicate + 0 refused")


def test_whoever_does_not_want_to_wait_for_the_next_try_goes_on_at_once(desk, tmp_path):
    path = tmp_path / "speech.bin"
    path.write_bytes(hashlib.shake_256(b"a speech").digest(PIECE + 1))
    line = Line(desk, 1)
    desk.set_input_files("[data-files]", path)
    expect(desk.get_by_role("button", name="Go on")).to_be_visible(timeout=30_000)
    line.pieces = 100
    desk.get_by_role("button", name="Go on").click()
    all_settled(desk, 1)
    expect(desk.get_by_role("button", name="Go on")).to_be_hidden()


def test_an_announcement_whose_answer_is_lost_is_repeated_and_counts_once(desk, tmp_path):
    for name in ("first", "second"):
        (tmp_path / f"{name}.bin").write_bytes(hashlib.shake_256(f"answer lost {name}".encode()).digest(3000))
    answers = []

    def lose_the_first(route):
        if answers:
            route.continue_()
        else:
            answers.append(route.fetch().status)
            route.abort()

    desk.route("**/uploads/announce/", lose_the_first)
    desk.set_input_files("[data-files]", sorted(tmp_path.glob("*.bin")))
    desk.get_by_role("button", name="Try again").first.click()
    all_settled(desk, 2)
    assert answers == [201]
    expect(desk.locator(SUM)).to_have_text("2 sent = 2 stored + 0 duplicate + 0 refused")


def test_another_file_of_the_same_name_and_size_does_not_continue_the_first(context, desk, tmp_path):
    path = tmp_path / "letter.bin"
    path.write_bytes(hashlib.shake_256(b"one letter").digest(2 * PIECE))
    Line(desk, 1)
    desk.set_input_files("[data-files]", path)
    expect(desk.locator("[data-lines] li.interrupted")).to_be_visible(timeout=30_000)
    address = desk.url
    desk.close()
    path.write_bytes(hashlib.shake_256(b"another letter").digest(2 * PIECE))
    back = context.new_page()
    back.goto(address)
    back.set_input_files("[data-files]", path)
    all_settled(back, 1)
    expect(back.locator(SUM)).to_contain_text("2 sent = 1 stored + 0 duplicate + 0 refused + 1 still expected")
    back.get_by_role("button", name="Give up", exact=True).click()
    expect(back.locator(SUM)).to_have_text("2 sent = 1 stored + 0 duplicate + 0 refused + 1 given up")


def test_a_folder_keeps_its_paths(desk, tmp_path):
    folder = tmp_path / "letters" / "1988"
    folder.mkdir(parents=True)
    (folder / "first.txt").write_text("The first letter of a dropped folder.")
    (folder.parent / "second.txt").write_text("The second letter of a dropped folder.")
    desk.set_input_files("[data-folder]", folder.parent)
    all_settled(desk, 2)
    assert sorted(desk.locator("[data-lines] .name").all_inner_texts()) == [
        "letters/1988/first.txt", "letters/second.txt"]


def test_without_a_script_the_plain_form_takes_files_in(browser, site, tmp_path):
    page = browser.new_context(base_url=site.base, java_script_enabled=False).new_page()
    enter_password(page, "cataloguer", site.password)
    page.goto("/curation/intake/")
    path = tmp_path / "plain.txt"
    path.write_text("Sent by a plain form.")
    expect(page.locator("[data-drop]")).to_be_hidden()
    page.locator("summary", has_text="plain form").click()
    page.set_input_files("input[name=files]", path)
    page.get_by_role("button", name="Take in").click()
    expect(page.locator(SUM)).to_have_text("1 sent = 1 stored + 0 duplicate + 0 refused")
