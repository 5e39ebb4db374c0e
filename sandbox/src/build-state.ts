import { randomBytes } from "node:crypto";
import type { Account, App, Organization, Team } from "./accounts.ts";
import { beginActions } from "./actions-settings.ts";
import type { Behaviour } from "./behaviour.ts";
import { createRepository } from "./create-repository.ts";
import { startFaults } from "./faults.ts";
import { createAppKey } from "./keys.ts";
import { startLags } from "./lags.ts";
import { startSecondaryLimits } from "./secondary-limits.ts";
import type { Seed, SeedApp } from "./seed.ts";
import type { Limits, State } from "./state.ts";
import { setParent } from "./team-changes.ts";
import { createWebKey } from "./web/session.ts";
import { startWebhooks } from "./webhooks.ts";

export interface Beginning {
  readonly seed: Seed;
  readonly url: string;
  /** The folder of the bare repositories. */
  readonly directory: string;
  readonly clock: () => Date;
  readonly webhookUrl: string;
  readonly limits: Limits;
  readonly behaviour: Behaviour;
}

/** Builds a sandbox's first state from a seed, including its repositories. */
export async function buildState(beginning: Beginning): Promise<State> {
  const { seed, url } = beginning;
  const { clock, advance } = movable(beginning.clock);
  const people = seed.users.map(toPerson);
  const organization = toOrganization(seed);
  const teams = toTeams(seed, people);
  const apps = await Promise.all(seed.apps.map((app) => toApp(app, beginning.webhookUrl)));
  const repositories = await Promise.all(
    seed.repositories.map((repository) =>
      createRepository({ ...beginning, repository, organization, people, teams }),
    ),
  );
  const nextId = countFrom(100_001);
  return {
    url,
    clock,
    advance,
    startedAt: clock(),
    directory: beginning.directory,
    nextId,
    organization,
    people,
    suspended: new Set(),
    teams,
    apps,
    uninstalled: new Set(),
    madeApps: new Map(),
    repositories,
    actions: beginActions(),
    limits: beginning.limits,
    behaviour: beginning.behaviour,
    secondaryLimits: startSecondaryLimits(clock),
    tokens: new Map(),
    controlToken: `control_${randomBytes(30).toString("base64url")}`,
    webKey: createWebKey(),
    ownPages: [],
    lags: startLags(),
    faults: startFaults(clock, nextId),
    skewSeconds: 0,
    requests: [],
    webhooks: startWebhooks(clock, nextId),
  };
}

/** Time passes as by the given clock, and in leaps. */
function movable(given: () => Date): Pick<State, "clock" | "advance"> {
  let ahead = 0;
  return {
    clock: () => new Date(given().getTime() + ahead),
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}

function countFrom(first: number): () => number {
  let next = first;
  return () => next++;
}

const toPerson = ({ id, login, name }: Seed["users"][number]): Account => ({
  id,
  login,
  name: name ?? login.charAt(0).toUpperCase() + login.slice(1),
  type: "User",
});

function toOrganization({ organization, users }: Seed): Organization {
  const { id, login, basePermission } = organization;
  return {
    account: { id, login, name: login, type: "Organization" },
    formerLogins: [],
    basePermission,
    members: new Map(
      users.flatMap((user) => (user.role === "outside" ? [] : [[user.id, user.role] as const])),
    ),
    twoFactorRequired: organization.twoFactorRequired ?? true,
    withoutTwoFactor: new Set(users.filter(({ twoFactor }) => twoFactor === false).map((user) => user.id)),
    identities: [],
    invitations: [],
    roles: [],
    samlLevel: "organization",
    plan: "team",
  };
}

function toTeams(seed: Seed, people: readonly Account[]): Team[] {
  const teams = seed.teams.map((team) => toTeam(team, people));
  for (const { slug, parent } of seed.teams) {
    const [child, above] = [slug, parent].map((wanted) => teams.find((team) => team.slug === wanted));
    if (child !== undefined) setParent(child, above);
  }
  return teams;
}

function toTeam(team: Seed["teams"][number], people: readonly Account[]): Team {
  const { id, slug, name, members, maintainers = [] } = team;
  return {
    id,
    slug,
    name: name ?? slug,
    privacy: "closed",
    members: people.filter(({ login }) => [...members, ...maintainers].includes(login)),
    maintainers: new Set(
      people.filter(({ login }) => maintainers.includes(login)).map((person) => person.id),
    ),
    synchronized: false,
    invited: [],
    parent: undefined,
    children: [],
  };
}

async function toApp(app: SeedApp, webhookUrl: string): Promise<App> {
  const { id, slug, name, botId, installationId, permissions, webhooks, webhookPath = "" } = app;
  const { privateKey, publicKey } = await createAppKey(slug);
  const bot: Account = { id: botId, login: `${slug}[bot]`, name: `${slug}[bot]`, type: "Bot" };
  return {
    id,
    slug,
    name,
    bot,
    installationId,
    permissions,
    privateKey,
    publicKeys: [publicKey],
    webhookSecret: randomBytes(32).toString("base64url"),
    webhookUrl: webhooks ? new URL(webhookPath, webhookUrl).href : undefined,
  };
}
