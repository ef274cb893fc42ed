"""The promises of the house, each checked by a machine.

Values are frozen, slotted and final; the source holds no clock, no float and no output; deciding
touches nothing outside; and importing the package loads nothing but its face.
"""

import ast
import enum
import importlib
import inspect
import io
import json
import pkgutil
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import final

import attrs
import pytest

import consultgov

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "consultgov"
MODULES = sorted(SOURCE.rglob("*.py"))
NOT_VALUES = {"consultgov.errors.Faults"}  # gathers what is wrong while data is read, then is gone
LONGEST_FUNCTION = 40


# ---------------------------------------------------------------- values


def rooms() -> Iterator[ModuleType]:
    """The face, then each room; what a room keeps in modules of its own is its own affair."""
    yield consultgov
    for found in pkgutil.iter_modules(consultgov.__path__, "consultgov."):
        yield importlib.import_module(found.name)


def public_classes() -> list[type]:
    """Every class that some room offers by name; errors and protocols are not meant to be values."""
    offered = (getattr(room, name) for room in rooms() for name in getattr(room, "__all__", ()))
    return sorted(
        {
            thing
            for thing in offered
            if inspect.isclass(thing)
            and thing.__module__.split(".")[0] == "consultgov"
            and not issubclass(thing, BaseException)
            and not getattr(thing, "_is_protocol", False)
            and f"{thing.__module__}.{thing.__qualname__}" not in NOT_VALUES
        },
        key=lambda thing: (thing.__module__, thing.__qualname__),
    )


def value_faults(thing: type) -> list[str]:
    """What keeps a class from being a value: nothing, or the reasons."""
    if issubclass(thing, enum.Enum):
        return [] if issubclass(thing, enum.StrEnum) else ["an enumeration that is not text"]
    if not attrs.has(thing):
        return ["neither an attrs class nor a StrEnum"]
    faults = []
    bare: object = object.__new__(thing)
    if hasattr(bare, "__dict__"):
        faults.append("not slotted")
    if not vars(thing).get("__final__", False):
        faults.append("not final")
    try:
        setattr(bare, attrs.fields(thing)[0].name if attrs.fields(thing) else "anything", None)
    except attrs.exceptions.FrozenInstanceError:
        pass
    else:
        faults.append("not frozen")
    return faults


@pytest.mark.parametrize("thing", public_classes(), ids=lambda c: f"{c.__module__}.{c.__name__}")
def test_a_public_class_is_a_value(thing: type) -> None:
    assert value_faults(thing) == []


def test_the_face_offers_what_it_lists() -> None:
    assert list(consultgov.__all__) == sorted(set(consultgov.__all__))
    assert len(consultgov.__all__) <= 30
    assert set(consultgov.__all__) <= set(dir(consultgov))
    classes = [name for name in consultgov.__all__ if inspect.isclass(getattr(consultgov, name))]
    assert {"Decision", "DecisionRule", "Outcome", "Tally"} <= set(classes)


def test_a_misspelt_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Descision"):
        getattr(consultgov, "Descision")  # noqa: B009 - the checkers know that there is none


class Loose:
    """Not a value at all."""


@final
@attrs.frozen(slots=False)
class WithDict:
    """A value with room for attributes that nobody declared."""

    size: int


@attrs.frozen
class Open:
    """A value that can be subclassed."""

    size: int


class Heir(WithDict):  # type: ignore[misc]
    """Inherits the mark of finality, which does not count."""


@final
@attrs.define
class Soft:
    """A value that can be changed."""

    size: int


class Colour(enum.Enum):
    """An enumeration whose members are not text."""

    RED = "red"


@final
@attrs.frozen
class Sound:
    """What every value looks like."""

    size: int


@pytest.mark.parametrize(
    ("thing", "faults"),
    [
        (Loose, ["neither an attrs class nor a StrEnum"]),
        (WithDict, ["not slotted"]),
        (Open, ["not final"]),
        (Heir, ["not slotted", "not final"]),
        (Soft, ["not frozen"]),
        (Colour, ["an enumeration that is not text"]),
        (Sound, []),
    ],
)
def test_the_check_of_values_can_fail(thing: type, faults: list[str]) -> None:
    assert value_faults(thing) == faults


# ---------------------------------------------------------------- the source

CALLS = {"float", "open", "print"}
CLOCKS = {"now", "today", "utcnow", "fromtimestamp", "time_ns", "monotonic", "perf_counter"}

Definition = ast.FunctionDef | ast.AsyncFunctionDef


def code_lines(source: str) -> set[int]:
    """The lines that hold code: not blank, not only a comment."""
    idle = {
        tokenize.COMMENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
        tokenize.INDENT,
        tokenize.NEWLINE,
        tokenize.NL,
    }
    return {
        line
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type not in idle
        for line in range(token.start[0], token.end[0] + 1)
    }


def body_length(function: Definition, lines: set[int]) -> int:
    """How many lines of code a function's body has, its docstring not counted."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    if not body:
        return 0
    return sum(body[0].lineno <= line <= (function.end_lineno or 0) for line in lines)


def call_fault(call: ast.Call) -> str | None:
    """What is wrong with calling this, if anything."""
    match call.func:
        case ast.Name(id=name) if name in CALLS:
            return f"{name}()"
        case ast.Attribute(attr=name) if name in CLOCKS:
            return f".{name}()"
        case ast.Attribute(attr="open"):
            return ".open()"
        case _:
            return None


def node_fault(node: ast.AST, lines: set[int]) -> str | None:
    """What is wrong with one node of the syntax tree, if anything."""
    match node:
        case ast.Assert():
            return "assert"
        case ast.Constant(value=float() | complex()):
            return "float literal"
        case ast.Call():
            return call_fault(node)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            length = body_length(node, lines)
            return f"{node.name} has {length} lines" if length > LONGEST_FUNCTION else None
        case _:
            return None


def source_faults(source: str) -> list[str]:
    """Everything in a piece of source that the house does not allow, with its line."""
    lines = code_lines(source)
    found = [(node, node_fault(node, lines)) for node in ast.walk(ast.parse(source))]
    return [f"{getattr(node, 'lineno', 0)}: {fault}" for node, fault in found if fault]


def test_there_are_sources_to_read() -> None:
    assert SOURCE / "__init__.py" in MODULES


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_keeps_the_rules_of_the_house(path: Path) -> None:
    assert source_faults(path.read_text(encoding="utf-8")) == []


def function_of(lines: int) -> str:
    """A function with that many lines of code among lines that do not count."""
    body = "    x = 1\n\n    # a comment\n" * (lines - 1)
    return f'def long():\n    """Says.\n\n    More.\n    """\n{body}    return x\n'


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ("assert total >= 0", ["1: assert"]),
        ("half = 0.5", ["1: float literal"]),
        ("root = 2j", ["1: float literal"]),
        ("\nhalf = float('0.5')", ["2: float()"]),
        ("day = date.today()", ["1: .today()"]),
        ("moment = datetime.now(tz=UTC)", ["1: .now()"]),
        ("moment = datetime.datetime.utcnow()", ["1: .utcnow()"]),
        ("with open('rules') as rules: pass", ["1: open()"]),
        ("with Path('rules').open() as rules: pass", ["1: .open()"]),
        ("print('adopted')", ["1: print()"]),
        (function_of(LONGEST_FUNCTION + 1), [f"1: long has {LONGEST_FUNCTION + 1} lines"]),
        (function_of(LONGEST_FUNCTION), []),
        ("def brief():\n    '''Only a docstring.'''", []),
        ("if isinstance(share, float): raise ShareError('float, open(), print(), 0.5')", []),
    ],
)
def test_the_check_of_the_source_can_fail(source: str, faults: list[str]) -> None:
    assert source_faults(source) == faults


def test_the_package_under_test_is_the_whole_source() -> None:
    """In the run against the wheel this says that the wheel lacks nothing."""

    def contents(root: Path) -> dict[str, bytes]:
        return {
            str(path.relative_to(root)): path.read_bytes()
            for path in root.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }

    installed = contents(Path(consultgov.__file__).parent)
    assert installed == contents(SOURCE)
    assert installed["py.typed"] == b""


# ---------------------------------------------------------------- the pages


def unread_fences(page: str) -> list[str]:
    """Fences with Python in them under a label that the runner of examples passes over."""
    label = r"^\s*[`~:]{3,}\s*\{?((?:py|pycon|python3|doctest|testcode)\b.*)$"
    return re.findall(label, page, re.MULTILINE)


@pytest.mark.parametrize(
    "path",
    [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").rglob("*.md"))],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_page_hides_no_example_from_the_runner(path: Path) -> None:
    assert unread_fences(path.read_text(encoding="utf-8")) == []


def test_the_check_of_pages_can_fail() -> None:
    page = "```python\n>>> 1\n1\n```\n\n```pycon\n>>> 1\n2\n```\n  ~~~py\n~~~\n```{doctest}\n```\n"
    assert unread_fences(page) == ["pycon", "py", "doctest}"]


# ---------------------------------------------------------------- what a process does


def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run an interpreter like this one, that writes no bytecode, on its own."""
    return subprocess.run(  # noqa: S603 - our own interpreter and our own text
        [sys.executable, "-B", "-X", "utf8", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def loaded_after(statement: str) -> set[str]:
    """The modules of the package that are loaded once the statement has run."""
    listing = "import json, sys; print(json.dumps([m for m in sys.modules if 'consultgov' in m]))"
    done = run_python("-c", f"{statement}\n{listing}")
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def test_the_face_alone_loads_no_room() -> None:
    assert loaded_after("import consultgov") == {"consultgov", "consultgov.loading"}


def test_a_name_of_the_face_loads_its_room() -> None:
    assert "consultgov.decisions" in loaded_after("from consultgov import DecisionRule")


PROBE = str(Path(__file__).with_name("audited.py"))


def test_deciding_and_explaining_touch_nothing_outside() -> None:
    done = run_python(PROBE)
    assert (done.returncode, done.stderr) == (0, "")
    assert "adopted" in done.stdout


@pytest.mark.parametrize(
    ("offence", "event"),
    [
        ("reads", "open"),
        ("imports late", "open"),
        ("lists", "os."),
        ("connects", "socket."),
        ("runs", "subprocess."),
        ("shells", "os.system"),
    ],
)
def test_the_audit_can_fail(offence: str, event: str) -> None:
    done = run_python(PROBE, offence)
    assert done.returncode == 1
    assert done.stderr.startswith("touched the outside: ")
    assert event in done.stderr
