// Nine or sixteen groups of customers, by what they bring and what they pay: how many, and what they bring together.
import type { Content, CustomerGroup } from "../content";
import { el, figure, numbers, scrolling } from "../dom";
import { change, figureFor, percent, whole } from "../figures";

export function groups(content: Content): HTMLElement | null {
  const given = content.earners?.groups;
  if (!given) return null;
  const { currency } = content.about;
  const scale = figureFor(
    currency,
    given.cells.map(({ result }) => result),
  );
  const money = { ...scale, decimals: Math.min(scale.decimals, 2) };
  const people = given.cells.reduce((sum, cell) => sum + cell.people, 0);
  const at = (r: number, v: number): CustomerGroup => given.cells[r * given.pays.length + v]!;
  const down = given.brings.map((_, r) => given.brings.length - 1 - r); // the best on top
  const cell = (group: CustomerGroup): HTMLElement =>
    group.people === 0
      ? el("td", { class: "number" }, "–")
      : el(
          "td",
          { class: "number" },
          `${change(group.result, money)} ${money.unit}`,
          el("span", { class: "unit" }, `, ${percent(group.people / people)}`),
        );
  const head = given.pays.map((pays) =>
    el("th", { scope: "col", class: "number" }, `pays ${pays} ${currency}`),
  );
  const body = down.map((r) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, `brings ${given.brings[r]!} ${currency}`),
      ...given.pays.map((_, v) => cell(at(r, v))),
    ),
  );
  const table = scrolling(
    "What groups of customers bring together, as today",
    "parties",
    el("thead", {}, el("tr", {}, el("td", {}), ...head)),
    el("tbody", {}, ...body),
  );
  const each = (sum: number, group: CustomerGroup): string =>
    group.people > 0 ? change(sum / group.people, { ...figureFor(currency, [sum / group.people]), decimals: 0 }) : "–";
  return figure(
    table,
    "A cell: what its customers bring together after the warm-up, less what serving them costs, and their share of all who ever were ours. Borders are money, and the same for every option.",
    numbers(
      "Groups of customers",
      [
        { title: `brings, ${currency}` },
        { title: `pays, ${currency}` },
        { title: "people", number: true },
        { title: "stay", number: true },
        { title: "share of wallet", number: true },
        { title: "lifetime value of one", number: true },
        { title: "tell others, good less bad", number: true },
        { title: "complaints", number: true },
      ],
      down.flatMap((r) =>
        given.pays.map((pays, v) => {
          const group = at(r, v);
          return [
            given.brings[r]!,
            pays,
            whole(group.people),
            group.people > 0 ? percent(group.ours_at_end / group.people) : "–",
            group.share_of_wallet === null ? "–" : percent(group.share_of_wallet),
            group.value === null ? "–" : each(group.value, group),
            whole(group.told),
            whole(group.complaints),
          ];
        }),
      ),
    ),
  );
}
