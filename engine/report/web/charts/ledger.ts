// The ledger, twice: whom a difference comes from (customers who stayed or came, what each brings and costs), and from
// revenue to profit, what each line of the account adds or takes. One waterfall an option.
import { type Content, type LedgerLine, measure, ranked } from "../content";
import { chart, el, figure, numbers } from "../dom";
import { alike, change, changeInWords, days, figureFor, halfWidth, percent, titled, type Figure } from "../figures";
import { Plot, baseline, frame, ink, line, widthOf } from "./plot";

interface Bar {
  words: string;
  from: number;
  to: number;
  amount: number;
  total: boolean;
}

/** Bars that begin where the last one ended; lines that change nothing are left out. */
function steps(lines: LedgerLine[], option: number, negligible: number): Bar[] {
  let sum = 0;
  const result: Bar[] = [];
  for (const entry of lines) {
    const amount = entry.options[option]![0] ?? 0;
    if (Math.abs(amount) > negligible)
      result.push({ words: entry.words, from: sum, to: sum + amount, amount, total: false });
    sum += amount;
  }
  return result;
}

const total = (words: string, amount: number): Bar => ({ words, from: 0, to: amount, amount, total: true });
const whole = (lines: LedgerLine[], option: number): number =>
  lines.reduce((sum, entry) => sum + (entry.options[option]![0] ?? 0), 0);

/** From revenue to profit, and to what it is worth today. */
function accountBars(content: Content, option: number, negligible: number): Bar[] {
  const lines = content.ledger!.filter(({ name }) => name !== "profit");
  const profit = content.ledger!.find(({ name }) => name === "profit")!.options[option]![0] ?? 0;
  const bars = [...steps(lines, option, negligible), total("profit", profit)];
  const npv = measure(content, "npv")?.options?.[option]?.[0];
  if (npv === null || npv === undefined) return bars;
  const words = "discounting";
  return [
    ...bars,
    { words, from: profit, to: npv, amount: npv - profit, total: false },
    total("net present value", npv),
  ];
}

function waterfall(all: Bar[], domain: [number, number], money: Figure, width: number): SVGSVGElement {
  const row = 27,
    marginLeft = Math.min(Math.max(...all.map((bar) => widthOf(bar.words))) + 14, width * 0.6),
    marginRight = 54;
  const perPixel = (domain[1] - domain[0]) / Math.max(1, width - marginLeft - marginRight);
  // Beside the bar; but beyond the zero line where it would lie on it.
  const place = (bar: Bar): number => {
    const end = Math.max(bar.from, bar.to),
      reach = (10 + widthOf(change(bar.amount, money))) * perPixel;
    return end < 0 && end + reach > 0 ? 0 : end;
  };
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
            x: place,
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

/** One waterfall an option, all on one scale, and the numbers behind them. */
function waterfalls(
  content: Content,
  lines: LedgerLine[],
  barsOf: (option: number, negligible: number) => Bar[],
  title: string,
  caption: string,
): HTMLElement {
  const options = ranked(content),
    { currency } = content.about;
  const intervals = lines.flatMap((entry) => entry.options);
  const money = {
    ...figureFor(
      currency,
      intervals.map(([mean]) => mean),
      intervals.map(halfWidth),
    ),
    decimals: 0,
  };
  const all = options.map((option) => barsOf(option, 0.5 * money.divisor));
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
  const scaleOf = alike(currency, intervals);
  const columns = [
    { title: "line" },
    ...options.map((option) => ({
      title: `${titled(content.worlds[option + 1]!.name)}, ${money.unit}`,
      number: true,
    })),
  ];
  const rows = lines.map((entry) => [
    entry.words,
    ...options.map((option) => {
      const interval = entry.options[option]!;
      return changeInWords(interval, currency, { ...scaleOf(interval), unit: "" });
    }),
  ]);
  return figure(
    el("div", { class: "multiples" }, ...pictures),
    `${caption} In ${money.unit}, all on one scale; lines below ${money.divisor / 2} ${currency} are left out.`,
    numbers(title, columns, rows),
  );
}

/** Whom the difference comes from; its lines sum to what the decision goes by. */
export function sources(content: Content): HTMLElement | null {
  const { why } = content;
  if (!why) return null;
  const measured = why.present_value ? "net present value" : "profit";
  return waterfalls(
    content,
    why.ledger,
    (option, negligible) => [
      ...steps(why.ledger, option, negligible),
      total(measured, whole(why.ledger, option)),
    ],
    "Whom the difference comes from",
    `Whom the difference in ${measured} comes from: customers at what one brings and costs as today, then what each brings and costs more or less.${why.present_value ? ` Discounted: money counts ${percent(1 - 1 / (1 + content.about.discount_rate), 1)} less for every year that it comes later.` : ""}`,
  );
}

/** Which accounts it goes through. */
export function accounts(content: Content): HTMLElement | null {
  const lines = content.ledger;
  if (!lines) return null;
  const time = days(content.about.horizon_days);
  return waterfalls(
    content,
    lines,
    (option, negligible) => accountBars(content, option, negligible),
    "The ledger",
    `Which accounts it goes through over ${time}, as booked; costs saved count as gains. Discounting, at the end, takes off what money counts less that comes later.`,
  );
}
