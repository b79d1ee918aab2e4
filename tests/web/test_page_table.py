"""The portfolio table: edit, paste, fill, undo, group, sort and filter by address, bulk edits, clipboard, keyboard."""

import re
from typing import Literal
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Locator, Page, expect

from benchmarks.web.opening import Opened

pytestmark = pytest.mark.slow

PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(event);
}"""
ONLY_POLICY = "/table?q=POL-10&sort=code&columns=code,name,status,percentComplete,duration,deadline,start,finish"


def table(page: Page) -> Locator:
    """Return the grid of a page once its rows are there."""
    grid = page.get_by_role("grid", name="Portfolio table")
    expect(grid.get_by_role("row").nth(1)).to_be_visible()
    return grid


def cell(page: Page, code: str, column: str) -> Locator:
    """Return a cell by the code of its row and the name of its column."""
    return page.get_by_role("row").filter(has_text=code).locator(f"[data-column={column}]")


def paste(page: Page, text: str) -> None:
    """Paste text where the focus is."""
    page.evaluate(PASTE, text)


def test_a_cell_is_edited_by_keyboard_alone_and_saved(opened: Opened) -> None:
    page = opened(ONLY_POLICY)
    table(page).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("F2")
    expect(page.get_by_role("textbox", name="Name of POL-101")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Synthetic imagery policy")
    page.keyboard.press("Enter")
    expect(cell(page, "POL-101", "name")).to_have_text("Synthetic imagery policy")
    expect(cell(page, "POL-101", "name")).to_have_attribute("data-drafted", "true")
    expect(page.get_by_text("1 change", exact=True)).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Revision 12")).to_be_visible()
    expect(cell(page, "POL-101", "name")).not_to_have_attribute("data-drafted", "true")
    page.reload()
    expect(cell(page, "POL-101", "name")).to_have_text("Synthetic imagery policy")


def test_typing_begins_an_edit_and_escape_gives_it_up(opened: Opened) -> None:
    page = opened(ONLY_POLICY)
    before = cell(page, "POL-101", "name").inner_text()
    cell(page, "POL-101", "name").click()
    page.keyboard.type("xy")
    expect(page.get_by_role("textbox", name="Name of POL-101")).to_have_value("xy")
    page.keyboard.press("Escape")
    expect(cell(page, "POL-101", "name")).to_have_text(before)
    expect(table(page)).to_be_focused()
    expect(page.get_by_text("1 change", exact=True)).to_have_count(0)


def test_a_wrong_entry_says_why_and_changes_nothing(opened: Opened) -> None:
    page = opened(ONLY_POLICY)
    cell(page, "POL-102", "duration").click()
    page.keyboard.type("soon")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("“soon” is not a duration")
    page.keyboard.press("Escape")
    expect(cell(page, "POL-102", "duration")).to_have_text("3w")


def test_a_choice_is_typed_or_picked(opened: Opened) -> None:
    page = opened(ONLY_POLICY)
    cell(page, "POL-101", "status").click()
    page.keyboard.type("on h")
    page.keyboard.press("Enter")
    expect(cell(page, "POL-101", "status")).to_have_text("On hold")
    cell(page, "POL-102", "status").dblclick()
    page.get_by_role("option", name="Cancelled").click()
    expect(cell(page, "POL-102", "status")).to_have_text("Cancelled")


def test_computed_dates_follow_a_drafted_duration(opened: Opened) -> None:
    page = opened("/table?q=TRN-317&columns=code,name,duration,start,finish")
    before = cell(page, "TRN-317", "finish").inner_text()
    cell(page, "TRN-317", "duration").click()
    page.keyboard.type("6w")
    page.keyboard.press("Enter")
    finish = cell(page, "TRN-317", "finish")
    expect(finish).not_to_have_text(before)
    expect(finish).to_have_attribute("data-drafted", "true")
    expect(finish).to_have_attribute("aria-readonly", "true")


def test_a_pasted_block_is_previewed_and_its_sound_part_applied(opened: Opened) -> None:
    page = opened(ONLY_POLICY)
    cell(page, "POL-101", "status").click()
    paste(page, 'On hold\t40\t"6w"\r\nCancelled\t140\t4w\r\n')
    dialog = page.get_by_role("dialog", name="Paste: what would change")
    expect(dialog.get_by_text("5 cells change")).to_be_visible()
    expect(dialog.get_by_text("1 refused")).to_be_visible()
    expect(dialog.get_by_role("list", name="Cells that cannot be taken")).to_have_text(
        "POL-102 · Done: It must lie between 0 and 100."
    )
    expect(cell(page, "POL-101", "status").first).to_have_text("Done")
    dialog.get_by_role("button", name="Apply the 5 sound cells").click()
    expect(dialog).to_have_count(0)
    expect(cell(page, "POL-101", "percentComplete")).to_have_text("40%")
    expect(cell(page, "POL-102", "duration")).to_have_text("4w")
    expect(cell(page, "POL-102", "percentComplete")).to_have_text("100%")
    table(page).focus()
    page.keyboard.press("Control+z")
    expect(cell(page, "POL-101", "status")).to_have_text("Done")
    expect(cell(page, "POL-102", "duration")).to_have_text("3w")
    page.keyboard.press("Control+Shift+z")
    expect(cell(page, "POL-102", "duration")).to_have_text("4w")


def test_the_server_has_its_say_before_a_paste_is_applied(opened: Opened) -> None:
    page = opened(ONLY_POLICY)
    cell(page, "POL-101", "code").click()
    paste(page, "POL-131\tA name\r\nPOL-902\tAnother")
    dialog = page.get_by_role("dialog", name="Paste: what would change")
    expect(dialog.get_by_role("list", name="Cells that cannot be taken")).to_have_text(
        "POL-101 · Code: The code “POL-131” is used by another row."
    )
    expect(dialog.get_by_role("button", name="Apply the 3 sound cells")).to_be_enabled()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    cell(page, "POL-101", "duration").click()
    paste(page, "2w\t2027-01-04")
    expect(dialog.get_by_role("list", name="Cells that cannot be taken")).to_contain_text(
        "optimistic 3w is more than duration 2w"
    )
    expect(dialog.get_by_role("button", name=re.compile("Apply"))).to_be_disabled()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("region", name="Draft")).to_have_count(0)
    expect(cell(page, "POL-101", "code")).to_have_text("POL-101")


def test_fill_down_by_key_and_by_the_handle(opened: Opened) -> None:
    page = opened(ONLY_POLICY)
    cell(page, "POL-101", "status").click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.get_by_role("gridcell", selected=True)).to_have_count(3)
    cell(page, "POL-101", "duration").click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+d")
    expect(cell(page, "POL-102", "duration")).to_have_text("5w")
    cell(page, "POL-102", "duration").click()
    handle = page.locator("[data-handle]").bounding_box()
    target = cell(page, "POL-104", "duration").bounding_box()
    assert handle is not None
    assert target is not None
    page.mouse.move(handle["x"] + 4, handle["y"] + 4)
    page.mouse.down()
    page.mouse.move(target["x"] + 10, target["y"] + 10, steps=4)
    page.mouse.up()
    expect(cell(page, "POL-103", "duration")).to_have_text("5w")
    expect(cell(page, "POL-104", "duration")).to_have_text("5w")


def test_copy_puts_cells_on_the_clipboard_as_a_spreadsheet_takes_them(opened: Opened) -> None:
    page = opened(ONLY_POLICY)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    cell(page, "POL-101", "code").click()
    cell(page, "POL-102", "percentComplete").click(modifiers=["Shift"])
    page.keyboard.press("Control+c")
    expect(page.get_by_text("8 cells copied.")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n") == (
        "POL-101\tSynthetic intimate imagery policy v3 (EU nudifier ban)\tDone\t100\n"
        "POL-102\tSII guideline, labels and decision tree\tDone\t100"
    )
    cell(page, "POL-101", "code").click()
    page.keyboard.press("Control+v")
    dialog = page.get_by_role("dialog", name="Paste: what would change")
    expect(dialog.get_by_text("0 cells change")).to_be_visible()
    expect(dialog.get_by_text("8 as they are")).to_be_visible()


def test_delete_clears_what_may_be_empty(opened: Opened) -> None:
    page = opened(ONLY_POLICY)
    cell(page, "POL-101", "status").click()
    cell(page, "POL-101", "duration").click(modifiers=["Shift"])
    page.keyboard.press("Delete")
    expect(cell(page, "POL-101", "duration")).to_have_text("")
    expect(cell(page, "POL-101", "name")).not_to_have_text("")
    cell(page, "POL-101", "code").click()
    page.keyboard.press("Delete")
    expect(cell(page, "POL-101", "code")).to_have_text("POL-101")


def test_the_address_says_groups_order_and_filters(opened: Opened) -> None:
    page = opened("/table?kind=LAUNCH&group=policyArea&sort=-finish&filter=tier:in:TIER_1")
    grid = table(page)
    expect(page.get_by_text("Grouped by Policy area")).to_be_visible()
    expect(page.get_by_text("Finish, descending")).to_be_visible()
    expect(page.get_by_text("Tier: Tier 1")).to_be_visible()
    expect(grid.get_by_role("columnheader", name=re.compile("Finish"))).to_have_attribute("aria-sort", "descending")
    expect(grid.locator("[data-column=tier]").filter(has_not_text="Tier 1")).to_have_count(0)
    toggle = grid.get_by_role("button", name="Policy area: Minor safety")
    rows = grid.get_by_role("row").count()
    toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    assert grid.get_by_role("row").count() < rows
    assert "closed=Minor safety" in unquote(unquote(page.url)).replace("+", " ")
    page.reload()
    expect(grid.get_by_role("button", name="Policy area: Minor safety")).to_have_attribute("aria-expanded", "false")


def test_headings_sort_and_their_menu_filters_groups_and_hides(opened: Opened) -> None:
    page = opened("/table")
    grid = table(page)
    grid.get_by_role("button", name="Status", exact=True).click()
    expect(page).to_have_url(re.compile("sort=status"))
    grid.get_by_role("columnheader", name=re.compile("^Name")).hover()
    grid.get_by_role("button", name="Menu of Name").click()
    page.get_by_role("menuitem", name="Filter …").click()
    page.get_by_label("Name contains").fill("macro")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_text("Name: “macro”")).to_be_visible()
    expect(grid.locator("[data-column=name]").filter(has_not_text=re.compile("macro", re.IGNORECASE))).to_have_count(0)
    grid.get_by_role("button", name="Menu of Duration").click(force=True)
    page.get_by_role("menuitem", name="Hide column").click()
    expect(grid.get_by_role("columnheader", name=re.compile("Duration"))).to_have_count(0)
    page.get_by_role("button", name="Remove: Name: “macro”").click()
    expect(page.get_by_text("158 rows")).to_be_visible()


def test_a_view_is_kept_by_name_and_opened_again(opened: Opened) -> None:
    page = opened("/table?group=status&sort=-totalFloatDays")
    table(page)
    page.get_by_role("button", name="Views").click()
    page.get_by_role("textbox", name="Name of this view").fill("By status")
    page.get_by_role("button", name="Keep").click()
    page.keyboard.press("Escape")
    other = opened("/table?kind=TEAM", context=page.context)
    table(other)
    other.get_by_role("button", name="Views").click()
    other.get_by_role("menuitem", name="By status").click()
    expect(other).to_have_url(re.compile(r"group=status&sort=-totalFloatDays"))
    expect(other.get_by_text("Grouped by Status")).to_be_visible()


def test_ticked_rows_get_one_value_or_are_deleted(opened: Opened) -> None:
    page = opened(ONLY_POLICY)
    grid = table(page)
    grid.get_by_role("checkbox", name="Tick row 1", exact=True).click(force=True)
    grid.get_by_role("checkbox", name="Tick row 3", exact=True).click(force=True, modifiers=["Shift"])
    bulk = page.get_by_role("region", name="Ticked rows")
    expect(bulk.get_by_text("3 rows ticked")).to_be_visible()
    bulk.get_by_role("combobox", name="Field to set").click()
    page.get_by_role("option", name="Owner", exact=True).click()
    bulk.get_by_role("textbox", name="New value of Owner").fill("Ada Lovelace")
    bulk.get_by_role("button", name="Set 3 rows").click()
    expect(page.get_by_text("3 changes", exact=True)).to_be_visible()
    bulk.get_by_role("button", name="Delete").click()
    dialog = page.get_by_role("dialog", name="Delete 3 rows?")
    expect(dialog).to_contain_text("POL-101, POL-102, POL-103")
    dialog.get_by_role("button", name="Delete").click()
    expect(grid.locator("[data-deleted]")).to_have_count(3)
    expect(bulk).to_have_count(0)


def test_a_new_row_of_another_kind_is_created_in_the_draft(opened: Opened) -> None:
    page = opened("/table?kind=TEAM")
    grid = table(page)
    page.get_by_role("button", name="New row").click()
    dialog = page.get_by_role("dialog", name="New row · Teams")
    dialog.get_by_role("button", name="Create").click()
    expect(dialog.get_by_role("alert").first).to_have_text("This must not be empty.")
    dialog.get_by_role("textbox", name="Code").fill("NEW")
    dialog.get_by_role("textbox", name="Name").fill("New team")
    dialog.get_by_role("button", name="Create").click()
    expect(grid.locator("[data-created]")).to_contain_text("New team")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Revision 12")).to_be_visible()
    expect(grid.locator("[data-created]")).to_have_count(0)


def test_the_cursor_goes_everywhere_by_keys_and_selects_all(opened: Opened) -> None:
    page = opened("/table?kind=TEAM")
    grid = table(page)
    grid.focus()
    page.keyboard.press("Control+End")
    expect(grid).to_have_attribute("aria-activedescendant", "cell-15-10")
    page.keyboard.press("Home")
    expect(grid).to_have_attribute("aria-activedescendant", "cell-15-0")
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowUp")
    expect(grid).to_have_attribute("aria-activedescendant", "cell--1-0")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("sort=code"))
    page.keyboard.press("Control+a")
    assert page.get_by_role("gridcell", selected=True).count() >= 16
    assert grid.get_attribute("aria-rowcount") == "17"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_table_is_accessible(opened: Opened, scheme: Literal["light", "dark"]) -> None:
    page = opened("/table?group=status&sort=-finish&filter=late:in:false", scheme=scheme)
    table(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_the_table_speaks_german(opened: Opened) -> None:
    page = opened("/table?filter=status:in:DONE", language="de")
    expect(page.get_by_role("columnheader", name=re.compile("Ende"))).to_be_visible()
    expect(page.get_by_role("button", name="Neue Zeile")).to_be_visible()
    expect(page.get_by_text("Status: Erledigt")).to_be_visible()
