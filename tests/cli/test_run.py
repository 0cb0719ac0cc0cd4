"""`polku run`: the outcome of one world, printed and saved."""

import os
import resource
import subprocess

import h5py
import pytest
from conftest import OPTIONS, SMALL, THREE, on_terminal, program


def test_the_outcome_is_printed_with_intervals_seed_and_digest(polku, tiny):
    done = polku("run", tiny())
    assert done.code == 0 and done.err == ""
    assert done.out.startswith("Does it work?\nTiny shop\n200 customers over 1 year, 3 replications, seed 20260101\n")
    assert "95 % interval" in done.out
    assert "net present value" in done.out
    assert "digest " in done.out
    assert "\x1b" not in done.out
    assert max(map(len, done.out.splitlines())) <= 100


def test_groups_of_customers_are_printed_when_asked(polku, tiny):
    file = tiny("costs: {general: 100 EUR/month, shown_by: revenue}\n")
    done = polku("run", file, "--groups")
    assert done.code == 0 and max(map(len, done.out.splitlines())) <= 100
    for part in ("Groups of customers, as today", "A customer's value:", "only for show"):
        assert part in done.out and part not in polku("run", file).out


def test_the_outcome_is_told_by_party(polku, tiny):
    out = polku("run", tiny()).out
    places = [out.index("\n" + party + "\n") for party in ("Customers", "The company", "The owners")]
    assert places == sorted(places)


def test_nothing_is_written_unless_asked(polku, tiny, tmp_path):
    file = tiny()
    polku("run", file)
    assert list(tmp_path.iterdir()) == [file]


def test_the_file_holds_the_run_and_where_each_value_came_from(polku, tiny):
    file = tiny()
    done = polku("run", file, "-o", "out.h5", "--seed", "5", "--set", "providers.us.price=11 EUR")
    assert done.code == 0
    assert done.out.endswith("written to out.h5\n`polku report out.h5` draws it as a page\n")
    digest = [line.split()[1] for line in done.out.splitlines() if line.startswith("digest ")][0]
    assert polku("digest", "out.h5").out == digest + "\n"
    with h5py.File(file.parent / "out.h5") as result:
        origins = dict(zip(result["scenario"]["path"].asstr(), result["scenario"]["source"].asstr()))
    assert origins["run.seed"] == "--seed"
    assert origins["providers.us.price"] == "--set #1"
    assert origins["name"].startswith(f"{file}:2:")
    assert origins["behaviour.gain"] == "default"


def test_the_same_seed_gives_the_same_digest_and_another_one_does_not(polku, tiny):
    digest = lambda *words: polku("run", tiny(), "--json", *words).json()["digest"]
    assert digest() == digest()
    assert digest() == digest("--threads", "1") == digest("--threads", "3") == digest("--block-size", "7")
    assert digest() != digest("--seed", "7")


def test_overrides_reach_the_run(polku, tiny):
    answer = polku("run", tiny(), "--json", "--customers", "100", "--replications", "2", "--horizon", "2 years").json()
    assert (answer["customers"], answer["replications"], answer["horizon_days"]) == (100, 2, 730.5)


def test_one_replication_has_no_interval(polku, tiny):
    done = polku("run", tiny(), "--replications", "1")
    assert "One replication" in done.out and "interval" not in done.out.split("One replication")[0]


def test_quiet_prints_nothing(polku, tiny):
    done = polku("run", tiny(), "--quiet", "-o", "out.h5")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_a_file_is_not_replaced_without_force_and_that_is_said_before_the_run(polku, tiny, tmp_path):
    (tmp_path / "out.h5").write_text("precious")
    done = polku("run", tiny(), "-o", "out.h5", "--customers", "4000000", "--horizon", "100 years")  # would take ages
    assert done.code == 3 and done.out == ""
    assert "--force" in done.err
    assert (tmp_path / "out.h5").read_text() == "precious"
    assert polku("run", tiny(), "-o", "out.h5", "--force").code == 0
    assert h5py.is_hdf5(tmp_path / "out.h5")


@pytest.mark.parametrize("output", ["missing/out.h5", "/proc/out.h5", ".", ""])
def test_a_file_that_cannot_be_written_is_refused(polku, tiny, output):
    done = polku("run", tiny(), "-o", output)
    assert done.code == (3 if output else 2) and done.out == ""
    assert done.err.startswith("error: ")


def test_a_full_disk_is_an_environment_failure(polku, tiny, tmp_path):
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    done = polku("run", tiny(), "-o", "out.h5", preexec_fn=limit)
    assert done.code == 3 and "cannot write" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["tiny.yaml"]


def test_a_closed_pipe_is_no_drama_and_the_file_is_complete(polku, tiny, tmp_path):
    reader, writer = os.pipe()
    os.close(reader)
    done = polku("run", tiny(), "-o", "out.h5", stdout=writer)
    os.close(writer)
    assert done.code == 3 and done.err == ""
    assert polku("digest", "out.h5").code == 0


def test_output_that_cannot_be_written_is_an_environment_failure(polku, tiny):
    with open("/dev/full", "wb") as full:
        done = polku("run", tiny(), stdout=full)
    assert done.code == 3 and "standard output" in done.err


def test_closed_streams_never_end_up_inside_a_result(polku, tiny, tmp_path):
    command = f"{program()} run {tiny()} -o {tmp_path}/out.h5 >&- 2>&- <&-"
    assert subprocess.run(["sh", "-c", command], timeout=60).returncode == 3
    assert polku("digest", "out.h5").code == 0


def test_a_run_that_cannot_fit_is_refused_at_once(polku, tiny):
    done = polku("run", tiny("behaviour: {norm: market}"), "--customers", "4000000000")
    assert done.code == 3 and done.out == ""
    assert "memory" in done.err and "B" in done.err


def test_a_population_beyond_all_bounds_is_a_mistake(polku, tiny):
    assert polku("run", tiny(), "--customers", "99999999999999999999").code == 2
    assert polku("run", tiny(), "--customers", "5e3").code == 2


def test_a_terminal_shows_colour_unless_told_not_to(tiny, tmp_path):
    file = tiny()
    code, seen = on_terminal(["run", file], tmp_path)
    assert code == 0 and "\x1b[1m" in seen
    code, seen = on_terminal(["run", file], tmp_path, {"NO_COLOR": "1"})
    assert code == 0 and "\x1b[1m" not in seen


def test_a_terminal_shows_progress_and_it_is_gone_at_the_end(tmp_path):
    words = ["run", THREE, "--customers", "20000", "--replications", "3"]
    code, seen = on_terminal(words, tmp_path, {"NO_COLOR": "1"})
    assert code == 0
    assert "customer-years/s" in seen and "left" in seen
    last_bar = seen.rindex("█")
    assert "\r\x1b[K" in seen[last_bar:]
    code, seen = on_terminal([*words, "--quiet"], tmp_path)
    assert code == 0 and seen == ""


def test_the_shipped_model_runs(polku):
    done = polku("run", THREE, *SMALL)
    assert done.code == 0
    assert "Regional broadband" in done.out


def test_names_from_a_file_cannot_command_the_terminal(polku, tiny):
    file = tiny(OPTIONS.replace("title: Always works", 'title: "\\e[2J\\a evil \\u202e title"'))
    file.write_text(file.read_text().replace("Tiny shop", '"Tiny \\e]0;x\\a shop"'))
    for command in ["run", "compare"]:
        done = polku(command, file)
        assert done.code == 0
        assert not set(done.out) & set("\x1b\x07\u202e")
