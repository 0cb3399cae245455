// The search box. Data comes as scripts, a year at a time and the newest first, because a page that is opened from a
// disk may fetch nothing; each calls protokollShard. Nothing of a document is ever written as markup.
(function () {
  "use strict";
  const PAGE = 20;
  const DELAY = 250;
  const PATIENCE = 800; // until it is said, and said again, how far the search has come
  const KEPT = 4; // years whose index stays in memory
  const CHUNK = 400;
  const FEWEST = 2;
  const LENGTH = 160; // of a piece of text that is shown
  const SHORTEST_PART = 4; // letters of a word that may be the later part of another
  const MOST_COMPOUNDS = 100;
  const COMPOUND_BOOST = { title: 2, text: 0.5 };

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
  const DAY = /^\d{4}-\d\d-\d\d$/; // can be found by its month, 2024-05
  const number = (digits) => digits.replace(/^0+(?=\d)/, "");
  const joined = (word) => word.split(/[/:.-]/).map(number).join("/");
  const isJoined = (word) => /^\d+[/:.-]/.test(word);

  // 2024/007, 2024:7 and 2024-7 are one number; å, ä and ö are letters of their own.
  function searchWords(text) {
    return (text.normalize("NFC").match(PARTS) || []).map((word) => (isJoined(word) ? joined(word) : word));
  }

  function indexWords(text) {
    return (text.normalize("NFC").match(PARTS) || []).flatMap((word) =>
      isJoined(word) ? [joined(word), ...(DAY.test(word) ? [joined(word.slice(0, 7))] : []), ...word.split(/[/:.-]/).map(number)] : [word],
    );
  }

  const hasLetter = (term) => /\p{L}/u.test(term);
  // How many letters of a word may be wrong, where nothing is found by it as it stands.
  const slips = (term) => (!hasLetter(term) || term.length < 5 ? 0 : term.length < 9 ? 1 : 2);
  const OPTIONS = {
    fields: ["title", "number", "cases", "text", "persons", "where"],
    tokenize: indexWords,
    searchOptions: {
      tokenize: searchWords,
      processTerm: (term) => term.toLowerCase(),
      combineWith: "AND",
      boost: { title: 4, cases: 4, number: 2, persons: 2, where: 0.5 },
      prefix: (term) => hasLetter(term) && term.length > 1,
      weights: { fuzzy: 0.2, prefix: 0.6 },
    },
  };

  // Small words tell nothing, unless there are no others: "on the museum" is about the museum.
  function telling(query) {
    const words = searchWords(query);
    const found = words.filter((word) => !site.small.includes(word.toLowerCase()));
    return found.length ? found : words;
  }

  // A word alone also finds the words it is a later part of: "museum" finds "hembygdsmuseum".
  function asked(sought, words) {
    const queries = sought.map((word) => {
      if (!hasLetter(word) || word.length < SHORTEST_PART) return word;
      const compounds = [];
      for (const known of words) {
        if (known.indexOf(word, 1) > 0) compounds.push(known);
        if (compounds.length === MOST_COMPOUNDS) break;
      }
      if (!compounds.length) return word;
      return { combineWith: "OR", queries: [word, { queries: compounds, combineWith: "OR", prefix: false, fuzzy: false, boost: COMPOUND_BOOST }] };
    });
    return { combineWith: "AND", queries };
  }

  function dateWords(iso) {
    if (!iso) return site.words.undated;
    const [year, month, day] = iso.split("-").map(Number);
    return filled(site.date, { day, month: site.months[month - 1], year });
  }

  // Data

  const waiting = new Map();
  const shards = new Map();
  const texts = new Map();

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
      script.onload = () => waiting.has(name) && end(reject, new Error(name)); // it held something else
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

  // The data of a year and, once it is searched, its index; those used last stay in memory.
  function opened(name) {
    const shard = shards.get(name) || load(name).then((meetings) => ({ all: records(meetings), index: null, words: new Set() }));
    shards.delete(name);
    shards.set(name, shard); // as the one used last
    shard.catch(() => shards.delete(name));
    if (shards.size > KEPT) shards.delete(shards.keys().next().value);
    return shard;
  }

  async function indexed(name) {
    const shard = await opened(name);
    if (!shard.index) {
      const keep = (term) => {
        const word = term.toLowerCase();
        shard.words.add(word);
        return word;
      };
      const index = new MiniSearch({ ...OPTIONS, processTerm: keep });
      await index.addAllAsync(shard.all, { chunkSize: CHUNK });
      shard.index = index;
    }
    return shard;
  }

  // An index takes half a second to make, so a year whose words cannot hold what is sought gets none.
  async function mayHold(name, terms, isLoose) {
    if (!texts.has(name)) {
      const { all } = await opened(name);
      texts.set(name, all.map((one) => [one.number, one.title, one.cases, one.text, one.persons, one.item ? "" : one.where].join(" ")).join(" ").normalize("NFC").toLowerCase());
    }
    const text = texts.get(name);
    const words = isLoose ? [...new Set(text.match(PARTS))] : [];
    return terms.every((term) => {
      const parts = isJoined(term) ? term.split("/") : [term];
      return parts.every((part) => text.includes(part)) || (isLoose && words.some((word) => isNear(word, term, slips(term))));
    });
  }

  // Whether at most so many letters must be changed, left out or put in to make one word of the other.
  function isNear(one, other, most) {
    if (!most || Math.abs(one.length - other.length) > most) return false;
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      }
      if (Math.min(...next) > most) return false;
      row = next;
    }
    return row[other.length] <= most;
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
    const terms = telling(query).map((word) => word.toLowerCase());
    state = { key, query, terms, names, body: body === "" ? null : Number(body), isLoose: false, next: 0, looked: [], hits: [], shown: 0, failed: [] };
    go(run);
  }

  // Goes on until a page of results can be shown, or all is looked through.
  async function go(mine) {
    const now = state;
    const goal = now.shown + PAGE;
    const isOver = () => mine !== run;
    more.hidden = true;
    form.setAttribute("aria-busy", "true");
    const told = setInterval(() => {
      if (!isOver()) status.textContent = filled(site.words.looking, { year: now.looked[now.looked.length - 1] || "" });
    }, PATIENCE);
    show(now, goal);
    await look(now, goal, isOver);
    if (!isOver() && !now.hits.length && now.terms.some(slips)) {
      Object.assign(now, { isLoose: true, next: 0, looked: [], failed: [] });
      await look(now, goal, isOver);
    }
    clearInterval(told);
    if (isOver()) return;
    form.removeAttribute("aria-busy");
    tell(now);
  }

  async function look(now, goal, isOver) {
    while (now.shown < goal && now.next < now.names.length) {
      const [name, year] = now.names[now.next];
      try {
        const hits = (await mayHold(name, now.terms, now.isLoose)) ? found(await indexed(name), now) : [];
        if (isOver()) return;
        now.hits.push(...hits);
      } catch (error) {
        if (isOver()) return;
        now.failed.push(name);
      }
      now.next += 1;
      now.looked.push(year || site.words.undated);
      show(now, goal);
    }
  }

  function found({ all, index, words }, now) {
    const filter = now.body === null ? undefined : (hit) => all[hit.id].meeting[2] === now.body;
    const hits = index.search(asked(now.terms, words), { filter, fuzzy: now.isLoose ? slips : false });
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
    if (now.isLoose && now.hits.length) words = filled(site.words.near, values) + " " + words;
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
    const snippet = texts.map((text) => cut(text, terms)).find(Boolean) || (item ? shortened(item[3]) : "");
    if (snippet) {
      const line = made("p");
      line.append(...marked(snippet, terms));
      node.append(line);
    }
    return node;
  }

  const isHit = (word, terms) => terms.includes(isJoined(word) ? joined(word) : word.toLowerCase());

  function shortened(text) {
    return text.length > LENGTH ? text.slice(0, text.lastIndexOf(" ", LENGTH)) + " …" : text;
  }

  // A piece of a text around the first word that was found; nothing where none was.
  function cut(text, terms) {
    const hit = [...text.matchAll(PARTS)].find((one) => isHit(one[0], terms));
    if (!hit) return "";
    let start = Math.max(0, hit.index - LENGTH / 2);
    if (start > 0) start = text.indexOf(" ", start) + 1;
    let end = Math.min(text.length, hit.index + LENGTH);
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
