import { expect, it } from "vitest";
import { describeRole } from "../../../src/providers/ssh/abilities.ts";

it("tells what a certificate permits, and what limits it", () => {
  const role = {
    ...{ principals: ["web-restart"], forceCommand: "/usr/local/bin/restart-web" },
    sourceAddresses: ["10.0.0.0/8"],
    permit: ["pty", "port-forwarding"] as const,
  };
  expect(describeRole({ endSessions: ["kick"] }, { ...role, permit: [...role.permit] })).toEqual([
    "run one command and no other: /usr/local/bin/restart-web",
    "log in wherever a host accepts web-restart",
    "use pty, port-forwarding",
    "connect from 10.0.0.0/8 alone",
  ]);
});

it("says that sessions go on where nothing ends them", () => {
  expect(describeRole({}, { principals: ["a", "b"], login: "deploy" })).toEqual([
    "run any command that the account on the host may run, as root too where its sudo allows",
    "log in as deploy wherever a host accepts a, b",
    "go on in an open session after the end",
  ]);
});
