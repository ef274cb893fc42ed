"""The rules as data: each says where it stands, is written and read back, and can be spoken."""

from datetime import date, timedelta
from typing import Final

import pytest

from consultgov import DecisionRule, Elector
from consultgov.errors import RuleError
from consultgov.matters import Matter
from consultgov.voting.polls import Poll
from consultgov.voting.procedure import Procedure
from consultgov.voting.proxies import ProxyRule
from tests.statutes import rules

RULES: Final = {
    **{name: value for name, value in vars(rules).items() if isinstance(value, DecisionRule)},
    **rules.PETITIONS,
}
DATED: Final = [name for name, rule in RULES.items() if rule.clause and rule.clause.valid_from]
ENDED: Final = [name for name, rule in RULES.items() if rule.clause and rule.clause.valid_to]
SOMEBODY: Final = Elector("甲", {"债权组": "普通债权"}, {"面积": 1, "债权额": 1, "表决权": 1})
FACTS: Final = Matter(facts={"在任": True, "已经研究讨论": True, "常委会提议": True})
PROXIES: Final = {name: value for name, value in vars(rules).items() if isinstance(value, ProxyRule)}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_knows_its_clause_and_comes_back_from_its_record(name: str) -> None:
    """Every article: source and words are there, and nothing is lost on the way."""
    rule = RULES[name]
    assert rule.clause is not None
    assert rule.clause.phrase
    assert DecisionRule.from_dict(rule.to_dict()) == rule


def opened(name: str, day: date) -> Poll:
    """A poll under a rule that opens on a day."""
    opens = f"{day.isoformat()}T00:00+08:00"
    return Poll("?", RULES[name], [SOMEBODY], opens=opens, matter=FACTS)


def _not_in_force(name: str, day: date) -> None:
    with pytest.raises(RuleError) as caught:
        opened(name, day)
    assert [fault.code for fault in caught.value.faults] == ["not-in-force"]
    assert RULES[name].clause.source in str(caught.value)  # type: ignore[union-attr]


@pytest.mark.parametrize("name", DATED)
def test_no_poll_is_held_under_a_rule_before_it_is_in_force(name: str) -> None:
    """村组法 and 城居法 2025 from 2026-01-01, 民法典 from 2021-01-01, …: the day before is refused."""
    first = RULES[name].clause.valid_from  # type: ignore[union-attr]
    assert first is not None
    assert opened(name, first).rule == RULES[name]
    _not_in_force(name, first - timedelta(days=1))


@pytest.mark.parametrize("name", ENDED)
def test_no_poll_is_held_under_a_rule_that_is_no_longer_in_force(name: str) -> None:
    """城居法(2018)第十条 until 2025-12-31, 物业管理条例(2018)第十二条 until 2020-12-31."""
    end = RULES[name].clause.valid_to  # type: ignore[union-attr]
    assert end is not None
    assert opened(name, end - timedelta(days=1)).rule == RULES[name]
    _not_in_force(name, end)


@pytest.mark.parametrize("name", PROXIES)
def test_a_proxy_rule_knows_its_clause_and_comes_back_from_its_record(name: str) -> None:
    """城居法第十九条 and the others."""
    assert PROXIES[name].clause is not None
    assert ProxyRule.from_dict(PROXIES[name].to_dict()) == PROXIES[name]


def test_silence_that_follows_the_majority_is_part_of_a_procedure() -> None:
    """浙江(2009): it is read back with the procedure."""
    procedure = Procedure(deemed=[rules.FOLLOW_THE_MAJORITY])
    assert Procedure.from_dict(procedure.to_dict()) == procedure
