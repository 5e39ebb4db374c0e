/**
 * The key types that OpenSSH 8.2 and later accept for logins, and the number of their fields: PROTOCOL.u2f, RFC 4253 (section 6.6), RFC 5656
 * and RFC 8709. Neither DSA nor a certificate.
 */
const TYPES = new Map([
  ["ssh-ed25519", 2],
  ["sk-ssh-ed25519@openssh.com", 3],
  ["ecdsa-sha2-nistp256", 3],
  ["ecdsa-sha2-nistp384", 3],
  ["ecdsa-sha2-nistp521", 3],
  ["sk-ecdsa-sha2-nistp256@openssh.com", 4],
  ["ssh-rsa", 3],
]);

/** The default of ssh-keygen(1), and what NIST SP 800-57 asks for beyond 2030. */
const LEAST_RSA_BITS = 3072;

const LINE = /^(?<type>[a-z0-9@.-]{1,64}) (?<base64>[A-Za-z0-9+/]{40,2400}={0,2})(?: [^\p{C}]{0,200})?$/u;

/**
 * Reads one line of a `.pub` file and returns it without its comment: `ssh-ed25519 AAAA…`. undefined for anything else, and for a type or
 * length that is too weak.
 */
export function parsePublicKey(line: string): string | undefined {
  const { type = "", base64 = "" } = LINE.exec(line)?.groups ?? {};
  const blob = Buffer.from(base64, "base64");
  const fields = blob.toString("base64") === base64 ? readFields(blob) : undefined;
  // The key itself begins with its type, and that one counts for ssh-keygen.
  if (fields?.[0]?.toString("latin1") !== type || fields.length !== TYPES.get(type)) return undefined;
  if (type === "ssh-ed25519" && fields[1]?.length !== 32) return undefined;
  if (type === "ssh-rsa" && bitsOf(fields[2]) < LEAST_RSA_BITS) return undefined;
  return `${type} ${base64}`;
}

/** The strings of which a key is made (RFC 4251, section 5); undefined where a length is wrong. */
function readFields(blob: Buffer): Buffer[] | undefined {
  const fields: Buffer[] = [];
  for (let at = 0; at < blob.length; ) {
    if (at + 4 > blob.length) return undefined;
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) return undefined;
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

/** A positive number of RFC 4251 may begin with one zero byte. */
function bitsOf(modulus: Buffer = Buffer.alloc(0)): number {
  const first = modulus.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (modulus.length - first - 1) * 8 + (32 - Math.clz32(modulus[first] ?? 0));
}
