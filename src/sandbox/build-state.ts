import { randomBytes } from "node:crypto";
import type { Account, App, Organization, Team } from "./accounts.ts";
import { createRepository } from "./create-repository.ts";
import { createAppKey } from "./keys.ts";
import type { Seed, SeedApp } from "./seed.ts";
import type { State } from "./state.ts";
import { startWebhooks } from "./webhooks.ts";

export interface Beginning {
  readonly seed: Seed;
  readonly url: string;
  /** Where the bare repositories go. */
  readonly directory: string;
  readonly clock: () => Date;
  readonly webhookUrl: string;
  readonly ledgerPublicKey: string;
}

/** Turns a seed into a sandbox's first state, its repositories included. */
export async function buildState(beginning: Beginning): Promise<State> {
  const { seed, url, clock } = beginning;
  const people = seed.users.map(toPerson);
  const organization = toOrganization(seed);
  const teams = seed.teams.map((team) => toTeam(team, people));
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
    startedAt: clock(),
    nextId,
    organization,
    people,
    teams,
    apps,
    repositories,
    tokens: new Map(),
    requests: [],
    webhooks: startWebhooks(clock, nextId),
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
    basePermission,
    members: new Map(
      users.flatMap((user) => (user.role === "outside" ? [] : [[user.id, user.role] as const])),
    ),
  };
}

const toTeam = ({ id, slug, name, members }: Seed["teams"][number], people: readonly Account[]): Team => ({
  id,
  slug,
  name: name ?? slug,
  members: people.filter(({ login }) => members.includes(login)),
});

async function toApp(app: SeedApp, webhookUrl: string): Promise<App> {
  const { id, slug, name, botId, installationId, permissions, webhooks } = app;
  const bot: Account = { id: botId, login: `${slug}[bot]`, name: `${slug}[bot]`, type: "Bot" };
  return {
    id,
    slug,
    name,
    bot,
    installationId,
    permissions,
    ...(await createAppKey()),
    webhookSecret: randomBytes(32).toString("base64url"),
    webhookUrl: webhooks ? webhookUrl : undefined,
  };
}
