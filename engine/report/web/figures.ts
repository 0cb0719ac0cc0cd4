// Numbers as people read them: as many digits as the interval deserves, money in thousands or millions, shares in per
// cent. The rules are those of engine/cli/figures.cpp, so that page and terminal say the same.

export interface Figure {
  divisor: number;
  decimals: number;
  unit: string;
}

const mostDecimals = 6;
const knownUnits: Record<string, [string, number]> = {
  "1": ["", 1],
  "people": ["", 1],
  "times": ["", 1],
  "share": ["%", 0.01],
  "1/year": ["% a year", 0.01],
  "-1..1": ["", 1],
  "-100..100": ["", 1],
  "1..7": ["", 1],
  "hours": ["hours", 1],
  "years": ["years", 1],
};

function decimalsFor(size: number, digits: number): number {
  let decimals = digits;
  for (; size >= 1 && decimals > -mostDecimals; --decimals) size /= 10;
  for (; size < 0.1 && decimals < mostDecimals; ++decimals) size *= 10;
  return decimals;
}

const finite = (values: (number | null)[]): number[] =>
  values.filter((value): value is number => value !== null && Number.isFinite(value)).map(Math.abs);

/** Chooses scale and decimals for numbers that are read together. */
export function figureFor(
  unit: string,
  values: (number | null)[],
  halfWidths: (number | null)[] = [],
): Figure {
  const size = Math.max(0, ...finite(values));
  const known = knownUnits[unit];
  let figure: Figure;
  if (known) figure = { divisor: known[1], decimals: 0, unit: known[0] };
  else if (size >= 1e6) figure = { divisor: 1e6, decimals: 0, unit: "M" + unit };
  else if (size >= 1e4) figure = { divisor: 1e3, decimals: 0, unit: "k" + unit };
  else figure = { divisor: 1, decimals: 0, unit };
  const halves = finite(halfWidths).filter((half) => half > 0);
  const decimals =
    halves.length > 0
      ? Math.max(
          decimalsFor(Math.max(...halves) / figure.divisor, 2),
          decimalsFor(Math.min(...halves) / figure.divisor, 1),
        )
      : decimalsFor(size / figure.divisor, 4);
  figure.decimals = Math.min(mostDecimals, Math.max(0, size === 0 && halves.length === 0 ? 0 : decimals));
  if ((unit === "people" || unit === "times") && size >= 10) figure.decimals = 0;
  if (unit === "1" || unit === "-1..1") figure.decimals = Math.min(figure.decimals, 3);
  return figure;
}

const minus = "−";

export function number(value: number | null | undefined, figure: Figure): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const text = Math.abs(value / figure.divisor).toLocaleString("en-US", {
    minimumFractionDigits: figure.decimals,
    maximumFractionDigits: figure.decimals,
  });
  return value < 0 && /[1-9]/.test(text) ? minus + text : text;
}

/** With its sign: what something changes. */
export function change(value: number | null | undefined, figure: Figure): string {
  const text = number(value, figure);
  return (value ?? 0) > 0 && /[1-9]/.test(text) ? "+" + text : text;
}

export const halfWidth = ([, low, high]: (number | null)[]): number | null =>
  low === null || high === null || low === undefined || high === undefined ? null : (high - low) / 2;

/** Half an interval; one that rounds to nothing is still something. */
function uncertainty(half: number, figure: Figure): string {
  const text = number(half, figure);
  return half > 0 && !/[1-9]/.test(text) ? `<${text.slice(0, -1)}1` : text;
}

/** What a change of a share is counted in. */
const points = (unit: string): string =>
  unit === "%" ? "points" : unit === "% a year" ? "points a year" : unit;

/** "+82 ±18 kEUR". */
export function changeInWords(interval: (number | null)[], unit: string, figure?: Figure): string {
  const half = halfWidth(interval);
  const how = figure ?? figureFor(unit, [interval[0] ?? null], [half]);
  if (interval[0] === null || interval[0] === undefined) return "–";
  return `${change(interval[0], how)}${half === null || half === 0 ? "" : ` ±${uncertainty(half, how)}`}${how.unit ? `\u00a0${points(how.unit)}` : ""}`;
}

/** With fewer digits, for tables that are read across: one digit of the widest interval. */
export function coarse(unit: string, values: (number | null)[], halfWidths: (number | null)[]): Figure {
  const figure = figureFor(unit, values, halfWidths),
    widest = Math.max(0, ...finite(halfWidths));
  if (widest > 0)
    figure.decimals = Math.min(figure.decimals, Math.max(0, decimalsFor(widest / figure.divisor, 1)));
  return figure;
}

/** Of numbers in one column: each with the digits that it deserves, all on the scale of the largest. */
export function alike(unit: string, intervals: (number | null)[][]): (interval: (number | null)[]) => Figure {
  const scale = figureFor(
    unit,
    intervals.map(([mean]) => mean ?? null),
  );
  return (interval) => {
    const half = halfWidth(interval) ?? 0,
      size = half > 0 ? half : Math.abs(interval[0] ?? 0);
    const decimals = size > 0 ? decimalsFor(size / scale.divisor, half > 0 ? 2 : 3) : 0;
    return { ...scale, decimals: Math.min(scale.divisor > 1 ? 2 : mostDecimals, Math.max(0, decimals)) };
  };
}

/** An amount as given, not found: "40 kEUR", "6,000 EUR". */
export function given(amount: number, currency: string): string {
  const { divisor, unit } = figureFor(currency, [amount]);
  return `${(amount / divisor).toLocaleString("en-US", { maximumSignificantDigits: 6 })}\u00a0${unit}`;
}

export const percent = (share: number, decimals = 0): string => `${(100 * share).toFixed(decimals)}\u00a0%`;
/** A chance. Never 0 or 100: samples and models cannot know that. */
export const chance = (share: number | null | undefined): string =>
  share === null || share === undefined
    ? "–"
    : share > 0.995
      ? ">\u00a099\u00a0%"
      : share < 0.005
        ? "<\u00a01\u00a0%"
        : percent(share);
export const whole = (value: number): string => Math.round(value).toLocaleString("en-US");

/** "5 years", "6 months", "34 minutes". */
export function days(count: number): string {
  for (const [length, name] of [
    [365.25, "year"],
    [30.4375, "month"],
    [7, "week"],
    [1, "day"],
    [1 / 24, "hour"],
    [1 / 1440, "minute"],
  ] as const) {
    const many = count / length;
    // Parts of a day only below one: 1.5 days stay so.
    if (many >= 1 && (length >= 1 || count < 1) && Math.abs(many - Math.round(many)) < 1e-9)
      return `${Math.round(many)} ${name}${Math.round(many) === 1 ? "" : "s"}`;
  }
  return `${Number(count.toPrecision(4))} days`;
}

/** A key as words: `first_contact_fix` -> "first contact fix". */
export const spoken = (key: string): string => key.replaceAll("_", " ");
export const titled = (key: string): string => spoken(key).replace(/^./, (letter) => letter.toUpperCase());
