import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant, Receipt } from "../../core/access/grant.ts";
import { type Holding, type HoldingIds, idsKey } from "../../core/access/holding.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { toPhrases } from "../../core/text/phrases.ts";
import { checkAllowed } from "../adapter/allowed.ts";
import { ProviderError } from "../adapter/error.ts";
import { readActivity } from "./activity.ts";
import { type Api, createApi } from "./api/api.ts";
import type { Account } from "./api/shapes.ts";
import type { GithubConfiguration } from "./configuration.ts";
import { diagnose } from "./diagnose.ts";
import { findById, findPerson } from "./people.ts";
import { findPlace, listOffer } from "./places/offer.ts";
import type { Holder, Place, Standing } from "./places/place.ts";

/** Undocumented: GitHub's listings are cached for moments. Measured nowhere, so generous. */
const CONSISTENCY_SECONDS = 60;

/** A person who is renamed while their access ends is looked up again so often. */
const MAX_RENAMES = 3;

/** Gives and takes access at GitHub: docs/providers/github.md. */
export function githubProvider(configuration: GithubConfiguration): Provider {
  const { name, organization, apiUrl = "https://api.github.com", deadlineSeconds = 30 } = configuration;
  const open = createApi({ ...configuration, apiUrl }, { provider: name, apiUrl, deadlineSeconds });
  const offer = listOffer(configuration);
  const instance = `${new URL(apiUrl).host}/organizations/${organization.id}`;
  const allowed = Object.fromEntries([...offer].map(([resource, roles]) => [resource, [...roles.keys()]]));

  const placeOf = ({ resource, role }: Entitlement): Place => {
    const place = offer.get(resource)?.get(role);
    if (place === undefined) throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
    return place;
  };

  const toGrant =
    (entitlement: Entitlement, place: Place) =>
    ({ id, login, standing }: Holder): Grant => ({
      principal: login,
      entitlement,
      ids: { instance, principal: String(id), entitlement: place.id },
      origin: "unknown",
      ...(standing === "invited" && { invited: true as const }),
    });

  async function find(api: Api, principal: string, entitlement: Entitlement) {
    const place = placeOf(entitlement);
    await place.verify(api);
    const person = await findPerson(api, principal);
    if (person === undefined) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    const ids: HoldingIds = { instance, principal: String(person.id), entitlement: place.id };
    return { place, person, ids };
  }

  async function listGrants(entitlements: readonly Entitlement[]): Promise<Grant[]> {
    const api = open();
    const found: Grant[] = [];
    for (const [entitlement, place] of entitlements.map((each) => [each, placeOf(each)] as const))
      found.push(...(await place.list(api)).map(toGrant(entitlement, place)));
    return found;
  }

  return {
    name,
    listGrants,
    check: (entitlement) => checkAllowed(allowed, entitlement),
    powers: (entitlement) => offer.get(entitlement.resource)?.get(entitlement.role)?.powers ?? [],
    listAbilities: async (entitlement) => toPhrases(await placeOf(entitlement).tell(open())),
    identify: async (principal, entitlement) => (await find(open(), principal, entitlement)).ids,

    async traits() {
      return {
        // A membership carries no mark of who made it.
        container: "shared",
        nativeExpiry: "none",
        // GitHub asks for the membership at every request.
        sessions: "ended",
        consistencySeconds: configuration.consistencySeconds ?? CONSISTENCY_SECONDS,
        deadlineSeconds,
      };
    },

    async hold({ principal, entitlement, ids }: Holding) {
      const api = open();
      const { place, person, ids: now } = await find(api, principal, entitlement);
      if (idsKey(now) !== idsKey(ids)) throw new ProviderError(name, "IDENTITY_CHANGED");
      const before = await place.read(api, person);
      if (before !== undefined) return toReceipt(false, before);
      const others = await place.list(api);
      const standing = await place.add(api, person);
      await requireSame(api, place, person, others);
      return toReceipt(true, standing);
    },

    async revoke({ ids }: Holding) {
      const place = findPlace(configuration, offer, ids.entitlement);
      if (ids.instance !== instance || place === undefined) throw new ProviderError(name, "IDENTITY_CHANGED");
      const changed = await remove(open(), place, Number(ids.principal));
      return { changed, sessionsEnded: 0 };
    },

    async *inventory() {
      for (const [resource, roles] of offer)
        for (const role of roles.keys()) yield* await listGrants([{ provider: name, resource, role }]);
    },

    async activity({ ids, until }, from) {
      const place = findPlace(configuration, offer, ids.entitlement);
      if (ids.instance !== instance || place?.repository === undefined) return undefined;
      const api = open();
      const person = await findById(api, Number(ids.principal));
      if (person === undefined) return undefined;
      const { repository } = place;
      return readActivity(api, { repository, person, from, until, now: configuration.now() });
    },

    diagnose: () => diagnose(open(), configuration, offer),
    connect: ({ entitlement }) => ({ kind: "link", text: placeOf(entitlement).page }),
    describeRemoval: ({ principal, entitlement }) => placeOf(entitlement).removal(principal),
    async close() {},
  };
}

const toReceipt = (changed: boolean, standing: Standing): Receipt => ({
  ...{ changed, sessionsEnded: 0 },
  ...(standing === "invited" && { invited: true as const }),
});

/** A login may pass to somebody else while a grant is made to it, and on again: whoever got in meanwhile is taken out. */
async function requireSame(
  api: Api,
  place: Place,
  person: Account,
  others: readonly Holder[],
): Promise<void> {
  const now = await findPerson(api, person.login);
  if (now?.id === person.id) return;
  const known = new Set([person, ...others].map(({ id }) => id));
  // A listing may lag behind, so whoever has the login now is taken out in any case.
  for (const each of [...(now ? [now] : []), ...(await place.list(api))])
    if (!known.has(each.id)) await place.remove(api, each);
  throw api.fail(
    "IDENTITY_CHANGED",
    `${person.login} was account ${person.id}, and is ${now?.id ?? "nobody"} now.`,
  );
}

/** Ends the access of an account, by whatever login it has. Answers whether there was any. */
async function remove(api: Api, place: Place, id: number): Promise<boolean> {
  let changed = false;
  for (let attempt = 0; attempt < MAX_RENAMES; attempt++) {
    // A suspended account is not shown, and keeps what it holds.
    const person = (await findById(api, id)) ?? (await place.list(api)).find((holder) => holder.id === id);
    if (person === undefined) return changed;
    changed = (await place.remove(api, person)) || changed;
    const after = await findById(api, id);
    if (after === undefined || after.login === person.login) return changed;
  }
  throw api.fail("BUSY", `The account ${id} was renamed ${MAX_RENAMES} times.`);
}
