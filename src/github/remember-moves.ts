import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { FromSchema } from "json-schema-to-ts";
import { LRUCache } from "lru-cache";
import { type BranchMove, mergeMoves } from "../core/decision/branch-moves.ts";
import { buildValidator } from "../core/document/schema.ts";
import type { GitHub } from "../core/ports/github.ts";

/** The moves of branches, by name. */
export interface MoveMemory {
  recall(branch: string): Promise<readonly BranchMove[]>;
  keep(branch: string, moves: readonly BranchMove[]): Promise<void>;
}

/**
 * GitHub does not document how long its activity log keeps the moves of a branch, nor whether it keeps those of a deleted one, and reports
 * disagree. So the moves that GitHub showed while the pull request was open still count, together with those it shows now.
 */
export const rememberMoves = (github: GitHub, memory: MoveMemory): GitHub => ({
  ...github,
  listMoves: async (branch) => {
    const known = await memory.recall(branch);
    const read = await github.listMoves(branch);
    if (read === undefined) return known.length === 0 ? undefined : [...known];
    const moves = mergeMoves(known, read);
    if (read.length > 0) await memory.keep(branch, moves);
    return moves;
  },
});

/** Branches with more moves are not kept, and of the others those read longest ago are forgotten: people decide how many there are. */
const MOST_MOVES = 200;
const MOST_BRANCHES = 2_000;

type Moves = LRUCache<string, readonly BranchMove[]>;
const createMoves = (): Moves => new LRUCache({ max: MOST_BRANCHES });

const text = { type: "string", maxLength: 1_000 } as const;
const schema = {
  type: "array",
  items: {
    type: "object",
    required: ["branch", "moves"],
    properties: {
      branch: text,
      moves: {
        type: "array",
        items: {
          type: "object",
          required: ["kind", "after", "at"],
          properties: {
            kind: { enum: ["moved", "deleted"] },
            created: { const: true },
            after: text,
            at: text,
            by: {
              type: "object",
              required: ["id", "login", "type"],
              properties: { id: { type: "integer" }, login: text, type: { enum: ["User", "Bot"] } },
            },
          },
        },
      },
    },
  },
} as const;

type Stored = FromSchema<typeof schema>;
const isStored = buildValidator<Stored>(schema);

/** Called when the file cannot be read or written. */
export interface MemoryFailures {
  unread(error: unknown): void;
  unwritten(error: unknown): void;
}

/** Keeps the moves in one file, which one process owns. Reports an unusable file and starts a new one: GitHub is asked in any case. */
export function fileMemory(path: string, failures: MemoryFailures): MoveMemory {
  let loading: Promise<Moves> | undefined;
  let writing: Promise<void> = Promise.resolve();
  const load = (): Promise<Moves> => {
    loading ??= readStored(path, failures.unread);
    return loading;
  };
  return {
    recall: async (branch) => (await load()).get(branch) ?? [],
    keep: async (branch, moves) => {
      const all = await load();
      if (moves.length > MOST_MOVES) return;
      const isSame = JSON.stringify(all.get(branch)) === JSON.stringify(moves);
      // The branches of open pull requests are read every few minutes, so other branches never displace them.
      all.set(branch, moves);
      if (isSame) return;
      writing = writing.then(() => writeStored(path, all)).catch(failures.unwritten);
      await writing;
    },
  };
}

async function readStored(path: string, onUnread: MemoryFailures["unread"]): Promise<Moves> {
  try {
    return parseStored(await readFile(path, "utf8"));
  } catch (error) {
    // The file appears when the first branch is stored.
    if (!isMissing(error)) onUnread(error);
    return createMoves();
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

function parseStored(written: string): Moves {
  const stored: unknown = JSON.parse(written);
  if (!isStored(stored)) throw new Error("The file does not list the moves of branches.");
  const known = stored.map(({ branch, moves }) => [branch, moves.map(toMove)] as const);
  if (known.some(([, moves]) => moves.some(({ at }) => Number.isNaN(at.getTime()))))
    throw new Error("The file has a move at no time.");
  const moves = createMoves();
  for (const [branch, each] of known) moves.set(branch, each);
  return moves;
}

const toMove = ({ by, at, created, ...move }: Stored[number]["moves"][number]): BranchMove => ({
  ...move,
  ...(created === true && { created }),
  at: new Date(at),
  by,
});

async function writeStored(path: string, all: Moves): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.new`;
  const file = await open(draft, "w", 0o600);
  try {
    await file.writeFile(JSON.stringify([...all.rentries()].map(([branch, moves]) => ({ branch, moves }))));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
