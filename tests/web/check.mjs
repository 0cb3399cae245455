// Opens each page in headless Chromium, wide and narrow, and lets axe-core look for violations.
//
//   node check.mjs FILE.html...
//
// Prints a line for each page and width, then what is wrong; exits 1 when anything is.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const quiet = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", ...quiet] });
const files = process.argv.slice(2);
let wrong = 0;

// The page forbids scripts; the checker's own must run all the same.
async function check(page, file, width) {
  await page.setViewportSize({ width, height: 900 });
  // Narrow, only what depends on the width is asked for again.
  const runOnly = width > 320 ? undefined : { type: "rule", values: ["scrollable-region-focusable", "target-size"] };
  const options = { resultTypes: ["violations"], ...(runOnly && { runOnly }) };
  const { violations } = await page.evaluate((options) => window.axe.run(document, options), options);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const found = violations.map((v) => `  ${v.id}: ${v.help}: ${v.nodes.map((n) => n.html).slice(0, 2).join(" | ")}`);
  if (overflow > 0) found.push(`  reflow: the page is ${overflow} px wider than the window`);
  console.log([`${found.length ? "FAIL" : "PASS"} axe ${width} ${file}`, ...found].join("\n"));
  wrong += found.length;
}

async function work() {
  for (let file = files.shift(); file; file = files.shift()) {
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    await page.goto(file.startsWith("file:") ? file : pathToFileURL(resolve(file)).href);
    // A page with a search box may have been asked for something.
    await page.waitForFunction(() => !location.hash.startsWith("#q=") || document.querySelector("#search-results > li"));
    await page.evaluate(axe);
    for (const width of [1280, 320]) await check(page, file, width);
    await context.close();
  }
}
await Promise.all([work(), work()]);
await browser.close();
process.exit(wrong ? 1 : 0);
