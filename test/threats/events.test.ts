// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX1: A webhook comes twice.
//   GX2: Webhooks come in the wrong order, or lie about what happened.
//   GX3: A webhook never comes.
//   GX4: Work takes longer than GitHub waits, then fails.
//   GX5: No webhook secret: anyone can sign with Probot's default.
//   GX14: A provider's address leads into the internal network.
//   GX15: The name of a role or an account is a piece of SQL.
//   GX16: A value from a request reaches a shell, a template or a query.
//   DS2: Huge or unsigned webhooks.

import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { access } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, request as send } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "../../demo/src/postgres/postgres.ts";
import { formatEnv } from "../../demo/src/sandbox/env-file.ts";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import type { Sink } from "../../src/app.ts";
import { readConfig } from "../../src/configuration/config.ts";
import { parseSettings } from "../../src/core/files/settings.ts";
import { createQueue } from "../../src/lanes/queue.ts";
import { createProviders } from "../../src/providers/index.ts";
import { createHttpServer } from "../../src/service/http/server.ts";
import { createWorker } from "../../src/service/worker.ts";
import { requestText } from "../support/builders/evidence.ts";
import { deafSink } from "../support/deaf-sink.ts";
import { portOf } from "../support/holding-http.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { approve, isMerged, openPull, readCheck, requestPath } from "../support/people.ts";
import { startReviewer } from "../support/steps.ts";
import { until } from "../support/until.ts";

/** Whoever looks at the installation, and finds nothing: the threats here are others. */
const content = { start: async () => {}, attestSoon() {}, stop: async () => {} };

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}

/** The app's HTTP side before a sink. */
async function serve(app: InProcess, sink: Sink): Promise<{ server: Server; url: string }> {
  const server = (await createHttpServer(app.config, sink, () => true)).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, url: `http://127.0.0.1:${portOf(server.address())}/api/github/webhooks` };
}

/** Posts an event as GitHub would, signed with this secret. */
async function deliver(url: string, secret: string, event: string, payload: object): Promise<number> {
  const body = JSON.stringify(payload);
  const headers = {
    "content-type": "application/json",
    "x-github-event": event,
    "x-github-delivery": randomUUID(),
    "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
  };
  return (await fetch(url, { method: "POST", headers, body })).status;
}

const countComments = async (app: InProcess, number: number): Promise<number> =>
  (await app.as("alice").issues.listComments({ ...at, issue_number: number })).data.length;

describe("events", { timeout: 60_000 }, () => {
  let app: InProcess;
  beforeAll(async () => {
    app = await startInProcess();
  }, 240_000);
  afterAll(() => app?.stop());

  const ask = (duration = "1h") =>
    openPull(app.github, "alice", { [requestPath()]: visitorText({ duration }) });

  const aboutPull = (action: string, number: number, extra: object = {}) => ({
    action,
    number,
    pull_request: { number, merged: true, ...extra },
    repository: { id: app.config.repositoryId, default_branch: "main" },
  });

  it("GX1: told twice, and twice under another name, the app grants once and tells people once", async () => {
    const { number, head } = await ask();
    await approve(app.github, "carol", number);
    // GitHub merges for one of the two; either may be the one whose merge it refuses.
    const told = await Promise.allSettled([app.review(number), app.review(number)]);
    expect(told.map(({ status }) => status)).toContain("fulfilled");
    await app.review(number);
    expect(await isMerged(app.github, number)).toBe(true);
    const first = await app.reconcile();
    expect(first.entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["intent", "granted"]));
    const [comments, { data: runs }] = [
      await countComments(app, number),
      await app.as("alice").checks.listForRef({ ...at, ref: head }),
    ];
    for (const again of [await app.reconcile(), await app.reconcile()]) {
      expect(again.entries).toEqual([]);
      await app.review(number);
    }
    expect(await countComments(app, number)).toBe(comments);
    expect((await app.as("alice").checks.listForRef({ ...at, ref: head })).data.total_count).toBe(
      runs.total_count,
    );
    expect(await app.listVisitors()).toHaveLength(1);
  });

  it("GX1: what waits already is not queued again", async () => {
    const ran: string[] = [];
    const queue = createQueue(() => undefined);
    let release = (): void => undefined;
    queue.add("first", () => new Promise((resolve) => (release = resolve)));
    for (let time = 0; time < 1000; time++) queue.add("review #1", async () => void ran.push("review #1"));
    release();
    await queue.idle();
    expect(ran).toEqual(["review #1"]);
  });

  it("GX2: closed before it was opened, and merged in words alone, a pull request is what GitHub says of it", async () => {
    const { number, head } = await ask();
    const asked: string[] = [];
    const sink = {
      ...deafSink,
      reviewSoon: (pull: number) => void asked.push(`review #${pull}`),
      reviewAllSoon: () => void asked.push("review all"),
      reconcileSoon: () => void asked.push("reconcile"),
      watchSoon: () => void asked.push("watch"),
      lookAroundSoon: () => void asked.push("look around"),
    };
    const { server, url } = await serve(app, sink);
    for (const action of ["closed", "synchronize", "opened"]) {
      const lie = {
        state: "closed",
        merged_at: "2026-11-20T14:00:00Z",
        head: { sha: head },
        labels: ["break-glass"],
      };
      expect(
        await deliver(url, app.config.webhookSecret, "pull_request", aboutPull(action, number, lie)),
      ).toBe(200);
    }
    await close(server);
    const look = `review #${number}`;
    expect(asked).toEqual([look, "reconcile", "watch", look, look]);
    expect((await app.reconcile()).entries).toEqual([]);
    await app.review(number);
    expect(await readCheck(app.github, head)).toMatchObject({ status: "in_progress" });
    expect(await isMerged(app.github, number)).toBe(false);
    expect(await app.review(999)).toBeUndefined();
  });

  it("GX3: with no event at all, a start reviews and merges what is open, and the next one grants it", async () => {
    const before = (await app.deps.ledger.read()).state.seen.size;
    const { number } = await ask();
    await approve(app.github, "carol", number);
    for (const _start of ["merges", "grants"]) {
      const worker = createWorker(app.deps, content);
      await worker.start();
      await worker.stop();
    }
    expect(await isMerged(app.github, number)).toBe(true);
    expect((await app.deps.ledger.read()).state.seen.size).toBe(before + 1);
  });

  it("GX4: work that hangs and then fails was answered at once, and is done all the same", async () => {
    const { number, head } = await ask();
    const failures: Array<(error: Error) => void> = [];
    const hangsOnce = {
      ...app.deps.github,
      readPull: (pull: number) =>
        failures.length > 0
          ? app.deps.github.readPull(pull)
          : new Promise<never>((_resolve, reject) => failures.push(reject)),
    };
    const reviewer = startReviewer({ ...app.deps, github: hangsOnce });
    const sink = {
      ...deafSink,
      reviewSoon: reviewer.reviewSoon,
      reviewAllSoon() {},
      reconcileSoon() {},
      watchSoon() {},
      lookAroundSoon() {},
    };
    const { server, url } = await serve(app, sink);
    expect(await deliver(url, app.config.webhookSecret, "pull_request", aboutPull("opened", number))).toBe(
      200,
    );
    expect(failures).toHaveLength(1);
    expect(await readCheck(app.github, head)).toBeUndefined();
    failures[0]?.(new Error("GitHub went away"));
    await until(
      "a check",
      () => readCheck(app.github, head),
      (check) => check?.status === "in_progress",
    );
    await reviewer.stop();
    await close(server);
  });

  it.each(["", "development", "0123456789abcdef0123456789abcde"])(
    "GX5: the app does not start with the webhook secret %j",
    (secret) => {
      const env = { ...parseEnv(formatEnv(app.github.sandbox, undefined)), WEBHOOK_SECRET: secret };
      expect(() => readConfig(env)).toThrow("WEBHOOK_SECRET");
    },
  );

  it("GX5: nobody is heard who signs with Probot's default, with another secret or not at all; GitHub is", async () => {
    const { number, head } = await ask();
    await approve(app.github, "carol", number);
    const worker = createWorker(app.deps, content);
    const reviews: number[] = [];
    const { server, url } = await serve(app, { ...worker, reviewSoon: (pull) => void reviews.push(pull) });
    const delivery = await until(
      "GitHub's own event",
      async () =>
        app.github.sandbox
          .deliveries()
          .find(({ event, payload }) => event === "pull_request" && payload.number === number),
      (found) => found !== undefined,
    );
    const post = async (headers: Record<string, string>, body = delivery?.body ?? ""): Promise<number> =>
      (await fetch(url, { method: "POST", headers: { ...delivery?.headers, ...headers }, body })).status;
    for (const secret of ["development", "", "x".repeat(32)])
      expect(await deliver(url, secret || " ", "pull_request", aboutPull("opened", number))).toBe(400);
    expect(await post({ "x-hub-signature-256": "" })).toBe(401);
    expect(await post({ "x-hub-signature-256": "sha256=" })).toBe(401);
    expect(await post({}, `${delivery?.body} `)).toBe(400);
    expect(reviews).toEqual([]);
    expect(await readCheck(app.github, head)).toBeUndefined();
    expect(await post({})).toBe(200);
    expect(reviews).toEqual([number]);
    await close(server);
    await worker.stop();
  });

  it("GX14: an address in a request is text: it is refused as a name, and nobody calls it", async () => {
    const heard: string[] = [];
    const canary = createServer((request, response) => {
      heard.push(request.url ?? "");
      response.end();
    }).listen(0, "127.0.0.1");
    await once(canary, "listening");
    const address = `http://127.0.0.1:${portOf(canary.address())}`;
    for (const [field, code] of [
      ["provider", "VALUE_PATTERN"],
      ["resource", "VALUE_PATTERN"],
      ["role", "VALUE_PATTERN"],
      ["url", "FIELD_UNKNOWN"],
    ] as const) {
      const entitlement = {
        provider: "memory",
        resource: "sandbox",
        role: "visitor",
        [field]: `${address}/?q=1`,
      };
      const reason = `See ${address}/reason for INC-1234`;
      const text = requestText({ entitlements: JSON.stringify([entitlement]), reason });
      const { number } = await openPull(app.github, "alice", { [requestPath()]: text });
      await approve(app.github, "carol", number);
      const checkResult = await app.review(number);
      if (checkResult?.kind !== "request") throw new Error("No request.");
      expect(checkResult.decision.status).toBe("denied");
      expect(checkResult.findings.map((finding) => finding.code)).toContain(code);
    }
    await app.reconcile();
    await close(canary);
    expect(heard).toEqual([]);
  });

  it.each([
    'x"; DROP ROLE carol; --',
    "x'; DROP ROLE carol; --",
    "x\\",
    "$(id)",
    "`id`",
    "-rf",
    "../etc",
    "*)(uid=*",
    "{{7*7}}",
  ])("GX15, GX16: a role named %j is denied as a name", async (role) => {
    const entitlements = JSON.stringify([{ provider: "memory", resource: "sandbox", role }]);
    const { number } = await openPull(app.github, "alice", {
      [requestPath()]: requestText({ entitlements }),
    });
    await approve(app.github, "carol", number);
    const checkResult = await app.review(number);
    if (checkResult?.kind !== "request") throw new Error("No request.");
    expect(checkResult.decision.status).toBe("denied");
    expect(checkResult.findings.map(({ at, code }) => `${code} ${at}`)).toContain(
      "VALUE_PATTERN /entitlements/0/role",
    );
    expect(await isMerged(app.github, number)).toBe(false);
  });

  it("GX16: names of branches, titles, reasons and files that a shell would run are words, all the way to the grant", async () => {
    const marker = join(app.github.dir, "pwned");
    const clone = await app.clone("alice");
    const branch = `a$(touch\${IFS}${marker});touch\${IFS}${marker}`;
    await clone.git("checkout", "--quiet", "-b", branch);
    const shell = `$(touch ${marker}) ; touch ${marker} | \`touch ${marker}\` && --upload-pack=touch for INC-1234`;
    const path = requestPath();
    await clone.commit({ [path]: visitorText({ reason: JSON.stringify(shell), duration: "3h" }) }, shell);
    await clone.git("push", "--quiet", "origin", `HEAD:refs/heads/${branch}`);
    const { data } = await app
      .as("alice")
      .pulls.create({ ...at, title: shell, body: shell, head: branch, base: "main" });
    await approve(app.github, "carol", data.number);
    await app.review(data.number);
    expect(await isMerged(app.github, data.number)).toBe(true);
    const { entries } = await app.reconcile();
    expect(entries.map(({ kind }) => kind)).toContain("intent");
    await expect(access(marker)).rejects.toThrow("ENOENT");
  });
});

describe("the code", () => {
  const src = fileURLToPath(new URL("../../src", import.meta.url));
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );

  it("GX16: runs no shell, and no text as code", () => {
    expect(files.length).toBeGreaterThan(100);
    const running = /(?<!\.)\bexec(?:Sync)?\(|shell:\s*true|new Function\(|\beval\(|from "(?:node:)?vm"/u;
    expect(files.filter((name) => running.test(readFileSync(join(src, name), "utf8")))).toEqual([]);
  });
});

describe("on a real PostgreSQL", { timeout: 120_000 }, () => {
  const strange = 'x"; DROP ROLE carol; --';
  const quoted = pg.escapeIdentifier(strange);
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  let admin: pg.Client;
  beforeAll(async () => {
    postgres = await startPostgres({ dir: "/tmp", logins: ["alice", "carol"] });
    admin = new pg.Client({
      host: postgres.host,
      port: postgres.port,
      database: "orders",
      ...postgres.superuser,
    });
    await admin.connect();
    await admin.query(`CREATE ROLE ${quoted} LOGIN`);
    await admin.query(`CREATE ROLE ${pg.escapeIdentifier(`${strange}role`)}`);
    await admin.query(
      `GRANT ${pg.escapeIdentifier(`${strange}role`)} TO ${postgres.manager.user} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`,
    );
  }, 120_000);
  afterAll(async () => {
    await admin?.end();
    await postgres?.stop();
  });

  const people = async (): Promise<string[]> =>
    (
      await admin.query<{ rolname: string }>("SELECT rolname FROM pg_roles WHERE rolcanlogin ORDER BY 1")
    ).rows.map(({ rolname }) => rolname);

  it("GX15: accounts and roles that are pieces of SQL are granted and taken back as the names they are", async () => {
    const entry = {
      name: "orders-db",
      adapter: "postgres",
      host: postgres.host,
      port: postgres.port,
      user: postgres.manager.user,
      passwordFrom: "PW",
      resources: { orders: { database: "orders", roles: { readonly: `${strange}role` } } },
    };
    const providers = await createProviders(
      JSON.stringify([entry]),
      { PW: postgres.manager.password },
      { now: () => new Date() },
    );
    const provider = providers.get("orders-db");
    if (provider === undefined) throw new Error("No provider.");
    const before = await people();
    const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };
    for (const principal of [strange, "alice"]) {
      const ids = await provider.identify(principal, entitlement);
      const holding = { principal, entitlement, ids, until: new Date("2099-01-01T00:00:00Z") };
      expect(await provider.hold(holding)).toMatchObject({ changed: true });
      expect((await provider.listGrants([entitlement])).map((grant) => grant.principal)).toEqual([principal]);
      expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    }
    const unknown = provider.identify("alice'; DROP ROLE carol; --", entitlement);
    await expect(unknown).rejects.toMatchObject({ code: "UNKNOWN_PRINCIPAL" });
    expect(await people()).toEqual(before);
    expect(before).toEqual(expect.arrayContaining(["carol", strange]));
    await provider.close();
  });

  it("GX15: the identity map takes no account that is more than a name", () => {
    const settings = (defaultSeed().repositories[0]?.files[".github/hallpass.yaml"] ?? "").replace(
      "{{ledger.publicKey}}",
      `ssh-ed25519 ${"A".repeat(68)}`,
    );
    const map = settings.replace("orders-db: alice", `orders-db: ${JSON.stringify(strange)}`);
    expect(map).not.toBe(settings);
    const { value, findings } = parseSettings(map, ".github/hallpass.yaml");
    expect(value).toBeUndefined();
    expect(findings.map(({ code }) => code)).toContain("VALUE_PATTERN");
  });
});

describe("bodies that are too large", { timeout: 60_000 }, () => {
  let app: InProcess;
  let server: Server;
  let url: string;
  beforeAll(async () => {
    app = await startInProcess();
    const sink = {
      ...deafSink,
      reviewSoon() {},
      reviewAllSoon() {},
      reconcileSoon() {},
      watchSoon() {},
      lookAroundSoon() {},
    };
    ({ server, url } = await serve(app, sink));
  }, 240_000);
  afterAll(async () => {
    if (server) await close(server);
    await app?.stop();
  });

  const MB = 1024 * 1024;

  /** Sends megabyte after megabyte until the server hangs up or all is sent. */
  async function pour(
    megabytes: number,
    headers: Record<string, string>,
  ): Promise<{ status: number; sent: number }> {
    const outgoing = send(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
    });
    const gone = new Promise<undefined>((resolve) => outgoing.once("close", () => resolve(undefined)));
    const answered = new Promise<IncomingMessage>((resolve) => outgoing.once("response", resolve));
    outgoing.on("error", () => undefined);
    let isOver = false;
    const over = Promise.race([answered, gone]).then((answer) => {
      isOver = true;
      return answer;
    });
    const piece = Buffer.alloc(MB, " ");
    let sent = 0;
    for (; sent < megabytes && !isOver; sent++)
      await Promise.race([new Promise((resolve) => outgoing.write(piece, resolve)), over]);
    if (sent === megabytes) outgoing.end();
    const answer = await over;
    outgoing.destroy();
    return { status: answer?.statusCode ?? 0, sent };
  }

  const signature = { "x-hub-signature-256": `sha256=${"0".repeat(64)}` };

  it("DS2: of unknown length are cut at the limit, and not kept", async () => {
    const { status, sent } = await pour(400, signature);
    // 0 = the line was cut before the answer could be read.
    expect([413, 0]).toContain(status);
    expect(sent).toBeLessThan(100);
  });

  it.each([
    ["a length over the limit", { ...signature, "content-length": String(400 * MB) }, 413],
    ["no signature", { "content-length": String(24 * MB) }, 401],
  ])("DS2: with %s are answered before they are read", async (_name, headers, status) => {
    const outgoing = send(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
    });
    outgoing.on("error", () => undefined);
    outgoing.flushHeaders();
    const answer = await new Promise<IncomingMessage>((resolve) => outgoing.once("response", resolve));
    expect(answer.statusCode).toBe(status);
    expect(answer.headers.connection).toBe("close");
    outgoing.destroy();
  });

  it("DS2: just within the limit are heard out, signed or not", async () => {
    const { status, sent } = await pour(25, signature);
    expect({ status, sent }).toEqual({ status: 400, sent: 25 });
  });

  it("DS2: the next one is heard as ever", async () => {
    const payload = {
      ref: "refs/heads/x",
      repository: { id: app.config.repositoryId, default_branch: "main" },
    };
    expect(await deliver(url, app.config.webhookSecret, "push", payload)).toBe(200);
  });
});
