import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/providers/adapter/connection/own-host.ts
var isOwnHost = (host) => ["localhost", "127.0.0.1", "::1", "[::1]"].includes(host);
function isInClear(url) {
  const { protocol, hostname } = new URL(url);
  return ["http:", "ldap:"].includes(protocol) && !isOwnHost(hostname);
}

export {
  isOwnHost,
  isInClear
};
