import type { Disturbance, Fixture } from "./fixture.ts";

/** The fields of a fixture that may be absent. */
export type Ability = {
  [Key in keyof Fixture]-?: undefined extends Fixture[Key] ? Key : never;
}[keyof Fixture];

/** A fixture with these fields. */
type With<Needs extends Ability> = Fixture & Required<Pick<Fixture, Needs>>;

/** One promise of the contract. */
export interface Case {
  readonly name: string;
  readonly needs: readonly Ability[];
  /** The reason why the case does not apply to this provider; `undefined` when it does. */
  findGap(fixture: Fixture): Promise<string | undefined>;
  /** Rejects where the promise is broken. Throws when `findGap` has a reason. */
  run(fixture: Fixture): Promise<void>;
}

interface CaseOptions<Needs extends Ability> {
  readonly name: string;
  readonly needs?: readonly Needs[];
  readonly disturbance?: Disturbance;
  /** A reason, beyond a missing field, why the case does not apply. */
  readonly unless?: (fixture: With<Needs>) => Promise<string | undefined> | string | undefined;
  readonly run: (fixture: With<Needs>) => Promise<void>;
}

/** Gives `run` a fixture that has what it needs. */
export function defineCase<const Needs extends Ability = never>(options: CaseOptions<Needs>): Case {
  const { name, needs = [], disturbance, unless, run } = options;
  return {
    name,
    needs,
    async findGap(fixture) {
      if (!has(fixture, needs))
        return `the fixture has no ${needs.filter((need) => fixture[need] === undefined).join(" and no ")}`;
      if (disturbance !== undefined && !(fixture.disturbances?.includes(disturbance) ?? true))
        return `the fixture cannot make the disturbance "${disturbance}"`;
      return unless?.(fixture);
    },
    async run(fixture) {
      if (!has(fixture, needs)) throw new Error(`"${name}" needs ${needs.join(", ")}.`);
      await run(fixture);
    },
  };
}

const has = <Needs extends Ability>(fixture: Fixture, needs: readonly Needs[]): fixture is With<Needs> =>
  needs.every((need) => fixture[need] !== undefined);
