"""Cutting a place's position into its parts: at marks, behind leading codes, in front of codes and countries."""

from __future__ import annotations

import re
from functools import cache

from openpostings.builders.normalise import gazetteer
from openpostings.builders.normalise.placeparts import (
    POSTAL,
    Piece,
    before_office,
    is_office,
    looks_like_city,
    split,
    trimmed,
)

_LONGEST_TAIL = 22
_TAIL = re.compile(
    rf"(?:(?<=[A-Za-z.])[ ](?P<code>D\.C\.|(?!US|UK)[A-Z]{{2}}))?(?P<zip>[ ](?:{POSTAL}))?"
    r"(?:[ ](?P<country>USA?|U\.S\.(?:A\.)?|UK))?$"
)
_LEAD = re.compile(r"(?P<country>[A-Z]{2,3})[ ](?:(?P<region>[A-Z]{2})[ ])?(?=[^\W\d_])")
_LONGEST_COUNTRY = 34
_FLOOR = 3  # figures: a floor, a number of the office, and no postal code


@cache
def _country_behind() -> re.Pattern[str]:
    names = sorted(gazetteer.country_names(), key=len, reverse=True)
    return re.compile(rf"[ ](?P<country>{'|'.join(re.escape(name) for name in names if len(name) > 3)})$")  # noqa: PLR2004


def tokens(text: str, start: int, end: int) -> list[Piece]:
    """Cut a stretch into parts, and codes, postal codes and countries without a mark off the part they stand beside.

    Parameters
    ----------
    text
        The text.
    start, end
        The stretch.

    Returns
    -------
    list of Piece
        The parts in order. Words for an office ("HQ") are left out.
    """
    out: list[Piece] = []
    for piece in split(text, start, end):
        if is_office(piece.text) or (piece.text.isdigit() and len(piece.text) <= _FLOOR):
            continue
        kept = trimmed(text, piece.start, piece.start + before_office(piece.text))
        if kept is not None:
            out += _parts(text, kept)
    return out


def _whole(name: str) -> bool:
    return bool(gazetteer.country_of(name) or gazetteer.city_alias(name) or gazetteer.is_city(name))


def _parts(text: str, piece: Piece) -> list[Piece]:
    if _whole(piece.text):
        return [piece]
    cut = _behind_lead(text, piece) or _behind_name(text, piece) or _before_country(text, piece)
    return cut or _tailed(text, piece)


def _pieces(text: str, *spans: tuple[int, int]) -> list[Piece]:
    found = [trimmed(text, *span) for span in spans]
    return [piece for piece in found if piece is not None]


def _behind_lead(text: str, piece: Piece) -> list[Piece] | None:
    """Cut off codes in front of a town: "USA DC Washington", "IND Bengaluru"."""
    lead = _LEAD.match(text, piece.start, piece.end)
    if lead is None:
        return None
    country = gazetteer.country_of(lead["country"]) or gazetteer.country_of_code(lead["country"])
    rest = text[lead.end() : piece.end]
    regions = {region.country for region in gazetteer.regions_of(lead["region"] or "")}
    lies_there = any(home == country for home, _ in gazetteer.homes(rest))
    if country is None or not (lies_there or (country in regions and looks_like_city(rest))):
        return None
    region = [lead.span("region")] if lead["region"] else []
    return _pieces(text, lead.span("country"), *region, (lead.end(), piece.end))


def _behind_name(text: str, piece: Piece) -> list[Piece] | None:
    """Cut at hyphens without blanks behind a country or a region: "United States-Texas-Plano"."""
    head, hyphen, _ = piece.text.partition("-")
    if not hyphen or not (gazetteer.country_of(head) or (len(head) > 3 and gazetteer.regions_of(head))):  # noqa: PLR2004
        return None
    rest = trimmed(text, piece.start + len(head) + 1, piece.end)
    first = Piece(head, piece.start, piece.start + len(head))
    return None if rest is None else [first, *_parts(text, rest)]


def _before_country(text: str, piece: Piece) -> list[Piece] | None:
    """Cut off a country that stands behind a town or region without a comma: "Toronto Canada"."""
    behind = _country_behind().search(text, max(piece.start, piece.end - _LONGEST_COUNTRY), piece.end)
    head = None if behind is None else trimmed(text, piece.start, behind.start())
    country = None if behind is None else gazetteer.country_of(behind["country"])
    if head is None or behind is None or country is None:
        return None
    parts = _tailed(text, head)
    last = parts[-1].text
    there = any(home == country for home, _ in gazetteer.homes(last))
    there = there or any(region.country == country for region in gazetteer.regions_of(last))
    return [*parts, *_pieces(text, behind.span("country"))] if there else None


def _tailed(text: str, piece: Piece) -> list[Piece]:
    tail = _TAIL.search(text, max(piece.start, piece.end - _LONGEST_TAIL), piece.end)
    head = trimmed(text, piece.start, tail.start()) if tail else None
    if head is None or tail is None or tail.start() == tail.end():
        return [piece]
    spans = [tail.span(name) for name in ("code", "zip", "country") if tail.group(name)]
    return [head, *_pieces(text, *spans)]
