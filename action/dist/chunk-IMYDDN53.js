import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  shellWord
} from "./chunk-2XT6N3BN.js";

// src/providers/adapter/entry/connect.ts
var connectByResource = (resources) => Object.values(resources).some(({ command, link }) => command !== void 0 || link !== void 0) ? {
  connect: (names) => {
    const { resource } = names.entitlement;
    return Object.hasOwn(resources, resource) ? describeConnection(resources[resource] ?? {}, names) : void 0;
  }
} : {};
function describeConnection({ command, link }, names) {
  if (!new RegExp("^\\P{C}+$", "u").test(names.principal)) return void 0;
  if (command !== void 0) return { kind: "command", text: fill(command, names, shellWord) };
  return link === void 0 ? void 0 : { kind: "link", text: fill(link, names, encodeURIComponent) };
}
function fill(text, { principal, entitlement }, write) {
  const names = { principal, resource: entitlement.resource, role: entitlement.role };
  return text.replaceAll(
    /\{(principal|resource|role)\}/gu,
    (_, key) => write(names[key])
  );
}

export {
  connectByResource,
  describeConnection
};
