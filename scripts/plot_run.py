#!/usr/bin/python3
"""Draws a result of `polku run` or `polku compare`: one small picture a measure over time, one line a world, and for
a comparison the money that each option has gained or lost so far. Bands are 95 % confidence intervals.

Example: scripts/plot_run.py output/coffee.h5 -o coffee.png     (.svg and .pdf work as well)

Needs h5py and matplotlib (Debian: python3-h5py python3-matplotlib)."""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import h5py
import matplotlib
import numpy as np

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402  (the backend has to be chosen first)
from matplotlib.lines import Line2D  # noqa: E402
from matplotlib.ticker import FuncFormatter, MaxNLocator  # noqa: E402

DAYS_PER_MONTH, DAYS_PER_YEAR = 30.4375, 365.25
# Okabe and Ito's colours, which people with any colour vision tell apart; the baseline is grey.
BASELINE = "#4a4a4a"
OPTIONS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"]
DASHES = ["-", (0, (5, 2)), (0, (1, 1.5))]
INK, PALE = "#222222", "#767676"


class NotDrawable(Exception):
    """Why there can be no picture."""


class Group:
    """The arrays of one HDF5 group with the names of their axes."""

    def __init__(self, group):
        self.arrays, self.axes, self.units, self.coordinates = {}, {}, {}, {}
        for name, item in group.items():
            if not isinstance(item, h5py.Dataset):
                continue
            if h5py.h5ds.is_scale(item.id):
                labels = item.dtype.kind == "O"
                self.coordinates[name] = item.asstr()[()] if labels else item[()]
            elif all(len(dimension) for dimension in item.dims):
                self.arrays[name] = item[()].astype(float)
                self.axes[name] = [Path(dimension[0].name).name for dimension in item.dims]
                self.units[name] = item.attrs.get("units", "")

    def has(self, name):
        return name in self.arrays

    def over(self, name, wanted, weight=None):
        """An array over the `wanted` axes, in that order; over all others the sum, or the mean by `weight`."""
        values = self._ordered(name, wanted)
        if weight is None:
            return values.sum(axis=tuple(range(len(wanted), values.ndim)))
        weights = np.where(np.isnan(values), 0.0, np.broadcast_to(self._ordered(weight, wanted), values.shape))
        total = tuple(range(len(wanted), values.ndim))
        with np.errstate(invalid="ignore"):  # 0 / 0: nobody to ask, no observation
            return (np.nan_to_num(values) * weights).sum(axis=total) / weights.sum(axis=total)

    def _ordered(self, name, wanted):
        """`wanted` axes first; one that the array lacks (a result of one world, say) has length 1."""
        axes, values = list(self.axes[name]), self.arrays[name]
        for axis in wanted:
            if axis not in axes:
                axes, values = axes + [axis], values[..., np.newaxis]
        order = [axes.index(axis) for axis in wanted] + [i for i, axis in enumerate(axes) if axis not in wanted]
        return values.transpose(order)


def student_quantile(freedom):
    """The .975 quantile of Student's t: with t = sqrt(v) tan(a) its density is proportional to cos(a)^(v-1)."""
    angle = np.linspace(0, np.pi / 2, 200_001)
    density = np.cos(angle) ** (freedom - 1)
    mass = np.concatenate([[0], np.cumsum((density[1:] + density[:-1]) / 2)])
    return np.sqrt(freedom) * np.tan(np.interp(0.95, mass / mass[-1], angle))


def mean_and_band(values):
    """Mean over the replications, the first axis, and half the width of its 95 % interval (None with one)."""
    mean = values.mean(axis=0)
    count = values.shape[0]
    if count < 2:
        return mean, None
    return mean, student_quantile(count - 1) * values.std(axis=0, ddof=1) / np.sqrt(count)


class Clock:
    """Days since the end of the warm-up, shown as months or years."""

    def __init__(self, starts):
        self.starts = np.asarray(starts, dtype=float)
        steps = np.diff(self.starts)
        self.lengths = np.append(steps, np.median(steps) if len(steps) else DAYS_PER_MONTH)
        in_years = self.starts[-1] - self.starts[0] > 4 * DAYS_PER_YEAR
        self.unit, self.days = ("years", DAYS_PER_YEAR) if in_years else ("months", DAYS_PER_MONTH)
        self.middle = (self.starts + self.lengths / 2) / self.days
        self.end = (self.starts + self.lengths) / self.days
        self.first = self.starts[0] / self.days


@dataclass
class Panel:
    title: str
    unit: str
    times: np.ndarray
    values: np.ndarray  # [world, replication, period]
    money: bool = False


def panels_over_time(periods, clock):
    """What the result can show, and the names of what it cannot. Values: [world, replication, period]."""
    axes = ["world", "replication", "period"]
    drawn, missing = [], []

    def total(names):
        return sum(periods.over(name, axes) for name in names)

    def names_like(*patterns):
        return [n for n in periods.arrays if any(n == p or (p.endswith("_") and n.startswith(p)) for p in patterns)]

    def show(title, needed, unit, times, values, money=False):
        absent = [name for name in needed if not periods.has(name)]
        missing.extend(absent)
        if not absent:
            drawn.append(Panel(title, unit, times, values(), money))

    show("Customers", ["customers"], "at the end of the period", clock.end, lambda: total(["customers"]))

    lost = names_like("lost") or names_like("lost_")
    if lost and periods.has("customers"):
        before = np.roll(total(["customers"]), 1, axis=-1)
        before[..., 0] = np.nan
        with np.errstate(invalid="ignore", divide="ignore"):
            share = 100 * total(lost) / before * DAYS_PER_MONTH / clock.lengths
        drawn.append(Panel("Churn", "% of customers lost a month", clock.middle, share))
    elif not lost:
        missing.append("lost")

    for name, asked in [("satisfaction", "encounters"), ("attitude", "customers"), ("expectation", "customers")]:
        weight = asked if periods.has(asked) else "customers"
        words = {"satisfaction": "mean of the encounters", "attitude": "mean of the customers"}.get(name, "mean")
        show(name.capitalize(), [name, weight], words, clock.middle, lambda n=name, w=weight: periods.over(n, axes, w))

    show("Revenue", ["revenue"], periods.units.get("revenue", ""), clock.middle, lambda: total(["revenue"]), True)
    costs = [name for name in periods.arrays if name.endswith("_cost") or name == "unallocated"]
    if costs:
        unit = periods.units[costs[0]]
        drawn.append(Panel("Cost", unit, clock.middle, total(costs), True))
    else:
        missing.append("cost")
    show("Profit", ["profit"], periods.units.get("profit", ""), clock.middle, lambda: total(["profit"]), True)
    return drawn, missing


def plain(text, most=60):
    """User's words as they are: no TeX, no line breaks, not endless."""
    text = " ".join(str(text).split()).replace("$", r"\$")
    return text if len(text) <= most else text[: most - 1] + "…"


def style_of(index):
    """Colour and dashes of an option, counted from 0."""
    return OPTIONS[index % len(OPTIONS)], DASHES[index // len(OPTIONS) % len(DASHES)]


def curve(axes, times, values, colour, dashes):
    """One line with its band. Values: [replication, period]."""
    mean, half = mean_and_band(values)
    axes.plot(times, mean, color=colour, linestyle=dashes, linewidth=1.6, solid_capstyle="round")
    if half is not None:
        axes.fill_between(times, mean - half, mean + half, color=colour, alpha=0.18, linewidth=0)
    return mean


def money_scale(axes):
    low, high = axes.get_ylim()
    reach = max(abs(low), abs(high))
    return next(((word, scale) for word, scale in [("million", 1e6), ("thousand", 1e3)] if reach >= 2 * scale), ("", 1))


def dress(axes, panel, clock):
    """Title, units and time of a panel; no more ink than the numbers need."""
    low, high = axes.get_ylim()
    word, scale = money_scale(axes) if panel.money else ("", 1)
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: f"{y / scale:,.10g}".replace("-", "\u2212")))
    axes.xaxis.set_major_locator(MaxNLocator(7, integer=True))
    if low < 0 < high:
        axes.axhline(0, color=PALE, linewidth=0.8, zorder=1)
    if clock.first < 0:
        axes.axvspan(clock.first, 0, color="black", alpha=0.05, linewidth=0, zorder=0)
    axes.set_title(panel.title, loc="left", fontsize=10.5, fontweight="bold", color=INK, pad=18)
    unit = " ".join(part for part in (word, panel.unit) if part)
    axes.text(0, 1.03, plain(unit), transform=axes.transAxes, fontsize=8.5, color=PALE, va="bottom")
    axes.margins(x=0.01)
    axes.grid(axis="y", color="#e4e4e4", linewidth=0.7)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color("#b0b0b0")
    axes.tick_params(length=0, labelsize=8.5, labelcolor=PALE)


def label_ends(axes, ends):
    """Names beside the ends of their lines, moved apart where they would overlap. ends: (x, y, name, colour)."""
    low, high = axes.get_ylim()
    ends = sorted(ends, key=lambda end: end[1])
    heights = [end[1] for end in ends]
    for i in range(1, len(heights)):
        heights[i] = max(heights[i], heights[i - 1] + 0.08 * (high - low))
    shift = max(0.0, heights[-1] - high)
    for (x, _, name, colour), height in zip(ends, heights):
        axes.text(x, height - shift, "  " + plain(name, 28), color=colour, fontsize=9.5, va="center")


def draw_cumulative(axes, group, name):
    clock = Clock(group.coordinates["period"])
    options = group.coordinates["option"]
    values = group.over(name, ["option", "replication", "period"])
    axes.axhline(0, color=BASELINE, linewidth=1.2)
    ends = [(clock.end[-1], 0.0, "baseline", BASELINE)]
    for index, option in enumerate(options):
        colour, dashes = style_of(index)
        mean = curve(axes, clock.end, values[index], colour, dashes)
        ends.append((clock.end[-1], mean[-1], option, colour))
    dress(axes, Panel("Profit gained or lost so far, against the baseline", group.units[name], None, None, True), clock)
    label_ends(axes, ends)


def draw_panel(axes, panel, clock):
    several = panel.values.shape[0] > 1
    for world in reversed(range(panel.values.shape[0])):
        baseline = (BASELINE, "-") if several else (OPTIONS[0], "-")
        curve(axes, panel.times, panel.values[world], *(baseline if world == 0 else style_of(world - 1)))
    dress(axes, panel, clock)


def draw_names(axes, worlds):
    styles = [(BASELINE, "-"), *(style_of(i) for i in range(len(worlds) - 1))]
    lines = [Line2D([], [], color=colour, linestyle=dashes, linewidth=2.4) for colour, dashes in styles]
    axes.legend(lines, [plain(world, 28) for world in worlds], loc="center left", bbox_to_anchor=(-0.01, 0.5),
                ncols=min(len(worlds), 5), frameon=False, labelcolor="linecolor", fontsize=10)
    axes.axis("off")


def picture(file):
    """The figure of an open result file, and the names of what it lacks."""
    if "polku_format_version" not in file.attrs:
        raise NotDrawable("it is not a result of Polku")
    if "periods" not in file:
        raise NotDrawable("it has no group 'periods'")
    periods = Group(file["periods"])
    clock = Clock(periods.coordinates["period"])
    panels, missing = panels_over_time(periods, clock)
    worlds = periods.coordinates.get("world", ["baseline"])
    replications = len(periods.coordinates.get("replication", [0]))

    cumulative = Group(file["cumulative"]) if "cumulative" in file else None
    money = next(iter(cumulative.arrays), None) if cumulative else None
    compared = len(worlds) > 1
    if compared and money is None:
        missing.append("cumulative")
    if not panels and money is None:
        raise NotDrawable("it has nothing that this script knows")

    heights = [0.1] * compared + [1.3] * bool(money) + [1] * -(-len(panels) // 3)
    figure = plt.figure(figsize=(12, 1.0 + 2.8 * sum(heights)), layout="constrained")
    figure.get_layout_engine().set(w_pad=0.12, h_pad=0.1, hspace=0.02)
    grid = figure.add_gridspec(len(heights), 3, height_ratios=heights)
    title = plain(file.attrs.get("title", "") or ("Comparison" if compared else "Run"), 90)
    figure.suptitle(title, x=0.012, ha="left", fontsize=15, fontweight="bold", color=INK)
    if compared:
        draw_names(figure.add_subplot(grid[0, :]), worlds)
    if money:
        draw_cumulative(figure.add_subplot(grid[1, :]), cumulative, money)
    above = len(heights) - -(-len(panels) // 3)
    for index, panel in enumerate(panels):
        draw_panel(figure.add_subplot(grid[above + index // 3, index % 3]), panel, clock)
    figure.supxlabel(caption(file.attrs, clock, replications, bool(money)), x=0.012, ha="left", fontsize=8.5, color=PALE, linespacing=1.5)
    return figure, missing


def caption(attributes, clock, replications, paired):
    sentences = [f"Time in {clock.unit} since the end of the warm-up" + (" (shaded)." if clock.first < 0 else ".")]
    if replications > 1:
        sentences.append(f"Lines: mean of {replications} replications. Bands: 95 % confidence interval of that mean"
                         + (", for differences over pairs of replications." if paired else "."))
    else:
        sentences.append("One replication, so no bands.")
    if not attributes.get("complete", 1):
        sentences.append("The run was interrupted: these are the finished replications only.")
    made_by = f"Polku {attributes.get('version', '?')}, seed {attributes.get('seed', '?')}."
    return " ".join(sentences) + "\n" + made_by


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", type=Path, help="file that polku run or polku compare wrote")
    parser.add_argument("-o", "--output", type=Path, help="the picture (default: beside the result, .png)")
    arguments = parser.parse_args()
    output = arguments.output or arguments.result.with_suffix(".png")
    try:
        with h5py.File(arguments.result) as file:
            figure, missing = picture(file)
        figure.savefig(output, dpi=150, facecolor="white")
    except (NotDrawable, OSError, ValueError) as problem:
        print(f"cannot draw '{arguments.result}': {problem}", file=sys.stderr)
        return 3
    if missing:
        print(f"not drawn, as the result lacks it: {', '.join(missing)}", file=sys.stderr)
    print(output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
