"""Under which name the parser records what it finds: one for each language, with the version of engine and pack."""

from __future__ import annotations

from tracker.articles import Article
from tracker.parsing.packs.pack import HOME, load_pack
from tracker.parsing.parse import LANGUAGES, language_of

ENGINE = "0.2"
"""Version of the engine; that of the pack stands behind it."""
_KIND = "parser"


def recorder(article: Article) -> str:
    """Name and version of the parser that reads an article: ``parser:en@0.2.1``."""
    language = language_of(article) or HOME
    return f"{_KIND}:{language}@{ENGINE}.{load_pack(language).version}"


def is_recorder(recorded_by: str) -> bool:
    """Whether a record is the parser's, in whichever language and version.

    An article's language counts for nothing here: early versions recorded as ``parser:de`` what they read in English.
    """
    kind, _, rest = recorded_by.partition(":")
    return kind == _KIND and rest.partition("@")[0] in LANGUAGES
