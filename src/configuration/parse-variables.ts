import { createPrivateKey, type KeyObject } from "node:crypto";

/** Parsers of variables: each takes the text and the variable's name, and throws `VariableProblem`. */
export type Parse<T> = (text: string, name: string) => T;

/** A value that cannot be used. The message names the variable and the fix, and never quotes a secret. */
export class VariableProblem extends Error {}

export const parseText: Parse<string> = (text) => text;

export const parseNumber =
  (meaning: string): Parse<number> =>
  (text, name) => {
    if (!/^[1-9][0-9]{0,15}$/u.test(text)) throw new VariableProblem(`${name} is "${text}": ${meaning}.`);
    return Number(text);
  };

export const parseRepository: Parse<{ readonly owner: string; readonly repo: string }> = (text, name) => {
  const [, owner = "", repo = ""] = /^([\w.-]+)\/([\w.-]+)$/u.exec(text) ?? [];
  if (repo === "") throw new VariableProblem(`${name} is "${text}": write it as owner/name.`);
  return { owner, repo };
};

export const parseVisibility: Parse<"private" | "public"> = (text, name) => {
  if (text === "private" || text === "public") return text;
  throw new VariableProblem(`${name} is "${text}": write private (internal counts as private) or public.`);
};

/** Whether GitHub's events reach a server. */
export const parseWebhook: Parse<"server" | "none"> = (text, name) => {
  if (text === "server" || text === "none") return text;
  throw new VariableProblem(
    `${name} is "${text}": write server, or none where hallpass once runs and no server does.`,
  );
};

export const parseCommit: Parse<string> = (text, name) => {
  if (/^[0-9a-f]{40}$/u.test(text)) return text;
  throw new VariableProblem(`${name} is "${text}": write all 40 characters of the commit's id.`);
};

export const parsePort: Parse<number> = (text, name) => {
  const port = /^[1-9][0-9]{0,4}$/u.test(text) ? Number(text) : undefined;
  if (port !== undefined && port <= 65_535) return port;
  throw new VariableProblem(`${name} is "${text}": write the port to listen on, a number from 1 to 65535.`);
};

/** `9464`, `127.0.0.1:9464` or `[::1]:9464`. Without a host: this machine alone. */
export const parseMetricsAddress: Parse<{ readonly host: string; readonly port: number }> = (text, name) => {
  const {
    host,
    plain,
    port = "",
  } = /^(?:(?:\[(?<host>[\da-f:.]+)\]|(?<plain>[\w.-]+)):)?(?<port>\d+)$/iu.exec(text)?.groups ?? {};
  if (/^[1-9][0-9]{0,4}$/u.test(port) && Number(port) <= 65_535)
    return { host: host ?? plain ?? "127.0.0.1", port: Number(port) };
  throw new VariableProblem(`${name} is "${text}": write a port, or HOST:PORT, for example 127.0.0.1:9464.`);
};

/** Fewer characters could be guessed. */
export const parseMetricsToken: Parse<string> = (text, name) => {
  if (text.length >= MIN_SECRET) return text;
  throw new VariableProblem(
    `${name} has ${text.length} characters; the least is ${MIN_SECRET}. ${MAKE_SECRET}`,
  );
};

const MIN_SECRET = 32;
const MAKE_SECRET = "Make one with: node -p \"require('crypto').randomBytes(32).toString('hex')\"";

export const NO_WEBHOOK_SECRET = `WEBHOOK_SECRET is not set, or is Probot's default. ${MAKE_SECRET}`;

/** Probot reads an unset secret as the word "development": then anyone could forge an event. */
export const parseWebhookSecret: Parse<string> = (text, name) => {
  if (text === "development") throw new VariableProblem(NO_WEBHOOK_SECRET);
  const { length } = text.trim();
  if (length >= MIN_SECRET) return text;
  throw new VariableProblem(`${name} has ${length} characters; the least is ${MIN_SECRET}. ${MAKE_SECRET}`);
};

/** The private key of a GitHub App. A variable may hold its line ends as they are or as \n. */
export const parseAppKey: Parse<string> = (text, name) => {
  const pem = unfold(text);
  const key = readKey(pem);
  if (key?.asymmetricKeyType === "rsa") return pem;
  throw new VariableProblem(
    key === undefined
      ? `${name} is no whole private key in PEM. Put all lines of the .pem file that GitHub gave you between double quotes, line ends as they are or as \\n.`
      : `${name} is a key of type ${key.asymmetricKeyType}; the keys of GitHub Apps are rsa.`,
  );
};

export const parseLedgerKey: Parse<KeyObject> = (text, name) => {
  const key = readKey(unfold(text));
  if (key?.asymmetricKeyType === "ed25519") return key;
  throw new VariableProblem(
    key === undefined
      ? `${name} is no private key in PEM. Make one with: openssl genpkey -algorithm ed25519`
      : `${name} is a key of type ${key.asymmetricKeyType}; it must be ed25519.`,
  );
};

const unfold = (text: string): string => text.replaceAll("\\n", "\n");

function readKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}
