from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from openpostings.builders.normalise.skills import find_skills
from openpostings.builders.normalise.wording import mapping
from openpostings.builders.tables import load_table, string_lists, strings

CASES = [
    ("Python, R, and SQL", ["Python", "R", "SQL"]),
    ("C/C++", ["C", "C++"]),
    ("Node.js, .NET, C#, CI/CD, PL/SQL", ["Node.js", ".NET", "C#", "CI/CD", "PL/SQL"]),
    ("LLMs", ["large language models"]),
    ("NLP", ["natural language processing"]),
    ("deep-learning and computer vision", ["deep learning", "computer vision"]),
    ("machine learning infrastructure", ["machine learning"]),
    ("React Native and React", ["React Native", "React"]),
    ("Google Cloud Platform", ["Google Cloud"]),
    ("GCP, Apache Airflow", ["Google Cloud", "Airflow"]),
    ("shell scripting, Bash", ["shell", "Bash"]),
    ("ASP.NET Core", ["ASP.NET"]),
    ("Experience with Go", ["Go"]),
    ("Proficiency in R", ["R"]),
    ("R programming", ["R"]),
    ("Spark, Hadoop", ["Spark", "Hadoop"]),
    ("Advanced Excel skills", ["Excel"]),
    ("Microsoft Excel, Word and PowerPoint", ["Excel", "Word", "PowerPoint"]),
    ("AWS (EC2, S3, Lambda)", ["AWS", "EC2", "S3", "AWS Lambda"]),
    ("\u2022 Excel", ["Excel"]),
    ("HPLC and Western blots", ["HPLC", "Western blotting"]),
    ("QGIS / ArcGIS Pro", ["QGIS", "ArcGIS"]),
    ("SolidWorks, AutoCAD and GD&T", ["SolidWorks", "AutoCAD", "GD&T"]),
    ("power bi", ["Power BI"]),
    ("Power\n      BI", ["Power BI"]),
    ("Knowledge of R is a plus", ["R"]),
    ("Using Excel to plan", ["Excel"]),
    ("a solid grasp of C.", ["C"]),
    ("Proficient in Go or Rust", ["Go", "Rust"]),
    ("Maîtrise d\u2019Excel", ["Excel"]),
    ("Maîtrise d'Excel", ["Excel"]),
    ("Gute Kenntnisse in R", ["R"]),
    ("Sehr gute Excel-Kenntnisse", ["Excel"]),
    ("R is a plus", ["R"]),
    ("SDS-PAGE and gel electrophoresis", ["SDS-PAGE", "gel electrophoresis"]),
    ("HACCP, GTFS, KLayout, Drake Tax", ["HACCP", "GTFS", "KLayout", "Drake Tax"]),
    ("ISO 14064, ISO9001:2015 and ISO/IEC 27001", ["ISO 14064", "ISO 9001", "ISO/IEC 27001"]),
    ("Computer-Aided Design (CAD)", ["CAD", "CAD"]),
    ("Domain Name System (DNS), DHCP", ["DNS", "DHCP"]),
    ("machine\u00a0learning", ["machine learning"]),
    ("Technologies: reactjs, django, docker", ["React", "Django", "Docker"]),
    ("Knowledge of git", ["Git"]),
    ("Scratch, Python and Zig", ["Scratch", "Python", "Zig"]),
    ("Spring, Hibernate", ["Spring", "Hibernate"]),
    ("SAP S/4HANA, Navision and DATEV", ["SAP S/4HANA", "Dynamics NAV", "DATEV"]),
    ("MQTT, LoRaWAN and OPC UA", ["MQTT", "LoRaWAN", "OPC UA"]),
    ("Proficient in SAS, Swift or Dash", ["SAS", "Swift", "Dash"]),
    ("Microsoft Access and MS Word", ["Access", "Word"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_skills(text: str, expected: list[str]) -> None:
    assert [match.value for match in find_skills(text)] == expected


NOTHING = [
    "R&D team", "Go to market plan", "You excel in sales", "Excel in a fast-paced team", "C-level staff",
    "our Series C", "word of mouth", "access to data", "Spark joy", "a swift response", "Swift response", "Vitamin C",
    "Julia Roberts", "https://example.org/rust/go", "mail@python.org", "hello@example.net", "edge.example.net",
    "non-Python", "a lean team", "communication and teamwork", "the rest of it", "notion of time", "the chef",
    "Take the helm", "scalable", "sass and class", "go, no-go", "bookkeeping", "algorithms and data structures",
    "understanding of Go to Market", "experience with Go-to-market", "C is for cookie", "ISO 400 film",
    "GLP-1 medication", "Computer Aided Dispatch (CAD) and CAD logs", "life at Asana", "Shell is a company",
    "market research", "Experience in Word processing", "Access is required to enter", "Dash of salt",
    "Unity of purpose", "in a word",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_words_that_are_no_skills(text: str) -> None:
    assert find_skills(text) == []


def test_the_evidence_is_the_mention() -> None:
    text = "We use Postgres, K8s and sklearn."
    matches = find_skills(text)
    assert [text[match.start : match.end] for match in matches] == ["Postgres", "K8s", "sklearn"]
    assert [match.value for match in matches] == ["PostgreSQL", "Kubernetes", "scikit-learn"]


def test_the_table_has_enough_names_and_no_spelling_twice() -> None:
    skills = string_lists(mapping(load_table("skills")["skills"]))
    assert len(skills) >= 1400
    spellings = [spelling.casefold() for name, aliases in skills.items() for spelling in {name, *aliases}]
    assert len(spellings) == len(set(spellings))


def test_marked_spellings_are_in_the_table() -> None:
    table = load_table("skills")
    known = {
        spelling for name, aliases in string_lists(mapping(table["skills"])).items() for spelling in (name, *aliases)
    }
    folded = {spelling.casefold() for spelling in known}
    for key in ("exact", "weak"):
        marked = strings(table[key])
        assert len(marked) == len(set(marked))
        assert not [spelling for spelling in marked if spelling.casefold() not in folded]


def test_no_table_says_a_key_twice() -> None:
    folder = files("openpostings.builders").joinpath("data")
    for name in ("skills", "degrees", "places", "regions", "countries", "experience", "employment_types"):
        node = yaml.compose(folder.joinpath(f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        nodes = [node]
        while nodes:
            current = nodes.pop()
            if isinstance(current, yaml.MappingNode):
                keys = [key.value for key, _ in current.value]
                assert len(keys) == len(set(keys)), [key for key in keys if keys.count(key) > 1]
                nodes += [value for _, value in current.value]
