// From a change in the process to what customers do: what surely differs at each link of the chain, for the option that
// comes first.
import { type ChainLink, type Content, ranked } from "../content";
import { causes } from "../closing";
import { el, figure, numbers } from "../dom";
import { change, changeInWords, coarse, figureFor, halfWidth, number, spoken, titled } from "../figures";

const stages: { key: ChainLink["stage"]; title: string }[] = [
  { key: "process", title: "At the steps, ours and rivals’" },
  { key: "performance", title: "What customers feel and expect" },
  { key: "satisfaction", title: "How satisfied that leaves them" },
  { key: "behaviour", title: "What they do" },
];
const mostLinks = 4;

/** What is more than luck, the surest first. */
function surest(links: ChainLink[], option: number): ChainLink[] {
  const surety = (link: ChainLink): number => {
    const interval = link.options[option]!,
      half = halfWidth(interval);
    return interval[0] === null || interval[0] === 0 ? 0 : half === null ? 1 : Math.abs(interval[0]) / half;
  };
  return links.filter((link) => surety(link) >= 1).sort((a, b) => surety(b) - surety(a));
}

/** "−8,013 (−19.2 %)". */
function moved(link: ChainLink, option: number): string {
  const interval = link.options[option]!;
  const how = coarse(link.unit, [interval[0]], [halfWidth(interval)]);
  const relative =
    link.today && interval[0] !== null && ["times", "people"].includes(link.unit)
      ? ` (${change((100 * interval[0]) / link.today, { divisor: 1, decimals: 1, unit: "" })}\u00a0%)`
      : "";
  return `${change(interval[0], how)}${relative}`;
}

const item = (link: ChainLink, option: number): HTMLElement =>
  el("li", {}, spoken(link.what), el("b", {}, ` ${moved(link, option)}`));

/** The chain in one sentence: the surest difference at each link, and what that brings. */
export function chainInWords(content: Content): string {
  const option = ranked(content)[0];
  if (option === undefined || !content.why) return "";
  const { chain: links, ledger } = content.why;
  const told = stages.flatMap(({ key }) => {
    const [most] = surest(
      links.filter(({ stage }) => stage === key),
      option,
    );
    return most ? [`${spoken(most.what).replace(/^(?=(with|of) )/, "satisfaction ")} ${moved(most, option)}`] : [];
  });
  const source = [...ledger].sort(
    (a, b) => Math.abs(b.options[option]![0] ?? 0) - Math.abs(a.options[option]![0] ?? 0),
  )[0];
  if (told.length === 0 || !source) return "";
  const brings = `${source.words} (${changeInWords(source.options[option]!, content.about.currency)})`;
  const [first] = causes(content, option);
  const begins = first
    ? `It begins with what ${titled(content.worlds[option + 1]!.name)} changes: ${first.what} ${first.change}. `
    : "";
  return `${begins}What differs most surely, link by link: ${told.join("; then ")}. In money, most of all ${brings}.`;
}

export function chain(content: Content): HTMLElement | null {
  const option = ranked(content)[0],
    links = content.why?.chain;
  if (option === undefined || !links) return null;
  const name = titled(content.worlds[option + 1]!.name);
  const columns = stages.map(({ key, title }) => {
    const shown = surest(
      links.filter(({ stage }) => stage === key),
      option,
    ).slice(0, mostLinks);
    return el(
      "li",
      { class: "link" },
      el("h3", {}, title),
      shown.length > 0
        ? el("ul", {}, ...shown.map((link) => item(link, option)))
        : el("p", {}, "Nothing that is more than luck."),
    );
  });
  const begins = causes(content, option);
  const cause = el(
    "li",
    { class: "link" },
    el("h3", {}, "What the option changes"),
    el("ul", {}, ...begins.map(({ what, change: how }) => el("li", {}, what, el("b", {}, ` ${how}`)))),
  );
  const rows = links.map((link) => {
    const interval = link.options[option]!;
    return [
      spoken(link.what),
      number(link.today, figureFor(link.unit, [link.today])),
      changeInWords(interval, link.unit),
    ];
  });
  return figure(
    el("ol", { class: "links" }, ...(begins.length > 0 ? [cause] : []), ...columns),
    `${name} against going on as today, link by link; at each link what differs most surely. Felt and expected run from 0 to 1, satisfaction from −1 to 1.`,
    numbers(
      "From the process to what customers do",
      [{ title: "what" }, { title: "as today", number: true }, { title: "difference", number: true }],
      rows,
    ),
  );
}
