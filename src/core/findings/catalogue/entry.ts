/** The places where a code is shown. */
export type Surface =
  | "pull request check"
  | "`hallpass check`"
  | "`hallpass policy`"
  | "`hallpass doctor`"
  | "`hallpass inventory`"
  | "`hallpass status`"
  | "command with `--json`"
  | "comment on the pull request"
  | "log";

/** The text of the troubleshooting page about one code. Messages name the values of one case; this explains the code itself. */
export interface Entry {
  readonly means: string;
  readonly happens: string;
  readonly fix: string;
  /** Completes "Nothing was granted: …" in the comment on a merged request. Present where a merged request can be refused with this code. */
  readonly refusal?: string;
  /** The places where it is shown, if they differ from its area's. */
  readonly seenIn?: readonly Surface[];
}

/** Codes about one subject: a section of the troubleshooting page. */
export interface Area<Code extends string> {
  readonly title: string;
  /** Names the readers of these codes, and what the codes have in common. */
  readonly intro: string;
  readonly seenIn: readonly Surface[];
  /** Completes "Nothing was granted: …" where an entry has no words of its own. */
  readonly refusal?: string;
  readonly entries: Readonly<Record<Code, Entry>>;
}

/** Keeps the codes as types, so that the compiler knows all of them. */
export const defineArea = <Code extends string>(area: Area<Code>): Area<Code> => area;
