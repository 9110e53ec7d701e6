/* Full-text search in the index of Pagefind, which lies beside this page in pieces. */
(() => {
  "use strict";
  const form = document.querySelector("[data-full-text]");
  const [input, status, list] = [form.querySelector("input"), form.querySelector("[role=status]"), document.getElementById("trang-thay")];
  const more = document.getElementById("them-nua");
  const root = document.body.dataset.root;
  // The page loads the engine by a script element with its hash, which an import could not state. The import reuses it.
  const loaded = new Promise((done) => (document.readyState === "complete" ? done() : addEventListener("load", done)));
  const engine = loaded.then(() => import(new URL("pagefind.js", location.href))).then(async (found) => {
    await found.options({ baseUrl: new URL(root, location.href).pathname, excerptLength: 40 });
    await found.init();
    return found;
  });
  engine.catch(() => {});
  // The excerpt is markup in which <mark> surrounds the matches. Only its text and marks are used, never other markup.
  const excerpt = (place, markup) => {
    for (const piece of new DOMParser().parseFromString(markup, "text/html").body.childNodes) {
      if (piece.nodeName === "MARK") place.appendChild(document.createElement("mark")).textContent = piece.textContent;
      else place.append(piece.textContent);
    }
  };
  let [last, left] = ["", []];
  const put = async () => {
    const [mine, now, rest] = [last, left.slice(0, 10), left.slice(10)];
    left = rest;
    more.hidden = !rest.length;
    const found = await Promise.all(now.map((result) => result.data()));
    if (mine !== last) return;  // The reader has typed something else meanwhile.
    for (const { url, meta, excerpt: markup } of found) {
      const item = list.appendChild(document.createElement("li"));
      const link = item.appendChild(document.createElement("a"));
      [link.textContent, link.href] = [meta.title, url];
      excerpt(item.appendChild(document.createElement("p")), markup);
    }
  };
  const marked = (text) => /\p{M}|đ/iu.test(text.normalize("NFD"));
  // The engine treats a and á alike, but not d and đ. So the first three words that begin with d are searched both ways.
  const spellings = (words) => words.reduce((all, word, at) => {
    const both = /^d/i.test(word) && words.slice(0, at).filter((other) => /^d/i.test(other)).length < 3;
    return all.flatMap((start) => (both ? [word, "đ" + word.slice(1)] : [word]).map((spelling) => [...start, spelling]));
  }, [[]]).map((spelling) => spelling.join(" "));
  // A reader who types marks means them. If nothing is found with them, they are ignored.
  const ask = async (asked) => {
    const pagefind = await engine;
    const search = async (text, exact) => {
      await pagefind.options({ exactDiacritics: exact });
      return (await pagefind.search(text)).results;
    };
    const exact = marked(asked) ? await search(asked, true) : [];
    if (exact.length) return exact;
    const found = new Map();
    for (const spelling of spellings(asked.replace(/"/g, " ").trim().split(/\s+/))) {
      for (const result of await search(spelling, false)) {
        if (!(found.get(result.id)?.score >= result.score)) found.set(result.id, result);
      }
    }
    return [...found.values()].sort((one, other) => other.score - one.score);
  };
  const follow = async () => {
    const asked = input.value.normalize("NFC").trim();
    if (asked === last) return;
    last = asked;
    await new Promise((done) => setTimeout(done, 150));
    if (asked !== last) return;
    const found = asked ? await ask(asked) : [];
    if (asked !== last) return;
    history.replaceState(null, "", location.pathname + (asked ? "?tim=" + encodeURIComponent(asked) : ""));
    list.replaceChildren();
    left = found;
    status.textContent = !asked ? "" : left.length ? left.length + " báo cáo" : "Không tìm thấy báo cáo nào";
    await put();
  };
  const tried = () => follow().catch(() => { status.textContent = "Không tìm được khi mở từ tệp; hãy mở trang qua máy chủ web."; });
  input.addEventListener("input", tried);
  form.addEventListener("submit", (event) => { event.preventDefault(); tried(); });
  more.addEventListener("click", put);
  const given = new URLSearchParams(location.search).get("tim");
  if (given) { input.value = given; tried(); }
})();
