import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  constructFrom,
  toDate
} from "./chunk-JWKNRRMN.js";

// src/core/files/public-key.ts
var TYPES = /* @__PURE__ */ new Map([
  ["ssh-ed25519", 2],
  ["sk-ssh-ed25519@openssh.com", 3],
  ["ecdsa-sha2-nistp256", 3],
  ["ecdsa-sha2-nistp384", 3],
  ["ecdsa-sha2-nistp521", 3],
  ["sk-ecdsa-sha2-nistp256@openssh.com", 4],
  ["ssh-rsa", 3]
]);
var LEAST_RSA_BITS = 3072;
var LINE = /^(?<type>[a-z0-9@.-]{1,64}) (?<base64>[A-Za-z0-9+/]{40,2400}={0,2})(?: [^\p{C}]{0,200})?$/u;
function parsePublicKey(line) {
  const { type = "", base64 = "" } = LINE.exec(line)?.groups ?? {};
  const blob = Buffer.from(base64, "base64");
  const fields = blob.toString("base64") === base64 ? readFields(blob) : void 0;
  if (fields?.[0]?.toString("latin1") !== type || fields.length !== TYPES.get(type)) return void 0;
  if (type === "ssh-ed25519" && fields[1]?.length !== 32) return void 0;
  if (type === "ssh-rsa" && bitsOf(fields[2]) < LEAST_RSA_BITS) return void 0;
  return `${type} ${base64}`;
}
function readFields(blob) {
  const fields = [];
  for (let at = 0; at < blob.length; ) {
    if (at + 4 > blob.length) return void 0;
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) return void 0;
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  return fields;
}
function bitsOf(modulus = Buffer.alloc(0)) {
  const first = modulus.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (modulus.length - first - 1) * 8 + (32 - Math.clz32(modulus[first] ?? 0));
}

// node_modules/date-fns/addDays.js
function addDays(date, amount, options) {
  const _date = toDate(date, options?.in);
  if (isNaN(amount)) return constructFrom(options?.in || date, NaN);
  if (!amount) return _date;
  _date.setDate(_date.getDate() + amount);
  return _date;
}

// node_modules/date-fns/subDays.js
function subDays(date, amount, options) {
  return addDays(date, -amount, options);
}

// node_modules/date-fns/min.js
function min(dates, options) {
  let result;
  let context = options?.in;
  dates.forEach((date) => {
    if (!context && typeof date === "object")
      context = constructFrom.bind(null, date);
    const date_ = toDate(date, context);
    if (!result || result > date_ || isNaN(+date_)) result = date_;
  });
  return constructFrom(context, result || NaN);
}

export {
  parsePublicKey,
  addDays,
  subDays,
  min
};
