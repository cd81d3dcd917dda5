// What `web.py` asks a browser: node ci/judges/web.mjs CACHE FILE...
//
// Opens each page in headless Chromium, in light and in dark colours, as wide as a desk's screen and as a small
// telephone's, and lets axe-core look at it. Prints one JSON object: for each file the faults, as messages.

import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [cache, ...files] = process.argv.slice(2);
const require = createRequire(path.resolve(cache, "package.json"));
const puppeteer = require("puppeteer-core");
const axe = require.resolve("axe-core/axe.min.js");

const WIDTHS = [1280, 320];
const SCHEMES = ["light", "dark"];
// As many places of one rule as a person wants to see.
const SHOWN = 3;

// WCAG 2.2 AA and good practice; and that cells have headings, which axe-core still has on trial.
const RULES = {
  rules: { "td-has-header": { enabled: true } },
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations", "incomplete"],
};

/** What axe-core finds, as messages. */
async function accessibility(page) {
  const { violations, incomplete, passes } = await page.evaluate((rules) => axe.run(document, rules), RULES);
  if (passes.length < 10) return [`axe-core judged by no more than ${passes.length} rules`];
  const unsure = incomplete.find((rule) => rule.id === "color-contrast")?.nodes ?? [];
  const pale = await page.evaluate(contrastOnOwnGround, unsure.map((node) => node.target.join(" ")));
  const found = violations.map((rule) => {
    const places = rule.nodes.slice(0, SHOWN).map((node) => `${node.target.join(" ")} (${reason(node)})`);
    return `${rule.id}: ${rule.help}: ${places.join("; ")}${more(rule.nodes)}`;
  });
  if (pale.length > 0) found.push(`color-contrast: ${pale.slice(0, SHOWN).join("; ")}${more(pale)}`);
  return found;
}

/**
 * Where the letters of elements have too little contrast. Runs in the page.
 *
 * axe-core cannot tell where a cell spans rows or is moved out of sight. On these pages nothing lies on anything else, so
 * the ground is that of the nearest element around the letters that has one.
 */
function contrastOnOwnGround(selectors) {
  const { Color, getContrast } = axe.commons.color;
  const colour = (element, property) => {
    const parsed = new Color();
    parsed.parseString(getComputedStyle(element)[property]);
    return parsed;
  };
  const ground = (element) => {
    for (let around = element; around; around = around.parentElement) {
      const found = colour(around, "backgroundColor");
      if (found.alpha === 1) return found;
      if (found.alpha > 0) return null;
    }
    return null;
  };
  const found = [];
  for (const selector of selectors) {
    const element = document.querySelector(selector);
    const below = element && ground(element);
    const contrast = below ? getContrast(below, colour(element, "color")) : 0;
    if (contrast < 4.5) found.push(`${selector} has a contrast of ${contrast.toFixed(2)}`);
  }
  return found;
}

function more(list) {
  return list.length > SHOWN ? ` and ${list.length - SHOWN} more` : "";
}

function reason(node) {
  const [check] = [...node.any, ...node.all, ...node.none];
  return check ? check.message : "no reason";
}

/** Reflow (WCAG 1.4.10): the page itself never moves sideways. */
async function reflow(page) {
  const [within, whole] = await page.evaluate(() => {
    const root = document.documentElement;
    return [root.clientWidth, root.scrollWidth];
  });
  return whole > within ? [`reflow: ${whole} pixels of the page want room, ${within} are there`] : [];
}

/** What a page must not do at all: ask for anything, run anything, break its own policy. */
function watch(page, faults) {
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith("data:") && !(url.startsWith("file:") && request.isNavigationRequest())) {
      faults.add(`external: asks for ${url.slice(0, 100)}`);
    }
  });
  page.on("console", (message) => faults.add(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.add(`error: ${error.message}`));
}

async function judge(browser, file) {
  const page = await browser.newPage();
  const faults = new Set();
  watch(page, faults);
  await page.setBypassCSP(false);
  for (const scheme of SCHEMES) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    for (const width of WIDTHS) {
      await page.setViewport({ width, height: 800 });
      await page.goto(pathToFileURL(path.resolve(file)).href, { waitUntil: "load" });
      const broken = await page.evaluate(() => [...document.images].filter((image) => image.naturalWidth === 0).length);
      const found = [...(await reflow(page)), ...(broken > 0 ? [`pictures: ${broken} cannot be shown`] : [])];
      // Run by the judge, outside of what the page's policy allows.
      await page.evaluate(await source());
      found.push(...(await accessibility(page)));
      for (const fault of found) faults.add(`${fault} [${scheme}, ${width} px]`);
    }
  }
  await page.close();
  return [...faults];
}

let text;
async function source() {
  text ??= await (await import("node:fs/promises")).readFile(axe, "utf8");
  return text;
}

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
try {
  const verdicts = {};
  for (const file of files) verdicts[file] = await judge(browser, file);
  console.log(JSON.stringify(verdicts));
} finally {
  await browser.close();
}
