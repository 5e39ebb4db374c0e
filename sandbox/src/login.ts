export interface SandboxLogin {
  readonly id: number;
  readonly token: string;
  /** The address to commit with, so that GitHub knows the author. */
  readonly email: string;
}
