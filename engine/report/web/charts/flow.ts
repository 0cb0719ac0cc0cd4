// The journey of those who deal with us, drawn as a flow: lines as thick as the people on them, and at each step who fails
// and who drops out. Laid out by dagre, from top to bottom.
import * as dagre from "@dagrejs/dagre";
import type { Content, Journey, Passage } from "../content";
import { chart, figure, scroller } from "../dom";
import { days, percent, spoken, titled, whole } from "../figures";
import { colour } from "./plot";

const nodeWidth = 148,
  nodeHeight = 58;

export interface Stop {
  node: number;
  name: string;
  people: number;
  givenUp: number;
  toRivals: number;
  ended: number;
  failed: number[]; // share of these people, by world shown ...
  ofEverybody: boolean; // ... or of all providers' customers, where the ways say nothing of success
  entry: string | null;
}
interface Way {
  from: number;
  to: number;
  people: number;
  failure: boolean;
}

const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);

/** Ways that only a failure takes. */
function isFailure(journey: Journey, way: { from: number; to: number }): boolean {
  const outcomes = journey.edges.filter(({ from, to }) => from === way.from && to === way.to);
  return outcomes.length > 0 && outcomes.every(({ outcome }) => outcome === "failure");
}

/** Share of those who come to a step and fail there; of all providers' customers where a way says nothing of success. */
function failingShare(journey: Journey, step: number, k: number): { share: number; ofEverybody: boolean } {
  const out = journey.passages!.filter(({ from }) => from === step),
    people = (way: Passage) => way.us[k]! + way.nobody[k]!;
  const edges = journey.edges.filter(({ from, outcome }) => from === step && outcome === "failure");
  const told = edges.every((edge) => isFailure(journey, edge)),
    all = sum(out.map(people));
  if (told && all > 0)
    return { share: sum(out.filter((way) => isFailure(journey, way)).map(people)) / all, ofEverybody: false };
  const node = journey.nodes[step]!;
  const share = node.visits![k]! > 0 ? (node.failures![k]! + node.handoff_failures![k]!) / node.visits![k]! : 0;
  return { share, ofEverybody: true };
}

/** What happens at each step to those who deal with us or with nobody yet, in the first world shown. */
export function stops(journey: Journey): { stops: Stop[]; ways: Way[] } {
  const passages = journey.passages ?? [],
    nodes = journey.nodes;
  const end = nodes.findIndex(({ name }) => name === "end"),
    giveUp = nodes.findIndex(({ name }) => name === "give_up");
  const people = (way: (typeof passages)[number]) => way.us[0]! + way.nobody[0]!;
  const entries = new Map(journey.entries.map(({ node, source }) => [node, source.replace("needs.", "")]));
  const found = nodes
    .map((node, n): Stop => {
      const out = passages.filter(({ from }) => from === n),
        into = passages.filter(({ to }) => to === n);
      const goOn = sum(out.map(people)),
        instead = (ways: typeof out) => sum(ways.map(({ rival_instead }) => rival_instead[0]!));
      // Who has turned to a rival before goes on there, and is not lost again.
      const turned = Math.max(0, instead(out) - instead(into));
      // Those who belong to nobody and choose a rival leave what we see of the journey here.
      const lost =
        node.kind === "decision" && !entries.has(n) ? Math.max(0, sum(into.map(people)) - goOn - turned) : 0;
      const failing = journey.shown.map((_, k) =>
        node.gated ? failingShare(journey, n, k) : { share: 0, ofEverybody: false },
      );
      const to = (target: number) => sum(out.filter((way) => way.to === target).map(people));
      return {
        node: n,
        name: node.name,
        people: goOn + turned + lost,
        givenUp: to(giveUp),
        ended: to(end),
        toRivals: turned + lost,
        failed: failing.map(({ share }) => share),
        ofEverybody: failing.some(({ share, ofEverybody }) => ofEverybody && share > 0),
        entry: entries.get(n) ?? null,
      };
    })
    .filter(({ people: count }, n) => count > 0 && n !== end && n !== giveUp);
  const kept = new Set(found.map(({ node }) => node));
  const ways = passages
    .filter((way) => kept.has(way.from) && kept.has(way.to) && people(way) > 0)
    .map((way) => {
      return { from: way.from, to: way.to, people: people(way), failure: isFailure(journey, way) };
    });
  return { stops: found, ways };
}

function svg(
  tag: string,
  attributes: Record<string, string | number>,
  ...children: (Node | string)[]
): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, `${value}`);
  element.append(...children);
  return element;
}

/** A smooth line through the points of an edge. */
function curve(points: { x: number; y: number }[]): string {
  const [first, ...rest] = points;
  let path = `M${first!.x},${first!.y}`;
  for (let i = 0; i + 1 < rest.length; ++i) {
    const here = rest[i]!,
      next = rest[i + 1]!;
    path += `Q${here.x},${here.y} ${i + 2 === rest.length ? next.x : (here.x + next.x) / 2},${i + 2 === rest.length ? next.y : (here.y + next.y) / 2}`;
  }
  return rest.length === 1 ? `${path}L${rest[0]!.x},${rest[0]!.y}` : path;
}

function draw(journey: Journey, option: string | null): { picture: SVGElement; width: number } {
  const { stops: all, ways } = stops(journey);
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: "TB", nodesep: 22, ranksep: 44, edgesep: 14, marginx: 6, marginy: 24 });
  for (const { node } of all) graph.setNode(`${node}`, { width: nodeWidth, height: nodeHeight });
  for (const { from, to } of ways) if (from !== to) graph.setEdge(`${from}`, `${to}`, {});
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const most = Math.max(...ways.map(({ people }) => people), 1);
  const lines = [...ways]
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => b.people - a.people)
    .map((way) => {
      const { points } = graph.edge(`${way.from}`, `${way.to}`) as { points: { x: number; y: number }[] };
      return svg(
        "path",
        {
          "d": curve(points),
          "class": way.failure ? "way failing" : "way",
          "stroke-width": Math.max(1.2, (16 * way.people) / most),
        },
        svg(
          "title",
          {},
          `${spoken(journey.nodes[way.from]!.name)} to ${spoken(journey.nodes[way.to]!.name)}: ${whole(way.people)}`,
        ),
      );
    });
  const boxes = all.map((stop) => box(graph.node(`${stop.node}`) as { x: number; y: number }, stop, option));
  return {
    picture: svg(
      "svg",
      { viewBox: `0 0 ${width} ${height}`, width, height, class: "flow" },
      ...lines,
      ...boxes,
    ),
    width,
  };
}

/** Whether the option changes so much how many fail that the map shows it. */
const movedBy = ({ failed: [before = 0, after = before] }: Stop): boolean => Math.abs(after - before) >= 0.01;
const leastShown = 0.005;
const lostShare = ({ givenUp, toRivals, people }: Stop): number => (givenUp + toRivals) / people;

/** A step: its name, how many come by, and a bar with the shares that drop out. */
function box({ x, y }: { x: number; y: number }, stop: Stop, option: string | null): SVGElement {
  const left = x - nodeWidth / 2,
    top = y - nodeHeight / 2,
    name = spoken(stop.name);
  const up = stop.givenUp / stop.people,
    rivals = stop.toRivals / stop.people;
  const [before = 0, after = before] = stop.failed;
  const facts = [`${whole(stop.people)}`, ...(before > 0 ? [`${percent(before)} fail`] : [])];
  const moved = option !== null && movedBy(stop);
  const lost = lostShare(stop);
  const children: (Node | string)[] = [
    svg(
      "title",
      {},
      `${name}: ${facts.join(", ")}${up > 0 ? `, ${percent(up, 1)} give up` : ""}${rivals > 0 ? `, ${percent(rivals, 1)} go to rivals` : ""}`,
    ),
    svg("rect", { x: left, y: top, width: nodeWidth, height: nodeHeight, rx: 5, class: "step" }),
    svg("text", { x: left + 10, y: top + 19, class: "step-name" }, name),
    svg(
      "text",
      { x: left + 10, y: top + 36, class: "step-fact" },
      facts.join(" · "),
      ...(moved ? [svg("tspan", { class: "moved", fill: option! }, ` → ${percent(after)}`)] : []),
    ),
  ];
  if (lost >= leastShown) {
    const words = [
      up >= leastShown ? `${percent(up)} give up` : "",
      rivals >= leastShown ? `${percent(rivals)} to rivals` : "",
    ]
      .filter(Boolean)
      .join(", ");
    children.push(
      svg("rect", {
        x: left,
        y: top + nodeHeight - 5,
        width: Math.max(3, nodeWidth * lost),
        height: 5,
        class: "lost",
      }),
      svg("text", { x: left + 10, y: top + 50, class: "step-lost" }, words),
    );
  }
  if (stop.entry)
    children.push(
      svg("text", { x, "y": top - 8, "class": "entry", "text-anchor": "middle" }, `${spoken(stop.entry)} ↓`),
    );
  return svg("g", {}, ...children);
}

/** The steps at which most people drop out, worst first. */
export function leaks(journey: Journey): Stop[] {
  return [...stops(journey).stops]
    .filter((stop) => stop.givenUp + stop.toRivals > 0)
    .sort((a, b) => b.givenUp + b.toRivals - (a.givenUp + a.toRivals));
}

export function flow(content: Content): HTMLElement | null {
  const { journey } = content;
  if (!journey?.passages) return null;
  const { stops: all, ways } = stops(journey);
  if (all.length === 0) return null;
  const world = journey.shown[1],
    fill = world === undefined ? null : colour(world - 1);
  const { picture, width } = draw(journey, fill);
  const says = leaks(journey)
    .slice(0, 5)
    .map(
      (stop) =>
        `at ${spoken(stop.name)} ${percent(stop.givenUp / stop.people, 1)} give up and ${percent(stop.toRivals / stop.people, 1)} go to rivals`,
    )
    .join("; ");
  const box_ = chart(
    `The journey as a flow from step to step. Where most people drop out: ${says}.`,
    () => picture,
  );
  box_.style.minWidth = `${Math.min(width, 720)}px`;
  const counted = `How often our customers, and those who deal with nobody yet, came to each step and where they went on, in ${days(content.about.horizon_days)}; counted of the ${whole(content.earners?.recorded ?? 0)} people whose lives are kept.`;
  // Only what is drawn is explained.
  const key = [
    counted,
    ways.some(({ failure, from, to }) => failure && from !== to) ? "Orange lines: after a failure." : "",
    all.some((stop) => lostShare(stop) >= leastShown) ? "Red bars: who drops out there." : "",
    "No line leads on where a journey ends well.",
    journey.nodes.some(({ recovered }) => (recovered?.[0] ?? 0) > 0) ? "Fail: in the end, where a second attempt does not help." : "",
    all.some(({ ofEverybody }) => ofEverybody)
      ? "Where the ways on do not tell who failed, the share that fails is of all providers’ customers."
      : "",
    world !== undefined && all.some(movedBy)
      ? `“→”: how many fail with ${titled(content.worlds[world]!.name)}, where that differs by a point or more.`
      : "",
  ].filter(Boolean);
  return figure(
    scroller("The journey", box_),
    key.join(" "),
  );
}
