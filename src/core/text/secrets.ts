/** A stretch of text that has the shape of a secret. */
export interface SecretPlace {
  readonly offset: number;
  readonly length: number;
  /** Only secrets have this shape. */
  readonly certain: boolean;
}

/** Replaces a secret wherever text is shown. */
export const MASK = "***";

/** How sure a shape is. `certain`: only secrets have it. `likely`: ordinary words can have it, so its value must look random too. */
interface Shape {
  readonly certain: boolean;
  readonly pattern: RegExp;
}

const certain = (pattern: RegExp): Shape => ({ certain: true, pattern });
const likely = (pattern: RegExp): Shape => ({ certain: false, pattern });

/**
 * Well-known shapes. Where there is a group named `secret`, it alone is the secret. Each begins at a boundary or with fixed
 * letters, so that no text takes long.
 */
const shapes: readonly Shape[] = [
  // https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
  certain(/(?<![A-Za-z0-9])(?:gh[pousr]_|github_pat_)[A-Za-z0-9_.-]{16,}/gu),
  // AWS access key ids, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  certain(/(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/gu),
  certain(
    /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,50}-----|$)/gu,
  ),
  // JWT: the base64 of {" begins with eyJ.
  certain(/(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/gu),
  // Slack
  certain(/(?<![A-Za-z0-9])(?:xox[a-z]-|xapp-)[A-Za-z0-9-]{10,}/gu),
  // GitLab, npm, Google, Stripe
  certain(
    /(?<![A-Za-z0-9])(?:glpat-[A-Za-z0-9_-]{20,}|npm_[A-Za-z0-9]{36}|AIza[A-Za-z0-9_-]{35}|[rs]k_live_[A-Za-z0-9]{16,})/gu,
  ),
  certain(/:\/\/(?<secret>[^\s/?#:@"'<>]*:[^\s/?#@"'<>]+)(?=@)/gu),
  likely(
    /authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:(?:basic|bearer|token)\s{1,3})?(?<secret>(?!(?:basic|bearer|token)\s)[^\s"',;]{4,})/giu,
  ),
  likely(/(?<![a-z])(?:basic|bearer)\s{1,3}(?<secret>(?=[^\s"']*[0-9])[A-Za-z0-9._~+/=-]{16,})/giu),
  likely(
    /(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key)["']?\s{0,3}=\s{0,3}["']?(?<secret>[^\s"',;]{4,})/giu,
  ),
  likely(
    /(?:password|passwd|passphrase|pwd)["']?\s{0,3}:\s{0,3}["']?(?<secret>(?![A-Z]+-[0-9]+)(?=[^\s"']*[0-9])[^\s"',;]{6,})/giu,
  ),
];

/** The places in a text that have the shape of a secret, in order and without overlap. Ordinary words do not count. */
export const findSecrets = (text: string): SecretPlace[] =>
  merge(findShapes(text).filter((place) => place.certain || looksRandom(place.secret)));

/** Masks the places that `findSecrets` finds. For texts by people, which should stay readable. */
export const maskLikelySecrets = (text: string): string => mask(text, findSecrets(text));

/** Masks everything that may be a secret, and sometimes more. For logs and the output of programs. */
export const maskSecrets = (text: string): string => mask(text, merge(findShapes(text)));

interface Found extends SecretPlace {
  readonly secret: string;
}

function merge(found: readonly Found[]): SecretPlace[] {
  const places: SecretPlace[] = [];
  for (const { offset, length, certain: isCertain } of found) {
    const last = places.at(-1);
    if (last === undefined || offset >= last.offset + last.length)
      places.push({ offset, length, certain: isCertain });
    else
      places[places.length - 1] = {
        offset: last.offset,
        length: Math.max(last.length, offset + length - last.offset),
        certain: last.certain || isCertain,
      };
  }
  return places;
}

const findShapes = (text: string): Found[] =>
  shapes
    .flatMap((shape) =>
      [...text.matchAll(shape.pattern)].map(({ 0: whole, index, groups }) => {
        const secret = groups?.secret ?? whole;
        const offset = index + whole.lastIndexOf(secret);
        return { offset, length: secret.length, secret, certain: shape.certain };
      }),
    )
    .sort((a, b) => a.offset - b.offset);

/** True for mixed letters and digits, a long number, or capitals inside; false for words, ticket numbers, dates and parameter names. */
function looksRandom(secret: string): boolean {
  const [value = ""] = secret.replace(/^[&?]/u, "=").split(/[&=](?=[a-z_]+=|$)|&/iu, 1);
  const plain = value.replace(/[.,:;!?)\]}>]+$/u, "");
  if (plain.length < 6 || /^[A-Z]{1,10}-\d{1,7}$/u.test(plain) || isDate(plain)) return false;
  if (/^\d+$/u.test(plain)) return true;
  const changes = [...plain.matchAll(/\p{Ll}\p{Lu}/gu)].length;
  const isMixed = /\p{L}/u.test(plain) && /[\d]/u.test(plain);
  const isMarked = /\p{L}/u.test(plain) && /[!@#$%^*+~]/u.test(plain);
  return isMixed || isMarked || (plain.length >= 8 && changes >= 2);
}

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?$/u.test(text);

function mask(text: string, places: readonly SecretPlace[]): string {
  let shown = "";
  let end = 0;
  for (const { offset, length } of places) {
    shown += text.slice(end, offset) + MASK;
    end = offset + length;
  }
  return shown + text.slice(end);
}
