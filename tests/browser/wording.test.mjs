// What the page of `polku report` says agrees with itself: a number that is shown twice, what a key explains, what a
// chart labels.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { launch, open } from "./browser.mjs";

const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
const folder = mkdtempSync(join(tmpdir(), "polku-wording-"));
const path = (name) => join(folder, name);
const polku = (...words) => execFileSync(process.env.POLKU, words, { cwd: folder, encoding: "utf8" });

let browser, content;

before(async () => {
  const three = join(root, "scenarios/broadband-three-investments.yaml");
  const small = ["--customers", "2000", "--replications", "3", "--horizon", "1 year"];
  polku("compare", three, ...small, "-o", "three.h5", "--quiet");
  polku("report", "three.h5", "--quiet");
  const html = readFileSync(path("three.html"), "utf8");
  content = JSON.parse(html.match(/<script type="application\/json" id="content">(.*?)<\/script>/s)[1]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

test("what is said twice is the same number, and what is explained is there", async () => {
  const { page, close } = await open(browser, path("three.html"));
  const text = async (selector) => (await page.textContent(selector)).replaceAll("\u00a0", " ");
  const held = content.outcome.find(({ name }) => name === "loyalty_forced");
  const [bars] = await page.$$eval('#loyalty .chart[aria-label*="because they must"]', (all) =>
    all.map((one) => one.getAttribute("aria-label").replaceAll("\u00a0", " ")),
  );
  for (const [world] of held.worlds) assert.ok(bars.includes(`${(100 * world).toFixed(1)} %`), bars);
  assert.ok(!(await text("main")).match(/\b1 years/));
  assert.equal((await text("#journey figcaption")).includes("→"), (await page.$$(".flow .moved")).length > 0);
  assert.equal((await text("#journey figcaption")).includes("Red bars"), (await page.$$(".flow .lost")).length > 0);
  const [install] = content.worlds.flatMap(({ changes }) => changes ?? []).filter(({ path }) => path === "journey.install.gate.success");
  const fail = (100 * (1 - install.before) * (1 - install.retry)).toFixed(1);
  assert.ok((await text("#options")).includes(`${fail} % fail in the end`));
  await close();
});

test("the chain begins with what the option changes", async () => {
  const { page, close } = await open(browser, path("three.html"));
  const { changes } = content.worlds[content.decision.order[0].option + 1];
  assert.equal((await page.$$("#why .link:first-child li")).length, changes.length);
  await close();
});

test("uncertain numbers stand beside what was written, and no cell is empty", async () => {
  const { page, close } = await open(browser, path("three.html"));
  const rows = await page.$$eval("#doubts tbody tr", (all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent)),
  );
  const ends = content.doubts.parameters.flatMap((doubt) => doubt.ends.map((end) => ({ doubt, end })));
  assert.equal(rows.length, ends.length);
  for (const [name, written, at, ...rest] of rows) {
    const found = ends.find(({ doubt, end }) => doubt.path === name && end.words === at);
    assert.equal(found?.doubt.written, written);
    for (const cell of rest) assert.match(cell, /\p{L}|\d/u);
  }
  const loss = content.doubts.parameters.find(({ path }) => path === "segments.*.loss_weight");
  assert.equal(loss.written, "1.955");
  await close();
});

test("of a group without people nothing is said, nor of what the model does not have", async () => {
  const { page, close } = await open(browser, path("three.html"));
  const groups = await page.$$eval("#earners details", (all) => {
    const own = all.find((one) => one.querySelector("caption").textContent === "Groups of customers");
    return [...own.querySelectorAll("tr")].map((row) => [...row.children].map((cell) => cell.textContent));
  });
  const [head, ...rows] = groups;
  const complained = content.earners.groups.cells.some(({ complaints }) => complaints >= 0.5);
  assert.equal(head.includes("complaints"), complained);
  for (const row of rows.filter((cells) => cells[2] === "0"))
    assert.deepEqual([...new Set(row.slice(3, 6))], ["–"]);
  await close();
});

for (const width of [1200, 360])
  test(`no word of a chart is cut at its left, nor lies on the zero line: ${width} wide`, async () => {
    const { page, close } = await open(browser, path("three.html"), { width, height: 800 });
    const cut = await page.$$eval("#expectations .chart, #doubts .chart, #ledger .chart", (charts) =>
      charts.flatMap((chart) =>
        [...chart.querySelectorAll("text")]
          .filter((text) => text.getBoundingClientRect().left < chart.getBoundingClientRect().left - 1)
          .map((text) => text.textContent),
      ),
    );
    assert.deepEqual(cut, []);
    const crossed = await page.$$eval("#doubts .chart", ([chart]) => {
      const boxes = (selector) => [...chart.querySelectorAll(selector)].map((one) => one.getBoundingClientRect());
      const zero = boxes('line[stroke="var(--baseline)"], g[stroke="var(--baseline)"] line');
      const lies = (text, { left, top, bottom }) =>
        text.left < left - 1 && text.right > left + 1 && text.top < bottom - 1 && text.bottom > top + 1;
      return zero.length === 0 ? "no zero line" : boxes("text").filter((text) => zero.some((line) => lies(text, line))).length;
    });
    assert.equal(crossed, 0);
    assert.ok((await page.textContent("#doubts .chart")).includes("as today"));
    await close();
  });
