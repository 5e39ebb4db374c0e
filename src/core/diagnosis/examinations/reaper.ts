import { differenceInMinutes } from "date-fns/differenceInMinutes";
import { type Answer, type Examination, examineKnown } from "../examination.ts";
import type { InstallationFacts, ReaperWorkflow } from "../installation.ts";

/** The schedule is a quarter of an hour, and GitHub delays and drops runs. */
const MAX_MINUTES = 120;

/** Does the Action, which ends access without the app, run at all? */
export const examineReaper = ({ github }: InstallationFacts, at: Date): Examination[] => [
  examineKnown(
    {
      code: "REAPER_RUNS",
      name: "The scheduled Action",
      should: `succeeded in the last ${MAX_MINUTES / 60} hours`,
      fix: "Actions → Hallpass: switch the workflow on, run it, and read why the last run failed. Where the workflow is missing, add it as action/README.md says.",
      reads: 'the repository permission "Actions: read"',
      advice: true,
    },
    github.reaper,
    (reaper) => judge(reaper, at),
  ),
];

function judge(reaper: ReaperWorkflow | undefined, at: Date): Answer {
  if (reaper === undefined) return { right: false, is: "there is no .github/workflows/hallpass.yaml" };
  const { state, succeededAt } = reaper;
  if (state !== "active") return { right: false, is: `switched off (${state})` };
  if (succeededAt === undefined) return { right: false, is: "has never succeeded" };
  const minutes = differenceInMinutes(at, succeededAt);
  return { right: minutes <= MAX_MINUTES, is: `succeeded ${minutes} minutes ago` };
}
