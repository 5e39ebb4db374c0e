import type { Api } from "../adapter/microsoft/api.ts";

/** How a person is put into one group, and taken out. People and groups by their ids. */
export interface Place {
  /** Records the way besides the group: an end goes the way of the grant. */
  readonly id: string;
  readonly group: string;
  /** Answers whether the person was not in before. Writes nothing where somebody else put her in. */
  hold(graph: Api, person: string, until: Date): Promise<boolean>;
  /** Answers whether the person was in by Hallpass. `until`: the recorded end. */
  revoke(graph: Api, person: string, until: Date): Promise<boolean>;
  /** Removes what is left of a grant after the person was taken out by hand. */
  forget?(graph: Api, person: string, until: Date): Promise<void>;
}
