import { randomBytes } from "node:crypto";
import type { Account } from "./accounts.ts";
import type { Actor } from "./caller.ts";

interface Token {
  readonly actor: Actor;
  /** Undefined for a person's token, which lives as long as the sandbox. */
  readonly endsAt: Date | undefined;
}

/** The issued tokens, by their text. */
export type Tokens = Map<string, Token>;

/** The lifetime of GitHub's installation tokens. */
export const installationTokenLifetime = 60 * 60 * 1000;

const randomText = (): string => randomBytes(30).toString("base64url").replace(/[-_]/g, "0");

/** A new token for a person. */
export function issuePersonToken(tokens: Tokens, account: Account): string {
  const text = `ghp_${randomText()}`;
  tokens.set(text, { actor: { kind: "person", account }, endsAt: undefined });
  return text;
}

/** A new installation token, which expires. */
export function issueInstallationToken(tokens: Tokens, actor: Actor, endsAt: Date): string {
  const text = `ghs_${randomText()}`;
  tokens.set(text, { actor, endsAt });
  return text;
}

/** The owner of this token; undefined if it is unknown or has expired. */
export function readToken(tokens: Tokens, text: string, now: Date): Actor | undefined {
  const token = tokens.get(text);
  if (token === undefined) return undefined;
  return token.endsAt === undefined || token.endsAt > now ? token.actor : undefined;
}
