// What each part of the page says, in a sentence or two made from the numbers it shows.
import { leaks } from "./charts/flow";
import { peak } from "./charts/earners";
import { type Content, measure } from "./content";
import { named } from "./words";
import {
  alike,
  chance,
  changeInWords,
  coarse,
  type Figure,
  figureFor,
  halfWidth,
  number,
  percent,
  spoken,
  titled,
} from "./figures";

const best = (content: Content): number | null => content.decision?.order[0]?.option ?? null;
const unitOf = (content: Content): string =>
  measure(content, content.decision?.measure ?? "")?.unit ?? content.about.currency;
const nameOf = (content: Content, option: number): string => titled(content.worlds[option + 1]!.name);

/** What is lost on average if another one should be the best after all. */
function givenAway(regret: number | null, figure: Figure): string {
  const amount = number(regret, { ...figure, decimals: 0 });
  return /[1-9]/.test(amount)
    ? `that another one is better costs ${amount} ${figure.unit} on average.`
    : "next to nothing is lost should another one be better.";
}

export function certainty(content: Content): string {
  const { replications, confidence } = content.about;
  const luck =
    "Every repetition lets the same people meet the same luck in every world, so that what differs is the option's doing";
  const sure = content.certainty,
    option = best(content);
  const first = option === null ? undefined : sure?.alternatives[option + 1];
  if (sure && first && first.chance_of_best !== null) {
    const regret = figureFor(unitOf(content), [first.expected_regret]);
    const settled = !sure.sequential
      ? ""
      : sure.settled
        ? ` The comparison was repeated until it was settled, after ${replications} of at most ${sure.most_replications} repetitions.`
        : ` It is not settled: ${replications} repetitions leave more than one option in the running.`;
    return `${nameOf(content, option!)} is the best with ${chance(first.chance_of_best)}; ${givenAway(first.expected_regret, regret)} In a single future it ends below today with ${chance(first.chance_of_loss)}.${settled} ${luck}.`;
  }
  return replications > 1
    ? `${luck}. ${replications} repetitions; each interval covers the true difference with ${percent(confidence)}.`
    : `${luck}. There is one repetition only, so nothing is known about chance.`;
}

export function jCurve(content: Content): string {
  const option = best(content);
  if (option === null) return "";
  const depth = measure(content, "j_curve_depth")?.options?.[option],
    trough = measure(content, "j_curve_trough")?.options?.[option];
  const payback = measure(content, "payback")?.options?.[option],
    share = measure(content, "paid_back")?.options?.[option]?.[0] ?? null;
  const name = nameOf(content, option),
    money = content.about.currency;
  if (!depth || depth[0] === null) return "";
  const amount = coarse(money, [depth[0]], [halfWidth(depth)]);
  const years = (x: number | null | undefined) => (x ?? 0).toFixed(1);
  const deep =
    depth[0] < 0
      ? `${name} first costs: at its deepest, after ${years(trough?.[0])} years, it is ${number(-depth[0], amount)} ${amount.unit} down.`
      : `${name} is never below going on as today.`;
  if (share === null) return deep;
  if (share === 0)
    return `${deep} It does not pay for itself within the ${years(content.about.horizon_days / 365.25)} years simulated.`;
  const how = share < 1 ? ` in ${percent(share)} of the repetitions` : "";
  return depth[0] < 0 ? `${deep} It has paid for itself after ${years(payback?.[0])} years${how}.` : deep;
}

/** Whether the option in front costs first and gains afterwards. */
export function costsFirst(content: Content): boolean {
  const option = best(content),
    depth = option === null ? null : measure(content, "j_curve_depth")?.options?.[option]?.[0];
  const end = option === null ? null : content.j_curve?.options[option]?.at(-1)?.[0];
  return (depth ?? 0) < 0 && (end ?? 0) > 0;
}

export function ledger(content: Content): string {
  const option = best(content);
  const entries = content.why?.ledger ?? content.ledger;
  if (option === null || !entries) return "";
  const lines = entries
    .filter(({ name }) => name !== "profit")
    .map((line) => ({ ...line, interval: line.options[option]! }));
  const scaleOf = alike(
    content.about.currency,
    lines.map(({ interval }) => interval),
  );
  const by = (a: { interval: (number | null)[] }, b: { interval: (number | null)[] }) =>
    (b.interval[0] ?? 0) - (a.interval[0] ?? 0);
  const most = [...lines].sort(by)[0]!,
    least = [...lines].sort(by).at(-1)!;
  const words = (line: typeof most) =>
    `${line.words} (${changeInWords(line.interval, content.about.currency, scaleOf(line.interval))})`;
  const gains =
    (most.interval[0] ?? 0) > 0 ? `What speaks most for ${nameOf(content, option)} is ${words(most)}` : "";
  const costs =
    (least.interval[0] ?? 0) < 0
      ? `${gains ? "; most against it" : `What speaks most against ${nameOf(content, option)} is`} ${words(least)}`
      : "";
  return gains || costs ? `${gains}${costs}.` : "";
}

export function journey(content: Content): string {
  if (!content.journey?.passages) return "";
  const worst = leaks(content.journey)
    .slice(0, 3)
    .map((stop) => {
      const parts = [
        stop.givenUp / stop.people >= 0.005 ? `${percent(stop.givenUp / stop.people)} give up` : "",
        stop.toRivals / stop.people >= 0.005 ? `${percent(stop.toRivals / stop.people)} go to a rival` : "",
      ];
      return `${spoken(stop.name)} (${parts.filter(Boolean).join(", ")})`;
    });
  return worst.length > 0 ? `As today, most people drop out at ${worst.join("; ")}.` : "";
}

export function loyalty(content: Content): string {
  const willing = measure(content, "loyalty_voluntary"),
    option = best(content);
  const today = willing?.worlds[0]?.[0];
  if (today === null || today === undefined) return "";
  if (today > 0.9995) return "Nothing but their own will holds our customers.";
  const held = `As today, ${percent(today, 1)} of our customers stay of their own will, on average over the time; the others are only held.`;
  const moved = option === null ? undefined : willing?.options?.[option];
  if (!moved || moved[0] === null) return held;
  return `${held} ${nameOf(content, option!)} changes that by ${changeInWords(moved, "share")}.`;
}

export function earners(content: Content): string {
  const today = content.earners?.worlds[0];
  if (!today || today.total <= 0) return "";
  const { share, of } = peak(today);
  if (of < 1.02)
    return `Nearly every customer brings more than serving them costs. The best fifth brings ${percent(today.whale[20]! / today.total)} of the earnings.`;
  return `The best ${percent(share)} of the customers bring ${percent(of)} of the earnings; serving the others costs more than they bring.`;
}

export function outcome(content: Content): string {
  const names = ["customers", "churn", "profit", "npv"];
  return names
    .map((name) => measure(content, name))
    .filter((one) => one?.worlds[0]?.[0] !== undefined && one.worlds[0][0] !== null)
    .map((one) => {
      const interval = one!.worlds[0]!,
        figure = figureFor(one!.unit, [interval[0]], [halfWidth(interval)]);
      return `${named(one!)}: ${number(interval[0], figure)} ${figure.unit}`.trim();
    })
    .join("; ");
}
