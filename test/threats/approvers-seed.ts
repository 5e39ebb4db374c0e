import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import type { Seed } from "../../sandbox/src/seed.ts";

/** Team `payments-leads` owns these folders; each has a policy of its own. */
const folders = { payments: "", pairs: "  count: 2\n", behalf: "" } as const;

const offer = (folder: string, approvals: string, more = "", owners = "payments-leads, id: 302"): string =>
  `name: ${folder}
folders: [${folder}]
entitlements:
  - { provider: memory, resource: sandbox, roles: [visitor, guide] }
requesters:
  teams: [{ slug: payments, id: 301 }, { slug: oncall, id: 304 }]
duration: { maximum: 9d }
${more}approvals:
  teams: [{ slug: ${owners} }]
${approvals}`;

const policies = {
  ...Object.fromEntries(
    Object.entries(folders).map(([folder, approvals]) => [
      `policies/${folder}.yaml`,
      offer(
        folder,
        approvals,
        folder === "behalf" ? "onBehalf: { teams: [{ slug: payments, id: 301 }] }\n" : "",
      ),
    ]),
  ),
  "policies/oncall.yaml": offer("oncall", "", "", "oncall, id: 304"),
};

const codeowners = `${[...Object.keys(folders)].map((folder) => `/access-requests/${folder}/ @acme/payments-leads\n`).join("")}/access-requests/oncall/ @acme/oncall
/policies/ @acme/security
/.github/ @acme/security
/CODEOWNERS @acme/security
/docs/CODEOWNERS @acme/security
`;

/** Everybody of the identity map; alice and carol have a second account each. */
const people = [
  [1001, "alice", [1011]],
  [1002, "bob", []],
  [1003, "carol", [1013]],
  [1004, "dave", []],
  [1005, "eve", []],
  [1006, "grace", []],
  [1007, "frank", []],
  [1008, "heidi", []],
  [1009, "olga", []],
] as const;

const settings = `profile: strict
merge: automatic
ledger:
  publicKey: {{ledger.publicKey}}
rules:
  approvals:
    teams: [{ slug: security, id: 303 }]
people:
${people.map(([id, login, others]) => `  - { id: ${id}, login: ${login}, otherIds: [${others.join(", ")}], principals: { memory: ${login} } }\n`).join("")}`;

/**
 * The default organisation with more people: alice, bob, carol and olga, who owns the organisation, both ask and lead; alice2
 * and carol2 are second accounts that lead too; zoe leads and is in no identity map; frank only asks; heidi alone is on call.
 */
export function approversSeed(): Seed {
  const seed = defaultSeed();
  const more = [
    [1002, "bob"],
    [1007, "frank"],
    [1008, "heidi"],
    [1011, "alice2"],
    [1012, "zoe"],
    [1013, "carol2"],
  ] as const;
  return {
    ...seed,
    users: [...seed.users, ...more.map(([id, login]) => ({ id, login, role: "member" as const }))],
    teams: [
      { id: 301, slug: "payments", members: ["alice", "bob", "carol", "frank", "olga"] },
      {
        id: 302,
        slug: "payments-leads",
        members: ["alice", "alice2", "bob", "carol", "carol2", "olga", "zoe"],
        maintainers: ["carol"],
      },
      { id: 303, slug: "security", members: ["dave", "grace"] },
      { id: 304, slug: "oncall", members: ["heidi"] },
    ],
    repositories: seed.repositories.map((repository) => ({
      ...repository,
      teams: { ...repository.teams, oncall: "write" },
      files: {
        ...Object.fromEntries(
          Object.entries(repository.files).filter(([path]) => !path.startsWith("policies/")),
        ),
        ...policies,
        ".github/CODEOWNERS": codeowners,
        ".github/hallpass.yaml": settings,
      },
    })),
  };
}
