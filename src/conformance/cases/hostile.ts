// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH1: The holder locks what the revocation has to write (their own role's row, a table) and keeps the
//     transaction open.
//   HH2: The holder takes every connection of the server around the end.
//   HH3: The holder opens a session that sets the role and delays its own start until after the end
//     (`post_auth_delay`).
//   HH4: The holder sets the password of the lent role, and logs in as that role after the end.
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.
//   HH6: The lent role owns the database that Hallpass connects to: its holder locks all others out, or sets
//     an option that makes every connection fail.

import assert from "node:assert/strict";
import { idsKey } from "../../core/access/holding.ts";
import { withDeadline } from "../../providers/adapter/deadline.ts";
import { type Case, defineCase } from "../contract/case.ts";
import type { Fixture, HostilePlay } from "../contract/fixture.ts";
import { assertUnusable, assertUsable, holdFor, isSame, listKeys, settle } from "../contract/look.ts";
import { retry } from "../contract/retry.ts";

/** The access ends although the holder uses all it gives to keep it (the rows HH1 to HH6 of the threat table). */
export const hostile: readonly Case[] = [
  defineCase({
    name: "HH1: a holder who locks what the end must write loses the access",
    ...playsOf("HH1"),
  }),
  defineCase({
    name: "HH2: a holder who takes all connections loses the access",
    ...playsOf("HH2"),
  }),
  defineCase({
    name: "HH3: a holder who passes the access on loses it",
    ...playsOf("HH3"),
  }),
  defineCase({
    name: "HH4: a holder who makes what runs later as somebody else loses the access",
    ...playsOf("HH4"),
  }),
  defineCase({
    name: "HH5: a holder who renames or remakes the account, the group or the resource loses the access",
    ...playsOf("HH5"),
  }),
  defineCase({
    name: "HH6: a holder who floods the system around the end loses the access",
    ...playsOf("HH6"),
  }),
];

function playsOf(id: string) {
  const listPlays = ({ hostile = [] }: Fixture) => hostile.filter((play) => play.id === id);
  return {
    needs: ["hostile"],
    unless: (fixture: Fixture) =>
      listPlays(fixture).length === 0 ? `the fixture has no play for ${id}` : undefined,
    async run(fixture: Fixture) {
      for (const play of listPlays(fixture)) await endInSpiteOf(play, fixture);
    },
  } as const;
}

/** Each call keeps the adapter's deadline, and `retry` bounds their number. */
async function endInSpiteOf({ does, play, clean, survives }: HostilePlay, fixture: Fixture): Promise<void> {
  const provider = withDeadline(fixture.provider);
  await provider.traits();
  const before = await listKeys(fixture);
  const held = await holdFor(fixture, fixture.principals.first);
  const after = `after the end, of a holder who ${does}`;
  try {
    await assertUsable(fixture, held.principal, true, `before a holder ${does}`);
    await play(held.principal);
    await retry(() => provider.revoke(held));
    await assertUnusable(fixture, held.principal, after);
    const seen = await settle(fixture, () => listKeys(fixture), isSame(before));
    if (survives === undefined) assert.deepEqual(seen, before, `who holds the access ${after}`);
    else assert.ok(!seen.includes(`${idsKey(held.ids)} ours`), `the grant is still listed ${after}`);
  } finally {
    await clean?.(held.principal);
  }
}
