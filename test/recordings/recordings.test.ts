import { createHmac, generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { GitHubError } from "../../src/github/http/error.ts";
import { createHttpServer } from "../../src/service/http/server.ts";
import { type Ask, asks, openAdapters } from "./asks.ts";
import { createRandom, damage } from "./damage.ts";
import { type Recording, readRecordings, write } from "./recording.ts";
import { replay } from "./replay.ts";

// npm runs this from the project's folder; `scripts/recordings.js` says where the recordings are.
const folder = resolve(process.env.HALLPASS_RECORDINGS ?? "../shared/recordings");
const recordings = readRecordings(folder) ?? [];
const exchanges = recordings.filter(({ event }) => event === undefined);
const webhooks = recordings.filter(({ event }) => event !== undefined);

type Outcome = { readonly value: unknown } | { readonly error: unknown };

const outcomeOf = (work: Promise<unknown>): Promise<Outcome> =>
  work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );

const keyOf = ({ method, route }: Recording): string => `${method} ${route}`;

const cases = exchanges.flatMap((recording) =>
  (asks[keyOf(recording)] ?? []).map((ask) => ({ file: recording.file, name: ask.name, recording, ask })),
);

describe.skipIf(cases.length === 0)("a recorded answer of GitHub", () => {
  it.each(cases)("$file: $name", async ({ recording, ask }) => {
    const others = [...(ask.before?.(recording) ?? []), ...recordings];
    const github = await replay(recording, others);
    try {
      const adapters = openAdapters(github.url, recording);
      const first = await outcomeOf(ask.ask(adapters, recording));
      judge(recording, ask, first);
      expectWholeIds(recording, github.asked);
      expectSame(first, await outcomeOf(ask.ask(adapters, recording)));
    } finally {
      await github.stop();
    }
  });
});

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

describe.skipIf(cases.length === 0)(`an answer that nobody foresaw (SEED=${seed})`, () => {
  const whole = cases.filter(({ recording }) => recording.status < 300 && isObject(recording.body));

  it.each(whole)("$file: $name ends in a value, or in an error that says so", async (each) => {
    const random = createRandom(seed + cases.indexOf(each));
    for (let round = 0; round < 3; round++) {
      const text = damage(each.recording.body, random);
      const recording = { ...each.recording, text };
      const github = await replay(recording, [...(each.ask.before?.(each.recording) ?? []), ...recordings]);
      const adapters = openAdapters(github.url, each.recording);
      const outcome = await outcomeOf(each.ask.ask(adapters, each.recording));
      await github.stop();
      if ("error" in outcome) expect(outcome.error, text.slice(0, 2_000)).toMatchObject({ name: OURS });
    }
  });
});

/** Names of our errors. */
const OURS = expect.stringMatching(/^(?:GitHub|Obstacle|SignIn)Error$/u);

function judge(recording: Recording, { says, means = {} }: Ask, outcome: Outcome): void {
  const { status, body } = recording;
  if ("error" in outcome) judgeError(recording, says, outcome.error);
  else if (status in means) expectMeans(outcome.value, means[status]);
  else if (status >= 200 && status < 300) {
    const meant = meaningOf(says, recording);
    if (meant !== undefined) expectMeans(outcome.value, meant.value);
  } else expect({ status, body, value: outcome.value }).toBe("an error");
}

/** undefined: the body has no meaning, or any answer will do. */
function meaningOf(says: Ask["says"], recording: Recording): { readonly value: unknown } | undefined {
  try {
    return says && { value: says(recording.body, recording) };
  } catch {
    return undefined;
  }
}

const expectMeans = (value: unknown, meant: unknown): void => {
  const isExact = !isObject(meant) || meant instanceof Date || "asymmetricMatch" in meant;
  if (isExact) expect(value).toEqual(meant);
  // `toMatchObject` compares lists item by item, and their length.
  else expect(value).toMatchObject(meant);
};

/** Every error is one of ours, and names what GitHub said. */
function judgeError(recording: Recording, says: Ask["says"], error: unknown): void {
  const { status, body, text } = recording;
  if (!(error instanceof Error)) throw new Error(`Thrown: ${String(error)}`);
  expect(error.name).toEqual(OURS);
  expect(error.message).not.toContain("undefined");
  // A body that has a meaning must not end in an error.
  if (status < 300) expect(meaningOf(says, recording)).toBeUndefined();
  if (status < 400) return;
  expect(error.message).toContain(String(status));
  const said = isObject(body) && "message" in body ? String(body.message) : undefined;
  if (said !== undefined) expect(error.message).toContain(said.replace(/\s+/gu, " ").slice(0, 100));
  const isLimit = /rate limit/iu.test(text) || status === 429;
  if (isLimit && error instanceof GitHubError) expect(error.retryAfterMs).toBeGreaterThan(0);
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Asked a second time GitHub answers 304, or is in a pause: the same value, or an error of ours again. */
function expectSame(first: Outcome, second: Outcome): void {
  if ("value" in first) {
    expect(second).toEqual(first);
    return;
  }
  const error = "error" in second ? second.error : undefined;
  expect(error).toMatchObject({ name: OURS });
}

/** A number that was rounded is of another delivery. */
function expectWholeIds({ text, path }: Recording, asked: readonly string[]): void {
  const ids = asked.flatMap((each) => /\/app\/hook\/deliveries\/(\d+)/u.exec(each)?.[1] ?? []);
  for (const id of ids) expect(`${text} ${path} 3804004623172239366`).toContain(id);
}

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

/** What each event makes the app do in its own repository. */
// biome-ignore lint/suspicious/noExplicitAny: as GitHub sent them.
const wanted = (event: string, payload: any): unknown => {
  switch (event) {
    case "pull_request":
      return [`review #${payload.number}`, ...(payload.action === "closed" ? ["reconcile", "watch"] : [])];
    case "pull_request_review":
    case "pull_request_review_thread":
      return [`review #${payload.pull_request.number}`];
    case "push":
      return payload.ref === `refs/heads/${payload.repository.default_branch}` ? ["reconcile"] : [];
    case "issues":
      // It may be one that asks, or asked.
      return payload.action === "closed" ? ["watch", "hear issue"] : ["watch"];
    case "repository_ruleset":
    case "repository":
    case "member":
    case "team":
    case "membership":
    case "organization":
      return expect.arrayContaining(["look around", "reconcile"]);
    default:
      return expect.any(Array);
  }
};

describe.skipIf(webhooks.length === 0)("a recorded webhook", () => {
  it.each(webhooks)("$file", async ({ event = "", payload }) => {
    // biome-ignore lint/suspicious/noExplicitAny: as GitHub sent it.
    const sent: any = payload;
    const own = sent.repository?.id ?? 77;
    const appId = sent.check_run?.app?.id ?? sent.check_suite?.app?.id ?? 1;
    expect(await deliver(event, sent, own, appId)).toEqual({
      status: 200,
      asked: wanted(event, sent),
      logged: [],
    });
    const elsewhere = await deliver(event, sent, own + 1, appId);
    expect(elsewhere).toMatchObject({ status: 200, logged: [] });
    if (sent.repository !== undefined) expect(elsewhere.asked).toEqual([]);
  });
});

async function deliver(event: string, payload: unknown, repositoryId: number, appId: number) {
  const asked: string[] = [];
  const logged: unknown[] = [];
  const sink = {
    reviewSoon: (pull: number) => void asked.push(`review #${pull}`),
    reviewAllSoon: () => void asked.push("review all"),
    reconcileSoon: () => void asked.push("reconcile"),
    watchSoon: () => void asked.push("watch"),
    lookAroundSoon: () => void asked.push("look around"),
    hear: () => void asked.push("hear"),
    hearTakenBack: () => void asked.push("hear taken back"),
    hearEdit: () => void asked.push("hear edit"),
    hearIssue: () => void asked.push("hear issue"),
    hearPush: () => void asked.push("hear push"),
    skipDelivery: () => undefined,
  };
  const log = {
    info() {},
    warn() {},
    error: (fields: { step?: string }) => void (fields.step === "webhook" && logged.push(fields)),
  };
  const secret = "s".repeat(32);
  const config = { appId, privateKey, webhookSecret: secret, repositoryId, apiUrl: "http://127.0.0.1:9" };
  const server = (await createHttpServer(config, sink, () => true, { log })).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  try {
    const body = write(payload);
    const headers = {
      "content-type": "application/json",
      "x-github-event": event,
      "x-github-delivery": "d1",
      "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
    };
    const url = `http://127.0.0.1:${port}/api/github/webhooks`;
    const { status } = await fetch(url, { method: "POST", headers, body });
    return { status, asked, logged };
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }
}
