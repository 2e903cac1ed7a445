// Gathers what browsers need into one folder: style sheet, scripts, the icons that are used, the bundled editor of rules.
// Usage: node build.mjs OUTDIR. Fails where an icon or a file is missing, so that a page is never without it.
import { mkdirSync, copyFileSync, readFileSync, writeFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const out = process.argv[2];
if (!out) throw new Error("usage: node build.mjs OUTDIR");
mkdirSync(out, { recursive: true });

const modules = "node_modules";
const copies = {
  "tabler.css": "@tabler/core/dist/css/tabler.min.css",
  "tabler.js": "@tabler/core/dist/js/tabler.min.js",
  "htmx.js": "htmx.org/dist/htmx.min.js",
};
for (const [name, from] of Object.entries(copies)) {
  const text = readFileSync(join(modules, from), "utf8");
  // the maps are not served, and the manifest of static files would look for them
  writeFileSync(join(out, name), text.replace(/\n?\/\*# sourceMappingURL=.*?\*\/|\n?\/\/# sourceMappingURL=.*$/gm, ""));
}

const symbols = JSON.parse(readFileSync("icons.json", "utf8")).map((name) => {
  const svg = readFileSync(join(modules, "@tabler/icons/icons/outline", `${name}.svg`), "utf8").replace(/<!--[\s\S]*?-->/g, "");
  const inner = svg.match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1].replace(/\s+/g, " ").trim();
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${inner}</symbol>`;
});
writeFileSync(join(out, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);

if (existsSync("src")) {
  for (const folder of readdirSync("src")) {
    const entry = join("src", folder, "editor.mjs");
    if (!existsSync(entry)) continue;
    await build({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      format: "iife",
      target: "es2020",
      legalComments: "none",
      loader: { ".json": "json" },
      outfile: join(out, `${folder}-editor.js`),
    });
  }
}
