import type { Octokit } from "@octokit/rest";
import { isStateLabel, STATE_LABELS } from "../../core/decision/briefing/labels.ts";
import type { PullPage } from "../../core/ports/briefings.ts";
import type { RepositoryName } from "../http/client.ts";
import { call, statusOf } from "../http/error.ts";
import { ranked } from "../http/write-budget.ts";

const cosmetic = ranked("cosmetic");

/** The reviewers, labels and closing of pull requests, over REST. */
export function pullPage({ rest }: Octokit, name: RepositoryName): PullPage {
  const remove = async (issue_number: number, label: string): Promise<void> => {
    try {
      await rest.issues.removeLabel({ ...name, ...cosmetic, issue_number, name: label });
    } catch (error) {
      // A person took it off meanwhile.
      if (statusOf(error) !== 404) throw error;
    }
  };
  return {
    // People and no team: requests for teams by an app have been reported to fail, and a team may hold people who are barred.
    requestReviews: (pull, people) =>
      call(`request reviews of #${pull}`, async () => {
        await rest.pulls.requestReviewers({
          ...name,
          ...cosmetic,
          pull_number: pull,
          reviewers: people.map(({ login }) => login),
        });
      }),
    close: (pull) =>
      call(`close #${pull}`, async () => {
        await rest.pulls.update({ ...name, ...cosmetic, pull_number: pull, state: "closed" });
      }),
    // Reads first, because GitHub limits writes more. Labels of others stay.
    showState: (pull, state) =>
      call(`label #${pull}`, async () => {
        const label = state && STATE_LABELS[state].name;
        const query = { ...name, issue_number: pull, per_page: 100 };
        const shown = (await rest.issues.listLabelsOnIssue(query)).data.map((each) => each.name);
        if (label !== undefined && !shown.includes(label))
          await rest.issues.addLabels({ ...name, ...cosmetic, issue_number: pull, labels: [label] });
        for (const other of shown) if (isStateLabel(other) && other !== label) await remove(pull, other);
      }),
  };
}
