// What all charts share: colours that stay apart for the colour-blind, quiet axes, names beside the ends of lines.
import * as Plot from "@observablehq/plot";

/** Okabe and Ito's colours by way of the style sheet, which has a set for light and one for dark. */
const optionColours = 6;
export const colour = (option: number): string => `var(--option-${(option % optionColours) + 1})`;
export const baseline = "var(--baseline)";
export const ink = "var(--ink)";
export const faint = "var(--faint)";
export const line = "var(--line)";

export const fontSize = 13;

/** Settings of every chart; margins are set by each. */
export function frame(width: number, options: Plot.PlotOptions): SVGSVGElement {
  return Plot.plot({
    width,
    className: "plot",
    style: { fontSize: `${fontSize}px`, background: "none", overflow: "visible" },
    ...options,
  }) as SVGSVGElement;
}

/** About how wide a text is. */
export const widthOf = (text: string, size = fontSize): number => text.length * size * 0.5;

/** Moves labels apart that would overlap, as little as needed. Returns a place for each, in the order given. */
export function apart(places: number[], least: number, low: number, high: number): number[] {
  const order = places.map((place, i) => ({ place, i })).sort((a, b) => a.place - b.place);
  for (let pass = 0; pass < 40; ++pass)
    for (let k = 1; k < order.length; ++k) {
      const missing = least - (order[k]!.place - order[k - 1]!.place);
      if (missing <= 1e-9) continue;
      order[k - 1]!.place -= missing / 2;
      order[k]!.place += missing / 2;
    }
  const over = Math.max(0, (order.at(-1)?.place ?? 0) - high),
    under = Math.max(0, low - (order[0]?.place ?? 0));
  const moved: number[] = [];
  for (const { place, i } of order) moved[i] = place - over + under;
  return moved;
}

/** Whole years on the time axis, fewer on narrow screens. */
export function yearAxis(until: number, width: number): Plot.Markish[] {
  const step = until > 12 ? 5 : (width < 480 && until > 6) || width < 44 * until ? 2 : 1;
  const ticks = [];
  for (let year = 0; year <= until + 1e-9; year += until < 2 ? 0.5 : step) ticks.push(year);
  return [
    Plot.axisX(ticks, {
      tickSize: 4,
      tickPadding: 5,
      stroke: faint,
      fill: faint,
      label: null,
      tickFormat: (year: number) => (year === 0 ? "start" : until < 2 ? `${year}` : `year ${year}`),
    }),
  ];
}

export { Plot };
