// `polku report` in a browser: opens from disk without a network, draws every chart, shows the result's numbers, and is
// kind to everybody: screen readers, keyboards, phones, the dark, paper, and names that try to be code.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { launch, open } from "./browser.mjs";

const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "polku-report-"));
const three = join(root, "scenarios/broadband-three-investments.yaml");
const small = ["--customers", "2000", "--replications", "3", "--horizon", "2 years"];
const polku = (...words) => execFileSync(process.env.POLKU, words, { cwd: folder, encoding: "utf8" });
const near = (a, b) => assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)), `${a} is not ${b}`);
const path = (name) => join(folder, name);

let browser, answer, content, expected;

before(async () => {
  answer = JSON.parse(polku("compare", three, ...small, "-o", "three.h5", "--json"));
  polku("report", "three.h5");
  polku("run", three, ...small, "-o", "run.h5", "--quiet");
  polku("report", "run.h5", "-o", "run.html");
  const html = readFileSync(path("three.html"), "utf8");
  content = JSON.parse(html.match(/<script type="application\/json" id="content">(.*?)<\/script>/s)[1]);
  expected = JSON.parse(
    execFileSync(process.env.PYTHON, [join(root, "tests/browser/expected.py"), path("three.h5")], {
      encoding: "utf8",
    }),
  );
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

test("the page is one file of less than 2 MB that asks the network for nothing", async () => {
  assert.ok(statSync(path("three.html")).size < 2e6);
  const { requests, complaints, close } = await open(browser, path("three.html"));
  assert.deepEqual(
    requests.filter((url) => !url.startsWith("data:")),
    [`file://${path("three.html")}`],
  );
  assert.deepEqual(complaints, []);
  await close();
});

test("numbers are those of the result file", () => {
  const by = content.outcome.find(({ name }) => name === content.decision.measure);
  for (const [place, option] of answer.options.entries()) {
    const placed = content.decision.order[place];
    assert.equal(content.worlds[placed.option + 1].name, option.name);
    assert.equal(placed.verdict, option.verdict);
    for (const difference of option.differences) {
      const named = ({ name }) => name === difference.name;
      const shown = content.outcome.find(named) ?? content.parties.find(named);
      assert.deepEqual(shown.options[placed.option], [difference.mean, difference.low, difference.high]);
    }
  }
  assert.equal(content.about.digest, answer.digest);
  for (const o of expected.npv.keys()) {
    by.options[o].forEach((value, i) => near(value, expected.npv[o][i]));
    content.j_curve.options[o].at(-1).forEach((value, i) => near(value, expected.j_curve_end[o][i]));
    content.ledger[0].options[o].forEach((value, i) => near(value, expected.revenue[o][i]));
  }
  const party = (words) => content.parties.find((row) => row.words === words);
  expected.contacts.forEach((contacts, o) =>
    contacts.forEach((value, i) => near(party("support_contact").options[o][i], value)),
  );
  expected.market_share.forEach((value, i) => near(party("market share at the end").today[i], value));
  const [today] = content.earners.worlds;
  assert.equal(today.customers, expected.earners);
  near(today.total, expected.earned);
  near(today.whale[20], expected.best_fifth);
  expected.visits.forEach((visits, s) => near(content.journey.nodes[s].visits[0], visits));
  content.journey.passages.forEach((way, w) =>
    ["us", "rival_instead", "rival", "nobody"].forEach((whom, i) => near(way[whom][0], expected.ways[w][i])),
  );
  content.attributes.attributes.forEach(({ categories }, k) => {
    const people = expected.people_by_category[k],
      all = people.reduce((a, b) => a + b, 0);
    ["attractive", "one_dimensional", "must_be", "indifferent", "reverse"].forEach((name, i) =>
      near(categories[name][0], people[i] / all),
    );
  });
  expected.failures.forEach((failures, s) => near(content.journey.nodes[s].failures[0], failures));
  const felt = content.attributes.attributes.flatMap(({ felt: [curve] }) => curve).filter((x) => x !== null);
  assert.ok(Math.min(...felt) <= expected.felt_range[0] && Math.max(...felt) >= expected.felt_range[1]);
});

test("stories are lives that `polku trace` tells, with the money of the result", () => {
  assert.ok(content.stories.length >= 1);
  for (const story of content.stories)
    for (const { world, result, lines } of story.worlds) {
      const option = world === 0 ? [] : ["--option", content.worlds[world].name];
      const told = polku("trace", three, ...small, "--customer", `${story.customer}`, ...option);
      const money = JSON.parse(
        polku("trace", three, ...small, "--customer", `${story.customer}`, ...option, "--json"),
      ).money.result;
      assert.equal(result, money);
      for (const { words } of lines) assert.ok(told.includes(words), words);
    }
  const [won] = content.stories.filter((story) => story.won);
  assert.ok(
    !won ||
      won.worlds[0].lines.some(
        ({ words }) => words.startsWith("leaves ") || words.startsWith("gets out of "),
      ),
  );
});

test("the flow leads on whoever comes to a step", async () => {
  const { page, close } = await open(browser, path("three.html"));
  const steps = new Set(
    content.journey.passages.filter(({ us, nobody }) => us[0] + nobody[0] > 0).map(({ from }) => from),
  );
  assert.equal((await page.$$(".flow .step")).length, steps.size);
  await close();
});

test("the ledger adds up to the profit, and the profit is the outcome's", () => {
  const profit = content.outcome.find(({ name }) => name === "profit");
  for (const o of profit.options.keys()) {
    const sum = content.ledger
      .filter(({ name }) => name !== "profit")
      .reduce((total, line) => total + line.options[o][0], 0);
    assert.ok(Math.abs(sum - profit.options[o][0]) < 1e-4);
  }
});

test("whom the difference comes from sums to the net present value of the outcome", () => {
  const npv = content.outcome.find(({ name }) => name === "npv");
  for (const o of npv.options.keys()) {
    const sum = content.why.ledger.reduce((total, line) => total + line.options[o][0], 0);
    assert.ok(Math.abs(sum - npv.options[o][0]) < 1e-4);
  }
});

test("a small difference is called small, and a gain that may fade is named", async () => {
  const { page, close } = await open(browser, path("three.html"));
  const { order, indifference, measure } = content.decision;
  for (const { option, matters } of order) {
    const row = await page.textContent(`tr:has([data-option="${content.worlds[option + 1].name}"])`);
    assert.equal(row.includes("too little to matter"), !matters);
  }
  const first = order[0].option;
  const gain = content.outcome.find(({ name }) => name === measure).options[first][0];
  const ends = content.doubts.parameters.flatMap((doubt) => doubt.ends);
  const fades = ends.some((end) => end.best === first + 1 && end.differences[first] < indifference);
  const told = (await page.textContent("#doubts")).includes("falls below what matters");
  assert.equal(told, fades && gain >= indifference && !ends.some(({ turns }) => turns));
  await close();
});

test("what would have to be true is what the result says, in the words of the table", async () => {
  const { page, close } = await open(browser, path("three.html"));
  assert.equal(content.break_even.length, answer.break_even.length);
  assert.ok(content.break_even.length >= 5);
  for (const [i, premise] of answer.break_even.entries()) {
    const shown = content.break_even[i];
    assert.equal(content.worlds[shown.option + 1].name, premise.option);
    assert.equal(content.worlds[shown.against].name, premise.against);
    assert.deepEqual(shown.share, [premise.share, premise.low, premise.high]);
    assert.deepEqual(shown.share, expected.break_even[i]);
    assert.equal(shown.words.holds, premise.words);
  }
  const [front] = content.decision.order;
  for (const premise of content.break_even.filter(({ option }) => option === front.option)) {
    const id = `${premise.option} ${premise.what} ${premise.path}`;
    assert.equal(await page.textContent(`#break-even [data-premise="${id}"]`), premise.words.holds);
  }
  await close();
});

test("verdicts are worded once: the page says what the table says", async () => {
  const table = polku("compare", three, ...small, "--sure").split("How sure is that?")[0];
  for (const { words } of content.decision.order) assert.ok(table.includes(words), words);
});

test("the numbers under the journey are of the people on it", async () => {
  const { page, close } = await open(browser, path("three.html"));
  const drawn = await page.$$eval(".flow .step + .step-name + .step-fact", (all) =>
    all.map((fact) => [
      fact.previousElementSibling.textContent,
      fact.textContent.match(/^[\d,]+/)[0],
    ]),
  );
  const onMap = new Map(drawn);
  const rows = await page.$$eval("#journey details tbody tr", (all) =>
    all.map((row) => [row.children[0].textContent, row.children[2].textContent]),
  );
  assert.ok(rows.length > 5);
  for (const [step, people] of rows) assert.equal(onMap.get(step.toLowerCase()), people, step);
  await close();
});

test("the command that repeats the comparison names the scenario, not its model", async () => {
  const { page, close } = await open(browser, path("three.html"));
  const [compare, digest, report] = (await page.textContent("#reproduce code")).split("\n");
  assert.ok(compare.includes("broadband-three-investments.yaml"));
  assert.deepEqual([digest, report], ["polku digest three.h5", "polku report three.h5"]);
  await close();
});

test("the chain says what the result says of the steps", () => {
  const { visited, visits_of } = expected;
  const link = content.why.chain.find(({ what }) => what === `visits of ${visited}`);
  near(link.today, visits_of[0]);
  link.options.forEach((option, o) => near(option[0], visits_of[o + 1] - visits_of[0]));
});

test("what is written on the page is what the content says", async () => {
  const { page, close } = await open(browser, path("three.html"));
  const first = content.decision.order[0].option;
  const [mean, low, high] = content.outcome.find(({ name }) => name === "npv").options[first];
  const text = await page.textContent(`[data-option="${content.worlds[first + 1].name}"]`);
  const [, sign, digits, half, unit] = text.match(/^([+−]?)([\d,.]+)\s±([\d,.]+)\s(\S+)$/u);
  const scale = unit === "kEUR" ? 1000 : unit === "MEUR" ? 1e6 : 1;
  const decimals = (digits.split(".")[1] ?? "").length;
  assert.equal(digits.replaceAll(",", ""), Math.abs(mean / scale).toFixed(decimals));
  assert.equal(sign, mean < 0 ? "−" : mean > 0 ? "+" : "");
  assert.equal(
    half.replaceAll(",", ""),
    ((high - low) / 2 / scale).toFixed((half.split(".")[1] ?? "").length),
  );
  assert.equal(await page.textContent("h1"), content.decision.sentence);
  await close();
});

/** Every chart has something on it: more than one colour, and not only at its edge. */
async function drawn(page) {
  const charts = await page.$$(".chart");
  assert.ok(charts.length >= 12, `${charts.length} charts`);
  for (const chart of charts) {
    const label = await chart.getAttribute("aria-label");
    assert.ok(await chart.isVisible(), `nothing drawn: ${label}`);
    const picture = (await chart.screenshot()).toString("base64");
    const colours = await page.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height),
        pen = canvas.getContext("2d");
      pen.drawImage(image, 0, 0);
      const pixels = new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer);
      return new Set(pixels).size;
    }, picture);
    assert.ok(colours > 4, `blank: ${label}`);
  }
}

/** Images of screenshots are data: addresses, which the page itself may not load. */
async function openForPixels(settings) {
  const opened = await open(browser, path("three.html"), settings);
  const blank = await opened.page.context().newPage();
  const evaluate = (...what) => blank.evaluate(...what);
  return { ...opened, page: { $$: (selector) => opened.page.$$(selector), evaluate } };
}

for (const [name, settings] of Object.entries({
  light: {},
  dark: { scheme: "dark" },
  "a phone": { width: 390, height: 844 },
}))
  test(`every chart is drawn: ${name}`, async () => {
    const { page, complaints, close } = await openForPixels(settings);
    await drawn(page);
    assert.deepEqual(complaints, []);
    await close();
  });

for (const file of ["three.html", "run.html"])
  for (const scheme of ["light", "dark"])
    test(`nothing for axe to complain of: ${file}, ${scheme}`, async () => {
      const { page, complaints, close } = await open(browser, path(file), { scheme });
      for (const details of await page.$$("details"))
        await details.evaluate((element) => {
          element.open = true;
        });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run());
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
        [],
      );
      assert.deepEqual(complaints, []);
      await close();
    });

test("nothing is wider than a phone, and tables that are scroll on their own and say so", async () => {
  const { page, close } = await open(browser, path("three.html"), { width: 360, height: 780 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  const boxes = await page.$$eval(".scroller", (all) =>
    all
      .filter((box) => box.checkVisibility())
      .map((box) => ({
        wider: box.querySelector(".scroll").scrollWidth > box.clientWidth + 2,
        told: box.querySelector(".hint").checkVisibility(),
      })),
  );
  assert.ok(boxes.some(({ wider }) => wider));
  for (const { wider, told } of boxes) assert.equal(told, wider);
  // At its end there is no more to come.
  const last = await page.$(".scroller.more");
  await last.evaluate((box) => box.querySelector(".scroll").scrollTo(1e6, 0));
  await page.waitForFunction((box) => !box.classList.contains("more"), last);
  await close();
});

test("the keyboard reaches every link and every table that scrolls", async () => {
  const { page, close } = await open(browser, path("three.html"), { width: 390, height: 844 });
  const wanted = await page.$$eval(
    "nav a, summary, .scroll",
    (all) => all.filter((one) => one.checkVisibility()).length,
  );
  const reached = new Set();
  for (let i = 0; i < wanted + 5; ++i) {
    await page.keyboard.press("Tab");
    reached.add(
      await page.evaluate(() =>
        [...document.querySelectorAll("nav a, summary, .scroll")].indexOf(document.activeElement),
      ),
    );
  }
  reached.delete(-1);
  assert.equal(reached.size, wanted);
  await close();
});

test("it prints", async () => {
  const { page, close } = await open(browser, path("three.html"));
  const pdf = await page.pdf({ path: path("three.pdf"), format: "A4" });
  assert.ok(pdf.length > 50_000);
  const pages = (pdf.toString("latin1").match(/\/Type \/Page\b/g) ?? []).length;
  assert.ok(pages >= 4 && pages <= 26, `${pages} pages`);
  await close();
});

test("on paper everything is unfolded, on the screen afterwards nothing is", async () => {
  const { page, close } = await open(browser, path("three.html"));
  const open_ = () => page.$$eval("details", (all) => all.filter((one) => one.open).length);
  const all = (await page.$$("details")).length;
  assert.ok(all >= 8);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  assert.equal(await open_(), all);
  await page.emulateMedia({ media: "print" });
  const hidden = await page.$$eval("details table", (tables) =>
    tables.filter((table) => !table.checkVisibility()).length,
  );
  assert.equal(hidden, 0);
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  assert.equal(await open_(), 0);
  await close();
});

test("parts without data are not there", async () => {
  const { page, complaints, close } = await open(browser, path("run.html"));
  const parts = await page.$$eval("section", (all) => all.map(({ id }) => id));
  for (const absent of ["ranking", "money-over-time", "ledger", "options"])
    assert.ok(!parts.includes(absent), absent);
  for (const present of ["outcome", "parties", "journey", "expectations", "loyalty", "earners", "reproduce"])
    assert.ok(parts.includes(present), present);
  assert.deepEqual(complaints, []);
  await close();
});

test("names that try to be code stay names", async () => {
  const attack =
    "</script><script>window.attacked = true</script><img src=x onerror='window.attacked = true'>";
  const scenario = readFileSync(three, "utf8")
    .replace("../models", join(root, "models"))
    .replace(/question: .*/, `question: ${JSON.stringify(attack)}`)
    .replace(/title: Train.*/, `title: ${JSON.stringify(attack + "\"'&")}`);
  writeFileSync(path("hostile.yaml"), scenario);
  polku("compare", "hostile.yaml", ...small, "-o", "hostile.h5", "--quiet");
  polku("report", "hostile.h5");
  const { page, complaints, requests, close } = await open(browser, path("hostile.html"));
  assert.equal(await page.evaluate(() => window.attacked), undefined);
  assert.equal((await page.$$("img")).length, 0);
  assert.equal(await page.textContent(".question"), attack);
  assert.equal(await page.title(), attack);
  assert.deepEqual(complaints, []);
  assert.equal(requests.filter((url) => !url.startsWith("data:")).length, 1);
  await close();
});

test("the policy of the page lets no other script run", async () => {
  const { page, complaints, close } = await open(browser, path("three.html"));
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.attacked = true";
    document.body.append(script);
  });
  assert.equal(await page.evaluate(() => window.attacked), undefined);
  assert.ok(complaints.some((text) => text.includes("Content Security Policy")));
  await close();
});
