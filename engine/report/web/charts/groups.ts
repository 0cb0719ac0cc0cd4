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
  // On the largest scale on which nothing that a cell brings or loses looks like nothing.
  const least = Math.min(...given.cells.map(({ people, result }) => (people < 0.5 ? Infinity : Math.abs(result))));
  const money =
    scale.divisor > 1e3 && least < 0.005 * scale.divisor
      ? { divisor: 1e3, decimals: 0, unit: `k${currency}` }
      : { ...scale, decimals: Math.min(scale.decimals, 2) };
  const people = given.cells.reduce((sum, cell) => sum + cell.people, 0);
  const at = (r: number, v: number): CustomerGroup => given.cells[r * given.pays.length + v]!;
  const down = given.brings.map((_, r) => given.brings.length - 1 - r); // the best on top
  // Means of the repetitions may be less than one person, of whom nothing can be said.
  const nobody = (group: CustomerGroup): boolean => group.people < 0.5;
  const cell = (group: CustomerGroup): HTMLElement =>
    nobody(group)
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
    nobody(group) ? "–" : change(sum / group.people, { divisor: 1, decimals: 0, unit: currency });
  // Where nobody tells others or complains, the model lets nobody.
  const told = given.cells.some((group) => Math.abs(group.told) >= 0.5),
    complains = given.cells.some(({ complaints }) => complaints >= 0.5);
  return figure(
    table,
    "A cell: what its customers bring together after the warm-up, less what serving them costs, and their share of all who ever bought from us. Borders are money, and the same for every option. Means of the repetitions, so that people are not quite as many as above, where it is the first one.",
    numbers(
      "Groups of customers",
      [
        { title: `brings, ${currency}` },
        { title: `pays, ${currency}` },
        { title: "people", number: true },
        { title: "stay", number: true },
        { title: "share of wallet", number: true },
        { title: `lifetime value of one, ${currency}`, number: true },
        ...(told ? [{ title: "tell others, good less bad", number: true }] : []),
        ...(complains ? [{ title: "complaints", number: true }] : []),
      ],
      down.flatMap((r) =>
        given.pays.map((pays, v) => {
          const group = at(r, v);
          return [
            given.brings[r]!,
            pays,
            whole(group.people),
            nobody(group) ? "–" : percent(group.ours_at_end / group.people),
            nobody(group) || group.share_of_wallet === null ? "–" : percent(group.share_of_wallet),
            group.value === null ? "–" : each(group.value, group),
            ...(told ? [whole(group.told)] : []),
            ...(complains ? [whole(group.complaints)] : []),
          ];
        }),
      ),
    ),
  );
}
