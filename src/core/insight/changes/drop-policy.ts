import { isPolicyPath, type Policy, parsePolicy } from "../../files/policy.ts";
import type { ChangeMaker, Files } from "./change.ts";

interface PolicyFile {
  readonly path: string;
  readonly text: string;
  readonly policy: Policy;
}

/** The one file with the policy of this name; `undefined` where there is none, or two claim the name. */
export function findPolicy(files: Files, name: string | undefined): PolicyFile | undefined {
  const found = [...files].flatMap(([path, text]) => {
    const policy = isPolicyPath(path) ? parsePolicy(text, path).value : undefined;
    return policy?.name === name && policy !== undefined ? [{ path, text, policy }] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}

/** A policy that nobody used: its file goes. */
export const dropPolicy: ChangeMaker = {
  rule: "idle-policy",
  name: ({ policy = "" }) => policy,
  make({ policy }, files) {
    const found = findPolicy(files, policy);
    return (
      found && {
        title: `Take the policy ${policy} away`,
        besides: "Where the repository has ACCESS.md or an issue form, hallpass links writes them anew.",
        edit: { path: found.path, text: undefined },
      }
    );
  },
};
