import { type Examination, enumerate, examineKnown, type Question } from "../examination.ts";
import type { InstallationFacts, Known, ServerFacts } from "../installation.ts";

/** Workflows: everyone with write access can run one, with the repository's secrets and rights. */
export const examineActions = ({ server, github }: InstallationFacts): Examination[] => [
  examineKnown(
    {
      code: "WORKFLOWS_APPROVE",
      name: "Actions may approve pull requests",
      should: "no",
      fix: 'Settings → Actions → General → Workflow permissions → untick "Allow GitHub Actions to create and approve pull requests".',
      reads: 'the repository permission "Administration: read"',
    },
    github.workflowsMayApprove,
    (mayApprove) => ({ right: !mayApprove, is: mayApprove ? "yes" : "no" }),
  ),
  examineSecrets(
    server,
    {
      code: "REPOSITORY_SECRETS",
      name: "Repository secrets",
      fix: "Settings → Secrets and variables → Actions → Repository secrets: remove it, make a new secret at the provider, and use an environment limited to the default branch.",
    },
    github.secrets,
  ),
  examineSecrets(
    server,
    {
      code: "ORGANIZATION_SECRETS",
      name: "Organisation secrets for this repository",
      fix: "Organisation → Settings → Secrets and variables → Actions → (the secret) → Repository access: take this repository out, make a new secret at the provider, and use an environment limited to the default branch.",
    },
    github.organizationSecrets,
  ),
];

/** Names alone: GitHub never shows a value. */
const examineSecrets = (
  { secretNames }: ServerFacts,
  about: Pick<Question, "code" | "name" | "fix">,
  secrets: Known<readonly string[]>,
): Examination =>
  examineKnown(
    {
      ...about,
      should: "none of the server's own",
      reads: 'the repository permission "Secrets: read"',
    },
    secrets,
    (names) => {
      const ours = names.filter((name) => secretNames.includes(name));
      return {
        right: ours.length === 0,
        is:
          ours.length === 0
            ? "none of them"
            : `${enumerate(ours)}: readable by every account that may push a branch`,
      };
    },
  );
