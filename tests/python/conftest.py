"""Where the tests find Polku: ctest says it in the environment. Without a program its tests are skipped."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def program(variable: str) -> str:
    """Path of the program that the environment variable names."""
    path = os.environ.get(variable)
    if not path:
        pytest.skip(f"{variable} does not say where the program is")
    return path


@pytest.fixture(scope="session")
def example(tmp_path_factory) -> Path:
    """A result file that the store wrote, with everything in it that a file must carry."""
    path = tmp_path_factory.mktemp("example") / "example.h5"
    subprocess.run([program("POLKU_EXAMPLE"), path], check=True)
    return path


@pytest.fixture(scope="session")
def comparison(tmp_path_factory) -> Path:
    """A result file of a real, short comparison."""
    polku = program("POLKU")
    path = tmp_path_factory.mktemp("comparison") / "comparison.h5"
    small = ["--customers", "300", "--replications", "3", "--quiet"]
    scenario = ROOT / "scenarios" / "broadband-three-investments.yaml"
    subprocess.run([polku, "compare", scenario, "-o", path, *small], check=True)
    return path


@pytest.fixture(params=["example", "comparison"])
def result_file(request) -> Path:
    return request.getfixturevalue(request.param)
