import { describe, expect, it } from "vitest";
import { createContext } from "../../../src/providers/context.ts";
import { sshAdapter } from "../../../src/providers/ssh/adapter.ts";

const context = createContext("hosts", 0, { SSH_CA_KEY: "-----BEGIN" }, { now: () => new Date(0) });
const caPublicKey = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"A".repeat(43)}`;
const deploy = { principals: ["web-deploy"] };
const entry = {
  ...{ caPublicKey, caKeyFile: "/etc/hallpass/user-ca", folder: "/var/lib/hallpass-ssh" },
  resources: { web: { address: "web1.internal.example", roles: { deploy } } },
};
const rolesOf = (roles: object) => ({ resources: { web: { roles } } });
const open = (change: object) => sshAdapter.open({ ...entry, ...change }, context);

describe("the configuration of SSH certificates", () => {
  it("takes a private key from a file, a variable or an agent, and from one of them alone", () => {
    expect(open({}).name).toBe("hosts");
    expect(open({ caKeyFile: undefined, caKeyFrom: "SSH_CA_KEY" }).name).toBe("hosts");
    expect(open({ caKeyFile: undefined, agentSocket: "/run/agent" }).name).toBe("hosts");
    expect(() => open({ caKeyFile: undefined })).toThrow("in 0 places");
    expect(() => open({ caKeyFrom: "SSH_CA_KEY" })).toThrow("in 2 places");
    expect(() => open({ caKeyFile: undefined, caKeyFrom: "OTHER" })).toThrow("OTHER is not set");
  });

  it.each([
    ["a private key where the public one belongs", { caPublicKey: "-----BEGIN OPENSSH PRIVATE KEY-----" }],
    ["two keys", { caPublicKey: `${caPublicKey}\n${caPublicKey}` }],
    ["a principal with a comma", rolesOf({ deploy: { principals: ["web,root"] } })],
    ["a principal that is an option", rolesOf({ deploy: { principals: ["-root"] } })],
    ["no principal", rolesOf({ deploy: { principals: [] } })],
    ["a principal of two roles", rolesOf({ deploy, audit: deploy })],
    ["a command of two lines", rolesOf({ deploy: { ...deploy, forceCommand: "a\nb" } })],
    ["an address with an option", rolesOf({ deploy: { ...deploy, sourceAddresses: ["10.0.0.0/8,::/0"] } })],
    ["a right that no certificate has", rolesOf({ deploy: { ...deploy, permit: ["user-rc"] } })],
    ["a host that is an option", { resources: { web: { address: "-oProxyCommand=x", roles: { deploy } } } }],
    ["certificates over plain HTTP", { certificatesUrl: "http://certificates.internal.example/" }],
    ["a relative folder", { folder: "register" }],
  ])("has no place for %s", (_, change) => {
    expect(() => open(change)).toThrow(/^HALLPASS_PROVIDERS\/0 \("hosts"\)/u);
  });

  it("fetches the certificate by URL, and logs in with it", () => {
    const provider = open({
      certificatesUrl: "https://certificates.internal.example/ssh/",
      resources: {
        web: { address: "web1.internal.example", port: 2222, roles: { deploy: { ...deploy, login: "www" } } },
      },
    });
    const entitlement = { provider: "hosts", resource: "web", role: "deploy" };
    expect(provider.connect?.({ principal: "alice", entitlement })).toEqual({
      kind: "command",
      text: "curl -fsS -o hallpass-cert.pub https://certificates.internal.example/ssh/web/deploy/alice-cert.pub && ssh -o CertificateFile=hallpass-cert.pub -p 2222 www@web1.internal.example",
    });
  });
});
