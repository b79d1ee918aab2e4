"""Training rosters of many layouts: who passed what, by row or by column, in several languages; pseudonyms."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from itertools import count
from typing import Any

import pytest
from openpyxl import Workbook

from planner.plan.changes import apply
from planner.plan.entities import (
    Artefact,
    ArtefactType,
    ArtefactVersion,
    Certificate,
    Course,
    Entity,
    Learner,
    Market,
    Team,
    Workforce,
)
from planner.plan.findings import Severity
from planner.plan.snapshot import Plan
from planner_importers.formats import import_file
from planner_importers.result import ImportResult
from planner_importers.tabular.pseudonyms import WeakSecretError

TODAY = date(2026, 11, 22)
SECRET = "kept in the vault of the office"
HEAD = "Employee ID,Name,Role,Market,Workforce,Course,Status,Completion date,Score\n"


def read(data: str | bytes, plan: Plan = Plan({}), name: str = "roster.csv", **options: Any) -> ImportResult:  # noqa: B008
    ids = count(len(plan))
    content = data.encode() if isinstance(data, str) else data
    return import_file(content, name, plan, new_id=lambda: f"n{next(ids)}", today=TODAY, **options)


def imported(data: str | bytes, plan: Plan = Plan({}), name: str = "roster.csv", **options: Any) -> Plan:  # noqa: B008
    """Return the plan after an import without errors; a second reading must change nothing."""
    result = read(data, plan, name, **options)
    assert [str(f) for f in result.findings if f.severity is Severity.ERROR] == []
    outcome = apply(plan, result.operations)
    assert outcome.accepted, outcome.findings
    assert read(data, outcome.plan, name, **options).operations == ()
    assert read(data, outcome.plan, name, **{**options, "mapping": result.mapping}).operations == ()
    return outcome.plan


def certificates(plan: Plan) -> set[tuple[str, str, str]]:
    courses, people = plan.all(Course), plan.all(Learner)
    rows = plan.all(Certificate).values()
    return {(people[r.learner_id].code, courses[r.course_id].name, r.passed_on.isoformat()) for r in rows}


def people(plan: Plan) -> dict[str, tuple[str, str, Workforce]]:
    markets = plan.all(Market)
    rows = plan.all(Learner).values()
    return {r.code: (r.role, markets[r.market_id].code if r.market_id else "", r.workforce) for r in rows}


def codes(result: ImportResult, severity: Severity = Severity.ERROR) -> list[str]:
    return [finding.code for finding in result.findings if finding.severity is severity]


def workbook(rows: list[list[object]], merged: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_one_row_per_learner_and_course() -> None:
    plan = imported(
        HEAD + "E1,Ada,Moderator,DE,In-house,SII,Completed,2026-03-01,92%\n"
        "E1,Ada,Moderator,DE,In-house,Labels,In progress,,\n"
        "E2,Bo,Reviewer,US,Vendor,SII,Passed,2026-03-02,85\n"
        "E3,Cy,Reviewer,US,Vendor,SII,Not started,,\n"
    )
    assert certificates(plan) == {("E1", "SII", "2026-03-01"), ("E2", "SII", "2026-03-02")}
    assert people(plan) == {
        "E1": ("Moderator", "DE", Workforce.IN_HOUSE),
        "E2": ("Reviewer", "US", Workforce.VENDOR),
        "E3": ("Reviewer", "US", Workforce.VENDOR),
    }
    assert sorted(row.score or 0 for row in plan.all(Certificate).values()) == [0.85, 0.92]


LOCALISED: Mapping[str, str] = {
    "german": "Personalnummer;Name;Rolle;Land;Intern/Extern;Kurs;Ergebnis;Abschlussdatum;Punktzahl\n"
    "1;Ada;Moderator;DE;intern;SII;Bestanden;13.03.2026;92,5\n2;Bo;Moderator;DE;extern;SII;Nicht bestanden;;\n",
    "french": "Matricule;Nom;Fonction;Pays;Employeur;Formation;Statut;Date de réussite\n"
    "1;Ada;Moderator;DE;interne;SII;Réussi;13/03/2026\n2;Bo;Moderator;DE;prestataire;SII;En cours;\n",
    "spanish": "Legajo;Nombre;Puesto;País;Tipo de contrato;Curso;Estado;Fecha de finalización\n"
    "1;Ada;Moderator;DE;interno;SII;Aprobado;13/03/2026\n2;Bo;Moderator;DE;proveedor;SII;Pendiente;\n",
    "japanese": "社員番号,氏名,役割,市場,雇用形態,研修名,受講状況,修了日\n"
    "1,山田,Moderator,DE,正社員,SII,修了,2026/03/13\n2,鈴木,Moderator,DE,業務委託,SII,未受講,\n",
    "chinese": "工号,姓名,角色,市场,用工类型,课程名称,完成状态,完成日期\n"
    "1,王,Moderator,DE,正式员工,SII,已完成,2026-03-13\n2,李,Moderator,DE,外包,SII,未开始,\n",
    "portuguese": "Matrícula;Nome;Cargo;País;Tipo de vínculo;Curso;Situação;Data de conclusão\n"
    "1;Ada;Moderator;DE;interno;SII;Concluído;13/03/2026\n2;Bo;Moderator;DE;terceirizado;SII;Não iniciado;\n",
    "polish": "Numer pracownika;Imię i nazwisko;Rola;Kraj;Typ zatrudnienia;Szkolenie;Stan;Data ukończenia\n"
    "1;Ada;Moderator;DE;etatowy;SII;Zaliczony;2026-03-13\n2;Bo;Moderator;DE;zewnętrzny;SII;W toku;\n",
}


@pytest.mark.parametrize("language", LOCALISED)
def test_headings_and_words_of_many_languages(language: str) -> None:
    plan = imported(LOCALISED[language])
    assert certificates(plan) == {("1", "SII", "2026-03-13")}
    assert people(plan) == {
        "1": ("Moderator", "DE", Workforce.IN_HOUSE),
        "2": ("Moderator", "DE", Workforce.VENDOR),
    }


def test_one_column_per_course_with_words_days_and_both() -> None:
    result = read(
        "Agent ID,Market,Vendor,SII cert,Labels,Manager\nA1,DE,Acme,2026-03-01,Passed 2026-04-01 (92%),Zed\n"
        "A2,DE,,In progress,2026-04-02,Zed\nA3,US,,n/a,✗,Zed\nTotal,,,1,2,\n"
    )
    plan = apply(Plan({}), result.operations).plan
    assert certificates(plan) == {
        ("A1", "SII cert", "2026-03-01"),
        ("A1", "Labels", "2026-04-01"),
        ("A2", "Labels", "2026-04-02"),
    }
    assert people(plan)["A1"] == ("", "DE", Workforce.VENDOR)
    assert [row.score for row in plan.all(Certificate).values()] == [None, 0.92, None]
    assert codes(result, Severity.INFO).count("taken-as-course") == 2
    assert "rows-passed-over" in codes(result, Severity.INFO)


def test_two_row_headings_name_the_course_above() -> None:
    data = workbook(
        [
            ["Certification status"],
            [None, None, "SII", None, None, "Labels", None],
            ["Employee ID", "Market", "Status", "Date", "Score", "Status", "Date"],
            ["E1", "DE", "Passed", date(2026, 3, 1), 0.9, "Passed", date(2026, 3, 2)],
            ["E2", "DE", "Failed", date(2026, 3, 3), 0.4, "In progress", None],
        ],
        ("C2:E2", "F2:G2"),
    )
    plan = imported(data, name="roster.xlsx")
    assert certificates(plan) == {("E1", "SII", "2026-03-01"), ("E1", "Labels", "2026-03-02")}


def test_a_report_that_names_each_person_once() -> None:
    rows = "E1,Ada,Moderator,DE,Vendor,SII,Passed,2026-03-01,\n,,,,,Labels,Passed,2026-03-02,\n"
    plan = imported(HEAD + rows + "E2,Bo,Moderator,DE,Vendor,SII,Failed,2026-03-01,\n")
    assert certificates(plan) == {("E1", "SII", "2026-03-01"), ("E1", "Labels", "2026-03-02")}


def test_a_sheet_about_one_course_that_its_title_names() -> None:
    plan = imported(
        "Course: SII certification\nAs of 2026-11-20\n\nEmail,Country,Vendor,Status\n"
        "a@example.org,DE,Acme,Passed\nb@example.org,DE,,Not started\n"
    )
    assert certificates(plan) == {("a@example.org", "SII certification", "2026-11-20")}


def test_people_alone_with_joiners_and_leavers() -> None:
    plan = imported(
        "Employee ID,Full name,Role,Market,Workforce,Join date,Leave date\n"
        "E1,Ada,Moderator,DE,Vendor,2026-01-05,\nE2,Bo,Moderator,DE,FTE,2026-01-05,2026-10-31\n"
    )
    found = {row.code: (row.name, row.joined_on, row.left_on) for row in plan.all(Learner).values()}
    assert found == {
        "E1": ("Ada", date(2026, 1, 5), None),
        "E2": ("Bo", date(2026, 1, 5), date(2026, 10, 31)),
    }


def test_first_and_last_names_are_one_name() -> None:
    plan = imported("User ID,First name,Last name,Role,Market\nU1,Ada,Lovelace,Moderator,DE\n")
    assert [row.name for row in plan.all(Learner).values()] == ["Ada Lovelace"]


def test_expired_certificates_never_count_on() -> None:
    plan = imported(HEAD + "E1,Ada,Moderator,DE,Vendor,SII,Expired,2025-01-02,\n")
    (row,) = plan.all(Certificate).values()
    assert (row.passed_on, row.expires_on) == (date(2025, 1, 2), date(2025, 1, 2))


def test_who_passed_without_a_day_is_taken_as_of_today_and_said_once() -> None:
    data = "Agent ID,Market,Workforce,SII\nA1,DE,Vendor,Passed\nA2,DE,Vendor,Passed\n"
    result = read(data)
    (found,) = [f for f in result.findings if f.code == "assumed-completion-day"]
    assert found.message == "D (SII) says of 2 who passed, but not when; 2026-11-22 is taken."
    plan = apply(Plan({}), result.operations).plan
    later = import_file(data.encode(), "roster.csv", plan, new_id=lambda: "x", today=date(2027, 5, 1))
    assert later.operations == ()


def with_course(*more: Entity) -> Plan:
    return Plan.of(
        Artefact(id="a", code="ART", name="Text", type=ArtefactType.COURSE),
        ArtefactVersion(id="v2", artefact_id="a", version="2.0"),
        Course(id="c", code="SII-CERT", name="SII certification", artefact_id="a", validity_months=12),
        Market(id="de", code="DE", name="Germany"),
        Team(id="t", code="TS", name="Trust"),
        *more,
    )


VERSIONED = "Employee ID,Market,Team,Workforce,Course ID,Course name,Course version,Status,Completed on\n"


def test_courses_versions_markets_and_teams_of_the_plan_are_found() -> None:
    data = VERSIONED + "E1,Germany,Trust,Vendor,LMS-991,SII Certification,v2.0,Completed,2026-03-01\n"
    plan = imported(data, with_course())
    (row,), (learner,) = plan.all(Certificate).values(), plan.all(Learner).values()
    assert (row.course_id, row.version_id, learner.market_id, learner.team_id) == ("c", "v2", "de", "t")
    assert len(plan.all(Course)) == 1


def test_a_version_that_the_course_does_not_have_is_an_error_of_its_row() -> None:
    data = VERSIONED + "E1,DE,Trust,Vendor,SII-CERT,,9,Completed,2026-03-01\n"
    result = read(data, with_course())
    assert (result.operations, codes(result)) == ((), ["unknown-course-version"])
    assert (result.findings[0].place.row, result.findings[0].message) == (2, "The course has no version '9'.")


def test_each_cell_that_cannot_be_read_is_named() -> None:
    result = read(
        HEAD + "E1,Ada,Moderator,DE,Martian,SII,Completed,2026-13-45,92%\n"
        "E2,Bo,Moderator,DE,Vendor,SII,Kompleted,2026-03-01,192%\n,,,DE,Vendor,SII,Completed,2026-03-01,90%\n"
        "E3,Cy,Moderator,DE,Vendor,SII,Completed,2026-03-01,90%\n"
    )
    errors = [f for f in result.findings if f.severity is Severity.ERROR]
    assert {(f.code, f.place.row, f.place.column, f.place.value) for f in errors} == {
        ("unreadable-workforce", 2, "E (Workforce)", "Martian"),
        ("unreadable-date", 2, "H (Completion date)", "2026-13-45"),
        ("unreadable-status", 3, "G (Status)", "Kompleted"),
        ("unreadable-score", 3, "I (Score)", "192%"),
        ("learner-missing", 4, None, None),
    }
    assert result.operations == ()


def test_with_partial_the_sound_rows_go_in() -> None:
    data = HEAD + "E1,A,Moderator,DE,Martian,SII,Passed,2026-03-01,\nE2,B,Moderator,DE,Vendor,SII,Passed,2026-03-01,\n"
    result = read(data, partial=True)
    assert certificates(apply(Plan({}), result.operations).plan) == {("E2", "SII", "2026-03-01")}
    assert codes(result, Severity.WARNING) == ["row-left-out"]


def test_a_newer_export_adds_what_is_new_and_updates_what_differs() -> None:
    first = imported(
        HEAD + "E1,Ada,Moderator,DE,Vendor,SII,In progress,,\nE2,Bo,Moderator,DE,Vendor,SII,Passed,2026-04-01,\n"
    )
    data = HEAD + "E1,Ada,Team lead,DE,Vendor,SII,Completed,2026-05-01,80\n"
    result = read(data, first)
    assert [(o.action.value, o.kind, sorted(o.values)) for o in result.operations] == [
        ("update", "learner", ["role"]),
        ("create", "certificate", ["course_id", "learner_id", "passed_on", "score"]),
    ]


def test_rows_that_contradict_each_other_are_named() -> None:
    data = HEAD + "E1,A,Moderator,DE,Vendor,SII,Passed,2026-03-01,\nE1,A,Reviewer,DE,Vendor,Labels,Failed,,\n"
    result = read(data)
    (found,) = [f for f in result.findings if f.code == "contradicting-rows"]
    assert (found.place.row, found.message) == (
        3, "An earlier row of the same person gives another role; the earlier one is kept.",
    )  # fmt: skip
    assert people(apply(Plan({}), result.operations).plan)["E1"][0] == "Moderator"


def test_without_a_word_on_the_employer_people_are_in_house_and_that_is_said() -> None:
    result = read("Employee ID,Market,Course,Status,Completion date\nE1,DE,SII,Passed,2026-03-01\n")
    assert codes(result, Severity.WARNING) == ["workforce-assumed"]


def test_numbers_that_a_spreadsheet_has_mangled_are_refused() -> None:
    assert codes(read(HEAD + "1.21E+15,A,Moderator,DE,Vendor,SII,Passed,2026-03-01,\n")) == ["mangled-id"]


LINE = HEAD + "E1,Ada Lovelace,Moderator,DE,Vendor,SII,Completed,2026-03-01,92%\n"


def test_pseudonyms_drop_names_and_numbers_and_stay_the_same() -> None:
    plan = imported(LINE, pseudonyms=SECRET)
    (row,) = plan.all(Learner).values()
    assert (len(row.code), row.code[:2], row.name, row.external_ids) == (18, "P-", "", ())
    other = imported(
        "Staff ID,Market,Workforce,Course,Status,Completion date\n e1 ,DE,Vendor,Labels,Completed,2026-06-01\n",
        plan,
        "other.csv",
        pseudonyms=SECRET,
    )
    assert [learner.code for learner in other.all(Learner).values()] == [row.code]
    assert len(other.all(Certificate)) == 2
    (changed,) = imported(LINE, pseudonyms="another secret altogether").all(Learner).values()
    assert changed.code != row.code


def test_nothing_of_a_pseudonymous_import_names_anybody() -> None:
    data = "E77,Ada Lovelace,Moderator,DE,Vendor,SII,Kompleted,2026-13-01,\n"
    data += "E77,Ada Byron,Reviewer,DE,Vendor,SII,Completed,2026-03-01,\n"
    result = read(HEAD + data, pseudonyms=SECRET, partial=True)
    told = repr((result.operations, result.findings, result.mapping))
    assert [word for word in ("E77", "Ada", "Lovelace", "Byron") if word in told] == []


def test_people_known_by_number_become_pseudonymous_and_not_two() -> None:
    named = imported(LINE)
    result = read(LINE, named, pseudonyms=SECRET)
    assert [(o.action.value, o.kind, sorted(o.values)) for o in result.operations] == [
        ("update", "learner", ["code", "name"])
    ]


def test_numbers_are_not_mixed_into_a_pseudonymous_roster() -> None:
    plan = imported(LINE, pseudonyms=SECRET)
    result = read(LINE, plan)
    assert (result.operations, codes(result)) == ((), ["pseudonymous-roster"])


def test_a_secret_that_could_be_guessed_is_refused() -> None:
    with pytest.raises(WeakSecretError, match="less than 12 characters"):
        read(LINE, pseudonyms="secret")


@pytest.mark.parametrize(
    "data",
    [
        "ID,Task,Status,Start date,End date\n1,Train staff,In progress,2026-01-05,2026-01-09\n",
        "Name,Course,Duration,Predecessors\nA,B,3d,\nC,D,2d,A\n",
        "Name,Phase 1,Phase 2\nAlpha,2026-01-05,2026-02-05\nBeta,2026-03-05,2026-04-05\n",
        "Owner,Training,Status,Due date\nAda,SII,Passed,2026-01-05\n",
    ],
)
def test_plans_are_not_taken_for_rosters(data: str) -> None:
    assert not any(operation.kind in ("learner", "certificate") for operation in read(data).operations)


def test_names_and_addresses_in_two_columns_of_ids_and_who_employs_by_what_cells_say() -> None:
    plan = imported(workbook([
        ["Associate", "E-mail", "Employment", "Hire date", "SII v3", "Golden set (%)"],
        ["Kovács, Ildikó", "ik@vendor.example", "BPO", date(2025, 4, 1), date(2026, 10, 3), 92],
        ["O'Neill, Pat", "pat@own.example", "FTE", date(2024, 1, 15), "in progress", None],
    ]))  # fmt: skip
    assert people(plan) == {
        "ik@vendor.example": ("", "", Workforce.VENDOR),
        "pat@own.example": ("", "", Workforce.IN_HOUSE),
    }
    assert [row.name for row in plan.all(Learner).values()] == ["Kovács, Ildikó", "O'Neill, Pat"]
    assert certificates(plan) == {("ik@vendor.example", "SII v3", "2026-10-03")}


def test_headings_that_begin_with_a_course_and_a_sheet_that_says_who_employs() -> None:
    rows = (
        "Agent,Country,SII v3 passed?,SII v3 date,Labels date\nA1,BR,Yes,3.10.2026,13.10.2026\nA2,BR,No,,14.10.2026\n"
    )
    plan = imported(rows, name="vendor.csv")
    assert people(plan) == {"A1": ("", "BR", Workforce.VENDOR), "A2": ("", "BR", Workforce.VENDOR)}
    assert certificates(plan) == {
        ("A1", "SII v3", "2026-10-03"), ("A1", "Labels", "2026-10-13"), ("A2", "Labels", "2026-10-14"),
    }  # fmt: skip


def test_lists_of_work_with_names_and_days_are_no_rosters() -> None:
    for head in ("Name,Owner,Market,Legal review,Live", "Name,Tier,Market,Legal review,Live"):
        rows = f"{head}\nScam ads policy v2,Ada,DE,2026-10-03,2026-11-02\nLabels (all),Bo,FR,2026-10-04,\n"
        assert "learner" not in {operation.kind for operation in read(rows).operations}


def test_a_german_export_with_a_preamble_semicolons_and_names_the_other_way_round() -> None:
    plan = imported(
        "Schulungsnachweis;Stand: 01.02.2027;;;;;;;\n;;;;;;;;\n"
        "Personalnr.;Nachname, Vorname;Tätigkeit;Einsatzland;Beschäftigung;Kurscode;Schulungsstatus;Abschluss am;"
        "Ergebnis %\n"
        "4711;Müller, Jörg;Moderator;DE;Intern;HATE-C;Bestanden;15.01.2027;91,5\n"
        "4712;Weiß, Änne;Moderator;DE;Extern (TP);HATE-C;In Bearbeitung;;\n"
    )
    assert certificates(plan) == {("4711", "HATE-C", "2027-01-15")}
    assert people(plan)["4712"] == ("Moderator", "DE", Workforce.VENDOR)
    assert [row.score for row in plan.all(Certificate).values()] == [0.915]


def test_a_merged_heading_above_the_people_and_above_each_course() -> None:
    rows: list[list[object]] = [
        [None, "Learner", None, None, "SII", None, None],
        [None, "ID", "Role", "Market", "Status", "Completed", "Quality score"],
        [None, "V1", "Moderator", "FR", "Passed", date(2027, 1, 10), 0.9],
        [None, "V2", "Moderator", "FR", "Passed", "Mar 3, 2026", 0.7],
        [None, "V3", "Moderator", "FR", "Failed", None, None],
    ]
    plan = imported(workbook(rows, ("B1:D1", "E1:G1")), name="vendor.xlsx")
    assert certificates(plan) == {("V1", "SII", "2027-01-10"), ("V2", "SII", "2026-03-03")}
    assert sorted(row.proficiency or 0 for row in plan.all(Certificate).values()) == [0.7, 0.9]


def test_the_words_of_learning_systems() -> None:
    plan = imported(
        "User ID,User Full Name,Division,Training Title,Transcript Status,Transcript Completed Date,Transcript Score\n"
        'u1,Ann Lee,EMEA,SII,Completed,"Jan 5, 2027",88\nu2,Bob Ray,EMEA,SII,In Progress,,\n'
    )
    assert certificates(plan) == {("u1", "SII", "2027-01-05")}
    assert certificates(imported("Learner number,Course,Result,Date\n7,SII,Pass,2027-01-03\n")) == {
        ("7", "SII", "2027-01-03")
    }


def test_a_bare_id_is_a_person_beside_a_course_or_beside_people() -> None:
    plan = imported("ID,Role,Country,Course,Result,Date\nA1,Moderator,DE,SII,Pass,2027-01-03\n")
    assert certificates(plan) == {("A1", "SII", "2027-01-03")}
    plan = imported("ID;Land;Rolle;Anstellung;Eintritt\nP1;DE;Moderator;Vendor;01.02.2027\n")
    assert people(plan) == {"P1": ("Moderator", "DE", Workforce.VENDOR)}
    assert [row.joined_on for row in plan.all(Learner).values()] == [date(2027, 2, 1)]


def test_companies_of_which_some_say_that_they_are_vendors() -> None:
    data = "Employee ID,Company,Role,SII\nE1,ACME BPO,Moderator,Passed 2027-01-12\nE2,Northstar,Moderator,-\n"
    assert [row.workforce for row in imported(data).all(Learner).values()] == [Workforce.VENDOR, Workforce.IN_HOUSE]
    (said,) = (finding for finding in read(data).findings if finding.code == "workforce-assumed")
    assert said.message == "'Northstar' does not say that it is a vendor; its people are taken to be in-house."


@pytest.mark.parametrize(
    ("heading", "vendor", "own"), [("BPO?", "ja", "nein"), ("External", "x", "no"), ("Permanent", "no", "yes")]
)
def test_yes_and_no_answer_who_employs_people(heading: str, vendor: object, own: object) -> None:
    plan = imported(f"Mitarbeiter-Nr;Rolle;Land;{heading}\nA1;Moderator;IN;{vendor}\nA2;Moderator;IN;{own}\n")
    assert people(plan) == {
        "A1": ("Moderator", "IN", Workforce.VENDOR),
        "A2": ("Moderator", "IN", Workforce.IN_HOUSE),
    }
