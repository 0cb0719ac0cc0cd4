// What would change the decision: the option in front at either end of every uncertain number's range, the number that
// moves it most first.
import { type Content, type Doubt, type DoubtEnd, type Interval, measure } from "../content";
import { chart, figure, numbers } from "../dom";
import { type Figure, change, changeInWords, coarse, halfWidth, number, spoken, titled } from "../figures";
import { Plot, baseline, colour, faint, frame, ink, line, widthOf } from "./plot";

/** What a number is called: `segments.*.loss_weight` -> "loss weight", with what stands before it where two end alike. */
function nameOf(path: string, among: Doubt[]): string {
  const parts = path.split(".");
  const alike = among.filter((other) => other.path.split(".").at(-1) === parts.at(-1)).length > 1;
  return spoken(alike ? parts.join(" ") : parts.at(-1)!);
}
const at = (end: DoubtEnd): string => end.words ?? `${Number(end.setting.toPrecision(3))}`;

const alternative = (content: Content, best: number): string =>
  best === 0 ? "going on as today" : titled(content.worlds[best]!.name);

/** The difference at an end: chance is what it is as written, in so many repetitions as were run there. */
function atEnd(content: Content, option: number, end: DoubtEnd): Interval {
  const mean = end.differences[option]!;
  const half = halfWidth(measure(content, content.decision!.measure)!.options![option]!);
  if (half === null) return [mean, null, null];
  const there = half * Math.sqrt(content.about.replications / end.replications);
  return [mean, mean - there, mean + there];
}

/** By how much the best alternative there leads over the next, of those that the budget allows. */
function leadAt(content: Content, end: DoubtEnd): number | null {
  const refused = new Set(content.decision!.order.filter((one) => one.over_budget).map(({ option }) => option));
  const others = [0, ...end.differences].filter((_, a) => a !== end.best && !refused.has(a - 1));
  return others.length > 0 ? (end.best === 0 ? 0 : end.differences[end.best - 1]!) - Math.max(...others) : null;
}

/** One scale for all amounts of this part: that of the gain as written. */
function moneyOf(content: Content, first: number): Figure {
  const by = measure(content, content.decision!.measure)!,
    today = by.options![first]!;
  const all = content.doubts!.parameters.flatMap(({ ends }) => ends.map((end) => end.differences[first]!));
  return { ...coarse(by.unit, [...all, today[0]], [halfWidth(today)]), decimals: 0 };
}

interface Bar {
  name: string;
  doubt: Doubt;
  values: [number, number];
}

export function tornado(content: Content): HTMLElement | null {
  const { doubts, decision } = content;
  const first = decision?.order[0]?.option;
  const by = decision && measure(content, decision.measure);
  const today = first === undefined ? null : by?.options?.[first]?.[0];
  if (!doubts || first === undefined || !by || today === null || today === undefined) return null;
  const bars: Bar[] = doubts.parameters
    .map((doubt) => ({
      name: nameOf(doubt.path, doubts.parameters),
      doubt,
      values: doubt.ends.map((end) => end.differences[first]!) as [number, number],
    }))
    .sort((a, b) => Math.abs(b.values[1] - b.values[0]) - Math.abs(a.values[1] - a.values[0]));
  const all = bars.flatMap(({ values }) => values);
  const money = moneyOf(content, first);
  const low = Math.min(0, today, ...all);
  const high = Math.max(0, today, ...all);

  const asWritten = ({ name, doubt: { written } }: Bar, between: string): string =>
    written === undefined ? name : `${name}${between}${written} as written`;
  const draw = (width: number) => {
    // On a phone names stand above their bars.
    const narrow = width < 480,
      row = narrow ? 62 : 46;
    const marginLeft = narrow ? 0 : 190;
    const marginRight = narrow ? 0 : 70,
      inset = 66;
    const perPixel = (high - low) / Math.max(1, width - marginLeft - marginRight - 2 * inset);
    const ends = bars.flatMap(({ name, doubt, values }) =>
      doubt.ends.map((end, e) => {
        const value = values[e]!,
          left = value <= values[1 - e]!,
          words = `at ${at(end)}`,
          reach = (10 + widthOf(words)) * perPixel;
        // Beside its bar; but beyond the zero line where it would lie on it.
        const across = left ? value > 0 && value < reach : value < 0 && -value < reach;
        return { name, value: across ? 0 : value, left, end, words };
      }),
    );
    // Not through the names where those stand between the bars.
    const upright = (x: number, style: { stroke: string; strokeDasharray?: string }) =>
      narrow ? Plot.tickX(bars, { x: () => x, y: "name", ...style }) : Plot.ruleX([x], style);
    // Beside the other words, not under them: where there is no room, at the foot.
    const beside = Math.abs(today) / perPixel > 80;
    return frame(width, {
      height: bars.length * row + (beside ? 34 : 48),
      marginLeft,
      marginRight,
      marginTop: 24,
      marginBottom: beside ? 10 : 24,
      x: { domain: [low, high], inset, axis: null },
      y: { domain: bars.map(({ name }) => name), padding: narrow ? 0.64 : 0.52, axis: null },
      marks: [
        upright(0, { stroke: baseline }),
        upright(today, { stroke: colour(first), strokeDasharray: "3,3" }),
        Plot.text([today], {
          x: today,
          frameAnchor: "top",
          dy: -18,
          text: () => `as written ${change(today, money)}`,
          fill: colour(first),
          fontWeight: 600,
        }),
        Plot.text([0], {
          x: 0,
          frameAnchor: beside ? "top" : "bottom",
          dy: beside ? -18 : 18,
          text: () => "as today",
          fill: faint,
        }),
        narrow
          ? Plot.text(bars, {
              y: "name",
              frameAnchor: "left",
              dy: -23,
              fill: ink,
              stroke: "var(--paper)",
              strokeWidth: 3,
              text: (bar: Bar) => asWritten(bar, ", "),
            })
          : Plot.axisY({
              tickSize: 0,
              tickPadding: 10,
              label: null,
              fill: ink,
              tickFormat: (name: string) => asWritten(bars.find((bar) => bar.name === name)!, "\n"),
            }),
        Plot.ruleY(bars, { y: "name", stroke: line }),
        Plot.barX(bars, {
          x1: (bar: Bar) => bar.values[0],
          x2: (bar: Bar) => bar.values[1],
          y: "name",
          fill: colour(first),
          fillOpacity: 0.75,
        }),
        ...ends.map((one) =>
          Plot.text([one], {
            x: "value",
            y: "name",
            textAnchor: one.left ? "end" : "start",
            dx: one.left ? -6 : 6,
            fill: one.end.turns ? "var(--loss)" : ink,
            fontWeight: one.end.turns ? 650 : 400,
            stroke: "var(--paper)",
            strokeWidth: 3,
            text: () => one.words,
          }),
        ),
      ],
    });
  };
  const says = bars
    .map(
      ({ name, doubt, values }) =>
        `${name} from ${at(doubt.ends[0])} to ${at(doubt.ends[1])}: ${values.map((value) => change(value, money)).join(" to ")}`,
    )
    .join("; ");
  const unit = money.unit ? ` (${money.unit})` : "";
  return figure(
    chart(`${titled(content.worlds[first + 1]!.name)} as uncertain numbers change. ${says}`, draw),
    `Difference in ${by.words ?? by.name}${unit} of ${titled(content.worlds[first + 1]!.name)} from going on as today, when one number lies at either end of its plausible range and all else is as written.${doubts.parameters.some(({ ends }) => ends.some(({ turns }) => turns)) ? " Red: there another alternative would be best." : ""}${content.about.replications > 1 ? " In text and numbers, ±: as much chance as in the comparison, for as few repetitions as were run there, one where that leaves no doubt." : ""}`,
    numbers(
      "What would change the decision",
      [
        { title: "number" },
        { title: "as written", number: true },
        { title: "at", number: true },
        { title: `difference${unit}`, number: true },
        { title: "best there" },
        { title: `ahead of the next${unit}`, number: true },
        { title: "repetitions", number: true },
      ],
      bars.flatMap(({ doubt }) =>
        doubt.ends.map((end) => [
          doubt.path,
          doubt.written ?? "–",
          at(end),
          changeInWords(atEnd(content, first, end), by.unit, { ...money, unit: "" }),
          alternative(content, end.best),
          number(leadAt(content, end), money),
          `${end.replications}`,
        ]),
      ),
    ),
  );
}

const perhapsNone = ", so that it may be none";

/** Whether a number alone could turn the decision, in a sentence. */
export function doubtsInWords(content: Content): string {
  const { doubts } = content;
  if (!doubts) return "";
  const unit = measure(content, content.decision?.measure ?? "")?.unit ?? content.about.currency;
  const money = moneyOf(content, content.decision!.order[0]!.option);
  const setTo = (doubt: Doubt, end: DoubtEnd): string =>
    `${nameOf(doubt.path, doubts.parameters)} at ${at(end)}${doubt.written === undefined ? "" : ` instead of ${doubt.written}`}`;
  const turning = doubts.parameters.flatMap((doubt) =>
    doubt.ends
      .filter((end) => end.turns)
      .map(
        (end) =>
          `${setTo(doubt, end)} (${alternative(content, end.best)} instead, by ${changeInWords(end.lead, unit, money)})`,
      ),
  );
  if (turning.length === 0) {
    const first = content.decision!.order[0]!.option,
      least = content.decision!.indifference;
    const fading = doubts.parameters.flatMap((doubt) =>
      doubt.ends
        .filter((end) => end.best === first + 1 && end.differences[first]! < least)
        .map((end) => {
          const gain = atEnd(content, first, end);
          const perhaps = (gain[1] ?? 0) < 0 ? perhapsNone : "";
          return `${setTo(doubt, end)} (${changeInWords(gain, unit, money)}${perhaps})`;
        }),
    );
    const sure = fading.some((words) => words.includes(perhapsNone)) ? "clearly turns" : "turns";
    const none = `None of the numbers that nobody knows well ${sure} the decision alone, as far as they may plausibly lie from what was assumed.`;
    return fading.length === 0 || measure(content, content.decision!.measure)!.options![first]![0]! < least
      ? none
      : `${none} But the gain falls below what matters (${number(least, money)}\u00a0${money.unit}) with ${fading.join(" or ")}.`;
  }
  return `These numbers alone could turn the decision, within what is plausible: ${turning.join("; ")}.`;
}
