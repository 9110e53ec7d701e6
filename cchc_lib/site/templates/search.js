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
    const [now, rest] = [left.slice(0, 10), left.slice(10)];
    left = rest;
    more.hidden = !rest.length;
    for (const { url, meta, excerpt: markup } of await Promise.all(now.map((each) => each.data()))) {
      const item = list.appendChild(document.createElement("li"));
      const link = item.appendChild(document.createElement("a"));
      [link.textContent, link.href] = [meta.title, url];
      excerpt(item.appendChild(document.createElement("p")), markup);
    }
  };
  // Who writes the marks means them.
  const ask = async (asked) => {
    const pagefind = await engine;
    await pagefind.options({ exactDiacritics: /\p{M}|đ/iu.test(asked.normalize("NFD")) });
    return pagefind.debouncedSearch(asked, {}, 150);
  };
  const follow = async () => {
    const asked = input.value.trim();
    if (asked === last) return;
    last = asked;
    const found = asked ? await ask(asked) : { results: [] };
    if (found === null || asked !== last) return;
    list.replaceChildren();
    left = found.results;
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
