"""The rule that keeps relatives apart."""

import pickle
from typing import Any, TypeAlias

import pytest

from consultgov import Clause
from consultgov.composition import kin
from consultgov.composition.kin import KinRule
from consultgov.errors import RecordError

Given: TypeAlias = Any
"""Whatever a caller may give."""


def test_it_concerns_the_kinds_named_or_every_kind() -> None:
    assert KinRule().concerns("cousins")
    assert KinRule("spouses").concerns("spouses")
    assert not KinRule(["spouses", "siblings"]).concerns("cousins")


@pytest.mark.parametrize("given", [None, 5, [None], [""], {"a": 1}, pytest.param("\ud800", id="half")])
def test_kinds_are_names(given: Given) -> None:
    with pytest.raises(RecordError):
        KinRule(given)


@pytest.mark.parametrize("given", [5, "law", []])
def test_a_clause_is_a_clause(given: Given) -> None:
    with pytest.raises(RecordError):
        KinRule(clause=given)


@pytest.mark.parametrize("rule", [KinRule(), KinRule(["siblings", "spouses"], Clause("law"))], ids=range(2))
def test_a_rule_is_read_from_its_plain_dict(rule: KinRule) -> None:
    assert KinRule.from_dict(rule.to_dict()) == rule
    assert pickle.loads(pickle.dumps(rule)) == rule  # noqa: S301 - pickled on this line


def test_the_plain_dict_has_the_kinds_in_order() -> None:
    assert KinRule().to_dict() == {}
    plain = {"kinds": ["siblings", "spouses"], "clause": {"source": "law"}}
    assert KinRule({"spouses", "siblings"}, Clause("law")).to_dict() == plain
    with pytest.raises(RecordError, match="kinship rule"):
        KinRule.from_dict({"kind": "siblings"})


def test_the_module_lists_its_public_names() -> None:
    assert sorted(kin.__all__) == sorted(dir(kin))
