/* A reader moves the figures of a chart and sees its rates follow. Everything comes from the record in this page;
   the report's own words and numbers are left as they are. */
(() => {
  "use strict";
  const holder = document.getElementById("cchc-record");
  if (!holder) return;
  const { numbers, scenario } = JSON.parse(holder.textContent);
  const basis = scenario ? "kịch bản" : "báo cáo";

  // Exact fractions of whole numbers, as the library computes them: [numerator, denominator].
  const whole = (text) => [BigInt(text), 1n];
  const operations = {
    "+": ([a, b], [c, d]) => [a * d + c * b, b * d],
    "−": ([a, b], [c, d]) => [a * d - c * b, b * d],
    "÷": ([a, b], [c, d]) => [a * d, b * c],
  };
  const value = (node, moved) =>
    node.figure ? whole(moved[node.figure]) : operations[node.op](value(node.left, moved), value(node.right, moved));

  // Rounded once, half up, to two places; none where the rate is whole, as in the report.
  const percent = ([above, below]) => {
    if (below === 0n) return "không tính được";
    const hundredths = (above * 20000n + below) / (2n * below);
    const exact = (above * 100n) % below === 0n;
    const rest = String(hundredths % 100n).padStart(2, "0");
    return grouped(hundredths / 100n) + (exact ? "" : "," + rest) + "%";
  };
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ".");

  const made = (name, parent, text, marks) => {
    const element = parent.appendChild(document.createElement(name));
    if (text) element.textContent = text;
    Object.assign(element, marks || {});
    return element;
  };

  // Which figures are part of which: those of a rate, and those that the chart declares as `part/whole`.
  const wholes = (figure, rates) => {
    const parts = rates.map((rate) => rate.expression).filter((node) => node.op === "÷" && node.left.figure && node.right.figure);
    const declared = (figure.dataset.within || "").split(" ").filter(Boolean).map((pair) => pair.split("/"));
    return [...parts.map((node) => [node.left.figure, node.right.figure]), ...declared];
  };

  const trial = (figure) => {
    const rates = figure.dataset.trial.split(" ").map((code) => numbers[code]).filter((rate) => rate && rate.value !== null);
    const operands = new Map(rates.flatMap((rate) => rate.operands).map((each) => [each.code, each]));
    if (!rates.length || [...operands.values()].some((each) => !/^\d+$/.test(each.value || ""))) return;
    const box = made("details", figure, "", { className: "trial" });
    made("summary", box, "Thử thay đổi số liệu của biểu đồ");
    made("p", box, "Chỉ để thử trên máy của bạn; không thay đổi số liệu của báo cáo.", { className: "notice" });
    const rows = [...operands.values()].map((each) => {
      const label = made("label", box);
      made("span", label, each.label);
      const input = made("input", label, "", { type: "range", min: 0, step: 1 });
      input.dataset.code = each.code;
      return { each, input, output: made("output", label) };
    });
    const list = made("ul", box);
    list.setAttribute("aria-live", "polite");
    const within = wholes(figure, rates);
    const asked = Object.fromEntries([...operands].map(([code, each]) => [code, Number(each.value)]));
    // The largest that a figure may be: what it is a part of, and for any other twice what it is in the report.
    const most = (code) => {
      const limits = within.filter(([part]) => part === code).map(([, whole]) => amount(whole));
      return limits.length ? Math.min(...limits) : Math.max(10, 2 * Number(operands.get(code).value));
    };
    const amount = (code) => Math.min(asked[code], most(code));
    const lines = rates.map((rate) => ({ rate, line: made("li", list) }));
    const again = made("button", box, "Về số liệu của báo cáo", { type: "button" });

    const show = () => {
      const moved = Object.fromEntries([...operands.keys()].map((code) => [code, amount(code)]));
      for (const { each, input, output } of rows) {
        input.max = most(each.code);
        input.value = moved[each.code];
        output.textContent = grouped(moved[each.code]) + " " + each.unit;
      }
      for (const { rate, line } of lines) {
        const now = percent(value(rate.expression, moved));
        line.textContent = rate.label + ": " + now + (now === rate.text[0] ? "" : " (thử); " + basis + ": " + rate.text[0]);
      }
    };
    for (const { each, input } of rows) {
      input.addEventListener("input", () => { asked[each.code] = Number(input.value); show(); });
    }
    again.addEventListener("click", () => {
      for (const each of operands.values()) asked[each.code] = Number(each.value);
      show();
    });
    show();
  };
  document.querySelectorAll("figure[data-trial]").forEach(trial);
})();
