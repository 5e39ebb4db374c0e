import type { Random } from "./random.ts";

/** The machine died: nothing after this point of its program has happened. */
export class Crash extends Error {
  override readonly name = "Crash";
}

/** Something between two machines did not work, on purpose. */
export class Injected extends Error {
  override readonly name = "Injected";
}

/** A write to a full disk, as node:fs tells of it. */
export class DiskFull extends Injected {
  override readonly name = "Injected";
  readonly code = "ENOSPC";

  constructor(machine: string) {
    super(`ENOSPC: no space left on the device of ${machine}, write`);
  }
}

/** An error that is made on purpose needs no stack, which costs more than all the rest of it. */
export function makeQuietly<T>(make: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const made = make();
  Error.stackTraceLimit = stackTraceLimit;
  return made;
}

/** What stands between a program and the world. A provider is named by itself. */
export type Boundary = string;

/** How a boundary misbehaves for one machine at this moment. */
export interface Weather {
  /** Nothing comes through. */
  readonly down: boolean;
  /** How often a call is lost before its effect. */
  readonly before: number;
  /** How often the answer is lost after the effect. */
  readonly after: number;
}

/** One process: it dies at a call and stays dead; the next start is another one. */
export interface Machine {
  readonly name: string;
  isDead: boolean;
  /** Calls until it dies, counting the moments before and after each effect; negative = it does not. */
  fuse: number;
  /** What somebody does after so many more of those moments. */
  amid: { left: number; readonly act: () => void } | undefined;
  /** Reads what is here already: nothing can be lost, and nothing of it is an effect. */
  read<T>(look: () => T): Promise<T>;
  /** Writes to its disk: throws while that is full, and has written nothing then. */
  write<T>(effect: () => T): T;
  /** Makes a call: refused, lost before or after its effect, or answered. */
  call<T>(boundary: Boundary, effect: () => T, lost?: (where: "before" | "after") => Error): Promise<T>;
}

export interface MachineOptions {
  readonly name: string;
  /** undefined = nothing is wrong there. */
  readonly weather: (boundary: Boundary) => Weather | undefined;
  readonly random: () => Random;
  /** Lets others run between any two calls. */
  readonly jitter: () => number;
  readonly count: (fault: string) => void;
}

/** Local calls cannot be lost; a machine can still die at them, and its disk can be full. */
const LOCAL = "disk";

export function createMachine({ name, weather, random, jitter, count }: MachineOptions): Machine {
  const machine: Machine = {
    name,
    isDead: false,
    fuse: -1,
    amid: undefined,
    async read(look) {
      if (machine.isDead) throw makeQuietly(() => new Crash());
      return look();
    },
    write(effect) {
      const disk = weather(LOCAL);
      if (disk !== undefined && (disk.down || random().chance(disk.before))) {
        count("write to a full disk");
        throw makeQuietly(() => new DiskFull(name));
      }
      return effect();
    },
    async call(boundary, effect, lost = () => new Injected(`"${boundary}" did not answer ${name}.`)) {
      burn();
      for (let ticks = jitter(); ticks > 0; ticks--) await undefined;
      if (machine.isDead) throw makeQuietly(() => new Crash());
      const around = boundary === LOCAL ? undefined : weather(boundary);
      if (around !== undefined) {
        if (around.down) {
          count("call into an outage");
          throw makeQuietly(() => lost("before"));
        }
        if (around.before > 0 && random().chance(around.before)) {
          count("call lost before its effect");
          throw makeQuietly(() => lost("before"));
        }
      }
      const answer = effect();
      burn();
      if (around !== undefined && around.after > 0 && random().chance(around.after)) {
        count("answer lost after the effect");
        throw makeQuietly(() => lost("after"));
      }
      return answer;
    },
  };
  const interrupt = (): void => {
    const { amid } = machine;
    if (amid === undefined || amid.left-- > 0) return;
    machine.amid = undefined;
    amid.act();
  };
  const burn = (): void => {
    if (machine.isDead) throw makeQuietly(() => new Crash());
    interrupt();
    if (machine.fuse < 0) return;
    if (machine.fuse-- > 0) return;
    machine.isDead = true;
    count("death between two effects");
    throw makeQuietly(() => new Crash());
  };
  return machine;
}
