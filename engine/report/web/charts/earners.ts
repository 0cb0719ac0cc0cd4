// Who earns us money: the whale curve, and the customer groups.
import type { Content, EarnersWorld } from "../content";
import { chart, el, figure, numbers } from "../dom";
import { change, figureFor, percent, spoken, titled, whole } from "../figures";
import { Plot, baseline, colour, faint, frame, ink, line } from "./plot";

/** Where the curve is highest: so many earn so much of the total. */
export function peak(world: EarnersWorld): { share: number; of: number } {
  const at = world.whale.reduce((best, sum, i) => (sum > world.whale[best]! ? i : best), 0);
  return { share: at / 100, of: world.whale[at]! / world.total };
}

function whale(content: Content, width: number): SVGSVGElement {
  const { worlds, shown } = content.earners!;
  const curves = worlds.map((world) => world.whale.map((sum, i) => ({ x: i / 100, y: sum / world.total })));
  const best = peak(worlds[0]!),
    highest = Math.max(...curves.flat().map((point) => point.y));
  const fill = (k: number) => (shown[k] === 0 ? baseline : colour(shown[k]! - 1));
  const flat = best.of < 1.02; // hardly anybody costs more than they bring
  const top = [flat ? { x: 0.2, y: curves[0]![20]!.y } : { x: best.share, y: best.of }];
  const words =
    width < 400
      ? `${percent(top[0]!.x)}: ${percent(top[0]!.y)}`
      : `${percent(top[0]!.x)} of the customers: ${percent(top[0]!.y)} of the earnings`;
  return frame(width, {
    height: 300,
    marginLeft: 52,
    marginRight: 20,
    marginTop: 26,
    marginBottom: 42,
    x: { domain: [0, 1], label: null },
    y: { domain: [Math.min(0, ...curves.flat().map((p) => p.y)), highest], nice: true, label: null },
    marks: [
      Plot.gridY({ stroke: line, ticks: 5 }),
      Plot.axisY({ ticks: 5, tickSize: 0, fill: faint, label: null, tickFormat: (y: number) => percent(y) }),
      Plot.axisX({
        ticks: width < 480 ? 4 : 6,
        tickSize: 4,
        stroke: faint,
        fill: faint,
        tickFormat: (x: number) => percent(x),
        label: "customers, the best first",
        labelAnchor: "center",
        labelArrow: "none",
      }),
      Plot.ruleY([1], { stroke: baseline, strokeDasharray: "2,3" }),
      ...curves.map((curve, k) => Plot.lineY(curve, { x: "x", y: "y", stroke: fill(k), strokeWidth: 2.25 })),
      Plot.dot(top, { x: "x", y: "y", r: 4, fill: ink }),
      Plot.text(top, {
        x: "x",
        y: "y",
        dy: flat ? 4 : -14,
        dx: flat ? 12 : 0,
        textAnchor: flat ? "start" : best.share > 0.6 ? "end" : "middle",
        fill: ink,
        stroke: "var(--paper)",
        strokeWidth: 4,
        text: () => words,
      }),
    ],
  });
}

export function earners(content: Content): HTMLElement | null {
  const given = content.earners;
  if (!given) return null;
  const { currency } = content.about,
    today = given.worlds[0]!;
  const mean = (world: EarnersWorld, g: number) =>
    world.segments[g]!.customers > 0 ? world.segments[g]!.total / world.segments[g]!.customers : null;
  const money = {
    ...figureFor(
      currency,
      today.segments.map((_, g) => mean(today, g)),
    ),
    decimals: 0,
  };
  const names = given.shown.map((world) => (world === 0 ? "as today" : titled(content.worlds[world]!.name)));
  const best = peak(today);
  const rows = today.segments.map((segment, g) => [
    titled(segment.name),
    ...given.worlds.flatMap((world) => [
      whole(world.segments[g]!.customers),
      whole(world.segments[g]!.ours_at_end),
      change(mean(world, g), money),
    ]),
  ]);
  const bars = (width: number) => {
    const data = today.segments.map((segment, g) => ({
      words: spoken(segment.name),
      value: mean(today, g) ?? 0,
    }));
    const marginLeft = Math.min(130, width * 0.4);
    return frame(width, {
      height: data.length * 44 + 6,
      marginLeft,
      marginRight: 84,
      marginTop: 0,
      marginBottom: 6,
      x: {
        axis: null,
        domain: [Math.min(0, ...data.map((d) => d.value)), Math.max(0, ...data.map((d) => d.value))],
      },
      y: { domain: data.map((d) => d.words), padding: 0.4, axis: null },
      marks: [
        Plot.axisY({ tickSize: 0, tickPadding: 10, fill: ink, label: null }),
        Plot.barX(data, {
          x: "value",
          y: "words",
          fill: (d: { value: number }) => (d.value < 0 ? "var(--loss)" : "var(--total)"),
        }),
        Plot.text(data, {
          x: (d) => Math.max(0, d.value),
          y: "words",
          dx: 6,
          textAnchor: "start",
          fill: ink,
          text: (d) => `${change(d.value, money)} ${money.unit}`,
        }),
        Plot.ruleX([0], { stroke: baseline }),
      ],
    });
  };
  return figure(
    el(
      "div",
      { class: "multiples wide" },
      el(
        "div",
        { class: "small" },
        el("h3", {}, "Earnings, the best customers first"),
        chart(
          `Whale curve: ${percent(best.share)} of the customers bring ${percent(best.of)} of the earnings as today`,
          (width) => whale(content, width),
        ),
      ),
      el(
        "div",
        { class: "small" },
        el("h3", {}, "A customer of each group, over the whole time"),
        chart(rows.map((row) => row.slice(0, 4).join(" ")).join("; "), bars),
      ),
    ),
    `What each customer brought less what serving them cost, before costs that belong to no customer. Of the ${whole(given.recorded)} people whose lives are kept one by one, those who ever were our customers: ${whole(today.customers)}; first repetition, warm-up included.`,
    numbers(
      "Customer groups",
      [
        { title: "group" },
        ...names.flatMap((name) => [
          { title: `ever ours, ${name}`, number: true },
          { title: "ours at the end", number: true },
          { title: `each earned, ${money.unit}`, number: true },
        ]),
      ],
      rows,
    ),
  );
}
