"""Translation work and templates through the API: dry run, one revision, nothing the second time, refusals."""

from typing import Any

LOCALISE = """mutation($input: LocaliseInput!) { localise(input: $input) {
  applied replayed revision changes { type action } nodes { ... on Initiative { code name duration } }
  userErrors { code rule message } warnings { code } } }"""
INSTANTIATE = """mutation($input: InstantiateTemplateInput!) { instantiateTemplate(input: $input) {
  applied revision nodes { ... on Initiative { code name } ... on Launch { code } }
  userErrors { code rule message hint } } }"""
SAVE = """mutation($input: SaveTemplateInput!) { saveTemplate(input: $input) { applied userErrors { message }
  template { code anchor items { key name offset duration team fte } links { predecessor successor type lag } } } }"""
SHIPPED = "mutation { addShippedTemplates(input: {}) { applied revision changes { type action } } }"


def texts(client: Any) -> Any:
    """Let LCH-1 bring a policy of 5,000 words, and Germany speak German."""
    made = [
        {"createArtefact": {"ref": "a", "values": {"code": "SCAM-POL", "name": "Scam policy", "type": "POLICY"}}},
        {"createArtefactVersion": {"ref": "v", "values": {"artefact": "ref:a", "version": "2", "words": 5000}}},
        {"createLanguage": {"values": {"code": "de", "name": "German", "reviewDays": 1}}},
        {"updateMarket": {"id": "DE", "changes": {"languages": ["de"]}}},
        {"updateLaunch": {"id": "LCH-1", "changes": {"policyVersions": ["ref:v"]}}},
    ]
    answer = client.ask(
        "mutation($operations: [PlanOperation!]!) { applyChanges(input: { operations: $operations }) {"
        " userErrors { message } } }",
        operations=made,
    )
    assert answer["applyChanges"]["userErrors"] == []
    return client


def localised(client: Any, **given: Any) -> Any:
    return client.ask(LOCALISE, input={"launch": "LCH-1", **given})["localise"]


def test_a_dry_run_of_localise_says_what_it_would_do_and_does_nothing(small: Any) -> None:
    found = localised(texts(small), dryRun=True)
    assert (found["applied"], found["revision"]) == (False, 2)
    assert {"code": "LCH-1-SCAM-POL-DE", "name": "Scam policy 2 in German", "duration": "4d"} in found["nodes"]
    assert small.ask("{ translations { totalCount } }")["translations"]["totalCount"] == 0


def test_localise_is_one_revision_and_the_second_time_none(small: Any) -> None:
    first = localised(texts(small))
    assert (first["applied"], first["revision"], first["userErrors"]) == (True, 3, [])
    assert sorted(change["type"] for change in first["changes"]) == [
        "Dependency",
        "Initiative",
        "Translation",
    ]
    second = localised(small)
    assert (second["applied"], second["revision"], second["changes"]) == (True, 3, [])
    history = small.ask("{ history(first: 1) { nodes { number message } } }")["history"]["nodes"]
    assert history == [{"number": 3, "message": "Localise"}]


def test_the_same_key_answers_as_the_first_time(small: Any) -> None:
    first = localised(texts(small), idempotencyKey="k")
    again = localised(small, idempotencyKey="k")
    assert (again["replayed"], again["revision"], again["changes"]) == (True, 3, first["changes"])


def test_an_unknown_launch_is_a_user_error(small: Any) -> None:
    found = small.ask(LOCALISE, input={"launch": "LCH-9"})["localise"]
    assert [(e["code"], e["message"]) for e in found["userErrors"]] == [("NOT_FOUND", "There is no launch 'LCH-9'.")]
    assert found["applied"] is False


def test_shipped_templates_are_added_once(small: Any) -> None:
    first = small.ask(SHIPPED)["addShippedTemplates"]
    assert (first["applied"], first["revision"], len(first["changes"])) == (True, 2, 4)
    second = small.ask(SHIPPED)["addShippedTemplates"]
    assert (second["revision"], second["changes"]) == (2, [])


def test_shipped_score_models_are_added_once_and_can_be_scored(small: Any) -> None:
    add = "mutation { addShippedScoreModels(input: {}) { applied changes { label } } }"
    found = small.ask(add)["addShippedScoreModels"]
    codes = [change["label"].split()[0] for change in found["changes"]]
    assert (found["applied"], codes) == (True, ["WSJF", "RICE", "TS-RISK"])
    scored = """mutation { createScore(input: { values: {
      initiative: "POL-103", model: "rice", confidence: 0.5,
      values: [{ name: "reach", value: 100 }, { name: "impact", value: 2 }, { name: "effort", value: 4 }]
    } }) { userErrors { message } } }"""
    assert small.ask(scored)["createScore"]["userErrors"] == []
    ranked = small.ask('{ scoreRanking(model: "RICE") { rows { score } } }')["scoreRanking"]["rows"]
    assert ranked == [{"score": 25.0}]
    assert small.ask(add)["addShippedScoreModels"]["changes"] == []


def test_a_template_becomes_work_in_one_revision(small: Any) -> None:
    small.ask(SHIPPED)
    given = {"template": "after-launch", "prefix": "SCAM", "name": "Scam ads", "launch": "LCH-1", "owner": "Ada"}
    found = small.ask(INSTANTIATE, input=given)["instantiateTemplate"]
    assert (found["applied"], found["revision"], found["userErrors"]) == (True, 3, [])
    assert [node for node in found["nodes"] if node] == [
        {"code": "SCAM-HYPERCARE", "name": "Scam ads: hypercare"},
        {"code": "SCAM-ADOPTION", "name": "Scam ads: adoption review (overturn, leakage, CSAT, AHT)"},
        {"code": "SCAM-IMPACT", "name": "Scam ads: impact review"},
    ]
    again = small.ask(INSTANTIATE, input=given)["instantiateTemplate"]
    assert {error["rule"] for error in again["userErrors"]} == {"duplicate-code"}
    assert small.ask("{ history(first: 1) { nodes { number } } }")["history"]["nodes"] == [{"number": 3}]


def test_a_template_without_its_day_is_refused_with_the_remedy(small: Any) -> None:
    small.ask(SHIPPED)
    found = small.ask(INSTANTIATE, input={"template": "MIGRATION", "prefix": "M", "name": "Move"})
    assert found["instantiateTemplate"]["userErrors"] == [
        {
            "code": "REFUSED",
            "rule": "template",
            "message": "Template MIGRATION needs the day of its anchor.",
            "hint": "Give a day.",
        }
    ]


def test_a_part_of_the_plan_becomes_a_template(small: Any) -> None:
    given = {"code": "MINE", "name": "Mine", "initiatives": ["POL-101", "POL-102"], "standsFor": "policy"}
    found = small.ask(SAVE, input=given)["saveTemplate"]
    assert (found["applied"], found["userErrors"]) == (True, [])
    assert found["template"]["code"] == "MINE"
    assert [item["key"] for item in found["template"]["items"]] == ["101", "102"]
    assert found["template"]["items"][0]["name"] == "Write the {name}"
