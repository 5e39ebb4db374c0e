/** Results that later steps use. */
export interface Trail {
  request?: Request;
  merged?: Merged;
}

/** An observation that Hallpass does not rely on. */
export interface Noted {
  readonly noted: string;
}

export interface Request {
  readonly number: number;
  readonly branch: string;
  readonly head: string;
  readonly path: string;
}

export interface Merged {
  readonly commit: string;
}
