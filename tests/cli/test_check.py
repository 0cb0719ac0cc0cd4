"""`polku check`: every mistake at once, and what a run would take."""

import pytest
from conftest import OPTIONS, ROOT, THREE


def test_a_model_without_mistakes_says_so_with_its_size_and_what_it_takes(polku):
    done = polku("check", THREE)
    assert done.code == 0 and done.err == ""
    assert "no mistakes" in done.out
    assert "3 options" in done.out
    assert "polku compare" in done.out and "of memory" in done.out


@pytest.mark.parametrize("file", sorted((ROOT / "scenarios").glob("*.yaml")) + sorted((ROOT / "models").glob("*/model.yaml")),
                         ids=lambda path: path.stem if path.stem != "model" else path.parent.name)
def test_what_is_shipped_has_no_mistakes(polku, file):
    done = polku("check", "--quiet", file)
    assert (done.code, done.out, done.err) == (0, "", "")


def test_all_mistakes_are_told_with_place_and_suggestion(polku, tiny):
    file = tiny("behaviour: {gian: 4, hbit: 1}\n")
    done = polku("check", file)
    assert done.code == 2 and done.out == ""
    assert "Did you mean `gain`?" in done.err and "Did you mean `habit`?" in done.err
    line = file.read_text().splitlines().index("behaviour: {gian: 4, hbit: 1}") + 1
    assert f"{file}:{line}:13: error:" in done.err


def test_a_mistake_in_the_graph_has_its_place_too(polku, tiny):
    file = tiny()
    file.write_text(file.read_text().replace("  buy:\n", "  lonely: {stage: use, kind: encounter, next: end}\n  buy:\n"))
    done = polku("check", file)
    assert done.code == 2
    line = [number for number, text in enumerate(file.read_text().splitlines(), 1) if "lonely" in text][0]
    assert f"{file}:{line}:" in done.err and "[unreachable-step]" in done.err


def test_warnings_do_not_fail(polku, tiny):
    never_fails = ["--set", "journey.buy.gate.success=100 %"]
    done = polku("check", tiny(), *never_fails)
    assert done.code == 0 and "no mistakes" in done.out
    assert "warning:" in done.err and "[unused-failure-edge]" in done.err
    assert polku("check", tiny(), *never_fails, "--quiet").err == ""
    for command in ["check", "run"]:
        codes = [d["code"] for d in polku(command, tiny(), *never_fails, "--json").json()["diagnostics"]]
        assert codes == ["unused-failure-edge"]


ANSWERS = {"attractive": "I like it,I am neutral\n", "one_dimensional": "I like it,I dislike it\n",
           "must_be": "I expect it,I dislike it\n", "questionable": "I like it,I like it\n"}


def questionnaire(tmp_path, **people):
    rows = "".join(ANSWERS[category] * count for category, count in people.items())
    (tmp_path / "asked.csv").write_text("works_functional,works_dysfunctional\n" + rows)
    return ["--set", f"attributes.works.kano={{questionnaire: {tmp_path}/asked.csv}}"]


def test_a_questionnaire_is_told_with_better_worse_and_class(polku, tiny, tmp_path):
    asked = questionnaire(tmp_path, attractive=50, one_dimensional=20, must_be=10, questionable=5)
    done = polku("check", tiny(), *asked)
    assert done.code == 0 and done.err == ""
    row = [line.split() for line in done.out.splitlines() if line.split()[:1] == ["works"]][0]
    assert row == "works 80 50 20 10 0 0 5 0.875 -0.375 attractive clear".split()
    assert polku("check", tiny(), *asked, "--quiet").out == ""


def test_a_class_that_chance_can_explain_is_a_warning_for_information(polku, tiny, tmp_path):
    # Lead 5; of 55 answers chance explains 1.65 sqrt(45 (110 - 45) / 110) = 8.5.
    asked = questionnaire(tmp_path, attractive=25, one_dimensional=20, must_be=10) + ["--json"]
    answer = polku("check", tiny(), *asked).json()
    assert [d["code"] for d in answer["diagnostics"]] == ["mixed-class"]
    assert answer["questionnaires"][0]["fong"]["lead"] == 5 and not answer["questionnaires"][0]["fong"]["clear"]
    assert polku("run", tiny(), *asked).json()["diagnostics"] == []


def test_a_result_knows_the_shares_and_needs_no_answers(polku, tiny, tmp_path):
    asked = questionnaire(tmp_path, attractive=3, must_be=1)
    result = tmp_path / "result.h5"
    assert polku("run", tiny(), *asked, "-o", result).code == 0
    (tmp_path / "asked.csv").unlink()
    assert polku("report", result, "-o", tmp_path / "page.html").code == 0
    assert polku("check", tiny(), *asked).code == 2


def test_a_mistake_in_an_override_names_the_option_that_was_used(polku, tiny):
    done = polku("check", tiny(), "--set", "name=Other", "--customers", "0")
    assert done.code == 2
    assert "--customers:1:" in done.err and "population.customers=0" in done.err
    done = polku("check", tiny(), "--set", "behaviour.gian=3")
    assert "--set #1:1:1" in done.err and "Did you mean" in done.err


def test_the_echo_is_the_scenario_with_its_defaults(polku, tiny):
    done = polku("check", tiny(OPTIONS), "--echo", "--seed", "7")
    assert done.code == 0
    import json
    echo = json.loads(done.out)
    assert echo["run"]["seed"] == 7
    assert echo["behaviour"]["gain"] == 4
    assert set(echo["options"]) == {"better", "dearer"}


def test_a_missing_file_and_a_folder_are_mistakes_not_crashes(polku, tmp_path):
    for file in ["nowhere.yaml", tmp_path, "/dev/zero", ""]:
        done = polku("check", file)
        assert done.code == 2, file
        assert "error:" in done.err


def test_a_loop_that_an_option_makes_timeless_is_found_before_it_runs_for_ever(polku, tmp_path):
    file = tmp_path / "loop.yaml"
    model = ROOT / "models" / "broadband" / "model.yaml"
    change = "set: {journey.bill_still_wrong.takes: 0, journey.ask_about_bill.takes: 0}"
    file.write_text(f"polku: 1\nmodel: {model}\noptions:\n  at_once:\n    changes:\n      - {{at: month 3, {change}}}\n")
    for command in ("check", "compare"):
        done = polku(command, file)
        assert done.code == 2
        assert f"{file}:4:" in done.err and "timeless-loop" in done.err
