"""Two people describe one draft: each version is shown field by field, and both are put together on request."""
import pytest
from django.urls import reverse

from archive.curation.views.describe import merge
from archive.models import Contribution, Document, Revision
from tests.archive.curation.conftest import everything, filled
from tests.base import make_agent

pytestmark = pytest.mark.django_db


def address_of(document):
    return reverse("curation:describe", args=[document.identifier])


def merging(answer, **decided):
    """What a browser sends from the merging page of `answer`."""
    clashes = answer.context["clashes"]
    chosen = {clash.asks: clash.choice for clash in clashes if clash.choice}
    return {**dict(answer.context["data"]), "merging": "1", "opened": answer.context["opened"],
            "version": str(answer.context["document"].version), **chosen,
            **{f"keep-{name}": choice for name, choice in decided.items()}}


def both_saved(clients, draft, theirs, mine):
    """The merging page after the reviewer saved `theirs` and the cataloguer tried to save `mine`."""
    page = clients["cataloguer"].get(address_of(draft))
    assert clients["reviewer"].post(address_of(draft), filled(page, **theirs)).status_code == 302
    return clients["cataloguer"].post(address_of(draft), filled(page, **mine))


def test_what_only_one_of_them_changed_is_chosen_already(clients, draft):
    answer = both_saved(clients, draft, {"description": "Theirs", "title": "One"}, {"rights": "Mine", "title": "Two"})
    assert {clash.name: (clash.opened, clash.saved, clash.yours, clash.choice)
            for clash in answer.context["clashes"]} == {
        "title": ("On the dam", "One", "Two", ""),
        "rights": ("", "", "Mine", "mine"),
        "description": ("", "Theirs", "", "saved"),
    }
    assert answer.context["revision"].made_by.username == "reviewer"


def test_both_changes_are_saved_on_top_of_the_newest_version(clients, draft):
    answer = both_saved(clients, draft, {"description": "Theirs"}, {"rights": "Mine"})
    assert clients["cataloguer"].post(address_of(draft), merging(answer)).status_code == 302
    saved = Document.objects.get(pk=draft.pk)
    assert (saved.description, saved.rights, saved.version) == ("Theirs", "Mine", 3)
    assert Revision.objects.get(record_id=draft.identifier, version=3).made_by.username == "cataloguer"


def test_a_field_that_both_changed_has_to_be_decided(clients, draft):
    answer = both_saved(clients, draft, {"title": "One"}, {"title": "Two"})
    before = everything()
    again = clients["cataloguer"].post(address_of(draft), merging(answer))
    assert again.status_code == 422
    assert "Choose one version of each field that both of you changed." in again.content.decode()
    assert everything() == before
    clients["cataloguer"].post(address_of(draft), merging(again, title="mine"))
    assert Document.objects.get(pk=draft.pk).title == "Two"


def test_whoever_saved_in_another_window_is_not_called_somebody_else(clients, draft):
    page = clients["cataloguer"].get(address_of(draft))
    clients["cataloguer"].post(address_of(draft), filled(page, title="One"))
    own = clients["cataloguer"].post(address_of(draft), filled(page, title="Two")).content.decode()
    assert "You saved it in another window" in own
    assert "changed in both windows: choose" in own
    assert "Somebody else" not in own
    assert "both of you" not in own
    newer = clients["reviewer"].get(address_of(draft))
    clients["reviewer"].post(address_of(draft), filled(newer, title="Three"))
    others = clients["cataloguer"].post(address_of(draft), filled(page, title="Two")).content.decode()
    assert "Somebody else saved first" in others


def test_entries_of_an_older_version_that_change_nothing_ask_nothing(clients, draft):
    page = clients["cataloguer"].get(address_of(draft))
    entries = {name: value for name, value in filled(page).items() if name != "csrfmiddlewaretoken"}
    clients["reviewer"].post(address_of(draft), filled(page, title="One"))
    clients["cataloguer"].post(reverse("curation:keep-entries", args=[draft.identifier]),
                               {"version": 1, "entries": entries}, content_type="application/json")
    shown = clients["cataloguer"].get(address_of(draft))
    assert shown.context["description"].form["title"].value() == "One"


def test_rows_are_merged_as_whole_groups(clients, draft):
    for name in ("Valley Herald", "Hill Gazette", "A. Writer"):
        make_agent(name)
    answer = both_saved(
        clients, draft,
        {"publisher-0-agent": "Valley Herald", "publisher-0-basis": "external"},
        {"creator-0-agent": "A. Writer", "creator-0-as_printed": "a writer",
         "publisher-0-agent": "Hill Gazette", "publisher-0-basis": "inferred"})
    assert [clash.name for clash in answer.context["clashes"] if clash.is_open] == ["publisher"]
    clients["cataloguer"].post(address_of(draft), merging(answer, publisher="saved"))
    assert set(Contribution.objects.filter(document=draft).values_list("agent__name", "role", "basis")) == {
        ("Valley Herald", "publisher", "external"), ("A. Writer", "creator", "printed")}


def test_a_third_save_meanwhile_shows_the_versions_again(clients, draft):
    answer = both_saved(clients, draft, {"title": "One"}, {"title": "Two"})
    decided = merging(answer, title="mine")
    page = clients["reviewer"].get(address_of(draft))
    clients["reviewer"].post(address_of(draft), filled(page, title="Three"))
    again = clients["cataloguer"].post(address_of(draft), decided)
    assert again.status_code == 409
    assert [(clash.saved, clash.yours) for clash in again.context["clashes"]] == [("Three", "Two")]
    assert Document.objects.get(pk=draft.pk).title == "Three"


def test_whoever_saves_while_both_are_put_together_is_not_overwritten(clients, cast, rf, draft):
    answer = both_saved(clients, draft, {"title": "One"}, {"title": "Two"})
    request = rf.post(address_of(draft), merging(answer, title="mine"))
    request.user, looked_at = cast["cataloguer"], Document.objects.get(pk=draft.pk)
    page = clients["reviewer"].get(address_of(draft))
    clients["reviewer"].post(address_of(draft), filled(page, description="Three"))
    assert merge(request, looked_at).status_code == 409
    saved = Document.objects.get(pk=draft.pk)
    assert (saved.title, saved.description, saved.version) == ("One", "Three", 3)


def test_one_can_go_on_editing_what_was_chosen(clients, draft):
    answer = both_saved(clients, draft, {"description": "Theirs"}, {"rights": "Mine"})
    before = everything()
    form = clients["cataloguer"].post(address_of(draft), {**merging(answer), "then": "edit"})
    sent = form.context["description"].form
    assert (sent["description"].value(), sent["rights"].value(), sent["version"].value()) == ("Theirs", "Mine", "2")
    assert everything() == before


@pytest.mark.parametrize("opened", ["soon", "²", "9" * 5000])
def test_a_version_that_is_none_leaves_every_field_to_a_person(clients, draft, opened):
    answer = both_saved(clients, draft, {"description": "Theirs"}, {"rights": "Mine"})
    before = everything()
    again = clients["cataloguer"].post(address_of(draft), {
        **dict(answer.context["data"]), "merging": "1", "version": "2", "opened": opened})
    assert again.status_code == 422
    assert {clash.name for clash in again.context["clashes"] if clash.is_open} == {"description", "rights"}
    assert everything() == before


def test_a_script_is_told_of_the_conflict_and_saves_nothing(clients, draft):
    page = clients["cataloguer"].get(address_of(draft))
    clients["reviewer"].post(address_of(draft), filled(page, title="One"))
    before = everything()
    answer = clients["cataloguer"].post(address_of(draft), filled(page, title="Two"),
                                        headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["conflict"]) == (409, True)
    assert everything() == before
