// What would change the decision: the option in front at either end of every uncertain number's range, the number that
// moves it most first.
import { type Content, type Doubt, measure } from "../content";
import { chart, figure, numbers } from "../dom";
import { change, changeInWords, coarse, halfWidth, spoken, titled } from "../figures";
import { Plot, baseline, colour, faint, frame, ink, line } from "./plot";

/** What a number is called: `segments.*.loss_weight` -> "loss weight", with what stands before it where two end alike. */
function nameOf(path: string, among: Doubt[]): string {
  const parts = path.split(".");
  const alike = among.filter((other) => other.path.split(".").at(-1) === parts.at(-1)).length > 1;
  return spoken(alike ? parts.join(" ") : parts.at(-1)!);
}
const written = (setting: number): string => `${Number(setting.toPrecision(3))}`;

const alternative = (content: Content, best: number): string =>
  best === 0 ? "going on as today" : titled(content.worlds[best]!.name);

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
  const money = { ...coarse(by.unit, [...all, today], [halfWidth(by.options![first]!)]), decimals: 0 };
  const low = Math.min(0, today, ...all);
  const high = Math.max(0, today, ...all);

  const draw = (width: number) => {
    const marginLeft = Math.min(190, width * 0.4);
    const ends = bars.flatMap(({ name, doubt, values }) =>
      doubt.ends.map((end, e) => ({ name, value: values[e]!, left: values[e]! <= values[1 - e]!, end })),
    );
    return frame(width, {
      height: bars.length * 46 + 34,
      marginLeft,
      marginRight: 70,
      marginTop: 24,
      marginBottom: 10,
      x: { domain: [low, high], inset: 46, axis: null },
      y: { domain: bars.map(({ name }) => name), padding: 0.52, axis: null },
      marks: [
        Plot.ruleX([0], { stroke: baseline }),
        Plot.ruleX([today], { stroke: colour(first), strokeDasharray: "3,3" }),
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
          frameAnchor: "top",
          dy: -18,
          // Beside the other words, not under them.
          text: () => ((Math.abs(today) / (high - low)) * (width - marginLeft - 162) > 80 ? "as today" : ""),
          fill: faint,
        }),
        Plot.axisY({ tickSize: 0, tickPadding: 10, label: null, fill: ink }),
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
            text: () => `at ${written(one.end.setting)}`,
          }),
        ),
      ],
    });
  };
  const says = bars
    .map(
      ({ name, doubt, values }) =>
        `${name} from ${written(doubt.ends[0].setting)} to ${written(doubt.ends[1].setting)}: ${values.map((value) => change(value, money)).join(" to ")}`,
    )
    .join("; ");
  const unit = money.unit ? ` (${money.unit})` : "";
  return figure(
    chart(`${titled(content.worlds[first + 1]!.name)} as uncertain numbers change. ${says}`, draw),
    `Difference in ${by.words ?? by.name}${unit} of ${titled(content.worlds[first + 1]!.name)} from going on as today, when one number lies at either end of its plausible range and all else is as written. Red: there another alternative would be best.`,
    numbers(
      "What would change the decision",
      [
        { title: "number" },
        { title: "at", number: true },
        { title: `difference${unit}`, number: true },
        { title: "best there" },
        { title: "its lead", number: true },
      ],
      bars.flatMap(({ doubt, values }) =>
        doubt.ends.map((end, e) => [
          doubt.path,
          written(end.setting),
          change(values[e]!, money),
          alternative(content, end.best),
          end.turns ? changeInWords(end.lead, by.unit) : "–",
        ]),
      ),
    ),
  );
}

/** Whether a number alone could turn the decision, in a sentence. */
export function doubtsInWords(content: Content): string {
  const { doubts } = content;
  if (!doubts) return "";
  const unit = measure(content, content.decision?.measure ?? "")?.unit ?? content.about.currency;
  const turning = doubts.parameters.flatMap((doubt) =>
    doubt.ends
      .filter((end) => end.turns)
      .map(
        (end) =>
          `${nameOf(doubt.path, doubts.parameters)} at ${written(end.setting)} (${alternative(content, end.best)} instead, by ${changeInWords(end.lead, unit)})`,
      ),
  );
  if (turning.length === 0) {
    const first = content.decision!.order[0]!.option,
      least = content.decision!.indifference;
    const fading = doubts.parameters.flatMap((doubt) =>
      doubt.ends
        .map((end) => ({ end, gain: end.differences[first]! }))
        .filter(({ end, gain }) => end.best === first + 1 && gain < least)
        .map(
          ({ end, gain }) =>
            `${nameOf(doubt.path, doubts.parameters)} at ${written(end.setting)} (${changeInWords([gain, null, null], unit)})`,
        ),
    );
    const none =
      "None of the numbers that nobody knows well turns the decision alone, as far as they may plausibly lie from what was assumed.";
    return fading.length === 0 || measure(content, content.decision!.measure)!.options![first]![0]! < least
      ? none
      : `${none} But the gain falls below what matters (${changeInWords([least, null, null], unit)}) with ${fading.join(" or ")}.`;
  }
  return `These numbers alone could turn the decision, within what is plausible: ${turning.join("; ")}.`;
}
