// Fetches the npm packages of these tests where package-lock.json says something new; otherwise needs no network.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const note = join(here, "node_modules", ".polku-lock"),
  lock = readFileSync(join(here, "package-lock.json"), "utf8");
if (!existsSync(note) || readFileSync(note, "utf8") !== lock) {
  execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], {
    cwd: here,
    stdio: "inherit",
  });
  writeFileSync(note, lock);
}
