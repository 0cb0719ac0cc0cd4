"""Runs the `polku` of the environment and reads its result: the one place that knows names and layout."""

import os
import subprocess
from pathlib import Path

import h5py
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
ORACLES = ROOT / "scenarios" / "studies" / "oracles"


def polku():
    """Path of the binary, or None: $POLKU, set by ctest."""
    return os.environ.get("POLKU")


def run(scenario, output, *options):
    """`polku run SCENARIO -o OUTPUT OPTIONS`, read back."""
    command = [polku(), "run", str(scenario), "-o", str(output), "--force", "--quiet", *options]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stderr}"
    return Result(output)


class Result:
    """Variables of an HDF5 result file by group, with their axes named by dimension scales."""

    def __init__(self, path):
        self.file = h5py.File(path, "r")

    def axes(self, group, variable):
        return [self._scale(dimension) for dimension in self.file[group][variable].dims]

    @staticmethod
    def _scale(dimension):
        return dimension[0].name.rsplit("/", 1)[-1]

    def coordinates(self, group, axis):
        values = self.file[group][axis][()]
        return [v.decode() for v in values] if values.dtype.kind in "OS" else values

    def get(self, group, variable, **where):
        """Values with the axes left over in file order. `where` picks places by coordinate: step="pay". An
        axis `world` of length one falls away."""
        data = self.file[group][variable][()].astype(float)
        for place, axis in reversed(list(enumerate(self.axes(group, variable)))):
            if axis in where:
                data = data.take(list(self.coordinates(group, axis)).index(where.pop(axis)), axis=place)
            elif axis == "world" and data.shape[place] == 1:
                data = data.take(0, axis=place)
        assert not where, f"{group}/{variable} has no axis {list(where)}"
        return data

    def total(self, group, variable, keep=(), **where):
        """Sum over every axis but those in `keep` (in file order)."""
        data = self.get(group, variable, **where)
        axes = self.axes(group, variable)
        left = [a for a in axes if a not in where and not (a == "world" and self._alone(group, a))]
        return data.sum(axis=tuple(i for i, axis in enumerate(left) if axis not in keep))

    def _alone(self, group, axis):
        return len(self.coordinates(group, axis)) == 1

    # ---- What the oracles ask ----

    def population(self):
        """Synthetic customers over all replications."""
        return self.total("purchases", "people")

    def flow(self, variable, **where):
        """Running sum by period of a flow, over segments and replications."""
        return np.cumsum(self.total("periods", variable, keep=("period",), **where))

    def stock(self, variable="customers", **where):
        """A level at the end of each period, over segments and replications."""
        return self.total("periods", variable, keep=("period",), **where)

    def step(self, variable, step):
        return self.total("steps", variable, step=step)

    def repeat_shares(self):
        """Share of people by number of repeat purchases 0, 1, 2 ...; having been there at the start counts as
        the first purchase, and everybody was."""
        people = self.total("purchases", "people", keep=("count",))
        assert people[0] == 0
        return people[1:] / people.sum()

    def customers(self, *columns):
        """Columns of the customer table."""
        return [self.get("customers", column).ravel() for column in columns]
