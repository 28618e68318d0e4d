"""Adzuna: the search API (``/v1/api/jobs/<country>/search/<page>``), which gives the beginnings of adverts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from openpostings.builders.normalise import gazetteer
from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.sources.base import AGAIN, BODY, Field, Node, Reads
from openpostings.builders.sources.board import Board
from openpostings.builders.sources.codes import employment
from openpostings.builders.sources.money import PayParts, pay
from openpostings.builders.sources.places import Parts, address_of, country_code
from openpostings.builders.sources.values import canonical, concept, inside, moment, words_of
from openpostings.builders.tables import Table, load_table

_COUNTRY_AND_REGION: Final = 2
_DOWN_TO_TOWN: Final = 4


def _place(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read an area from the country down: country, region, county, town. A county alone is no town."""
    area = [words_of(name) for name in cast("list[Json]", inside(node.value, "/area") or [])]
    land = country_code(area[0]) if area else None
    last = area[-1] if len(area) > 1 else ""
    known = len(area) >= _DOWN_TO_TOWN or any(home == land for home, _ in gazetteer.homes(last))
    # Behind the country stands a region; a town stands there only where no region has the name.
    known = known and (len(area) > _COUNTRY_AND_REGION or not gazetteer.regions_of(last))
    region = area[1] if len(area) > _COUNTRY_AND_REGION or (len(area) > 1 and not known) else None
    value: Json = {
        "city": last if known else None,
        "region": region,
        "country": area[0] if area else None,
        "shown": inside(node.value, "/display_name"),
        "latitude": inside(node.record, "/latitude"),
        "longitude": inside(node.record, "/longitude"),
    }
    yield from address_of(node, value, _PARTS)


_PARTS: Final = Parts(
    city="/city",
    region="/region",
    country="/country",
    shown="/shown",
    latitude="/latitude",
    longitude="/longitude",
)


def _money(record: Json) -> tuple[str, str] | None:
    land = country_code(words_of(inside(record, "/location/area/0")))
    code = cast("Table", load_table("job_board_codes")["country_currencies"]).get(land or "")
    return (str(code), "in the currency of the country, as the API's documentation says") if code else None


def _estimated(record: Json) -> bool:
    return str(inside(record, "/salary_is_predicted")) not in {"0", "None", "False"}


def _cut(record: Json) -> str | None:
    said = words_of(inside(record, "/description"))
    return "the board gives the beginning of the text alone" if said.endswith(("…", "...")) else None


_PAY: Final = pay(PayParts(low="/salary_min", high="/salary_max", money=_money, estimate=_estimated, of_record=True))

SOURCE: Final = Board(
    name="adzuna",
    accepts="An answer of Adzuna's search API. Its texts are cut off, and pay that it estimates is not stated.",
    records=("/results/*", ""),
    marks=("/redirect_url", "/created", "/title"),
    cut=_cut,
    crosswalk=(
        Field("/id", "identifier"),
        Field("/title", "title"),
        Field("/company/display_name", "employer"),
        Field("/location", Reads(("job_location",), _place)),
        Field("/latitude", AGAIN),
        Field("/longitude", AGAIN),
        Field("/contract_time", employment()),
        Field("/contract_type", employment()),
        Field("/salary_min", _PAY),
        Field("/salary_max", _PAY),
        Field("/salary_is_predicted", AGAIN),
        Field("/created", moment("posted")),
        Field("/category/label", concept("occupational_category")),
        Field("/redirect_url", canonical("source/url")),
        Field("/description", BODY),
    ),
    loses=(
        ("/category/tag", "the code of the category, which is Adzuna's own"),
        ("/adref", "a token of the search"),
        ("/**/__CLASS__", "a type of the API's own program"),
        ("/__CLASS__", "a type of the API's own program"),
    ),
)
