// How many customers there are, who stays of their own will and who only because something holds them, and why others
// left.
import { type Content, measure, ranked } from "../content";
import { chart, el, figure, table } from "../dom";
import { percent, titled, whole } from "../figures";
import { Plot, apart, baseline, colour, faint, fontSize, frame, ink, line, widthOf, yearAxis } from "./plot";

const causes: [string, string][] = [
  ["lost_switched", "to a rival"],
  ["lost_review", "had enough"],
  ["lost_escaped", "out of a running contract"],
  ["lost_disposal", "no more use for it"],
];

const fillOf = (world: number): string => (world === 0 ? baseline : colour(world - 1));

function overTime(content: Content, worlds: number[], names: string[], width: number): SVGSVGElement {
  const { years, worlds: given } = content.loyalty!;
  const curves = worlds.map((world) => given[world]!.customers),
    until = years.at(-1) ?? 1;
  const values = curves.flat(),
    low = Math.min(...values),
    high = Math.max(...values),
    room = (high - low) * 0.15 || 1;
  const height = 260,
    marginTop = 10,
    marginBottom = 28,
    marginRight = Math.max(...names.map((name) => widthOf(name, 12.5))) + 54;
  const ends = curves.map((curve) => curve.at(-1)!);
  const places = apart(
    ends,
    ((fontSize + 4) * (high - low + 2 * room)) / (height - marginTop - marginBottom),
    low - room,
    high + room,
  );
  return frame(width, {
    height,
    marginLeft: 48,
    marginRight,
    marginTop,
    marginBottom,
    x: { domain: [0, until], label: null },
    y: { domain: [low - room, high + room], label: null },
    marks: [
      Plot.gridY({ stroke: line, ticks: 5 }),
      Plot.axisY({ ticks: 5, tickSize: 0, fill: faint, label: null, tickFormat: (y: number) => whole(y) }),
      ...yearAxis(until, Math.min(width - 160, 479)),
      ...curves.map((curve, k) =>
        Plot.lineY(
          curve.map((y, i) => ({ x: years[i]!, y })),
          { x: "x", y: "y", stroke: fillOf(worlds[k]!), strokeWidth: 2 },
        ),
      ),
      ...names.map((name, k) =>
        Plot.text([0], {
          x: until,
          y: places[k]!,
          text: () => `${name} ${whole(ends[k]!)}`,
          fill: worlds[k] === 0 ? faint : fillOf(worlds[k]!),
          fontWeight: 600,
          fontSize: 12.5,
          textAnchor: "start",
          dx: 8,
        }),
      ),
    ],
  });
}

/** Share of our customers who are only held, mean over the time: what the other parts of the page say. */
const heldShare = (content: Content, world: number): number =>
  measure(content, "loyalty_forced")?.worlds[world]?.[0] ?? 0;

function held(content: Content, worlds: number[], names: string[], width: number): SVGSVGElement {
  const rows = worlds.map((world, k) => ({ name: names[k]!, share: heldShare(content, world), world }));
  return frame(width, {
    height: rows.length * 40 + 4,
    marginLeft: Math.min(150, width * 0.4),
    marginRight: 60,
    marginTop: 0,
    marginBottom: 4,
    x: { domain: [0, Math.max(...rows.map((row) => row.share))], axis: null },
    y: { domain: names, padding: 0.4, axis: null },
    marks: [
      Plot.axisY({ tickSize: 0, tickPadding: 10, fill: ink, label: null }),
      ...rows.map((row) => Plot.barX([row], { x: "share", y: "name", fill: fillOf(row.world) })),
      Plot.text(rows, {
        x: "share",
        y: "name",
        dx: 7,
        textAnchor: "start",
        fill: ink,
        text: (row: { share: number }) => percent(row.share, 1),
      }),
      Plot.ruleX([0], { stroke: baseline }),
    ],
  });
}

export function loyalty(content: Content): HTMLElement | null {
  const given = content.loyalty;
  if (!given || given.years.length === 0) return null;
  const order = [0, ...ranked(content).map((option) => option + 1)];
  const names = order.map((world) => (world === 0 ? "As today" : titled(content.worlds[world]!.name)));
  const says = order
    .map((world, k) => `${names[k]} ${whole(given.worlds[world]!.customers.at(-1)!)}`)
    .join(", ");
  const shares = order
    .map((world, k) => `${names[k]} ${percent(heldShare(content, world), 1)}`)
    .join(", ");
  // Where nothing holds anybody there is nothing to compare.
  const somebodyHeld = order.some((world) => heldShare(content, world) > 0);
  const rows = causes
    .filter(([key]) => given.worlds.some((world) => (world.causes[key] ?? 0) > 0))
    .map(([key, words]) => [words, ...order.map((world) => whole(given.worlds[world]!.causes[key] ?? 0))]);
  return figure(
    el(
      "div",
      {},
      el(
        "div",
        { class: "multiples wide" },
        el(
          "div",
          { class: "small" },
          el("h3", {}, "Our customers"),
          chart(`Our customers at the end: ${says}`, (width) => overTime(content, order, names, width)),
        ),
        somebodyHeld
          ? el(
              "div",
              { class: "small" },
              el("h3", {}, "Stay only because they must"),
              chart(`Share who stay only because they must, mean over the time: ${shares}`, (width) => held(content, order, names, width)),
            )
          : null,
      ),
      rows.length > 0 ? el("h3", { class: "above-table" }, "Customers lost, by cause") : null,
      rows.length === 0
        ? null
        : table(
            "Customers lost, by cause",
            [{ title: "" }, ...names.map((title) => ({ title, number: true }))],
            rows,
          ),
    ),
    "Means of the repetitions. Shares are means over the whole time. Who must stay would have gone without contract, fee or lock-in; habit counts as their own will. The scale of customers does not begin at zero.",
  );
}
