import type { Evidence } from "../decision/evidence.ts";
import { castPeople } from "./cast.ts";
import type { Scene } from "./scene.ts";
import { supposePull } from "./suppose-pull.ts";

/** Number of the imagined pull request, and its commit of the default branch. They stand for any. */
const PULL = 1;
const RULES = "imagined-rules";

/** The evidence of a scene, so that `decide` judges it like a pull request on GitHub. */
export function imagine(scene: Scene): Evidence {
  const { rules, at, path, parsed, organization } = scene;
  const cast = castPeople(scene);
  const pull = supposePull({
    ...{ at, path, parsed, organization, pull: PULL },
    requester: cast.person(scene.requester),
    subject: parsed.value && cast.person(parsed.value.subject),
    approvers: scene.approvals.map(cast.person),
    waitedMs: scene.waitedMs ?? 0,
    objectors: (scene.objections ?? []).map(cast.person),
  });
  return {
    ...pull,
    rules: {
      ...{ commit: RULES, adopted: true },
      policies: rules.policies,
      ...(rules.rotas && { rotas: rules.rotas }),
      codeowners: rules.codeowners,
      settings: cast.settings,
      findings: rules.findings,
      ids: { policies: "", codeowners: "", settings: "" },
    },
    teams: cast.teams,
  };
}
