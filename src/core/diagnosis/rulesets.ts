import { REQUIRED_CHECK } from "../decision/check-result.ts";
import type { Profile } from "../files/settings.ts";

/** A branch ruleset, as GitHub's REST API takes it ("Create a repository ruleset"). */
export interface Ruleset {
  readonly name: string;
  readonly target: "branch";
  readonly enforcement: string;
  readonly conditions: {
    readonly ref_name: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  };
  readonly bypass_actors: readonly RulesetActor[];
  readonly rules: readonly RulesetRule[];
}

export interface RulesetActor {
  readonly actor_id: number | null;
  readonly actor_type: string;
  readonly bypass_mode: string;
}

export interface RulesetRule {
  readonly type: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** Of one installation. */
interface About {
  readonly appId: number;
  readonly ledgerBranch: string;
  /** As in the settings; "strict" if not given. */
  readonly profile?: Profile;
}

/** The rulesets that guard an access repository. Doctor looks for the rules in them. */
export function listRulesets({ appId, ledgerBranch, profile = "strict" }: About): Ruleset[] {
  const ledger = branches(`refs/heads/${ledgerBranch}`);
  return [
    {
      ...branches("~DEFAULT_BRANCH"),
      name: "hallpass: default branch",
      bypass_actors: [],
      rules: [
        { type: "pull_request", parameters: reviews[profile] },
        { type: "required_status_checks", parameters: decidedBy(appId) },
        { type: "non_fast_forward" },
        { type: "deletion" },
      ],
    },
    {
      ...ledger,
      name: "hallpass: ledger writers",
      bypass_actors: [{ actor_id: appId, actor_type: "Integration", bypass_mode: "always" }],
      rules: [{ type: "creation" }, { type: "update" }],
    },
    {
      ...ledger,
      name: "hallpass: ledger history",
      bypass_actors: [],
      rules: [{ type: "non_fast_forward" }, { type: "deletion" }],
    },
  ];
}

const branches = (...include: string[]) => ({
  target: "branch" as const,
  enforcement: "active",
  conditions: { ref_name: { include, exclude: [] } },
});

const squashed = {
  dismiss_stale_reviews_on_push: true,
  require_last_push_approval: false,
  required_review_thread_resolution: false,
  allowed_merge_methods: ["squash"],
};

/** In the profile `standard` the required check alone demands the owners' reviews: GitHub cannot demand them of some requests only. */
const reviews: Readonly<Record<Profile, Readonly<Record<string, unknown>>>> = {
  strict: { required_approving_review_count: 1, require_code_owner_review: true, ...squashed },
  standard: { required_approving_review_count: 0, require_code_owner_review: false, ...squashed },
};

/** Not "up to date": each merge would void every other approval. */
const decidedBy = (appId: number) => ({
  strict_required_status_checks_policy: false,
  required_status_checks: [{ context: REQUIRED_CHECK, integration_id: appId }],
});

/** How a ruleset differs from the wanted one, a sentence each; nothing when it does not. Parameters that are not asked for are left alone. */
export const listDifferences = (wanted: Ruleset, current: Ruleset): string[] => [
  ...compare("enforcement", current.enforcement, wanted.enforcement),
  ...compare("branches", describeBranches(current), describeBranches(wanted)),
  ...compare("bypass list", describeActors(current), describeActors(wanted)),
  ...current.rules
    .filter(({ type }) => wanted.rules.every((rule) => rule.type !== type))
    .map(({ type }) => `removes the rule ${type}`),
  ...wanted.rules.flatMap((rule) => {
    const before = current.rules.find(({ type }) => type === rule.type);
    return before === undefined ? [`adds the rule ${rule.type}`] : compareParameters(rule, before);
  }),
];

const compare = (name: string, before: string, after: string): string[] =>
  before === after ? [] : [`${name}: ${before} → ${after}`];

const compareParameters = ({ type, parameters = {} }: RulesetRule, before: RulesetRule): string[] =>
  Object.entries(parameters).flatMap(([name, value]) =>
    compare(`${type}, ${name}`, stringify(before.parameters?.[name]), stringify(value)),
  );

function describeBranches({ conditions }: Ruleset): string {
  const { include, exclude } = conditions.ref_name;
  const but = exclude.length === 0 ? "" : `, not ${exclude.toSorted().join(", ")}`;
  return `${include.toSorted().join(", ") || "none"}${but}`;
}

const describeActors = ({ bypass_actors }: Ruleset): string =>
  bypass_actors
    .map(({ actor_type, actor_id, bypass_mode }) => `${actor_type} ${actor_id ?? ""} (${bypass_mode})`)
    .toSorted()
    .join(", ") || "empty";

/** The same text for the same value: GitHub keeps neither the order of fields nor that of a list. */
function stringify(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stringify).toSorted().join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "not set";
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${name}: ${stringify(field)}`).join(", ")}}`;
}
