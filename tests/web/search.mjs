// Types each search into the box of an archive's first page and tells what comes, as JSON, a line a search.
//
//   node search.mjs ADDRESS WORDS...
//
// `+` presses the button for more, `=` only waits for what the address asks for. Fails when the page complains or asks for what is not its own.
import { chromium } from "playwright-core";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const quiet = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", ...quiet] });
const [address, ...searches] = process.argv.slice(2);
const page = await (await browser.newContext()).newPage();
const wrong = [];
page.on("console", (message) => { if (["error", "warning"].includes(message.type())) wrong.push(message.text()); });
page.on("pageerror", (error) => wrong.push(String(error)));
page.on("requestfailed", (request) => wrong.push(`failed: ${request.url()}`));
const here = new URL("./", address).href;
page.on("request", (request) => { if (!request.url().startsWith(here) && !request.url().startsWith("data:")) wrong.push(`not its own: ${request.url()}`); });
await page.goto(address);
const idle = () => page.waitForFunction(() => {
  const status = document.getElementById("search-status").textContent;
  return status && !document.getElementById("search").hasAttribute("aria-busy");
}, undefined, { timeout: 120_000 });
for (const words of searches) {
  const started = Date.now();
  if (words === "+") {
    await page.click("#search-more");
  } else if (words !== "=") {
    await page.fill("#search-words", "");
    await page.waitForTimeout(300);
    await page.focus("#search-words");
    await page.keyboard.insertText(words);
    await page.keyboard.press("Enter");
  }
  await idle();
  const took = Date.now() - started;
  const seen = await page.evaluate(() => ({
    status: document.getElementById("search-status").textContent,
    more: !document.getElementById("search-more").hidden,
    hash: decodeURIComponent(location.hash),
    focused: document.activeElement.getAttribute("href") || document.activeElement.id,
    memory: Math.round((performance.memory?.usedJSHeapSize ?? 0) / 1e6),
    results: [...document.querySelectorAll("#search-results > li")].map((node) => ({
      text: node.innerText,
      href: node.querySelector("a")?.getAttribute("href"),
      marked: [...node.querySelectorAll("mark")].map((mark) => mark.textContent),
    })),
  }));
  console.log(JSON.stringify({ words, took, ...seen }));
}
for (const complaint of wrong) console.error(complaint);
await browser.close();
process.exit(wrong.length ? 1 : 0);
