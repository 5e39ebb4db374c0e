import { addSeconds } from "date-fns";
import { sshAdapter } from "../../src/providers/ssh/adapter.ts";
import { testProviderByLease } from "../providers/conformance.ts";
import { until } from "../support/until.ts";
import { entitlement, startHosts } from "./hosts.ts";
import { hasSshd } from "./servers.ts";
import { openSession } from "./sshd.ts";

/** A name that the identity map allows, made of what means something to ssh, a shell, a path or a URL. */
const hostile = "_@-oProxyCommand=..+root-cert.pub".replace("=", "-");

// A certificate shows nothing of access that a host gives by other means, so nobody holds it there for good.
if (hasSshd())
  testProviderByLease("sshd from Debian", async () => {
    const hosts = await startHosts();
    for (const name of ["alice", "eve", hostile]) hosts.addPerson(name);
    const provider = hosts.open();
    return {
      ...{ provider, entitlement, abilities: sshAdapter.abilities },
      principals: { first: "alice", second: "eve", hostile },
      unknown: {
        resource: { ...entitlement, resource: "payroll" },
        role: { ...entitlement, role: "owner" },
      },
      missing: "nobody",
      fail: hosts.fail,
      canUse: hosts.canLogIn,
      openSession: (principal) => openSession(hosts.sshd, hosts.keysOf(principal)),
      async expire(holding) {
        const end = addSeconds(new Date(), 2);
        await provider.hold({ ...holding, until: end });
        await until("the certificate expires", async () => new Date() > addSeconds(end, 1), Boolean);
      },
      openUnmapped: () =>
        hosts.open({ resources: { db: { roles: { deploy: { principals: ["db-deploy"] } } } } }),
      close: () => hosts.stop(),
    };
  });
