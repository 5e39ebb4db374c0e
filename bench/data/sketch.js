// The people, requests and leases of every row: the same for the same number, without a random source. Plain JavaScript on dist/, which cannot
// import the builders of test/support; the rows read the entries back through the ledger's own schemas.
import { createPrivateKey } from "node:crypto";
import { applyEntries, emptyLedger } from "../../dist/core/ledger/ledger.js";

/** Every row judges at this time. */
export const NOW = new Date("2025-11-20T16:00:00.000Z");

/** Signs ledgers that hold nothing real: RFC 8410 around 32 bytes that are written here. */
export const privateKey = createPrivateKey({
  key: Buffer.from(`302e020100300506032b657004220420${"5a".repeat(32)}`, "hex"),
  format: "der",
  type: "pkcs8",
});

export const identity = { name: "hallpass[bot]", email: "hallpass@example.com" };

const TEAMS = 50;
const roles = ["readonly", "readwrite", "owner", "auditor"];
const hours = [1, 2, 4, 8, 24, 48, 96, 168];

export const teamOf = (index) => `team-${index % TEAMS}`;
export const requestOf = (index) => `${teamOf(index)}/r${index}`;
export const pathOf = (index) => `access-requests/${requestOf(index)}.yaml`;

/** One in a hundred has ended; the others end long after anybody runs this. */
export function leaseOf(index, endsAt = endOf(index)) {
  const login = `user-${index % 5000}`;
  const entitlement = {
    provider: "orders-db",
    resource: `resource-${index % 400}`,
    role: roles[index % roles.length],
  };
  return {
    request: requestOf(index),
    entitlement,
    // One holding each: a person may hold the same role of one resource once.
    principal: `account-${index}`,
    subject: { id: 1000 + (index % 5000), login },
    approvers: [{ id: 900_000 + (index % 40), login: `lead-${index % 40}` }],
    pull: index + 1,
    reason: `Investigate stuck refunds for INC-${index}`,
    startsAt: new Date(endsAt.getTime() - hours[index % hours.length] * 3_600_000),
    endsAt,
  };
}

function endOf(index) {
  const start = index % 100 === 0 ? NOW.getTime() - 86_400_000 : Date.UTC(2099, 0);
  return new Date(start + (index % 10_080) * 60_000);
}

export const requestText = (index) =>
  [
    `subject: user-${index % 5000}`,
    "entitlements:",
    `  - { provider: orders-db, resource: resource-${index % 400}, role: ${roles[index % roles.length]} }`,
    `duration: ${hours[index % hours.length]}h`,
    `reason: Investigate stuck refunds for INC-${index}`,
    "",
  ].join("\n");

export const idsOf = ({ principal, entitlement }) => ({
  instance: "bench-instance-1",
  principal: `p:${principal}`,
  entitlement: `e:${entitlement.resource}:${entitlement.role}`,
});

export const proofOf = (index) => ({
  head: fake("a", index),
  merge: fake("b", index),
  blob: fake("c", index),
  externalId: `${index + 1}:${"d".repeat(64)}`,
});

const fake = (letter, index) => (letter + index.toString(16)).padEnd(40, "0");

/** Intent and outcome of each lease. */
export function entriesOf(lease, index) {
  const { principal, entitlement, startsAt: at, endsAt: until } = lease;
  const about = { principal, entitlement, at };
  const intent = { container: "separate", heldBefore: false, ids: idsOf(lease), proof: proofOf(index) };
  return [
    { kind: "intent", ...about, lease, ...intent },
    { kind: "granted", ...about, until, changed: true },
  ];
}

/** The entries and the state of a ledger with so many holdings. */
export function sketchLedger(size, endsAt) {
  const entries = Array.from({ length: size }, (_, index) =>
    entriesOf(leaseOf(index, endsAt?.(index)), index),
  ).flat();
  return { entries, state: applyEntries(emptyLedger, entries) };
}

export const numbers = (size) => Array.from({ length: size }, (_, index) => index);
