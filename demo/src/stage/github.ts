import { importPKCS8, SignJWT } from "jose";
import { type Fields, readFields, readList } from "./fields.ts";
import type { Stage } from "./stage.ts";

export interface Pull {
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly branch: string;
  readonly head: string;
  readonly merged: boolean;
  readonly mergedBy: string;
}

export interface Check {
  readonly title: string;
  readonly summary: string;
  readonly status: string;
  readonly conclusion: string;
}

/** The API calls of a person's script, by login. */
export interface GitHub {
  openPull(login: string, branch: string, title: string): Promise<Pull>;
  approve(login: string, pull: number, body: string): Promise<void>;
  readPull(pull: number): Promise<Pull>;
  listOpenPulls(): Promise<Pull[]>;
  /** The check run `hallpass/decision`; undefined if there is none yet. */
  readCheck(head: string): Promise<Check | undefined>;
  mintReaperToken(): Promise<string>;
  /** The calls of the app so far, by the sandbox's count. */
  countCalls(): Promise<Calls>;
}

export interface Calls {
  readonly requests: number;
  readonly contentCreating: number;
  /** The calls refused by a limit, or for a merge that came too early. */
  readonly putOff: number;
}

/** 405 for a merge, 403 and 429 for a limit. GitHub refuses no other call of the app in this story. */
const PUT_OFF = [403, 405, 429];

export const CHECK_NAME = "hallpass/decision";

/** Throws, with the answer's message, if a call is refused. */
export function createGitHub({ sandbox, signal }: Stage): GitHub {
  const { url, repository, reaper } = sandbox;
  const repo = `/repos/${repository}`;

  const call = async (token: string, method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, accept: "application/vnd.github+json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal,
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text.slice(0, 500)}`);
    return JSON.parse(text);
  };
  const as = (login: string) => sandbox.login(login).token;
  const read = (path: string) => call(as("alice"), "GET", path);

  return {
    openPull: async (login, head, title) =>
      readPull(await call(as(login), "POST", `${repo}/pulls`, { title, head, base: "main" })),
    approve: async (login, pull, body) => {
      await call(as(login), "POST", `${repo}/pulls/${pull}/reviews`, { event: "APPROVE", body });
    },
    readPull: async (pull) => readPull(await read(`${repo}/pulls/${pull}`)),
    listOpenPulls: async () =>
      readList(await read(`${repo}/pulls?state=open`), "the pull requests").map((fields) =>
        readShortPull(fields),
      ),
    readCheck: async (head) => {
      const answer = await read(`${repo}/commits/${head}/check-runs?check_name=${CHECK_NAME}&filter=latest`);
      const [run] = readFields(answer, "the check runs").list("check_runs");
      return run && readCheck(run);
    },
    mintReaperToken: async () => {
      const path = `/app/installations/${reaper.installationId}/access_tokens`;
      return readFields(await call(await signIn(reaper), "POST", path, {}), "the token").text("token");
    },
    countCalls: async () => {
      const report = readFields(await read("/_sandbox/requests"), "the request log");
      const counts = report.object("callers").object(sandbox.appSlug);
      const own = report.list("requests").filter((request) => request.text("caller") === sandbox.appSlug);
      return {
        requests: counts.number("requests"),
        contentCreating: counts.number("contentCreating"),
        putOff: own.filter((request) => PUT_OFF.includes(request.number("status"))).length,
      };
    },
  };
}

async function signIn({ appId, privateKey }: { appId: number; privateKey: string }): Promise<string> {
  const key = await importPKCS8(privateKey, "RS256");
  const jwt = new SignJWT({}).setProtectedHeader({ alg: "RS256" }).setIssuer(String(appId));
  return jwt.setIssuedAt().setExpirationTime("5m").sign(key);
}

function readPull(answer: unknown): Pull {
  const fields = readFields(answer, "the pull request");
  const mergedAt = fields.textOrEmpty("merged_at");
  const mergedBy = mergedAt === "" ? "" : fields.object("merged_by").text("login");
  return { ...readShortPull(fields), merged: mergedAt !== "", mergedBy };
}

const readShortPull = (fields: Fields): Pull => ({
  number: fields.number("number"),
  title: fields.text("title"),
  author: fields.object("user").text("login"),
  branch: fields.object("head").text("ref"),
  head: fields.object("head").text("sha"),
  merged: false,
  mergedBy: "",
});

function readCheck(run: Fields): Check {
  const output = run.object("output");
  return {
    title: output.textOrEmpty("title"),
    summary: output.textOrEmpty("summary"),
    status: run.text("status"),
    conclusion: run.textOrEmpty("conclusion"),
  };
}
