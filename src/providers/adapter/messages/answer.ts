import { Ajv } from "ajv";
import type { FromSchema } from "json-schema-to-ts";
import { lazyValidator, type Validator } from "../../../core/document/lazy-validator.ts";
import { ProviderError } from "../error.ts";
import type { Message } from "./message.ts";
import {
  activitySchema,
  descriptionSchema,
  envelopeSchema,
  forgottenSchema,
  goneSchema,
  grantsSchema,
  heldSchema,
  identitySchema,
} from "./schema.ts";

const compile = <T>(schema: object): Validator<T> => lazyValidator(() => new Ajv().compile<T>(schema));

const isEnvelope = compile<FromSchema<typeof envelopeSchema>>(envelopeSchema);

/** The results that fit each request. */
export const isDescription = compile<FromSchema<typeof descriptionSchema>>(descriptionSchema);
export const isIdentity = compile<FromSchema<typeof identitySchema>>(identitySchema);
export const isPage = compile<FromSchema<typeof grantsSchema>>(grantsSchema);
export const isHeld = compile<FromSchema<typeof heldSchema>>(heldSchema);
export const isGone = compile<FromSchema<typeof goneSchema>>(goneSchema);
export const isForgotten = compile<FromSchema<typeof forgottenSchema>>(forgottenSchema);
export const isActivity = compile<FromSchema<typeof activitySchema>>(activitySchema);

export type Description = FromSchema<typeof descriptionSchema>;
export type Page = FromSchema<typeof grantsSchema>;

/** The result in an answer to this message. Throws `ProviderError`: what the receiver says went wrong, or `UNEXPECTED` for an answer that is not one to this message. */
export function readResult<Result>(
  provider: string,
  { id, attempt }: Message,
  text: string,
  isResult: Validator<Result>,
): Result {
  const refuse = (reason: string): never => {
    throw new ProviderError(provider, "UNEXPECTED", new Error(reason));
  };
  const answer = parse(text);
  if (!isEnvelope(answer)) return refuse(`Not an answer: ${describe(isEnvelope)}`);
  if (answer.id !== id || answer.attempt !== attempt) return refuse("The answer is one to another message.");
  if (answer.error !== undefined) {
    const { code, detail, retryAfterSeconds } = answer.error;
    throw new ProviderError(provider, code, new Error(detail ?? "The receiver said so."), retryAfterSeconds);
  }
  if (!isResult(answer.result)) return refuse(`Not a result of this operation: ${describe(isResult)}`);
  return answer.result;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const describe = ({ errors }: Validator<unknown>): string =>
  (errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`).join("; ") || "no JSON";
