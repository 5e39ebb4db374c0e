import { type Finding, mistake, warning } from "../../core/findings/finding.ts";
import { ProviderError } from "../adapter/error.ts";
import type { Api } from "./api/api.ts";
import { type GithubConfiguration, KINDS } from "./configuration.ts";
import type { Offer } from "./places/offer.ts";

type Permissions = Readonly<Record<string, "read" | "write">>;

/** The permissions of the App for each kind of access ("Permissions required for GitHub Apps"). */
const needed: Readonly<Record<(typeof KINDS)[number], Permissions>> = {
  teams: { members: "write" },
  repositories: { administration: "write" },
  organizationRoles: { members: "write" },
  environments: { administration: "write", actions: "read" },
};

/** What the App may have besides: it shows what people did. */
const allowed: typeof needed = {
  ...{ teams: {}, organizationRoles: {}, environments: {} },
  repositories: { contents: "read" },
};

/** What the App may not do and must, what it may and need not, and which configured access it cannot give. */
export async function diagnose(
  api: Api,
  configuration: GithubConfiguration,
  offer: Offer,
): Promise<Finding[]> {
  const permissions = configuration.credentials.kind === "app" ? await api.readPermissions() : undefined;
  return [
    ...(permissions === undefined ? [tokenUsed(configuration)] : judge(permissions, configuration)),
    ...(await examinePlaces(api, configuration.name, offer)),
  ];
}

const tokenUsed = ({ name }: GithubConfiguration): Finding =>
  warning(
    "GITHUB_TOKEN",
    `The provider "${name}" signs in with a token, whose rights GitHub does not show.`,
    "Use a GitHub App of its own: set app in place of tokenFrom.",
  );

function judge(held: Readonly<Record<string, string>>, configuration: GithubConfiguration): Finding[] {
  const kinds = KINDS.filter((kind) => Object.keys(configuration[kind] ?? {}).length > 0);
  const wanted = merge(kinds.map((kind) => needed[kind]));
  const missing = Object.entries(wanted).filter(([name, level]) => !includes(held[name], level));
  const most = merge(kinds.flatMap((kind) => [needed[kind], allowed[kind]]));
  const beyond = Object.entries(held).filter(
    ([name, level]) => name !== "metadata" && !includes(most[name], level),
  );
  const where = `The App of the provider "${configuration.name}"`;
  return [
    ...missing.map(([name, level]) =>
      mistake(
        "GITHUB_PERMISSION_MISSING",
        `${where} has ${name}: ${held[name] ?? "none"}, and needs ${level}.`,
        "Change it in the App's settings, and accept the change in the organisation.",
      ),
    ),
    ...beyond.map(([name, level]) =>
      warning(
        "GITHUB_PERMISSION_BEYOND",
        `${where} has ${name}: ${level}, and needs ${wanted[name] ?? "none"}.`,
        "Take it away in the App's settings: with the App's key it could be used.",
      ),
    ),
  ];
}

const includes = (held: string | undefined, wanted: string): boolean => held === "write" || held === wanted;

const merge = (all: readonly Permissions[]): Permissions => {
  const merged: Record<string, "read" | "write"> = {};
  for (const [name, level] of all.flatMap((each) => Object.entries(each)))
    if (merged[name] !== "write") merged[name] = level;
  return merged;
};

/** Access that cannot be given now: its name leads elsewhere, or it would give too much. */
async function examinePlaces(api: Api, provider: string, offer: Offer): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [resource, roles] of offer)
    for (const [role, place] of roles) {
      const error = await place.verify(api).catch((cause: unknown) => cause);
      if (error === undefined) continue;
      if (!(error instanceof ProviderError) || error.retryable) throw error;
      findings.push(
        mistake(
          "GITHUB_ACCESS_UNUSABLE",
          `"${provider}/${resource}" with the role ${role} cannot be given: ${error.code}.`,
          "Compare names and ids in HALLPASS_PROVIDERS with GitHub's, and what the role gives with docs/providers/github.md.",
        ),
      );
    }
  return findings;
}
