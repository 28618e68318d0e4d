"""What postings say in other languages than English, and what they only seem to say."""

from __future__ import annotations

import pytest

from openpostings.builders.normalise.authorization import find_authorization
from openpostings.builders.normalise.education import find_degrees
from openpostings.builders.normalise.employment import Position, find_employment_types
from openpostings.builders.normalise.experience import find_experience
from openpostings.builders.normalise.graduation import find_graduation
from openpostings.builders.normalise.workplace import find_workplace

EXPERIENCE = [
    ("mindestens 2 Jahre Berufserfahrung", (24, None, None)),
    ("mindestens drei Jahre Erfahrung in Kotlin", (36, None, "Kotlin")),
    ("Berufserfahrung von mindestens 4 Jahren im Einkauf", (48, None, "Einkauf")),
    ("Erste Berufserfahrung (1-2 Jahre)", (12, 24, None)),
    ("6 Monate Praxiserfahrung", (6, None, None)),
    ("au moins 3 ans d'expérience", (36, None, None)),
    ("3 à 5 ans d’expérience en logistique", (36, 60, "logistique")),
    ("expérience de 2 ans minimum dans la vente", (24, None, None)),
    ("Une première expérience de 6 mois en audit", (6, None, "audit")),
    ("5 años de experiencia en ventas", (60, None, "ventas")),
    ("experiencia mínima de 3 años como contador", (36, None, "contador")),
    ("experiência de 2 a 4 anos", (24, 48, None)),
    ("mínimo de 3 anos de experiência com SQL", (36, None, "SQL")),
    ("almeno 3 anni di esperienza", (36, None, None)),
    ("mindst 3 års erfaring", (36, None, None)),
    ("minimaal 3 jaar werkervaring als tuinman", (36, None, "tuinman")),
    ("alespoň 2 roky praxe", (24, None, None)),
    ("Experience: 3-5 years", (36, 60, None)),
]


@pytest.mark.parametrize(("text", "expected"), EXPERIENCE)
def test_lengths_of_experience(text: str, expected: tuple[int, int | None, str | None]) -> None:
    values = [match.value for match in find_experience(text)]
    assert [(value.months_min, value.months_max, value.in_) for value in values] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Seit 25 Jahren Erfahrung im Maschinenbau",
        "Unsere Firma hat 30 Jahre Erfahrung",
        "Alter: 3 Jahre",
        "Notre entreprise, 20 ans d'expérience",
        "Nuestra empresa tiene 15 años de experiencia",
        "máximo 2 años de experiencia",
        "Der Vertrag läuft 2 Jahre",
        "un stage de 6 mois",
    ],
)
def test_no_experience_is_asked_for(text: str) -> None:
    assert find_experience(text) == []


AUTHORIZATION = [
    ("Wir bieten kein Visa-Sponsoring", "not_offered"),
    ("Visa-Sponsoring ist leider nicht möglich", "not_offered"),
    ("Wir bieten Visa-Sponsoring", "offered"),
    ("Nous ne parrainons pas de visa", "not_offered"),
    ("Nous n'offrons pas de sponsoring de visa", "not_offered"),
    ("Wir bieten leider keine Visumsunterstützung", "not_offered"),
    ("No se ofrece patrocinio de visado", "not_offered"),
    ("No ofrecemos patrocinio de visa", "not_offered"),
    ("Ofrecemos patrocinio de visa", "offered"),
    ("Não oferecemos patrocínio de visto", "not_offered"),
    ("Non offriamo sponsorizzazione del visto", "not_offered"),
    ("Sponsorship: not available", "not_offered"),
    ("Gültige Arbeitserlaubnis für Deutschland", "any_authorized"),
    ("Eine Arbeitserlaubnis wird vorausgesetzt", "any_authorized"),
    ("Permis de travail valide en France requis", "any_authorized"),
    ("Debes tener permiso de trabajo en España", "any_authorized"),
    ("É necessário ter autorização de trabalho em Portugal", "any_authorized"),
    ("In possesso di un permesso di lavoro", "any_authorized"),
    ("Nationalité française requise", "citizen"),
    ("Nacionalidad española requerida", "citizen"),
    ("Sicherheitsüberprüfung erforderlich", "required"),
    ("Habilitation secret défense requise", "required"),
    ("Keine Sicherheitsüberprüfung erforderlich", "not_required"),
]


@pytest.mark.parametrize(("text", "value"), AUTHORIZATION)
def test_gates(text: str, value: str) -> None:
    assert [match.value.value for match in find_authorization(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Wir sponsern den örtlichen Sportverein",
        "Le visa du directeur est au dossier",
        "Hablamos de nacionalidad",
        "Werden Sie künftig ein Visum benötigen?",
        "Ihre Staatsangehörigkeit spielt keine Rolle",
        "La visa de crédito",
    ],
)
def test_no_gate_is_claimed(text: str) -> None:
    assert find_authorization(text) == []


WORKPLACES = [
    ("Die Stelle ist vollständig remote.", "TELECOMMUTE"),
    ("Das Praktikum findet vor Ort in Bremen statt.", "ONSITE"),
    ("Cette offre est en télétravail complet.", "TELECOMMUTE"),
    ("Le poste est hybride.", "HYBRID"),
    ("El puesto es presencial en Sevilla.", "ONSITE"),
    ("El trabajo es 100% remoto.", "TELECOMMUTE"),
    ("Vaga híbrida em Coimbra.", "HYBRID"),
    ("O trabalho é presencial.", "ONSITE"),
    ("Il lavoro si svolge in sede a Torino.", "ONSITE"),
]


@pytest.mark.parametrize(("text", "value"), WORKPLACES)
def test_workplaces_in_sentences(text: str, value: str) -> None:
    assert [match.value for match in find_workplace(text)] == [value]


LABELLED = [
    ("100 % télétravail", ["TELECOMMUTE"]),
    ("Télétravail partiel", ["HYBRID"]),
    ("vor Ort", ["ONSITE"]),
    ("Hybrides Arbeiten", ["HYBRID"]),
    ("modalidad híbrida", ["HYBRID"]),
    ("en présentiel", ["ONSITE"]),
    ("in sede", ["ONSITE"]),
    ("Ibrido", ["HYBRID"]),
    ("Op afstand", ["TELECOMMUTE"]),
    ("zdalnie", ["TELECOMMUTE"]),
    ("Homeoffice möglich", []),
    ("Kein Homeoffice", []),
    ("Télétravail occasionnel", []),
    ("リモート勤務", ["TELECOMMUTE"]),
]


@pytest.mark.parametrize(("text", "values"), LABELLED)
def test_workplaces_behind_a_key(text: str, values: list[str]) -> None:
    assert [match.value for match in find_workplace(text, labelled=True)] == values


DEGREES: list[tuple[str, tuple[str | None, str | None, tuple[str, ...]]]] = [
    ("Bac+5", ("master", None, ())),
    ("Bac +4/5 en informatique", ("master", None, ("informatique",))),
    ("Master 2 en finance", ("master", None, ("finance",))),
    ("M2 en biologie", ("master", None, ("biologie",))),
    ("Vous sortez d'une école d'ingénieurs", ("master", None, ())),
    ("Licenciatura em Engenharia", ("bachelor", None, ("Engenharia",))),
    ("Cursando graduação em Economia", ("bachelor", "pursuing", ("Economia",))),
    ("Mestrado em Estatística", ("master", None, ("Estatística",))),
    ("Laurea magistrale in Fisica", ("master", None, ("Fisica",))),
    ("Du studierst Informatik oder Physik", (None, "pursuing", ("Informatik", "Physik"))),
    ("Étudiante en droit", (None, "pursuing", ("droit",))),
    ("Estudiante de Química", (None, "pursuing", ("Química",))),
    ("Abitur", ("high_school", None, ())),
    ("doctorado", ("doctorate", None, ())),
    ("rising juniors or seniors", ("bachelor", "pursuing", ())),
    ("Must have junior or senior standing", ("bachelor", "pursuing", ())),
    ("penultimate-year student", (None, "pursuing", ())),
    ("In your penultimate year of university", (None, "pursuing", ())),
]


@pytest.mark.parametrize(("text", "expected"), DEGREES)
def test_degrees(text: str, expected: tuple[str | None, str | None, tuple[str, ...]]) -> None:
    values = [match.value for match in find_degrees(text)]
    assert [(value.credential_category, value.status, value.fields_of_study) for value in values] == [expected]


@pytest.mark.parametrize(
    ("text", "after", "before"),
    [
        ("Abschluss zwischen Dezember 2026 und Juni 2027", "2026-12-01", "2027-06-30"),
        ("diplômé en 2027", "2027-01-01", "2027-12-31"),
        ("graduación en 2027", "2027-01-01", "2027-12-31"),
        ("formatura prevista para dezembro de 2027", "2027-12-01", "2027-12-31"),
        ("Expected graduation between 12/2026 and 06/2027", "2026-12-01", "2027-06-30"),
    ],
)
def test_graduation(text: str, after: str, before: str) -> None:
    assert [(str(match.value.after), str(match.value.before)) for match in find_graduation(text)] == [(after, before)]


EMPLOYMENT: list[tuple[str, Position, list[str]]] = [
    ("Es handelt sich um ein Praktikum in Vollzeit.", "sentence", ["INTERN", "FULL_TIME"]),
    ("Wir bieten eine Teilzeitstelle.", "sentence", ["PART_TIME"]),
    ("Le poste est un CDI à temps plein.", "sentence", ["FULL_TIME"]),
    ("Contrat : CDD de 6 mois", "sentence", ["TEMPORARY"]),
    ("Se trata de un puesto a jornada completa.", "sentence", ["FULL_TIME"]),
    ("Este é um estágio em tempo integral.", "sentence", ["INTERN", "FULL_TIME"]),
    ("Contratto a tempo pieno", "sentence", ["FULL_TIME"]),
    ("Stage Comptable H/F", "title", ["INTERN"]),
    ("Stage designer for the theatre", "title", []),
    ("Tirocinio curriculare", "title", ["INTERN"]),
    ("tirocinio", "value", ["INTERN"]),
    ("Werkstudent", "value", ["PART_TIME"]),
    ("Tempo determinato", "value", ["TEMPORARY"]),
    ("Festanstellung", "value", []),
    ("CDI", "value", []),
    ("Duales Studium", "value", []),
]


@pytest.mark.parametrize(("text", "position", "values"), EMPLOYMENT)
def test_employment_types(text: str, position: Position, values: list[str]) -> None:
    assert [match.value for match in find_employment_types(text, position=position)] == values
