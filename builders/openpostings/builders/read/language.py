"""In which language the body is written."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any, Final, Protocol, cast

from openpostings.builders.read.draft import Claim, Draft
from openpostings.builders.read.page import Page
from openpostings.builders.tables import load_table, string_lists

LANGUAGES: Final = (
    "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "hr", "hu", "it", "ja", "ko", "lt", "lv",
    "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "tr", "uk", "zh",
)  # fmt: skip
"""Languages that postings are told apart in; a wider choice takes short English lists for Latin or Luxembourgish."""

_SAMPLE: Final = 1500
_LEAST: Final = 40
_SHARE: Final = 0.1
_TELLING_WORDS: Final = 5


class _Identifier(Protocol):
    """The one call that is made of py3langid, which has no types."""

    def classify(self, text: str) -> tuple[str, float]:
        """Give a language code and a score."""
        ...


@cache
def _identifier() -> _Identifier:
    # Imported late: the model and numpy are loaded only where text is read.
    langid: Any = import_module("py3langid.langid")
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    identifier.set_languages(LANGUAGES)
    return cast("_Identifier", identifier)


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(words) for code, words in string_lists(load_table("small_words")).items()}


def _plain_language(sample: str) -> str | None:
    """Tell a language by its small words, which no other one of the list has together, without the model."""
    words = sample.lower().split()
    kinds = set(words)
    told = [code for code, small in _small_words().items() if len(kinds & small) >= _TELLING_WORDS]
    share = [code for code in told if sum(word in _small_words()[code] for word in words) >= _SHARE * len(words)]
    return share[0] if len(told) == len(share) == 1 else None


def read_language(page: Page, draft: Draft) -> None:
    """Tell the language from the sentences of the body; its evidence is the first section's text.

    Parameters
    ----------
    page
        The page.
    draft
        Where the claim goes.
    """
    sample = ""
    first = None
    for _, span in page.sentences():
        first = first or span
        sample += span.text + " "
        if len(sample) > _SAMPLE:
            break
    if first is None or len(sample) < _LEAST:
        return
    code = _plain_language(sample[:_SAMPLE]) or _identifier().classify(sample[:_SAMPLE])[0]
    draft.claim("language", Claim(code, first.start, first.end, "body.language", "derived"))
