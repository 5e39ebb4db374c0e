import { concurrency } from "./cases/concurrency.ts";
import { failure } from "./cases/failure.ts";
import { holding } from "./cases/holding.ts";
import { identity } from "./cases/identity.ts";
import { names } from "./cases/names.ts";
import { standing } from "./cases/standing.ts";
import type { Case } from "./contract/case.ts";

/** The contract of every adapter (src/core/ports/provider.ts; docs/providers/adding-a-provider.md), in the order in which it runs. */
export const conformanceCases: readonly Case[] = [
  ...holding,
  ...standing,
  ...names,
  ...identity,
  ...failure,
  ...concurrency,
];
