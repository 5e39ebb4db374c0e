import { identityCenterAdapter } from "../../../src/providers/aws-identity-center/adapter.ts";
import { countBotocore } from "../aws/botocore.ts";
import { testProvider } from "../conformance.ts";
import { SHORT_SECONDS, standIdentityCenter } from "./fixture.ts";
import { standGroup } from "./group-fixture.ts";

countBotocore();

const { abilities } = identityCenterAdapter;

testProvider("aws-identity-center, with schedules", async () => ({
  ...(await standIdentityCenter({ hasSchedules: true })),
  abilities,
}));

testProvider("aws-identity-center, without schedules", async () => ({
  ...(await standIdentityCenter({ hasSchedules: false, deadlineSeconds: SHORT_SECONDS })),
  abilities,
}));

testProvider("aws-identity-center, groups", async () => ({ ...(await standGroup()), abilities }));
