// The end of the page: what it rests on, and how to repeat it.
import type { Change, Content } from "./content";
import { el, numbers, table } from "./dom";
import { days, given, percent, spoken, titled, whole } from "./figures";

const shown = (value: unknown): string =>
  value === null || value === undefined
    ? "–"
    : typeof value === "object"
      ? JSON.stringify(value)
      : typeof value === "number"
        ? `${Number(value.toPrecision(6))}`
        : String(value)
            .replace(" +- ", " ± ")
            .replace(/\b\d+\.\d+ days\b/g, (time) => days(Number.parseFloat(time)));

/** "0 days" and the like, as the scenario resolves times. */
const inDays = (value: string | number | null): number =>
  typeof value === "number" ? value : Number.parseFloat(value ?? "0") || 0;

function when(change: Change): string {
  const start = `after ${days(inDays(change.at) || 0)}`.replace("after 0 days", "at once");
  return inDays(change.ramp) > 0 ? `${start}, over ${days(inDays(change.ramp))}` : start;
}

/** A value as a person would write it: a share in per cent where the name says that it is one. */
function written(value: unknown, path: string): string {
  const isShare = /(success|retry|error|share|chance|awareness|noticed|rate)$/.test(path);
  return isShare && typeof value === "number" && value >= 0 && value <= 1
    ? percent(value, Number.isInteger(100 * value) ? 0 : 1)
    : shown(value);
}

/** Of a gate's success, what a second attempt makes of it: so the map of the journey says less. */
function afterRetry({ before, after, retry, kind }: Change): string | null {
  if (!retry || kind !== "set" || typeof before !== "number" || typeof after !== "number") return null;
  const fail = (success: number) => percent((1 - success) * (1 - retry), 1);
  return `at the first attempt; ${percent(retry)} of failures are made good at once, so that ${fail(before)} fail in the end, then ${fail(after)}`;
}

/** What an option changes in the model, in short: where its effects begin. */
export function causes(content: Content, option: number): { what: string; change: string }[] {
  return (content.worlds[option + 1]!.changes ?? []).map((change) => {
    const after = change.kind === "set" ? written(change.after, change.path) : `${change.kind} ${shown(change.after)}`;
    return {
      what: change.path.replace(/^journey\./, "").split(".").map(spoken).join(" › "),
      change: `${written(change.before, change.path)} → ${after}`,
    };
  });
}

function costRows(content: Content): (string | HTMLElement)[][] {
  return content.worlds
    .slice(1)
    .filter(({ once, running }) => (once ?? 0) > 0 || (running && !/^0 /.test(running)))
    .map((world) => {
      const parts = [
        (world.once ?? 0) > 0 ? `${given(world.once!, content.about.currency)} once` : "",
        world.running && !/^0 /.test(world.running)
          ? world.running.replace(/^([\d.]+) (\w+)/, (_, digits, unit) => given(Number(digits), unit))
          : "",
      ];
      return [
        titled(world.name),
        "its own cost",
        "–",
        parts.filter(Boolean).join(", "),
        world.changes?.[0] ? `from the first change on` : "",
      ];
    });
}

/** What every option changes in the model: the assumptions that the comparison is about. */
export function optionChanges(content: Content): HTMLElement | null {
  const rows = content.worlds.flatMap((world) => [
    ...(world.changes ?? []).map((change) => [
      titled(world.name),
      el(
        "span",
        {},
        change.path.split(".").map(spoken).join(" › "),
        afterRetry(change) ? el("span", { class: "unit" }, `, ${afterRetry(change)}`) : null,
      ),
      written(change.before, change.path),
      change.kind === "set" ? written(change.after, change.path) : `${change.kind} ${shown(change.after)}`,
      when(change),
    ]),
    ...costRows({ ...content, worlds: [content.worlds[0]!, world] }).filter(
      () => world !== content.worlds[0],
    ),
  ]);
  if (rows.length === 0) return null;
  return table(
    "What the options change",
    [
      { title: "option" },
      { title: "value" },
      { title: "today", number: true },
      { title: "then", number: true },
      { title: "when" },
    ],
    rows,
    "changes",
  );
}

export function assumptions(content: Content): HTMLElement[] {
  const { about, origins } = content;
  const facts = [
    `The customers are synthetic: ${whole(about.customers)} people, simulated over ${days(about.horizon_days)}${about.warm_up_days > 0 ? ` after ${days(about.warm_up_days)} of warm-up` : ""}, ${about.replications} times.`,
    "Intervals speak of chance alone. They do not say whether the model is right: the effects of the options are put in, not found.",
  ];
  if (about.replications < about.planned)
    facts.push(
      `The run was interrupted: ${about.replications} of ${about.planned} repetitions were finished.`,
    );
  if (origins) {
    const places = origins.sources.map(({ source, values }) =>
      source === "default"
        ? `${whole(values)} are Polku's defaults`
        : source === "command line"
          ? `${whole(values)} came from the command line`
          : `${whole(values)} stand in ${source}`,
    );
    facts.push(
      `Of the model's values, ${places.join(", ")}. Which of them have a source and which are assumed is written beside the model, in SOURCES.md.`,
    );
  }
  const checked = [
    "In every repetition and period, what customers brought and cost adds up to the company's account, to the millionth of the currency unit.",
    "The same scenario and seed give the same digest on any number of threads.",
    "Nothing here was compared with your own customers. Whoever has their data can fit the model to them: polku calibrate.",
  ];
  return [
    el(
      "div",
      { class: "columns" },
      el("div", {}, el("h3", {}, "Assumed"), el("ul", {}, ...facts.map((fact) => el("li", {}, fact)))),
      el("div", {}, el("h3", {}, "Checked, and not"), el("ul", {}, ...checked.map((fact) => el("li", {}, fact)))),
    ),
    ...(origins && origins.overrides.length > 0
      ? [
          numbers(
            "Values from the command line",
            [{ title: "value" }, { title: "given as" }],
            origins.overrides.map(({ path, source }) => [path, source]),
          ),
        ]
      : []),
  ];
}

export function reproduction(content: Content): HTMLElement[] {
  const { about, origins } = content;
  const scenario =
    origins?.scenario ?? origins?.sources.map(({ source }) => source).find((source) => /\.ya?ml$/.test(source)) ?? "SCENARIO.yaml";
  const facts: [string, string][] = [
    ["result file", about.file],
    ["digest", about.digest],
    ["seed", `${about.seed}`],
    ["customers", whole(about.customers)],
    ["repetitions", `${about.replications}`],
    ["discount rate", `${percent(about.discount_rate, 1)} a year`],
    ["Polku", about.git_hash ? `${about.version} (${about.git_hash})` : about.version],
  ];
  const overrides =
    (origins?.overrides ?? []).length > 0 ? " with the values from the command line listed above" : "";
  return [
    el(
      "p",
      {},
      `The result file holds the scenario with every value that was used. From the scenario, the same numbers come again with these commands${overrides}. The first computes them; the second prints a digest, which must be the one below; the third makes this page:`,
    ),
    el(
      "pre",
      {},
      el("code", {}, `polku ${about.kind} ${scenario} -o ${about.file}\npolku digest ${about.file}\npolku report ${about.file}`),
    ),
    el("dl", {}, ...facts.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
  ];
}
