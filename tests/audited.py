"""Decide a matter, hold a poll and explain them, while an audit hook watches what the process touches.

Run on its own by test_house, since an audit hook can not be taken off again. Two rounds: in the
first the package may still load its modules, in the second nothing whatever may be opened. Named on
the command line, an offence is committed in the second round, to show that the watch is awake.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

MODULE_FILES = (".py", ".pyc", ".so", ".pyd")
LOADING = ("os.listdir", "os.scandir")
OUTSIDE = (
    "ctypes.",
    "fcntl.",
    "ftplib.",
    "http.",
    "os.",
    "pty.",
    "shutil.",
    "socket.",
    "sqlite3.",
    "subprocess.",
    "tempfile.",
    "urllib.",
    "webbrowser.",
)


class Watch:
    """What has been touched so far, and whether modules may still be loaded."""

    def __init__(self) -> None:
        self.loading = True
        self.touched: list[str] = []

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Note an event that goes outside the process."""
        if event == "open":
            allowed = self.loading and str(arguments[0]).endswith(MODULE_FILES)
        else:
            allowed = not event.startswith(OUTSIDE) or (self.loading and event in LOADING)
        if not allowed:
            self.touched.append(f"{event} {arguments}")


def decide() -> str:
    """One decision by every part of a rule, explained in both languages."""
    from consultgov import DecisionRule, Elector, Tally  # noqa: PLC0415 - loaded under the watch

    rule = DecisionRule(
        adopts="yes >= 2/3 of ballots and yes by area > 1/2 of members by area",
        quorum="present >= 2/3 of members",
        vetoed="no among permanent >= 1",
    )
    electors = [
        Elector(name, traits={"sector": name}, weights={"area": "89.30"}, flags=flags)
        for name, flags in (("li", {"permanent"}), ("wang", set()), ("zhao", set()))
    ]
    tally = Tally.of(electors, {"li": "yes", "wang": "yes", "zhao": "no"})
    decision = rule.decide(tally)
    told = [str(decision.outcome), decision.explain(), decision.explain("zh")]
    told += [str(decision.shortfall), str(decision.to_dict()), str(decision.needed)]
    told += [str(sorted(rule.forecast(Tally.of(electors, {"li": "yes"}), outstanding=["wang"])))]
    return "\n".join(told)


def vote() -> str:
    """One poll with a ballot of every kind, looked at before and after its close, stored and read back."""
    from consultgov import DecisionRule, Poll, Procedure  # noqa: PLC0415 - loaded under the watch
    from consultgov.voting import Cast, Delegate, Event, If, entitle  # noqa: PLC0415 - the same

    rule = DecisionRule("yes > 1/2 of members", quorum="ballots >= 2")
    people = entitle(["li", "wang", "zhao", "chen"], on="2026-05-01")
    how = Procedure(delegating="transitive", change=True, extension=60, grace=60)
    poll = Poll("?", rule, people, opens="2026-05-01T09:00Z", closes="2026-05-01T17:00Z", procedure=how)
    coming: list[Event] = [
        Delegate("li", "wang", "2026-05-01T09:00Z"),
        Cast("wang", "yes", "2026-05-01T10:00Z"),
        Cast("zhao", If("late", "no", "yes"), "2026-05-01T16:59:30Z"),
        Cast("wei", "yes", "2026-05-01T16:59:40Z"),
    ]
    taken, refused = poll.apply_all(coming)
    told = [verdict.explain(language) for _, verdict in refused for language in ("en", "zh")]
    told += [taken.outlook("2026-05-01T11:00Z").explain(), taken.result().explain("zh")]
    return "\n".join([*told, str(Poll.from_dict(taken.to_dict()).result().to_dict()), taken.digest])


OFFENCES: dict[str, Callable[[], object]] = {
    "reads": lambda: Path(__file__).read_bytes(),
    "imports late": lambda: __import__("colorsys"),
    "lists": lambda: list(Path(__file__).parent.iterdir()),
    "connects": lambda: socket.socket().close(),
    "runs": lambda: subprocess.run([sys.executable, "-V"], check=False),
    "shells": lambda: os.system("true"),  # noqa: S605, S607 - on purpose
}


def main(offences: list[str]) -> int:
    """Run both rounds; the number of the exit says whether the process kept to itself."""
    watch = Watch()
    sys.addaudithook(watch)
    told = decide() + vote()
    watch.loading = False
    if decide() + vote() != told:
        return 2
    for offence in offences:
        OFFENCES[offence]()
    if watch.touched:
        print("touched the outside:", "; ".join(watch.touched[:5]), file=sys.stderr)
    else:
        print(told)
    return bool(watch.touched)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
