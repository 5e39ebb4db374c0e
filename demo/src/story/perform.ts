import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { drawCast } from "../narration/cast.ts";
import { createNarrator, type Narrator, type Screen } from "../narration/narrator.ts";
import { listenForEnd } from "../stage/interruption.ts";
import { createProcesses } from "../stage/processes.ts";
import { type Stage, startStage } from "../stage/stage.ts";
import { type Figures, tellStory } from "./story.ts";

export interface Wishes {
  /** The story goes to standard error, the measurements to standard output. */
  readonly json: boolean;
  /** The folder for a bare clone that remains. */
  readonly keep: string | undefined;
  /** The file for the picture. */
  readonly cast: string | undefined;
  /** GitHub at its worst. */
  readonly atItsWorst: boolean;
}

const LOG_LINES = 12;
const LOG_COLUMNS = 300;

/** Tells the story once. When this settles, all child processes have ended and the temporary folder is removed. */
export async function perform({ json, keep, cast, atItsWorst }: Wishes): Promise<void> {
  const output = json ? process.stderr : process.stdout;
  const narrator = createNarrator((text) => output.write(text), readScreen(output));
  const dir = await mkdtemp(join(tmpdir(), "hallpass-demo-"));
  try {
    const clone = keep === undefined ? join(dir, "clone.git") : resolve(keep);
    const figures = await performIn(dir, clone, narrator, atItsWorst);
    if (cast !== undefined) await writeFile(cast, drawCast(narrator.lines));
    if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function performIn(
  dir: string,
  clone: string,
  narrator: Narrator,
  atItsWorst: boolean,
): Promise<Figures> {
  const { signal, abort, forget } = listenForEnd();
  const processes = createProcesses(signal, abort);
  let stage: Stage | undefined;
  try {
    narrator.title(
      "Hallpass: one access request, from the question to the receipt",
      "A local GitHub with a PostgreSQL, and the app. Nothing below is pretended.",
    );
    narrator.passes("they start");
    const started = performance.now();
    stage = await startStage(dir, processes, { signal, atItsWorst });
    showStage(stage, narrator);
    const figures = await tellStory(stage, narrator, clone);
    narrator.ends(conclude(figures, performance.now() - started));
    return figures;
  } catch (error) {
    // A call that the end of the demo cut short fails with an error of its own.
    const cause: unknown = signal.aborted ? signal.reason : error;
    throw stage === undefined ? cause : withLog(cause, stage);
  } finally {
    await processes.stop();
    forget();
  }
}

function showStage({ sandbox, atItsWorst }: Stage, narrator: Narrator): void {
  const { host, port } = sandbox.postgres;
  const worst = atItsWorst ? " --at-its-worst" : "";
  narrator.types("$", `hallpass sandbox --with postgres${worst} --write-env app.env`);
  narrator.answers(`GitHub at ${sandbox.url}, PostgreSQL at ${host}:${port}`);
  narrator.types("$", "hallpass serve --env app.env");
}

function conclude({ api_requests, content_creating, put_off }: Figures, ms: number): string {
  const refused = put_off === 0 ? "" : `, ${put_off} refused for a while`;
  const calls = `${api_requests} API requests of the app, ${content_creating} of them creating something${refused}`;
  return `Done in ${Math.round(ms / 1000)} seconds, with ${calls}.`;
}

function withLog(error: unknown, stage: Stage): Error {
  const message = error instanceof Error ? error.message : String(error);
  const lines = stage.appLog().slice(-LOG_LINES);
  const log = lines.map((line) => `  ${line.slice(0, LOG_COLUMNS)}`).join("\n");
  return new Error(`${message}\nThe last lines of the app's log:\n${log}`, { cause: error });
}

/** Colours only on a terminal, and not with NO_COLOR. See https://no-color.org. */
function readScreen({ isTTY }: { readonly isTTY?: boolean }): Screen {
  const isLive = isTTY === true;
  return { isLive, isColoured: isLive && (process.env.NO_COLOR ?? "") === "" };
}
