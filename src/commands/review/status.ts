import { isOverdue, listRepeated } from "../../core/inventory/review-status.ts";
import { renderReviewStatus } from "../../report/access-review-status.ts";
import { describeFinding, toRecord } from "../output/finding-lines.ts";
import { complain, print, printJson } from "../output/terminal.ts";
import { chooseExitCode } from "../runner/exit-codes.ts";
import { readReviewStatus } from "./read-status.ts";

interface Given {
  readonly repository?: string;
  readonly json?: boolean;
}

/** Prints every review of the clone. Resolves to the exit code: 1 where one is overdue. */
export async function showStatus({ repository: dir = ".", json }: Given): Promise<number> {
  const { tip, rows, findings } = await readReviewStatus(dir, new Date());
  if (json === true) printJson({ tip, reviews: rows, findings: findings.map(toRecord) });
  else print(renderReviewStatus(rows));
  for (const [team, branches] of listRepeated(rows))
    complain(`${team} has ${branches.length} open reviews: ${branches.join(", ")}. Close all but one.\n`);
  for (const finding of findings) complain(`${describeFinding(finding)}\n`);
  return chooseExitCode(rows.some(isOverdue), findings.length === 0);
}
