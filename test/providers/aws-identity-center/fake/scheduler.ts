import { Fault, type Input, type Operation, type Output, readText } from "./fault.ts";

interface Schedule {
  readonly name: string;
  readonly group: string;
  readonly input: Input;
}

/** What a schedule calls. Throws `Fault`. */
export type Target = (arn: string, role: string, input: Input) => void;

/** EventBridge Scheduler. Each rule names the page of AWS that has it. Nothing runs by itself: `run` says what time it is. */
export class FakeScheduler {
  readonly groups = new Set(["default"]);
  readonly schedules = new Map<string, Schedule>();
  /** What went to the dead-letter queues. */
  readonly deadLetters: { readonly queue: string; readonly name: string }[] = [];
  private readonly target: Target;

  constructor(target: Target) {
    this.target = target;
  }

  /** All invocations up to this time. "ActionAfterCompletion": `DELETE` removes a one-time schedule after it "has invoked its target once". */
  run(until: Date): void {
    for (const [key, { name, input }] of [...this.schedules]) {
      if (input.State !== "ENABLED" || timeOf(input) > until) continue;
      const { Arn, RoleArn, Input: json, DeadLetterConfig } = readTarget(input);
      try {
        this.target(Arn, RoleArn, JSON.parse(json));
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        // "RetryPolicy": the scheduler tries again; a conflict passes.
        if (error.name === "ConflictException") continue;
        // "delivers the dead-letter event" when the retries are exhausted ("Configuring a schedule's dead-letter queue").
        if (DeadLetterConfig !== undefined) this.deadLetters.push({ queue: DeadLetterConfig, name });
      }
      if (input.ActionAfterCompletion === "DELETE") this.schedules.delete(key);
    }
  }

  private requireGroup(input: Input): string {
    const group = typeof input.GroupName === "string" ? input.GroupName : "default";
    if (!this.groups.has(group)) throw new Fault("ResourceNotFoundException", 404);
    return group;
  }

  private find(input: Input): string {
    const key = `${this.requireGroup(input)}/${readText(input, "Name")}`;
    if (!this.schedules.has(key)) throw new Fault("ResourceNotFoundException", 404);
    return key;
  }

  private put(key: string, input: Input): Output {
    timeOf(input);
    readTarget(input);
    // "UpdateSchedule … uses all values, including empty values, specified in the request and overrides the existing schedule."
    const [group = "", name = ""] = key.split("/");
    this.schedules.set(key, { name, group, input: { State: "ENABLED", ...input } });
    return { ScheduleArn: `arn:aws:scheduler:eu-central-1:222222222222:schedule/${key}` };
  }

  readonly operations: Readonly<Record<string, Operation>> = {
    CreateSchedule: (input) => {
      const key = `${this.requireGroup(input)}/${readText(input, "Name")}`;
      // "Updating or deleting a resource can cause an inconsistent state": ConflictException, also for a name that is taken.
      if (this.schedules.has(key)) throw new Fault("ConflictException", 409);
      return this.put(key, input);
    },
    UpdateSchedule: (input) => this.put(this.find(input), input),
    DeleteSchedule: (input) => {
      this.schedules.delete(this.find(input));
      return {};
    },
    GetScheduleGroup: (input) => {
      const Name = readText(input, "Name");
      if (!this.groups.has(Name)) throw new Fault("ResourceNotFoundException", 404);
      return { Name, State: "ACTIVE" };
    },
  };
}

/** "at(yyyy-mm-ddThh:mm:ss)", in the zone of ScheduleExpressionTimezone ("Schedule types"). */
function timeOf(input: Input): Date {
  const form = /^at\((?<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/u;
  const at = form.exec(readText(input, "ScheduleExpression"))?.groups?.at;
  if (at === undefined || input.ScheduleExpressionTimezone !== "UTC") throw new Fault("ValidationException");
  return new Date(`${at}Z`);
}

function readTarget({ Target }: Input) {
  if (typeof Target !== "object" || Target === null) throw new Fault("ValidationException");
  const letters: unknown = Reflect.get(Target, "DeadLetterConfig");
  return {
    Arn: String(Reflect.get(Target, "Arn")),
    RoleArn: String(Reflect.get(Target, "RoleArn")),
    Input: String(Reflect.get(Target, "Input")),
    DeadLetterConfig:
      typeof letters === "object" && letters !== null ? String(Reflect.get(letters, "Arn")) : undefined,
  };
}
