import { type Holding, type HoldingIds, sameIds } from "../../../core/access/holding.ts";
import type { Validator } from "../../../core/document/lazy-validator.ts";
import { ProviderError } from "../error.ts";
import { isPage, readResult } from "./answer.ts";
import type { Receiver } from "./configuration.ts";
import type { ReadPage } from "./listing.ts";
import { type Change, type Channel, changeId, composeMessage, createSteadyClock, readId } from "./message.ts";

/** Questions to one receiver and its results. */
export interface Conversation {
  ask<Result>(type: string, data: object, isResult: Validator<Result>): Promise<Result>;
  /** The result must name the ids that it was asked for: the receiver says which it acted on. */
  change<Result extends { readonly ids: HoldingIds }>(
    type: Change,
    holding: Holding,
    isResult: Validator<Result>,
  ): Promise<Result>;
  /** Reads the pages of one listing, all within the deadline of one call. */
  createReader(type: string, data: object): ReadPage;
}

export function converse({ name, traits }: Receiver, channel: Channel, now: () => Date): Conversation {
  const readClock = createSteadyClock(now);

  async function send<Result>(
    type: string,
    id: string,
    data: object,
    isResult: Validator<Result>,
    deadlineSeconds: number = traits.deadlineSeconds,
  ): Promise<Result> {
    const message = composeMessage(type, id, data, readClock());
    return readResult(name, message, await channel(message, deadlineSeconds), isResult);
  }

  return {
    ask: (type, data, isResult) => send(type, readId(), data, isResult),

    async change(type, holding, isResult) {
      const result = await send(type, changeId(type, holding), describeHolding(holding), isResult);
      if (sameIds(result.ids, holding.ids)) return result;
      throw new ProviderError(name, "UNEXPECTED", new Error("The receiver acted on other ids."));
    },

    createReader(type, data) {
      const end = now().getTime() + traits.deadlineSeconds * 1000;
      return async (after) => {
        const seconds = (end - now().getTime()) / 1000;
        if (seconds <= 0) throw new ProviderError(name, "TIMEOUT");
        return send(type, readId(), { ...data, ...(after !== undefined && { after }) }, isPage, seconds);
      };
    },
  };
}

/** A holding as receivers read it. */
export const describeHolding = ({ principal, entitlement, ids, until }: Holding) => ({
  principal,
  entitlement: { resource: entitlement.resource, role: entitlement.role },
  ids,
  expiresAt: until.toISOString(),
});
