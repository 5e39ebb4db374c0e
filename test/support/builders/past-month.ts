import { addMilliseconds, addSeconds, subDays } from "date-fns";
import type { Entitlement } from "../../../src/core/access/entitlement.ts";
import type { Person } from "../../../src/core/access/lease.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { grantedEntry, intentEntry, lease, proof, revokedEntry } from "./ledger.ts";

const PEOPLE = [
  "alice",
  "bob",
  "erin",
  "frank",
  "grace",
  "heidi",
  "ivan",
  "judy",
  "mallory",
  "niaj",
  "olivia",
  "peggy",
];
const LEADS: readonly Person[] = ["carol", "dave", "rupert"].map((login, index) => ({
  id: 9001 + index,
  login,
}));
const RESOURCES: readonly Entitlement[] = [
  { provider: "orders-db", resource: "orders", role: "readonly" },
  { provider: "orders-db", resource: "payouts", role: "admin" },
  { provider: "cluster", resource: "production", role: "debug" },
  { provider: "aws", resource: "billing", role: "ReadOnlyAccess" },
  { provider: "directory", resource: "support-tools", role: "member" },
];

const pick = <T>(items: readonly T[], index: number): T => {
  const item = items[index % items.length];
  if (item === undefined) throw new Error("Nothing to pick from.");
  return item;
};

/** So many requests in the thirty days before `now`, always the same: one in seven refused, one in eleven withdrawn, some ends late. */
export function pastMonth(count: number, now: Date): LedgerEntry[] {
  const first = subDays(now, 30);
  // The last ones are held at `now`.
  const step = (30 * 86_400_000 - 2_400_000) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, index) =>
    tellRequest(index, addMilliseconds(first, Math.floor(index * step)), now),
  )
    .flat()
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function tellRequest(index: number, asked: Date, now: Date): LedgerEntry[] {
  const [login, lead, entitlement] = [
    pick(PEOPLE, index),
    pick(LEADS, index * 7),
    pick(RESOURCES, index * 13),
  ];
  const [pull, subject] = [index + 1, { id: 1000 + PEOPLE.indexOf(login), login }];
  const request = `payments/${login}-${pull}`;
  const heading: LedgerEntry = {
    kind: "asked",
    asked: {
      pull,
      requester: subject,
      head: proof.head,
      request,
      blob: proof.blob,
      subject,
      entitlements: [entitlement],
      durationMs: 3_600_000,
      at: asked,
    },
    at: asked,
  };
  if (index % 7 === 3) return [heading, refuse(request, pull, addSeconds(asked, 90))];
  if (index % 11 === 5)
    return [heading, { kind: "closed", pull, codes: ["NOT_APPROVED"], at: addSeconds(asked, 600) }];
  const reviewed = addSeconds(asked, 30 + ((index * 37) % 1800));
  const startsAt = addSeconds(reviewed, 4);
  const endsAt = addSeconds(startsAt, 1800 * (1 + (index % 8)));
  const given = lease({
    request,
    entitlement,
    principal: login,
    subject,
    approvers: [lead],
    policy: { name: entitlement.provider, blob: "d".repeat(40), commit: "e".repeat(40) },
    pull,
    startsAt,
    endsAt,
  });
  const reviews = [{ id: pull, reviewer: lead, commit: proof.head, at: reviewed }];
  const ended = addSeconds(endsAt, index % 17 === 8 ? 200 : 1);
  return [
    heading,
    intentEntry(given, { at: startsAt, proof: { ...proof, reviews } }),
    grantedEntry(given, addSeconds(startsAt, 1), endsAt),
    ...(ended < now ? [revokedEntry(given, ended, endsAt)] : []),
  ];
}

const refuse = (request: string, pull: number, at: Date): LedgerEntry => ({
  kind: "refused",
  refusal: {
    path: `access-requests/${request}.yaml`,
    blob: proof.blob,
    pull,
    codes: ["DURATION_TOO_LONG"],
    at,
  },
  at,
});
