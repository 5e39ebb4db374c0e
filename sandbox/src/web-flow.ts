import type { Account } from "./accounts.ts";

/** GitHub's own account behind `gitHubCommitter`. It has no sign-in. */
export const webFlow: Account = { id: 19_864_447, login: "web-flow", name: "GitHub Web Flow", type: "User" };
