import { CST, Lexer } from "yaml";

/** Flow collections inside each other; the schemas need three. */
const MAX_FLOW_DEPTH = 10;
/** A block nested deeper starts further right, so a column bounds the depth. */
const MAX_COLUMN = 80;

/** One token of the lexer: its kind, where it starts, and how far right that is. */
interface Token {
  readonly type: CST.TokenType | null;
  readonly offset: number;
  readonly column: number;
  readonly length: number;
}

/**
 * The offset where the text nests deeper than any document of ours could; undefined when it does not.
 *
 * NB. Asked before the parser runs: `yaml` composes recursively, and some thousand nested brackets end the whole
 * process (V8 gives up compiling a regular expression on a full stack), which no `catch` can stop. The lexer does
 * not recurse. The text must hold no control characters: the lexer uses some as its own marks.
 */
export function findDeepNesting(text: string): number | undefined {
  const open: (CST.TokenType | null)[] = [];
  let indent: Token | undefined;
  for (const token of readTokens(text)) {
    trackBrackets(open, token.type);
    // Spaces that nothing follows on their line indent nothing.
    if (indent !== undefined && token.type !== "newline" && token.type !== "comment") return indent.offset;
    indent = isDeepIndent(token, open.length) ? token : undefined;
    if (open.length > MAX_FLOW_DEPTH || isTooFarRight(token)) return token.offset;
  }
  return undefined;
}

/** A bracket that closes the wrong kind closes nothing here: the parser may not let it either. */
function trackBrackets(open: (CST.TokenType | null)[], type: CST.TokenType | null): void {
  if (type === "flow-map-start" || type === "flow-seq-start") open.push(type);
  const closes =
    (type === "flow-map-end" && open.at(-1) === "flow-map-start") ||
    (type === "flow-seq-end" && open.at(-1) === "flow-seq-start");
  if (closes) open.pop();
}

const isTooFarRight = ({ type, column }: Token): boolean =>
  (type === "seq-item-ind" || type === "explicit-key-ind") && column > MAX_COLUMN;

const isDeepIndent = ({ type, column, length }: Token, flowDepth: number): boolean =>
  type === "space" && flowDepth === 0 && column === 0 && length > MAX_COLUMN;

function* readTokens(text: string): Generator<Token> {
  let [offset, lineStart, isScalar] = [0, 0, false];
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === CST.SCALAR) isScalar = true;
    if (isMark(lexeme)) continue;
    const type = isScalar ? "scalar" : CST.tokenType(lexeme);
    isScalar = false;
    yield { type, offset, column: offset - lineStart, length: lexeme.length };
    const lineEnd = lexeme.lastIndexOf("\n");
    if (lineEnd >= 0) lineStart = offset + lineEnd + 1;
    offset += lexeme.length;
  }
}

/** Zero-width marks the lexer puts between the pieces of the text. */
const isMark = (lexeme: string): boolean =>
  lexeme === CST.SCALAR || lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END;
