"""In which language the body is written."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from openpostings.builders.read.draft import Claim, Draft
from openpostings.builders.read.page import Page

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LANGUAGES: Final = (
    "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "hr", "hu", "it", "ja", "ko", "lt", "lv",
    "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "tr", "uk", "zh",
)  # fmt: skip
"""Languages that postings are told apart in; a wider choice takes short English lists for Latin or Luxembourgish."""

_SAMPLE: Final = 1500
_LEAST: Final = 40


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loads numpy, only where text is read

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(LANGUAGES)
    return identifier


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
    code = str(_identifier().classify(sample[:_SAMPLE])[0])
    draft.claim("language", Claim(code, first.start, first.end, "body.language", "derived"))
