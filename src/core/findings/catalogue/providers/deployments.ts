import { defineArea } from "../entry.ts";

export const deployments = defineArea({
  title: "Guarded deployments",
  intro:
    "The environments of HALLPASS_DEPLOYMENTS. [docs/deployments.md](deployments.md) explains the setup.",
  seenIn: ["`hallpass doctor`"],
  entries: {
    DEPLOYMENT_UNGUARDED: {
      means:
        "GitHub does not ask Hallpass about deployments to this environment: **everybody who may deploy deploys without a lease**.",
      happens: "The App's protection rule is off there, or the environment does not exist.",
      fix: "Repository → Settings → Environments → (the environment) → Deployment protection rules: choose the App.",
    },
  },
});
