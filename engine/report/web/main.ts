// The page: reads what it was given and builds its parts, in the order in which a manager asks.
import "@fontsource-variable/source-sans-3/wght.css";
import "./style.css";
import { breakEven, breakEvenInWords } from "./charts/break_even";
import { attributes } from "./charts/attributes";
import { earners } from "./charts/earners";
import { jCurves } from "./charts/j_curve";
import { flow } from "./charts/flow";
import { failures } from "./charts/journey";
import { chain, chainInWords } from "./charts/chain";
import { accounts, sources } from "./charts/ledger";
import { loyalty } from "./charts/loyalty";
import { groups } from "./charts/groups";
import { fiveParties } from "./charts/parties";
import { ranking } from "./charts/ranking";
import { stories } from "./charts/stories";
import { doubtsInWords, tornado } from "./charts/tornado";
import { assumptions, optionChanges, reproduction } from "./closing";
import { type Content, measure } from "./content";
import { type Section, el, sectionElement, table } from "./dom";
import { changeInWords, coarse, days, figureFor, halfWidth, number, whole } from "./figures";
import * as leads from "./leads";
import { named } from "./words";

/** What the option that comes first changes, in four numbers. */
function keyFigures(content: Content): HTMLElement | null {
  const first = content.decision?.order[0]?.option;
  const facts =
    first === undefined
      ? ["customers", "churn", "satisfaction", "profit"]
      : [content.decision!.measure, "payback", "customers", "churn"];
  const items = [...new Set(facts)].map((name) => {
    const found = measure(content, name);
    const interval = first === undefined ? found?.worlds[0] : found?.options?.[first];
    if (!found || !interval || interval[0] === null) return null;
    const figure = coarse(found.unit, [interval[0]], [halfWidth(interval)]);
    const absolute = first === undefined || found.worlds.length === 0;
    const text = absolute
      ? `${number(interval[0], figure)}${figure.unit ? ` ${figure.unit}` : ""}`
      : changeInWords(interval, found.unit, figure);
    const [value, ...rest] = text.split(/[ \u00a0]/);
    return el(
      "div",
      {},
      el("dt", {}, named(found)),
      el(
        "dd",
        { "data-measure": name },
        el("strong", {}, value!),
        rest.length > 0 ? ` ${rest.join(" ")}` : null,
      ),
    );
  });
  return items.some((item) => item !== null) ? el("dl", { class: "key-figures" }, ...items) : null;
}

/** Every number of the outcome table, for a run without options. */
function outcomes(content: Content): HTMLElement | null {
  if (!content.outcome || content.about.kind === "compare") return null;
  return table(
    "Outcome",
    [
      { title: "measure" },
      { title: "mean", number: true },
      { title: "interval", number: true },
      { title: "unit" },
    ],
    content.outcome.map((one) => {
      const interval = one.worlds[0]!,
        figure = figureFor(one.unit, [interval[0]], [halfWidth(interval)]);
      const known = interval[1] !== null && interval[2] !== null;
      return [
        named(one),
        number(interval[0], figure),
        known ? `${number(interval[1], figure)} to ${number(interval[2], figure)}` : "–",
        figure.unit,
      ];
    }),
  );
}

function sections(content: Content): Section[] {
  const all: (Section | ({ body: (Node | null)[] } & Omit<Section, "body">))[] = [
    {
      id: "ranking",
      title: "The ranking, and how sure it is",
      lead: leads.certainty(content),
      body: [ranking(content)],
    },
    { id: "outcome", title: "What to expect", lead: leads.outcome(content), body: [outcomes(content)] },
    {
      id: "money-over-time",
      title: leads.costsFirst(content) ? "First the cost, then the gain" : "Money over time",
      lead: leads.jCurve(content),
      body: [jCurves(content)],
    },
    {
      id: "ledger",
      title: "Where the money comes from",
      lead: leads.ledger(content),
      body: [sources(content), accounts(content)],
    },
    { id: "why", title: "How it comes about", lead: chainInWords(content), body: [chain(content)] },
    {
      id: "break-even",
      title: "What would have to be true",
      lead: breakEvenInWords(content),
      body: [breakEven(content)],
    },
    {
      id: "doubts",
      title: "What would change the decision",
      lead: doubtsInWords(content),
      body: [tornado(content)],
    },
    { id: "parties", title: "What it means for whom", body: [fiveParties(content)] },
    {
      id: "journey",
      title: "Where the journey leaks",
      lead: leads.journey(content),
      body: [flow(content), failures(content)],
    },
    { id: "expectations", title: "What customers expect", body: [attributes(content)] },
    { id: "loyalty", title: "Who stays, and why", lead: leads.loyalty(content), body: [loyalty(content)] },
    { id: "earners", title: "Who earns us money", lead: leads.earners(content), body: [earners(content), groups(content)] },
    {
      id: "stories",
      title: content.stories?.length === 1 ? "A life, told twice" : "Two lives, told twice",
      lead: "The same people with the same luck, from the first difference on: the one in the middle of those whom the option wins or loses. Dark: what differs.",
      body: [stories(content)],
    },
    {
      id: "options",
      title: "What the options change",
      lead: "These values go into the simulation; everything above comes out of it.",
      body: [optionChanges(content)],
    },
    { id: "assumptions", title: "What this rests on", body: assumptions(content) },
    { id: "reproduce", title: "How to repeat it", body: reproduction(content) },
  ];
  return all.filter(({ body }) => body.some((part) => part !== null && part !== undefined));
}

function show(content: Content): void {
  const page = document.getElementById("page")!;
  const parts = sections(content);
  const { about } = content;
  page.querySelector("noscript")?.remove();
  const header = page.querySelector("header.decision")!;
  header.prepend(el("p", { class: "masthead" }, el("span", { class: "brand" }, "Polku"), about.model));
  const figures = keyFigures(content);
  if (figures) header.append(figures);
  header.append(
    el(
      "p",
      { class: "basis" },
      `${whole(about.customers)} synthetic customers over ${days(about.horizon_days)}, ${about.replications} repetition${about.replications === 1 ? "" : "s"}${about.complete ? "" : `, interrupted before all ${about.planned} were done`}. The people are simulated, and what each option changes was put in, not found; ± is chance alone.`,
    ),
  );
  page.append(
    el(
      "nav",
      { "aria-label": "Parts of this page" },
      el("ol", {}, ...parts.map(({ id, title }) => el("li", {}, el("a", { href: `#${id}` }, title)))),
    ),
  );
  for (const part of parts) page.append(sectionElement(part));
  page.setAttribute("data-ready", "");
}

/** Paper has nothing to click: what is folded up is printed unfolded. */
function unfoldForPrint(): void {
  let folded: HTMLDetailsElement[] = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details")].filter((details) => !details.open);
    for (const details of folded) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });
}

unfoldForPrint();
show(JSON.parse(document.getElementById("content")!.textContent!) as Content);
