import type { FromSchema } from "json-schema-to-ts";
import type { Entitlement } from "../access/entitlement.ts";
import type { Grant } from "../access/grant.ts";
import type { HoldingIds } from "../access/holding.ts";
import { type Parsed, parseDocument } from "../document/document.ts";
import { buildValidator, providerName } from "../document/schema.ts";
import type { HeldState } from "../ledger/ledger.ts";
import { findByIds } from "../ledger/ledger-index.ts";
import { showInvisible } from "../text/characters.ts";

/** The folder of the access repository where baselines are kept: `inventory/<provider>.yaml`. */
export const INVENTORY_FOLDER = "inventory";

export const MAX_BASELINE_BYTES = 8 * 1024 * 1024;

const text = { type: "string", maxLength: 1000 } as const;

const baselineSchema = {
  type: "object",
  additionalProperties: false,
  required: ["provider", "grants"],
  properties: {
    provider: providerName,
    grants: {
      type: "array",
      description: "The held access, a list of { resource, role, principal, grantedBy, since, ids }",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["resource", "role", "principal", "ids"],
        properties: {
          resource: text,
          role: text,
          principal: text,
          grantedBy: text,
          since: text,
          ids: {
            type: "object",
            description: "The provider's own names: { instance, principal, entitlement }",
            additionalProperties: false,
            required: ["instance", "principal", "entitlement"],
            properties: { instance: text, principal: text, entitlement: text },
          },
        },
      },
    },
  },
} as const;

/** All standing access at one provider, as it was read once and committed. */
export type Baseline = FromSchema<typeof baselineSchema>;
export type StandingGrant = Baseline["grants"][number];

const validate = buildValidator<Baseline>(baselineSchema);

export const parseBaseline = (source: string | Uint8Array, file: string): Parsed<Baseline> =>
  parseDocument(validate, source, file, MAX_BASELINE_BYTES);

/**
 * The standing access among these grants: those that Hallpass did not make. The ledger decides where the provider cannot tell the
 * origin. Sorted, so that the same access gives the same text.
 */
export function toBaseline(provider: string, grants: readonly Grant[], state: HeldState): Baseline {
  const standing = grants.filter((grant) => !isOurs(grant, state)).map(toStanding);
  const byLine = new Map(standing.map((grant) => [lineOf(grant), grant]));
  return { provider, grants: [...byLine.keys()].toSorted().flatMap((line) => byLine.get(line) ?? []) };
}

const isOurs = (grant: Grant, { holdings }: HeldState): boolean =>
  grant.origin === "ours" ||
  (grant.origin === "unknown" &&
    findByIds(holdings, grant.ids).some(([, { held, heldBefore }]) => held !== "no" && !heldBefore));

/** Names from a provider may hold any character; a file holds visible characters only. */
function toStanding({ principal, entitlement, ids, grantedBy, since }: Grant): StandingGrant {
  return {
    resource: showInvisible(entitlement.resource),
    role: showInvisible(entitlement.role),
    principal: showInvisible(principal),
    ...(grantedBy !== undefined && { grantedBy: showInvisible(grantedBy) }),
    ...(since !== undefined && { since: since.toISOString() }),
    ids: {
      instance: showInvisible(ids.instance),
      principal: showInvisible(ids.principal),
      entitlement: showInvisible(ids.entitlement),
    },
  };
}

/** One string per grant, that sorts as people look for it. */
const lineOf = ({ resource, role, principal, grantedBy, since, ids }: StandingGrant): string =>
  JSON.stringify([
    ...[resource, role, principal, grantedBy ?? "", since ?? ""],
    ...[ids.instance, ids.principal, ids.entitlement],
  ]);

export interface InventoryChange {
  readonly provider: string;
  readonly change: "new" | "gone";
  readonly grant: StandingGrant;
}

/** Grants that are new, and grants that are gone. A grant by another grantor, or under another name, is another grant. */
export function compareBaselines(before: Baseline, now: Baseline): InventoryChange[] {
  const list = (change: "new" | "gone", from: Baseline, to: Baseline): InventoryChange[] => {
    const known = new Set(to.grants.map(lineOf));
    return from.grants
      .filter((grant) => !known.has(lineOf(grant)))
      .map((grant) => ({ provider: now.provider, change, grant }));
  };
  return [...list("new", now, before), ...list("gone", before, now)];
}

/** By the provider's ids: an account that was renamed is the same, another under an old name is not. */
export const accessKey = ({
  provider,
  resource,
  role,
  ids,
}: Entitlement & { readonly ids: HoldingIds }): string =>
  JSON.stringify([provider, resource, role, ids.instance, ids.principal, ids.entitlement]);

/** The key of a grant as a provider lists it, to be compared with those of files. */
export const grantKey = (grant: Grant): string =>
  accessKey({ provider: grant.entitlement.provider, ...toStanding(grant) });

/** Does a baseline list this grant? Compares ids, not grantors. */
export function indexBaselines(baselines: readonly Baseline[]): (grant: Grant) => boolean {
  const known = new Set(
    baselines.flatMap(({ provider, grants }) => grants.map((grant) => accessKey({ provider, ...grant }))),
  );
  return (grant) => known.has(grantKey(grant));
}
