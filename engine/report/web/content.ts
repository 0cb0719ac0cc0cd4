// What the page is given: the JSON that content.cpp writes. A part that the result has no data for is not there.

/** Mean and the ends of its confidence interval; null where nothing is known. */
export type Interval = [number | null, number | null, number | null];

export interface About {
  title: string;
  question: string;
  model: string;
  kind: "run" | "compare";
  currency: string;
  file: string;
  digest: string;
  version: string;
  git_hash: string;
  seed: number;
  complete: boolean;
  customers: number;
  horizon_days: number;
  warm_up_days: number;
  discount_rate: number;
  replications: number;
  planned: number;
  confidence: number;
}
export interface Change {
  at: string | number | null;
  ramp: string | number | null;
  until: string | number | null;
  kind: string;
  path: string;
  before: unknown;
  /** Chance that a failure is made good at once, where the path is a gate's success. */
  retry?: number | null;
  after: unknown;
}
export interface World {
  name: string;
  title: string;
  once?: number;
  running?: string | null;
  changes?: Change[];
}
export interface Placed {
  option: number;
  verdict: string;
  words: string;
  matters: boolean;
  over_budget: boolean;
}
export interface Decision {
  sentence: string;
  detail: string;
  measure: string;
  indifference: number;
  budget: number | null;
  order: Placed[];
}
export interface Measure {
  name: string;
  unit: string;
  section?: string;
  words?: string;
  worlds: Interval[];
  options?: Interval[];
  values?: (number | null)[][];
}
/** How sure the choice is, for the baseline and each option. */
export interface Alternative {
  name: string;
  allowed: number;
  out_after: number;
  chance_of_best: number | null;
  expected_regret: number | null;
  chance_of_loss: number | null;
  future_low: number | null;
  future_high: number | null;
  pairing_factor: number | null;
}
export interface Certainty {
  alternatives: Alternative[];
  sequential: number;
  settled: number;
  most_replications: number;
}
/** One uncertain number at either end of its range; `best`: 0 the baseline, then the options. */
export interface DoubtEnd {
  setting: number;
  best: number;
  turns: boolean;
  lead: Interval;
  differences: number[];
  replications: number;
  words?: string;
}
export interface Doubt {
  path: string;
  /** What the scenario says, where the ends are tried instead. */
  written?: string;
  ends: [DoubtEnd, DoubtEnd];
}
export interface Doubts {
  parameters: Doubt[];
}
/** Something that an option promises or costs; `share`: of it, at which its lead over `against` turns. */
export interface Premise {
  option: number;
  what: "effects" | "change" | "once" | "running";
  path: string;
  against: number;
  lead: Interval;
  share: Interval;
  largest: number;
  amount: number | null;
  words: { what: string; plan: string; holds: string };
}
export interface JCurve {
  years: number[];
  options: Interval[][];
}
export interface LedgerLine {
  name: string;
  words: string;
  options: Interval[];
}
export interface ChainLink {
  stage: "process" | "performance" | "satisfaction" | "behaviour";
  what: string;
  unit: string;
  today: number | null;
  options: Interval[];
}
export interface Why {
  present_value: boolean;
  ledger: LedgerLine[];
  chain: ChainLink[];
}
export interface JourneyNode {
  name: string;
  stage?: string;
  kind?: string;
  owner?: string;
  channel?: string;
  gated?: boolean;
  visits?: number[];
  failures?: number[];
  recovered?: number[];
  handoff_failures?: number[];
}
export interface JourneyEdge {
  from: number;
  to: number;
  outcome: string;
  handoff: boolean;
}
/** How often the people whose lives are kept went this way, by world shown and by whom they dealt with. */
export interface Passage {
  from: number;
  to: number;
  us: number[];
  rival_instead: number[];
  rival: number[];
  nobody: number[];
}
export interface Journey {
  shown: number[];
  nodes: JourneyNode[];
  edges: JourneyEdge[];
  entries: { node: number; source: string }[];
  passages?: Passage[];
}
export interface Attribute {
  name: string;
  dimension: string;
  trajectory: string;
  kano: Record<string, number>;
  felt: (number | null)[][];
  expected: (number | null)[][];
  categories?: Record<string, number[]>;
}
export interface Attributes {
  years: number[];
  shown: number[];
  attributes: Attribute[];
}
export interface Loyalty {
  years: number[];
  worlds: { customers: number[]; causes: Record<string, number> }[];
}
/** What a party gets: as today, and what each option changes. */
export interface PartyRow {
  party: string;
  name: string;
  words: string;
  note: string;
  unit: string;
  today: Interval;
  options: Interval[];
}
export interface EarnersWorld {
  customers: number;
  total: number;
  whale: number[];
  segments: { name: string; customers: number; ours_at_end: number; total: number }[];
}
export interface CustomerGroup {
  people: number;
  ours_at_end: number;
  revenue: number;
  result: number;
  value: number | null;
  share_of_wallet: number | null;
  told: number;
  complaints: number;
}
export interface Earners {
  recorded: number;
  groups: { brings: string[]; pays: string[]; cells: CustomerGroup[] } | null;
  shown: number[];
  worlds: EarnersWorld[];
}
export interface Telling {
  world: number;
  result: number;
  lines: { date: string; words: string; detail: boolean }[];
  gap_after: number | null;
}
export interface Story {
  customer: number;
  segment: string;
  won: boolean;
  worlds: Telling[];
}
export interface Origins {
  sources: { source: string; values: number }[];
  overrides: { path: string; source: string }[];
  scenario?: string;
}

export interface Content {
  about: About;
  worlds: World[];
  decision?: Decision;
  certainty?: Certainty;
  doubts?: Doubts;
  break_even?: Premise[];
  outcome?: Measure[];
  j_curve?: JCurve;
  why?: Why;
  ledger?: LedgerLine[];
  journey?: Journey;
  attributes?: Attributes;
  loyalty?: Loyalty;
  parties?: PartyRow[];
  earners?: Earners;
  stories?: Story[];
  origins?: Origins;
}

export function measure(content: Content, name: string): Measure | undefined {
  return content.outcome?.find((one) => one.name === name);
}

/** Options in the order of the ranking. */
export function ranked(content: Content): number[] {
  return content.decision?.order.map((placed) => placed.option) ?? [];
}
