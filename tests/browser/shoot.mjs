// Pictures of a page, to look at: node shoot.mjs PAGE.html FOLDER
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { launch, open } from "./browser.mjs";

const [file, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const [name, settings] of Object.entries({
  light: { width: 1200 },
  dark: { width: 1200, scheme: "dark" },
  phone: { width: 360, height: 780 },
})) {
  const { page, complaints, close } = await open(browser, resolve(file), settings);
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  for (const part of name === "light" ? await page.$$("section, header.decision") : [])
    await part.screenshot({ path: `${folder}/${(await part.getAttribute("id")) ?? "decision"}.png` });
  if (name === "light") await page.pdf({ path: `${folder}/page.pdf`, format: "A4", printBackground: true });
  if (complaints.length > 0) console.log(name, complaints);
  await close();
}
await browser.close();
