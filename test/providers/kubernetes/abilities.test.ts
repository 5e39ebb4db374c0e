import { expect, it } from "vitest";
import { describeRules } from "../../../src/providers/kubernetes/abilities.ts";

it("names verbs and kinds, each rule once, and says where it is everything", () => {
  const read = { verbs: ["get", "list"], apiGroups: [""], resources: ["pods", "pods/log"] };
  expect(
    describeRules([
      read,
      read,
      { verbs: ["*"], apiGroups: ["apps", ""], resources: ["*"] },
      { verbs: ["*"], apiGroups: ["*"], resources: ["*"] },
      { verbs: ["get"] },
    ]),
  ).toEqual([
    "get, list on pods, pods/log",
    "everything on everything of apps, the core API",
    "everything on everything",
    "get on addresses of the API server",
  ]);
});

it("counts the rules beyond a dozen", () => {
  const rules = Array.from({ length: 20 }, (_, n) => ({
    verbs: ["get"],
    apiGroups: [""],
    resources: [`kind-${n}`],
  }));
  expect(describeRules(rules)).toHaveLength(12);
  expect(describeRules(rules).at(-1)).toBe("9 further abilities");
});
