"""Names that differ by keyboard, font or transliteration are compared as one."""
import pytest

from archive.authorities.folding import fold_name, likeness, sound_of
from archive.models import Agent, AgentName

SAME = [
    ("Ra’eesi", "raeesi"), ("رئيسي", "رئیسی"), ("مجاهدين\u200cخلق", "مجاهدین خلق"), ("Société", "SOCIETE"),
    ("۱۳۶۷", "1367"), ("  BBC\u00a0Persian ", "bbc persian"), ("Straße", "strasse"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_keyboards_and_fonts_add_is_not_compared(one, other):
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize("other", ["Raisie", "Raeesi", "Raissi", "Ra'isi"])
def test_transliterations_of_one_name_sound_the_same(other):
    assert sound_of(fold_name(other)) == sound_of(fold_name("Raisi"))
    assert likeness(fold_name("Raisi"), fold_name(other)) > 0.75


@pytest.mark.parametrize("other", ["Rouhani", "Amnesty International", "Reuters"])
def test_different_names_are_not_alike(other):
    assert likeness(fold_name("Ebrahim Raisi"), fold_name(other)) < 0.5


@pytest.mark.django_db
def test_every_save_fills_the_columns_that_are_compared():
    agent = Agent.objects.create(name="Ebrahim Ra’isi")
    agent.name = "E. Raissi"
    agent.save()
    AgentName.objects.bulk_create([AgentName(agent=agent, text="رئيسي")])
    agent.refresh_from_db()
    assert (agent.folded, agent.sound) == ("e raissi", "rs")
    assert agent.names.get().folded == "رییسی"
