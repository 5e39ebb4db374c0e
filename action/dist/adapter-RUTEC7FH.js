import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  createLane
} from "./chunk-7MNSBFR3.js";
import {
  listOf,
  object
} from "./chunk-4KZUBUOH.js";
import {
  callHttp,
  failureOf,
  parseJson
} from "./chunk-JXOYDYG2.js";
import {
  refuseRepeated,
  sameAccess
} from "./chunk-PX6SYLT4.js";
import {
  describeQuote,
  listSome,
  toPhrases
} from "./chunk-3Z7Y7I5C.js";
import "./chunk-GGGEKREZ.js";
import {
  checkAllowed,
  defineAdapter
} from "./chunk-TQBW6AQB.js";
import {
  compileEntry,
  entryName,
  mistake,
  secretVariable,
  warning
} from "./chunk-HMVRQBRS.js";
import {
  ProviderError
} from "./chunk-33Z2ZGMK.js";
import {
  idsKey
} from "./chunk-K5X7KKLM.js";
import "./chunk-JWKNRRMN.js";
import "./chunk-N5G37XHY.js";

// src/providers/github/configuration.ts
var id = { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
var slug = { type: "string", pattern: "^[A-Za-z0-9_.-]{1,255}$" };
var githubSchema = {
  type: "object",
  additionalProperties: false,
  required: ["organization"],
  properties: {
    apiUrl: {
      type: "string",
      pattern: "^https?://[^/?#@]+(/[^?#]*)?$",
      description: "an address without user, query and fragment"
    },
    serverUrl: { type: "string", pattern: "^https?://[^/?#@]+$", description: "an address without path" },
    organization: {
      type: "object",
      additionalProperties: false,
      required: ["login", "id"],
      properties: { login: slug, id }
    },
    app: {
      type: "object",
      additionalProperties: false,
      required: ["id", "keyFrom"],
      properties: { id, keyFrom: secretVariable }
    },
    /** The variable of the server's environment that holds a token, instead of an App. */
    tokenFrom: secretVariable,
    deadlineSeconds: { type: "integer", minimum: 5, maximum: 300 },
    teams: {
      type: "object",
      propertyNames: entryName,
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["slug", "id"],
        properties: { slug, id }
      }
    },
    /** A person's own role in a repository, by resource. */
    repositories: {
      type: "object",
      propertyNames: entryName,
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["name", "id", "role"],
        properties: { name: slug, id, role: { enum: ["read", "triage", "write", "maintain"] } }
      }
    },
    /** Roles of the organisation that read, by resource. */
    organizationRoles: {
      type: "object",
      propertyNames: entryName,
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["name", "id"],
        properties: { name: { type: "string", minLength: 1, maxLength: 255 }, id }
      }
    },
    /** Required reviewers of deployment environments, by resource. */
    environments: {
      type: "object",
      propertyNames: entryName,
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["repository", "repositoryId", "environment", "id"],
        properties: {
          repository: slug,
          repositoryId: id,
          environment: { type: "string", minLength: 1, maxLength: 255 },
          id
        }
      }
    }
  }
};
var KINDS = ["teams", "repositories", "organizationRoles", "environments"];

// src/providers/github/api/shapes.ts
var id2 = { type: "integer", minimum: 1 };
var text = { type: "string" };
var account = object({ id: id2, login: text });
var invitation = object({ id: id2, login: { type: ["string", "null"] } });
var isAccount = compileEntry(
  object({ id: id2, login: text, type: text })
);
var isIdList = compileEntry(listOf(object({ id: id2 })));
var isAccountList = compileEntry(listOf(account));
var isInvitationList = compileEntry(listOf(invitation));
var optionalText = { type: ["string", "null"] };
var isTeam = compileEntry(
  object(
    {
      ...{ id: id2, slug: text, organization: account, description: optionalText },
      repos_count: { type: "integer" },
      parent: { anyOf: [object({ slug: text }), { type: "null" }] }
    },
    ["id", "slug", "organization"]
  )
);
var isMembership = compileEntry(
  object({ state: { enum: ["active", "pending"] } })
);
var isInstallationList = compileEntry(
  listOf(
    object({
      ...{ id: id2, account: object({ id: id2 }), repository_selection: text },
      permissions: { type: "object", additionalProperties: text }
    })
  )
);
var isToken = compileEntry(
  object({ token: text, expires_at: text })
);
var isOrganization = compileEntry(object({ id: id2 }));
var repository = object({ id: id2, owner: account });
var isRepository = compileEntry(repository);
var permissions = { type: "object", additionalProperties: { type: "boolean" } };
var isCollaboratorList = compileEntry(
  listOf(object({ id: id2, login: text, role_name: text, permissions }, ["id", "login", "role_name"]))
);
var isTeamRepositoryList = compileEntry(listOf(object({ name: text, role_name: text }, ["name"])));
var isRole = compileEntry(
  object({
    role_name: text,
    user: { anyOf: [object({ role_name: text, permissions }, ["role_name"]), { type: "null" }] }
  })
);
var isRepositoryInvitationList = compileEntry(listOf(object({ id: id2, invitee: { anyOf: [account, { type: "null" }] }, permissions: text })));
var isOrganizationRole = compileEntry(
  object({ name: text, description: optionalText, base_role: optionalText, permissions: listOf(text) }, [
    "name",
    "permissions"
  ])
);
var flag = { type: "boolean" };
var environment = object(
  {
    id: id2,
    name: text,
    protection_rules: listOf(
      object(
        {
          type: text,
          wait_timer: { type: "integer" },
          prevent_self_review: flag,
          reviewers: listOf(
            object({ type: { enum: ["User", "Team"] }, reviewer: object({ id: id2, login: text }, ["id"]) })
          )
        },
        ["type"]
      )
    ),
    deployment_branch_policy: {
      anyOf: [object({ protected_branches: flag, custom_branch_policies: flag }), { type: "null" }]
    }
  },
  ["id", "name", "protection_rules"]
);
var isEnvironment = compileEntry(environment);
var isEnvironmentPage = compileEntry(
  object({ environments: listOf(environment) })
);
var isActivityList = compileEntry(
  listOf(
    object({
      ...{ timestamp: text, activity_type: text, ref: text },
      actor: { anyOf: [account, { type: "null" }] }
    })
  )
);

// src/providers/github/places/repository.ts
async function verifyRepository(api, { organization }, name, id3) {
  const path = `/repos/${organization.login}/${name}`;
  const found = await api.find(isRepository, path);
  if (found === void 0)
    throw api.fail("UNKNOWN_ENTITLEMENT", `${path} is not there, or not for this App.`);
  if (found.id !== id3 || found.owner.id !== organization.id)
    throw api.fail("IDENTITY_CHANGED", `${path} is repository ${found.id} of ${found.owner.id}.`);
}
var repositoryPath = (id3) => `/repositories/${id3}`;
async function isGone(api, id3) {
  if (await api.find(isRepository, repositoryPath(id3)) !== void 0) return false;
  if (await api.seesAll()) return true;
  throw api.fail("UNKNOWN_ENTITLEMENT", `The repository ${id3} is not there, or not for this App.`);
}

// src/providers/github/places/roles.ts
var words = {
  read: "pull",
  triage: "triage",
  write: "push",
  maintain: "maintain",
  admin: "admin"
};
var order = Object.keys(words);
var includesRole = (held, wanted) => order.includes(held) && order.indexOf(held) >= order.indexOf(wanted);
var givesRole = ({ role_name, permissions: permissions2 }, wanted) => order.includes(role_name) ? includesRole(role_name, wanted) : permissions2?.[words[wanted]] !== false;
var abilities = {
  read: "read the code, issues and pull requests; comment",
  triage: "manage issues and pull requests: labels, assignees, close and reopen",
  write: "push to branches that no rule protects, merge pull requests, publish releases",
  maintain: "change repository settings that are neither sensitive nor destructive"
};
var listRoleAbilities = (role) => ["maintain", "write", "triage", "read"].filter((each) => includesRole(role, each)).map((each) => abilities[each]);
var wordOf = (role) => words[role];

// src/providers/github/places/collaborator.ts
function collaboratorPlace({ organization, serverUrl }, { name, id: id3, role }) {
  const path = repositoryPath(id3);
  const collaborator = ({ login }) => `${path}/collaborators/${login}`;
  const direct = `${path}/collaborators?affiliation=direct`;
  async function readDirect(api) {
    const collaborators = await api.list(isCollaboratorList, direct);
    const invitations = await api.list(isRepositoryInvitationList, `${path}/invitations`);
    return { collaborators, invitations };
  }
  async function list(api) {
    const { collaborators, invitations } = await readDirect(api);
    return [
      ...collaborators.filter((each) => givesRole(each, role)).map(({ id: id4, login }) => ({ id: id4, login, standing: "held" })),
      ...invitations.flatMap(
        ({ invitee, permissions: permissions2 }) => invitee !== null && includesRole(permissions2, role) ? [{ id: invitee.id, login: invitee.login, standing: "invited" }] : []
      )
    ];
  }
  const read = async (api, person) => (await list(api)).find((holder) => holder.id === person.id)?.standing;
  return {
    id: `repository/${id3}/${role}`,
    repository: id3,
    powers: [{ kind: "github-repository", id: id3 }],
    tell: async () => listRoleAbilities(role),
    page: `${serverUrl ?? "https://github.com"}/${organization.login}/${name}`,
    removal: (login) => `gh api --method DELETE /repos/${organization.login}/${name}/collaborators/${login}`,
    verify: (api) => verifyRepository(api, { organization }, name, id3),
    list,
    read,
    async add(api, person) {
      const held = await api.find(isRole, `${collaborator(person)}/permission`);
      const { collaborators, invitations } = await readDirect(api);
      const own = collaborators.find((each) => each.id === person.id)?.role_name;
      const invited = invitations.find(({ invitee }) => invitee?.id === person.id)?.permissions;
      if (own === role) return "held";
      if ((own ?? invited) !== void 0)
        throw api.fail("REFUSED", `${person.id} has the role ${own ?? invited} already, and not ${role}.`);
      if (held?.user && givesRole(held.user, role))
        throw api.fail("REFUSED", `${person.id} has the role ${held.role_name} already, by another way.`);
      const { status } = await api.send("PUT", collaborator(person), { body: { permission: wordOf(role) } });
      return status === 201 ? "invited" : "held";
    },
    async remove(api, person) {
      if (await isGone(api, id3)) return false;
      const cancelled = await cancelInvitation(api, person);
      const collaborators = await api.list(isCollaboratorList, direct);
      const own = collaborators.find((each) => each.id === person.id && givesRole(each, role));
      if (own === void 0) return cancelled;
      if (own.role_name !== role)
        throw api.fail(
          "REFUSED",
          `${person.id} has the role ${own.role_name}, which hides whether ${role} is left.`
        );
      await api.send("DELETE", collaborator(own), { gone: true });
      return true;
    }
  };
  async function cancelInvitation(api, person) {
    const invitations = await api.list(isRepositoryInvitationList, `${path}/invitations`);
    const own = invitations.find(
      ({ invitee, permissions: permissions2 }) => invitee?.id === person.id && permissions2 === role
    );
    if (own !== void 0) await api.send("DELETE", `${path}/invitations/${own.id}`, { gone: true });
    return own !== void 0;
  }
}

// src/providers/github/places/organization-role.ts
var BASE_ROLES = [void 0, null, "read", "triage"];
var READING = /^(?:read|view)_/u;
function organizationRolePlace({ organization, serverUrl }, { name, id: id3 }) {
  const org = organization.login;
  const roles = `/orgs/${org}/organization-roles`;
  async function requireOrganization(api) {
    const found = await api.get(isOrganization, `/orgs/${org}`);
    if (found.id !== organization.id)
      throw api.fail("IDENTITY_CHANGED", `${org} is organisation ${found.id}.`);
  }
  async function list(api) {
    await requireOrganization(api);
    const users = await api.list(isAccountList, `${roles}/${id3}/users`);
    return users.map(({ id: id4, login }) => ({ id: id4, login, standing: "held" }));
  }
  async function require2(api) {
    await requireOrganization(api);
    const found = await api.find(isOrganizationRole, `${roles}/${id3}`);
    if (found === void 0) throw api.fail("UNKNOWN_ENTITLEMENT", `${org} has no role ${id3}.`);
    if (found.name !== name) throw api.fail("IDENTITY_CHANGED", `The role ${id3} is called ${found.name}.`);
    return found;
  }
  return {
    id: `organization-role/${id3}`,
    powers: [],
    page: `${serverUrl ?? "https://github.com"}/${org}`,
    removal: (login) => `gh api --method DELETE ${roles}/users/${login}/${id3}`,
    async verify(api) {
      const found = await require2(api);
      const beyond = found.permissions.filter((permission) => !READING.test(permission));
      if (!BASE_ROLES.includes(found.base_role) || beyond.length > 0)
        throw api.fail(
          "REFUSED",
          `The role ${name} gives more than reading: ${found.base_role} ${beyond.join(", ")}`
        );
    },
    tell: async (api) => describeRole(await require2(api), org),
    list,
    read: async (api, person) => (await list(api)).find((holder) => holder.id === person.id)?.standing,
    async add(api, { login }) {
      await api.send("PUT", `${roles}/users/${login}/${id3}`);
      return "held";
    },
    async remove(api, person) {
      await requireOrganization(api);
      const role = await api.find(isOrganizationRole, `${roles}/${id3}`);
      if (role === void 0) return false;
      const before = (await list(api)).some((holder) => holder.id === person.id);
      await api.send("DELETE", `${roles}/users/${person.login}/${id3}`, { gone: true });
      return before;
    }
  };
}
var describeRole = ({ base_role, permissions: permissions2, description }, org) => [
  ...base_role ? [`use the role ${base_role} in every repository of ${org}`] : [],
  ...permissions2.length > 0 ? [`in the organisation: ${listSome(permissions2)}`] : [],
  ...describeQuote("the role's description", description)
];

// src/providers/github/places/reviewer.ts
var MAX_REVIEWERS = 6;
var KNOWN_RULES = ["wait_timer", "required_reviewers", "branch_policy"];
function reviewerPlace({ organization, serverUrl }, { repository: repository2, repositoryId, environment: environment2, id: id3 }) {
  const path = `${repositoryPath(repositoryId)}/environments`;
  const page = `${serverUrl ?? "https://github.com"}/${organization.login}/${repository2}`;
  async function find(api) {
    for (let page2 = 1; ; page2++) {
      const { environments } = await api.get(isEnvironmentPage, `${path}?per_page=100&page=${page2}`);
      const found = environments.find((each) => each.id === id3);
      if (found !== void 0 || environments.length === 0) return found;
    }
  }
  async function require2(api) {
    const found = await find(api);
    if (found === void 0) throw api.fail("UNKNOWN_ENTITLEMENT", `${repository2} has no environment ${id3}.`);
    return found;
  }
  const inTurn = createLane();
  async function change(api, before, reviewers) {
    const strange = before.protection_rules.find(({ type }) => !KNOWN_RULES.includes(type));
    if (strange !== void 0) throw api.fail("REFUSED", `The rule ${strange.type} would be lost.`);
    const body = { ...keep(before), reviewers };
    const answer = await api.send("PUT", `${path}/${encodeURIComponent(before.name)}`, { body });
    const after = api.parse(isEnvironment, "PUT environment", answer);
    if (JSON.stringify({ ...keep(after), reviewers: listReviewers(after) }) !== JSON.stringify(body))
      throw api.fail("BUSY", `The environment ${before.name} is not as it was written.`);
  }
  const holders = (found) => listAll(found).flatMap(
    ({ type, reviewer }) => type === "User" && reviewer.login !== void 0 ? [{ id: reviewer.id, login: reviewer.login, standing: "held" }] : []
  );
  const isReviewer = (found, person) => holders(found).some((holder) => holder.id === person.id);
  async function add(api, person) {
    const found = await require2(api);
    if (isReviewer(found, person)) return "held";
    const reviewers = listReviewers(found);
    if (reviewers.length === 0)
      throw api.fail("REFUSED", "The environment needs no review; the first reviewer would change that.");
    if (reviewers.length >= MAX_REVIEWERS)
      throw api.fail("REFUSED", `It has ${MAX_REVIEWERS} reviewers already.`);
    await change(api, found, [...reviewers, { type: "User", id: person.id }]);
    return "held";
  }
  async function remove2(api, person) {
    if (await isGone(api, repositoryId)) return false;
    const found = await find(api);
    if (found === void 0 || !isReviewer(found, person)) return false;
    const left = listReviewers(found).filter(({ type, id: id4 }) => type !== "User" || id4 !== person.id);
    if (left.length === 0) throw api.fail("REFUSED", "It is the last reviewer: name another one first.");
    await change(api, found, left);
    return true;
  }
  return {
    id: `environment/${repositoryId}/${id3}`,
    powers: [{ kind: "github-repository", id: repositoryId }],
    page: `${page}/deployments`,
    removal: () => `gh api /repos/${organization.login}/${repository2}/environments/${environment2} # write it back without the reviewer`,
    async verify(api) {
      await verifyRepository(api, { organization }, repository2, repositoryId);
      const found = await require2(api);
      if (found.name.toLowerCase() !== environment2.toLowerCase())
        throw api.fail("IDENTITY_CHANGED", `The environment ${id3} is called ${found.name}.`);
    },
    tell: async (api) => describeReviews(repository2, await require2(api)),
    list: async (api) => holders(await require2(api)),
    read: async (api, person) => {
      const found = await find(api);
      return found !== void 0 && isReviewer(found, person) ? "held" : void 0;
    },
    add: (api, person) => inTurn(() => add(api, person)),
    remove: (api, person) => inTurn(() => remove2(api, person))
  };
}
var listAll = ({ protection_rules }) => protection_rules.flatMap(({ reviewers }) => reviewers ?? []);
var listReviewers = (environment2) => listAll(environment2).map(({ type, reviewer: { id: id3 } }) => ({ type, id: id3 }));
function keep({ protection_rules, deployment_branch_policy }) {
  const find = (name) => protection_rules.find((rule) => rule[name] !== void 0)?.[name];
  return {
    wait_timer: find("wait_timer") ?? 0,
    prevent_self_review: find("prevent_self_review") ?? false,
    deployment_branch_policy: deployment_branch_policy ?? null
  };
}
var describeReviews = (repository2, environment2) => [
  `approve and reject deployments to ${environment2.name} from ${repository2}, and with it the jobs' use of its secrets`,
  ...keep(environment2).prevent_self_review ? [] : ["approve deployments that they started"]
];

// src/providers/github/people.ts
var loginPattern = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})$/u;
async function findPerson(api, login) {
  if (!loginPattern.test(login)) return void 0;
  const found = await api.find(isAccount, `/users/${login}`);
  return found?.type === "User" && found.login.toLowerCase() === login.toLowerCase() ? found : void 0;
}
var findById = async (api, id3) => api.find(isAccount, `/user/${id3}`);

// src/providers/github/places/team-abilities.ts
var ORDER = ["admin", "maintain", void 0, "write", "triage", "read"];
function describeTeam(team, reached) {
  const { description, repos_count = 0, parent } = team;
  const hidden = repos_count - reached.length;
  return [
    ...listRoles(reached).map(
      ([role, names]) => `use the role ${role} in ${count(names)}: ${listSome(names)}`
    ),
    ...hidden > 0 ? [`use ${count({ length: hidden })} that Hallpass's App does not see`] : [],
    ...parent ? [`do what the team above it may: ${parent.slug}`] : [],
    ...describeQuote("the team's description", description)
  ];
}
var count = ({ length }) => `${length} ${length === 1 ? "repository" : "repositories"}`;
function listRoles(reached) {
  const byRole = /* @__PURE__ */ new Map();
  for (const { name, role_name: role = "that GitHub does not tell" } of reached)
    byRole.set(role, [...byRole.get(role) ?? [], name]);
  return [...byRole].sort(([one], [other]) => rank(one) - rank(other));
}
function rank(role) {
  const at = ORDER.indexOf(role);
  return at < 0 ? ORDER.indexOf(void 0) : at;
}

// src/providers/github/places/team.ts
function teamPlace({ organization, serverUrl }, { slug: slug2, id: id3 }) {
  const org = organization.login;
  const team = `/organizations/${organization.id}/team/${id3}`;
  const membershipOf = ({ login }) => `${team}/memberships/${login}`;
  async function find(api) {
    const found = await api.find(isTeam, `/orgs/${org}/teams/${slug2}`);
    if (found === void 0) throw api.fail("UNKNOWN_ENTITLEMENT", `${org} has no team ${slug2}.`);
    if (found.id !== id3 || found.organization.id !== organization.id)
      throw api.fail("IDENTITY_CHANGED", `${org}/${slug2} is team ${found.id} of ${found.organization.id}.`);
    return found;
  }
  async function list(api) {
    const members = await api.list(isAccountList, `${team}/members`);
    const invited = await api.list(isInvitationList, `${team}/invitations`);
    return [
      ...members.map(({ id: id4, login }) => ({ id: id4, login, standing: "held" })),
      ...await nameInvited(api, invited)
    ];
  }
  return {
    id: `team/${id3}`,
    powers: [{ kind: "github-team", id: id3 }],
    page: `${serverUrl ?? "https://github.com"}/orgs/${org}/teams/${slug2}`,
    removal: (login) => `gh api --method DELETE /orgs/${org}/teams/${slug2}/memberships/${login}`,
    verify: async (api) => void await find(api),
    tell: async (api) => describeTeam(await find(api), await api.list(isTeamRepositoryList, `${team}/repos`)),
    list,
    async read(api, person) {
      const found = await api.find(isMembership, membershipOf(person));
      return found && (found.state === "active" ? "held" : "invited");
    },
    async add(api, person) {
      const member = await api.find(isMembership, `/orgs/${org}/memberships/${person.login}`);
      if (member?.state !== "active") throw api.fail("REFUSED", `${person.id} is no member of ${org}.`);
      const answer = await api.send("PUT", membershipOf(person), { body: { role: "member" } });
      const { state } = api.parse(isMembership, "PUT membership", answer);
      if (state === "active") return "held";
      await cancelInvitations(api, org, person);
      throw api.fail("REFUSED", `${person.id} left ${org}.`);
    },
    async remove(api, person) {
      const membership = await api.find(isMembership, membershipOf(person));
      if (membership?.state === "pending") await cancelInvitations(api, org, person);
      const { status } = await api.send("DELETE", membershipOf(person), { gone: true });
      if (status === 404) await requireSight(api, org);
      return membership !== void 0;
    }
  };
}
async function requireSight(api, org) {
  await api.get(isIdList, `/orgs/${org}/teams?per_page=1`);
}
async function cancelInvitations(api, org, { login }) {
  const invitations = await api.list(isInvitationList, `/orgs/${org}/invitations`);
  const own = invitations.filter((each) => each.login?.toLowerCase() === login.toLowerCase());
  for (const { id: id3 } of own) await api.send("DELETE", `/orgs/${org}/invitations/${id3}`, { gone: true });
}
async function nameInvited(api, invited) {
  const found = await Promise.all(invited.map(async ({ login }) => login && findPerson(api, login)));
  return found.flatMap(
    (person) => person ? [{ id: person.id, login: person.login, standing: "invited" }] : []
  );
}

// src/providers/github/places/offer.ts
function listOffer(configuration) {
  const { teams = {}, repositories = {}, organizationRoles = {}, environments = {} } = configuration;
  const places = [
    ...listOf2(teams, "member", (team) => teamPlace(configuration, team)),
    ...Object.entries(repositories).map(([resource, target]) => [
      resource,
      target.role,
      collaboratorPlace(configuration, target)
    ]),
    ...listOf2(organizationRoles, "assigned", (role) => organizationRolePlace(configuration, role)),
    ...listOf2(environments, "reviewer", (target) => reviewerPlace(configuration, target))
  ];
  return new Map(places.map(([resource, role, place]) => [resource, /* @__PURE__ */ new Map([[role, place]])]));
}
var listOf2 = (targets, role, build) => Object.entries(targets).map(([resource, target]) => [resource, role, build(target)]);
function findPlace(configuration, offer, id3) {
  const offered = [...offer.values()].flatMap((roles) => [...roles.values()]);
  return offered.find((place) => place.id === id3) ?? rebuildPlace(configuration, id3);
}
var shapes = {
  team: /^team\/(\d{1,15})$/u,
  repository: /^repository\/(\d{1,15})\/(read|triage|write|maintain)$/u,
  role: /^organization-role\/(\d{1,15})$/u,
  environment: /^environment\/(\d{1,15})\/(\d{1,15})$/u
};
function rebuildPlace(configuration, text2) {
  const [, team] = shapes.team.exec(text2) ?? [];
  if (team !== void 0) return teamPlace(configuration, { slug: team, id: Number(team) });
  const [, repository2, role] = shapes.repository.exec(text2) ?? [];
  if (repository2 !== void 0 && isLent(role))
    return collaboratorPlace(configuration, { name: repository2, id: Number(repository2), role });
  const [, organizationRole] = shapes.role.exec(text2) ?? [];
  if (organizationRole !== void 0)
    return organizationRolePlace(configuration, { name: organizationRole, id: Number(organizationRole) });
  const [, home, environment2] = shapes.environment.exec(text2) ?? [];
  if (home === void 0 || environment2 === void 0) return void 0;
  return reviewerPlace(configuration, {
    ...{ repository: home, repositoryId: Number(home) },
    ...{ environment: environment2, id: Number(environment2) }
  });
}
var isLent = (role) => role === "read" || role === "triage" || role === "write" || role === "maintain";

// src/providers/github/activity.ts
var LONGEST = 200;
var DAY_MS = 24 * 36e5;
var PERIODS = [
  ["day", 1],
  ["week", 7],
  ["month", 28],
  ["quarter", 90],
  ["year", 365]
];
async function readActivity(api, period) {
  const { repository: repository2, person, from, until, now } = period;
  if (from >= until) return [];
  const query = new URLSearchParams({ actor: person.login, time_period: choosePeriod(from, now) });
  const all = await readAll(api, `${repositoryPath(repository2)}/activity?${query}`);
  const found = (all ?? []).flatMap(({ actor, timestamp, activity_type, ref }) => {
    const at = new Date(timestamp);
    const isOwn = actor?.id === person.id && at >= from && at < until;
    return isOwn ? [{ at, action: describe(activity_type, ref) }] : [];
  });
  return found.length === 0 ? void 0 : found.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}
var readAll = (api, path) => api.list(isActivityList, path).catch((error) => {
  if (error instanceof ProviderError && ["REFUSED", "UNKNOWN_ENTITLEMENT"].includes(error.code))
    return void 0;
  throw error;
});
var choosePeriod = (from, now) => PERIODS.find(([, days]) => now.getTime() - from.getTime() < days * DAY_MS)?.[0] ?? "year";
var describe = (kind, ref) => `${kind} on ${ref}`.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").slice(0, LONGEST);

// src/providers/github/api/failure.ts
var UNTOLD_SECONDS = 60;
function githubFailure(provider, call, answer, now) {
  const cause = new Error(`${call}: ${answer.status} ${readMessage(answer)}`);
  const limit = readLimit(answer, now);
  if (limit !== void 0) return new ProviderError(provider, "THROTTLED", cause, limit);
  if (answer.status === 422) return new ProviderError(provider, "REFUSED", cause);
  if (answer.status === 404) return new ProviderError(provider, "UNKNOWN_ENTITLEMENT", cause);
  const { code, retryAfterSeconds } = failureOf(provider, answer, now);
  return new ProviderError(provider, code, cause, retryAfterSeconds);
}
function readLimit({ status, headers, text: text2 }, now) {
  if (status !== 403 && status !== 429) return void 0;
  const asked = headers.get("retry-after") ?? "";
  if (/^\d{1,6}$/u.test(asked)) return Number(asked);
  if (headers.get("x-ratelimit-remaining") === "0") {
    const seconds = Number(headers.get("x-ratelimit-reset")) - now.getTime() / 1e3;
    return seconds > 0 ? Math.ceil(seconds) : UNTOLD_SECONDS;
  }
  return status === 429 || /rate limit|abuse/iu.test(text2) ? UNTOLD_SECONDS : void 0;
}
function readMessage({ text: text2 }) {
  const [, message = ""] = /"message"\s*:\s*"([^"\\]{0,300})/u.exec(text2) ?? [];
  return message;
}

// src/providers/github/api/request.ts
var API_VERSION = "2022-11-28";
var MAX_BYTES = 8 * 1024 * 1024;
function startRequest({ provider, apiUrl, deadlineSeconds, now }) {
  const endsAt = performance.now() + deadlineSeconds * 1e3;
  const fail = (code, detail) => new ProviderError(provider, code, new Error(detail));
  const failure = (call, answer) => githubFailure(provider, call, answer, now());
  async function send(method, path, { token, body }) {
    const remaining = (endsAt - performance.now()) / 1e3;
    if (remaining <= 0) throw fail("TIMEOUT", `No time is left for ${method} ${path}.`);
    const headers = {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "user-agent": "hallpass",
      "x-github-api-version": API_VERSION,
      ...body && { "content-type": "application/json" }
    };
    const call = { method, url: new URL(`${apiUrl.replace(/\/$/u, "")}${path}`), headers };
    return callHttp(body ? { ...call, body: JSON.stringify(body) } : call, {
      provider,
      deadlineSeconds: remaining,
      maxBytes: MAX_BYTES
    });
  }
  function parse(shape, call, answer) {
    if (answer.status < 200 || answer.status > 299) throw failure(call, answer);
    const value = parseJson(provider, answer);
    if (!shape(value)) throw fail("UNEXPECTED", `${call}: an answer of another form.`);
    return value;
  }
  return {
    send,
    parse,
    failure,
    fail,
    read: async (shape, method, path, sending) => parse(shape, `${method} ${path}`, await send(method, path, sending))
  };
}

// src/providers/github/api/app-token.ts
import { sign } from "node:crypto";
var encode = (value) => (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString("base64url");
function signAsApp(appId, privateKey, now) {
  const seconds = Math.floor(now.getTime() / 1e3);
  const claims = { iat: seconds - 60, exp: seconds + 540, iss: String(appId) };
  const text2 = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
  return `${text2}.${encode(sign("RSA-SHA256", Buffer.from(text2), privateKey))}`;
}

// src/providers/github/api/sign-in.ts
var RENEWAL_MS = 5 * 6e4;
function createSignIn(configuration) {
  const { credentials, now } = configuration;
  if (credentials.kind === "token") return { token: async () => credentials.token, forget: () => false };
  let known;
  return {
    async token(request) {
      if (known === void 0 || known.endsAt - now().getTime() < RENEWAL_MS)
        known = await issueToken(configuration, signAs(configuration), request);
      return known.token;
    },
    forget(token) {
      if (known?.token === token) known = void 0;
      return true;
    }
  };
}
function signAs({ name, credentials, now }) {
  if (credentials.kind === "token") return credentials.token;
  try {
    return signAsApp(credentials.appId, credentials.privateKey, now());
  } catch {
    throw new ProviderError(
      name,
      "LOGIN_REFUSED",
      new Error("The App's private key is no RSA key in PEM form.")
    );
  }
}
async function findInstallation({ organization }, appToken, request) {
  const path = "/app/installations?per_page=100";
  const all = await request.read(isInstallationList, "GET", path, { token: appToken });
  const found = all.find(({ account: account2 }) => account2.id === organization.id);
  if (found !== void 0) return found;
  throw request.fail("LOGIN_REFUSED", `The App is not installed on the organisation ${organization.id}.`);
}
async function issueToken(configuration, appToken, request) {
  const { id: id3 } = await findInstallation(configuration, appToken, request);
  const path = `/app/installations/${id3}/access_tokens`;
  const { token, expires_at } = await request.read(isToken, "POST", path, { token: appToken });
  return { token, endsAt: Date.parse(expires_at) };
}

// src/providers/github/api/api.ts
var MAX_PAGES = 1e3;
function createApi(configuration, options) {
  const signIn = createSignIn(configuration);
  return () => bind(configuration, startRequest({ ...options, now: configuration.now }), signIn);
}
function bind(configuration, request, signIn) {
  async function ask(method, path, body) {
    const token = await signIn.token(request);
    const sending = { token, ...body && { body } };
    const answer = await request.send(method, path, sending);
    if (answer.status !== 401 || !signIn.forget(token)) return answer;
    return request.send(method, path, { ...sending, token: await signIn.token(request) });
  }
  async function list(shape, path) {
    const found = [];
    let next = `${path}${path.includes("?") ? "&" : "?"}per_page=100`;
    for (let pages = 0; next !== void 0; pages++) {
      if (pages === MAX_PAGES) throw request.fail("UNEXPECTED", `${path} has over ${MAX_PAGES} pages.`);
      const answer = await ask("GET", next);
      found.push(...request.parse(shape, `GET ${path}`, answer));
      next = findNext(answer.headers, request.fail, configuration.apiUrl);
    }
    return found;
  }
  const readInstallation = () => findInstallation(configuration, signAs(configuration), request);
  return {
    list,
    parse: request.parse,
    fail: request.fail,
    get: async (shape, path) => request.parse(shape, `GET ${path}`, await ask("GET", path)),
    find: async (shape, path) => {
      const answer = await ask("GET", path);
      return answer.status === 404 ? void 0 : request.parse(shape, `GET ${path}`, answer);
    },
    seesAll: async () => configuration.credentials.kind === "app" && (await readInstallation()).repository_selection === "all",
    readPermissions: async () => (await readInstallation()).permissions,
    send: async (method, path, { body, gone = false } = {}) => {
      const answer = await ask(method, path, body);
      if (answer.status >= 200 && answer.status <= 299 || gone && answer.status === 404) return answer;
      throw request.failure(`${method} ${path}`, answer);
    }
  };
}
function findNext(headers, fail, apiUrl = "https://api.github.com") {
  const [, link] = /<([^>]*)>;\s*rel="next"/u.exec(headers.get("link") ?? "") ?? [];
  if (link === void 0) return void 0;
  if (!URL.canParse(link, apiUrl)) throw fail("UNEXPECTED", "The link to the next page is no URL.");
  const { pathname, search } = new URL(link, apiUrl);
  const base = new URL(apiUrl).pathname.replace(/\/$/u, "");
  const path = pathname.startsWith(base) ? pathname.slice(base.length) : pathname;
  if (!path.startsWith("/")) throw fail("UNEXPECTED", "The link to the next page has no path.");
  return `${path}${search}`;
}

// src/providers/github/diagnose.ts
var needed = {
  teams: { members: "write" },
  repositories: { administration: "write" },
  organizationRoles: { members: "write" },
  environments: { administration: "write", actions: "read" }
};
var allowed = {
  ...{ teams: {}, organizationRoles: {}, environments: {} },
  repositories: { contents: "read" }
};
async function diagnose(api, configuration, offer) {
  const permissions2 = configuration.credentials.kind === "app" ? await api.readPermissions() : void 0;
  return [
    ...permissions2 === void 0 ? [tokenUsed(configuration)] : judge(permissions2, configuration),
    ...await examinePlaces(api, configuration.name, offer)
  ];
}
var tokenUsed = ({ name }) => warning(
  "GITHUB_TOKEN",
  `The provider "${name}" signs in with a token, whose rights GitHub does not show.`,
  "Use a GitHub App of its own: set app in place of tokenFrom."
);
function judge(held, configuration) {
  const kinds = KINDS.filter((kind) => Object.keys(configuration[kind] ?? {}).length > 0);
  const wanted = merge(kinds.map((kind) => needed[kind]));
  const missing = Object.entries(wanted).filter(([name, level]) => !includes(held[name], level));
  const most = merge(kinds.flatMap((kind) => [needed[kind], allowed[kind]]));
  const beyond = Object.entries(held).filter(
    ([name, level]) => name !== "metadata" && !includes(most[name], level)
  );
  const where = `The App of the provider "${configuration.name}"`;
  return [
    ...missing.map(
      ([name, level]) => mistake(
        "GITHUB_PERMISSION_MISSING",
        `${where} has ${name}: ${held[name] ?? "none"}, and needs ${level}.`,
        "Change it in the App's settings, and accept the change in the organisation."
      )
    ),
    ...beyond.map(
      ([name, level]) => warning(
        "GITHUB_PERMISSION_BEYOND",
        `${where} has ${name}: ${level}, and needs ${wanted[name] ?? "none"}.`,
        "Take it away in the App's settings: with the App's key it could be used."
      )
    )
  ];
}
var includes = (held, wanted) => held === "write" || held === wanted;
var merge = (all) => {
  const merged = {};
  for (const [name, level] of all.flatMap((each) => Object.entries(each)))
    if (merged[name] !== "write") merged[name] = level;
  return merged;
};
async function examinePlaces(api, provider, offer) {
  const findings = [];
  for (const [resource, roles] of offer)
    for (const [role, place] of roles) {
      const error = await place.verify(api).catch((cause) => cause);
      if (error === void 0) continue;
      if (!(error instanceof ProviderError) || error.retryable) throw error;
      findings.push(
        mistake(
          "GITHUB_ACCESS_UNUSABLE",
          `"${provider}/${resource}" with the role ${role} cannot be given: ${error.code}.`,
          "Compare names and ids in HALLPASS_PROVIDERS with GitHub's, and what the role gives with docs/providers/github.md."
        )
      );
    }
  return findings;
}

// src/providers/github/provider.ts
var CONSISTENCY_SECONDS = 60;
var MAX_RENAMES = 3;
function githubProvider(configuration) {
  const { name, organization, apiUrl = "https://api.github.com", deadlineSeconds = 30 } = configuration;
  const open2 = createApi({ ...configuration, apiUrl }, { provider: name, apiUrl, deadlineSeconds });
  const offer = listOffer(configuration);
  const instance = `${new URL(apiUrl).host}/organizations/${organization.id}`;
  const allowed2 = Object.fromEntries([...offer].map(([resource, roles]) => [resource, [...roles.keys()]]));
  const placeOf = ({ resource, role }) => {
    const place = offer.get(resource)?.get(role);
    if (place === void 0) throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
    return place;
  };
  const toGrant = (entitlement, place) => ({ id: id3, login, standing }) => ({
    principal: login,
    entitlement,
    ids: { instance, principal: String(id3), entitlement: place.id },
    origin: "unknown",
    ...standing === "invited" && { invited: true }
  });
  async function find(api, principal, entitlement) {
    const place = placeOf(entitlement);
    await place.verify(api);
    const person = await findPerson(api, principal);
    if (person === void 0) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    const ids = { instance, principal: String(person.id), entitlement: place.id };
    return { place, person, ids };
  }
  async function listGrants(entitlements) {
    const api = open2();
    const found = [];
    for (const [entitlement, place] of entitlements.map((each) => [each, placeOf(each)]))
      found.push(...(await place.list(api)).map(toGrant(entitlement, place)));
    return found;
  }
  return {
    name,
    listGrants,
    check: (entitlement) => checkAllowed(allowed2, entitlement),
    powers: (entitlement) => offer.get(entitlement.resource)?.get(entitlement.role)?.powers ?? [],
    listAbilities: async (entitlement) => toPhrases(await placeOf(entitlement).tell(open2())),
    identify: async (principal, entitlement) => (await find(open2(), principal, entitlement)).ids,
    async traits() {
      return {
        // A membership carries no mark of who made it.
        container: "shared",
        nativeExpiry: "none",
        // GitHub asks for the membership at every request.
        sessions: "ended",
        consistencySeconds: configuration.consistencySeconds ?? CONSISTENCY_SECONDS,
        deadlineSeconds
      };
    },
    async hold({ principal, entitlement, ids }) {
      const api = open2();
      const { place, person, ids: now } = await find(api, principal, entitlement);
      if (idsKey(now) !== idsKey(ids)) throw new ProviderError(name, "IDENTITY_CHANGED");
      const before = await place.read(api, person);
      if (before !== void 0) return toReceipt(false, before);
      const others = await place.list(api);
      const standing = await place.add(api, person);
      await requireSame(api, place, person, others);
      return toReceipt(true, standing);
    },
    async revoke({ ids }) {
      const place = findPlace(configuration, offer, ids.entitlement);
      if (ids.instance !== instance || place === void 0) throw new ProviderError(name, "IDENTITY_CHANGED");
      const changed = await remove(open2(), place, Number(ids.principal));
      return { changed, sessionsEnded: 0 };
    },
    async *inventory() {
      for (const [resource, roles] of offer)
        for (const role of roles.keys()) yield* await listGrants([{ provider: name, resource, role }]);
    },
    async activity({ ids, until }, from) {
      const place = findPlace(configuration, offer, ids.entitlement);
      if (ids.instance !== instance || place?.repository === void 0) return void 0;
      const api = open2();
      const person = await findById(api, Number(ids.principal));
      if (person === void 0) return void 0;
      const { repository: repository2 } = place;
      return readActivity(api, { repository: repository2, person, from, until, now: configuration.now() });
    },
    diagnose: () => diagnose(open2(), configuration, offer),
    connect: ({ entitlement }) => ({ kind: "link", text: placeOf(entitlement).page }),
    describeRemoval: ({ principal, entitlement }) => placeOf(entitlement).removal(principal),
    async close() {
    }
  };
}
var toReceipt = (changed, standing) => ({
  ...{ changed, sessionsEnded: 0 },
  ...standing === "invited" && { invited: true }
});
async function requireSame(api, place, person, others) {
  const now = await findPerson(api, person.login);
  if (now?.id === person.id) return;
  const known = new Set([person, ...others].map(({ id: id3 }) => id3));
  for (const each of [...now ? [now] : [], ...await place.list(api)])
    if (!known.has(each.id)) await place.remove(api, each);
  throw api.fail(
    "IDENTITY_CHANGED",
    `${person.login} was account ${person.id}, and is ${now?.id ?? "nobody"} now.`
  );
}
async function remove(api, place, id3) {
  let changed = false;
  for (let attempt = 0; attempt < MAX_RENAMES; attempt++) {
    const person = await findById(api, id3) ?? (await place.list(api)).find((holder) => holder.id === id3);
    if (person === void 0) return changed;
    changed = await place.remove(api, person) || changed;
    const after = await findById(api, id3);
    if (after === void 0 || after.login === person.login) return changed;
  }
  throw api.fail("BUSY", `The account ${id3} was renamed ${MAX_RENAMES} times.`);
}

// src/providers/github/adapter.ts
var githubAdapter = defineAdapter({
  schema: githubSchema,
  abilities: {
    system: "GitHub: teams, roles in repositories, roles of the organisation that read, reviewers of environments",
    container: ["shared"],
    nativeExpiry: ["none"],
    sessions: ["ended"],
    tested: "shape-checked"
  },
  open
});
function open(entry, context) {
  const { app: _app, tokenFrom: _tokenFrom, ...rest } = entry;
  refuseRepeatedPlaces(entry, context.where);
  return githubProvider({
    ...rest,
    name: context.name,
    credentials: readCredentials(entry, context),
    now: context.now
  });
}
function readCredentials({ app, tokenFrom }, { where, readSecret }) {
  if (app === void 0 === (tokenFrom === void 0))
    throw new Error(
      `${where}: set app to sign in as a GitHub App, or tokenFrom to sign in with a token; one of them.`
    );
  if (app === void 0)
    return { kind: "token", token: readSecret("tokenFrom", tokenFrom ?? "", "a token for the organisation") };
  const key = readSecret("app/keyFrom", app.keyFrom, "the private key of the App, in PEM form");
  return { kind: "app", appId: app.id, privateKey: key.replaceAll("\\n", "\n") };
}
function refuseRepeatedPlaces(entry, where) {
  const resources = KINDS.flatMap((kind) => Object.keys(entry[kind] ?? {}));
  const repeated = resources.find((name, index) => resources.indexOf(name) !== index);
  if (repeated !== void 0)
    throw new Error(`${where}: two resources are called "${repeated}". Rename one.`);
  const offer = [...listOffer(entry)].flatMap(
    ([resource, roles]) => [...roles.values()].map(({ id: id3 }) => [resource, id3.replace(/^(repository\/\d+)\/\w+$/u, "$1")])
  );
  refuseRepeated(offer, sameAccess(where));
}
export {
  githubAdapter
};
