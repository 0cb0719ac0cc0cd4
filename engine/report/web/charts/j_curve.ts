// J-curves: money gained or lost so far against going on as today, with the band of its interval.
import type { Content, Interval } from "../content";
import { chart, figure, numbers } from "../dom";
import { change, changeInWords, figureFor, halfWidth, titled } from "../figures";
import { Plot, apart, baseline, colour, faint, fontSize, frame, line, widthOf, yearAxis } from "./plot";

interface Point {
  year: number;
  mean: number;
  low: number;
  high: number;
}

function points(years: number[], curve: Interval[]): Point[] {
  const start = { year: 0, mean: 0, low: 0, high: 0 };
  const rest = curve.map(([mean, low, high], i) => ({
    year: years[i]!,
    mean: mean ?? NaN,
    low: low ?? mean ?? NaN,
    high: high ?? mean ?? NaN,
  }));
  return [start, ...rest];
}

export function jCurves(content: Content): HTMLElement | null {
  const { j_curve: given, worlds, about } = content;
  if (!given) return null;
  const curves = given.options.map((curve) => points(given.years, curve));
  const until = given.years.at(-1) ?? 1;
  const means = curves.flat().map((point) => point.mean),
    halves = given.options.map((curve) => halfWidth(curve.at(-1) ?? [null, null, null]));
  const money = figureFor(about.currency, means, halves);
  const names = curves.map((_, option) => titled(worlds[option + 1]!.name));
  const ends = curves.map((curve) => curve.at(-1)!.mean);

  const draw = (width: number) => {
    const narrow = width < 560,
      height = narrow ? 320 : 380;
    const marginLeft = 58,
      marginTop = 12,
      marginBottom = 30;
    const marginRight = narrow ? 12 : Math.min(260, Math.max(...names.map((name) => widthOf(name))) + 84);
    const values = curves
      .flat()
      .flatMap((p) => [p.low, p.high])
      .filter(Number.isFinite);
    const low = Math.min(0, ...values),
      high = Math.max(0, ...values);
    const perPixel = (high - low || 1) / (height - marginTop - marginBottom);
    const places = apart(ends, (fontSize + 6) * perPixel, low, high);
    const label = (option: number) =>
      narrow ? names[option]! : `${names[option]} ${change(ends[option]!, money)}`;
    // On a phone the names stand above their lines, two thirds of the way along.
    const inside = curves.map((curve) => curve[Math.floor(curve.length * 0.62)]!);
    const insidePlaces = apart(
      inside.map((point) => point.mean + 14 * perPixel),
      (fontSize + 5) * perPixel,
      low,
      high,
    );
    return frame(width, {
      height,
      marginLeft,
      marginRight,
      marginTop,
      marginBottom,
      x: { domain: [0, until], label: null },
      y: { domain: [low, high], nice: 6, label: null },
      marks: [
        Plot.gridY({ stroke: line, strokeOpacity: 1, ticks: 6 }),
        Plot.axisY({
          tickSize: 0,
          fill: faint,
          label: null,
          ticks: 6,
          tickFormat: (y: number) => change(y, { ...money, decimals: 0 }),
        }),
        ...yearAxis(until, width),
        Plot.ruleY([0], { stroke: baseline, strokeWidth: 1.5 }),
        ...curves.map((curve, option) =>
          Plot.areaY(curve, { x: "year", y1: "low", y2: "high", fill: colour(option), fillOpacity: 0.16 }),
        ),
        ...curves.map((curve, option) =>
          Plot.lineY(curve, { x: "year", y: "mean", stroke: colour(option), strokeWidth: 2.25 }),
        ),
        ...curves.map((curve, option) =>
          narrow
            ? Plot.text([inside[option]!], {
                x: "year",
                y: insidePlaces[option]!,
                text: () => label(option),
                fill: colour(option),
                fontWeight: 600,
                stroke: "var(--paper)",
                strokeWidth: 4,
              })
            : Plot.text([curve.at(-1)!], {
                x: "year",
                y: places[option]!,
                text: () => label(option),
                fill: colour(option),
                fontWeight: 600,
                textAnchor: "start",
                dx: 9,
              }),
        ),
      ],
    });
  };

  const every = given.years
    .map((year, i) => ({ year, i }))
    .filter(
      ({ year }, k) =>
        k === given.years.length - 1 ||
        Math.floor(year + 1e-6) > Math.floor((given.years[k - 1] ?? 0) + 1e-6),
    );
  const says = names
    .map((name, option) => `${name} ends at ${changeInWords(given.options[option]!.at(-1)!, about.currency)}`)
    .join("; ");
  return figure(
    chart(`Money gained or lost so far against going on as today. ${says}.`, draw),
    `Profit gained or lost so far against going on as today, in ${money.unit}, not discounted. Bands: ${100 * about.confidence} % intervals of the mean.`,
    numbers(
      "Profit gained or lost so far",
      [{ title: "after" }, ...names.map((title) => ({ title: `${title}, ${money.unit}`, number: true }))],
      every.map(({ year, i }) => [
        `${Number(year.toFixed(1))} years`,
        ...given.options.map((curve) => changeInWords(curve[i]!, about.currency, { ...money, unit: "" })),
      ]),
    ),
  );
}
