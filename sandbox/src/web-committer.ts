import { gitHubCommitter } from "./accounts.ts";
import type { State } from "./state.ts";

/**
 * The committer of changes made in the browser, merges included. On github.com it is `web-flow`. A GitHub Enterprise Server has a
 * committer of its own, whose address belongs to an account only if an administrator set one up ("Configuring web commit signing";
 * desktop/desktop#13852).
 */
export const webCommitterOf = ({ behaviour, url }: State): { name: string; email: string } =>
  behaviour.webCommitter === "github.com"
    ? gitHubCommitter
    : { name: "GitHub Enterprise", email: `noreply@${new URL(url).hostname}` };
