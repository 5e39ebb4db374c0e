import type { Activity } from "../../../core/access/activity.ts";
import type { Entitlement } from "../../../core/access/entitlement.ts";
import type { Grant, Receipt } from "../../../core/access/grant.ts";
import type { Holding } from "../../../core/access/holding.ts";
import type { Finding } from "../../../core/findings/finding.ts";
import type { Provider } from "../../../core/ports/provider.ts";
import { checkAllowed } from "../allowed.ts";
import { describeConnection } from "../entry/connect.ts";
import { powersOf } from "../entry/powers.ts";
import { ProviderError } from "../error.ts";
import { isActivity, isDescription, isForgotten, isGone, isHeld, isIdentity } from "./answer.ts";
import type { Receiver } from "./configuration.ts";
import { type Conversation, converse, describeHolding } from "./conversation.ts";
import { compareDeclarations } from "./declarations.ts";
import { readPages, refuseOthers } from "./listing.ts";
import type { Channel } from "./message.ts";

/**
 * A provider whose system is behind a receiver: a program of the system's owner that answers messages. `examine` finds the mistakes of the
 * channel itself.
 */
export function receiverProvider(
  receiver: Receiver,
  channel: Channel,
  now: () => Date,
  examine: () => Promise<Finding[]>,
): Provider {
  const { name, traits, offers, resources, powers, connect } = receiver;
  const conversation = converse(receiver, channel, now);
  const check = (entitlement: Entitlement) => checkAllowed(resources, entitlement);
  const refuseUnknown = (entitlements: readonly Entitlement[]): void => {
    if (entitlements.some((each) => check(each).length > 0))
      throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
  };

  return {
    name,
    check,
    powers: (entitlement) => powersOf(powers, entitlement),
    traits: async () => traits,

    async identify(principal, entitlement) {
      refuseUnknown([entitlement]);
      const data = { principal, entitlement: nameOf(entitlement) };
      return (await conversation.ask("access.identify", data, isIdentity)).ids;
    },

    async listGrants(entitlements) {
      refuseUnknown(entitlements);
      const data = { entitlements: entitlements.map(nameOf) };
      const grants: Grant[] = [];
      const pages = readPages(receiver, conversation.createReader("access.list", data));
      for await (const grant of pages) grants.push(grant);
      return refuseOthers(name, grants, entitlements);
    },

    hold: (holding) => hold(receiver, conversation, holding),
    revoke: (holding) => revoke(conversation, holding),

    ...(offers.has("inventory") && {
      inventory: () => readPages(receiver, conversation.createReader("access.inventory", {})),
    }),
    ...(offers.has("forget") && {
      async forget(holding: Holding) {
        await conversation.change("access.forget", holding, isForgotten);
      },
    }),
    ...(offers.has("activity") && {
      activity: (holding: Holding, from: Date) => readActivity(receiver, conversation, holding, from),
    }),
    ...(connect && {
      connect: (access: Pick<Holding, "principal" | "entitlement">) => describeConnection(connect, access),
    }),

    async diagnose() {
      const findings = await examine();
      if (findings.some(({ severity }) => severity === "error")) return findings;
      const description = await conversation.ask("access.describe", {}, isDescription);
      return [...findings, ...compareDeclarations(receiver, description)];
    },

    async close() {},
  };
}

const nameOf = ({ resource, role }: Entitlement) => ({ resource, role });

async function hold(receiver: Receiver, conversation: Conversation, holding: Holding): Promise<Receipt> {
  const result = await conversation.change("access.hold", holding, isHeld);
  if (isEndPlanted(receiver, result, holding)) return { changed: result.changed, sessionsEnded: 0 };
  // No grant without its planted end. Access that was there before this call stays until its own end.
  if (result.changed) await revoke(conversation, holding);
  throw new ProviderError(receiver.name, "UNEXPECTED", new Error("The receiver did not plant the end."));
}

/** Access that was there before, in a container that cannot tell grants apart, has no end of ours. */
const isEndPlanted = (
  { traits }: Receiver,
  { changed, expiresAt = "" }: { readonly changed: boolean; readonly expiresAt?: string },
  { until }: Holding,
): boolean =>
  traits.nativeExpiry === "none" ||
  (traits.container === "shared" && !changed) ||
  Date.parse(expiresAt) === until.getTime();

async function revoke(conversation: Conversation, holding: Holding): Promise<Receipt> {
  const { changed, sessionsEnded = 0 } = await conversation.change("access.revoke", holding, isGone);
  return { changed, sessionsEnded };
}

async function readActivity(
  { name }: Receiver,
  conversation: Conversation,
  holding: Holding,
  from: Date,
): Promise<Activity[]> {
  const data = { ...describeHolding(holding), from: from.toISOString() };
  const { activity, count } = await conversation.ask("access.activity", data, isActivity);
  if (count !== activity.length)
    throw new ProviderError(name, "UNEXPECTED", new Error(`${activity.length} lines, count ${count}.`));
  return activity.map(({ at, action }) => ({ at: new Date(at), action }));
}
