// Joins the data segments of a module to one: the optimizer leaves zeros out, but they compress better than what it puts between.
//   node wasm/one_segment.mjs MODULE.wasm
import { readFileSync, writeFileSync } from 'node:fs';

const HEADER = 8;
const DATA = 11;
const DATA_COUNT = 12;
const I32_CONST = 0x41;
const END = 0x0b;

const file = process.argv[2];
const module = readFileSync(file);
let at = HEADER;

/** LEB128, as all numbers of the format; addresses are small enough to be read without their sign. */
function number() {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = module[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return value;
  }
}

const unsigned = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >> 7)]);
const signed = (value) => (value < 64 ? [value] : [(value & 127) | 128, ...signed(value >> 7)]);
const take = (length) => module.subarray(at, (at += length));

function segment() {
  if (number() !== 0 || module[at++] !== I32_CONST) throw new Error(`${file}: a segment has no constant address`);
  const address = number();
  at += 1; // the end of its expression
  return { address, bytes: take(number()) };
}

const sections = [];
while (at < module.length) {
  const begin = at;
  const id = module[at++];
  const size = number();
  if (id !== DATA) {
    at += size;
    sections.push(id === DATA_COUNT ? Buffer.from([DATA_COUNT, 1, 1]) : module.subarray(begin, at));
    continue;
  }
  const all = Array.from({ length: number() }, segment);
  const first = all[0].address;
  const memory = Buffer.alloc(Math.max(...all.map(({ address, bytes }) => address + bytes.length)) - first);
  for (const { address, bytes } of all) memory.set(bytes, address - first);
  const body = Buffer.concat([Buffer.from([1, 0, I32_CONST, ...signed(first), END, ...unsigned(memory.length)]), memory]);
  sections.push(Buffer.from([DATA, ...unsigned(body.length)]), body);
}
writeFileSync(file, Buffer.concat([module.subarray(0, HEADER), ...sections]));
