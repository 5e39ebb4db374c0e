import { openSession, QUERY, type Selected, type Session } from "../stage/database.ts";
import type { Ledger } from "../stage/ledger.ts";
import { waitFor } from "../stage/poll.ts";
import type { Granted } from "./approve.ts";
import { PROMPT } from "./ask.ts";
import type { Scene } from "./scene.ts";
import { waitForSelect } from "./select.ts";

export interface Ended {
  readonly after: Selected;
  /** From the lease's end to alice's first refusal; negative if her access ended early. */
  readonly revokedAfterMs: number;
}

/** Steps 6 and 7: the extent of alice's access, and its end. */
export async function useAccess(scene: Scene, ledger: Ledger, granted: Granted): Promise<Ended> {
  const { stage, narrator } = scene;
  narrator.step("alice reads orders");
  narrator.types(PROMPT, QUERY);
  for (const row of granted.during.outcome === "ok" ? granted.during.rows : []) narrator.answers(row);
  const endsAt = await ledger.readEnd();
  narrator.good(`granted ${granted.grantedAfterMs} ms after the approval, until ${showTime(endsAt)}`);
  const session = await openSession(stage, "alice");
  try {
    await session.select();
    narrator.good("she keeps a session open");
    return await watchEnd(scene, session, endsAt);
  } finally {
    await session.close();
  }
}

async function watchEnd(scene: Scene, session: Session, endsAt: Date): Promise<Ended> {
  const { stage, narrator } = scene;
  narrator.step("The lease ends by itself; there is nothing to do");
  const after = await waitForSelect(scene, "denied", () => {
    const left = Math.max(0, Math.ceil((endsAt.getTime() - Date.now()) / 1000));
    narrator.passes(`she still can, for ${left} s`);
  });
  const revokedAfterMs = Date.now() - endsAt.getTime();
  narrator.types(PROMPT, QUERY);
  narrator.bad(after.outcome === "denied" ? after.message : "");
  const farewell = await waitFor("alice's open session is ended", stage, async () => session.endedWith());
  narrator.bad(`her open session: ${farewell}`);
  narrator.good(`refused ${revokedAfterMs} ms after the end at ${showTime(endsAt)}`);
  return { after, revokedAfterMs };
}

const showTime = (time: Date): string => `${time.toISOString().slice(11, 19)}Z`;
