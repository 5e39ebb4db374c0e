import { type Finding, mistake } from "../findings/finding.ts";
import { isOnCall, type Rota } from "./rota.ts";

/** Rotas by name. */
export type Rotas = ReadonlyMap<string, Rota>;

/** Is the account on call by one of these rotas? A rota that is not there has nobody on call. */
export const isOnCallBy = (
  rotas: Rotas | undefined,
  names: readonly string[] | undefined,
  account: number,
  moment: Date,
): boolean =>
  (names ?? []).some((name) => {
    const rota = rotas?.get(name);
    return rota !== undefined && isOnCall(rota, account, moment);
  });

interface NamingPolicy {
  readonly name: string;
  readonly requesters: { readonly onCall?: readonly string[] };
  readonly breakGlass?: { readonly onCall?: readonly string[] };
}

/** Rotas that a policy names and that are not there. `present`: names of the files, readable or not. */
export const judgeNamedRotas = (policies: readonly NamingPolicy[], present: ReadonlySet<string>): Finding[] =>
  policies.flatMap(({ name, requesters, breakGlass }) =>
    [...new Set([...(requesters.onCall ?? []), ...(breakGlass?.onCall ?? [])])]
      .filter((rota) => !present.has(rota))
      .map((rota) =>
        mistake(
          "ROTA_UNKNOWN",
          `Policy "${name}" names the rota "${rota}", and there is no policies/rota/${rota}.yaml.`,
          "Add the file, or take the name out of the policy.",
        ),
      ),
  );
