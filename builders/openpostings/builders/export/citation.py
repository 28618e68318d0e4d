"""``CITATION.cff`` of a release: how it is cited, in the Citation File Format 1.2.0."""

from __future__ import annotations

from typing import Final

import yaml

TITLE: Final = "openpostings: job and internship postings with evidence for every value"
LICENSE: Final = "CC-BY-4.0"
AUTHORS: Final = "The openpostings developers"


def citation(*, release: str, digest: str, facts_only: bool) -> str:
    """Write the file.

    Parameters
    ----------
    release
        Name of the release, cited as the version.
    digest
        Content digest. No date is written: a build reads no clock.
    facts_only
        Whether the licence of the facts covers all that stands in the release. Texts have each their own.
    """
    fields: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": "If you use this release, please cite it with its version, which names its content.",
        "type": "dataset",
        "title": TITLE,
        "authors": [{"name": AUTHORS}],
        "version": release,
        **({"license": LICENSE} if facts_only else {}),
        "identifiers": [{"type": "other", "value": digest, "description": "Digest of the records of this release."}],
        "keywords": ["job postings", "internships", "schema.org", "JobPosting"],
    }
    return dump_yaml(fields)


def dump_yaml(fields: dict[str, object]) -> str:
    """Write YAML whose strings read as strings in YAML 1.1 and 1.2, in the order given."""
    text: str = yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, default_flow_style=False, width=120)
    return text
