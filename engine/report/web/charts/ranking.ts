// The ranking: each option's difference from going on as today, with its interval, over one common scale.
import { type Content, measure } from "../content";
import { chart, el } from "../dom";
import { chance, change, changeInWords, figureFor, halfWidth, spoken, titled, number } from "../figures";
import { Plot, colour, faint, frame, line } from "./plot";
import { strips } from "./strips";

export function ranking(content: Content): HTMLElement | null {
  const { decision } = content;
  const by = decision && measure(content, decision.measure);
  if (!decision || !by?.options) return null;
  const options = by.options,
    values = by.values ?? [];
  const indifference = decision.indifference;
  const futures = options.map((_, option) => content.certainty?.alternatives[option + 1]);
  const ends = [
    ...options.flat(),
    ...futures.flatMap((one) => [one?.future_low ?? null, one?.future_high ?? null]),
    indifference,
    -indifference,
    0,
  ].filter((x): x is number => x !== null);
  const low = Math.min(...ends),
    high = Math.max(...ends),
    room = (high - low) * 0.04 || 1;
  const figure = figureFor(
    by.unit,
    options.map((x) => x[0]),
    options.map(halfWidth),
  );
  const scale = { domain: [low - room, high + room], axis: null } as const;
  const margins = { marginLeft: 8, marginRight: 8 };

  const strip = (option: number, width: number) => {
    const [mean, from, to] = options[option]!;
    return frame(width, {
      height: 44,
      marginTop: 0,
      marginBottom: 0,
      ...margins,
      x: scale,
      y: { domain: [0, 1], axis: null },
      marks: [
        indifference > 0
          ? Plot.rectX([0], { x1: -indifference, x2: indifference, y1: 0, y2: 1, fill: "var(--band)" })
          : null,
        Plot.ruleX([0], { stroke: "var(--baseline)" }),
        futures[option] && futures[option].future_low !== null
          ? Plot.ruleY([0.5], {
              x1: futures[option].future_low,
              x2: futures[option].future_high!,
              y: 0.5,
              stroke: colour(option),
              strokeWidth: 1,
              strokeOpacity: 0.7,
            })
          : null,
        Plot.tickX(
          (values[option] ?? []).filter((x) => x !== null),
          {
            x: (x: number) => x,
            y: null,
            insetTop: 13,
            insetBottom: 13,
            stroke: colour(option),
            strokeOpacity: 0.55,
          },
        ),
        from !== null && to !== null
          ? Plot.ruleY([0.5], {
              x1: from,
              x2: to,
              y: 0.5,
              stroke: colour(option),
              strokeWidth: 3,
              strokeLinecap: "round",
            })
          : null,
        mean !== null
          ? Plot.dot([mean], {
              x: mean,
              y: 0.5,
              r: 6.5,
              fill: colour(option),
              stroke: "var(--paper)",
              strokeWidth: 1.5,
            })
          : null,
      ],
    });
  };
  const axis = (width: number) =>
    frame(width, {
      height: 26,
      marginTop: 0,
      marginBottom: 24,
      ...margins,
      x: { ...scale, label: null },
      y: { axis: null },
      marks: [
        Plot.axisX({
          anchor: "bottom",
          ticks: width < 320 ? 3 : 5,
          tickSize: 4,
          stroke: line,
          fill: faint,
          label: null,
          tickFormat: (x: number) => (x === 0 ? "as today" : change(x, { ...figure, decimals: 0 })),
        }),
      ],
    });

  const rows = decision.order.map(({ option, words }, place) => {
    const world = content.worlds[option + 1]!;
    const says = changeInWords(options[option]!, by.unit);
    return el(
      "tr",
      {},
      el("td", { class: "place" }, `${place + 1}`),
      el(
        "th",
        { scope: "row" },
        el("span", { class: "name" }, world.title),
        world.title === spoken(world.name) ? null : el("span", { class: "key" }, titled(world.name)),
      ),
      el(
        "td",
        { class: "strip" },
        chart(`${world.title}: ${says}, ${words}`, (width) => strip(option, width)),
      ),
      el(
        "td",
        { class: "amount" },
        el("span", { "class": "value", "data-option": world.name }, says),
        el("span", { class: "verdict" }, words),
        futures[option] && futures[option].chance_of_best !== null
          ? el("span", { class: "verdict" }, `best with ${chance(futures[option].chance_of_best)}`)
          : null,
      ),
    );
  });
  const unit = figure.unit ? ` (${figure.unit})` : "";
  const box = strips({
    kind: "",
    caption: `Options by ${by.words ?? by.name}, best first`,
    columns: [
      ["place", "place"],
      ["option", "option"],
      ["strip", `difference${unit}`],
      ["amount", "verdict"],
    ],
    rows,
    axis,
  });
  const ignored =
    indifference > 0
      ? ` Shaded: differences up to ${number(indifference, figure)} ${figure.unit}, which do not matter.`
      : "";
  const nineOfTen = futures.some((one) => one && one.future_low !== null)
    ? " Thin lines: where nine of ten single futures end."
    : "";
  const spread = (values[0]?.length ?? 0) > 1 ? " Short strokes: the single repetitions." : "";
  return el(
    "figure",
    {},
    box,
    el(
      "figcaption",
      {},
      `Difference in ${by.words ?? by.name}${unit} from going on as today. Bars: ${100 * content.about.confidence} % intervals.${spread}${nineOfTen}${ignored}`,
    ),
  );
}
