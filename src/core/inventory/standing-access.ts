import { type Entitlement, entitlementKey } from "../access/entitlement.ts";
import type { HoldingIds } from "../access/holding.ts";
import { accessKey, type Baseline, parseBaseline, type StandingGrant } from "./inventory.ts";

/** The access of one principal at one place without Hallpass, from all grantors: the subject of one proposal. */
export interface StandingAccess {
  readonly provider: string;
  readonly resource: string;
  readonly role: string;
  /** The account's current name, or its last known name if nothing is held. */
  readonly principal: string;
  readonly ids: HoldingIds;
  /** `committed`: held, and a baseline names it. `new`: held, and none does. `gone`: named, and not held. */
  readonly state: "committed" | "new" | "gone";
  /** The current grants, one for each grantor. */
  readonly held: readonly StandingGrant[];
}

/**
 * All standing access that is held, or that a committed baseline names, sorted for people. It leaves out providers without a current
 * baseline.
 */
export function listStandingAccess(
  committed: readonly Baseline[],
  current: readonly Baseline[],
): StandingAccess[] {
  return current
    .flatMap(({ provider, grants }) => {
      const named = committed.filter((each) => each.provider === provider).flatMap((each) => each.grants);
      const known = new Set(named.map((grant) => accessKey({ provider, ...grant })));
      // Current names win over committed ones.
      const firsts = new Map(
        [...grants, ...named].toReversed().map((grant) => [accessKey({ provider, ...grant }), grant]),
      );
      return [...firsts].map(([key, { resource, role, principal, ids }]): StandingAccess => {
        const held = grants.filter((grant) => accessKey({ provider, ...grant }) === key);
        const state = held.length === 0 ? "gone" : known.has(key) ? "committed" : "new";
        return { provider, resource, role, principal, ids, state, held };
      });
    })
    .toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

const sortKey = (access: StandingAccess): string =>
  JSON.stringify([entitlementKey(access), access.principal, accessKey(access)]);

/** A file of `inventory/`, as it is and as it was read. */
export interface BaselineText {
  readonly path: string;
  readonly source: Uint8Array;
  readonly baseline: Baseline;
}

/**
 * The text of a baseline without this access; undefined where it does not name it. Other lines stay as they are, comments too,
 * unless the file is written so that they cannot: then it is written anew.
 */
export function withoutAccess(
  { path, source, baseline }: BaselineText,
  access: Entitlement & Pick<StandingAccess, "ids">,
  render: (baseline: Baseline) => string,
): string | undefined {
  const { provider, grants } = baseline;
  const isNamed = (grant: StandingGrant) => accessKey({ provider, ...grant }) === accessKey(access);
  const rest = { ...baseline, grants: grants.filter((grant) => !isNamed(grant)) };
  if (rest.grants.length === grants.length) return undefined;
  const { locate } = parseBaseline(source, path);
  const lines = new Set(
    grants.flatMap((grant, index) => (isNamed(grant) ? [locate(`/grants/${index}`)?.line] : [])),
  );
  const text = new TextDecoder()
    .decode(source)
    .split("\n")
    .filter((_, index) => !lines.has(index + 1))
    .join("\n");
  return isSame(parseBaseline(text, path).value, rest) ? text : render(rest);
}

const isSame = (a: Baseline | undefined, b: Baseline): boolean => JSON.stringify(a) === JSON.stringify(b);
