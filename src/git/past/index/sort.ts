import { hash } from "node:crypto";
import type { PastEntry } from "../../../core/audit/ledger-commit.ts";
import type { Names, Numbered } from "./segments.ts";

/** Entries about holdings are spread over so many parts by their resource. */
const PARTS = 256;

/** All other entries. */
export const OTHERS = -1;

/** Entries, sorted into parts, and who and what they name. */
export interface Sorted {
  readonly parts: Map<number, Numbered[]>;
  readonly people: Map<string, Set<number>>;
}

export const sortedFrom = (names?: Names): Sorted => ({
  parts: new Map(),
  people: new Map([...(names?.people ?? [])].map(([name, parts]) => [name, new Set(parts)])),
});

export function sortEntry({ parts, people }: Sorted, number: number, entry: PastEntry): void {
  const part = "entitlement" in entry ? partOf(entry.entitlement) : OTHERS;
  const known = parts.get(part);
  if (known === undefined) parts.set(part, [[number, entry]]);
  else known.push([number, entry]);
  if (!("entitlement" in entry)) return;
  for (const name of listNames(entry)) people.set(name, (people.get(name) ?? new Set()).add(part));
}

const partOf = ({ provider, resource }: { readonly provider: string; readonly resource: string }): number =>
  partOfName(`${provider}/${resource}`);

const partOfName = (name: string): number => Number.parseInt(hash("sha256", name).slice(0, 8), 16) % PARTS;

function listNames(entry: Extract<PastEntry, { entitlement: object }>): string[] {
  if (entry.kind !== "intent") return [entry.principal];
  const { id, login } = entry.lease.subject;
  return [entry.principal, String(id), login.toLowerCase()];
}

/**
 * The parts that may have entries about a provider, `provider/resource` or `provider/resource/role`; undefined: every part may. They follow
 * from the name: the longest beginning of it that is a resource is not known, so each that could be one counts.
 */
export function partsOfResource(name: string): Set<number> | undefined {
  const words = name.split("/");
  if (words.length === 1) return undefined;
  return new Set(words.slice(1).map((_, index) => partOfName(words.slice(0, index + 2).join("/"))));
}

/** The parts that may have entries about a person, named by login, numeric id or account. */
export const partsOfPerson = ({ people }: Names, name: string): Set<number> =>
  new Set([...(people.get(name) ?? []), ...(people.get(name.toLowerCase()) ?? [])]);
