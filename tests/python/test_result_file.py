"""A result file must open in other people's software as it is: h5py, xarray through h5netcdf, matplotlib."""

import json
import subprocess
import sys
import warnings

import h5py
import numpy as np
import pytest
import xarray as xr

from conftest import ROOT, program

PLOT = ROOT / "scripts" / "plot_run.py"


def groups(path):
    with h5py.File(path) as file:
        return list(file)


def open_group(path, group):
    return xr.open_dataset(path, engine="h5netcdf", group=group)


def plot(result, picture):
    return subprocess.run([sys.executable, PLOT, result, "-o", picture], capture_output=True, text=True)


def test_the_root_says_what_made_the_file(result_file):
    with h5py.File(result_file) as file:
        attributes = dict(file.attrs)

    assert attributes["polku_format_version"] == 1
    assert attributes["kind"] in ("run", "compare")
    assert attributes["complete"] == 1
    assert {"version", "git_hash", "seed", "title", "seconds", "threads"} <= set(attributes)
    assert all(isinstance(attributes[name], str) for name in ("version", "git_hash", "kind", "title"))


def test_every_group_opens_in_xarray_without_a_warning(result_file):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for group in ["/", *groups(result_file)]:
            with open_group(result_file, group) as data:
                data.load()


def test_every_dimension_has_a_name_and_coordinates(result_file):
    for group in groups(result_file):
        with open_group(result_file, group) as data:
            assert set(data.dims) == set(data.coords)
            assert not any(name.startswith("phony") for name in data.dims)


def test_every_array_has_scales_in_h5py(result_file):
    def check(name, item):
        if isinstance(item, h5py.Dataset) and not h5py.h5ds.is_scale(item.id):
            assert all(len(dimension) == 1 for dimension in item.dims), name

    with h5py.File(result_file) as file:
        file.visititems(check)


def test_times_stay_numbers_of_days(result_file):
    with open_group(result_file, "periods") as data:
        assert data.period.dtype == np.float64
        assert data.period.attrs["units"] == "day"


def test_labels_are_text(result_file):
    with open_group(result_file, "periods") as data:
        assert all(isinstance(label, str) for label in data.world.values)
        assert "world" not in data.sel(world=data.world.values[0]).sizes


def test_the_resolved_scenario_and_the_origin_of_each_value_are_in_the_file(result_file):
    with open_group(result_file, "scenario") as data:
        assert isinstance(json.loads(data.json.item()), dict)
        assert all(isinstance(source, str) and source for source in data.source.values)


def test_text_outside_ascii_and_gaps_arrive(example):
    with h5py.File(example) as file:
        assert file.attrs["title"] == "Does a refund pay? – näyte"
    with open_group(example, "periods") as data:
        assert list(data.segment.values) == ["families", "käyttäjät 客"]
        assert data.satisfaction.isel(period=0).isnull().all()
        assert data.satisfaction.isel(period=-1).notnull().all()
        assert data.customers.dtype == np.int64


def test_variables_keep_their_order_units_and_documentation(example):
    with open_group(example, "periods") as data:
        assert list(data.data_vars)[:3] == ["customers", "lost_switched", "purchases"]
    with open_group(example, "company") as data:
        assert data.profit.attrs == {"units": "EUR", "long_name": "revenue less all costs"}


def test_an_axis_without_entries_is_an_empty_dimension(example):
    with open_group(example, "customers") as data:
        assert data.sizes["customer"] == 0
        assert data.age.shape == (1, 0)


def test_large_integers_are_exact(example):
    with h5py.File(example) as file:
        assert file["totals/events"][()] == 1234567890123
        assert file.attrs["seed"] == 2**40


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_the_plot_script_draws_every_result(result_file, tmp_path, suffix):
    picture = tmp_path / f"picture.{suffix}"

    done = plot(result_file, picture)

    assert done.returncode == 0, done.stderr
    assert picture.stat().st_size > 10_000


def test_the_plot_script_names_what_it_cannot_draw(example, tmp_path):
    done = plot(example, tmp_path / "p.png")

    assert "attitude" in done.stderr


def test_other_software_may_change_a_file_that_polku_still_reads(example, tmp_path):
    changed = tmp_path / "changed.h5"
    changed.write_bytes(example.read_bytes())
    polku = program("POLKU")

    def digest():
        return subprocess.run([polku, "digest", changed], capture_output=True, text=True)

    before = digest()
    with h5py.File(changed, "r+") as file:
        file.attrs["note"] = "looked at by Ada"
    noted = digest()
    with h5py.File(changed, "r+") as file:
        file["company/profit"][0, 0, 0] += 1
    falsified = digest()

    assert before.returncode == 0 and noted.stdout == before.stdout
    assert falsified.returncode == 0 and falsified.stdout != before.stdout


def test_a_damaged_file_is_refused(example, tmp_path):
    damaged = tmp_path / "damaged.h5"
    data = bytearray(example.read_bytes())
    data[len(data) // 2] ^= 1
    damaged.write_bytes(data)

    answer = subprocess.run([program("POLKU"), "digest", damaged], capture_output=True, text=True)

    assert answer.returncode == 3
    assert "damaged" in answer.stderr


def test_the_plot_script_refuses_what_is_no_result(tmp_path):
    other = tmp_path / "other.h5"
    with h5py.File(other, "w") as file:
        file["x"] = [1, 2, 3]

    done = plot(other, tmp_path / "p.png")

    assert done.returncode == 3
    assert "not a result of Polku" in done.stderr
    assert not (tmp_path / "p.png").exists()
