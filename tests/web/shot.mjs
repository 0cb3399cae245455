// Takes a picture of each page, whole, in headless Chromium.
//
//   node shot.mjs WIDTH FILE.html OUT.png [FILE.html OUT.png...]
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const quiet = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--font-render-hinting=none", ...quiet] });
const [width, ...files] = process.argv.slice(2);
for (let at = 0; at < files.length; at += 2) {
  const context = await browser.newContext({ viewport: { width: Number(width), height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(pathToFileURL(resolve(files[at])).href);
  // Fonts inside the page are read while it is already shown.
  await page.evaluate(() => document.fonts.ready.then(() => true));
  await page.screenshot({ path: files[at + 1], fullPage: true });
  await context.close();
}
await browser.close();
