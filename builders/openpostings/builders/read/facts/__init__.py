"""What a page says, one small module for each kind of fact. A new fact is a new module and a line in ``FACTS``."""

from __future__ import annotations

from collections.abc import Callable

from openpostings.builders.read.draft import Draft
from openpostings.builders.read.facts.application import read_application
from openpostings.builders.read.facts.benefits import read_benefits
from openpostings.builders.read.facts.employment import read_employment
from openpostings.builders.read.facts.incentives import read_incentives
from openpostings.builders.read.facts.notices import read_notices
from openpostings.builders.read.facts.pay import read_pay
from openpostings.builders.read.facts.place import read_places
from openpostings.builders.read.facts.requirements import read_requirements
from openpostings.builders.read.facts.team import read_team
from openpostings.builders.read.facts.time import read_times
from openpostings.builders.read.page import Page

FACTS: tuple[Callable[[Page, Draft], None], ...] = (
    read_places,
    read_team,
    read_employment,
    read_times,
    read_pay,
    read_incentives,
    read_requirements,
    read_benefits,
    read_application,
    read_notices,
)
