"""What happens to command lines that are wrong, and how help looks."""

import pytest

COMMANDS = ["check", "run", "compare", "graph", "schema", "digest", "trace"]


@pytest.mark.parametrize("threads", ["0", "-1", "abc", "1.5", "010", "", "99999999999999999999"])
def test_threads_must_be_a_number_of_threads(polku, tiny, threads):
    done = polku("run", tiny(), f"--threads={threads}")
    assert done.code == 2 and done.out == ""
    assert done.err.startswith("error: ")


@pytest.mark.parametrize("words", [["run"], ["rum"], ["run", "a", "b"], ["run", "a", "--nope"], ["run", "a", "--seed"],
                                   ["trace", "a"], ["--nope"], ["run", "--set"], ["schema", "a"],
                                   ["digest", "a", "--seed", "1"], ["graph", "a", "--format", "png"]],
                         ids=" ".join)
def test_a_wrong_command_line_ends_with_2_and_one_clear_line(polku, words):
    done = polku(*words)
    assert done.code == 2 and done.out == ""
    assert done.err.startswith("error: ") and done.err.count("\n") == 1


def test_nothing_at_all_gets_the_overview(polku):
    done = polku()
    assert done.code == 2
    for command in COMMANDS:
        assert f"polku {command}" in done.err


@pytest.mark.parametrize("command", COMMANDS)
def test_help_starts_with_an_example_and_fits_a_narrow_terminal(polku, command):
    done = polku(command, "--help")
    assert done.code == 0 and done.err == ""
    assert done.out.startswith(f"Example: polku {command} ")
    assert max(map(len, done.out.splitlines())) <= 110


def test_what_is_not_there_yet_is_not_listed(polku):
    help = polku("--help").out
    for later in ["init", "studio"]:
        assert f"polku {later}" not in help


def test_the_version(polku):
    assert polku("--version").out.startswith("polku ")


@pytest.mark.parametrize("seed", ["-1", "abc", "010", "1e3", "{}", "[1]", "null", "99999999999999999999", "1 # x", "'1'"])
def test_a_seed_that_is_no_number_is_a_mistake_at_its_place(polku, tiny, seed):
    done = polku("run", tiny(), "--seed", seed, "--json")
    if done.code == 0:  # YAML reads a comment and a quoted number as the number
        assert done.json()["seed"] == 1 and seed in ("1 # x", "'1'")
    else:
        assert done.code == 2 and "--seed:1:" in done.err


def test_broken_utf8_on_the_command_line_is_shown_as_escapes(polku):
    done = polku("check", b"\xff\xfe.yaml".decode("utf-8", "surrogateescape"))
    assert done.code == 2 and "\\xff" in done.err
