// Customers whose fate the best option changes, told side by side from the first difference on.
import type { Content, Story, Telling } from "../content";
import { el } from "../dom";
import { change, figureFor, spoken } from "../figures";

function telling(content: Content, told: Telling, elsewhere: Set<string>): HTMLElement {
  const name = told.world === 0 ? "As today" : `With ${spoken(content.worlds[told.world]!.name)}`;
  const items: HTMLElement[] = [];
  told.lines.forEach((line, i) => {
    const differs = !elsewhere.has(line.words);
    if (told.gap_after === i && i > 0) items.push(el("p", { class: "later" }, "… later"));
    items.push(
      el(
        "p",
        { class: `${line.detail ? "detail-line" : ""} ${differs ? "differs" : ""}` },
        line.date && !line.detail ? el("time", {}, line.date.replaceAll(/ +/g, " ")) : null,
        spoken(line.words),
      ),
    );
  });
  const money = { ...figureFor(content.about.currency, [told.result]), decimals: 0 };
  return el(
    "div",
    { class: "telling" },
    el("h4", {}, name),
    ...(items.length > 0 ? items : [el("p", {}, "Nothing more happens.")]),
    el(
      "p",
      { class: "balance" },
      `Brought, less what serving them cost: `,
      el("strong", {}, `${change(told.result, money)} ${money.unit}`),
    ),
  );
}

function card(content: Content, story: Story): HTMLElement {
  const what = story.won ? "stays who would have left" : "leaves who would have stayed";
  return el(
    "article",
    { class: "story" },
    el("h3", {}, `Customer ${story.customer}, seeks ${spoken(story.segment)}: ${what}`),
    el(
      "div",
      { class: "tellings" },
      ...story.worlds.map((told, k) =>
        telling(content, told, new Set(story.worlds[1 - k]!.lines.map(({ words }) => words))),
      ),
    ),
  );
}

export function stories(content: Content): HTMLElement | null {
  if (!content.stories) return null;
  return el("div", {}, ...content.stories.map((story) => card(content, story)));
}
