import type { Power } from "../../src/core/access/power.ts";
import { githubAdapter } from "../../src/providers/github/adapter.ts";
import { githubProvider } from "../../src/providers/github/provider.ts";
import { type ProviderFixture, testProvider } from "../providers/conformance.ts";
import { disturb, disturbances } from "./disturb.ts";
import { canRead, openProvider, startWorld, target, type World } from "./world.ts";

interface Kind {
  readonly resource: string;
  readonly role: string;
  /** The person holds the access without Hallpass. */
  readonly standing: string;
  readonly gives: readonly Power[];
  readonly told: readonly string[];
  /** GitHub takes the object as a whole and compares nothing: who writes at the same moment is overwritten. */
  readonly whole?: true;
  give(world: World, login: string): Promise<unknown>;
  take(world: World, login: string): Promise<unknown>;
  canUse?(world: World, login: string): Promise<boolean>;
  drop?(world: World): Promise<unknown>;
}

const ofRepository = { kind: "github-repository", id: 5002 } as const;

const asOwner = ({ github }: World) => github.as("olga");

const kinds: Readonly<Record<string, Kind>> = {
  "a role in a repository": {
    ...{ resource: "payments-api", role: "triage", standing: "dave", gives: [ofRepository] },
    told: [
      "manage issues and pull requests: labels, assignees, close and reopen",
      "read the code, issues and pull requests; comment",
    ],
    give: (world, username) =>
      asOwner(world).repos.addCollaborator({ ...target, username, permission: "triage" }),
    take: (world, username) => asOwner(world).repos.removeCollaborator({ ...target, username }),
    canUse: canRead,
  },
  "a role of the organisation": {
    ...{ resource: "audit", role: "assigned", standing: "dave", gives: [] },
    told: ["use the role read in every repository of acme", "in the organisation: read_audit_logs"],
    give: (world, username) =>
      asOwner(world).orgs.assignUserToOrgRole({ org: "acme", role_id: roleOf(world), username }),
    take: (world, username) =>
      asOwner(world).orgs.revokeOrgRoleUser({ org: "acme", role_id: roleOf(world), username }),
    canUse: canRead,
  },
  "a reviewer of an environment": {
    ...{ resource: "production", role: "reviewer", standing: "carol", whole: true, gives: [ofRepository] },
    told: [
      "approve and reject deployments to production from payments-api, and with it the jobs' use of its secrets",
      "approve deployments that they started",
    ],
    give: (world, login) => setReviewers(world, (ids) => [...new Set([...ids, idOf(world, login)])]),
    take: (world, login) => setReviewers(world, (ids) => ids.filter((id) => id !== idOf(world, login))),
  },
};

const roleOf = ({ configuration }: World): number => configuration.organizationRoles?.audit?.id ?? 0;
const idOf = ({ github }: World, login: string): number => github.sandbox.logins[login]?.id ?? 0;

/** What an administrator does on GitHub's page: all fields are sent. */
async function setReviewers(
  world: World,
  change: (ids: readonly number[]) => readonly number[],
): Promise<void> {
  const place = { ...target, environment_name: "production" };
  const { data } = await asOwner(world).repos.getEnvironment(place);
  const before =
    data.protection_rules?.flatMap((rule) => ("reviewers" in rule ? (rule.reviewers ?? []) : [])) ?? [];
  const ids = before.flatMap(({ reviewer }) => (reviewer ? [Number(reviewer.id)] : []));
  await asOwner(world).repos.createOrUpdateEnvironment({
    ...place,
    wait_timer: 7,
    reviewers: change(ids).map((id) => ({ type: "User" as const, id })),
    deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
  });
}

const setUp = (kind: Kind) => async (): Promise<ProviderFixture> => {
  const world = await startWorld();
  const { github, configuration } = world;
  const { control } = github.sandbox;
  const { name, organization, apiUrl, credentials, now } = configuration;
  const { resource, role, standing, gives, told, canUse } = kind;
  const entitlement = { provider: "github", resource, role };
  await kind.give(world, standing);
  return {
    provider: openProvider(world),
    entitlement,
    abilities: githubAdapter.abilities,
    unknown: { resource: { ...entitlement, resource: "payroll" }, role: { ...entitlement, role: "owner" } },
    powers: [{ entitlement, gives }],
    told,
    principals: { first: "alice", second: "eve", hostile: "x-or-1_acme" },
    missing: "nobody",
    standing,
    secrets: credentials.kind === "app" ? [credentials.privateKey] : [],
    fail: (isFailing) => (isFailing ? control.beginOutage() : control.endOutage()),
    disturb: disturb(github.sandbox),
    disturbances,
    ...(!kind.whole && {
      byHand: {
        give: async (principal: string) => void (await kind.give(world, principal)),
        take: async (principal: string) => void (await kind.take(world, principal)),
      },
    }),
    ...(canUse && { canUse: (principal: string) => canUse(world, principal) }),
    openUnmapped: () => githubProvider({ name, organization, credentials, now, ...(apiUrl && { apiUrl }) }),
    hostile: [
      {
        id: "HH5",
        does: "takes another login",
        play: async (principal) => control.renameLogin(principal, `${principal}-2`),
        clean: async (principal) => control.renameLogin(`${principal}-2`, principal),
      },
    ],
    close: () => github.stop(),
  };
};

for (const [name, kind] of Object.entries(kinds)) testProvider(`github, ${name}`, setUp(kind));
