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
  // The end of the page, and the fonts inside it, may come in while it is already shown.
  await page.waitForSelector("footer", { state: "attached" });
  await page.waitForFunction(() => document.readyState === "complete");
  await page.evaluate(() => Promise.all([...document.fonts].map((font) => font.load())).then(() => document.fonts.ready.then(() => true)));
  // A window as high as the page: what Chromium takes of a page beyond its window is at times cut short.
  let height = 0;
  for (let now = 900; now !== height; now = await page.evaluate(() => document.documentElement.scrollHeight)) {
    height = now;
    await page.setViewportSize({ width: Number(width), height });
  }
  await page.screenshot({ path: files[at + 1] });
  await context.close();
}
await browser.close();
