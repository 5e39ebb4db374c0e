import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { at, type Clone, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

const execute = promisify(execFile);

interface Heard {
  readonly guid: unknown;
  readonly payload: { readonly comment?: { readonly body: string } };
}

let heard: Heard[] = [];
let receiver: Server;
let github: LocalGitHub;
let alice: Clone;
let comments: string;
/** The sandbox's time if it is not the real one, and a hook for each read of it. */
let frozen: Date | undefined;
let onClock: () => void = () => {};

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const payload = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    heard.push({ guid: request.headers["x-github-delivery"], payload });
    response.end("heard");
  });
  await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
  const address = receiver.address();
  if (address === null || typeof address === "string") throw new Error("The receiver has no port.");
  github = await startLocalGitHub({
    webhookUrl: `http://127.0.0.1:${address.port}/hooks`,
    clock: () => {
      onClock();
      return frozen ?? new Date();
    },
  });
  alice = await github.clone("alice");
  await alice.pushBranch("ask", { "requests/payments/ask.yaml": "a\n" });
  const { data } = await github.as("alice").pulls.create({ ...at, title: "Ask", head: "ask", base: "main" });
  comments = `/repos/acme/access/issues/${data.number}/comments`;
  await settle();
});

beforeEach(() => {
  heard = [];
});
afterEach(async () => {
  frozen = undefined;
  github.sandbox.control.stopFailing();
  await settle();
});
afterAll(async () => {
  await github.stop();
  receiver.close();
});

/** Waits for another actor's event: a delivery, an incoming request. */
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 10 });
const settle = () =>
  eventually(() => expect(github.sandbox.deliveries().map(({ status }) => status)).not.toContain("pending"));

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const say = (text: string, login = "eve", signal: AbortSignal | null = null) =>
  github.call(comments, {
    method: "POST",
    headers: bearer(github.tokenOf(login)),
    body: JSON.stringify({ body: text }),
    signal,
  });
const sayAll = async (...texts: string[]) => {
  for (const text of texts) await say(text);
};
/** The reviews and comments, as read by a person whose calls have no fault. */
const said = async () => {
  const { data } = await github
    .as("olga")
    .issues.listComments({ ...at, issue_number: Number(comments.split("/")[5]), per_page: 100 });
  return data.map(({ body }) => body);
};
const told = () => heard.map(({ payload }) => payload.comment?.body);
const tells = (...texts: string[]) => eventually(() => expect(told()).toEqual(texts));
const latest = (count: number) => github.sandbox.deliveries().slice(-count);
/** A plain call: the named method accepts no number of 64 bits. */
const redeliver = (id = "") => github.asApp().request(`POST /app/hook/deliveries/${id}/attempts`);
const statuses = (count: number) => latest(count).map(({ status, statusCode }) => [status, statusCode]);
const lost = ["failed to connect to host", 0];
const arrived = ["OK", 200];

const query =
  '{ organization(login: "acme") { samlIdentityProvider { externalIdentities(first: 1) { nodes { guid } } } } }';

const control = (name: string, body: object) =>
  github.call(`/_control/${name}`, {
    method: "POST",
    headers: bearer(github.sandbox.controlToken),
    body: JSON.stringify(body),
  });

describe("webhooks", () => {
  it("are dropped as many as asked for, and GitHub's redelivery brings them", async () => {
    github.sandbox.control.dropWebhooks(2);
    await sayAll("drop 1", "drop 2", "drop 3");
    await tells("drop 3");
    await settle();
    expect(statuses(3)).toEqual([lost, lost, arrived]);
    const apps = github.asApp().apps;
    const { data } = await apps.listWebhookDeliveries({ per_page: 3 });
    expect(data.map(({ status_code }) => status_code)).toEqual([200, 0, 0]);
    const [first] = latest(3);
    await redeliver(first?.id);
    await tells("drop 3", "drop 1");
    expect(heard[1]?.guid).toBe(first?.guid);
    expect(latest(1)).toMatchObject([{ redelivery: true, guid: first?.guid }]);
  });

  it("are all dropped, redeliveries too, until that ends", async () => {
    github.sandbox.control.dropWebhooks();
    await sayAll("all 1", "all 2");
    github.sandbox.control.redeliver();
    expect(statuses(3)).toEqual([lost, lost, lost]);
    github.sandbox.control.dropWebhooks(0);
    await say("all 3");
    await tells("all 3");
  });

  it("arrive twice under one guid, as many as asked for", async () => {
    github.sandbox.control.duplicateWebhooks(1);
    await sayAll("twice", "once");
    await tells("twice", "twice", "once");
    const [one, other, third] = heard.map(({ guid }) => guid);
    expect(other).toBe(one);
    expect(third).not.toBe(one);
    expect(latest(3).map(({ guid }) => guid)).toEqual([one, other, third]);
    expect(new Set(latest(3).map(({ id }) => id)).size).toBe(3);
    expect(latest(3).map(({ redelivery }) => redelivery)).toEqual([false, false, false]);
  });

  it("arrive twice until that ends", async () => {
    github.sandbox.control.duplicateWebhooks();
    await sayAll("both 1", "both 2");
    github.sandbox.control.duplicateWebhooks(0);
    await say("both 3");
    await tells("both 1", "both 1", "both 2", "both 2", "both 3");
  });

  it("come in the order given, while the others wait on", async () => {
    github.sandbox.control.holdWebhooks();
    await sayAll("order 1", "order 2", "order 3");
    const [first, second, third] = latest(3).map(({ id }) => id);
    await control("releaseWebhooks", { ids: [third, first] });
    await tells("order 3", "order 1");
    await say("order 4");
    expect(latest(3).map(({ status }) => status)).toEqual(["pending", "OK", "pending"]);
    expect(() => github.sandbox.control.releaseWebhooks([third ?? ""])).toThrow(
      `The delivery ${third} is not held; these are: ${second}, ${latest(1)[0]?.id}.`,
    );
    github.sandbox.control.releaseWebhooks("reversed");
    await tells("order 3", "order 1", "order 4", "order 2");
  });
});

describe("a request over REST that goes wrong", () => {
  it.each([
    ["a server error", { answer: "server error" }, 500, "Server Error"],
    ["a bad gateway", { answer: "server error", status: 502 }, 502, "Server Error"],
    ["no server", { answer: "server error", status: 503 }, 503, "No server is currently available"],
    ["a secondary limit", { answer: "secondary limit" }, 403, "You have exceeded a secondary rate limit."],
    ["a secondary limit with 429", { answer: "secondary limit", status: 429 }, 429, "You have exceeded"],
    ["a primary limit", { answer: "primary limit" }, 403, "API rate limit exceeded for user ID"],
    ["a primary limit with 429", { answer: "primary limit", status: 429 }, 429, "API rate limit exceeded"],
  ] as const)("has no effect before %s, and has it after one", async (what, fault, status, message) => {
    for (const when of ["before", "after"]) {
      await control("failRequests", { ...fault, when, method: "POST", calls: 1 });
      const answer = await say(`${what} ${when}`);
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject({
        message: expect.stringContaining(message),
        status: String(status),
      });
    }
    expect((await say(`${what} no more`)).status).toBe(201);
    expect((await said()).slice(-2)).toEqual([`${what} after`, `${what} no more`]);
  });

  it.each(["closed", "cut off"] as const)(
    "has no effect before its connection is %s, and has it after that",
    async (answer) => {
      for (const when of ["before", "after"] as const) {
        github.sandbox.control.failRequests({ answer, when, method: "POST", calls: 1 });
        await expect(say(`${answer} ${when}`)).rejects.toThrow("fetch failed");
      }
      expect((await say("open")).status).toBe(201);
      expect((await said()).slice(-2)).toEqual([`${answer} after`, "open"]);
    },
  );

  it("says when to come back after a secondary limit, and still has calls left", async () => {
    github.sandbox.control.failRequests({ answer: "secondary limit", seconds: 7, method: "POST", calls: 1 });
    const { headers } = await say("secondary");
    expect(headers.get("retry-after")).toBe("7");
    expect(Number(headers.get("x-ratelimit-remaining"))).toBeGreaterThan(0);
    github.sandbox.control.failRequests({ answer: "secondary limit", method: "POST", calls: 1 });
    expect((await say("secondary")).headers.get("retry-after")).toBe("60");
  });

  it("says when to come back after a server error only when it is told to", async () => {
    github.sandbox.control.failRequests({ answer: "server error", method: "POST", calls: 1 });
    github.sandbox.control.failRequests({ answer: "server error", method: "POST", calls: 1, seconds: 3 });
    expect((await say("error")).headers.get("retry-after")).toBeNull();
    expect((await say("error")).headers.get("retry-after")).toBe("3");
  });

  it("has no calls left until the reset of a primary limit, and all of them from then on", async () => {
    frozen = new Date();
    const reset = Math.ceil(frozen.getTime() / 1000) + 20;
    await control("failRequests", { answer: "primary limit", seconds: 20, caller: "eve" });
    const { status, headers } = await say("primary");
    expect([status, headers.get("retry-after")]).toEqual([403, null]);
    expect(["limit", "remaining", "reset"].map((name) => headers.get(`x-ratelimit-${name}`))).toEqual([
      "5000",
      "0",
      String(reset),
    ]);
    frozen = new Date(frozen.getTime() + 19_999);
    expect((await say("primary")).status).toBe(403);
    frozen = new Date(frozen.getTime() + 1);
    expect((await say("primary")).status).toBe(201);
  });

  it("is counted under its caller, with the status it got", async () => {
    github.sandbox.control.failRequests({ answer: "server error", status: 502, method: "POST", calls: 1 });
    github.sandbox.control.failRequests({ answer: "closed", method: "POST", calls: 1 });
    await say("counted");
    await expect(say("counted")).rejects.toThrow("fetch failed");
    const log = github.sandbox.requests().requests.slice(-2);
    expect(log.map(({ caller, status, contentCreating }) => [caller, status, contentCreating])).toEqual([
      ["eve", 502, true],
      ["eve", 0, true],
    ]);
  });
});

describe("a request that is never answered", () => {
  const unanswered = async (text: string, when: "before" | "after") => {
    const count = github.sandbox.requests().requests.length;
    const fault = github.sandbox.control.failRequests({ answer: "silence", when, method: "POST" });
    const giveUp = new AbortController();
    const ending = say(text, "eve", giveUp.signal).then(
      ({ status }) => status,
      () => "closed",
    );
    await eventually(() => expect(github.sandbox.requests().requests.length).toBe(count + 1));
    return { fault, giveUp, ending };
  };

  it.each([
    ["before", false],
    ["after", true],
  ] as const)("waits until the client goes away; %s the effect, it happened: %s", async (when, happens) => {
    const { giveUp, ending } = await unanswered(`silence ${when}`, when);
    giveUp.abort();
    expect(await ending).toBe("closed");
    expect((await said()).includes(`silence ${when}`)).toBe(happens);
  });

  it("is closed when the fault ends, and nothing happens late", async () => {
    const { fault, ending } = await unanswered("hanging", "before");
    github.sandbox.control.stopFailing(fault.id);
    expect(await ending).toBe("closed");
    expect(await said()).not.toContain("hanging");
    expect((await say("not hanging")).status).toBe(201);
  });
});

describe("which requests go wrong", () => {
  /** The outcome for each kind of request: a person's write, read and GraphQL query, the app's read, git. */
  const outcomes = async () => {
    const eve = { headers: bearer(github.tokenOf("eve")) };
    const app = { headers: bearer(token) };
    const answers = [
      await say("which"),
      await github.call(comments, eve),
      await github.call("/graphql", { method: "POST", ...eve, body: JSON.stringify({ query }) }),
      await github.call("/repos/acme/access", app),
    ];
    return [...answers.map(({ status }) => (status < 300 ? "fine" : status)), await fetchAll()];
  };
  const fetchAll = async () =>
    (await outcomeOf(alice.git("fetch", "--quiet", "origin"))) === "allowed" ? "fine" : "failed";
  let token: string;
  beforeAll(async () => {
    token = await github.appToken();
  });

  it.each([
    ["all", {}, [500, 500, 500, 500, "failed"]],
    ["those of REST", { api: "rest" }, [500, 500, "fine", 500, "fine"]],
    ["those of GraphQL", { api: "graphql" }, ["fine", "fine", 500, "fine", "fine"]],
    ["those of git", { api: "git" }, ["fine", "fine", "fine", "fine", "failed"]],
    ["those of a method", { method: "post" }, [500, "fine", 500, "fine", "failed"]],
    ["those of a method of an API", { api: "rest", method: "POST" }, [500, "fine", "fine", "fine", "fine"]],
    ["those of a path", { path: "/repos/acme/access" }, ["fine", "fine", "fine", 500, "fine"]],
    ["those like a path", { path: "/repos/*/comments" }, [500, 500, "fine", "fine", "fine"]],
    ["those of a service of git", { path: "*/git-upload-pack" }, ["fine", "fine", "fine", "fine", "failed"]],
    ["those of a person", { caller: "alice" }, ["fine", "fine", "fine", "fine", "failed"]],
    ["those of an app", { caller: "robot" }, ["fine", "fine", "fine", 500, "fine"]],
    ["so many", { calls: 2 }, [500, 500, "fine", "fine", "fine"]],
    ["none after a time", { until: "2026-01-01T00:00:00Z" }, ["fine", "fine", "fine", "fine", "fine"]],
  ])("are %s", async (_which, requests, expected) => {
    await control("failRequests", { answer: "server error", ...requests });
    expect(await outcomes()).toEqual(expected);
  });

  it("are those of the oldest fault that is not used up", async () => {
    const faults = [
      { answer: "server error", status: 503, calls: 2 },
      { answer: "secondary limit", status: 429, calls: 1 },
    ] as const;
    for (const fault of faults) github.sandbox.control.failRequests(fault);
    const seen = [];
    for (const text of ["1", "2", "3", "4"]) seen.push((await say(text)).status);
    expect(seen).toEqual([503, 503, 429, 201]);
  });

  it("are none of the fault that is ended", async () => {
    const [first, second] = [500, 503].map((status) =>
      github.sandbox.control.failRequests({ answer: "server error", status }),
    );
    github.sandbox.control.stopFailing(first?.id);
    expect((await say("second")).status).toBe(503);
    github.sandbox.control.stopFailing(second?.id);
    expect((await say("second")).status).toBe(201);
  });

  it("are none in which git only learns that it needs credentials", async () => {
    github.sandbox.control.failRequests({ answer: "server error", calls: 1 });
    const service = `${github.sandbox.cloneUrl}/info/refs?service=git-upload-pack`;
    expect((await fetch(service)).status).toBe(401);
    expect((await say("credentials")).status).toBe(500);
  });

  it("are never those of the sandbox itself", async () => {
    expect((await control("failRequests", { answer: "closed" })).body).toEqual({ id: expect.any(Number) });
    expect((await github.call("/_sandbox/requests")).status).toBe(200);
    expect((await control("stopFailing", {})).body).toEqual({});
    expect((await say("back")).status).toBe(201);
  });
});

describe("GraphQL that goes wrong", () => {
  const ask = () =>
    github.call("/graphql", {
      method: "POST",
      headers: bearer(github.tokenOf("olga")),
      body: JSON.stringify({ query }),
    });

  it("answers a primary limit with 200 and an error", async () => {
    github.sandbox.control.failRequests({ answer: "primary limit", api: "graphql", calls: 1 });
    const { status, headers, body } = await ask();
    expect([status, headers.get("x-ratelimit-remaining"), headers.get("x-ratelimit-resource")]).toEqual([
      200,
      "0",
      "graphql",
    ]);
    expect(body).toEqual({
      errors: [
        {
          type: "RATE_LIMIT",
          code: "graphql_rate_limit",
          message: `API rate limit exceeded for user ID ${github.sandbox.logins.olga?.id}.`,
        },
      ],
    });
    expect((await ask()).body).toHaveProperty("data");
  });

  it.each(["before", "after"] as const)("is closed %s the effect", async (when) => {
    github.sandbox.control.failRequests({ answer: "closed", when, api: "graphql", calls: 1 });
    await expect(ask()).rejects.toThrow("fetch failed");
  });
});

describe("a push that goes wrong", () => {
  let tip: string;
  beforeAll(async () => {
    await alice.git("checkout", "--quiet", "-B", "push", "origin/main");
    tip = await alice.commit({ "requests/payments/push.yaml": "a\n" });
  });
  const push = (branch: string) =>
    outcomeOf(alice.git("push", "--quiet", "origin", `HEAD:refs/heads/${branch}`));
  const tipOf = async (branch: string) => {
    const { data } = await github.as("olga").git.listMatchingRefs({ ...at, ref: `heads/${branch}` });
    return data.map(({ object }) => object.sha);
  };

  it.each([
    ["server error", "HTTP 500"],
    ["secondary limit", "HTTP 403"],
    ["cut off", "curl 18"],
  ] as const)(
    "with %s is not received before the effect, and received after it",
    async (answer, complaint) => {
      const branch = answer.replace(" ", "-");
      const fault = { answer, path: "*/git-receive-pack", calls: 1 } as const;
      github.sandbox.control.failRequests({ ...fault, when: "before" });
      expect(await push(branch)).toContain(complaint);
      expect(await tipOf(branch)).toEqual([]);
      github.sandbox.control.failRequests({ ...fault, when: "after" });
      expect(await push(branch)).toContain(complaint);
      expect(await tipOf(branch)).toEqual([tip]);
      expect(latest(1)).toMatchObject([{ event: "push", payload: { after: tip } }]);
      expect(await push(branch)).toBe("allowed");
      const { data } = await github.as("olga").repos.listActivities({ ...at, ref: branch });
      expect(data).toMatchObject([
        { after: tip, activity_type: "branch_creation", actor: { login: "alice" } },
      ]);
    },
  );

  it("and is closed with nothing is repeated by git itself, and refused when it was received", async () => {
    const fault = { answer: "closed", path: "*/git-receive-pack", calls: 1 } as const;
    github.sandbox.control.failRequests({ ...fault, when: "before" });
    expect(await push("repeated")).toBe("allowed");
    github.sandbox.control.failRequests({ ...fault, when: "after" });
    expect(await push("repeated-late")).toContain("[remote rejected]");
    expect(await tipOf("repeated")).toEqual([tip, tip]);
  });

  it("has no primary limit", async () => {
    github.sandbox.control.failRequests({ answer: "primary limit", caller: "alice" });
    expect(await push("unlimited")).toBe("allowed");
  });

  it("and is never answered ends with the fault, and was received", async () => {
    const fault = github.sandbox.control.failRequests({ answer: "silence", when: "after", method: "POST" });
    const pushes = () =>
      github.sandbox.requests().requests.filter(({ path }) => path.endsWith("/git-receive-pack")).length;
    const count = pushes();
    const ending = push("silent");
    await eventually(() => expect(pushes()).toBe(count + 1));
    github.sandbox.control.stopFailing(fault.id);
    expect(await ending).toContain("curl 18");
    expect(await tipOf("silent")).toEqual([tip]);
  });
});

describe("an outage", () => {
  it("lets what is under way have its effect, and no answer", async () => {
    onClock = () => {
      onClock = () => {};
      github.sandbox.control.beginOutage();
    };
    await expect(say("under way")).rejects.toThrow("fetch failed");
    expect(statuses(1)).toEqual([lost]);
    github.sandbox.control.endOutage();
    expect(await said()).toContain("under way");
  });

  it("closes everything but the control, loses webhooks, and ends", async () => {
    github.sandbox.control.addToTeam("security", "eve");
    await settle();
    const { control: inside, cloneUrl, url } = github.sandbox;
    heard = [];
    inside.holdWebhooks();
    await say("held before");
    const count = github.sandbox.requests().requests.length;
    expect((await control("beginOutage", {})).status).toBe(200);
    await expect(say("outage")).rejects.toThrow("fetch failed");
    await expect(fetch(`${url}/graphql`, { method: "POST", body: "{}" })).rejects.toThrow("fetch failed");
    await expect(fetch(`${cloneUrl}/info/refs?service=git-upload-pack`)).rejects.toThrow("fetch failed");
    const remote = cloneUrl.replace("//", `//x:${github.tokenOf("eve")}@`);
    expect(await outcomeOf(execute("git", ["ls-remote", remote]))).toMatch(/Empty reply|unable to access/);
    expect((await control("removeFromTeam", { slug: "security", login: "eve" })).status).toBe(200);
    expect(latest(2).map(({ status }) => status)).toEqual(["pending", "failed to connect to host"]);
    inside.releaseWebhooks();
    await settle();
    expect(latest(2).map(({ event, status }) => [event, status])).toEqual([
      ["issue_comment", "failed to connect to host"],
      ["membership", "failed to connect to host"],
    ]);
    expect(github.sandbox.requests().requests).toHaveLength(count);
    expect((await control("endOutage", {})).status).toBe(200);
    expect(heard).toEqual([]);
    expect(await said()).not.toContain("outage");
    expect(await outcomeOf(execute("git", ["ls-remote", remote]))).toBe("allowed");
    const [missed] = latest(2);
    await redeliver(missed?.id);
    await say("after the outage");
    await tells("held before", "after the outage");
  });
});

describe("a fault GitHub does not have", () => {
  it.each([
    ["failRequests", {}, 422, '"answer" is missing; expected server error, secondary limit'],
    ["failRequests", { answer: "teapot" }, 422, '"answer" is "teapot"'],
    ["failRequests", { answer: "server error", status: 418 }, 422, "expected 500, 502, 503."],
    ["failRequests", { answer: "silence", status: 500 }, 422, "expected none."],
    [
      "failRequests",
      { answer: "closed", when: "during" },
      422,
      '"when" is "during"; expected before, after.',
    ],
    ["failRequests", { answer: "closed", until: "soon" }, 422, '"until" is "soon"; expected a time.'],
    ["failRequests", { answer: "primary limit", api: "git" }, 422, "which no primary limit counts"],
    ["stopFailing", { id: 7 }, 404, "There is no fault 7."],
    ["dropWebhooks", { count: -1 }, 422, '"count" is -1; expected a whole number, 0 or more.'],
    ["duplicateWebhooks", { count: 1.5 }, 422, '"count" is 1.5; expected a whole number, 0 or more.'],
    ["releaseWebhooks", { ids: ["7"] }, 404, "The delivery 7 is not held; these are: none."],
  ])("is refused: %s of %j with %i", async (name, body, status, message) => {
    const answer = await control(name, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ message: expect.stringContaining(message) });
    expect((await say("unharmed")).status).toBe(201);
  });
});
