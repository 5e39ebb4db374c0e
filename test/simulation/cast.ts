import { createRandom } from "./random.ts";

/** The organisation every history plays in: plain data, known to the world and to the oracle alike. Imports nothing of the program. */

export interface Actor {
  readonly id: number;
  readonly login: string;
}

const person = (id: number, login: string): Actor => ({ id, login });

export const alice = person(1001, "alice");
export const bob = person(1002, "bob");
export const carol = person(1003, "carol");
export const dave = person(1004, "dave");
export const erin = person(1005, "erin");
export const frank = person(1006, "frank");
/** In no team. */
export const mallory = person(1007, "mallory");
export const app = person(9000, "hallpass[bot]");

export const people: readonly Actor[] = [alice, bob, carol, dave, erin, frank, mallory];

export const TEAMS = {
  payments: { id: 301, members: [alice, bob, carol] },
  "payments-leads": { id: 302, members: [carol, dave] },
  security: { id: 303, members: [erin, frank] },
} as const;

export type TeamSlug = keyof typeof TEAMS;

export const PROVIDERS = ["p1", "p2", "p3"] as const;
export const ROLES = ["readonly", "admin"] as const;
export const RESOURCE = "orders";

export interface Asked {
  readonly provider: string;
  readonly role: string;
}

/** A request as it can be written. The same key is the same text for ever, so that what is parsed is parsed once. */
export interface Template {
  readonly key: number;
  readonly id: string;
  readonly path: string;
  readonly text: string;
  readonly subject: Actor;
  readonly asked: readonly Asked[];
  readonly seconds: number;
  /** When it begins, at the earliest. */
  readonly start: number | undefined;
  /** The request that it extends. */
  readonly extends: string | undefined;
  /** The issue whose closing ends it. */
  readonly task: number | undefined;
  /** It says that it cannot wait for a review. */
  readonly isEmergency: boolean;
}

/** When every history begins. */
export const START = Date.UTC(2026, 0, 5, 8);

const DURATIONS = [
  ["5m", 300],
  ["10m", 600],
  ["1h", 3600],
  ["8h", 28_800],
  ["3m", 180],
  ["12h", 43_200],
] as const;

/** So many stand for themselves; as many again carry on from them, in the same order. */
export const PLAIN_COUNT = 120;
export const TEMPLATE_COUNT = 2 * PLAIN_COUNT;

/** Emergencies come after them. */
export const EMERGENCY_COUNT = PLAIN_COUNT;

export const TASKS = [9001, 9002, 9003] as const;

/** Many ask for the same, so that leases overlap. */
function writeTemplate(key: number): Template {
  const random = createRandom((key % PLAIN_COUNT) + 77);
  const subject = random.chance(0.65) ? alice : random.chance(0.7) ? bob : carol;
  const first = { provider: random.pick(PROVIDERS), role: random.chance(0.8) ? "readonly" : "admin" };
  const second = { provider: random.pick(PROVIDERS), role: "readonly" };
  const isSame = first.provider === second.provider && first.role === second.role;
  const asked = random.chance(0.25) && !isSame ? [first, second] : [first];
  const own = createRandom(key + 991);
  const [duration, seconds] = DURATIONS[own.chance(0.9) ? own.below(4) : 4 + own.below(2)] ?? DURATIONS[0];
  const isEmergency = key >= TEMPLATE_COUNT;
  const extended = key < PLAIN_COUNT || isEmergency ? undefined : `payments/r${key - PLAIN_COUNT}`;
  const start =
    extended === undefined && !isEmergency && own.chance(0.1)
      ? START + own.pick([1, 4, 24, 72]) * 3_600_000
      : undefined;
  const task = own.chance(0.12) ? own.pick(TASKS) : undefined;
  const id = `payments/r${key}`;
  const lines = [
    `subject: ${subject.login}`,
    "entitlements:",
    ...asked.map(
      ({ provider, role }) => `  - { provider: ${provider}, resource: ${RESOURCE}, role: ${role} }`,
    ),
    `duration: ${duration}`,
    ...(start === undefined ? [] : [`start: ${new Date(start).toISOString().slice(0, 16)}Z`]),
    ...(extended === undefined ? [] : [`extends: ${extended}`]),
    ...(task === undefined ? [] : [`until: { closed: ${task} }`]),
    ...(isEmergency ? ["breakGlass: true"] : []),
    `reason: Investigate case ${key} of the orders`,
    "",
  ];
  const path = `access-requests/${id}.yaml`;
  const text = lines.join("\n");
  return { key, id, path, text, subject, asked, seconds, start, extends: extended, task, isEmergency };
}

export const templates: readonly Template[] = Array.from(
  { length: TEMPLATE_COUNT + EMERGENCY_COUNT },
  (_, key) => writeTemplate(key),
);

export function templateOf(key: number): Template {
  const template = templates[key % templates.length];
  if (template === undefined) throw new Error(`There is no template ${key}.`);
  return template;
}

/** A set of rules: what it offers and up to how long. */
export interface RuleSet {
  readonly name: string;
  readonly providers: readonly string[];
  readonly maximum: readonly [text: string, seconds: number];
  readonly policy: string;
}

/** What needs no review before, where the organisation's profile is `standard`. */
export const AUTOMATIC = { maximum: ["10m", 600], perPerson: 2, perDay: 3 } as const;
export const EMERGENCY = { maximum: ["10m", 600] } as const;
/** Never given automatically. */
export const SENSITIVE_ROLE = "admin";

const describePolicy = (providers: readonly string[], maximum: string): string => `name: access
folders: [payments]
entitlements:
${providers.map((provider) => `  - { provider: ${provider}, resource: ${RESOURCE}, roles: [${ROLES.join(", ")}], sensitive: [${SENSITIVE_ROLE}] }`).join("\n")}
requesters:
  teams:
    - { slug: payments, id: ${TEAMS.payments.id} }
duration:
  maximum: ${maximum}
approvals:
  teams:
    - { slug: payments-leads, id: ${TEAMS["payments-leads"].id} }
automatic: { maximum: ${AUTOMATIC.maximum[0]}, perPerson: ${AUTOMATIC.perPerson}, perDay: ${AUTOMATIC.perDay} }
breakGlass:
  maximum: ${EMERGENCY.maximum[0]}
  teams:
    - { slug: payments, id: ${TEAMS.payments.id} }
`;

const writeRules = (name: string, providers: readonly string[], maximum: RuleSet["maximum"]): RuleSet => ({
  name,
  providers,
  maximum,
  policy: describePolicy(providers, maximum[0]),
});

export const ruleSets: readonly [RuleSet, ...RuleSet[]] = [
  writeRules("all", PROVIDERS, ["8h", 28_800]),
  writeRules("long", PROVIDERS, ["1d", 86_400]),
  writeRules("without p2", ["p1", "p3"], ["8h", 28_800]),
  writeRules("only p1", ["p1"], ["8h", 28_800]),
];

export const ruleSetOf = (index: number): RuleSet => ruleSets[index % ruleSets.length] ?? ruleSets[0];

export const POLICY_PATH = "policies/access.yaml";
export const MINIMUM_SECONDS = 300;

export const OWNERS_TEXT = `/access-requests/payments/ @acme/payments-leads
/policies/ @acme/security
/.github/ @acme/security
`;

export type Profile = "strict" | "standard";

export const writeSettings = (profile: Profile): string => `ledger:
  publicKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"A".repeat(43)}
rules:
  approvals:
    teams:
      - { slug: security, id: ${TEAMS.security.id} }
${profile === "standard" ? "profile: standard\n" : ""}people:
${people
  .map(
    ({ id, login }) =>
      `  - { id: ${id}, login: ${login}, principals: { ${PROVIDERS.map((provider) => `${provider}: ${login}`).join(", ")} } }`,
  )
  .join("\n")}
`;
