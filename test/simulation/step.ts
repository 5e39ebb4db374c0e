import type { Waking } from "./replica-state.ts";
import type { Trouble } from "./weather.ts";
import type { WorldConfig } from "./world.ts";

/** An act of a person, or of a disk, between two calls of a machine: about the newest request that is merged, and the newest that is not. */
export const ACTS = [
  "end",
  "remove",
  "close task",
  "leave",
  "take by hand",
  "dismiss",
  "merge",
  "close",
  "push rules",
  "fill the disk",
] as const;

export type Act = (typeof ACTS)[number];

/** One event of a history: plain data. Places are named by numbers that fit whatever is there, so that any step can be left out. */
export type Step = { readonly seed: number } & Event;

export type Event =
  | { readonly do: "open"; readonly template: number; readonly by: number; readonly told: boolean }
  | { readonly do: "extend"; readonly back: number; readonly told: boolean }
  | { readonly do: "propose removal"; readonly back: number; readonly by: number; readonly told: boolean }
  /** Somebody reads a receipt that the Action opened, and approves it. */
  | { readonly do: "receipt"; readonly back: number; readonly by: number; readonly told: boolean }
  | { readonly do: "comment"; readonly back: number; readonly by: number; readonly told: boolean }
  | { readonly do: "task"; readonly task: number; readonly closed: boolean }
  | { readonly do: "leave"; readonly who: number }
  | { readonly do: "propose rules"; readonly set: number; readonly by: number; readonly told: boolean }
  | {
      readonly do: "review";
      readonly pull: number;
      readonly by: number;
      readonly yes: boolean;
      readonly told: boolean;
    }
  | { readonly do: "dismiss"; readonly pull: number }
  | {
      readonly do: "push";
      readonly pull: number;
      readonly by: number;
      readonly template: number;
      readonly told: boolean;
    }
  | { readonly do: "merge"; readonly pull: number; readonly bypass: boolean; readonly told: boolean }
  | { readonly do: "push request"; readonly template: number }
  | { readonly do: "push rules"; readonly set: number }
  | { readonly do: "push removal"; readonly which: number }
  | { readonly do: "rewind"; readonly commits: number }
  | { readonly do: "put back" }
  | { readonly do: "member"; readonly team: number; readonly who: number; readonly joins: boolean }
  | { readonly do: "pass"; readonly seconds: number }
  | { readonly do: "pass to end"; readonly seconds: number }
  | {
      readonly do: "wake";
      readonly replica: number;
      readonly work: Waking;
      readonly fuse: number;
      readonly restart: number;
    }
  /** Between two calls of that work, counted from 0. */
  | {
      readonly do: "amid";
      readonly replica: number;
      readonly work: Waking;
      readonly gap: number;
      readonly act: Act;
      readonly told: boolean;
    }
  | { readonly do: "close"; readonly pull: number; readonly closed: boolean }
  | {
      readonly do: "holder";
      readonly act: "open a session" | "cling" | "let go" | "give again";
      readonly which: number;
      readonly how: "locks" | "objects" | "sessions";
      readonly seconds: number;
    }
  | { readonly do: "silence"; readonly back: number; readonly how: "edited" | "deleted" }
  | { readonly do: "dismiss merged"; readonly back: number }
  | { readonly do: "push after merge"; readonly back: number; readonly by: number }
  | { readonly do: "push rename"; readonly which: number }
  | { readonly do: "start"; readonly replica: number }
  | { readonly do: "kill"; readonly replica: number }
  | { readonly do: "back up"; readonly replica: number }
  | { readonly do: "restore"; readonly replica: number }
  | { readonly do: "action"; readonly fuse: number }
  | { readonly do: "sweep"; readonly fetches: boolean; readonly fuse: number }
  | { readonly do: "action on"; readonly on: boolean }
  | {
      readonly do: "hand";
      readonly provider: number;
      readonly who: number;
      readonly role: number;
      readonly what: "grant" | "revoke" | "revoke standing";
    }
  | { readonly do: "clock"; readonly replica: number; readonly seconds: number }
  | { readonly do: "lag"; readonly replica: number; readonly seconds: number }
  | { readonly do: "trouble"; readonly machine: string; readonly boundary: string; readonly trouble: Trouble }
  | { readonly do: "clear" }
  | {
      readonly do: "configure";
      readonly replica: number;
      readonly provider: number;
      readonly present: boolean;
    }
  | {
      readonly do: "together";
      readonly works: readonly Waking[];
      readonly action: boolean;
      readonly hand: number;
      readonly fuse: number;
    };

/** What can be played again, here and elsewhere. */
export interface History {
  readonly config: WorldConfig;
  readonly steps: readonly Step[];
}
