import type { Grant } from "../../src/core/access/grant.ts";
import type { Holding } from "../../src/core/access/holding.ts";
import type { ProviderTraits } from "../../src/core/access/traits.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { ProviderError } from "../../src/providers/adapter/error.ts";
import { type Machine, makeQuietly } from "./machine.ts";

export const DEADLINE_SECONDS = 10;

/** What one principal holds of one entitlement. Where grants cannot be told apart, `ours` and `standing` are never both set. */
export interface Slot {
  readonly provider: string;
  readonly principal: string;
  readonly role: string;
  ours: boolean;
  standing: boolean;
  /** When the provider itself takes it away. */
  until: number | undefined;
  /** Its holder has a session open that was begun with ours. */
  session: boolean;
  /** Until when its holder makes a revocation fail, and how. */
  clings: Clinging | undefined;
}

/**
 * `locks`: she locks what a revocation needs, and it times out; `objects`: she owns what is in its way, and it is refused; `sessions`: the
 * grant goes, and her session does not.
 */
export interface Clinging {
  readonly how: "locks" | "objects" | "sessions";
  readonly until: number;
}

/** An effect on its way, whose caller gave up. */
interface Late {
  readonly at: number;
  readonly land: () => void;
}

export interface Site {
  readonly name: string;
  readonly container: ProviderTraits["container"];
  readonly nativeExpiry: "none" | "removed";
  readonly consistencySeconds: number;
  readonly slots: Map<string, Slot>;
  late: Late[];
  /** Calls that changed something, or tried to. */
  writes: number;
}

export type SiteConfig = Pick<Site, "name" | "container" | "nativeExpiry" | "consistencySeconds">;

export const createSite = (config: SiteConfig): Site => ({
  ...config,
  slots: new Map(),
  late: [],
  writes: 0,
});

export const slotKey = (provider: string, role: string, principal: string): string =>
  `${provider} ${role} ${principal}`;

export function slotOf(site: Site, role: string, principal: string): Slot {
  const key = slotKey(site.name, role, principal);
  const known = site.slots.get(key);
  if (known !== undefined) return known;
  const slot = {
    provider: site.name,
    principal,
    role,
    ours: false,
    standing: false,
    until: undefined,
    session: false,
    clings: undefined,
  };
  site.slots.set(key, slot);
  return slot;
}

/** What the program did there, as the provider saw it. */
export interface Witness {
  onHold(actor: string, slot: Slot, until: number, before: Readonly<Slot>, asked: number): void;
  /** `known`: how many of the ledger's commits it had when it asked. */
  onRevoke(actor: string, slot: Slot, before: Readonly<Slot>, asked: number, known: number): void;
  onForget(slot: Slot): void;
  /** Its holder did not let it be taken back, or not all of it. */
  onCling(actor: string, slot: Slot): void;
}

export interface ProviderOptions {
  readonly machine: Machine;
  readonly site: Site;
  readonly now: () => number;
  /** How many of the ledger's commits the machine has. */
  readonly known: () => number;
  readonly witness: Witness;
  /** After how many seconds a call's effect lands, its caller having given up; undefined = at once. */
  readonly delay: () => number | undefined;
  /** Is this listing from before what was written last? */
  readonly isStale: () => boolean;
}

/** Nobody waits for it any more: whatever keeps it from landing is told to nobody. */
function landLate(effect: () => unknown): void {
  try {
    effect();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
  }
}

const instanceOf = (name: string): string => `simulated:${name}`;

/** A provider in memory, as one machine reaches it. */
export function memorySite({
  machine,
  site,
  now,
  known,
  witness,
  delay,
  isStale,
}: ProviderOptions): Provider {
  const { name, container, nativeExpiry, consistencySeconds } = site;
  const timedOut = (): Error => new ProviderError(name, "TIMEOUT");
  const idsOf = (principal: string, role: string) => ({
    instance: instanceOf(name),
    principal,
    entitlement: role,
  });

  const hold = ({ ids, until }: Holding, asked: number): boolean => {
    const slot = slotOf(site, ids.entitlement, ids.principal);
    const before = { ...slot };
    if (container === "separate" || !slot.standing) slot.ours = true;
    slot.until = nativeExpiry === "none" || !slot.ours ? undefined : until.getTime();
    witness.onHold(machine.name, slot, until.getTime(), before, asked);
    return !before.ours;
  };

  const revoke = ({ ids }: Holding, asked: number, knew: number): boolean => {
    const slot = slotOf(site, ids.entitlement, ids.principal);
    const how = slot.clings !== undefined && slot.clings.until > now() ? slot.clings.how : undefined;
    if (how !== undefined && (how !== "sessions" || slot.session)) witness.onCling(machine.name, slot);
    if (how === "locks") throw makeQuietly(timedOut);
    if (how === "objects") throw makeQuietly(() => new ProviderError(name, "REFUSED"));
    const before = { ...slot };
    slot.ours = false;
    slot.until = undefined;
    slot.session &&= how === "sessions";
    if (container === "shared") slot.standing = false;
    witness.onRevoke(machine.name, slot, before, asked, knew);
    if (slot.session) throw makeQuietly(timedOut);
    return before.ours;
  };

  /** What is late lands after the caller was told that nobody answered. */
  const write = (effect: (asked: number, knew: number) => boolean) =>
    machine.call(
      name,
      () => {
        site.writes++;
        const [asked, knew] = [now(), known()];
        const seconds = delay();
        if (seconds === undefined) return { changed: effect(asked, knew), sessionsEnded: 0 };
        site.late.push({ at: asked + seconds * 1000, land: () => landLate(() => effect(asked, knew)) });
        throw makeQuietly(timedOut);
      },
      timedOut,
    );

  return {
    name,
    traits: () =>
      machine.read(() => ({
        container,
        nativeExpiry,
        sessions: "ended" as const,
        consistencySeconds,
        deadlineSeconds: DEADLINE_SECONDS,
      })),
    check: () => [],
    identify: (principal, { role }) => machine.call(name, () => idsOf(principal, role), timedOut),
    listGrants: (entitlements) =>
      machine.call(
        name,
        () => {
          const asked = new Set(entitlements.map(({ role }) => role));
          const slots = isStale() ? listBefore(site, now()) : [...site.slots.values()];
          return slots.filter(({ role }) => asked.has(role)).flatMap((slot) => describeSlot(slot));
        },
        timedOut,
      ),
    hold: (holding) => write((asked) => hold(holding, asked)),
    revoke: (holding) => write((asked, knew) => revoke(holding, asked, knew)),
    forget: ({ ids }) =>
      machine.call(name, () => forget(slotOf(site, ids.entitlement, ids.principal)), timedOut),
    close: async () => undefined,
  };

  /** A session that outlived a revocation by hand. */
  function forget(slot: Slot): void {
    if (!slot.session || slot.standing) return;
    if (slot.clings !== undefined && slot.clings.until > now()) {
      witness.onCling(machine.name, slot);
      throw makeQuietly(timedOut);
    }
    slot.session = false;
    witness.onForget(slot);
  }

  function describeSlot({ principal, role, ours, standing }: Slot): Grant[] {
    const grant = (origin: Grant["origin"]): Grant => ({
      principal,
      entitlement: { provider: name, resource: "orders", role },
      ids: idsOf(principal, role),
      origin,
    });
    if (container === "shared") return ours || standing ? [grant("unknown")] : [];
    return [...(ours ? [grant("ours")] : []), ...(standing ? [grant("standing")] : [])];
  }
}

const snapshots = new WeakMap<Site, { at: number; slots: Slot[] }[]>();

/** Keeps what a listing may still show for a while: how it was at the end of each moment. */
export function remember(site: Site, now: number): void {
  if (site.consistencySeconds === 0) return;
  const known = snapshots.get(site) ?? [];
  const slots = [...site.slots.values()].map((slot) => ({ ...slot }));
  const horizon = findHorizon(known, now - site.consistencySeconds * 1000);
  snapshots.set(site, [...known.slice(horizon), { at: now, slots }]);
}

/** The last one that everybody sees by now. */
const findHorizon = (known: readonly { readonly at: number }[], time: number): number =>
  Math.max(
    0,
    known.findLastIndex(({ at }) => at <= time),
  );

function listBefore(site: Site, now: number): Slot[] {
  const known = snapshots.get(site) ?? [];
  const horizon = findHorizon(known, now - site.consistencySeconds * 1000);
  return known[horizon]?.slots ?? [...site.slots.values()];
}

/** What the provider does by itself: effects that land late, and its own expiry. `onExpired` hears of the latter. */
export function passTime(site: Site, now: number, onExpired: (slot: Slot) => void): void {
  if (site.late.length > 0) {
    const due = site.late.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
    site.late = site.late.filter(({ at }) => at > now);
    for (const { land } of due) land();
  }
  if (site.nativeExpiry === "none") return;
  for (const slot of site.slots.values())
    if (slot.ours && slot.until !== undefined && slot.until <= now) {
      slot.ours = false;
      slot.until = undefined;
      onExpired(slot);
    }
}

/** When the provider next does something by itself. */
export function nextOwnTurn(site: Site): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { at } of site.late) next = Math.min(next, at);
  if (site.nativeExpiry !== "none")
    for (const { ours, until } of site.slots.values())
      if (ours && until !== undefined) next = Math.min(next, until);
  return next;
}
