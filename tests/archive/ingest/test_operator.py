"""In whose name a command works: the program's own account, or a curator who has the role."""
import pytest

from archive.ingest.operator import OperatorUnknown, find_operator

pytestmark = pytest.mark.django_db


def test_without_a_name_the_program_works_under_its_own_account():
    assert find_operator().is_program
    assert find_operator() == find_operator()


@pytest.mark.parametrize("who", ["cataloguer", "reviewer", "administrator"])
def test_a_cataloguer_and_whoever_is_above_may_give_their_name(cast, who):
    assert find_operator(who) == cast[who]


def test_an_outsider_may_not_and_learns_what_is_missing(cast):
    with pytest.raises(OperatorUnknown, match="“outsider” does not have the role “cataloguer”"):
        find_operator("outsider")


def test_a_stricter_role_can_be_asked_for(cast):
    with pytest.raises(OperatorUnknown, match="role “reviewer”"):
        find_operator("cataloguer", "reviewer")


def test_a_name_that_nobody_has_and_one_who_left_are_refused(cast):
    cast["cataloguer"].is_active = False
    cast["cataloguer"].save()
    for name in ("nobody", "cataloguer"):
        with pytest.raises(OperatorUnknown, match="there is no active curator"):
            find_operator(name)
