// Building the page: elements from text alone, never from markup, so that no name in a scenario can run code.

type Child = Node | string | null | undefined;

/** An element; attributes and text are set, never parsed. */
export function el(tag: string, attributes: Record<string, string> = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const child of children) if (child !== null && child !== undefined) element.append(child);
  return element;
}

export interface Section {
  id: string;
  title: string;
  lead?: string;
  body: Child[];
}

/** A part of the page under its heading; `lead`: what it says, in a sentence or two. */
export function sectionElement({ id, title, lead, body }: Section): HTMLElement {
  const heading = `${id}-title`;
  return el(
    "section",
    { id, "aria-labelledby": heading },
    el("h2", { id: heading }, title),
    lead ? el("p", { class: "lead" }, lead) : null,
    ...body,
  );
}

export interface Column {
  title: string;
  number?: boolean;
}

/** A box that scrolls sideways where what is in it is wider than the page, also by keyboard, and says so. */
export function scroller(label: string, ...children: Child[]): HTMLElement {
  const inner = el("div", { "class": "scroll", "tabindex": "0", "role": "group", "aria-label": label }, ...children);
  const hint = el("p", { "class": "hint", "aria-hidden": "true" }, "Goes on to the right →");
  const box = el("div", { class: "scroller" }, inner, hint);
  const look = () => {
    const left = inner.scrollWidth - inner.clientWidth - inner.scrollLeft;
    box.classList.toggle("more", left > 2);
    box.classList.toggle("passed", inner.scrollLeft > 2);
  };
  inner.addEventListener("scroll", look, { passive: true });
  const watcher = new ResizeObserver(look);
  for (const one of [inner, ...inner.children]) watcher.observe(one);
  return box;
}

/** A table that scrolls sideways where it is wider than the page. */
export function scrolling(caption: string, classes: string, ...parts: HTMLElement[]): HTMLElement {
  return scroller(
    caption,
    el("table", { class: classes }, el("caption", { class: "unseen" }, caption), ...parts),
  );
}

/** A table whose first column names its rows. */
export function table(caption: string, columns: Column[], rows: Child[][], classes = ""): HTMLElement {
  const kind = (column: Column) => (column.number ? "number" : "text");
  const head = el(
    "tr",
    {},
    ...columns.map((column) =>
      column.title ? el("th", { scope: "col", class: kind(column) }, column.title) : el("td", {}),
    ),
  );
  const body = rows.map((row) =>
    el(
      "tr",
      {},
      ...row.map((cell, i) =>
        i === 0 ? el("th", { scope: "row" }, cell) : el("td", { class: kind(columns[i]!) }, cell),
      ),
    ),
  );
  return scrolling(caption, classes, el("thead", {}, head), el("tbody", {}, ...body));
}

/** The numbers behind a chart, for those who cannot see it or want them exactly. */
export function numbers(caption: string, columns: Column[], rows: Child[][]): HTMLElement {
  return el("details", {}, el("summary", {}, "The numbers"), table(caption, columns, rows));
}

/** A picture that is drawn again when its width changes. `says`: what it shows, for those who cannot see it. */
export function chart(says: string, draw: (width: number) => Node, classes = ""): HTMLElement {
  const box = el("div", { "class": `chart ${classes}`, "role": "img", "aria-label": says });
  let drawn = 0;
  const redraw = (width: number) => {
    if (width < 1 || width === drawn) return;
    drawn = width;
    const picture = draw(width);
    // The libraries' own style elements are forbidden by the page's policy; style.css says the same.
    if (picture instanceof Element) {
      for (const style of picture.querySelectorAll("style")) style.remove();
      for (const labelled of picture.querySelectorAll("[aria-label]")) labelled.removeAttribute("aria-label");
      picture.setAttribute("aria-hidden", "true"); // the box says it all
    }
    box.replaceChildren(picture);
  };
  new ResizeObserver(() => redraw(Math.floor(box.clientWidth))).observe(box);
  return box;
}

export function figure(picture: HTMLElement, note: string | null, ...more: Child[]): HTMLElement {
  return el("figure", {}, picture, note ? el("figcaption", {}, note) : null, ...more);
}
