"""Every example a reader can see is run: the READMEs, the pages of the site, the docstrings."""

from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

pages = Sybil(
    parsers=[PythonCodeBlockParser()],
    patterns=["README.md", "README.zh-CN.md", "docs/*.md", "docs/*/*.md", "docs/*/*/*.md"],
)
docstrings = Sybil(parsers=[DocTestParser()], patterns=["src/consultgov/**/*.py", "src/*/*.py"])

pytest_collect_file = (pages + docstrings).pytest()
