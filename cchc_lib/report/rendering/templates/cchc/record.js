// The record of this page and exact arithmetic over it, from which cards and trials are made.
const holder = document.getElementById("cchc-record");
if (!holder) return;
const record = JSON.parse(holder.textContent);

// Append a new element with a text and properties to a parent, and return it.
const add = (name, parent, text, properties) => {
  const element = parent.appendChild(document.createElement(name));
  if (text) element.textContent = text;
  return Object.assign(element, properties || {});
};

// An integer or decimal as the library prints it: 8.823 and 99,57.
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ".");
const written = (decimal) => {
  const [whole, places] = decimal.split(".");
  return grouped(whole) + (places ? "," + places : "");
};

// Exact fractions [numerator, denominator], as in the library. Floating-point numbers would round some rates otherwise.
const fraction = (decimal) => {
  const [whole, places = ""] = decimal.split(".");
  return [BigInt(whole + places), 10n ** BigInt(places.length)];
};
const operations = {
  "+": ([a, b], [c, d]) => [a * d + c * b, b * d],
  "−": ([a, b], [c, d]) => [a * d - c * b, b * d],
  "÷": ([a, b], [c, d]) => [a * d, b * c],
  "×": ([a, b], [c, d]) => [a * c, b * d],
  "≥": ([a, b], [c, d]) => [a * d >= c * b ? 1n : 0n, 1n],
};
const evaluated = (operand, valueOf) =>
  typeof operand === "string" ? valueOf(operand) : operations[operand.op](...operand.operands.map((part) => evaluated(part, valueOf)));
// The pure number of a figure: 72,5% is 29/40. A figure that did not arise is 0 in a sum.
const figureValue = (code) => {
  const { value, unit } = record.figures[code];
  const [numerator, denominator] = fraction(value || "0");
  return [numerator, denominator * BigInt(record.units[unit].scale || 1)];
};
// A fraction as a decimal, rounded half up to a number of places.
const decimal = ([numerator, denominator], places) => {
  const scale = 10n ** BigInt(places);
  const negative = numerator < 0n;
  const digits = String(((negative ? -numerator : numerator) * scale * 2n + denominator) / (2n * denominator)).padStart(places + 1, "0");
  const cut = digits.length - places;
  return (negative ? "-" : "") + digits.slice(0, cut) + (places ? "." + digits.slice(cut) : "");
};
