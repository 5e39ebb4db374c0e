import { branchOption, cloneOption, jsonOption, keyOption } from "../input/options.ts";
import type { Values } from "../runner/command.ts";

export const options = {
  to: {
    type: "string",
    value: "URL",
    meaning: "the receiver: https://…, syslog+tls://HOST:PORT, or on this machine http://… or syslog+tcp://…",
  },
  format: {
    type: "string",
    value: "FORMAT",
    meaning: "the schema of the events",
    unset: "ocsf",
    choices: ["ocsf", "ecs", "otlp"],
  },
  body: {
    type: "string",
    value: "BODY",
    meaning: "the body of a request over HTTP",
    unset: "lines",
    choices: ["lines", "array", "elastic", "splunk"],
  },
  follow: {
    type: "boolean",
    meaning: "keep running, and send what is new; without it, send what there is and stop",
  },
  fetch: { type: "boolean", meaning: "fetch the ledger's branch first, with git's own credentials" },
  every: {
    type: "string",
    value: "DURATION",
    meaning: "with --follow: look for new entries so often",
    unset: "10s",
  },
  since: {
    type: "string",
    value: "TIME",
    meaning: "where there is no cursor yet, begin there: a time, or a duration such as 30d",
    unset: "the ledger's beginning",
  },
  cursor: {
    type: "string",
    value: "FILE",
    meaning: "how far the receiver has the ledger",
    unset: "a file for this clone, receiver and format in ~/.local/state/hallpass/export",
  },
  batch: { type: "string", value: "COUNT", meaning: "events in one message at most", unset: "500" },
  "with-names": { type: "boolean", meaning: "send logins as well; numeric ids and accounts are always sent" },
  "with-reasons": { type: "boolean", meaning: "send the reasons of requests as well, without known secrets" },
  network: {
    type: "string",
    multiple: true,
    value: "NETWORK",
    meaning: "a private network that may be connected to, such as 10.20.0.0/16",
    unset: "public addresses alone",
  },
  ca: {
    type: "string",
    value: "FILE",
    meaning: "the authorities to believe, in PEM",
    unset: "those of Node",
  },
  "client-cert": { type: "string", value: "FILE", meaning: "the certificate to show, in PEM" },
  "client-key": { type: "string", value: "FILE", meaning: "its key, in PEM" },
  "dry-run": { type: "boolean", meaning: "print the events, a line of JSON each, and send nothing" },
  "print-template": {
    type: "boolean",
    meaning:
      "print the index template for Elasticsearch and OpenSearch, for --format ecs, and do nothing else",
  },
  env: {
    type: "string",
    value: "FILE",
    meaning: "read HALLPASS_EXPORT_HEADERS from a file of NAME=value lines",
  },
  repository: cloneOption,
  branch: branchOption,
  key: keyOption,
  json: jsonOption,
} as const;

export type Given = Values<typeof options>;

/** Headers of each request, such as the token of the receiver. */
export const HEADERS = "HALLPASS_EXPORT_HEADERS";
