// A reader moves the figures of a chart and sees its rates follow; the report's own words and numbers stay as they are.
const basis = record.scenario ? "kịch bản" : "báo cáo";

// Rounded once, half up, to two places; none where the rate is whole, as in the report.
const percent = ([above, below]) => {
  if (below === 0n) return "không tính được";
  const exact = (above * 100n) % below === 0n;
  return written(decimal([above * 100n, below], exact ? 0 : 2)) + "%";
};

// Which figures are part of which: those of a rate, and those that the chart declares as `part/whole`.
const wholes = (figure, rates) => {
  const parts = rates.map(({ formula }) => formula).filter(({ op, operands }) => op === "÷" && operands.every((part) => typeof part === "string"));
  const declared = (figure.dataset.within || "").split(" ").filter(Boolean).map((pair) => pair.split("/"));
  return [...parts.map(({ operands }) => operands), ...declared];
};

const trial = (figure) => {
  const rates = figure.dataset.trial.split(" ").map((code) => record.numbers[code]).filter((rate) => rate && rate.formula && rate.value !== undefined);
  const operands = new Map(rates.flatMap(({ formula }) => figuresOf(formula)).map((code) => [code, record.figures[code]]));
  if (!rates.length || [...operands.values()].some((operand) => !/^\d+$/.test(operand.value || ""))) return;
  const box = add("details", figure, "", { className: "trial" });
  add("summary", box, "Thử thay đổi số liệu của biểu đồ");
  add("p", box, "Chỉ để thử trên máy của bạn; không thay đổi số liệu của báo cáo.", { className: "notice" });
  const rows = [...operands].map(([code, operand]) => {
    const label = add("label", box);
    add("span", label, operand.label);
    const input = add("input", label, "", { type: "range", min: 0, step: 1 });
    input.dataset.code = code;
    return { code, operand, input, output: add("output", label) };
  });
  const list = add("ul", box);
  list.setAttribute("aria-live", "polite");
  const within = wholes(figure, rates);
  const asked = Object.fromEntries([...operands].map(([code, operand]) => [code, Number(operand.value)]));
  // The largest that a figure may be: what it is a part of, and for any other twice what it is in the report.
  const most = (code) => {
    const limits = within.filter(([part]) => part === code).map(([, whole]) => amount(whole));
    return limits.length ? Math.min(...limits) : Math.max(10, 2 * Number(operands.get(code).value));
  };
  const amount = (code) => Math.min(asked[code], most(code));
  const lines = rates.map((rate) => ({ rate, line: add("li", list) }));
  const again = add("button", box, "Về số liệu của báo cáo", { type: "button" });

  const update = () => {
    const moved = Object.fromEntries([...operands.keys()].map((code) => [code, amount(code)]));
    for (const { code, operand, input, output } of rows) {
      input.max = most(code);
      input.value = moved[code];
      output.textContent = grouped(moved[code]) + " " + operand.unit;
    }
    for (const { rate, line } of lines) {
      const now = percent(evaluated(rate.formula, (code) => fraction(String(moved[code]))));
      line.textContent = rate.label + ": " + now + (now === rate.text[0] ? "" : " (thử); " + basis + ": " + rate.text[0]);
    }
  };
  for (const { code, input } of rows) {
    input.addEventListener("input", () => { asked[code] = Number(input.value); update(); });
  }
  again.addEventListener("click", () => {
    for (const [code, operand] of operands) asked[code] = Number(operand.value);
    update();
  });
  update();
};
document.querySelectorAll("figure[data-trial]").forEach(trial);
