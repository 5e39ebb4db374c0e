// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   ID11: The account at the provider is dropped, and made anew under its name.
//   RV5: The subject held the role before.
//   RV10: Somebody took it back by hand already.
//   GX8: A provider fails after it did what it was asked.
//   GX13: A grant collides with the revocation before it.
//   X42: A provider answers with the ids of somebody else.
//   X43: The server behind a provider's name is another one now.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Entitlement } from "../../src/core/access/entitlement.ts";
import type { Grant } from "../../src/core/access/grant.ts";
import type { Holding } from "../../src/core/access/holding.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import type { Abilities } from "../../src/providers/adapter/abilities.ts";
import { ProviderError } from "../../src/providers/adapter/error.ts";

/** What the suite needs of a provider: the means to look at it and change it from outside. */
export interface ProviderFixture {
  readonly provider: Provider;
  readonly entitlement: Entitlement;
  /** A role that exists nowhere, and one of the names the fix must offer. */
  readonly unknown: { readonly resource: Entitlement; readonly role: Entitlement };
  /** Two principals that hold nothing, and one whose name is an attack. */
  readonly principals: { readonly first: string; readonly second: string; readonly hostile: string };
  /** A principal that does not exist. */
  readonly missing: string;
  /** A principal that holds the entitlement without Hallpass. */
  readonly standing: string;
  /** Makes the provider's system fail from now on, or work again. */
  fail(isFailing: boolean): void;
  close(): Promise<void>;

  // What follows is optional: the suite runs the cases that need it where it is there.

  /** What the adapter claims. */
  readonly abilities?: Abilities;
  /** An administrator gives or takes the entitlement by hand, at the system itself. */
  readonly byHand?: {
    give(principal: string): Promise<void>;
    take(principal: string): Promise<void>;
  };
  /** Whether the principal can use the access now, tried at the system as the person would: a login, a query, a bind. */
  canUse?(principal: string): Promise<boolean>;
  /** A session that the principal opens while holding the access. */
  openSession?(principal: string): Promise<{ isAlive(): Promise<boolean>; close(): Promise<void> }>;
  /** Disturbs each following call to the system, or none. */
  disturb?(disturbance: Disturbance | undefined): void;
  /** Lets the system pass the end of the holding with no call of ours, by its own clock or with a short end. */
  expire?(holding: Holding): Promise<void>;
  /** Deletes the account, or the role or resource, at the system. */
  readonly drop?: { principal(principal: string): Promise<void>; entitlement(): Promise<void> };
  /** Another administrator removes the mark by which the adapter knows the principal's grant. */
  stripMark?(principal: string): Promise<void>;
  /** Values that no error may contain: passwords, tokens, keys. */
  readonly secrets?: readonly string[];
  /** What a holder does to keep the access or to stop its end, each with all that the access gives. Runs while the principal holds it. */
  readonly hostile?: readonly {
    readonly id: string;
    readonly does: string;
    play(principal: string): Promise<void>;
  }[];
}

/**
 * `lost-answer`: the system does what it is asked, and the answer never arrives. `fails-after`: it does what it is asked and answers with a
 * server error. `throttled`: it answers 429 with `Retry-After: 7`, or its own way to say so. `partial`: a listing breaks off after its first
 * page. `slow`: the answer comes after the deadline, the effect later still.
 */
export type Disturbance = "lost-answer" | "fails-after" | "throttled" | "partial" | "slow";

// No timer of the server's own goes off while the suite runs.
const hour = new Date("2126-11-20T16:00:00Z");

/** The contract of every adapter (src/core/ports/provider.ts; docs/providers/adding-a-provider.md). */
export function testProvider(name: string, setUp: () => Promise<ProviderFixture>): void {
  describe(name, () => {
    let fixture: ProviderFixture;
    let container: "separate" | "shared";
    const provider = () => fixture.provider;

    beforeAll(async () => {
      fixture = await setUp();
      container = (await provider().traits()).container;
    });
    afterAll(() => fixture?.close());

    const identify = async (principal: string): Promise<Holding> => {
      const { entitlement } = fixture;
      return { principal, entitlement, ids: await provider().identify(principal, entitlement), until: hour };
    };
    const grantsOf = async (principal: string): Promise<Grant[]> =>
      (await provider().listGrants([fixture.entitlement])).filter((grant) => grant.principal === principal);
    const originsOf = async (principal: string) => (await grantsOf(principal)).map(({ origin }) => origin);
    const oursIs = (): Grant["origin"] => (container === "separate" ? "ours" : "unknown");

    beforeEach(async () => {
      const { first, second, hostile } = fixture.principals;
      for (const principal of [first, second, hostile]) await provider().revoke(await identify(principal));
    });

    it("holds, lists what it holds with the same ids, and ends it", async () => {
      const holding = await identify(fixture.principals.first);
      expect(await provider().hold(holding)).toMatchObject({ changed: true });
      const { principal, entitlement, ids } = holding;
      expect(await grantsOf(principal)).toEqual([{ principal, entitlement, ids, origin: oursIs() }]);
      expect(await provider().revoke(holding)).toMatchObject({ changed: true });
      expect(await grantsOf(principal)).toEqual([]);
    });

    it("changes nothing when it holds again, whatever the new end", async () => {
      const holding = await identify(fixture.principals.first);
      await provider().hold(holding);
      const later = { ...holding, until: new Date(hour.getTime() + 3_600_000) };
      expect(await provider().hold(later)).toMatchObject({ changed: false });
      expect(await originsOf(holding.principal)).toEqual([oursIs()]);
    });

    it("RV10, GX8: calls a second end success", async () => {
      const holding = await identify(fixture.principals.first);
      await provider().hold(holding);
      await provider().revoke(holding);
      expect(await provider().revoke(holding)).toEqual({ changed: false, sessionsEnded: 0 });
    });

    it("ends one person's access and leaves everybody else's", async () => {
      const [first, second] = [
        await identify(fixture.principals.first),
        await identify(fixture.principals.second),
      ];
      await provider().hold(first);
      await provider().hold(second);
      await provider().revoke(first);
      expect(await originsOf(second.principal)).toEqual([oursIs()]);
    });

    it("RV5: keeps standing access apart, or says that it was there", async () => {
      const holding = await identify(fixture.standing);
      if (container === "shared") {
        expect(await provider().hold(holding)).toEqual({ changed: false, sessionsEnded: 0 });
        expect(await originsOf(fixture.standing)).toEqual(["unknown"]);
        return;
      }
      expect(await originsOf(fixture.standing)).toEqual(["standing"]);
      expect(await provider().hold(holding)).toMatchObject({ changed: true });
      expect((await originsOf(fixture.standing)).sort()).toEqual(["ours", "standing"]);
      expect(await provider().revoke(holding)).toMatchObject({ changed: true });
      expect(await originsOf(fixture.standing)).toEqual(["standing"]);
    });

    it("treats a hostile name as nothing but a name", async () => {
      const holding = await identify(fixture.principals.hostile);
      expect(await provider().hold(holding)).toMatchObject({ changed: true });
      expect(await originsOf(fixture.principals.hostile)).toEqual([oursIs()]);
      expect(await provider().revoke(holding)).toMatchObject({ changed: true });
      await expect(identify(fixture.principals.first)).resolves.toBeDefined();
    });

    it.each(["instance", "principal", "entitlement"] as const)(
      "X42, ID11: refuses to hold when the %s is another",
      async (id) => {
        const holding = await identify(fixture.principals.first);
        const other = { ...holding, ids: { ...holding.ids, [id]: "4294967295" } };
        await expect(provider().hold(other)).rejects.toMatchObject({
          code: "IDENTITY_CHANGED",
          retryable: false,
        });
        expect(await grantsOf(holding.principal)).toEqual([]);
      },
    );

    it("X43: does not call it ended when the recorded instance is another", async () => {
      const holding = await identify(fixture.principals.first);
      await provider().hold(holding);
      const elsewhere = { ...holding, ids: { ...holding.ids, instance: "4294967295" } };
      await expect(provider().revoke(elsewhere)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
      expect(await originsOf(holding.principal)).toEqual([oursIs()]);
    });

    it("knows no principal that does not exist", async () => {
      await expect(identify(fixture.missing)).rejects.toMatchObject({ code: "UNKNOWN_PRINCIPAL" });
    });

    it("finds an unknown resource and an unknown role, and names what there is", () => {
      const { unknown, entitlement } = fixture;
      expect(provider().check(entitlement)).toEqual([]);
      expect(provider().check(unknown.resource)).toMatchObject([
        {
          code: "RESOURCE_UNKNOWN",
          severity: "error",
          fix: expect.stringContaining(`"${entitlement.resource}"`),
        },
      ]);
      expect(provider().check(unknown.role)).toMatchObject([
        { code: "ROLE_UNKNOWN", severity: "error", fix: expect.stringContaining(`"${entitlement.role}"`) },
      ]);
    });

    it("throws for an entitlement it does not know instead of listing nothing", async () => {
      const error = { code: "UNKNOWN_ENTITLEMENT" };
      await expect(provider().listGrants([fixture.entitlement, fixture.unknown.role])).rejects.toMatchObject(
        error,
      );
      await expect(
        provider().identify(fixture.principals.first, fixture.unknown.resource),
      ).rejects.toMatchObject(error);
    });

    it("throws while its system fails instead of answering, and answers later", async () => {
      const { entitlement, principals, fail } = fixture;
      const holding = await identify(principals.first);
      await provider().hold(holding);
      const calls: [string, () => Promise<unknown>][] = [
        ["listGrants", () => provider().listGrants([entitlement])],
        ["identify", () => provider().identify(principals.first, entitlement)],
        ["hold", () => provider().hold(holding)],
        ["revoke", () => provider().revoke(holding)],
      ];
      for (const [method, call] of calls) {
        fail(true);
        const outcome = await call().catch((error: unknown) => error);
        fail(false);
        expect(outcome, `${method} while the system fails`).toBeInstanceOf(ProviderError);
      }
      expect(await originsOf(holding.principal)).toEqual([oursIs()]);
    });

    it("GX13: settles concurrent holds and ends: each succeeds or may be retried, and the last word counts", async () => {
      const holding = await identify(fixture.principals.first);
      const calls = Array.from({ length: 12 }, (_, index) =>
        index % 2 ? provider().revoke(holding) : provider().hold(holding),
      );
      for (const result of await Promise.allSettled(calls)) {
        if (result.status === "rejected") {
          expect(result.reason).toBeInstanceOf(ProviderError);
          expect(result.reason).toMatchObject({ retryable: true });
        }
      }
      await provider().hold(holding);
      expect(await originsOf(holding.principal)).toEqual([oursIs()]);
      await provider().revoke(holding);
      expect(await grantsOf(holding.principal)).toEqual([]);
    });
  });
}
