"""Editing in the page: by keyboard alone, against other users, without the network, and what the plan refuses."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from benchmarks.web.northstar import Northstar
from benchmarks.web.opening import Opened
from planner.plan.entities import Initiative
from planner.plan.values import Duration

pytestmark = pytest.mark.slow

ITEM = "TRN-303"
FIELDS = f"/history?item={ITEM}&panel=fields"


def duration_of(northstar: Northstar, code: str) -> str:
    """Return the duration that the server has, as it was said."""
    work = northstar.store.plan().find(code)
    assert isinstance(work, Initiative)
    assert isinstance(work.duration, Duration)
    return str(work.duration)


def field(page: Page, name: str) -> Locator:
    """Return a field of the panel, to be read or opened."""
    return page.get_by_role("button", name=f"Edit {name}:")


def type_into(page: Page, name: str, entry: str) -> None:
    """Edit a field of the panel by keyboard; the bar at the foot brings the keys of what comes after."""
    field(page, name).focus()
    page.keyboard.press("Enter")
    page.keyboard.type(entry)
    page.keyboard.press("Enter")
    expect(field(page, name)).to_contain_text(entry)
    expect(bar(page)).to_be_visible()


def bar(page: Page) -> Locator:
    """Return the bar at the foot that the draft has."""
    return page.get_by_role("region", name="Unsaved changes")


def test_a_whole_edit_needs_no_mouse(opened: Opened, northstar: Northstar) -> None:
    before = duration_of(northstar, ITEM)
    page = opened("/history")
    expect(page.get_by_role("main", name="History")).to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("textbox")).to_be_focused()
    page.keyboard.type(ITEM)
    expect(page.get_by_role("button", name=ITEM).first).to_be_visible()
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="Selected item")
    expect(panel.get_by_role("heading", level=2)).to_be_visible()

    page.keyboard.press("F2")
    expect(field(page, "Name")).to_be_focused()
    type_into(page, "Duration", "3w")
    expect(field(page, "Duration")).to_be_focused()
    expect(bar(page)).to_contain_text("1 change")
    expect(bar(page)).to_contain_text("LCH-701")

    page.keyboard.press("Control+z")
    expect(bar(page)).to_have_count(0)
    page.keyboard.press("Control+Shift+z")
    expect(bar(page)).to_contain_text("1 change")

    page.keyboard.press("Control+Shift+s")
    review = page.get_by_role("dialog", name="Review 1 change")
    expect(review.get_by_role("region", name="What moves")).to_contain_text("LCH-701")
    expect(review.get_by_role("textbox", name="Why, for the history")).to_be_focused()
    page.keyboard.type("Slower")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 change saved")).to_be_visible()
    assert duration_of(northstar, ITEM) == "3w"
    assert northstar.store.history(first=1)[0].message == "Slower"

    undo = page.get_by_role("alert").get_by_role("button", name="Undo")
    undo.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Taken back")).to_be_visible()
    expect(field(page, "Duration")).to_contain_text(before)
    assert duration_of(northstar, ITEM) == before


def test_escape_gives_an_entry_up(opened: Opened) -> None:
    page = opened(FIELDS)
    field(page, "Duration").press("Enter")
    page.keyboard.type("9w")
    page.keyboard.press("Escape")
    expect(field(page, "Duration")).to_be_focused()
    expect(field(page, "Duration")).not_to_contain_text("9w")
    expect(bar(page)).to_have_count(0)


def test_an_entry_that_is_no_duration_is_refused_in_its_field(opened: Opened) -> None:
    page = opened(FIELDS)
    field(page, "Duration").press("F2")
    page.keyboard.type("3 weekz")
    page.keyboard.press("Enter")
    expect(page.get_by_text("A number and a unit, such as 3w, 10d or 4h")).to_be_visible()
    expect(bar(page)).to_have_count(0)


@pytest.mark.parametrize(("choice", "left"), [("Mine", "15d"), ("Theirs", "12d")])
def test_two_users_who_change_one_field_decide(opened: Opened, northstar: Northstar, choice: str, left: str) -> None:
    mine, theirs = opened(FIELDS), opened(FIELDS)
    type_into(mine, "Duration", "15d")
    type_into(mine, "Owner", "Noor")
    type_into(theirs, "Duration", "12d")
    theirs.keyboard.press("Control+s")
    expect(theirs.get_by_text("1 change saved")).to_be_visible()

    expect(mine.get_by_text(f"Ada changed Duration of {ITEM} too")).to_be_visible()
    expect(bar(mine)).to_contain_text("2 changes")
    mine.keyboard.press("Control+s")
    dialog = mine.get_by_role("dialog", name="Changed by somebody else meanwhile")
    row = dialog.get_by_role("row", name=ITEM)
    for value in ("2w", "12d", "15d"):
        expect(row).to_contain_text(value)
    save = dialog.get_by_role("button", name="Save")
    expect(save).to_be_disabled()
    row.get_by_text(choice, exact=True).click()
    save.click()
    expect(dialog).to_have_count(0)
    expect(bar(mine)).to_have_count(0)
    expect(field(mine, "Duration")).to_contain_text(left)
    expect(field(mine, "Owner")).to_contain_text("Noor")
    assert duration_of(northstar, ITEM) == left
    expect(field(theirs, "Owner")).to_contain_text("Noor")


def test_others_see_a_save_at_once_and_keep_their_place(opened: Opened) -> None:
    here, there = opened(FIELDS), opened(FIELDS)
    field(there, "Status").focus()
    type_into(here, "Owner", "Noor")
    here.keyboard.press("Control+s")
    expect(field(there, "Owner")).to_contain_text("Noor")
    expect(field(there, "Status")).to_be_focused()
    expect(there.get_by_text("Ada: 1 change")).to_be_visible()


def test_edits_of_other_fields_meanwhile_do_not_disturb(opened: Opened, northstar: Northstar) -> None:
    here, there = opened(FIELDS), opened(FIELDS)
    type_into(here, "Duration", "12d")
    type_into(there, "Owner", "Noor")
    there.keyboard.press("Control+s")
    expect(field(here, "Owner")).to_contain_text("Noor")
    here.keyboard.press("Control+s")
    expect(here.get_by_text("1 change saved")).to_be_visible()
    assert duration_of(northstar, ITEM) == "12d"


def test_the_draft_outlives_the_network_and_a_reload(opened: Opened, northstar: Northstar) -> None:
    opened.complaints.allow("Failed to load resource|ERR_FAILED|WebSocket")
    page = opened(FIELDS)
    type_into(page, "Duration", "12d")
    revision = northstar.store.head.number
    page.route("**/graphql", lambda route: route.abort())
    page.keyboard.press("Control+s")
    expect(bar(page)).to_contain_text("the server cannot be reached")
    expect(bar(page).get_by_role("button", name="Try again")).to_be_visible()
    assert northstar.store.head.number == revision

    page.unroute("**/graphql")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(field(page, "Duration")).to_contain_text("12d")
    bar(page).get_by_role("button", name="Save").click()
    expect(page.get_by_text("1 change saved")).to_be_visible()
    assert (duration_of(northstar, ITEM), northstar.store.head.number) == ("12d", revision + 1)


def test_an_answer_that_is_lost_does_not_save_twice(opened: Opened, northstar: Northstar) -> None:
    """The server saves, the answer is lost: trying again sends the same key, and nothing happens a second time."""
    opened.complaints.allow("Failed to load resource|ERR_FAILED")
    page = opened(FIELDS)
    type_into(page, "Duration", "12d")
    revision = northstar.store.head.number
    lost: list[str] = []

    def lose_answer(route: Route) -> None:
        if "SaveDraft" not in (route.request.post_data or "") or lost:
            route.continue_()
            return
        try:
            route.fetch()
            lost.append("answer")
        finally:
            route.abort()

    page.route("**/graphql", lose_answer)
    page.keyboard.press("Control+s")
    bar(page).get_by_role("button", name="Try again").click()
    expect(page.get_by_text("1 change saved")).to_be_visible()
    assert (lost, duration_of(northstar, ITEM), northstar.store.head.number) == (["answer"], "12d", revision + 1)


def test_a_loop_is_refused_at_its_step_and_saves_nothing(opened: Opened, northstar: Northstar) -> None:
    page = opened(f"/history?item={ITEM}&panel=links")
    revision = northstar.store.head.number
    search = page.get_by_role("textbox", name="Add what it waits for")
    search.fill("LCH-701")
    page.get_by_role("option", name="LCH-701").click()
    expect(bar(page)).to_contain_text("waits for itself")
    page.keyboard.press("Control+s")
    review = page.get_by_role("dialog", name="Review")
    step = review.get_by_role("listitem").filter(has_text=f"Link LCH-701 → {ITEM}")
    expect(step).to_contain_text(f"{ITEM} waits for itself")
    expect(review.get_by_role("button", name="Save")).to_be_disabled()
    assert northstar.store.head.number == revision
    step.get_by_role("button", name="Remove this step").click()
    expect(review).to_contain_text("There is nothing to save.")
    page.keyboard.press("Escape")
    expect(bar(page)).to_have_count(0)


def test_a_new_initiative_is_made_edited_and_deleted(opened: Opened, northstar: Northstar) -> None:
    page = opened("/history")
    expect(page.get_by_role("main", name="History")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("n")
    form = page.get_by_role("dialog", name="New item")
    form.get_by_label("Code").fill("NEW-1")
    form.get_by_label("Name").fill("Something new")
    form.get_by_label("Duration").fill("2w")
    page.keyboard.press("Enter")
    type_into(page, "Owner", "Noor")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("1 change saved")).to_be_visible()
    assert duration_of(northstar, "NEW-1") == "2w"

    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Delete").click()
    page.get_by_role("dialog", name="Delete NEW-1?").get_by_role("button", name="Delete").click()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("There is no item NEW-1.")).to_be_visible()


def test_what_it_would_take_goes_into_the_draft(opened: Opened) -> None:
    page = opened("/history?item=LCH-701&panel=wishes")
    page.get_by_role("button", name="Add to the draft").first.click()
    expect(bar(page)).to_contain_text("LCH-701 −")
