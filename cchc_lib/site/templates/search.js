/* The full text: asks the index, which lies beside this page in pieces, for what is typed. */
(() => {
  "use strict";
  const form = document.querySelector("[data-full-text]");
  const [input, told, list] = [form.querySelector("input"), form.querySelector("[role=status]"), document.getElementById("trang-thay")];
  const more = document.getElementById("them-nua");
  const root = document.body.dataset.root;
  // The page loads the engine by its hash; asked for again, it is there.
  const loaded = new Promise((done) => (document.readyState === "complete" ? done() : addEventListener("load", done)));
  const engine = loaded.then(() => import(new URL("pagefind.js", location.href))).then(async (found) => {
    await found.options({ baseUrl: new URL(root, location.href).pathname, excerptLength: 40 });
    await found.init();
    return found;
  });
  engine.catch(() => {});
  // The excerpt comes as markup with <mark> about what was found: read, and put up as words and marks.
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
    const found = await Promise.all(now.map((each) => each.data()));
    if (mine !== last) return;  // Something else was asked meanwhile.
    for (const { url, meta, excerpt: markup } of found) {
      const item = list.appendChild(document.createElement("li"));
      const link = item.appendChild(document.createElement("a"));
      [link.textContent, link.href] = [meta.title, url];
      excerpt(item.appendChild(document.createElement("p")), markup);
    }
  };
  const marked = (text) => /\p{M}|đ/iu.test(text.normalize("NFD"));
  // The engine knows a as á, but not d as đ: each of the first words with d is asked both ways.
  const spellings = (words) => words.reduce((all, word, at) => {
    const both = /^d/i.test(word) && words.slice(0, at).filter((each) => /^d/i.test(each)).length < 3;
    return all.flatMap((start) => (both ? [word, "đ" + word.slice(1)] : [word]).map((each) => [...start, each]));
  }, [[]]).map((each) => each.join(" "));
  // Who writes the marks means them; where that finds nothing, they are let go.
  const ask = async (asked) => {
    const pagefind = await engine;
    const search = async (text, exact) => {
      await pagefind.options({ exactDiacritics: exact });
      return (await pagefind.search(text)).results;
    };
    const exact = marked(asked) ? await search(asked, true) : [];
    if (exact.length) return exact;
    const found = new Map();
    for (const each of spellings(asked.replace(/"/g, " ").trim().split(/\s+/))) {
      for (const result of await search(each, false)) {
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
    told.textContent = !asked ? "" : left.length ? left.length + " báo cáo" : "Không tìm thấy báo cáo nào";
    await put();
  };
  const tried = () => follow().catch(() => { told.textContent = "Không tìm được khi mở từ tệp; hãy mở trang qua máy chủ web."; });
  input.addEventListener("input", tried);
  form.addEventListener("submit", (event) => { event.preventDefault(); tried(); });
  more.addEventListener("click", put);
  const given = new URLSearchParams(location.search).get("tim");
  if (given) { input.value = given; tried(); }
})();
