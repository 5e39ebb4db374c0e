import { type Fields, readFields, readList } from "../stage/fields.ts";
import type { Reader } from "./reader.ts";

/** Access that the ledger says is held. */
export interface Held {
  readonly login: string;
  /** `readonly on orders-db/orders`. */
  readonly what: string;
  readonly until: Date;
  readonly pulls: readonly number[];
}

/** One commit of the ledger. */
export interface Round {
  readonly at: Date;
  /** A line for each entry. */
  readonly lines: readonly string[];
}

export interface Ledger {
  readonly held: readonly Held[];
  /** The pull request of a request, such as `payments/alice-orders`. */
  readonly pullOf: ReadonlyMap<string, number>;
  /** Newest first. */
  readonly rounds: readonly Round[];
}

const BRANCH = "access-ledger";

/** The branch `access-ledger` as the reader sees it, its newest hundred commits. undefined: it is not there, or hidden from the reader. */
export async function readLedger(read: Reader, repository: string): Promise<Ledger | undefined> {
  const answer = await read(`/repos/${repository}/commits?sha=${BRANCH}&per_page=100`);
  if (answer === undefined) return undefined;
  const commits = readList(answer, "the ledger's commits");
  const tree = commits[0]?.object("commit").object("tree").text("sha");
  const files = tree === undefined ? [] : await listFiles(read, repository, tree);
  const readAll = (folder: string) =>
    Promise.all(files.filter(({ path }) => path.startsWith(folder)).map((file) => readFile(read, file)));
  const [holdings, seen] = await Promise.all([readAll("holdings/"), readAll("seen/")]);
  return {
    held: holdings.flatMap(findHeld).toSorted((a, b) => a.until.getTime() - b.until.getTime()),
    pullOf: new Map(seen.map((request) => [request.text("request"), request.number("pull")])),
    rounds: commits.map((commit) => readRound(commit.object("commit"))),
  };
}

interface LedgerFile {
  readonly path: string;
  readonly blob: string;
}

async function listFiles(read: Reader, repository: string, tree: string): Promise<LedgerFile[]> {
  const listing = readFields(await read(`/repos/${repository}/git/trees/${tree}?recursive=1`), "the ledger");
  return listing
    .list("tree")
    .filter((entry) => entry.text("type") === "blob")
    .map((entry) => ({
      path: entry.text("path"),
      blob: `/repos/${repository}/git/blobs/${entry.text("sha")}`,
    }));
}

async function readFile(read: Reader, { path, blob }: LedgerFile): Promise<Fields> {
  const content = readFields(await read(blob), path).text("content");
  return readFields(JSON.parse(Buffer.from(content, "base64").toString("utf8")), path);
}

/** The leases since nothing else ended, in the words of one line. */
function findHeld(holding: Fields): Held[] {
  const leases = holding.list("leases").filter((lease) => !lease.names().includes("ended"));
  const [first] = leases;
  if (holding.text("held") === "no" || first === undefined) return [];
  const { role, provider, resource } = readEntitlement(holding.object("entitlement"));
  const ends = leases.map((lease) => new Date(lease.text("endsAt")).getTime());
  return [
    {
      login: first.object("subject").text("login"),
      what: `${role} on ${provider}/${resource}`,
      until: new Date(Math.max(...ends)),
      pulls: [...new Set(leases.map((lease) => lease.number("pull")))],
    },
  ];
}

const readEntitlement = (fields: Fields) => ({
  role: fields.text("role"),
  provider: fields.text("provider"),
  resource: fields.text("resource"),
});

/** Of several entries, the first line counts the kinds; then a line for each, and trailers. */
function readRound(commit: Fields): Round {
  const parts = commit
    .text("message")
    .split("\n\n")
    .map((part) => part.split("\n"));
  const [first = [], second = []] = parts;
  const isTold = !second.some((line) => line.startsWith("Hallpass-"));
  return {
    at: new Date(commit.object("committer").text("date")),
    lines: isTold && second.length > 0 ? second : first,
  };
}
