"""Ctrl-C: what is finished is saved and marked, and the second one ends at once."""

import signal
import subprocess
import time

import pytest
from conftest import THREE, program

LONG = ["--customers", "2000", "--replications", "2000"]  # many short ones: some are finished soon on any machine


def started(words, cwd):
    """The program, once it has taken over the signals."""
    process = subprocess.Popen([program(), *map(str, words)], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    mask = 1 << (signal.SIGINT - 1)
    for _ in range(1000):
        status = open(f"/proc/{process.pid}/status").read()
        caught = [int(line.split()[1], 16) for line in status.splitlines() if line.startswith("SigCgt")][0]
        if caught & mask:
            return process
        time.sleep(0.01)
    raise AssertionError("the program never listened to Ctrl-C")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_finished_replications_are_saved_as_incomplete(polku, tmp_path, number):
    process = started(["run", THREE, *LONG, "-o", "out.h5", "--json"], tmp_path)
    time.sleep(3)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert [path.name for path in tmp_path.iterdir()] == ["out.incomplete.h5"]
    assert b"interrupted" in err and b"out.incomplete.h5" in err
    import json

    answer = json.loads(out)
    assert answer["complete"] is False and 0 < answer["replications"] < 2000
    assert answer["file"] == "out.incomplete.h5"
    assert polku("digest", "out.incomplete.h5").out.strip() == answer["digest"]


def test_before_the_first_replication_nothing_is_left(tmp_path):
    words = ["compare", THREE, "--customers", "4000000", "--set", "behaviour.norm=fixed", "-o", "out.h5"]
    process = started(words, tmp_path)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130 and out == b""
    assert b"nothing is left" in err
    assert list(tmp_path.iterdir()) == []


def test_a_complete_result_is_never_replaced_by_an_interrupted_one(tmp_path):
    (tmp_path / "out.h5").write_text("precious")
    process = started(["run", THREE, *LONG, "-o", "out.h5", "--force"], tmp_path)
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    assert (tmp_path / "out.h5").read_text() == "precious"


def test_the_second_one_ends_at_once(tmp_path):
    process = started(["run", THREE, *LONG], tmp_path)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    # Ended by the signal, or already by the first; a shell shows 130 for both.
    assert process.returncode in (-signal.SIGINT, 130)
