import type { Team } from "../core/access/team.ts";
import type { RepositoryRules } from "../core/decision/evidence.ts";
import { type Diagnosis, diagnose } from "../core/diagnosis/diagnosis.ts";
import { listTeams } from "../core/diagnosis/examinations/teams.ts";
import type { Known, ProviderState, ServerFacts } from "../core/diagnosis/installation.ts";
import { readFailure } from "../core/plan/provider-failure.ts";
import type { Installation } from "../core/ports/installation.ts";
import type { Provider } from "../core/ports/provider.ts";
import { isPinned } from "./evidence/in-force.ts";
import { readRules } from "./evidence/read-rules.ts";
import type { Deps } from "./round/deps.ts";

export interface DiagnoseDeps
  extends Pick<Deps, "repository" | "providers" | "trustedCommit" | "identities" | "log" | "now"> {
  readonly github: Pick<Deps["github"], "listOwnersErrors" | "readTeam">;
  readonly installation: Installation;
  readonly server: ServerFacts;
}

/** Examines everything that guards the installation. Throws when git or GitHub cannot be read; a failing provider becomes a finding. */
export async function diagnoseInstallation(deps: DiagnoseDeps): Promise<Diagnosis> {
  const { repository, github, installation, server, trustedCommit, now } = deps;
  await repository.fetch();
  const commit = await repository.defaultTip();
  const rules = await readRules(repository, commit);
  const slugs = [...new Set(listTeams(rules).map(({ slug }) => slug))];
  const [state, teams, ownersErrors, policies, dotGithub, onDefaultBranch, providers, identityProvider] =
    await Promise.all([
      installation.read(slugs),
      readTeams(deps, slugs),
      github.listOwnersErrors(commit),
      repository.listFiles(commit, "policies"),
      repository.listFiles(commit, ".github"),
      isPinned(deps, commit),
      Promise.all([...deps.providers.values()].map((provider) => diagnoseProvider(deps, provider))),
      diagnoseIdentities(deps, rules),
    ]);
  const ruleFiles = [...policies, ...dotGithub].map(({ path }) => path);
  const known = providers.filter((provider) => provider !== undefined);
  const trusted = { id: trustedCommit, onDefaultBranch };
  return diagnose(
    {
      server,
      trusted,
      github: state,
      teams,
      rules,
      ownersErrors,
      ruleFiles,
      providers: known,
      identityProvider,
    },
    now(),
  );
}

async function readTeams({ github }: DiagnoseDeps, slugs: readonly string[]): Promise<Map<string, Team>> {
  const found = await Promise.all(slugs.map((slug) => github.readTeam(slug)));
  return new Map(slugs.flatMap((slug, index) => (found[index] === undefined ? [] : [[slug, found[index]]])));
}

/** GraphQL may fail where REST does not: an old GitHub Enterprise Server, or a permission the app was not given. */
async function diagnoseIdentities(
  { identities, log }: Pick<DiagnoseDeps, "identities" | "log">,
  { settings }: RepositoryRules,
): Promise<Known<boolean> | undefined> {
  if (Object.keys(settings?.externalIdentities ?? {}).length === 0) return undefined;
  try {
    return { value: await identities.hasProvider() };
  } catch (error) {
    log.warn({ step: "attest", err: error }, "the SAML identity provider could not be looked at");
    return { unreadable: error instanceof Error ? error.message : String(error) };
  }
}

/** undefined for a provider without credentials to look at. */
async function diagnoseProvider(
  { log }: Pick<DiagnoseDeps, "log">,
  provider: Provider,
): Promise<ProviderState | undefined> {
  const { name } = provider;
  if (provider.diagnose === undefined) return undefined;
  try {
    return { name, findings: { value: await provider.diagnose() } };
  } catch (error) {
    if (error instanceof Error && readFailure(error).code === "LOGIN_REFUSED")
      return { name, findings: { refused: error.message } };
    log.warn(
      { step: "attest", provider: name, err: error },
      "the provider's credentials could not be looked at",
    );
    return { name, findings: { unreadable: error instanceof Error ? error.message : String(error) } };
  }
}
