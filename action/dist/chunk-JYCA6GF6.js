import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/outbound/address.ts
import { BlockList, isIP, isIPv4 } from "node:net";
var special4 = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"],
  ...["192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24"],
  ...["192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
  ...["224.0.0.0/4", "240.0.0.0/4"]
];
var special6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];
var global6 = ["2000::/3"];
var metadata = [
  ...["169.254.169.254/32", "169.254.170.2/32", "169.254.170.23/32", "168.63.129.16/32"],
  ...["100.100.100.200/32", "192.0.0.192/32", "fd00:ec2::254/128", "fd00:ec2::23/128", "fd20:ce::254/128"]
];
var specials = listNetworks([...special4, ...special6]);
var globals = listNetworks(global6);
var metadataServices = listNetworks(metadata);
var loopback = listNetworks(["127.0.0.0/8", "::1/128"]);
function listNetworks(networks) {
  const list = new BlockList();
  for (const network of networks) {
    const [, address = "", length = ""] = /^([\da-f:.]+)\/(\d{1,3})$/iu.exec(network) ?? [];
    const version = isIP(address);
    if (version === 0 || Number(length) > (version === 4 ? 32 : 128))
      throw new Error(`"${network}" is no network. Write one as 10.20.0.0/16.`);
    list.addSubnet(address, Number(length), version === 4 ? "ipv4" : "ipv6");
  }
  return list;
}
function refuseAddress(address, allowed) {
  const plain = unwrap(address);
  if (plain === void 0) return `${address} is no address`;
  if (has(metadataServices, plain)) return `${address} is a cloud's metadata service`;
  if (has(allowed, plain) || isPublic(plain)) return void 0;
  return `${address} is not public, and \`networks\` does not list it`;
}
function isLoopback(address) {
  const plain = unwrap(address);
  return plain !== void 0 && has(loopback, plain);
}
var has = (list, address) => list.check(address, isIPv4(address) ? "ipv4" : "ipv6");
var isPublic = (address) => !has(specials, address) && (isIPv4(address) || has(globals, address));
var carriers = listNetworks(["::ffff:0:0/96", "64:ff9b::/96"]);
function unwrap(address) {
  if (isIPv4(address)) return address;
  if (isIP(address) === 0 || address.includes("%")) return void 0;
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  if (!isCarrier(short)) return short;
  const [high = 0, low = 0] = readLastGroups(short);
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
var isCarrier = (address) => carriers.check(address, "ipv6");
function readLastGroups(short) {
  const groups = short.split(":").map((group) => Number.parseInt(group || "0", 16));
  return groups.slice(-2);
}

// src/outbound/guarded-fetch.ts
import { request } from "node:http";
import { Readable } from "node:stream";

// src/outbound/guarded-connect.ts
import { lookup } from "node:dns";
import { connect as connectTcp, isIP as isIP2 } from "node:net";
import { addAbortSignal } from "node:stream";
import { connect as connectTls } from "node:tls";
var resolveBySystem = (host, answer) => lookup(host, { all: true }, answer);
async function connectGuarded({ host, port, protocols }, guard, signal, judge2 = (address) => refuseAddress(address, guard.networks)) {
  const isName = isIP2(host) === 0;
  const reason = isName ? void 0 : judge2(host);
  if (reason !== void 0) throw notConnected(reason);
  const options = { host, port, lookup: guardLookup(judge2, guard.resolve) };
  const trust = {
    rejectUnauthorized: true,
    ...guard.ca !== void 0 && { ca: guard.ca },
    ...guard.identity
  };
  return new Promise((resolve, reject) => {
    const socket = protocols ? connectTls({
      ...options,
      ...trust,
      servername: isName ? host : "",
      ...protocols.length > 0 && { ALPNProtocols: [...protocols] }
    }) : connectTcp(options);
    addAbortSignal(signal, socket);
    socket.on("error", reject);
    socket.once(protocols ? "secureConnect" : "connect", () => {
      const reason2 = judge2(socket.remoteAddress ?? "");
      if (reason2 === void 0) resolve(socket);
      else socket.destroy(notConnected(reason2));
    });
  });
}
function guardLookup(judge2, resolve = resolveBySystem) {
  return (host, { all }, answer) => resolve(host, (error, addresses) => {
    if (error) return answer(error, []);
    const reasons = addresses.map(({ address }) => judge2(address));
    const allowed = addresses.filter((_, index) => reasons[index] === void 0);
    const [first] = allowed;
    if (first === void 0)
      return answer(notConnected(reasons.join("; ") || "the name has no address"), []);
    return all ? answer(null, allowed) : answer(null, first.address, first.family);
  });
}
var notConnected = (reason) => new Error(`Not connected: ${reason}.`);

// src/outbound/guarded-fetch.ts
var createGuardedFetch = (guard) => async (url, { method, headers, body, signal }) => {
  const socket = await connect(url, guard, signal);
  return new Promise((resolve, reject) => {
    const sent = request({
      createConnection: () => socket,
      ...{ method, path: `${url.pathname}${url.search}`, signal },
      headers: { ...headers, host: url.host, "content-length": Buffer.byteLength(body ?? "") }
    });
    sent.once("close", () => reject(new Error("The connection was closed before an answer.")));
    sent.on("error", reject).once("response", (answer) => {
      try {
        resolve(toResponse(answer));
      } catch (error) {
        answer.destroy();
        reject(error);
      }
    });
    sent.end(body);
  });
};
function toResponse(answer) {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(answer.headersDistinct))
    for (const value of values) headers.append(name, value);
  const { statusCode: status = 0 } = answer;
  if (status !== 204 && status !== 304) return new Response(Readable.toWeb(answer), { status, headers });
  answer.resume();
  return new Response(null, { status, headers });
}
function judge({ protocol }, { networks }, address) {
  if (protocol !== "https:" && !isLoopback(address))
    return `${address} is another machine, and http is for this one alone`;
  return refuseAddress(address, networks);
}
function connect(url, guard, signal) {
  const host = url.hostname.replace(/^\[|\]$/gu, "");
  const isTls = url.protocol === "https:";
  const target = {
    host,
    port: Number(url.port) || (isTls ? 443 : 80),
    ...isTls && { protocols: ["http/1.1"] }
  };
  return connectGuarded(target, guard, signal, (address) => judge(url, guard, address));
}

// src/outbound/signature.ts
import { createHmac, timingSafeEqual } from "node:crypto";
var TOLERANCE_SECONDS = 300;
var PREFIX = "whsec_";
function readKey(secret) {
  if (!secret.startsWith(PREFIX)) return void 0;
  const text = secret.slice(PREFIX.length);
  const key = Buffer.from(text, "base64");
  const isBase64 = key.toString("base64").replace(/=+$/u, "") === text.replace(/=+$/u, "");
  return isBase64 && key.length >= 24 && key.length <= 64 ? key : void 0;
}
function signMessage(keys, id, at, body) {
  const timestamp = String(Math.floor(at.getTime() / 1e3));
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": keys.map((key) => `v1,${compute(key, id, timestamp, body)}`).join(" ")
  };
}
function isSigned(keys, id, headers, body, now) {
  const timestamp = headers.get("webhook-timestamp") ?? "";
  if (headers.get("webhook-id") !== id || !isFresh(timestamp, now)) return false;
  const given = (headers.get("webhook-signature") ?? "").split(" ");
  const right = keys.map((key) => `v1,${compute(key, id, timestamp, body)}`);
  return given.some((each) => right.some((signature) => isEqual(each, signature)));
}
var isFresh = (timestamp, now) => /^\d{1,12}$/u.test(timestamp) && Math.abs(Number(timestamp) - now.getTime() / 1e3) <= TOLERANCE_SECONDS;
var compute = (key, id, timestamp, body) => createHmac("sha256", key).update(`${id}.${timestamp}.${body}`, "utf8").digest("base64");
function isEqual(a, b) {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

export {
  listNetworks,
  connectGuarded,
  createGuardedFetch,
  readKey,
  signMessage,
  isSigned
};
