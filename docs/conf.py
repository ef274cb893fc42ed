"""How the site is built: MyST pages, the furo theme, the reference from the docstrings."""

import builtins
import re
import sys
from collections.abc import Mapping
from enum import Enum
from importlib.metadata import version as version_of
from typing import cast

import attrs
from sphinx.application import Sphinx

project = "consultgov"
author = "the consultgov authors"
project_copyright = "2026, the consultgov authors"
release = version = version_of(project)

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "sphinx_design",
]
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = f"{project} {release}"
html_copy_source = False
copybutton_exclude = ".linenos, .gp, .go"  # what is copied from an example can be pasted and run

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
napoleon_numpy_docstring = False

# The site is built without a network, so names of the standard library and of attrs have no page to
# point to; nor has what a room keeps in modules of its own (consultgov.counting.forms.Heads), nor a
# type variable. Every other name that leads nowhere is an error.
_elsewhere = "|".join(sorted(sys.stdlib_module_names | {"attr", "attrs"}))
nitpick_ignore_regex = [
    ("py:.*", rf"({_elsewhere})(\..*)?"),
    ("py:.*", "|".join(name for name in dir(builtins) if name.isidentifier())),
    ("py:.*", r"consultgov\.[a-z]+\.[a-z_]+\..*"),
    ("py:.*", r"~?([a-z_]+\.)*_\w+"),
    ("py:class", "Exact"),  # an alias that Sphinx meets unresolved
]

# Napoleon reads the first line of an attribute's docstring as "type: text" wherever it has a colon.
# Ours are sentences, and the type stands in the annotation: what it took apart is put together again.
_sentences: dict[str, list[str]] = {}


def _remember(_app: Sphinx, _what: str, name: str, _thing: object, _how: object, lines: list[str]) -> None:
    _sentences[name] = list(lines)


def _restore(_app: Sphinx, what: str, name: str, _thing: object, _how: object, lines: list[str]) -> None:
    written = _sentences.pop(name)
    if what in {"attribute", "property"} and any(line.startswith(":type:") for line in lines):
        lines[:] = written


# Where attrs writes a constructor, its source names a default and does not say it: attr_dict['x'].default.
# Other defaults are told as the source has them; a constant of a module says nothing to a reader either.
_NAMED = re.compile(r"attr_dict\['(\w+)'\]\.default")
_CONSTANT = re.compile(r"=(_[A-Z_]+)\b")


def _defaults(kind: type[object]) -> dict[str, object]:
    return {field.name: field.default for field in attrs.fields(kind)} if attrs.has(kind) else {}


def _written(value: object) -> str:
    """A default as somebody would write it, with as little as makes it."""
    usual = _defaults(type(value))
    if isinstance(value, Enum) and type(value).__name__.startswith("_"):
        return "…"  # a mark for nothing that no caller writes
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if usual:
        given = {
            name: getattr(value, name) for name, default in usual.items() if getattr(value, name) != default
        }
        return (
            f"{type(value).__name__}({', '.join(f'{name}={_written(part)}' for name, part in given.items())})"
        )
    if isinstance(value, frozenset):
        members = ", ".join(sorted(_written(part) for part in cast("frozenset[object]", value)))
        return f"{{{members}}}" if members else "()"
    if isinstance(value, Mapping):
        return repr(dict(cast("Mapping[object, object]", value)))
    return repr(value).removeprefix("datetime.")


def _tell_defaults(
    _app: Sphinx,
    _what: str,
    _name: str,
    thing: object,
    _how: object,
    signature: str | None,
    returns: str | None,
) -> tuple[str, str | None] | None:
    if signature is None:
        return None
    around = vars(sys.modules.get(getattr(thing, "__module__", ""), builtins))
    defaults = _defaults(thing) if isinstance(thing, type) else {}
    told = _CONSTANT.sub(lambda found: f"={_written(around[found[1]])}", signature)
    told = _NAMED.sub(lambda found: _written(defaults[found[1]]), told)
    return told.replace("MappingProxyType({})", "{}"), returns


def setup(app: Sphinx) -> None:
    """Stand on both sides of Napoleon, which works at priority 500."""
    app.connect("autodoc-process-docstring", _remember, priority=400)
    app.connect("autodoc-process-docstring", _restore, priority=600)
    app.connect("autodoc-process-signature", _tell_defaults)
