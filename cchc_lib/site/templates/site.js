/* Finding, ordering and comparing; every page can be read without. */
(() => {
  "use strict";
  const root = document.body.dataset.root;
  // "Lưu Kiếm" and "luu kiem" are the same to who searches.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().trim();
  const holds = (text, asked) => asked.split(/\s+/).every((word) => text.includes(word));
  const made = (name, parent, text, marks) => {
    const element = parent.appendChild(document.createElement(name));
    if (text) element.textContent = text;
    for (const [key, value] of Object.entries(marks || {})) element.setAttribute(key, value);
    return element;
  };

  const search = (form) => {
    const [input, list, told] = [form.querySelector("input"), form.querySelector("ul"), form.querySelector("[role=status]")];
    const index = fetch(root + form.dataset.search).then((answer) => answer.json())
      .then((rows) => rows.map(([name, code, slug]) => ({ name, slug, key: plain(name) + " " + code })));
    const show = (wards) => {
      const asked = plain(input.value);
      const found = asked ? wards.filter((ward) => holds(ward.key, asked)) : [];
      list.replaceChildren();
      for (const ward of found.slice(0, 12)) made("a", made("li", list), ward.name, { href: root + "don-vi/" + ward.slug + "/index.html" });
      told.textContent = !asked ? "" : found.length ? found.length + " đơn vị" : "Không tìm thấy đơn vị nào";
    };
    const follow = () => index.then(show, () => { told.textContent = "Không tìm được khi mở từ tệp; xem danh sách đơn vị."; });
    input.addEventListener("input", follow);
    form.addEventListener("submit", (event) => {
      const first = list.querySelector("a");
      if (first) { event.preventDefault(); location.href = first.href; }
    });
  };

  const filter = (box) => {
    const [input, kind, told] = [box.querySelector("input"), box.querySelector("select"), box.querySelector("[role=status]")];
    const items = [...document.getElementById(box.dataset.filter).querySelectorAll("[data-name]")];
    const keys = items.map((item) => plain(item.dataset.name));
    const follow = () => {
      const [asked, wanted] = [plain(input.value), kind ? kind.value : ""];
      items.forEach((item, at) => { item.hidden = !(holds(keys[at], asked) && (!wanted || item.dataset.kind === wanted)); });
      const shown = items.filter((item) => !item.hidden).length;
      told.textContent = shown === items.length ? "" : shown + " trong " + items.length + " đơn vị";
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
      made("button", head, label, { type: "button" }).addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") !== "descending";
        heads.forEach((each) => each.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const value = (row) => row.cells[at].dataset.value;
        const compare = (one, other) => (isNaN(one) || isNaN(other) ? collator.compare(one, other) : one - other);
        // What is not known stays at the end, whichever way.
        const rows = [...body.rows].sort((one, other) => (value(one) === "") - (value(other) === "") || compare(value(one), value(other)) * (down ? -1 : 1));
        body.append(...rows);
      });
    });
  };

  const compare = (box) => {
    const { labels, wards } = JSON.parse(document.getElementById("so-lieu").textContent);
    const [input, told, button] = [box.querySelector("input"), box.querySelector("[role=status]"), box.querySelector("button")];
    const table = box.querySelector("table");
    const slugs = Object.keys(wards);
    for (const slug of slugs) made("option", box.querySelector("datalist"), "", { value: wards[slug][0] });
    const asked = new URLSearchParams(location.hash.slice(1)).get("don-vi");
    let chosen = (asked || "").split(",").filter((slug) => slug in wards);
    const show = () => {
      const head = document.createElement("tr");
      made("th", head, "Chỉ tiêu", { scope: "col" });
      for (const slug of chosen) {
        const cell = made("th", head, "", { scope: "col", class: "right" });
        made("a", cell, wards[slug][0], { href: root + "don-vi/" + slug + "/index.html" });
        made("button", cell, "✕", { type: "button", "aria-label": "Bỏ " + wards[slug][0] })
          .addEventListener("click", () => { chosen = chosen.filter((each) => each !== slug); show(); input.focus(); });
      }
      table.tHead.replaceChildren(head);
      table.tBodies[0].replaceChildren(...(chosen.length ? labels.map(row) : []));
      history.replaceState(null, "", chosen.length ? "#don-vi=" + chosen.join(",") : location.pathname);
    };
    const row = ([code, label], at) => {
      const line = document.createElement("tr");
      made("a", made("th", line, "", { scope: "row" }), label, { href: root + "chi-tieu/" + code.replaceAll(".", "-") + "/index.html" });
      for (const slug of chosen) {
        const [cell, text] = [made("td", line, "", { class: "right" }), wards[slug][1][at]];
        if (text) made("a", cell, text, { class: "n", href: root + "don-vi/" + slug + "/" + box.dataset.period + "/report.html#nguon-" + code });
        else made("span", cell, "–", { class: "none" });
      }
      return line;
    };
    const add = () => {
      const asked = plain(input.value);
      const key = (slug) => plain(wards[slug][0]);
      const found = slugs.filter((slug) => asked && holds(key(slug), asked));
      const slug = found.find((each) => key(each) === asked || each === asked.replaceAll(" ", "-")) || found[0];
      if (!slug) { told.textContent = "Không tìm thấy đơn vị nào"; return; }
      if (!chosen.includes(slug)) chosen.push(slug);
      told.textContent = "Đã thêm " + wards[slug][0];
      input.value = "";
      show();
    };
    button.addEventListener("click", add);
    input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); add(); } });
    show();
  };

  document.querySelectorAll("[data-search]").forEach(search);
  document.querySelectorAll("[data-filter]").forEach(filter);
  document.querySelectorAll("table.sortable").forEach(sortable);
  document.querySelectorAll(".compare").forEach(compare);
})();
