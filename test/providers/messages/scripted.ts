import type { Holding } from "../../../src/core/access/holding.ts";
import type { Finding } from "../../../src/core/findings/finding.ts";
import type { Provider } from "../../../src/core/ports/provider.ts";
import { type Receiver, readReceiver } from "../../../src/providers/adapter/messages/configuration.ts";
import { receiverProvider } from "../../../src/providers/adapter/messages/provider.ts";
import { pick } from "../../support/http.ts";

/** What a receiver gets, as JSON. */
export interface Asked {
  readonly type: string;
  readonly id: string;
  readonly attempt: string;
  readonly timestamp: string;
  readonly data: unknown;
}

/** What it answers: a result, or the whole text. */
export type Script = (asked: Asked) => { readonly result: unknown } | string;

export const now = new Date("2026-11-20T12:00:00Z");

export const entitlement = { provider: "contracts", resource: "merger", role: "reader" };

export const holding: Holding = {
  principal: "alice",
  entitlement,
  ids: { instance: "i1", principal: "u1", entitlement: "m1/reader" },
  until: new Date("2026-11-20T16:00:00Z"),
};

/** A receiver that repeats what it must and answers by script, and all that it was asked. */
export function scriptReceiver(
  script: Script,
  entry: Partial<Parameters<typeof readReceiver>[1]> = {},
  { clock = () => now, examine = async (): Promise<Finding[]> => [] } = {},
): { provider: Provider; receiver: Receiver; asked: Asked[]; deadlines: number[] } {
  const receiver = readReceiver("contracts", { resources: { merger: ["reader"] }, ...entry });
  const asked: Asked[] = [];
  const deadlines: number[] = [];
  const provider = receiverProvider(
    receiver,
    async ({ text }, deadlineSeconds) => {
      const request = readAsked(text);
      asked.push(request);
      deadlines.push(deadlineSeconds);
      const answer = script(request);
      return typeof answer === "string" ? answer : write(request, answer);
    },
    clock,
    examine,
  );
  return { provider, receiver, asked, deadlines };
}

/** A right answer to this request. */
export const write = ({ id, attempt }: Pick<Asked, "id" | "attempt">, rest: object): string =>
  JSON.stringify({ type: "access.answer", id, attempt, ...rest });

function readAsked(text: string): Asked {
  const request: unknown = JSON.parse(text);
  const read = (name: string): string => String(pick(request, name));
  return {
    ...{ type: read("type"), id: read("id"), attempt: read("attempt"), timestamp: read("timestamp") },
    data: pick(request, "data"),
  };
}
