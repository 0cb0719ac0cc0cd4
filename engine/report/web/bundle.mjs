// Bundles the page's script and style and writes them, with their hashes, as a C++ source: node bundle.mjs OUT.cpp
// Fetches the npm packages of package-lock.json only where they are not there yet; with them it needs no network.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [output] = process.argv.slice(2);

/** npm leaves a note of what it installed; it is due again when the lock file says something else. */
function installed() {
  const note = join(here, "node_modules", ".polku-lock");
  const lock = readFileSync(join(here, "package-lock.json"), "utf8");
  if (existsSync(note) && readFileSync(note, "utf8") === lock) return;
  try {
    execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], {
      cwd: here,
      stdio: ["ignore", 2, 2],
    });
  } catch {
    console.error(
      "error: npm could not fetch what the report page is made of (is the network up?). Build again, or " +
        "without it: POLKU_CMAKE_OPTIONS=-DPOLKU_REPORT=OFF scripts/build release polku",
    );
    process.exit(1);
  }
  writeFileSync(note, lock);
}

/** A raw string may hold anything but its own end. */
function literal(text) {
  if (text.includes(')polku"')) throw new Error("the bundle holds the end of a raw string");
  return `R"polku(${text})polku"`;
}

const hash = (text) => createHash("sha256").update(text).digest("base64");

installed();
const { build } = await import("esbuild");
const bundled = await build({
  entryPoints: [join(here, "main.ts")],
  bundle: true,
  minify: true,
  write: false,
  outdir: "out",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  loader: { ".woff2": "dataurl" },
});
const text = (end) => bundled.outputFiles.find((file) => file.path.endsWith(end)).text.trim();
// Inside an HTML element neither may hold its end.
const script = text(".js").replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
const style = text(".css");
if (style.includes("</style")) throw new Error("the style holds the end of its element");

writeFileSync(
  output,
  `// Written by engine/report/web/bundle.mjs.
#include "report/bundle.hpp"

namespace polku::report {

Bundle bundle() {
  return {${literal(script)},
          ${literal(style)},
          "${hash(script)}", "${hash(style)}"};
}

}  // namespace polku::report
`,
);
