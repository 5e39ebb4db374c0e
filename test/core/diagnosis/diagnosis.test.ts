import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { diagnose, listInstallationStops } from "../../../src/core/diagnosis/diagnosis.ts";
import type { InstallationFacts, WorkflowEnvironment } from "../../../src/core/diagnosis/installation.ts";
import { parseCodeowners } from "../../../src/core/files/codeowners.ts";
import { NOW, policy, rulesWith, settings } from "../../support/builders/evidence.ts";
import {
  APP,
  appWrites,
  CODEOWNERS,
  gate,
  github,
  installation,
  ledger,
  repository,
  server,
  teams,
} from "../../support/builders/installation.ts";

const examinationsOf = (facts: InstallationFacts) => diagnose(facts, NOW).examinations;

const listWrong = (facts: InstallationFacts): string[] =>
  examinationsOf(facts)
    .filter(({ status }) => status === "wrong")
    .map(({ code }) => code);

const find = (facts: InstallationFacts, code: string) => {
  const found = examinationsOf(facts).find((examination) => examination.code === code);
  if (found === undefined) throw new Error(`Nothing is called ${code}.`);
  return found;
};

const pull = { approvals: 1, codeOwners: true, dismissStale: true, mergeMethods: ["squash"] } as const;
const without = (types: ReadonlySet<string>, type: string) =>
  new Set([...types].filter((each) => each !== type));
const withOwners = (text: string): Partial<InstallationFacts> => ({
  rules: { ...installation().rules, codeowners: parseCodeowners(text, ".github/CODEOWNERS") },
});
const withTeams = (...changes: Parameters<typeof teams.set>[]): Partial<InstallationFacts> => ({
  teams: new Map([...teams, ...changes]),
});
const withEnvironment = (admits: WorkflowEnvironment["admits"]): Partial<InstallationFacts> => {
  const workflow = ".github/workflows/hallpass-once.yaml";
  return { github: github({ environments: { value: [{ name: "hallpass", workflow, admits }] } }) };
};
const gated = (overrides: Parameters<typeof gate>[0]) => ({ github: github({ gate: gate(overrides) }) });
const ledgered = (overrides: Parameters<typeof ledger>[0]) => ({
  github: github({ ledger: ledger(overrides) }),
});
const stored = (overrides: Parameters<typeof repository>[0]) => ({
  github: github({ repository: repository(overrides) }),
});
const bypassing = (type: string, id: number | null, mode: string) => {
  const [ruleset] = gate().rulesets;
  if (ruleset === undefined) throw new Error("The gate has no ruleset.");
  return gated({ rulesets: [{ ...ruleset, bypass: { value: [{ type, id, mode }] } }] });
};
const [writers, rewriters] = ledger().rulesets;
if (writers === undefined || rewriters === undefined) throw new Error("The ledger has two rulesets.");

interface Weakness {
  readonly name: string;
  readonly facts: Partial<InstallationFacts>;
  readonly code: string;
  /** What the line must say: the value seen. */
  readonly is: string;
}

const weaknesses: readonly Weakness[] = [
  { name: "another repository", facts: stored({ id: 9 }), code: "REPOSITORY_ID", is: "id 9" },
  {
    name: "another default branch",
    facts: stored({ defaultBranch: "trunk" }),
    code: "DEFAULT_BRANCH",
    is: "trunk",
  },
  {
    name: "a repository everybody sees",
    facts: stored({ private: false }),
    code: "VISIBILITY",
    is: "public",
  },
  {
    name: "a pinned commit of another branch, or of none",
    facts: { trusted: { id: "0".repeat(40), onDefaultBranch: false } },
    code: "TRUSTED_COMMIT",
    is: `HALLPASS_TRUSTED_COMMIT is ${"0".repeat(40)}`,
  },
  { name: "an archive", facts: stored({ archived: true }), code: "ARCHIVED", is: "yes" },
  { name: "a fork", facts: stored({ fork: true }), code: "REPOSITORY_FORK", is: "yes" },
  {
    name: "pushes without a pull request",
    facts: gated({ pullRequest: [] }),
    code: "PULL_REQUEST_REQUIRED",
    is: "no",
  },
  {
    name: "merges without approval",
    facts: gated({ pullRequest: [{ ...pull, approvals: 0 }] }),
    code: "APPROVALS_REQUIRED",
    is: "0",
  },
  {
    name: "merges without code owners",
    facts: gated({ pullRequest: [{ ...pull, codeOwners: false }] }),
    code: "CODE_OWNERS_REQUIRED",
    is: "no",
  },
  {
    name: "approvals that outlive a push",
    facts: gated({ pullRequest: [{ ...pull, dismissStale: false }] }),
    code: "STALE_DISMISSED",
    is: "no",
  },
  {
    name: "merge commits beside squashes",
    facts: gated({ pullRequest: [{ ...pull, mergeMethods: ["squash", "merge"] }] }),
    code: "SQUASH_ONLY",
    is: "squash, merge",
  },
  {
    name: "merge methods left to a repository that offers more",
    facts: gated({ pullRequest: [{ ...pull, mergeMethods: undefined }] }),
    code: "SQUASH_ONLY",
    is: "merge, squash",
  },
  { name: "no required check", facts: gated({ checks: [] }), code: "CHECK_REQUIRED", is: "none" },
  {
    name: "a check anybody may set",
    facts: gated({ checks: [{ name: "hallpass/decision", appId: undefined }] }),
    code: "CHECK_REQUIRED",
    is: "from any app",
  },
  {
    name: "a check of another app",
    facts: gated({ checks: [{ name: "hallpass/decision", appId: 15368 }] }),
    code: "CHECK_REQUIRED",
    is: "from app 15368",
  },
  {
    name: "another check of ours",
    facts: gated({ checks: [{ name: "lint", appId: APP }] }),
    code: "CHECK_REQUIRED",
    is: "lint",
  },
  {
    name: "branches that must be up to date",
    facts: gated({ upToDate: true }),
    code: "UP_TO_DATE",
    is: "yes",
  },
  {
    name: "force pushes",
    facts: gated({ types: without(gate().types, "non_fast_forward") }),
    code: "FORCE_PUSH_BLOCKED",
    is: "no",
  },
  {
    name: "deletion",
    facts: gated({ types: without(gate().types, "deletion") }),
    code: "DELETION_BLOCKED",
    is: "no",
  },
  {
    name: "a merge queue",
    facts: gated({ types: new Set([...gate().types, "merge_queue"]) }),
    code: "MERGE_QUEUE",
    is: "on",
  },
  ...[
    ["Integration", APP, "always", `app ${APP} (always)`],
    ["OrganizationAdmin", null, "always", "owners of the organisation (always)"],
    ["RepositoryRole", 5, "pull_request", "repository role 5 (pull_request)"],
    ["Team", 303, "exempt", "Team 303 (exempt)"],
    ["DeployKey", null, "always", "DeployKey (always)"],
  ].map(([type, id, mode, is]) => ({
    name: `a bypass list with ${is}`,
    facts: bypassing(String(type), typeof id === "number" ? id : null, String(mode)),
    code: "BYPASS_LIST",
    is: String(is),
  })),
  {
    name: "a ledger nobody may write",
    facts: ledgered({ rulesets: [{ ...writers, bypass: { value: [] } }, rewriters] }),
    code: "LEDGER_WRITERS",
    is: "nobody",
  },
  {
    name: "a ledger somebody else may write too",
    facts: ledgered({
      rulesets: [
        { ...writers, bypass: { value: [appWrites, { type: "User", id: 1, mode: "always" }] } },
        rewriters,
      ],
    }),
    code: "LEDGER_WRITERS",
    is: "User 1",
  },
  {
    name: "a ledger the app may rewrite",
    facts: ledgered({ rulesets: [writers, { ...rewriters, bypass: { value: [appWrites] } }] }),
    code: "LEDGER_REWRITERS",
    is: `app ${APP}`,
  },
  ...(["creation", "update", "non_fast_forward", "deletion"] as const).map((type) => ({
    name: `a ledger without the rule ${type}`,
    facts: ledgered({ types: without(ledger().types, type) }),
    code: {
      creation: "LEDGER_CREATION",
      update: "LEDGER_UPDATE",
      non_fast_forward: "LEDGER_FORCE_PUSH",
      deletion: "LEDGER_DELETION",
    }[type],
    is: "no",
  })),
  {
    name: "workflows that approve",
    facts: { github: github({ workflowsMayApprove: { value: true } }) },
    code: "WORKFLOWS_APPROVE",
    is: "yes",
  },
  {
    name: "a provider's secret in the repository",
    facts: { github: github({ secrets: { value: ["NPM_TOKEN", "ORDERS_DB_PASSWORD"] } }) },
    code: "REPOSITORY_SECRETS",
    is: "ORDERS_DB_PASSWORD",
  },
  {
    name: "a provider's secret in the organisation",
    facts: { github: github({ organizationSecrets: { value: ["ORDERS_DB_PASSWORD"] } }) },
    code: "ORGANIZATION_SECRETS",
    is: "ORDERS_DB_PASSWORD",
  },
  {
    name: "a short webhook secret",
    facts: { server: server({ webhookSecretLength: 31 }) },
    code: "WEBHOOK_SECRET",
    is: "31 characters",
  },
  { name: "a short key", facts: { server: server({ appKeyBits: 1024 }) }, code: "APP_KEY", is: "1024 bits" },
  {
    name: "no RSA key",
    facts: { server: server({ appKeyBits: undefined }) },
    code: "APP_KEY",
    is: "no RSA key",
  },
  {
    name: "another ledger key",
    facts: { server: server({ ledgerPublicKey: "ssh-ed25519 other" }) },
    code: "LEDGER_KEY",
    is: "published is ssh-ed25519 AAAA",
  },
  {
    name: "a clock that is ahead",
    facts: { github: github({ clockAhead: { value: 31 } }) },
    code: "CLOCK",
    is: "31 s ahead",
  },
  {
    name: "a clock that is behind",
    facts: { github: github({ clockAhead: { value: -45.4 } }) },
    code: "CLOCK",
    is: "45 s behind",
  },
  {
    name: "what GitHub finds wrong with CODEOWNERS",
    facts: {
      ownersErrors: [
        { code: "RULES_MOVED", severity: "error", at: "", message: "Unknown owner in line 3.", fix: "" },
      ],
    },
    code: "CODEOWNERS_ERRORS",
    is: "Unknown owner in line 3.",
  },
  ...["/policies/", "/.github/", "/CODEOWNERS", "/docs/CODEOWNERS"].map((path) => ({
    name: `nobody owning ${path}`,
    facts: withOwners(`${CODEOWNERS}${path}\n`),
    code: "RULES_OWNED",
    is: "nobody owns",
  })),
  {
    name: "one policy taken out of everybody's hands",
    facts: withOwners(`${CODEOWNERS}/policies/orders-readonly.yaml\n`),
    code: "RULES_OWNED",
    is: "nobody owns policies/orders-readonly.yaml",
  },
  {
    name: "policies owned by those they rule",
    facts: withOwners(CODEOWNERS.replace("/policies/ @acme/security", "/policies/ @acme/payments-leads")),
    code: "RULES_OWNED",
    is: "@acme/payments-leads owns policies/",
  },
  {
    name: "policies owned by another organisation's team of that name",
    facts: withOwners(CODEOWNERS.replace("/policies/ @acme/security", "/policies/ @evil/security")),
    code: "RULES_OWNED",
    is: "@evil/security owns policies/",
  },
  {
    name: "a folder with no owner",
    facts: withOwners(CODEOWNERS.replace("/access-requests/payments/", "/access-requests/other/")),
    code: "FOLDER_OWNED",
    is: "nobody owns access-requests/payments/",
  },
  {
    name: "a folder of which a person is an owner too",
    facts: withOwners(CODEOWNERS.replace("@acme/payments-leads", "@acme/payments-leads @mallory")),
    code: "FOLDER_OWNED",
    is: "@mallory owns access-requests/payments/",
  },
  {
    name: "a team of the same name made anew",
    facts: withTeams(["security", { id: 999, slug: "security", members: [] }]),
    code: "TEAMS_NAMED",
    is: "security is 999, not 303",
  },
  {
    name: "a team that is gone",
    facts: { teams: new Map([...teams].filter(([slug]) => slug !== "payments")) },
    code: "TEAMS_NAMED",
    is: "there is no team payments",
  },
  {
    name: "approvers who may not write",
    facts: { github: github({ writingTeams: new Set(["payments", "security"]) }) },
    code: "TEAMS_WRITE",
    is: "not payments-leads",
  },
  {
    name: "too few approvers",
    facts: {
      rules: {
        ...installation().rules,
        policies: [policy({ approvals: { teams: [{ slug: "payments-leads", id: 302 }], count: 2 } })],
      },
    },
    code: "APPROVERS_ENOUGH",
    is: "1",
  },
  {
    name: "approvers the identity map does not know",
    facts: withTeams([
      "payments-leads",
      { id: 302, slug: "payments-leads", members: [{ id: 77, login: "new" }] },
    ]),
    code: "APPROVERS_ENOUGH",
    is: "0",
  },
  {
    name: "a provider's credentials that can do more",
    facts: {
      providers: [
        {
          name: "orders-db",
          findings: {
            value: [
              {
                code: "POSTGRES_ATTRIBUTE",
                severity: "error",
                at: "",
                message: "It has SUPERUSER.",
                fix: "ALTER ROLE",
              },
            ],
          },
        },
      ],
    },
    code: "POSTGRES_ATTRIBUTE",
    is: "It has SUPERUSER.",
  },
  ...(
    [
      ["every branch", "every branch"],
      ["protected branches", "protected branches"],
      [[{ kind: "branch", name: "ma*" }], "the branch ma*"],
      [[{ kind: "tag", name: "main" }], "the tag main"],
      [
        [
          { kind: "branch", name: "main" },
          { kind: "branch", name: "feature/*" },
        ],
        "the branch feature/*",
      ],
    ] as const
  ).map(([admits, is]) => ({
    name: `an environment with secrets that is open to ${is}`,
    facts: withEnvironment(admits),
    code: "ENVIRONMENTS",
    is,
  })),
  {
    name: "a settings file that cannot be read",
    facts: {
      rules: rulesWith({
        codeownersText: CODEOWNERS,
        settings: settings({ ledger: { publicKey: server().ledgerPublicKey } }),
        findings: [
          { code: "RULE_TOO_LARGE", severity: "error", at: "", message: "It is too large.", fix: "Mend it." },
        ],
      }),
    },
    code: "RULES_READABLE",
    is: "It is too large.",
  },
];

describe("an installation", () => {
  it("with nothing wrong has a line for each thing, all of them ok", () => {
    const examinations = examinationsOf(installation());
    expect(examinations.filter(({ status }) => status !== "ok")).toEqual([]);
    expect(new Set(examinations.map(({ code, name }) => `${code} ${name}`)).size).toBe(examinations.length);
    for (const { fix, stops } of examinations) expect([fix, stops]).toEqual(["", false]);
  });

  it.each(weaknesses)("with $name is wrong in $code, says so, and stops grants", ({ facts, code, is }) => {
    const examined = installation(facts);
    const found = find(examined, code);
    expect(found).toMatchObject({ status: "wrong", stops: true });
    expect(found.is).toContain(is);
    expect(found.fix).toMatch(/→|^Ask|^Put|^Let|^Mend|^Open|ALTER ROLE|was deleted and created again/u);
    expect(listInstallationStops(diagnose(examined, NOW), undefined)).toContainEqual(
      expect.objectContaining({ code, severity: "error", fix: found.fix }),
    );
  });

  it("has a weakness here for everything that stops grants", () => {
    const codes = new Set(examinationsOf(installation()).map(({ code }) => code));
    const advice = [
      ...["APP_PERMISSIONS", "APP_POWER", "APP_EVENTS", "APP_REACH", "WEBHOOK", "WEBHOOK_DELIVERIES", "PLAN"],
      ...["GATE_BLOCKED", "LEDGER_BLOCKED", "REVERTS_BLOCKED", "REQUESTS_BLOCKED", "CLASSIC_PROTECTION"],
      "PATH_UNOWNED",
      "REQUESTERS_WRITE",
      "FILES",
      "REAPER_RUNS",
      "SECOND_SCHEDULER",
      "TWO_FACTOR",
      "RECENT_BYPASS",
      "PROVIDER",
    ];
    const untested = [...codes].filter(
      (code) => !advice.includes(code) && !weaknesses.some((each) => each.code === code),
    );
    expect(untested).toEqual([]);
  });

  it.each([
    ["error", true],
    ["warning", false],
  ] as const)("stops grants for a provider's %s: %s", (severity, stops) => {
    const finding = {
      code: "GITHUB_TOKEN",
      severity,
      at: "",
      message: "A token.",
      fix: "Use an App.",
    } as const;
    const facts = installation({ providers: [{ name: "github", findings: { value: [finding] } }] });
    expect(find(facts, "GITHUB_TOKEN")).toMatchObject({ status: "wrong", stops });
    const found = listInstallationStops(diagnose(facts, NOW), undefined);
    expect(found.map(({ provider }) => provider)).toEqual(stops ? ["github"] : []);
  });

  it("has a line in docs/doctor.md for everything that is looked at", () => {
    const page = readFileSync(new URL("../../../docs/doctor.md", import.meta.url), "utf8");
    const codes = new Set(examinationsOf(installation()).map(({ code }) => code));
    expect([...codes].filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
  });

  it.each<[string, Partial<InstallationFacts>]>([
    [
      "FILES",
      { server: server({ exposed: [{ path: "a.env", how: "every account may read it", fix: "chmod" }] }) },
    ],
    ["SECOND_SCHEDULER", { server: { ...server(), secondScheduler: "" } }],
    ["TWO_FACTOR", { github: github({ requiresTwoFactor: { value: false } }) }],
    ["ENVIRONMENTS", withEnvironment(undefined)],
    ["ENVIRONMENTS", withEnvironment([])],
    [
      "RECENT_BYPASS",
      { github: github({ bypasses: { value: [{ actor: "olga", after: "abc", at: "today" }] } }) },
    ],
    ["PATH_UNOWNED", withOwners(CODEOWNERS.replace("/inventory/ @acme/security\n", ""))],
    ["REQUESTERS_WRITE", { github: github({ writingTeams: new Set(["payments-leads", "security"]) }) }],
    [
      "PROVIDER_LOGIN",
      { providers: [{ name: "orders-db", findings: { refused: "It refused the login." } }] },
    ],
  ])("is told about %s, and goes on granting", (code, facts) => {
    const { secondScheduler, ...rest } = facts.server ?? server();
    const examined = installation({
      ...facts,
      server: secondScheduler === "" ? rest : (facts.server ?? server()),
    });
    expect(listWrong(examined)).toEqual([code]);
    expect(listInstallationStops(diagnose(examined, NOW), undefined)).toEqual([]);
  });

  it.each([
    ["is missing", undefined, "there is no .github/workflows/hallpass.yaml"],
    [
      "was switched off by GitHub",
      { state: "disabled_inactivity", succeededAt: NOW },
      "switched off (disabled_inactivity)",
    ],
    ["never succeeded", { state: "active", succeededAt: undefined }, "has never succeeded"],
    [
      "succeeded two hours and a minute ago",
      { state: "active", succeededAt: new Date(NOW.getTime() - 121 * 60_000) },
      "succeeded 121 minutes ago",
    ],
  ])("is told that the scheduled Action %s, and goes on granting", (_how, reaper, is) => {
    const examined = installation({ github: github({ reaper: { value: reaper } }) });
    expect(find(examined, "REAPER_RUNS")).toMatchObject({ status: "wrong", is, stops: false });
    expect(listInstallationStops(diagnose(examined, NOW), undefined)).toEqual([]);
  });

  it("that cannot be read to the end says what could read it, and goes on granting", () => {
    const unreadable = { unreadable: "GitHub does not show it to the app (403)" };
    const hide = (rules: ReturnType<typeof gate>) => ({
      ...rules,
      rulesets: rules.rulesets.map((ruleset) => ({ ...ruleset, bypass: unreadable })),
    });
    const examined = installation({
      github: github({
        gate: hide(gate()),
        ledger: hide(ledger()),
        bypasses: unreadable,
        workflowsMayApprove: unreadable,
        environments: unreadable,
        reaper: unreadable,
        secrets: unreadable,
        organizationSecrets: unreadable,
        plan: unreadable,
        requiresTwoFactor: unreadable,
      }),
      providers: [{ name: "orders-db", findings: { unreadable: "It cannot be reached." } }],
    });
    const hidden = examinationsOf(examined).filter(({ status }) => status === "unreadable");
    expect(hidden.map(({ code }) => code)).toEqual([
      "PLAN",
      "BYPASS_LIST",
      "LEDGER_WRITERS",
      "LEDGER_REWRITERS",
      "RECENT_BYPASS",
      "WORKFLOWS_APPROVE",
      "REPOSITORY_SECRETS",
      "ORGANIZATION_SECRETS",
      "ENVIRONMENTS",
      "REAPER_RUNS",
      "TWO_FACTOR",
      "PROVIDER",
    ]);
    for (const { code, fix } of hidden)
      if (code !== "PROVIDER") expect(fix).toContain("HALLPASS_ATTESTOR_APP_ID");
    expect(listInstallationStops(diagnose(examined, NOW), undefined)).toEqual([]);
  });

  describe("of accounts that come from the identity provider", () => {
    const saml = rulesWith({
      ...installation().rules,
      settings: settings({
        ...installation().rules.settings,
        externalIdentities: { cloud: "nameId" },
      }),
    });

    it("is wrong where GitHub shows none, and stops no request for another provider", () => {
      const facts = installation({ rules: saml, identityProvider: { value: false } });
      expect(find(facts, "IDENTITY_PROVIDER")).toMatchObject({
        status: "wrong",
        should: expect.stringContaining("the accounts of cloud"),
        fix: expect.stringContaining("configured for the enterprise"),
        stops: false,
      });
    });

    it.each([
      ["ok", { value: true }],
      ["unreadable", { unreadable: "GraphQL is off." }],
    ])("is %s where GitHub answers %j", (status, identityProvider) => {
      expect(find(installation({ rules: saml, identityProvider }), "IDENTITY_PROVIDER").status).toBe(status);
    });

    it("is not looked at where the map names every account", () => {
      expect(examinationsOf(installation()).map(({ code }) => code)).not.toContain("IDENTITY_PROVIDER");
    });
  });

  it("is wrong by the bypass list it can read, whatever the others hide", () => {
    const [ruleset] = gate().rulesets;
    if (ruleset === undefined) throw new Error("The gate has no ruleset.");
    const shown = { ...ruleset, bypass: { value: [{ type: "Team", id: 1, mode: "exempt" }] } };
    const hidden = { ...ruleset, id: 2, bypass: { unreadable: "hidden" } };
    expect(find(installation(gated({ rulesets: [hidden, shown] })), "BYPASS_LIST").status).toBe("wrong");
  });

  it("leaves open who writes the ledger while one of its lists is hidden", () => {
    const hidden = { ...writers, id: 2, bypass: { unreadable: "hidden" } };
    const examined = installation(ledgered({ rulesets: [writers, hidden, rewriters] }));
    expect(find(examined, "LEDGER_WRITERS")).toMatchObject({ status: "unreadable", is: "hidden" });
  });

  it("keeps to the most restrictive of several rulesets", () => {
    const loose = {
      approvals: 0,
      codeOwners: false,
      dismissStale: false,
      mergeMethods: ["merge", "squash"],
    } as const;
    expect(listWrong(installation(gated({ pullRequest: [loose, pull] })))).toEqual([]);
  });
});

describe("grants stop", () => {
  const weak = diagnose(installation(stored({ archived: true })), NOW);

  it("until somebody looked, unless the settings say that it is only reported", () => {
    expect(listInstallationStops(undefined, undefined).map(({ code }) => code)).toEqual(["NOT_ATTESTED"]);
    expect(listInstallationStops(undefined, { attestation: "required" }).map(({ code }) => code)).toEqual([
      "NOT_ATTESTED",
    ]);
    expect(listInstallationStops(undefined, { attestation: "reported" })).toEqual([]);
  });

  it("while something is wrong, unless the settings say that it is only reported", () => {
    expect(listInstallationStops(weak, {}).map(({ code }) => code)).toEqual(["ARCHIVED"]);
    expect(listInstallationStops(weak, { attestation: "required" })).toHaveLength(1);
    expect(listInstallationStops(weak, { attestation: "reported" })).toEqual([]);
  });

  it("with the value, the limit and the next step", () => {
    expect(listInstallationStops(weak, undefined)[0]).toMatchObject({
      message: "Archived: yes, read-only. It should be: no.",
      fix: expect.stringContaining("Unarchive this repository"),
    });
  });
});
