import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import { requestText } from "../support/builders/evidence.ts";
import type { CommandProcess } from "../support/command-process.ts";
import { openGrantCounter } from "../support/database.ts";
import {
  approve,
  isMerged,
  listAnnotations,
  listSubjects,
  type OpenPull,
  openPull,
  readCheck,
  requestPath,
} from "../support/people.ts";
import { type Stage, startStage } from "../support/stage.ts";
import { until } from "../support/until.ts";

interface Mistake {
  readonly name: string;
  readonly files: Record<string, string>;
  /** Code, and where: file:line:column. */
  readonly finds: readonly (readonly [code: string, place: string])[];
  readonly fixes: readonly string[];
}

const request = (name: string, folder = "payments"): string => `access-requests/${folder}/${name}.yaml`;

const admin = "[{ provider: orders-db, resource: orders, role: admin }]";

const mistakes: readonly Mistake[] = [
  {
    name: "YAML that does not parse",
    files: { [request("yaml")]: "subject: alice\nreason: refunds: INC-1234\n" },
    finds: [["YAML_SYNTAX", `${request("yaml")}:2:9`]],
    fixes: ['Put it in quotes: reason: "refunds: INC-1234"'],
  },
  {
    name: "an unknown role",
    files: { [request("role")]: requestText({ entitlements: admin }) },
    finds: [["ENTITLEMENT_UNKNOWN", `${request("role")}:2:16`]],
    fixes: ["readonly on orders-db/orders"],
  },
  {
    name: "too long",
    files: { [request("long")]: requestText({ duration: "9h" }) },
    finds: [["DURATION_TOO_LONG", `${request("long")}:3:11`]],
    fixes: ["Ask for 8h or less"],
  },
  {
    name: "somebody else's subject",
    files: { [request("subject")]: requestText({ subject: "carol" }) },
    finds: [["SUBJECT_NOT_REQUESTER", `${request("subject")}:1:10`]],
    fixes: ['Write "subject: alice"'],
  },
  {
    name: "a second file",
    files: { [request("first")]: requestText(), [request("second")]: requestText() },
    finds: [["SECOND_REQUEST", `${request("second")}:1:1`]],
    fixes: ["Open one pull request per request"],
  },
  {
    name: "a file beside the request",
    files: { [request("beside")]: requestText(), "policies/wider.yaml": "name: wider\n" },
    finds: [["STRAY_FILE", "policies/wider.yaml:1:1"]],
    fixes: ["Take it out of this pull request"],
  },
  {
    name: "a folder nobody's policy serves",
    files: { [request("unserved", "support")]: requestText() },
    finds: [["WRONG_FOLDER", `${request("unserved", "support")}:2:16`]],
    fixes: ["It is offered in: "],
  },
  {
    name: "another team's folder",
    files: { [request("friendlier", "security")]: requestText() },
    finds: [["REQUESTER_NOT_ALLOWED", `${request("friendlier", "security")}:1:10`]],
    fixes: ["It is also offered in: payments"],
  },
  {
    name: "fields that are unknown, missing and wrong",
    files: { [request("fields")]: "subject: alice\nduration: 2 hours\nreason: INC-1234\ntemplate: friday\n" },
    finds: [
      ["FIELD_MISSING", `${request("fields")}:1:1`],
      ["VALUE_PATTERN", `${request("fields")}:2:11`],
      ["FIELD_UNKNOWN", `${request("fields")}:4:1`],
    ],
    fixes: ["Add it", "Write 2h.", "Remove it"],
  },
  {
    name: "several at once",
    files: { [request("several")]: requestText({ subject: "carol", duration: "9h", reason: "because" }) },
    finds: [
      ["SUBJECT_NOT_REQUESTER", `${request("several")}:1:10`],
      ["DURATION_TOO_LONG", `${request("several")}:3:11`],
      ["REASON_TOO_SHORT", `${request("several")}:4:9`],
    ],
    fixes: ['Write "subject: alice"', "Ask for 8h or less", "Say what you will do"],
  },
];

let postgres: SandboxPostgres;
let stage: Stage;
let app: CommandProcess;
const pulls = new Map<string, OpenPull>();

const pullOf = ({ name }: Mistake): OpenPull => {
  const pull = pulls.get(name);
  if (pull === undefined) throw new Error(`No pull request was opened for "${name}".`);
  return pull;
};

// Approved before the app is up: once it is ready, it has reviewed each with carol's approval and merged none.
beforeAll(async () => {
  postgres = await startPostgres({ dir: tmpdir(), logins: ["alice", "carol"] });
  stage = await startStage(postgres);
  for (const { name, files } of mistakes) {
    const pull = await openPull(stage.github, "alice", files);
    pulls.set(name, pull);
    await approve(stage.github, "carol", pull.number);
  }
  app = await stage.startApp();
}, 120_000);
afterAll(async () => {
  await stage?.stop();
  await postgres?.stop();
});

describe("a request with a mistake, approved by carol all the same", () => {
  it.each(mistakes)("$name: the check fails and says what, where and how to fix it", async (mistake) => {
    const { head } = pullOf(mistake);
    const check = await readCheck(stage.github, head);
    expect(check).toMatchObject({ status: "completed", conclusion: "failure" });
    for (const [code, place] of mistake.finds)
      expect(check?.summary).toContain(`\`${code}\` at \`${place}\``);
    for (const fix of mistake.fixes) expect(readable(check?.summary)).toContain(fix);
    const annotations = await listAnnotations(stage.github, head);
    for (const [code, place] of mistake.finds) {
      const [path, line] = place.split(":");
      expect(annotations).toContainEqual(expect.objectContaining({ path, line: Number(line), title: code }));
    }
  });

  it("merges nothing, grants nothing, and stays up", async () => {
    for (const mistake of mistakes)
      expect(await isMerged(stage.github, pullOf(mistake).number), mistake.name).toBe(false);
    expect(await listSubjects(stage.github, "access-ledger")).toEqual(["observe 2, adopt 1"]);
    const grants = openGrantCounter(postgres);
    for (const login of ["alice", "carol"]) expect(await grants.count(login)).toBe(0);
    await grants.close();
    const health = await fetch(`http://127.0.0.1:${stage.github.sandbox.appPort}/health`);
    expect(health.status).toBe(200);
  });

  it("is asked again once the fix is pushed, and the old approval no longer counts", async () => {
    const fixed = await Promise.all(
      mistakes.map(async (mistake) => ({ mistake, head: await pushFix(mistake, pullOf(mistake)) })),
    );
    for (const { mistake, head } of fixed) {
      const read = () => readCheck(stage.github, head);
      const patience = { deadlineMs: 60_000, story: stage.story };
      const check = await until(`a check of ${mistake.name}`, read, (seen) => seen !== undefined, patience);
      expect(check, mistake.name).toMatchObject({ status: "in_progress", title: "Waiting for carol" });
      expect(await isMerged(stage.github, pullOf(mistake).number)).toBe(false);
    }
    expect(await app.end("SIGTERM")).toBe(0);
  }, 120_000);
});

/** The summary as it is shown: what Markdown needs escaped is not. */
const readable = (summary: string | null | undefined): string =>
  (summary ?? "").replace(/\\(?=[^\w\s])/gu, "");

/** Takes back what was pushed, and adds one request as it should be. */
async function pushFix({ files }: Mistake, { clone }: OpenPull): Promise<string> {
  await clone.git("rm", "--quiet", ...Object.keys(files));
  const head = await clone.commit({ [requestPath()]: requestText() }, "Fix");
  await clone.git("push", "--quiet", "origin", "HEAD");
  return head;
}
