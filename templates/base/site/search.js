// The search box. Data comes as scripts, a year at a time and the newest first, because a page that is opened from a
// disk may fetch nothing; each calls protokollShard. Nothing of a document is ever written as markup.
(function () {
  "use strict";
  const PAGE = 20;
  const DELAY = 250;
  const KEPT = 6; // years whose index stays in memory
  const CHUNK = 400;
  const FEWEST = 2;

  const form = document.getElementById("search");
  const field = document.getElementById("search-words");
  const bodyChoice = document.getElementById("search-body");
  const yearChoice = document.getElementById("search-year");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const more = document.getElementById("search-more");
  if (!form || !window.MiniSearch) return;
  const site = JSON.parse(form.dataset.search);
  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // Words

  const PARTS = /\d+(?:[/:.-]\d+)+|[\p{L}\p{M}\p{N}]+/gu;
  const number = (digits) => digits.replace(/^0+(?=\d)/, "");
  const joined = (word) => word.split(/[/:.-]/).map(number).join("/");
  const isJoined = (word) => /^\d+[/:.-]/.test(word);

  // 2024/007, 2024:7 and 2024-7 are one number; å, ä and ö are letters of their own.
  function searchWords(text) {
    return (text.normalize("NFC").match(PARTS) || []).map((word) => (isJoined(word) ? joined(word) : word));
  }

  function indexWords(text) {
    return (text.normalize("NFC").match(PARTS) || []).flatMap((word) =>
      isJoined(word) ? [joined(word), ...word.split(/[/:.-]/).map(number)] : [word],
    );
  }

  const hasLetter = (term) => /\p{L}/u.test(term);
  const OPTIONS = {
    fields: ["title", "number", "cases", "text", "persons", "where"],
    tokenize: indexWords,
    processTerm: (term) => term.toLowerCase(),
    searchOptions: {
      tokenize: searchWords,
      combineWith: "AND",
      boost: { title: 4, cases: 4, number: 2, persons: 2, where: 0.5 },
      prefix: (term) => (hasLetter(term) ? term.length > 1 : term.includes("/")),
      fuzzy: (term) => (hasLetter(term) && term.length > 4 ? 1 : false),
      weights: { fuzzy: 0.2, prefix: 0.6 },
    },
  };

  function dateWords(iso) {
    if (!iso) return site.words.undated;
    const [year, month, day] = iso.split("-").map(Number);
    return filled(site.date, { day, month: site.months[month - 1], year });
  }

  // Data

  const waiting = new Map();
  const shards = new Map();

  window.protokollShard = function (name, meetings) {
    const call = waiting.get(name);
    if (call) call(meetings);
  };

  function load(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const end = (act, value) => {
        waiting.delete(name);
        script.remove();
        act(value);
      };
      waiting.set(name, (meetings) => end(resolve, meetings));
      script.onerror = () => end(reject, new Error(name));
      script.src = form.dataset.data + name + ".js";
      document.head.append(script);
    });
  }

  // What is searched: each item, and each meeting with its persons and the titles of its items.
  function records(meetings) {
    const found = [];
    for (const meeting of meetings) {
      const [title, date, body, href, persons, words, items] = meeting;
      const where = site.bodies[body] + " " + date + " " + dateWords(date);
      const titles = items.map((item) => item[1]).join(" ");
      found.push({ id: found.length, meeting, item: null, title, persons: persons.join(" "), text: words, number: "", cases: "", where: where + " " + titles });
      for (const item of items) {
        found.push({ id: found.length, meeting, item, number: item[0], title: item[1], cases: item[2].join(" "), text: item[3], persons: item[5].join(" "), where });
      }
    }
    return found;
  }

  function opened(name) {
    let shard = shards.get(name);
    if (shard) {
      shards.delete(name); // put in again, as the one used last
    } else {
      shard = load(name).then(async (meetings) => {
        const all = records(meetings);
        const index = new MiniSearch(OPTIONS);
        await index.addAllAsync(all, { chunkSize: CHUNK });
        return { all, index };
      });
      shard.catch(() => shards.delete(name));
    }
    shards.set(name, shard);
    if (shards.size > KEPT) shards.delete(shards.keys().next().value);
    return shard;
  }

  // Searching

  let run = 0; // a later search ends an earlier one
  let state = null;

  function begin() {
    const query = field.value.trim();
    const body = bodyChoice ? bodyChoice.value : "";
    const year = yearChoice ? yearChoice.value : "";
    const key = JSON.stringify([query, body, year]);
    if (state && state.key === key) return;
    run += 1;
    list.replaceChildren();
    more.hidden = true;
    status.textContent = "";
    keepAddress(query, body, year);
    if (searchWords(query).join("").length < FEWEST && !/\d/.test(query)) {
      state = null;
      return;
    }
    const names = site.shards.filter(([, of]) => !year || of === year);
    state = { key, query, body: body === "" ? null : Number(body), names, next: 0, looked: [], hits: [], shown: 0, failed: [] };
    go(run);
  }

  // Goes on until a page of results can be shown, or all is looked through.
  async function go(mine) {
    const now = state;
    const goal = now.shown + PAGE;
    more.hidden = true;
    form.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => { if (mine === run) status.textContent = site.words.looking; }, 400);
    show(now, goal);
    while (now.shown < goal && now.next < now.names.length) {
      const [name, year] = now.names[now.next];
      try {
        const { all, index } = await opened(name);
        if (mine !== run) break;
        now.hits.push(...found(all, index, now));
      } catch (error) {
        if (mine !== run) break;
        now.failed.push(name);
      }
      now.next += 1;
      now.looked.push(year || site.words.undated);
      show(now, goal);
    }
    clearTimeout(slow);
    if (mine !== run) return;
    form.removeAttribute("aria-busy");
    tell(now);
  }

  function found(all, index, now) {
    const filter = now.body === null ? undefined : (hit) => all[hit.id].meeting[2] === now.body;
    const hits = index.search(now.query, { filter });
    const byItem = new Set(hits.filter((hit) => all[hit.id].item).map((hit) => all[hit.id].meeting));
    // A meeting whose item is found needs not be told itself.
    return hits.map((hit) => ({ record: all[hit.id], terms: Object.keys(hit.match) })).filter(({ record }) => record.item || !byItem.has(record.meeting));
  }

  function show(now, goal) {
    const fresh = now.hits.slice(now.shown, goal);
    list.append(...fresh.map(({ record, terms }) => entry(record, terms)));
    now.shown += fresh.length;
  }

  function tell(now) {
    const [last, first] = [now.looked[0], now.looked[now.looked.length - 1]];
    const years = !last || first === last ? last || "" : first + "–" + last;
    const isAll = now.next >= now.names.length;
    const values = { query: now.query, years, count: now.hits.length, shown: now.shown };
    let words = filled(now.hits.length ? site.words.found : site.words.none, values);
    if (now.failed.length) words += " " + filled(site.words.failed, { names: now.failed.join(", ") });
    status.textContent = words;
    more.hidden = isAll && now.shown >= now.hits.length;
  }

  // Results

  function made(tag, words, name) {
    const node = document.createElement(tag);
    if (words) node.textContent = words;
    if (name) node.className = name;
    return node;
  }

  function entry(record, terms) {
    const [title, date, body, href] = record.meeting;
    const item = record.item;
    const node = made("li");
    const heading = made("h3");
    const words = item ? [item[0], item[1]].filter(Boolean).join(" ") : title;
    if (href) {
      const link = made("a");
      link.href = form.dataset.up + href + (item && item[4] ? "#" + item[4] : "");
      link.append(...marked(words, terms));
      heading.append(link);
    } else {
      heading.append(...marked(words, terms));
    }
    const told = [dateWords(date), site.bodies[body], item ? item[2].join(", ") : ""];
    const where = made("p", "", "note");
    where.append(...marked(told.filter(Boolean).join(" · "), terms));
    node.append(heading, where);
    const texts = item ? [item[3], item[5].join(", ")] : [record.text, record.meeting[4].join(", "), record.meeting[6].map((one) => one[1]).join(" · ")];
    const snippet = texts.map((text) => cut(text, terms)).find(Boolean) || (item ? item[3].slice(0, 160) : "");
    if (snippet) {
      const line = made("p");
      line.append(...marked(snippet, terms));
      node.append(line);
    }
    return node;
  }

  const isHit = (word, terms) => terms.includes(isJoined(word) ? joined(word) : word.toLowerCase());

  // A piece of a text around the first word that was found; nothing where none was.
  function cut(text, terms) {
    const hit = [...text.matchAll(PARTS)].find((one) => isHit(one[0], terms));
    if (!hit) return "";
    let start = Math.max(0, hit.index - 70);
    if (start > 0) start = text.indexOf(" ", start) + 1;
    let end = Math.min(text.length, hit.index + 130);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), hit.index + hit[0].length);
    return (start > 0 ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
  }

  function marked(text, terms) {
    const nodes = [];
    let at = 0;
    for (const one of text.matchAll(PARTS)) {
      if (!isHit(one[0], terms)) continue;
      nodes.push(text.slice(at, one.index), made("mark", one[0]));
      at = one.index + one[0].length;
    }
    nodes.push(text.slice(at));
    return nodes;
  }

  // The address remembers the search, so that it can be sent on and come back to.

  function keepAddress(query, body, year) {
    const kept = new URLSearchParams();
    for (const [name, value] of [["q", query], ["b", body], ["y", year]]) if (value) kept.set(name, value);
    const hash = kept.toString();
    try {
      history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
    } catch (error) {
      // Some browsers refuse it on a disk; the search works all the same.
    }
  }

  function fromAddress() {
    const kept = new URLSearchParams(location.hash.slice(1));
    if (!kept.has("q")) return;
    field.value = kept.get("q");
    if (bodyChoice) bodyChoice.value = kept.get("b") || "";
    if (yearChoice) yearChoice.value = kept.get("y") || "";
    begin();
  }

  let timer = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(begin, DELAY);
  });
  for (const choice of [bodyChoice, yearChoice]) if (choice) choice.addEventListener("change", begin);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    begin();
  });
  more.addEventListener("click", async () => {
    const before = list.children.length;
    await go(run);
    const first = list.children[before];
    const link = first && first.querySelector("a");
    if (link) link.focus();
  });
  window.addEventListener("hashchange", fromAddress);
  form.hidden = false;
  fromAddress();
})();
