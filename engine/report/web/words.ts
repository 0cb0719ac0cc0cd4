// What measures are called where no table's heading stands above them.
import type { Measure } from "./content";

const words: Record<string, string> = {
  customers: "our customers at the end",
  customers_mean: "our customers",
  lost: "customers lost",
  churn: "customers lost",
  loyalty_voluntary: "stay of their own will",
  loyalty_forced: "stay because they must",
  given_up: "journeys given up",
  satisfaction: "satisfaction, −1 to 1",
  cost: "all costs",
  payback: "has paid for itself after",
  paid_back: "pays for itself at all",
  j_curve_depth: "deepest point",
  roi: "return on the outlay",
};

export const named = (measure: Measure): string =>
  words[measure.name] ?? measure.words?.trim() ?? measure.name.replaceAll("_", " ");
