from __future__ import annotations

import pytest

from openpostings.builders.normalise.employment import find_employment_types, find_experience_level

TITLES = [
    ("Engineering-Intern (m/f/d)", ["INTERN"]),
    ("Intern-Data Science", ["INTERN"]),
    ("Non-Intern Engineer", []),
    ("Intern-Program Coordinator", []),
    ("Data Science Intern", ["INTERN"]),
    ("Data Science Intern (Full-time)", ["INTERN", "FULL_TIME"]),
    ("Software Engineering Co-op, Fall 2027", ["INTERN"]),
    ("Praktikum Maschinelles Lernen (m/w/d)", ["INTERN"]),
    ("Praktikantin Marketing", ["INTERN"]),
    ("Werkstudent Datenanalyse", ["PART_TIME"]),
    ("Estágio em Engenharia", ["INTERN"]),
    ("Stage - Ingénieur logiciel", ["INTERN"]),
    ("Becario de datos", ["INTERN"]),
    ("Recruiter (Contract)", ["CONTRACTOR"]),
    ("Night Nurse - Temp", ["TEMPORARY"]),
    ("Nurse, Per Diem", ["PER_DIEM"]),
    ("Seasonal Park Worker, Part Time", ["TEMPORARY", "PART_TIME"]),
    ("Museum Volunteer", ["VOLUNTEER"]),
    ("Freelance Illustrator", ["CONTRACTOR"]),
    ("Verkäufer in Teilzeit", ["PART_TIME"]),
    ("Internal Auditor", []),
    ("International Sales Lead", []),
    ("Internet Marketing Specialist", []),
    ("Contracts Administrator", []),
    ("Contract Manager", []),
    ("Volunteer Coordinator", []),
    ("Internship Program Manager", []),
    ("Stage Manager", []),
    ("Backstage Technician", []),
    ("Template Designer", []),
    ("", []),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_titles(title: str, expected: list[str]) -> None:
    assert [match.value for match in find_employment_types(title, position="title")] == expected


VALUES = [
    ("Full-time", ["FULL_TIME"]),
    ("Full time, Internship", ["FULL_TIME", "INTERN"]),
    ("Contract / Temporary", ["CONTRACTOR", "TEMPORARY"]),
    ("Temps plein", ["FULL_TIME"]),
    ("Vollzeit", ["FULL_TIME"]),
    ("Deltid", ["PART_TIME"]),
    ("CDD", ["TEMPORARY"]),
    ("Tiempo completo", ["FULL_TIME"]),
    ("Other", ["OTHER"]),
    ("Permanent", []),
    ("Internal", []),
]


@pytest.mark.parametrize(("value", "expected"), VALUES)
def test_values_of_keys(value: str, expected: list[str]) -> None:
    assert [match.value for match in find_employment_types(value, position="value")] == expected


SENTENCES = [
    ("This is a full-time position based in our Ohio lab.", ["FULL_TIME"]),
    ("A full-time, 12-week internship for students of geology.", ["FULL_TIME", "INTERN"]),
    ("This internship is part-time, 15 hours a week.", ["PART_TIME"]),
    ("The role is a temporary, part-time assignment.", ["TEMPORARY", "PART_TIME"]),
    ("This is a paid 10 week summer internship.", ["INTERN"]),
    ("This is a volunteer role.", ["VOLUNTEER"]),
    ("You must be a full-time student at a university.", []),
    ("Enrolled in a full-time degree programme.", []),
    ("Three years of full-time work experience.", []),
    ("The internship may lead to a full-time role.", []),
    ("Strong interns may convert to a full-time position.", []),
    ("Medical cover for full-time employees.", []),
    ("Previous internship experience is a plus.", []),
    ("This does not constitute a contract of employment.", []),
    ("You will review every contract with suppliers.", []),
    ("Experience working in a full-time position in retail.", []),
    ("We support internal and international teams.", []),
    ("All full-time roles come with a laptop.", []),
    ("The post reports to the seasonal camp director. This position is busy.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_must_be_about_this_job(sentence: str, expected: list[str]) -> None:
    matches = find_employment_types(sentence, position="sentence")
    assert [match.value for match in matches] == expected


def test_the_evidence_is_the_word() -> None:
    title = "Data Intern (Part-Time)"
    matches = find_employment_types(title, position="title")
    assert [title[match.start : match.end] for match in matches] == ["Intern", "Part-Time"]


LEVELS = [
    ("Senior Data Engineer", ["senior"]),
    ("Sr. Scientist", ["senior"]),
    ("Junior Accountant", ["entry"]),
    ("Jr Developer", ["entry"]),
    ("Entry-Level Analyst", ["entry"]),
    ("Mid-level Designer", ["mid"]),
    ("Lead Chemist", ["lead"]),
    ("Tech Lead", ["lead"]),
    ("Principal Engineer", ["lead"]),
    ("Staff Software Engineer", ["lead"]),
    ("Senior Staff Engineer", ["lead"]),
    ("Director of Finance", ["executive"]),
    ("Senior Director, Sales", ["executive"]),
    ("Head of Data", ["executive"]),
    ("Vice President, Risk", ["executive"]),
    ("VP Engineering", ["executive"]),
    ("Chief Medical Officer", ["executive"]),
    ("Senior Research Intern", ["internship"]),
    ("Machine Learning Internship", ["internship"]),
    ("Junior/Mid-level Developer", ["entry", "mid"]),
    ("Staff Nurse", []),
    ("Staff Accountant", []),
    ("Lead Generation Specialist", []),
    ("Senior Living Caretaker", []),
    ("Assistant to the Director", []),
    ("Assistant Principal", []),
    ("Internal Communications Manager", []),
    ("Leader of Teams", []),
    ("Data Analyst", []),
]


@pytest.mark.parametrize(("title", "expected"), LEVELS)
def test_levels(title: str, expected: list[str]) -> None:
    assert [match.value for match in find_experience_level(title)] == expected
