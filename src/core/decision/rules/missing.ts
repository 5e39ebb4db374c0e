import type { Person } from "../../access/lease.ts";
import { DEFAULT_APPROVAL_COUNT } from "../../files/approvals.ts";
import type { Evidence } from "../evidence.ts";
import { accountsOf } from "./people.ts";
import type { Approval } from "./rule.ts";

/** How many people have to approve. */
export const countNeeded = (approvals: readonly Approval[]): number =>
  Math.max(...approvals.map((each) => each.approvals.count ?? DEFAULT_APPROVAL_COUNT));

/** Distinct people, each counted once even with several accounts. */
export const countPeople = (people: readonly Person[], evidence: Evidence): number =>
  new Set(people.map((person) => personKey(person, evidence))).size;

/** The people of the first list who are not in the second, with one account each. */
export function listOthers(
  people: readonly Person[],
  those: readonly Person[],
  evidence: Evidence,
): Person[] {
  const known = new Set(those.map((person) => personKey(person, evidence)));
  return people.filter((person) => {
    const key = personKey(person, evidence);
    return !known.has(key) && known.add(key);
  });
}

/** The same for all accounts of one person. */
export const personKey = ({ id }: Person, { rules: { settings } }: Evidence): number =>
  accountsOf(settings, id)[0] ?? id;

/** Describes the missing approvals, as a title (`brief`) and as a sentence (`says`). */
export function describeMissing(
  missing: number,
  needed: number,
  pending: readonly Person[],
): { readonly brief: string; readonly says: string } {
  const names = pending.map(({ login }) => login);
  const who =
    names.length <= missing
      ? join(names, "and")
      : missing === 1
        ? join(names, "or")
        : `${missing} of ${join(names, "and")}`;
  if (missing < needed) {
    const brief = `${needed - missing} of ${needed} approvals: ${who} still needed`;
    return { brief, says: `${brief}.` };
  }
  const says = needed === 1 ? `${who} can approve.` : `${needed} approvals needed: ${who}.`;
  return { brief: `Waiting for ${who}`, says };
}

function join(names: readonly string[], word: "and" | "or"): string {
  const last = names.at(-1) ?? "nobody";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${word} ${last}`;
}
