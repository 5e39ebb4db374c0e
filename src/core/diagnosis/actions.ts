import type { InstallationFacts } from "../installation.ts";
import { type Examination, enumerate, examineKnown } from "./examination.ts";

/** Workflows: whoever may push a branch may run one, with what the repository gives it. */
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
  examineKnown(
    {
      code: "REPOSITORY_SECRETS",
      name: "Repository secrets",
      should: "none of the server's own",
      fix: "Settings → Secrets and variables → Actions → Repository secrets: remove it, make a new secret at the provider, and use an environment limited to the default branch.",
      reads: 'the repository permission "Secrets: read"',
    },
    github.secrets,
    (names) => {
      const ours = names.filter((name) => server.secretNames.includes(name));
      return {
        right: ours.length === 0,
        is: ours.length === 0 ? "none of them" : `${enumerate(ours)}: readable by whoever may push a branch`,
      };
    },
  ),
];
