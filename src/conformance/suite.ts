import { abilities } from "./cases/abilities.ts";
import { claims } from "./cases/claims.ts";
import { concurrency } from "./cases/concurrency.ts";
import { disturbed } from "./cases/disturbed.ts";
import { effect } from "./cases/effect.ts";
import { expiry } from "./cases/expiry.ts";
import { failure } from "./cases/failure.ts";
import { gone, last } from "./cases/gone.ts";
import { holding } from "./cases/holding.ts";
import { hostile } from "./cases/hostile.ts";
import { identity } from "./cases/identity.ts";
import { names } from "./cases/names.ts";
import { others } from "./cases/others.ts";
import { secrets } from "./cases/secrets.ts";
import { standing } from "./cases/standing.ts";
import type { Case } from "./contract/case.ts";

/** The contract of every adapter (src/core/ports/provider.ts; docs/providers/adding-a-provider.md), in the order in which it runs. */
export const conformanceCases: readonly Case[] = [
  ...claims,
  ...abilities,
  ...holding,
  ...standing,
  ...names,
  ...identity,
  ...failure,
  ...concurrency,
  ...others,
  ...disturbed,
  ...secrets,
  ...effect,
  ...expiry,
  ...gone,
  ...hostile,
  ...last,
];
