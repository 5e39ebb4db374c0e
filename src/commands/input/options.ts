import { SETTINGS_PATH } from "../../core/files/settings.ts";

/** Options that several commands have. */
export const jsonOption = {
  type: "boolean",
  meaning: "print one JSON object, also for an error",
  coversErrors: true,
} as const;

export const envOption = {
  type: "string",
  value: "FILE",
  meaning: "read the configuration from a file of NAME=value lines",
} as const;

export const cloneOption = {
  type: "string",
  value: "DIR",
  meaning: "a clone of the access repository, or a folder in it",
  unset: "the current folder",
} as const;

export const branchOption = {
  type: "string",
  value: "NAME",
  meaning: "the default branch",
  unset: "the one that the clone's remote calls its default, else main",
} as const;

export const keyOption = {
  type: "string",
  value: "LINE",
  meaning: 'the ledger\'s public key, "ssh-ed25519 AAAA…"',
  unset: `ledger.publicKey of ${SETTINGS_PATH} on the default branch`,
} as const;

/** For the commands that act with the operator's configuration. */
export const operatorKeyOption = {
  ...keyOption,
  unset: `the key of HALLPASS_LEDGER_KEY, or ledger.publicKey of ${SETTINGS_PATH}`,
} as const;
