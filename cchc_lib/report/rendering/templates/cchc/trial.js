// Trials: a reader moves the figures of a chart and sees its rates follow. The text and the numbers of the report stay
// as they are.
const basis = record.scenario ? "kịch bản" : "báo cáo";

// A share in percent, rounded half up to two places, or without places if it is whole: as the report prints it.
const percent = ([numerator, denominator]) => {
  if (denominator === 0n) return "không tính được";
  const isWhole = (numerator * 100n) % denominator === 0n;
  return written(decimal([numerator * 100n, denominator], isWhole ? 0 : 2)) + "%";
};

// Pairs [part, whole] of figures: numerator and denominator of each rate, and those that the chart declares.
const partsOfWholes = (figure, rates) => {
  const ratios = rates.map(({ formula }) => formula).filter(({ op, operands }) => op === "÷" && operands.every((part) => typeof part === "string"));
  const declared = (figure.dataset.within || "").split(" ").filter(Boolean).map((pair) => pair.split("/"));
  return [...ratios.map(({ operands }) => operands), ...declared];
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
  const pairs = partsOfWholes(figure, rates);
  // What the reader asked for. A figure stays at the whole that it is part of while that whole is smaller.
  const wanted = Object.fromEntries([...operands].map(([code, operand]) => [code, Number(operand.value)]));
  // The largest value of a figure: the whole that it is part of, otherwise twice its value in the report.
  const largest = (code) => {
    const limits = pairs.filter(([part]) => part === code).map(([, whole]) => amount(whole));
    return limits.length ? Math.min(...limits) : Math.max(10, 2 * Number(operands.get(code).value));
  };
  const amount = (code) => Math.min(wanted[code], largest(code));
  const lines = rates.map((rate) => ({ rate, line: add("li", list) }));
  const reset = add("button", box, "Về số liệu của báo cáo", { type: "button" });

  const update = () => {
    const amounts = Object.fromEntries([...operands.keys()].map((code) => [code, amount(code)]));
    for (const { code, operand, input, output } of rows) {
      input.max = largest(code);
      input.value = amounts[code];
      output.textContent = grouped(amounts[code]) + " " + operand.unit;
    }
    for (const { rate, line } of lines) {
      const now = percent(evaluated(rate.formula, (code) => fraction(String(amounts[code]))));
      line.textContent = rate.label + ": " + now + (now === rate.text[0] ? "" : " (thử); " + basis + ": " + rate.text[0]);
    }
  };
  for (const { code, input } of rows) {
    input.addEventListener("input", () => { wanted[code] = Number(input.value); update(); });
  }
  reset.addEventListener("click", () => {
    for (const [code, operand] of operands) wanted[code] = Number(operand.value);
    update();
  });
  update();
};
document.querySelectorAll("figure[data-trial]").forEach(trial);
