// What would have to be true: for each thing that the option in front promises or costs, how much of it leaves it ahead.
import { type Content, type Premise, measure, ranked } from "../content";
import { chart, el, numbers } from "../dom";
import { alike, changeInWords, spoken, titled } from "../figures";
import { Plot, baseline, colour, faint, frame, line } from "./plot";
import { strips } from "./strips";

/** How far the strips go, in shares of what was written; costs may go further. */
function farthest(premises: Premise[]): number {
  const ends = premises.map(({ share }) => share[2] ?? share[0] ?? 0).filter(Number.isFinite);
  return Math.min(5, Math.max(2, Math.ceil(Math.max(0, ...ends))));
}

const nameOf = (content: Content, alternative: number): string =>
  alternative === 0 ? "going on as today" : titled(content.worlds[alternative]!.name);
/** A change by the path of its number, the others in words. */
export const premiseName = (premise: Premise): string =>
  premise.what === "change" ? premise.path.split(".").map(spoken).join(" › ") : premise.words.what;

const leads = (premise: Premise): boolean => (premise.lead[0] ?? 0) > 0;
const isCost = ({ what }: Premise): boolean => what === "once" || what === "running";

/** Shares of what was written with which the option leads; nothing if with none. */
export function ahead(premise: Premise, widest = Infinity): [number, number] | null {
  const end = isCost(premise) ? widest : premise.largest;
  const [share] = premise.share;
  if (share === null) return leads(premise) ? [0, end] : null;
  const above = leads(premise) === share < 1;
  return above ? [share, end] : [0, Math.min(share, widest)];
}

function strip(premise: Premise, widest: number, fill: string, width: number): SVGSVGElement {
  const range = ahead(premise, widest);
  const [share, low, high] = premise.share;
  const inside = (x: number) => Math.min(Math.max(x, 0), widest);
  return frame(width, {
    height: 34,
    marginTop: 0,
    marginBottom: 0,
    marginLeft: 8,
    marginRight: 8,
    x: { domain: [0, widest], axis: null },
    y: { domain: [0, 1], axis: null },
    marks: [
      Plot.ruleY([0.5], { y: 0.5, stroke: line }),
      range
        ? Plot.rectX([0], { x1: range[0], x2: range[1], y1: 0.3, y2: 0.7, fill, fillOpacity: 0.35 })
        : // What was asked for in vain.
          Plot.rectX([0], {
            x1: 0,
            x2: isCost(premise) ? 1 : inside(premise.largest),
            y1: 0.3,
            y2: 0.7,
            fill: "var(--band)",
            stroke: faint,
            strokeDasharray: "2,3",
          }),
      Plot.ruleX([1], { stroke: baseline, strokeDasharray: "3,3" }),
      share !== null && low !== null && high !== null && inside(low) < inside(high)
        ? Plot.ruleY([0.5], {
            x1: inside(low),
            x2: inside(high),
            y: 0.5,
            stroke: fill,
            strokeWidth: 3,
            strokeLinecap: "round",
          })
        : null,
      share !== null && share <= widest
        ? Plot.dot([share], { x: share, y: 0.5, r: 6, fill, stroke: "var(--paper)", strokeWidth: 1.5 })
        : null,
    ],
  });
}

function axis(widest: number, width: number): SVGSVGElement {
  return frame(width, {
    height: 26,
    marginTop: 0,
    marginBottom: 24,
    marginLeft: 8,
    marginRight: 8,
    x: { domain: [0, widest], label: null },
    y: { axis: null },
    marks: [
      Plot.axisX(Array.from({ length: widest + 1 }, (_, i) => i), {
        anchor: "bottom",
        tickSize: 4,
        stroke: line,
        fill: faint,
        label: null,
        tickFormat: (x: number) => (x === 1 ? "as written" : `${100 * x}\u00a0%`),
      }),
    ],
  });
}

/** The rows of one option under its heading. */
function rowsOf(premises: Premise[], widest: number): HTMLElement[] {
  const { option } = premises[0]!;
  return premises.map((premise) =>
    el(
      "tr",
      {},
      el(
        "th",
        { scope: "row" },
        el("span", { class: "name" }, premiseName(premise)),
        el("span", { class: "key" }, `as written ${premise.words.plan}`),
      ),
      el(
        "td",
        { class: "strip" },
        chart(`${premiseName(premise)}; it leads with: ${premise.words.holds}`, (width) =>
          strip(premise, widest, colour(option), width),
        ),
      ),
      el(
        "td",
        { class: "amount" },
        el("span", { "class": "value", "data-premise": `${premise.option} ${premise.what} ${premise.path}` }, premise.words.holds),
      ),
    ),
  );
}

/** Premises by option, the one in front first; of the others only what could bring them ahead. */
function shown(content: Content): Premise[][] {
  const all = content.break_even ?? [];
  return ranked(content)
    .map((option) => all.filter((premise) => premise.option === option))
    .map((own, place) => (place === 0 ? own : own.filter(({ share }) => share[0] !== null)))
    .filter((own) => own.length > 0);
}

export function breakEven(content: Content): HTMLElement | null {
  const groups = shown(content);
  if (groups.length === 0 || !content.decision) return null;
  const by = measure(content, content.decision.measure)!;
  const scaleOf = alike(
    by.unit,
    content.break_even!.map(({ lead }) => lead),
  );
  const widest = farthest(groups.flat());
  const body = groups.flatMap((premises) => {
    const first = premises[0]!;
    const heading = `${nameOf(content, first.option + 1)}, ${leads(first) ? "ahead of" : "behind"} ${nameOf(content, first.against)}`;
    return [
      ...(groups.length > 1
        ? [el("tr", { class: "group" }, el("th", { scope: "rowgroup", colspan: "3" }, heading))]
        : []),
      ...rowsOf(premises, widest),
    ];
  });
  const box = strips({
    kind: "premises",
    caption: "What would have to be true",
    columns: [
      ["premise", "premise"],
      ["strip", "share of what was written"],
      ["amount", "it leads with"],
    ],
    rows: body,
    axis: (width) => axis(widest, width),
  });
  return el(
    "figure",
    {},
    box,
    el(
      "figcaption",
      {},
      `Each alone, all else as written. Shaded: with how much of what was written the option leads; dot and bar: where the lead is lost, and where chance may have put that.${groups.flat().some((premise) => ahead(premise) === null) ? " Dotted: asked for in vain." : ""} Costs are computed, effects simulated again in the same luck.`,
    ),
    numbers(
      "What would have to be true",
      [
        { title: "option" },
        { title: "premise" },
        { title: "as written" },
        { title: "it leads with" },
        { title: "lead as written", number: true },
        { title: "over" },
      ],
      (content.break_even ?? []).map((premise) => [
        nameOf(content, premise.option + 1),
        premiseName(premise),
        premise.words.plan,
        premise.words.holds,
        changeInWords(premise.lead, by.unit, scaleOf(premise.lead)),
        nameOf(content, premise.against),
      ]),
    ),
  );
}

/** The most telling premise of an option: its effects, or the one that it has. */
const effectOf = (own: Premise[]): Premise | undefined =>
  own.find(({ what }) => what === "effects") ?? own.find(({ what }) => what === "change");

/** How far off the guesses may be, in a sentence or two. */
export function breakEvenInWords(content: Content): string {
  const [front, ...others] = ranked(content);
  const all = content.break_even;
  if (!all || front === undefined) return "";
  const own = all.filter(({ option }) => option === front),
    effect = effectOf(own),
    once = own.find(({ what }) => what === "once");
  const first = effect ?? once;
  if (!first) return "";
  const name = nameOf(content, front + 1),
    over = nameOf(content, first.against);
  const possible = (premise: Premise | undefined): premise is Premise =>
    premise !== undefined && ahead(premise) !== null;
  // "at least 41 ±11 %, to 72.4 %": the share, and what the number would be then.
  const bare = (premise: Premise) => premise.words.holds.replace(/ of it$/, "").replace(/, to .*$/, "");
  const then = (premise: Premise) => premise.words.holds.match(/, to (.*)$/)?.[1];
  const thing = effect?.what === "change" ? "what its change promises" : "what is hoped of it";
  const far = possible(effect) && effect.share[0] !== null ? `${bare(effect)} of ${thing} comes about${then(effect) === undefined ? "" : ` (${then(effect)})`}` : "";
  const dear = possible(once) ? `its cost at the start may be ${once.words.holds}, ${once.words.plan} as written` : "";
  const verb = leads(first) ? "stays ahead of" : "would be ahead of";
  // Two bounds, neither of which says anything of both together.
  const said = [
    far ? `${name} ${verb} ${over} if ${far} and all else, its cost too, is as written.` : "",
    dear && far ? `And with all that is hoped of it, ${dear}.` : "",
    dear && !far ? `${name} ${verb} ${over} with all that is hoped of it; ${dear}.` : "",
    far && dear
      ? leads(first)
        ? "Each bound holds alone, not both at once."
        : "Either of the two would do."
      : "",
    far || dear
      ? ""
      : `${name} ${leads(first) ? "stays ahead of" : "does not get ahead of"} ${over}, whatever comes of what is hoped of it.`,
  ]
    .filter(Boolean)
    .join(" ");
  const hopeless = others.filter((option) => {
    const theirs = all.filter((premise) => premise.option === option);
    return theirs.length > 0 && theirs.every((premise) => ahead(premise) === null);
  });
  if (hopeless.length === 0) return said;
  const names = hopeless.map((option) => nameOf(content, option + 1));
  const list = names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0]!;
  return `${said} ${list} would not take the lead even with more effect than hoped for, nor for nothing.`;
}
