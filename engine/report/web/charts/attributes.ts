// What customers take an attribute for (Kano), what they feel of it and what they have come to expect.
import type { Attribute, Content } from "../content";
import { chart, el, figure, numbers } from "../dom";
import { percent, titled } from "../figures";
import { Plot, apart, baseline, colour, faint, fontSize, frame, line, widthOf, yearAxis } from "./plot";

const categories: [string, string, string][] = [
  ["attractive", "delights", "var(--kano-attractive)"],
  ["one_dimensional", "more is better", "var(--kano-one)"],
  ["must_be", "taken for granted", "var(--kano-must)"],
  ["indifferent", "indifferent", "var(--kano-indifferent)"],
  ["reverse", "unwelcome", "var(--kano-reverse)"],
];

/** Shares of the categories at the start and, where they moved, at the end. */
function mixes(attribute: Attribute): { when: string; kano: Record<string, number> }[] {
  const counted = attribute.categories,
    years = counted?.days?.length ?? 0;
  if (!counted || years < 2 || attribute.trajectory === "stable") return [{ when: "", kano: attribute.kano }];
  const at = (moment: number) =>
    Object.fromEntries(categories.map(([key]) => [key, counted[key]?.[moment] ?? 0]));
  return [
    { when: "at the start", kano: at(0) },
    { when: `after ${years - 1} year${years === 2 ? "" : "s"}`, kano: at(years - 1) },
  ];
}

function mixBar({ when, kano }: { when: string; kano: Record<string, number> }): HTMLElement {
  const shares = categories
    .map(([key, words, fill]) => ({ words, fill, share: kano[key] ?? 0 }))
    .filter(({ share }) => share > 0);
  const says = shares.map(({ words, share }) => `${words} ${percent(share)}`).join(", ");
  const draw = (width: number) => {
    let from = 0;
    const parts = shares.map((part) => ({ ...part, from, to: (from += part.share) }));
    return frame(width, {
      height: 40,
      margin: 0,
      marginTop: 22,
      x: { domain: [0, 1], axis: null },
      y: { axis: null },
      marks: [
        Plot.rectX(parts, { x1: "from", x2: "to", y1: 0, y2: 1, fill: "fill", insetRight: 1.5 }),
        Plot.text(
          parts.filter((part) => part.share * width > 60 || part.from === 0),
          {
            x: "from",
            y: 1,
            dy: -10,
            textAnchor: "start",
            fontSize: 11.5,
            fill: faint,
            text: (part) =>
              part.share * width > part.words.length * 6 + 34
                ? `${part.words} ${percent(part.share)}`
                : percent(part.share),
          },
        ),
      ],
      color: { type: "identity" },
    });
  };
  const bar = chart(`What it is to customers${when ? ` ${when}` : ""}: ${says}`, draw, "mix");
  return when ? el("div", { class: "moment" }, el("span", {}, when), bar) : bar;
}

const last = (curve: (number | null)[]): number | null =>
  curve.filter((value) => value !== null).at(-1) ?? null;

export function attributes(content: Content): HTMLElement | null {
  const given = content.attributes;
  if (!given || given.attributes.length === 0) return null;
  const until = given.years.at(-1) ?? 1;
  const colours = given.shown.map((world) => (world === 0 ? baseline : colour(world - 1)));

  const series = (attribute: Attribute, width: number) => {
    const lines = given.shown
      .flatMap((world, k) => [
        { world, k, words: "felt", curve: attribute.felt[k]!, dashes: undefined },
        { world, k, words: "expected", curve: attribute.expected[k]!, dashes: "3,3" },
      ])
      .filter(
        ({ curve, k, words }) =>
          last(curve) !== null &&
          // A world whose curves nobody could tell from today's is not drawn over them.
          (k === 0 ||
            curve.some(
              (y, i) =>
                Math.abs((y ?? 0) - ((words === "felt" ? attribute.felt : attribute.expected)[0]![i] ?? 0)) >
                0.03,
            )),
      );
    const height = 132,
      marginTop = 8,
      marginBottom = 26,
      marginRight = 66;
    // One label for both worlds unless they part.
    const labels: { words: string; value: number; fill: string }[] = [];
    for (const words of ["felt", "expected"]) {
      const both = lines.filter((one) => one.words === words);
      const parted = both.length > 1 && Math.abs(last(both[0]!.curve)! - last(both[1]!.curve)!) > 0.03;
      for (const one of parted ? both : both.slice(0, 1))
        labels.push({ words, value: last(one.curve)!, fill: parted ? colours[one.k]! : baseline });
    }
    const places = apart(
      labels.map(({ value }) => value),
      (fontSize + 2) / (height - marginTop - marginBottom),
      0,
      1,
    );
    return frame(width, {
      height,
      marginTop,
      marginBottom,
      marginRight,
      marginLeft: widthOf("100 %") + 12,
      x: { domain: [0, until], label: null },
      y: { domain: [0, 1], label: null },
      marks: [
        Plot.gridY([0, 0.5, 1], { stroke: line }),
        Plot.axisY([0, 0.5, 1], {
          tickSize: 0,
          fill: faint,
          tickFormat: (y: number) => percent(y).replace(" %", ""),
          label: null,
        }),
        ...yearAxis(until, Math.min(width, 300)),
        ...lines.map(({ curve, k, dashes }) =>
          Plot.lineY(
            curve.map((y, i) => ({ x: given.years[i]!, y })),
            {
              x: "x",
              y: "y",
              stroke: colours[k]!,
              strokeWidth: 2,
              ...(dashes ? { strokeDasharray: dashes } : {}),
            },
          ),
        ),
        ...labels.map((label, i) =>
          Plot.text([label], {
            x: until,
            y: places[i]!,
            text: "words",
            fill: label.fill,
            textAnchor: "start",
            dx: 6,
            fontSize: 12,
          }),
        ),
      ],
    });
  };
  const names = given.shown.map((world) => (world === 0 ? "as today" : titled(content.worlds[world]!.name)));
  const cards = given.attributes.map((attribute) => {
    const says = names
      .map(
        (name, k) =>
          `${name}: felt ${percent(last(attribute.felt[k]!) ?? 0)}, expected ${percent(last(attribute.expected[k]!) ?? 0)} at the end`,
      )
      .join("; ");
    return el(
      "div",
      { class: "small" },
      el("h3", {}, titled(attribute.name)),
      ...mixes(attribute).map(mixBar),
      chart(`${titled(attribute.name)}. ${says}`, (width) => series(attribute, width)),
    );
  });
  const key =
    given.shown.length > 1
      ? el(
          "p",
          { class: "key-line" },
          ...given.shown.map((world, k) =>
            el("span", { class: `key-word world-${world === 0 ? 0 : ((world - 1) % 6) + 1}` }, names[k]!),
          ),
        )
      : null;
  return figure(
    el("div", {}, key, el("div", { class: "multiples" }, ...cards)),
    `Bars: what the attribute is to customers, in Kano's categories. Curves: quality as felt with us (full line) and as expected by those who felt it (dashed), in % of the best possible.`,
    numbers(
      "Felt and expected at the end",
      [
        { title: "attribute" },
        ...names.flatMap((name) => [
          { title: `felt, ${name}`, number: true },
          { title: `expected, ${name}`, number: true },
        ]),
      ],
      given.attributes.map((attribute) => [
        titled(attribute.name),
        ...names.flatMap((_, k) =>
          [attribute.felt[k]!, attribute.expected[k]!].map((curve) =>
            last(curve) === null ? "–" : percent(last(curve)!, 1),
          ),
        ),
      ]),
    ),
  );
}
