// Debian's Chromium without anything of its own on the network; a page opened from disk, all requests watched.
import { chromium } from "playwright-core";

const switches = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
];

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: switches });

/** Opens a file; what it complains of and whatever it asks the network for are collected. */
export async function open(browser, file, { width = 1200, height = 900, scheme = "light", media } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    deviceScaleFactor: 1,
  });
  const page = await context.newPage();
  const complaints = [],
    requests = [];
  page.on(
    "console",
    (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()),
  );
  page.on("pageerror", (error) => complaints.push(`${error}`));
  page.on("request", (request) => requests.push(request.url()));
  if (media) await page.emulateMedia({ media, colorScheme: scheme });
  await page.goto(`file://${file}`);
  await page.waitForSelector("main[data-ready]", { timeout: 20000 });
  await page.waitForFunction(() =>
    [...document.querySelectorAll(".chart")].every((box) => box.firstElementChild || box.clientWidth === 0),
  );
  return { page, complaints, requests, close: () => context.close() };
}
