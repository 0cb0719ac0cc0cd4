// The five parties: what each of them gets, as today and from every option.
import { type Content, type Interval, measure, ranked } from "../content";
import { el, figure, scrolling } from "../dom";
import { named } from "../words";
import { changeInWords, coarse, halfWidth, number, percent, spoken, titled } from "../figures";

interface Row {
  words: string;
  note?: string;
  unit: string;
  today: number | null;
  changes: Interval[];
}

const parties: { key: string; title: string; about: string }[] = [
  { key: "customers", title: "Customers", about: "the value they experience" },
  {
    key: "front_line",
    title: "Front-line staff",
    about: "the work that reaches them, and what they bring to it",
  },
  { key: "support", title: "Support functions", about: "who make the front line able" },
  { key: "company", title: "The company", about: "loyalty, share and cost" },
  { key: "owners", title: "The owners", about: "profit and risk" },
];

function rowsOf(content: Content, key: string): Row[] {
  const words = (name: string): string => {
    const found = measure(content, name);
    return found ? named(found) : spoken(name);
  };
  return (content.parties ?? [])
    .filter((row) => row.party === key)
    .map((row) => ({
      words: row.words ? spoken(row.words) : words(row.name),
      note: row.note,
      unit: row.unit,
      today: row.today[0],
      changes: row.options,
    }));
}

function cells(row: Row, options: number[]): HTMLElement[] {
  const means = row.changes.map((x) => x[0]),
    halves = row.changes.map(halfWidth);
  const certainty = halves.filter((half) => half !== null);
  const figureOfRow = coarse(
    row.unit,
    row.today === null || means.some((x) => x) ? means : [row.today],
    certainty,
  );
  if (certainty.length === 0) figureOfRow.decimals = row.unit === "share" ? 1 : 0;
  if (row.unit === "years") figureOfRow.decimals = 1;
  const today = row.today === null ? "" : number(row.today, figureOfRow);
  const unit = figureOfRow.unit;
  return [
    el(
      "th",
      { scope: "row" },
      row.words,
      el(
        "span",
        { class: "unit" },
        [unit, row.note]
          .filter(Boolean)
          .map((part) => `, ${part}`)
          .join(""),
      ),
    ),
    el("td", { class: "number" }, today),
    ...options.map((option) => {
      const x = row.changes[option] ?? [null, null, null];
      if (row.today === null) return el("td", { class: "number" }, number(x[0], figureOfRow));
      const text = changeInWords(x, row.unit, { ...figureOfRow, unit: "" });
      const certain = x[1] !== null && x[2] !== null && (x[1] > 0 || x[2] < 0);
      return el("td", { class: certain ? "number" : "number unsure" }, text);
    }),
  ];
}

export function fiveParties(content: Content): HTMLElement | null {
  if (!content.outcome || !content.parties) return null;
  const options = ranked(content);
  const groups = parties.map((party) => ({ ...party, rows: rowsOf(content, party.key) }));
  const head = el(
    "tr",
    {},
    ...["", "as today", ...options.map((option) => titled(content.worlds[option + 1]!.name))].map((title) =>
      title ? el("th", { scope: "col", class: "number" }, title) : el("td", {}),
    ),
  );
  const bodies = groups
    .filter(({ rows }) => rows.length > 0)
    .map(({ title, about, rows }) =>
      el(
        "tbody",
        {},
        el(
          "tr",
          { class: "party" },
          el(
            "th",
            { scope: "rowgroup", colspan: `${options.length + 2}` },
            title,
            el("span", { class: "about" }, ` ${about}`),
          ),
        ),
        ...rows.map((row) => el("tr", {}, ...cells(row, options))),
      ),
    );
  const caption =
    options.length > 0
      ? "What each party gets as today, and what the options change"
      : "What each party gets as today";
  return figure(
    scrolling(caption, "parties", el("thead", {}, head), ...bodies),
    options.length === 0
      ? "Means over the replications, after the warm-up."
      : `${content.parties.some(({ name }) => name === "roi") ? "Return on the outlay: what an option gains or loses in all, in present value, over its own cost alone. What it costs through other accounts, as gifts or calls do, is in the gain or loss; beside a small cost of its own that makes a large share. " : ""}± is half of a ${percent(content.about.confidence)} interval. Faint: zero is inside the interval, so the direction is not certain, or no interval is known.`,
  );
}
