from __future__ import annotations

import pytest

from openpostings.builders.normalise.education import find_degrees

Row = tuple[str | None, str | None, tuple[str, ...]]


def _rows(text: str, *, title: bool = False) -> list[Row]:
    values = [match.value for match in find_degrees(text, title=title)]
    return [(value.credential_category, value.status, value.fields_of_study) for value in values]


REQUIREMENTS: list[tuple[str, list[Row]]] = [
    (
        "Currently pursuing a Master degree with a background in computer science, machine learning, or similar fields",
        [("master", "pursuing", ("computer science", "machine learning"))],
    ),
    ("Bachelor's or Master's in Physics", [("bachelor", None, ("Physics",)), ("master", None, ("Physics",))]),
    ("Bachelor\u2019s degree in Biology or Chemistry", [("bachelor", None, ("Biology", "Chemistry"))]),
    ("BS/MS in Geology", [("bachelor", None, ("Geology",)), ("master", None, ("Geology",))]),
    (
        "PhD, MS, or BS in Materials Science and Engineering",
        [(level, None, ("Materials Science and Engineering",)) for level in ("doctorate", "master", "bachelor")],
    ),
    ("B.Sc. in Botany", [("bachelor", None, ("Botany",))]),
    ("M.Eng or MBA", [("master", None, ()), ("master", None, ())]),
    ("Ph.D. student in Statistics", [("doctorate", "pursuing", ("Statistics",))]),
    ("Enrolled in a PhD program in linguistics", [("doctorate", "pursuing", ("linguistics",))]),
    ("undergraduate students of any faculty", [("bachelor", "pursuing", ())]),
    ("Working towards an undergraduate degree", [("bachelor", "pursuing", ())]),
    (
        "Currently enrolled in or recently graduated from a Master's program in Economics",
        [("master", "either", ("Economics",))],
    ),
    (
        "Completed a Bachelor's degree and currently pursuing a Master's degree in data science",
        [("bachelor", "completed", ()), ("master", "pursuing", ("data science",))],
    ),
    ("Must hold a Bachelor's degree", [("bachelor", "completed", ())]),
    ("Bac+5 en informatique", [("master", None, ("informatique",))]),
    ("high school diploma or G.E.D.", [("high_school", None, ()), ("high_school", None, ())]),
    ("Associate's degree in nursing", [("associate", None, ("nursing",))]),
    ("a degree in Economics or a related field", [(None, None, ("Economics",))]),
    ("Pursuing a degree in a STEM field", [(None, "pursuing", ("STEM",))]),
    (
        "Bachelor's degree in a quantitative field (e.g., Statistics, Economics)",
        [("bachelor", None, ("Statistics", "Economics"))],
    ),
    ("Bachelor's degree in a related field", [("bachelor", None, ())]),
    (
        "Bachelor's degree in Business Administration, Electrical and Computer Engineering, or related field and more",
        [("bachelor", None, ("Business Administration", "Electrical and Computer Engineering"))],
    ),
    ("Master of Science in Robotics", [("master", None, ("Robotics",))]),
    ("Master\u00a0of Business Administration", [("master", None, ())]),
    ("BA in History", [("bachelor", None, ("History",))]),
    ("In the second or third year of a Bachelor's degree in law", [("bachelor", "pursuing", ("law",))]),
    ("Completed the second year of a Bachelor's degree", [("bachelor", "pursuing", ())]),
    ("A Bachelor's degree in botany in progress", [("bachelor", "pursuing", ("botany",))]),
    ("Bachelor's in physics, currently underway", [("bachelor", "pursuing", ("physics",))]),
    ("Registered part-time in a Master's degree in mining", [("master", "pursuing", ("mining",))]),
    ("Still attending high school", [("high_school", "pursuing", ())]),
    ("Rising seniors in high school", [("high_school", "pursuing", ())]),
    ("High school graduate", [("high_school", "completed", ())]),
    ("Student of plant pathology in a Master's program", [("master", "pursuing", ("plant pathology",))]),
    ("Currently studying law in a Bachelor's program", [("bachelor", "pursuing", ("law",))]),
    ("Pursuing a Political Science degree", [(None, "pursuing", ("Political Science",))]),
    ("a chemistry or engineering degree", [(None, None, ("chemistry", "engineering"))]),
    ("MSc in Data\n   Science or naval\n   architecture", [("master", None, ("Data Science", "naval architecture"))]),
    ("Du studierst Biologie oder Geodäsie im Master", [("master", "pursuing", ("Biologie", "Geodäsie"))]),
    (
        "Abgeschlossenes Studium der Statistik oder einer verwandten Fachrichtung",
        [(None, "completed", ("Statistik",))],
    ),
    ("Étudiant(e) en Master de génie civil", [("master", "pursuing", ("génie civil",))]),
    ("Master en droit", [("master", None, ("droit",))]),
    ("Diplôme d\u2019ingénieur en mécanique", [("master", None, ("mécanique",))]),
    (
        "Estudiante de Grado en ingeniería o Máster en datos",
        [("bachelor", "pursuing", ("ingeniería",)), ("master", "pursuing", ("datos",))],
    ),
    (
        "A completed Master's degree, or current enrolment in a Master's degree, in hydrology or soil science",
        [("master", "either", ("hydrology", "soil science"))],
    ),
    (
        "completed Master's degree or currently pursuing a PhD in maths",
        [("master", "completed", ()), ("doctorate", "pursuing", ("maths",))],
    ),
    ("A degree in progress in zoology", [(None, "pursuing", ("zoology",))]),
    ("PhD (completed or in progress) in dialectology", [("doctorate", "either", ("dialectology",))]),
    ("Laufendes Masterstudium der Physik", [("master", "pursuing", ("Physik",))]),
    (
        "Student in geography or law (Bachelor's or Master's)",
        [("bachelor", "pursuing", ("geography", "law")), ("master", "pursuing", ("geography", "law"))],
    ),
    ("Degree in Nursing (BSN)", [("bachelor", None, ("Nursing",))]),
    (
        "Bachelor of Science (BS) or Master of Science (MS) in geology",
        [("bachelor", None, ("geology",)), ("master", None, ("geology",))],
    ),
    ("Completed high school", [("high_school", "completed", ())]),
    ("Graduation from high school", [("high_school", "completed", ())]),
    ("a master\u00b4s degree in law", [("master", None, ("law",))]),
    ("Bachelor's degree in quantitative or technical field", [("bachelor", None, ())]),
    ("MS degree required", [("master", None, ())]),
]


@pytest.mark.parametrize(("text", "expected"), REQUIREMENTS, ids=lambda value: str(value)[:40])
def test_requirements(text: str, expected: list[Row]) -> None:
    assert _rows(text) == expected


NO_DEGREE = [
    "Proficient in MS Office, MS Excel and MS SQL",
    "Ms. Smith is our contact",
    "The BA works with business analysts",
    "Offices in Boston, MA in the old harbour",
    "Owner of our master data",
    "Certified Scrum Master in an agile team",
    "You master the art of tea",
    "Plan a bachelor party",
    "A master electrician",
    "graduate student",
    "four years in college",
    "senior staff at the university",
    "junior high school choir",
    "as soon as possible, as a team",
    "MFA/SSO and SAML",
    "to a degree, you decide",
    "an accredited four-year degree granting college",
    "Project Master Plan",
    "be part of it and do good",
    "our high school is old",
    "experience tutoring high school students",
    "support PhD students in the lab",
    "a higher education degree",
    "an advanced degree",
    "degrees of freedom",
    "360 degree feedback",
    "the fundamentals of MPP architectures",
    "part of the staff (BS&C)",
    "one PhD fellowship",
]


@pytest.mark.parametrize("text", NO_DEGREE)
def test_what_is_no_degree_is_not_claimed(text: str) -> None:
    assert _rows(text) == []


def test_titles() -> None:
    assert _rows("Research Intern (BS/MS)", title=True) == [("bachelor", None, ()), ("master", None, ())]
    assert _rows("Research Intern (MS)", title=True) == [("master", None, ())]
    assert _rows("Research Intern (MS)") == []
    assert _rows("PhD Intern, Optics", title=True) == [("doctorate", None, ())]


def test_the_evidence_holds_status_and_fields() -> None:
    text = "We want people pursuing a Master's degree in Physics, Chemistry, or a related field."
    (match,) = find_degrees(text)
    assert text[match.start : match.end] == "pursuing a Master's degree in Physics, Chemistry"
