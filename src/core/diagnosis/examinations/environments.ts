import { type Answer, type Examination, enumerate, examineKnown, type Question } from "../examination.ts";
import type { InstallationFacts, WorkflowEnvironment } from "../installation.ts";

/**
 * Are the secrets of the workflows out of reach of other branches? An environment that is open to them gives its secrets to everybody with
 * write access, and stops grants, as a repository secret does. One that is missing holds none.
 */
export function examineEnvironments({ server, github }: InstallationFacts): Examination[] {
  const { defaultBranch } = server.pin;
  const known = github.environments;
  const isOpen = "value" in known && known.value.some((each) => isOpenTo(each, defaultBranch));
  const question: Question = {
    code: "ENVIRONMENTS",
    name: "Environments of the workflows",
    should: `limited to the branch ${defaultBranch}`,
    fix: `Settings → Environments → (its name) → Deployment branches and tags → Selected branches and tags: the branch ${defaultBranch} and no other. If it was open while it held secrets, make new ones.`,
    reads: 'the repository permission "Actions: read"',
    ...(!isOpen && { advice: true }),
  };
  return [examineKnown(question, known, (environments) => judge(environments, defaultBranch))];
}

/** "Protected branches only" lets all branches in where none has a classic protection ("Deployments and environments"). */
const isOpenTo = ({ admits }: WorkflowEnvironment, branch: string): boolean =>
  admits === "every branch" ||
  admits === "protected branches" ||
  (admits ?? []).some(({ kind, name }) => kind === "tag" || name !== branch);

function judge(environments: readonly WorkflowEnvironment[], branch: string): Answer {
  const wrong = environments.filter(
    (each) => isOpenTo(each, branch) || each.admits === undefined || each.admits.length === 0,
  );
  if (wrong.length > 0) return { right: false, is: enumerate(wrong.map(describe)) };
  const names = environments.map(({ name }) => name);
  return {
    right: true,
    is: names.length === 0 ? "no workflow uses one" : `${enumerate(names)}: limited to it`,
  };
}

function describe({ name, workflow, admits }: WorkflowEnvironment): string {
  if (admits === undefined)
    return `there is no environment "${name}", which ${workflow} uses: its first run makes one that is open to every branch`;
  if (typeof admits === "string") return `"${name}" is open to ${admits}`;
  if (admits.length === 0) return `"${name}" lets no branch in`;
  return `"${name}" is open to ${enumerate(admits.map((each) => `the ${each.kind} ${each.name}`))}`;
}
