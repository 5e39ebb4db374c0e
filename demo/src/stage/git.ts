import { devNull } from "node:os";
import { childEnvironment } from "./environment.ts";
import type { Stage } from "./stage.ts";

/** Runs git as a person: `git("clone", …)`. */
export type Git = (...args: string[]) => Promise<string>;

// git asks for the token itself, so it is in no URL and no argument, which other processes could read.
const helper = `!f() { test "$1" = get && printf 'username=x-access-token\\npassword=%s\\n' "$DEMO_TOKEN"; }; f`;

/** git with one login's name, address and token, in one folder, without this machine's configuration. */
export function gitAs(stage: Stage, name: string, cwd: string): Git {
  const { token, email } = stage.sandbox.login(name);
  const env = childEnvironment({
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: "credential.helper",
    GIT_CONFIG_VALUE_0: helper,
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    DEMO_TOKEN: token,
  });
  return (...args) => stage.processes.run("git", args, { cwd, env });
}
