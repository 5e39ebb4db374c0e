import type { Account } from "./accounts.ts";

/** GitHub's own account: it stands behind `gitHubCommitter`, and nobody can sign in as it. */
export const webFlow: Account = { id: 19_864_447, login: "web-flow", name: "GitHub Web Flow", type: "User" };
