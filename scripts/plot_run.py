#!/usr/bin/python3
"""Draws a result of `polku run` or `polku compare`: a small picture for each measure over time, a line for
each world, and for a comparison what each option has gained or lost so far, all with 95 % confidence bands.

Example: scripts/plot_run.py output/coffee.h5 -o coffee.png     (.svg and .pdf work as well)

Needs h5py and matplotlib (Debian: python3-h5py python3-matplotlib)."""

import argparse
import json
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
    """The arrays of one HDF5 group with the names of their axes. An absent group has none."""

    def __init__(self, group=()):
        self.arrays, self.axes, self.units, self.coordinates = {}, {}, {}, {}
        for name in group:
            item = group[name]
            if h5py.h5ds.is_scale(item.id):
                self.coordinates[name] = item.asstr()[()] if item.dtype.kind == "O" else item[()]
            else:
                self.arrays[name] = item[()].astype(float)
                self.axes[name] = [Path(dimension[0].name).name for dimension in item.dims]
                self.units[name] = item.attrs.get("units", "")

    def ordered(self, name, wanted):
        """An array with the `wanted` axes first and all others behind them as one."""
        axes = self.axes[name]
        values = self.arrays[name].transpose([axes.index(a) for a in wanted]
                                             + [i for i, a in enumerate(axes) if a not in wanted])
        return values.reshape(*values.shape[:len(wanted)], -1)


def student_quantile(freedom):
    """The .975 quantile of Student's t: with t = sqrt(v) tan(a) the density is as cos(a)^(v-1)."""
    angle = np.linspace(0, np.pi / 2, 200_001)
    density = np.cos(angle) ** (freedom - 1)
    mass = np.concatenate([[0], np.cumsum((density[1:] + density[:-1]) / 2)])
    return np.sqrt(freedom) * np.tan(np.interp(0.95, mass / mass[-1], angle))


def mean_and_band(values):
    """Mean over the replications, the first axis, and half the width of its 95 % interval (none with one)."""
    mean, count = values.mean(axis=0), len(values)
    half = student_quantile(count - 1) * values.std(axis=0, ddof=1) / np.sqrt(count) if count > 1 else None
    return mean, half


class Clock:
    """Reporting periods in days since the end of the warm-up, shown as months or years. Where there are more
    than a line can show, neighbours are taken together, never across the end of the warm-up."""

    def __init__(self, starts, horizon):
        lengths = np.diff([*starts, horizon])
        self.together = -(-len(starts) // 75)
        bundle = (np.arange(len(starts)) - np.searchsorted(starts, 0)) // self.together
        self.firsts = np.flatnonzero(np.diff(bundle, prepend=bundle[0] - 1))
        self.lasts = np.append(self.firsts[1:] - 1, len(starts) - 1)
        self.period_lengths, self.lengths = lengths, np.add.reduceat(lengths, self.firsts)
        in_years = horizon > 2.5 * DAYS_PER_YEAR
        self.unit, days = ("years", DAYS_PER_YEAR) if in_years else ("months", DAYS_PER_MONTH)
        self.middle = (starts[self.firsts] + self.lengths / 2) / days
        self.end = (starts[self.firsts] + self.lengths) / days
        self.first = starts[0] / days
        # What happens in a piece of a bundle, at the start or the end, tells more of luck than of time.
        self.whole = self.lengths > 0.5 * np.median(self.lengths)

    def added_up(self, values):
        return np.add.reduceat(values, self.firsts, axis=-1)

    def at_end(self, values):
        return values[..., self.lasts]


def horizon_of(file, starts):
    """End of the last period in days, from the resolved scenario (`1826.25 days`)."""
    try:
        return float(json.loads(file["scenario/json"][()])["time"]["horizon"].split()[0])
    except (KeyError, ValueError, AttributeError, IndexError, TypeError):
        return starts[-1] + (starts[-1] - starts[-2] if len(starts) > 1 else DAYS_PER_MONTH)


@dataclass
class Panel:
    title: str
    unit: str
    times: np.ndarray
    values: np.ndarray  # [world, replication, period]
    money: bool = False


def panels_over_time(periods, company, clock):
    """What the result can show, and the names of what it lacks."""
    axes = ["world", "replication", "period"]
    missing = []

    def total(group, name):
        """[world, replication, period], whatever the other axes."""
        return group.ordered(name, axes).sum(axis=-1)

    def flow(group, name):
        return clock.added_up(total(group, name)) * DAYS_PER_MONTH / clock.lengths

    def ratio(above, below):
        with np.errstate(invalid="ignore", divide="ignore"):  # nobody there: no observation
            return above / below

    def mean(name, weight):
        values = periods.ordered(name, axes)
        weights = np.where(np.isnan(values), 0.0, periods.ordered(weight, axes))
        sums = (np.nan_to_num(values) * weights).sum(axis=-1)
        return ratio(clock.added_up(sums), clock.added_up(weights.sum(axis=-1)))

    def churn():
        stock = total(periods, "customers")
        before = np.concatenate([stock[..., :1], stock[..., :-1]], axis=-1)
        lost = sum(total(periods, name) for name in lost_names)
        months_at_risk = clock.added_up(before * clock.period_lengths / DAYS_PER_MONTH)
        return 100 * ratio(clock.added_up(lost), months_at_risk)

    def cost():
        return flow(company, "revenue") - flow(company, "profit") - invested()

    def invested():
        return flow(company, "investment") if "investment" in company.arrays else 0.0

    def show(title, unit, group, needed, values, money=False, at_end=False):
        absent = [name for name in needed if name not in group.arrays]
        missing.extend(absent)
        if absent:
            return []
        if money:
            unit = f"{group.units[needed[0]]} a month{unit}"
        if at_end:
            return [Panel(title, unit, clock.end, values(), money)]
        return [Panel(title, unit, clock.middle[clock.whole], values()[..., clock.whole], money)]

    lost_names = [name for name in periods.arrays if name.startswith("lost")] or ["lost"]
    panels = [
        *show("Customers", "people", periods, ["customers"],
              lambda: clock.at_end(total(periods, "customers")), at_end=True),
        *show("Churn", "% of customers lost a month", periods, ["customers", *lost_names], churn),
        *show("Forced loyalty", "% of customers who stay only because they must", periods,
              ["forced", "customers"],
              lambda: clock.at_end(100 * ratio(total(periods, "forced"), total(periods, "customers"))),
              at_end=True),
        *show("Satisfaction", "mean of the encounters, −1 to 1", periods, ["satisfaction", "encounters"],
              lambda: mean("satisfaction", "encounters")),
        *show("Attitude", "mean of the customers, units of experience", periods, ["attitude", "customers"],
              lambda: mean("attitude", "customers")),
        *show("Purchases", "times a month", periods, ["purchases"], lambda: flow(periods, "purchases")),
        *show("Revenue", "", company, ["revenue"], lambda: flow(company, "revenue"), money=True),
        *show("Cost", ", without investments", company, ["revenue", "profit"], cost, money=True),
        *show("Profit", ", before investments", company, ["profit"],
              lambda: flow(company, "profit") + invested(), money=True),
    ]
    return panels, list(dict.fromkeys(missing))


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
    axes.plot(times, mean, color=colour, linestyle=dashes, linewidth=1.4, solid_capstyle="round")
    if half is not None:
        axes.fill_between(times, mean - half, mean + half, color=colour, alpha=0.15, linewidth=0)
    return mean


def money_scale(axes):
    low, high = axes.get_ylim()
    reach = max(abs(low), abs(high))
    return next(((word, scale) for word, scale in [("million", 1e6), ("thousand", 1e3)]
                 if reach >= 2 * scale), ("", 1))


def dress(axes, panel, clock):
    """Title, units and time of a panel; no more ink than the numbers need."""
    if (panel.values[~np.isnan(panel.values)] >= 0).all():
        axes.set_ylim(bottom=max(0.0, axes.get_ylim()[0]))
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
    axes.set_xlim(clock.first, clock.end[-1])
    axes.grid(axis="y", color="#e4e4e4", linewidth=0.7)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color("#b0b0b0")
    axes.tick_params(length=0, labelsize=8.5, labelcolor=PALE)


def label_ends(axes, x, ends):
    """Names beside the ends of their lines, moved apart where they would overlap. ends: (y, name, colour)."""
    low, high = axes.get_ylim()
    ends = sorted(ends)
    heights = [y for y, _, _ in ends]
    for i in range(1, len(heights)):
        heights[i] = max(heights[i], heights[i - 1] + 0.085 * (high - low))
    shift = max(0.0, heights[-1] - high)
    for (_, name, colour), height in zip(ends, heights):
        axes.annotate(plain(name, 24), (x, height - shift), xytext=(10, 0), textcoords="offset points",
                      color=colour, fontsize=9.5, va="center", annotation_clip=False)


def draw_cumulative(axes, group, horizon):
    """What each option has gained or lost so far, over pairs of replications."""
    clock = Clock(group.coordinates["period"], horizon)
    name = next(iter(group.arrays))
    values = clock.at_end(group.ordered(name, ["option", "replication", "period"])[..., 0])
    times = np.concatenate([[clock.first], clock.end])
    ends = [(0.0, "baseline", BASELINE)]
    axes.plot(times[[0, -1]], [0, 0], color=BASELINE, linewidth=1.2)
    for index, option in enumerate(group.coordinates["option"]):
        colour, dashes = style_of(index)
        mean = curve(axes, times, np.pad(values[index], ((0, 0), (1, 0))), colour, dashes)
        ends.append((mean[-1], option, colour))
    title = "Profit gained or lost so far, against the baseline"
    dress(axes, Panel(title, group.units[name], times, values, money=True), clock)
    label_ends(axes, times[-1], ends)


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
    horizon = horizon_of(file, periods.coordinates["period"])
    clock = Clock(periods.coordinates["period"], horizon)
    panels, missing = panels_over_time(periods, Group(file.get("company", ())), clock)
    idle = [panel.title for panel in panels if not np.nan_to_num(panel.values).any()]
    panels = [panel for panel in panels if panel.title not in idle]
    cumulative = Group(file.get("cumulative", ()))
    worlds = periods.coordinates["world"]
    replications = len(periods.coordinates["replication"])
    compared, money = len(worlds) > 1, bool(cumulative.arrays)
    if not panels and not money:
        raise NotDrawable("it has nothing that this script knows")

    heights = [0.1] * compared + [1.3] * money + [1] * -(-len(panels) // 3)
    figure = plt.figure(figsize=(12, 1.0 + 2.8 * sum(heights)), layout="constrained")
    figure.get_layout_engine().set(w_pad=0.12, h_pad=0.1, hspace=0.02)
    grid = figure.add_gridspec(len(heights), 3, height_ratios=heights)
    title = plain(file.attrs.get("title", "") or ("Comparison" if compared else "Run"), 90)
    figure.suptitle(title, x=0.012, ha="left", fontsize=15, fontweight="bold", color=INK)
    if compared:
        draw_names(figure.add_subplot(grid[0, :]), worlds)
    if money:
        draw_cumulative(figure.add_subplot(grid[int(compared), :]), cumulative, horizon)
    above = len(heights) - -(-len(panels) // 3)
    for index, panel in enumerate(panels):
        draw_panel(figure.add_subplot(grid[above + index // 3, index % 3]), panel, clock)
    figure.supxlabel(caption(file.attrs, clock, replications, money, idle), x=0.012, ha="left", fontsize=8.5,
                     color=PALE, linespacing=1.5)
    return figure, missing


def caption(attributes, clock, replications, paired, idle):
    warm_up = " (shaded)" if clock.first < 0 else ""
    together = f" Each point takes {clock.together} reporting periods together." if clock.together > 1 else ""
    zero = f" Zero throughout: {', '.join(idle).lower()}." if idle else ""
    pairs = ", for differences over pairs of replications" if paired else ""
    bands = f"Lines: mean of {replications} replications. Bands: its 95 % confidence interval{pairs}."
    interrupted = "" if attributes["complete"] else " Interrupted: these are the finished replications only."
    return "\n".join([f"Time in {clock.unit} since the end of the warm-up{warm_up}.{together}{zero}",
                      bands if replications > 1 else "One replication, so no bands.",
                      f"Polku {attributes['version']}, seed {attributes['seed']}.{interrupted}"])


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
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
