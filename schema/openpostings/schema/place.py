"""Where the work is: one Place for each place that the posting states."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from openpostings.schema.base import RuledRecord
from openpostings.schema.rules import AtLeastOne, Rule, Together
from openpostings.schema.scalars import Country, Line, Name, described

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class Place(RuledRecord):
    """A place as it is written, and what is known of it. Several places stay several."""

    raw: Annotated[
        Line | None,
        described("The place as written.", example="San Jose, CA", source="openpostings"),
    ] = None
    address_locality: Annotated[
        Name | None,
        described("City or town.", example="San Jose", source="https://schema.org/addressLocality"),
    ] = None
    address_region: Annotated[
        Name | None,
        described("State, province or region, as written.", example="CA", source="https://schema.org/addressRegion"),
    ] = None
    address_country: Annotated[
        Country | None,
        described("ISO 3166-1 alpha-2 code.", example="US", source="https://schema.org/addressCountry, ISO 3166-1"),
    ] = None
    latitude: Annotated[
        Latitude | None,
        described("Degrees north, WGS 84.", example=37.3394, source="https://schema.org/latitude"),
    ] = None
    longitude: Annotated[
        Longitude | None,
        described("Degrees east, WGS 84.", example=-121.895, source="https://schema.org/longitude"),
    ] = None

    rules: ClassVar[tuple[Rule, ...]] = (
        AtLeastOne(("raw", "address_locality", "address_region", "address_country", "latitude")),
        Together(("latitude", "longitude")),
    )
