import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { addSeconds } from "date-fns";
import type { Provider } from "../../src/core/ports/provider.ts";
import { sshAdapter } from "../../src/providers/ssh/adapter.ts";
import type { SshConfiguration } from "../../src/providers/ssh/configuration.ts";
import { testProviderByLease } from "../providers/conformance.ts";
import { until } from "../support/until.ts";
import { createCrowd } from "./crowd.ts";
import { createDisturber } from "./disturber.ts";
import { entitlement, startHosts } from "./hosts.ts";
import { hasSshd } from "./servers.ts";
import { openSession } from "./sshd.ts";

/** A name that the identity map allows, made of what means something to ssh, a shell, a path or a URL. */
const hostile = "_@-oProxyCommand=..+root-cert.pub".replace("=", "-");

const DEADLINE_SECONDS = 3;

// A certificate shows nothing of access that a host gives by other means, so nobody holds it there for good.
if (hasSshd())
  testProviderByLease("sshd from Debian", async () => {
    const hosts = await startHosts();
    for (const name of ["alice", "eve", hostile]) hosts.addPerson(name);
    const disturber = createDisturber(DEADLINE_SECONDS);
    const open = (change: Partial<SshConfiguration> = {}) =>
      hosts.open({ deadlineSeconds: DEADLINE_SECONDS, ...change }, { run: disturber.run });
    let current = open();
    const provider: Provider = {
      ...current,
      identify: (...of) => current.identify(...of),
      listGrants: (asked) => current.listGrants(asked),
      hold: (holding) => current.hold(holding),
      revoke: (holding) => current.revoke(holding),
    };
    const otherRoles = { resources: { db: { roles: { deploy: { principals: ["db-deploy"] } } } } };
    const crowd = createCrowd();
    return {
      ...{ provider, entitlement, abilities: sshAdapter.abilities },
      told: [
        "run any command that the account on the host may run, as root too where its sudo allows",
        `log in as ${hosts.sshd.login} wherever a host accepts web-deploy`,
        "go on in an open session after the end",
      ],
      principals: { first: "alice", second: "eve", hostile },
      unknown: {
        resource: { ...entitlement, resource: "payroll" },
        role: { ...entitlement, role: "owner" },
      },
      missing: "nobody",
      fail: hosts.fail,
      async canUse(principal) {
        crowd.leave();
        return until(
          "sshd takes connections",
          () => hosts.canLogIn(principal),
          () => true,
        );
      },
      disturb: disturber.disturb,
      disturbances: ["lost-answer", "fails-after", "slow"],
      openSession: (principal) => openSession(hosts.sshd, hosts.keysOf(principal)),
      async expire(holding) {
        const end = addSeconds(new Date(), 2);
        await provider.hold({ ...holding, until: end });
        await until("the certificate expires", async () => new Date() > addSeconds(end, 1), Boolean);
      },
      secrets: [readFileSync(join(hosts.folder, "ca"), "utf8").split("\n")[2] ?? ""],
      hostile: [
        {
          id: "HH2",
          does: "opens as many connections as sshd takes",
          play: async () => crowd.fill(hosts.sshd.port),
          clean: async () => crowd.leave(),
        },
        {
          id: "HH3",
          does: "gives her key and her certificate to somebody else",
          play: async (principal) => {
            const { identity, certificate = "" } = hosts.keysOf(principal);
            for (const file of [identity, certificate]) copyFileSync(file, `${file}.given`);
          },
        },
        {
          id: "HH5",
          does: "has another key in the identity map",
          play: async (principal) => hosts.changeKey(principal),
          clean: async (principal) => hosts.changeKey(principal),
        },
      ],
      openUnmapped: () => open(otherRoles),
      // A person is in the identity map alone, and a role in the configuration alone.
      drop: {
        principal: async (principal) => {
          hosts.keys.delete(principal);
        },
        entitlement: async () => {
          current = open(otherRoles);
        },
      },
      close: () => hosts.stop(),
    };
  });
