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
}

const DURATIONS = [
  ["5m", 300],
  ["10m", 600],
  ["1h", 3600],
  ["8h", 28_800],
  ["3m", 180],
  ["12h", 43_200],
] as const;

export const TEMPLATE_COUNT = 240;

/** Many ask for the same, so that leases overlap. */
function writeTemplate(key: number): Template {
  const random = createRandom(key + 77);
  const subject = random.chance(0.65) ? alice : random.chance(0.7) ? bob : carol;
  const first = { provider: random.pick(PROVIDERS), role: random.chance(0.8) ? "readonly" : "admin" };
  const second = { provider: random.pick(PROVIDERS), role: "readonly" };
  const isSame = first.provider === second.provider && first.role === second.role;
  const asked = random.chance(0.25) && !isSame ? [first, second] : [first];
  const [duration, seconds] =
    DURATIONS[random.chance(0.9) ? random.below(4) : 4 + random.below(2)] ?? DURATIONS[0];
  const entitlements = asked.map(
    ({ provider, role }) => `  - { provider: ${provider}, resource: ${RESOURCE}, role: ${role} }`,
  );
  const id = `payments/r${key}`;
  return {
    key,
    id,
    path: `access-requests/${id}.yaml`,
    text: `subject: ${subject.login}\nentitlements:\n${entitlements.join("\n")}\nduration: ${duration}\nreason: Investigate case ${key} of the orders\n`,
    subject,
    asked,
    seconds,
  };
}

export const templates: readonly Template[] = Array.from({ length: TEMPLATE_COUNT }, (_, key) =>
  writeTemplate(key),
);

export function templateOf(key: number): Template {
  const template = templates[key % TEMPLATE_COUNT];
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

const describePolicy = (providers: readonly string[], maximum: string): string => `name: access
folders: [payments]
entitlements:
${providers.map((provider) => `  - { provider: ${provider}, resource: ${RESOURCE}, roles: [${ROLES.join(", ")}] }`).join("\n")}
requesters:
  teams:
    - { slug: payments, id: ${TEAMS.payments.id} }
duration:
  maximum: ${maximum}
approvals:
  teams:
    - { slug: payments-leads, id: ${TEAMS["payments-leads"].id} }
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

export const SETTINGS_TEXT = `ledger:
  publicKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"A".repeat(43)}
rules:
  approvals:
    teams:
      - { slug: security, id: ${TEAMS.security.id} }
people:
${people
  .map(
    ({ id, login }) =>
      `  - { id: ${id}, login: ${login}, principals: { ${PROVIDERS.map((provider) => `${provider}: ${login}`).join(", ")} } }`,
  )
  .join("\n")}
`;
