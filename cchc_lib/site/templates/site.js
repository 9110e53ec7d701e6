/* Search, sorting and comparison. Every page can be read without this script. */
(() => {
  "use strict";
  const root = document.body.dataset.root;
  // A reader may type "luu kiem" for "Lưu Kiếm".
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().trim();
  // Names begin with a small letter, as within a sentence. At the beginning of a cell or an entry they have a capital.
  const upper = (name) => name.charAt(0).toUpperCase() + name.slice(1);
  const kindOf = /^(phường|xã|đặc khu) /i;
  // The rank of a match: 0 for the same text, 1 without its marks, 2 for its beginning, 3 for beginnings of its words;
  // undefined if the name does not match.
  const matchRank = ({ code, full, bare, plainFull, plainBare, words, kind }, same, asked) => {
    if (same === full || same === bare || asked === code) return 0;
    if (asked === plainFull || asked === plainBare) return 1;
    if (plainBare.startsWith(asked)) return 2;
    const begins = (word) => words.some((part) => part.startsWith(word)) || kind.includes(word) || code.startsWith(word);
    return asked.split(/[\s,]+/).every(begins) ? 3 : undefined;
  };
  const searchable = (name, code, item) => {
    // The province follows a name that several wards share: "xã Tân Hưng, tỉnh Cà Mau".
    const full = name.toLowerCase();
    const own = full.split(", ")[0];
    const bare = own.replace(kindOf, "");
    const [plainFull, plainBare] = [plain(full), plain(bare)];
    const kind = plain(own.slice(0, own.length - bare.length)).split(" ");
    const words = plain(full.replace(kindOf, "")).split(/[ ,]+/);
    return { ...item, name, code, full, bare, plainFull, plainBare, words, kind };
  };
  const matches = (items, typed) => {
    const [same, asked] = [typed.normalize("NFC").trim().toLowerCase(), plain(typed)];
    return (asked ? items : []).map((item) => [matchRank(item, same, asked), item])
      .filter(([rank]) => rank !== undefined).sort(([one], [other]) => one - other);
  };
  const append = (name, parent, text, marks) => {
    const element = parent.appendChild(document.createElement(name));
    if (text) element.textContent = text;
    for (const [key, value] of Object.entries(marks || {})) element.setAttribute(key, value);
    return element;
  };

  const search = (form) => {
    const [input, list, status] = [form.querySelector("input"), form.querySelector("ul"), form.querySelector("[role=status]")];
    const index = fetch(root + form.dataset.search).then((reply) => reply.json())
      .then((rows) => rows.map(([name, code, slug]) => searchable(name, code, { slug })));
    index.catch(() => {});
    const show = (wards) => {
      const asked = plain(input.value);
      const found = matches(wards, input.value);
      list.replaceChildren();
      for (const [, ward] of found.slice(0, 12)) append("a", append("li", list), upper(ward.name), { href: root + "don-vi/" + ward.slug + "/index.html" });
      status.textContent = !asked ? "" : found.length ? found.length + " đơn vị" : "Không tìm thấy đơn vị nào";
    };
    const follow = () => index.then(show, () => { status.textContent = "Không tìm được khi mở từ tệp; xem danh sách đơn vị."; });
    input.addEventListener("input", follow);
    form.addEventListener("submit", (event) => {
      const first = list.querySelector("a");
      if (first) { event.preventDefault(); location.href = first.href; }
    });
  };

  const filter = (box) => {
    const [input, kind, status] = [box.querySelector("input"), box.querySelector("select"), box.querySelector("[role=status]")];
    const items = [...document.getElementById(box.dataset.filter).querySelectorAll("[data-name]")];
    const rows = items.map((item) => searchable(item.dataset.name, item.dataset.code, { item }));
    const follow = () => {
      const [asked, wanted] = [plain(input.value), kind ? kind.value : ""];
      const fitting = new Set(matches(rows, input.value).map(([, { item }]) => item));
      for (const item of items) item.hidden = !((!asked || fitting.has(item)) && (!wanted || item.dataset.kind === wanted));
      const shown = items.filter((item) => !item.hidden).length;
      status.textContent = shown === items.length ? "" : shown + " trong " + items.length + " đơn vị";
    };
    input.addEventListener("input", follow);
    if (kind) kind.addEventListener("change", follow);
    const asked = new URLSearchParams(location.search).get("tim");
    if (asked) { input.value = asked; follow(); }
  };

  const collator = new Intl.Collator("vi");
  const sortable = (table) => {
    const [heads, body] = [[...table.tHead.rows[0].cells], table.tBodies[0]];
    heads.forEach((head, at) => {
      const label = head.textContent;
      head.textContent = "";
      append("button", head, label, { type: "button" }).addEventListener("click", () => {
        const value = (row) => row.cells[at].dataset.value;
        const words = [...body.rows].some((row) => isNaN(value(row)));
        // The first click sorts texts from A, and numbers from the highest.
        const down = words ? head.getAttribute("aria-sort") === "ascending" : head.getAttribute("aria-sort") !== "descending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const compare = (one, other) => (isNaN(one) || isNaN(other) ? collator.compare(one, other) : one - other);
        // Rows without a value stay at the end in both directions.
        const rows = [...body.rows].sort((one, other) => (value(one) === "") - (value(other) === "") || compare(value(one), value(other)) * (down ? -1 : 1));
        body.append(...rows);
      });
    });
  };

  const compare = (box) => {
    const { labels, wards } = JSON.parse(document.getElementById("so-lieu").textContent);
    const [input, status, button] = [box.querySelector("input"), box.querySelector("[role=status]"), box.querySelector("button")];
    const table = box.querySelector("table");
    const items = Object.entries(wards).map(([slug, [name]]) => searchable(name, "", { slug }));
    for (const { name } of items) append("option", box.querySelector("datalist"), "", { value: upper(name) });
    const asked = () => (new URLSearchParams(location.hash.slice(1)).get("don-vi") || "").split(",");
    const named = () => [...new Set(asked())].filter((slug) => Object.hasOwn(wards, slug));
    let chosen = named();
    const show = () => {
      const head = document.createElement("tr");
      append("th", head, "Chỉ tiêu", { scope: "col" });
      for (const slug of chosen) {
        const cell = append("th", head, "", { scope: "col", class: "right" });
        append("a", cell, upper(wards[slug][0]), { href: root + "don-vi/" + slug + "/index.html" });
        if (wards[slug][2]) append("small", cell, wards[slug][2], { class: "open" });
        append("button", cell, "✕", { type: "button", "aria-label": "Bỏ " + wards[slug][0] })
          .addEventListener("click", () => { chosen = chosen.filter((other) => other !== slug); show(); input.focus(); });
      }
      table.tHead.replaceChildren(head);
      table.tBodies[0].replaceChildren(...(chosen.length ? labels.map(row) : []));
      const hash = chosen.length ? "#don-vi=" + chosen.join(",") : "";
      history.replaceState(null, "", location.pathname + hash);
      for (const link of document.querySelectorAll(".periods a")) link.hash = hash;
    };
    const best = (at, better) => {
      const values = chosen.map((slug) => wards[slug][3][at][1]).filter((value) => value !== "").map(Number);
      return better && new Set(values).size > 1 ? Math[better > 0 ? "max" : "min"](...values) : NaN;
    };
    const row = ([code, label, better], at) => {
      const line = document.createElement("tr");
      const top = best(at, better);
      append("a", append("th", line, "", { scope: "row" }), label, { href: root + "chi-tieu/" + code.replaceAll(".", "-") + "/index.html" });
      for (const slug of chosen) {
        const [[text, value, card], period] = [wards[slug][3][at], wards[slug][1]];
        const cell = append("td", line, "", { class: value !== "" && Number(value) === top ? "right best" : "right" });
        if (text) append("a", cell, text, { class: "n", href: root + "don-vi/" + slug + "/" + period + "/report.html#nguon-" + (card || code) });
        else append("span", cell, "–", { class: "none" });
      }
      return line;
    };
    const add = () => {
      const found = matches(items, input.value);
      const equals = found.filter(([rank]) => rank === found[0][0]);
      if (!found.length) { status.textContent = "Không tìm thấy đơn vị nào"; return; }
      if (found.length > 1 && (equals.length > 1 || found[0][0] > 1)) {
        status.textContent = "Có " + found.length + " đơn vị: " + found.slice(0, 5).map(([, { name }]) => name).join(", ") + (found.length > 5 ? "…" : "") + "; hãy gõ rõ hơn.";
        return;
      }
      const slug = found[0][1].slug;
      if (!chosen.includes(slug)) chosen.push(slug);
      status.textContent = "Đã thêm " + wards[slug][0];
      input.value = "";
      show();
    };
    button.addEventListener("click", add);
    input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); add(); } });
    addEventListener("hashchange", () => { chosen = named(); show(); });
    show();
  };

  document.querySelectorAll("[data-search]").forEach(search);
  document.querySelectorAll("[data-filter]").forEach(filter);
  document.querySelectorAll("table.sortable").forEach(sortable);
  document.querySelectorAll(".compare").forEach(compare);
})();
