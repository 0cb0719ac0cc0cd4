// The ledger: from revenue to profit, what each line of the account adds or takes; one waterfall an option.
import { type Content, measure, ranked } from "../content";
import { chart, el, figure, numbers } from "../dom";
import { change, changeInWords, figureFor, halfWidth, titled, type Figure } from "../figures";
import { Plot, baseline, frame, ink, line } from "./plot";

interface Bar {
  words: string;
  from: number;
  to: number;
  amount: number;
  total: boolean;
}

/** Bars that begin where the last one ended; lines that change nothing are left out. */
function bars(content: Content, option: number, negligible: number): Bar[] {
  let sum = 0;
  const result: Bar[] = [];
  for (const entry of content.ledger!) {
    const amount = entry.options[option]![0] ?? 0;
    if (entry.name === "profit") {
      result.push({ words: "profit", from: 0, to: amount, amount, total: true });
      const npv = measure(content, "npv")?.options?.[option]?.[0];
      if (npv === null || npv === undefined) continue;
      result.push({
        words: "later money counts less",
        from: amount,
        to: npv,
        amount: npv - amount,
        total: false,
      });
      result.push({ words: "net present value", from: 0, to: npv, amount: npv, total: true });
    } else {
      if (Math.abs(amount) > negligible)
        result.push({ words: entry.words, from: sum, to: sum + amount, amount, total: false });
      sum += amount;
    }
  }
  return result;
}

function waterfall(all: Bar[], domain: [number, number], money: Figure, width: number): SVGSVGElement {
  const row = 27,
    marginLeft = Math.min(164, width * 0.42),
    marginRight = 54;
  const y = { domain: all.map((bar) => bar.words), padding: 0.28, axis: null } as const;
  return frame(width, {
    height: all.length * row + 4,
    marginLeft,
    marginRight,
    marginTop: 2,
    marginBottom: 2,
    x: { domain, axis: null },
    y,
    marks: [
      Plot.ruleX([0], { stroke: baseline }),
      Plot.axisY({ tickSize: 0, tickPadding: 10, label: null, fill: ink }),
      // From where one bar ends to where the next begins.
      Plot.link(
        all.slice(0, -1).map((bar, i) => ({ x: bar.to, a: bar.words, b: all[i + 1]!.words })),
        { x1: "x", x2: "x", y1: "a", y2: "b", stroke: line, strokeWidth: 1 },
      ),
      Plot.barX(all, {
        x1: "from",
        x2: "to",
        y: "words",
        fill: (bar: Bar) => (bar.total ? "var(--total)" : bar.amount < 0 ? "var(--loss)" : "var(--gain)"),
      }),
      ...[true, false].map((total) =>
        Plot.text(
          all.filter((bar) => bar.total === total),
          {
            x: (bar: Bar) => Math.max(bar.from, bar.to),
            y: "words",
            text: (bar: Bar) => change(bar.amount, money),
            textAnchor: "start",
            dx: 6,
            fill: ink,
            stroke: "var(--paper)",
            strokeWidth: 3,
            fontWeight: total ? 650 : 400,
          },
        ),
      ),
    ],
  });
}

export function ledger(content: Content): HTMLElement | null {
  const lines = content.ledger;
  if (!lines) return null;
  const options = ranked(content),
    { currency } = content.about;
  const amounts = lines.flatMap((entry) => entry.options.map(([mean]) => mean));
  const money = {
    ...figureFor(
      currency,
      amounts,
      lines.flatMap((entry) => entry.options.map(halfWidth)),
    ),
    decimals: 0,
  };
  const negligible = 0.5 * money.divisor;
  const all = options.map((option) => bars(content, option, negligible));
  const ends = all.flat().flatMap((bar) => [bar.from, bar.to]);
  const domain: [number, number] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const pictures = options.map((option, k) => {
    const name = titled(content.worlds[option + 1]!.name);
    const says = all[k]!.map((bar) => `${bar.words} ${change(bar.amount, money)}`).join(", ");
    return el(
      "div",
      { class: "small" },
      el("h3", {}, name),
      chart(`${name}: ${says} ${money.unit}`, (width) => waterfall(all[k]!, domain, money, width)),
    );
  });
  const columns = [
    { title: "line" },
    ...options.map((option) => ({
      title: `${titled(content.worlds[option + 1]!.name)}, ${currency}`,
      number: true,
    })),
  ];
  const rows = lines.map((entry) => [
    entry.words,
    ...options.map((option) => changeInWords(entry.options[option]!, currency)),
  ]);
  return figure(
    el("div", { class: "multiples" }, ...pictures),
    `What each option changes over ${(content.j_curve?.years.at(-1) ?? 0).toFixed(0)} years, in ${money.unit}; all on one scale. Costs saved count as gains. Lines below ${money.divisor / 2} ${currency} are left out.`,
    numbers("The ledger", columns, rows),
  );
}
