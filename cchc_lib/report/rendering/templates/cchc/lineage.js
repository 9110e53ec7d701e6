// The card of a number: its label, calculation, figures with their cells, formula, reference and targets. It opens
// when its number is followed, closes with Esc, and gives the focus back to the number.
const member = (code) => /^w\d{5}\./.test(code) && record.members[code.slice(1, 6)];
const baseCode = (code) => (member(code) ? code.slice(7) : code);
const labelOf = (code) => {
  const { label } = nodeOf(code);
  if (!member(code)) return label;
  // The label begins with the name of a unit, which has a small letter within a sentence.
  const named = label || member(code) + ": " + record.labels[baseCode(code)];
  return named.charAt(0).toUpperCase() + named.slice(1);
};
const nodeOf = (code) => {
  const number = record.numbers[code];
  return number && number.formula ? number : record.figures[code];
};
// A number with its unit. A table whose head names the unit prints the number alone.
const fullText = (code) => {
  const { text, value, unit } = nodeOf(code);
  if (typeof text === "string") return text;
  return value === undefined ? text[0] : withUnit(written(value), unit);
};
const withUnit = (number, unit) => {
  const { closed_up: closedUp, written: isWritten = true } = record.units[unit];
  return isWritten ? number + (closedUp ? "" : "\u00a0") + unit : number;
};

// An operand of a calculation: a figure without its unit (a share keeps its %), or the result of a formula.
const partText = (operand) => {
  if (typeof operand === "string") {
    const { value, unit, text } = record.figures[operand];
    return value === undefined ? text : written(value) + (record.units[unit].kind === "share" ? unit : "");
  }
  const { scale = 1, decimals = 0 } = record.units[record.figures[figuresOf(operand)[0]].unit];
  const [numerator, denominator] = evaluated(operand, figureValue);
  return shortest([numerator * BigInt(scale), denominator], decimals);
};
// A fraction rounded to a number of places; without places if it is whole.
const shortest = ([numerator, denominator], places) =>
  written(decimal([numerator, denominator], numerator % denominator === 0n ? 0 : places));
const calculation = (code) => {
  const { formula, unit } = nodeOf(code);
  const result = fullText(code);
  if (formula && formula.op === "÷") {
    const { kind, scale = 1 } = record.units[unit];
    const times = kind === "measure" && scale !== 1 ? " × " + grouped(scale) : "";
    return formula.operands.map(partText).join(" / ") + times + " = " + result;
  }
  const parts = formula && formula.op === "pooled" ? pooledParts(formula) : null;
  return parts ? parts.join(" / ") + " = " + result : result;
};
// The sums of the numerators and of the denominators of a sample's members; null if the members are not ratios.
const pooledParts = ({ sample, beside }) => {
  const isStated = (code) => record.numbers[code] && (nodeOf(code).state || "stated") === "stated";
  const members = Object.keys(record.members || {})
    .filter((unit) => isStated("w" + unit + "." + sample) && (!beside || isStated("w" + unit + "." + beside)))
    .map((unit) => record.numbers["w" + unit + "." + sample].formula);
  if (!members.length || members.some((formula) => !formula || formula.op !== "÷")) return null;
  const total = (side) => members.map((formula) => evaluated(formula.operands[side], figureValue)).reduce(operations["+"]);
  return [0, 1].map(total).map((sum) => shortest(sum, 6));
};

const bracketed = (operand, parent) => {
  const flat = typeof operand === "string" || (parent === "+" && operand.op === "+");
  return flat ? formulaText(operand) : "(" + formulaText(operand) + ")";
};
const formulaText = (operand) => {
  if (typeof operand === "string") return operand;
  const { op, operands = [], sample, beside } = operand;
  if (op === "=") return operands[0];
  if (operations[op]) return operands.map((part) => bracketed(part, op)).join(" " + op + " ");
  if (op.startsWith("wilson")) return op + "(" + operands.map(formulaText).join(", ") + ")";
  return op + "(" + [...operands.map(formulaText), sample, beside].filter(Boolean).join("; ") + ")";
};
const figuresOf = (operand) =>
  typeof operand === "string" ? [operand] : [...new Set((operand.operands || []).flatMap(figuresOf))];
const cellText = ({ file, row, column = "value" }) =>
  record.files[file].path.split("/").slice(-2).join("/") + ", dòng " + row + ", cột " + column;

// A date as the library writes it: 04/8/2025, 01/02/2026.
const dayText = (iso) => {
  const [year, month, day] = iso.split("-");
  return day + "/" + (month < "03" ? month : Number(month)) + "/" + year;
};
const windowText = ({ from, to }) => (from ? "(từ ngày " + dayText(from) + " đến ngày " + dayText(to) + ") " : "");

const card = add("dialog", document.body, "", { className: "lineage-card" });
card.setAttribute("aria-labelledby", "lineage-title");
let opener = null;

const show = (code) => {
  const { formula } = nodeOf(code);
  card.replaceChildren();
  const close = add("button", card, "Đóng ✕", { type: "button", className: "close" });
  close.addEventListener("click", () => card.close());
  add("h3", card, labelOf(code), { id: "lineage-title" });
  add("p", card, calculation(code), { className: "calculation" });
  const list = add("ul", card);
  for (const figure of figuresOf(formula || code).filter((name) => record.figures[name])) {
    const item = add("li", list, labelOf(figure) + ": " + record.figures[figure].text + " " + windowText(record.figures[figure]));
    if (record.figures[figure].file) add("small", item, cellText(record.figures[figure]));
  }
  const references = (record.references || []).filter(({ codes }) => codes.includes(baseCode(code))).map(({ text }) => text);
  const targets = (record.targets || []).filter((target) => target.code === code).map(({ text }) => "Mục tiêu: " + text);
  for (const line of [...targets, ...references]) add("p", card, line, { className: "formula" });
  // The words come first; codes are for those who look for them in the data.
  const folded = add("details", card);
  add("summary", folded, "Mã và công thức");
  add("p", folded, code + (formula ? " = " + formulaText(formula) : ""), { className: "formula" });
  if (!card.open) card.show();
  close.focus({ preventScroll: true });
};
const open = (link) => {
  const code = decodeURIComponent(link.hash.slice("#nguon-".length));
  if (!record.numbers[code]) return false;
  opener = link;
  show(code);
  return true;
};
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest('a[href^="#nguon-"]');
  if (link && open(link)) event.preventDefault();
  else if (card.open && !card.contains(event.target)) card.close();
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && card.open) card.close(); });
card.addEventListener("close", () => { if (opener) opener.focus({ preventScroll: true }); opener = null; });
// A link from the site names a number in its fragment. The card opens beside the first place of that number, or alone
// if the report does not print the number.
if (location.hash.startsWith("#nguon-")) {
  const first = [...document.querySelectorAll('a[href^="#nguon-"]')].find((link) => link.hash === location.hash);
  if (first) first.scrollIntoView({ block: "center" });
  open(first || { hash: location.hash, focus: () => {} });
}
