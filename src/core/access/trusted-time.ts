/** One answer of GitHub: the `Date` it carries, and when it was asked for and received by a monotonic clock, in milliseconds. */
export interface Reading {
  readonly said: Date;
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** GitHub's time less the monotonic clock's, in milliseconds, lies between these. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** `Date` tells whole seconds (RFC 9110, 6.6.1), and was written at some moment between request and answer. */
export const boundsOf = ({ said, sentAt, receivedAt }: Reading): Bounds => ({
  least: said.getTime() - receivedAt,
  most: said.getTime() + 1000 - sentAt,
});

/** The clock offset nearest to `offset` that agrees with GitHub. */
export const clampTo = ({ least, most }: Bounds, offset: number): number =>
  Math.min(Math.max(offset, least), most);

/** How far two readings contradict each other, in milliseconds; 0 when both can be true. */
export const distanceOf = (a: Bounds, b: Bounds): number => Math.max(0, a.least - b.most, b.least - a.most);
