"""From claims to one value a field: what agrees is evidence together, what contradicts is shown with both sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Final, cast

from openpostings.builders.normalise.gazetteer import regions_of
from openpostings.builders.read.draft import Claim, Draft, Json
from openpostings.builders.read.pay_sides import fullest, pays_differ

SCALARS: Final = (
    "title",
    "hiring_organization/name",
    "hiring_organization/url",
    "hiring_organization/parent_name",
    "employment_unit",
    "experience_level",
    "job_location_type",
    "date_posted",
    "posted_at",
    "date_modified",
    "modified_at",
    "valid_through",
    "valid_through_at",
    "job_duration",
    "work_hours",
    "base_salary",
    "status",
    "language",
    "application/url",
    "application/direct_apply",
    "application/max_applications",
    "application/scope",
    "application/considered_in_order",
    "application/review",
    "work_authorization/visa_sponsorship",
    "work_authorization/eligible_persons",
    "work_authorization/security_clearance",
    "notices/privacy_policy_url",
    "notices/equal_opportunity",
    "notices/accommodation",
    "source/url",
    "source/requisition_id",
    "source/identifier",
    "source/publisher",
    "source/retrieved_at",
    "source/site",
)
LISTS: Final = (
    "hiring_organization/same_as",
    "industry",
    "occupational_category",
    "incentive_compensation",
    "responsibilities",
    "qualifications",
    "education_requirements",
    "experience_requirements",
    "skills",
    "job_benefits",
    "application/documents",
    "application/must_state",
    "applicant_location_requirements",
)
_DAYS: Final = {"DAY": 1, "WEEK": 7, "MONTH": 30, "YEAR": 365}
_NEVER_CONFLICT: Final = frozenset(
    {
        "employment_unit",
        "experience_level",
        "application/url",
        "source/url",
        "application/scope",
        "notices/privacy_policy_url",
    }
)
_EMPLOYMENT_ORDER: Final = (
    "FULL_TIME",
    "PART_TIME",
    "CONTRACTOR",
    "TEMPORARY",
    "INTERN",
    "VOLUNTEER",
    "PER_DIEM",
    "OTHER",
)
_EXCLUSIVE: Final = ({"FULL_TIME", "PART_TIME"},)
_SEASONS: Final = ("winter", "spring", "summer", "fall")
_BESIDE: Final = "\n"
_LENGTH_TOLERANCE: Final = 0.15
_DAY: Final = len("2026-03-05")
_EARLIER: Final = "changed before it was posted"
_ALSO: Final = "the page also says this; it does not contradict the value that is kept"


def resolve(draft: Draft) -> None:
    """Fill the values and the evidence of a draft from its claims."""
    for name in SCALARS:
        _scalar(draft, name)
    for name in LISTS:
        _listed(draft, name, draft.of(name))
    _sets(draft)
    _out_of_order(draft)
    _extra_evidence(draft)


def _out_of_order(draft: Draft) -> None:
    """Show both sides where a posting was changed before it was posted."""
    posted, changed = (draft.first(names) for names in (("posted_at", "date_posted"), ("modified_at", "date_modified")))
    if posted and changed and str(changed.value)[:_DAY] < str(posted.value)[:_DAY]:
        for one in (posted, changed):
            draft.evidence("/date_modified", one._replace(note=_EARLIER), "conflicting")


def put(draft: Draft, name: str, value: Json) -> None:
    """Set a value at a path of one or two names."""
    outer, _, inner = name.partition("/")
    if inner:
        cast("dict[str, Json]", draft.values.setdefault(outer, {}))[inner] = value
    else:
        draft.values[outer] = value


def _scalar(draft: Draft, name: str) -> None:
    claims = draft.of(name)
    if not claims:
        return
    kept = max(claims, key=lambda one: one.rank)
    if name == "base_salary":
        kept = fullest(kept, claims)
    put(draft, name, kept.value)
    others = [one for one in claims if one.value != kept.value]
    against = [] if name in _NEVER_CONFLICT else [one for one in others if _contradicts(name, kept, one)]
    path = f"/{name}"
    for one in claims:
        if against and (one is kept or one in against):
            draft.evidence(path, one, "conflicting")
        elif one.value == kept.value:
            draft.evidence(path, one)
        else:
            draft.evidence(path, one._replace(note=_ALSO))
    if not against:
        return
    if all(row.path != path or row.status == "conflicting" for row in draft.rows):
        draft.evidence(path, kept)


def _contradicts(name: str, one: Claim, two: Claim) -> bool:
    kept, other = one.value, two.value
    if name == "base_salary":
        return pays_differ(one, two)
    if name in {"title", "hiring_organization/name"}:
        left, right = (str(value).casefold() for value in (kept, other))
        return left not in right and right not in left
    if name == "language":
        return str(kept).partition("-")[0] != str(other).partition("-")[0]
    if name == "job_duration":
        return _lengths_differ(cast("dict[str, Json]", kept), cast("dict[str, Json]", other))
    if name == "work_authorization/eligible_persons":
        return "any_authorized" not in (kept, other)
    return True


def _lengths_differ(kept: dict[str, Json], other: dict[str, Json]) -> bool:
    low, high = _days(kept)
    other_low, other_high = _days(other)
    return other_low > high * (1 + _LENGTH_TOLERANCE) or low > other_high * (1 + _LENGTH_TOLERANCE)


def _days(length: dict[str, Json]) -> tuple[float, float]:
    unit = _DAYS[str(length["unit"])]
    value = cast("int", length["value"])
    return value * unit, cast("int", length.get("max_value") or value) * unit


def _listed(draft: Draft, name: str, claims: Sequence[Claim]) -> None:
    values: list[Json] = []
    if name == "education_requirements":
        claims = [_said_fully(one, claims) for one in claims]
    brief = [one for one in claims if one.method.startswith("schema_org.") and _says_again(one, claims)]
    for one in [one for one in claims if one not in brief]:
        if one.value not in values or name in {"responsibilities", "qualifications", "job_benefits"}:
            values.append(one.value)
            draft.evidence(f"/{name}/{len(values) - 1}", one)
        else:
            draft.evidence(f"/{name}/{values.index(one.value)}", one)
    for one in brief:
        fuller = next((index for index, value in enumerate(values) if _says_less(one.value, value)), None)
        if fuller is not None:
            draft.evidence(f"/{name}/{fuller}", one)
    if values:
        put(draft, name, values)


def _said_fully(one: Claim, claims: Sequence[Claim]) -> Claim:
    """Take a degree that is named and nothing else as evidence of the requirement that says more of it."""
    value = cast("dict[str, Json]", one.value)
    bare = value["priority"] == "unspecified" and not any(
        value[name] for name in value if name not in {"credential_category", "priority"}
    )
    fuller = (two for two in claims if two.value != one.value) if bare and one.rank else ()
    same = (
        two
        for two in fuller
        if cast("dict[str, Json]", two.value)["credential_category"] == value["credential_category"]
    )
    found = next(same, None)
    return one if found is None else one._replace(value=found.value)


def _says_again(one: Claim, claims: Sequence[Claim]) -> bool:
    """Tell a value of a structured source that the text gives too, and more of it."""
    return any(_says_less(one.value, two.value) for two in claims if not two.method.startswith("schema_org."))


def _says_less(brief: Json, full: Json) -> bool:
    if not (isinstance(brief, dict) and isinstance(full, dict)) or brief == full:
        return False
    return all(value in (None, [], "unspecified") or value == full.get(name) for name, value in brief.items())


def _sets(draft: Draft) -> None:
    """Resolve fields that hold several values, which places of the page may give differently."""
    _grouped(draft, "terms", _term_key, lambda kept, other: not kept & other)
    _grouped(draft, "employment_type", lambda value: _EMPLOYMENT_ORDER.index(str(value)), _excludes)
    _grouped(draft, "job_location", None, _other_place)
    starts = sorted(draft.of("job_start_dates"), key=lambda one: (str(one.value), one.start or 0))
    _listed(draft, "job_start_dates", starts)


def _term_key(value: Json) -> tuple[int, int]:
    term = cast("dict[str, Json]", value)
    return cast("int", term["year"]), _SEASONS.index(str(term["season"]))


def _excludes(kept: set[str], other: set[str]) -> bool:
    return any(len(pair & (kept | other)) > 1 and not pair <= kept and not pair <= other for pair in _EXCLUSIVE)


def _other_place(kept: set[str], other: set[str]) -> bool:
    for one, two in product(kept, other):
        left, right = one.partition(_BESIDE)[0], two.partition(_BESIDE)[0]
        if (left in right or right in left) and not _elsewhere(one, two):
            return False
    return True


def _elsewhere(one: str, two: str) -> bool:
    """Tell two places that are said to lie in different regions or countries."""
    pairs = zip(one.split(_BESIDE)[1:], two.split(_BESIDE)[1:], strict=False)
    return any(left and right and left != right for left, right in pairs)


def _is_same(one: str, two: str) -> bool:
    return one.partition(_BESIDE)[0] == two.partition(_BESIDE)[0] and not _elsewhere(one, two)


def _grouped(
    draft: Draft,
    name: str,
    key: Callable[[Json], tuple[int, int] | int] | None,
    contradict: Callable[[set[str], set[str]], bool],
) -> None:
    """Keep the claims of the most specific rank; claims of another rank agree, add to them, or contradict them."""
    claims = draft.of(name)
    if not claims:
        return
    top = max(one.rank for one in claims)
    kept = [one for one in claims if one.rank == top]
    known = {_identity(one.value) for one in kept}
    against: list[Claim] = []
    for rank in sorted({one.rank for one in claims} - {top}, reverse=True):
        group = [one for one in claims if one.rank == rank]
        if contradict(known, {_identity(one.value) for one in group}):
            against += [one for one in group if _identity(one.value) not in known and _is_against(name, one, known)]
            group = [one for one in group if one not in against]
        kept += group
        known |= {_identity(one.value) for one in group}
    merged = _merged(kept)
    merged.sort(key=lambda ones: key(ones[0].value) if key else (0, 0))
    put(draft, name, [ones[0].value for ones in merged])
    for index, ones in enumerate(merged):
        for one in ones:
            draft.evidence(f"/{name}/{index}", one)
    if against:
        sides = [ones[0] for ones in merged if ones[0].rank == top and _is_side(name, ones[0], against)]
        for one in [*sides, *against]:
            draft.evidence(f"/{name}", one, "conflicting")


def _is_against(name: str, one: Claim, known: set[str]) -> bool:
    return name != "employment_type" or _excludes(known, {_identity(one.value)})


def _is_side(name: str, one: Claim, against: Sequence[Claim]) -> bool:
    return name != "employment_type" or any(
        _excludes({_identity(one.value)}, {_identity(two.value)}) for two in against
    )


def _identity(value: Json) -> str:
    if isinstance(value, dict):
        return _place(value) if "raw" in value else "|".join(str(part) for part in value.values())
    return str(value)


def _place(value: dict[str, Json]) -> str:
    """Name a place, with the code of its region and its country, each empty where it is not known."""
    region, country = value.get("address_region"), value.get("address_country")
    name = value.get("address_locality") or region or country or value["raw"]
    codes = {one.code for one in regions_of(str(region or "")) if country in (None, one.country)}
    return _BESIDE.join((str(name).casefold(), codes.pop() if len(codes) == 1 else "", str(country or "")))


def _merged(claims: Sequence[Claim]) -> list[list[Claim]]:
    groups: list[list[Claim]] = []
    for one in claims:
        named = _identity(one.value)
        same = next((ones for ones in groups if all(_is_same(_identity(other.value), named) for other in ones)), None)
        if same is None:
            groups.append([one])
        else:
            same.append(one)
    return groups


def _extra_evidence(draft: Draft) -> None:
    """Record evidence that was read for a path below a value, or for one side of a conflict."""
    for name, claims in draft.claims.items():
        if name.endswith(":conflict"):
            for one in claims:
                draft.evidence(f"/{name.removesuffix(':conflict')}", one)
        elif name.split("/")[0] in LISTS and name.count("/") > 1:
            for one in claims:
                draft.evidence(f"/{name}", one)
