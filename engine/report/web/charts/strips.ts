// A table whose rows are drawn on one scale: titles for those who cannot see it, a strip in each row, the scale below.
import { chart, el } from "../dom";

export interface Strips {
  /** Added to the class of all such tables. */
  kind: string;
  caption: string;
  /** Class and title of each column; the one of class `strip` holds the drawings. */
  columns: [string, string][];
  rows: HTMLElement[];
  /** The scale at a width. */
  axis: (width: number) => SVGSVGElement;
}

export function strips({ kind, caption, columns, rows, axis }: Strips): HTMLElement {
  const title = ([name, words]: [string, string]): HTMLElement =>
    el("th", { scope: "col", class: name }, el("span", { class: "unseen" }, words));
  const scale = ([name]: [string, string]): HTMLElement =>
    name === "strip" ? el("td", { class: "strip" }, chart("scale", axis)) : el("td", {});
  return el(
    "table",
    { class: `ranking ${kind}`.trim() },
    el("caption", { class: "unseen" }, caption),
    el("thead", {}, el("tr", {}, ...columns.map(title))),
    el("tbody", {}, ...rows, el("tr", { "class": "axis", "aria-hidden": "true" }, ...columns.map(scale))),
  );
}
