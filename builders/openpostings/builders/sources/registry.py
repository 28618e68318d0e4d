"""Find the sources that are installed, ours and others', and the one that reads a document."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points

from openpostings.builders.sources.base import GROUP, Carrier, Listed, Source
from openpostings.schema.errors import OpenPostingsError


@cache
def sources() -> tuple[Source, ...]:
    """Give the sources by name.

    Returns
    -------
    tuple of Source
        Every entry point of the group ``openpostings.sources``, in the order of their names.

    Raises
    ------
    OpenPostingsError
        Where one cannot be loaded, or is no source, or two have one name.
    """
    found: dict[str, Source] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda one: (one.name, one.value)):
        source = _load(point)
        if source.name in found:
            raise OpenPostingsError(
                f"two sources have the name {source.name!r}", where=point.value, hint="uninstall one of the packages"
            )
        found[source.name] = source
    return tuple(found.values())


def _load(point: EntryPoint) -> Source:
    try:
        source: object = point.load()
    except Exception as error:
        # Whatever a plugin raises when it is imported, the user must hear which plugin it was.
        raise OpenPostingsError(
            f"the source {point.name!r} cannot be loaded: {error}", where=point.value, hint="uninstall it or mend it"
        ) from error
    if not isinstance(source, Source):
        raise OpenPostingsError(
            f"expected a source, got {type(source).__name__}",
            where=point.value,
            hint="see openpostings.builders.sources.base.Source",
        )
    return source


def source_for(document: object, carrier: Carrier) -> Source | None:
    """Find the source that recognises a document most surely.

    Parameters
    ----------
    document
        What the carrier made of the bytes.
    carrier
        What the bytes are.

    Returns
    -------
    Source or None
        Of two that are equally sure, the first by name; None where none recognises it.
    """
    scores = [(source.recognises(document), source) for source in sources() if source.carrier == carrier]
    best = max((score for score, _ in scores), default=0)
    return next((source for score, source in scores if score == best), None) if best else None


def holds_nothing(document: object, carrier: Carrier) -> bool:
    """Tell an answer of some source that lists no posting: there is nothing to read, and nothing to refuse.

    Parameters
    ----------
    document
        What the carrier made of the bytes.
    carrier
        What the bytes are.
    """
    known = (source for source in sources() if source.carrier == carrier)
    return any(isinstance(source, Listed) and source.holds_nothing(document) for source in known)
