// The record of this page, with exact arithmetic over it: what cards and trials are made from.
const holder = document.getElementById("cchc-record");
if (!holder) return;
const record = JSON.parse(holder.textContent);

// An element with its text and properties, put into its parent.
const add = (name, parent, text, properties) => {
  const element = parent.appendChild(document.createElement(name));
  if (text) element.textContent = text;
  return Object.assign(element, properties || {});
};

const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ".");
const written = (decimal) => {
  const [whole, places] = decimal.split(".");
  return grouped(whole) + (places ? "," + places : "");
};

// Exact fractions, as the library computes them: [numerator, denominator].
const fraction = (decimal) => {
  const [whole, places = ""] = decimal.split(".");
  return [BigInt(whole + places), 10n ** BigInt(places.length)];
};
const operations = {
  "+": ([a, b], [c, d]) => [a * d + c * b, b * d],
  "−": ([a, b], [c, d]) => [a * d - c * b, b * d],
  "÷": ([a, b], [c, d]) => [a * d, b * c],
};
const evaluated = (operand, valueOf) =>
  typeof operand === "string" ? valueOf(operand) : operations[operand.op](...operand.operands.map((part) => evaluated(part, valueOf)));
// The pure number of a figure (72,5% is 29/40); one that did not arise counts as nothing beside others.
const figureValue = (code) => {
  const { value, unit } = record.figures[code];
  const [above, below] = fraction(value || "0");
  return [above, below * BigInt(record.units[unit].scale || 1)];
};
// A fraction as a decimal, rounded half up to some places.
const decimal = ([above, below], places) => {
  const scale = 10n ** BigInt(places);
  const negative = above < 0n;
  const digits = String(((negative ? -above : above) * scale * 2n + below) / (2n * below)).padStart(places + 1, "0");
  const cut = digits.length - places;
  return (negative ? "-" : "") + digits.slice(0, cut) + (places ? "." + digits.slice(cut) : "");
};
