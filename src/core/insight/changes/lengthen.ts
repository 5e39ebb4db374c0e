import { isScalar, parseDocument } from "yaml";
import { parsePolicy } from "../../files/policy.ts";
import type { ChangeMaker } from "./change.ts";
import { findPolicy } from "./drop-policy.ts";

/** A habit that always asks for all that its policy allows: the policy allows twice as long. */
export const lengthen: ChangeMaker = {
  rule: "habit",
  name: ({ person = "", access }) =>
    [person, access?.provider, access?.resource, access?.role].filter(Boolean).join("/"),
  make({ policy }, files) {
    const found = policy === undefined ? undefined : findPolicy(files, policy);
    const longer = found && twice(found.policy.duration.maximum);
    const text = longer && withMaximum(found.text, longer);
    if (found === undefined || text === undefined || parsePolicy(text, found.path).value === undefined)
      return undefined;
    return {
      title: `Let access by the policy ${policy} last up to ${longer}`,
      besides: "It is longer for everybody whom the policy serves.",
      edit: { path: found.path, text },
    };
  },
};

/** `8h` gives `16h`; `undefined` where the number would have more than four digits. */
function twice(duration: string): string | undefined {
  const doubled = 2 * Number.parseInt(duration, 10);
  return doubled > 9999 ? undefined : `${doubled}${duration.slice(-1)}`;
}

/** Only the number changes: comments and order stay. */
function withMaximum(text: string, maximum: string): string | undefined {
  const node = parseDocument(text).getIn(["duration", "maximum"], true);
  if (!isScalar(node) || !node.range) return undefined;
  const [start, end] = node.range;
  return text.slice(0, start) + maximum + text.slice(end);
}
