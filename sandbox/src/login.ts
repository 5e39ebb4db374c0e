export interface SandboxLogin {
  readonly id: number;
  readonly token: string;
  /** The e-mail address for commits, by which GitHub finds the author. */
  readonly email: string;
}
