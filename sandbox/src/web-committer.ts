import { gitHubCommitter } from "./accounts.ts";
import type { State } from "./state.ts";

/**
 * Who commits what people do in the browser, merges included. On github.com it is `web-flow`; a GitHub Enterprise Server has
 * a committer of its own, with an address that belongs to an account only where an administrator set one up ("Configuring
 * web commit signing"; desktop/desktop#13852).
 */
export const webCommitterOf = ({ behaviour, url }: State): { name: string; email: string } =>
  behaviour.webCommitter === "github.com"
    ? gitHubCommitter
    : { name: "GitHub Enterprise", email: `noreply@${new URL(url).hostname}` };
