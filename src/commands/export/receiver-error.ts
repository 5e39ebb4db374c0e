/**
 * The receiver did not take a batch. `later`: it may take the same one later. `too large`: a smaller one. `refused`: somebody has to
 * correct something.
 */
export class ReceiverError extends Error {
  override readonly name = "ReceiverError";
  readonly answer: "later" | "too large" | "refused";
  /** How long the receiver asks us to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(answer: ReceiverError["answer"], message: string, retryAfterMs?: number) {
    super(message);
    this.answer = answer;
    this.retryAfterMs = retryAfterMs;
  }
}
