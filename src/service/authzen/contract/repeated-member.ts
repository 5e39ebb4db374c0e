/**
 * Whether an object in this JSON names a member twice, after its escapes: two readers may choose two of them (RFC 7493, section 2.3). Takes text
 * that `JSON.parse` has accepted. In one pass, without recursion, whatever the depth.
 */
export function hasRepeatedMember(json: string): boolean {
  const open: Set<string>[] = [];
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"\s*:?|[{}]/gu))
    if (token === "{") open.push(new Set());
    else if (token === "}") open.pop();
    else if (token.endsWith(":")) {
      const name: string = JSON.parse(token.slice(0, -1));
      const names = open.at(-1);
      if (names?.has(name)) return true;
      names?.add(name);
    }
  return false;
}
