"""Where the table is: headings anywhere, tables beside and below one another, merged headings, preamble, footer."""

from typing import TYPE_CHECKING

import openpyxl
import pytest

if TYPE_CHECKING:
    from tests.importers.tabular.conftest import Bookmaker, Importer


def test_headings_in_row_seven_and_data_from_column_b(imported: "Importer") -> None:
    table = [["Apollo programme plan"], [], ["Owner:", "Ada"], ["Status date", "2027-01-01"], [], [],
             [None, "ID", "Task", "Start", "Finish"], [None, "A-1", "Draft", "2027-01-04", "2027-01-08"],
             [None, "A-2", "Sign", "2027-01-11", "2027-01-12"]]  # fmt: skip
    plan = imported(table)
    assert plan.names() == ["Draft", "Sign"]
    assert plan.mapping.plans[0].header_rows == (7,)
    assert [column.letter for column in plan.mapping.plans[0].columns] == ["B", "C", "D", "E"]


def test_two_plans_beside_each_other(imported: "Importer") -> None:
    table = [["ID", "Task", "Duration", None, "ID", "Task", "Duration"],
             ["A-1", "Draft", "2d", None, "B-1", "Build", "3w"],
             ["A-2", "Sign", "1d", None, "B-2", "Test", "1w"]]  # fmt: skip
    plan = imported(table)
    assert sorted(plan.names()) == ["Build", "Draft", "Sign", "Test"]
    assert [table.columns[0].letter for table in plan.mapping.plans] == ["A", "E"]


def test_an_empty_column_inside_one_plan(imported: "Importer") -> None:
    table = [["ID", "Task", None, "Start", "Finish", "Owner"],
             ["A-1", "Draft", None, "2027-01-04", "2027-01-08", "Ada"]]  # fmt: skip
    plan = imported(table)
    assert len(plan.mapping.plans) == 1
    assert plan.work("A-1").owner == "Ada"


def test_plans_below_each_other_with_different_headings(imported: "Importer") -> None:
    text = (
        "Phase 1\nID,Task,Duration\nA-1,Draft,2d\n\nPhase 2\nCode,Activity,Start,End\nB-1,Build,2027-01-04,2027-01-08\n"
    )
    plan = imported(text)
    assert sorted(plan.names()) == ["Build", "Draft"]
    assert [table.header_rows for table in plan.mapping.plans] == [(2,), (6,)]


def test_monday_groups_repeat_the_headings(imported: "Importer") -> None:
    head = "Name,Person,Status,Timeline - Start,Timeline - End,Dependent On"
    text = f"Launch board\n\nPlanning\n{head}\nDraft,Ada,Done,2027-01-04,2027-01-08,\n\nDelivery\n{head}\n"
    text += "Build,Bob,Working on it,2027-01-11,2027-02-05,Draft\n"
    plan = imported(text)
    assert sorted(plan.names()) == ["Build", "Draft"]
    assert plan.links() == ["Draft FS Build"]


def test_merged_headings_over_two_rows(imported: "Importer", workbook: "Bookmaker") -> None:
    def merge(book: openpyxl.Workbook) -> None:
        for area in ("A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:I1"):
            book["Plan"].merge_cells(area)

    rows = [["ID", "Task", "Planned", None, "Actual", None, "Duration (weeks)", None, None],
            [None, None, "Start", "Finish", "Start", "Finish", "Optimistic", "Pessimistic", "Likely"],
            ["A-1", "Draft", "2027-01-04", "2027-01-29", "2027-01-05", None, 3, 9, 5]]  # fmt: skip
    plan = imported(workbook({"Plan": rows}, merge))
    assert plan.mapping.plans[0].header_rows == (1, 2)
    assert plan.fields() == ["code", "name", "start", "finish", "actual_start", "other", "optimistic", "pessimistic",
                             "likely"] or plan.fields()[5] == "actual_finish"  # fmt: skip
    draft = plan.work("A-1")
    assert [str(d) for d in (draft.optimistic, draft.duration, draft.pessimistic)] == ["3w", "5w", "9w"]
    assert f"{draft.actual_start:%Y-%m-%d}" == "2027-01-05"


def test_totals_and_remarks_below_the_plan_are_no_work(imported: "Importer") -> None:
    text = "ID,Task,Days\nA-1,Draft,2\nA-2,Sign,1\n,Total,3\n\nNote: all dates are provisional,,\n"
    plan = imported(text)
    assert plan.names() == ["Draft", "Sign"]
    assert "rows-passed-over" in plan.codes()


def test_row_with_dates_but_no_name_is_an_error(imported: "Importer") -> None:
    plan = imported("ID,Task,Start\nA-1,Draft,2027-01-04\nA-2,,2027-01-05\n")
    assert plan.codes() == ["missing-name"]
    assert plan.finding("missing-name").place.row == 3
    assert imported("ID,Task,Start\nA-1,Draft,2027-01-04\nA-2,,2027-01-05\n", partial=True).names() == ["Draft"]


def test_sheets_that_are_no_plans_are_named(imported: "Importer", workbook: "Bookmaker") -> None:
    sheets = {
        "Plan": [["ID", "Task", "Duration"], ["A-1", "Draft", "2d"]],
        "Risks": [["ID", "Risk", "Probability", "Impact"], [1, "Delay", "High", "Low"]],
        "People": [["Name", "Email", "Department", "Role"], ["Ada", "a@b.c", "Legal", "Lead"]],
        "Empty": [],
    }
    plan = imported(workbook(sheets))
    assert plan.names() == ["Draft"]
    found = [f.place.sheet for f in plan.result.findings if f.code == "sheet-not-a-plan"]
    assert found == ["Risks", "People"]


def test_headings_nobody_knows_are_read_by_their_cells(imported: "Importer") -> None:
    text = "Zorp,Blick,Quux,Frob\nK-1,Write the first draft,2027-01-04,2027-01-08\n"
    text += "K-2,Review the whole draft,2027-01-11,2027-01-12\nK-3,Sign and publish it,2027-01-13,2027-01-14\n"
    plan = imported(text)
    assert plan.fields() == ["code", "name", "start", "finish"]
    assert all(column.confidence == 0.5 for column in plan.mapping.plans[0].columns)


def test_no_headings_at_all(imported: "Importer") -> None:
    text = "K-1,Write the first draft,2027-01-04,2027-01-08,\nK-2,Review the whole draft,2027-01-11,2027-01-12,K-1FS\n"
    text += "K-3,Sign and publish it,2027-01-13,2027-01-14,K-2FS+1d\n"
    plan = imported(text)
    assert plan.mapping.plans[0].header_rows == ()
    assert plan.links() == ["Review the whole draft FS 1d Sign and publish it",
                            "Write the first draft FS Review the whole draft"]  # fmt: skip


LANGUAGES = {
    "de": (
        "Nr.;Vorgangsname;Dauer;Anfang;Ende;Vorgänger;Ressourcennamen",
        "1;Entwurf;2 Tage;04.01.2027;05.01.2027;;Ada",
        "2;Prüfung;1 Woche;06.01.2027;12.01.2027;1EA+1 Tag;Bob",
    ),
    "fr": (
        "N°;Nom de la tâche;Durée;Début;Fin;Prédécesseurs;Noms ressources",
        "1;Projet de texte;2 jours;04/01/2027;05/01/2027;;Ada",
        "2;Relecture;1 sem;06/01/2027;12/01/2027;1FD+1 jour;Bob",
    ),
    "es": (
        "Id;Nombre de tarea;Duración;Comienzo;Fin;Predecesoras;Responsable",
        "1;Borrador;2 días;04/01/2027;05/01/2027;;Ada",
        "2;Revisión;1 semana;06/01/2027;12/01/2027;1FC+1 día;Bob",
    ),
    "tr": (
        "No;Görev Adı;Süre;Başlangıç;Bitiş;Öncüller;Sorumlu",
        "1;Taslak;2 gün;04.01.2027;05.01.2027;;Ada",
        "2;İnceleme;1 hafta;06.01.2027;12.01.2027;1FS+1 gün;Bob",
    ),
    "ru": (
        "№;Название задачи;Длительность;Начало;Окончание;Предшественники;Ответственный",
        "1;Черновик;2 дня;04.01.2027;05.01.2027;;Ада",
        "2;Проверка;1 нед;06.01.2027;12.01.2027;1ОН+1 день;Боб",
    ),
    "vi": (
        "STT;Tên công việc;Thời lượng;Ngày bắt đầu;Ngày kết thúc;Công việc trước;Người phụ trách",
        "1;Bản nháp;2 ngày;04/01/2027;05/01/2027;;Ada",
        "2;Xem xét;1 tuần;06/01/2027;12/01/2027;1FS+1 ngày;Bob",
    ),
    "ja": (
        "番号,タスク名,期間,開始日,終了日,先行タスク,担当者",
        "1,草案,2日,2027年1月4日,2027年1月5日,,田中",
        "2,確認,1週間,2027年1月6日,2027年1月12日,1FS+1日,鈴木",
    ),
    "zh": (
        "编号,任务名称,工期,开始时间,完成时间,前置任务,负责人",
        "1,起草,2天,2027/1/4,2027/1/5,,王",
        "2,审核,1周,2027/1/6,2027/1/12,1FS+1天,李",
    ),
    "nl": (
        "Nr;Taaknaam;Duur;Begindatum;Einddatum;Voorafgaande taken;Eigenaar",
        "1;Concept;2 dagen;04-01-2027;05-01-2027;;Ada",
        "2;Controle;1 week;06-01-2027;12-01-2027;1EB+1 dag;Bob",
    ),
    "pl": (
        "Lp;Nazwa zadania;Czas trwania;Rozpoczęcie;Zakończenie;Poprzedniki;Odpowiedzialny",
        "1;Projekt;2 dni;04.01.2027;05.01.2027;;Ada",
        "2;Przegląd;1 tydzień;06.01.2027;12.01.2027;1ZR+1 dzień;Bob",
    ),
    "it": (
        "N;Nome attività;Durata;Inizio;Fine;Predecessori;Responsabile",
        "1;Bozza;2 giorni;04/01/2027;05/01/2027;;Ada",
        "2;Revisione;1 settimana;06/01/2027;12/01/2027;1FI+1 giorno;Bob",
    ),
    "pt": (
        "Código;Nome da tarefa;Duração;Início;Término;Predecessoras;Responsável",
        "1;Rascunho;2 dias;04/01/2027;05/01/2027;;Ada",
        "2;Revisão;1 semana;06/01/2027;12/01/2027;1TI+1 dia;Bob",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_dates_durations_and_links_of_a_language(imported: "Importer", language: str) -> None:
    plan = imported("\n".join(LANGUAGES[language]))
    assert plan.fields() == ["code", "name", "duration", "start", "finish", "predecessors", "owner"]
    first, second = plan.works()
    assert plan.links() == [f"{first.name} FS 1d {second.name}"]
    assert [str(item.duration) for item in (first, second)] == ["2d", "1w"]
    assert f"{first.constraint_date:%Y-%m-%d}" == "2027-01-04"
    assert plan.codes() == []
