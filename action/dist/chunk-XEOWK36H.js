import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  MOST_ACTIVITY,
  isVerifier
} from "./chunk-25V6RK2Y.js";
import {
  addMilliseconds
} from "./chunk-2HNI7JJU.js";
import {
  addDays,
  min,
  parsePublicKey
} from "./chunk-AKKCJD7W.js";
import {
  createLane
} from "./chunk-7MNSBFR3.js";
import {
  giveUpAfter,
  stopAfter
} from "./chunk-YP6EQXKM.js";
import {
  PausedError,
  RepositoryError,
  call,
  describeFailure,
  keepPause,
  statusOf
} from "./chunk-UZ7EQ5W4.js";
import {
  code,
  codeLine,
  codeProse,
  cutLines,
  describeRound,
  describeTime,
  differenceInSeconds,
  draftOf,
  emptyLedger,
  escapeMarkdown,
  findByIds,
  findByLogin,
  findByRequest,
  findByResource,
  findHidden,
  inheritIndex,
  leasesOf,
  listHeld,
  noteInIndex,
  parseObservedTeam,
  plain,
  recordCodec,
  serializeObservedTeam,
  showHidden,
  timeSchema
} from "./chunk-OU5SX7WZ.js";
import {
  DURATION_PATTERN,
  describeSeconds,
  findSecrets,
  guessDuration,
  maskLikelySecrets
} from "./chunk-3BZNJ7ZL.js";
import {
  describeCharacter,
  isInvisible,
  listInvisible
} from "./chunk-GGGEKREZ.js";
import {
  compileEntry,
  describeErrors,
  entryName,
  findNearest,
  isError,
  mistake,
  warning
} from "./chunk-HMVRQBRS.js";
import {
  END_LAYERS,
  END_REASONS,
  describeEntitlement,
  endOf,
  entitlementKey,
  hasEnded,
  heldUntil,
  holdingKey,
  idsKey,
  max
} from "./chunk-K5X7KKLM.js";
import {
  isBefore,
  lazyValidator,
  require_ajv,
  toDate,
  trustedSchemas
} from "./chunk-JWKNRRMN.js";
import {
  __commonJS,
  __require,
  __toESM
} from "./chunk-N5G37XHY.js";

// node_modules/yaml/dist/nodes/identity.js
var require_identity = __commonJS({
  "node_modules/yaml/dist/nodes/identity.js"(exports) {
    "use strict";
    var ALIAS = /* @__PURE__ */ Symbol.for("yaml.alias");
    var DOC = /* @__PURE__ */ Symbol.for("yaml.document");
    var MAP = /* @__PURE__ */ Symbol.for("yaml.map");
    var PAIR = /* @__PURE__ */ Symbol.for("yaml.pair");
    var SCALAR = /* @__PURE__ */ Symbol.for("yaml.scalar");
    var SEQ = /* @__PURE__ */ Symbol.for("yaml.seq");
    var NODE_TYPE = /* @__PURE__ */ Symbol.for("yaml.node.type");
    var isAlias2 = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === ALIAS;
    var isDocument = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === DOC;
    var isMap2 = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === MAP;
    var isPair = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === PAIR;
    var isScalar2 = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === SCALAR;
    var isSeq2 = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === SEQ;
    function isCollection(node) {
      if (node && typeof node === "object")
        switch (node[NODE_TYPE]) {
          case MAP:
          case SEQ:
            return true;
        }
      return false;
    }
    function isNode2(node) {
      if (node && typeof node === "object")
        switch (node[NODE_TYPE]) {
          case ALIAS:
          case MAP:
          case SCALAR:
          case SEQ:
            return true;
        }
      return false;
    }
    var hasAnchor = (node) => (isScalar2(node) || isCollection(node)) && !!node.anchor;
    exports.ALIAS = ALIAS;
    exports.DOC = DOC;
    exports.MAP = MAP;
    exports.NODE_TYPE = NODE_TYPE;
    exports.PAIR = PAIR;
    exports.SCALAR = SCALAR;
    exports.SEQ = SEQ;
    exports.hasAnchor = hasAnchor;
    exports.isAlias = isAlias2;
    exports.isCollection = isCollection;
    exports.isDocument = isDocument;
    exports.isMap = isMap2;
    exports.isNode = isNode2;
    exports.isPair = isPair;
    exports.isScalar = isScalar2;
    exports.isSeq = isSeq2;
  }
});

// node_modules/yaml/dist/visit.js
var require_visit = __commonJS({
  "node_modules/yaml/dist/visit.js"(exports) {
    "use strict";
    var identity = require_identity();
    var BREAK = /* @__PURE__ */ Symbol("break visit");
    var SKIP = /* @__PURE__ */ Symbol("skip children");
    var REMOVE = /* @__PURE__ */ Symbol("remove node");
    function visit(node, visitor) {
      const visitor_ = initVisitor(visitor);
      if (identity.isDocument(node)) {
        const cd = visit_(null, node.contents, visitor_, Object.freeze([node]));
        if (cd === REMOVE)
          node.contents = null;
      } else
        visit_(null, node, visitor_, Object.freeze([]));
    }
    visit.BREAK = BREAK;
    visit.SKIP = SKIP;
    visit.REMOVE = REMOVE;
    function visit_(key, node, visitor, path) {
      const ctrl = callVisitor(key, node, visitor, path);
      if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
        replaceNode(key, path, ctrl);
        return visit_(key, ctrl, visitor, path);
      }
      if (typeof ctrl !== "symbol") {
        if (identity.isCollection(node)) {
          path = Object.freeze(path.concat(node));
          for (let i = 0; i < node.items.length; ++i) {
            const ci = visit_(i, node.items[i], visitor, path);
            if (typeof ci === "number")
              i = ci - 1;
            else if (ci === BREAK)
              return BREAK;
            else if (ci === REMOVE) {
              node.items.splice(i, 1);
              i -= 1;
            }
          }
        } else if (identity.isPair(node)) {
          path = Object.freeze(path.concat(node));
          const ck = visit_("key", node.key, visitor, path);
          if (ck === BREAK)
            return BREAK;
          else if (ck === REMOVE)
            node.key = null;
          const cv = visit_("value", node.value, visitor, path);
          if (cv === BREAK)
            return BREAK;
          else if (cv === REMOVE)
            node.value = null;
        }
      }
      return ctrl;
    }
    async function visitAsync(node, visitor) {
      const visitor_ = initVisitor(visitor);
      if (identity.isDocument(node)) {
        const cd = await visitAsync_(null, node.contents, visitor_, Object.freeze([node]));
        if (cd === REMOVE)
          node.contents = null;
      } else
        await visitAsync_(null, node, visitor_, Object.freeze([]));
    }
    visitAsync.BREAK = BREAK;
    visitAsync.SKIP = SKIP;
    visitAsync.REMOVE = REMOVE;
    async function visitAsync_(key, node, visitor, path) {
      const ctrl = await callVisitor(key, node, visitor, path);
      if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
        replaceNode(key, path, ctrl);
        return visitAsync_(key, ctrl, visitor, path);
      }
      if (typeof ctrl !== "symbol") {
        if (identity.isCollection(node)) {
          path = Object.freeze(path.concat(node));
          for (let i = 0; i < node.items.length; ++i) {
            const ci = await visitAsync_(i, node.items[i], visitor, path);
            if (typeof ci === "number")
              i = ci - 1;
            else if (ci === BREAK)
              return BREAK;
            else if (ci === REMOVE) {
              node.items.splice(i, 1);
              i -= 1;
            }
          }
        } else if (identity.isPair(node)) {
          path = Object.freeze(path.concat(node));
          const ck = await visitAsync_("key", node.key, visitor, path);
          if (ck === BREAK)
            return BREAK;
          else if (ck === REMOVE)
            node.key = null;
          const cv = await visitAsync_("value", node.value, visitor, path);
          if (cv === BREAK)
            return BREAK;
          else if (cv === REMOVE)
            node.value = null;
        }
      }
      return ctrl;
    }
    function initVisitor(visitor) {
      if (typeof visitor === "object" && (visitor.Collection || visitor.Node || visitor.Value)) {
        return Object.assign({
          Alias: visitor.Node,
          Map: visitor.Node,
          Scalar: visitor.Node,
          Seq: visitor.Node
        }, visitor.Value && {
          Map: visitor.Value,
          Scalar: visitor.Value,
          Seq: visitor.Value
        }, visitor.Collection && {
          Map: visitor.Collection,
          Seq: visitor.Collection
        }, visitor);
      }
      return visitor;
    }
    function callVisitor(key, node, visitor, path) {
      if (typeof visitor === "function")
        return visitor(key, node, path);
      if (identity.isMap(node))
        return visitor.Map?.(key, node, path);
      if (identity.isSeq(node))
        return visitor.Seq?.(key, node, path);
      if (identity.isPair(node))
        return visitor.Pair?.(key, node, path);
      if (identity.isScalar(node))
        return visitor.Scalar?.(key, node, path);
      if (identity.isAlias(node))
        return visitor.Alias?.(key, node, path);
      return void 0;
    }
    function replaceNode(key, path, node) {
      const parent = path[path.length - 1];
      if (identity.isCollection(parent)) {
        parent.items[key] = node;
      } else if (identity.isPair(parent)) {
        if (key === "key")
          parent.key = node;
        else
          parent.value = node;
      } else if (identity.isDocument(parent)) {
        parent.contents = node;
      } else {
        const pt = identity.isAlias(parent) ? "alias" : "scalar";
        throw new Error(`Cannot replace node with ${pt} parent`);
      }
    }
    exports.visit = visit;
    exports.visitAsync = visitAsync;
  }
});

// node_modules/yaml/dist/doc/directives.js
var require_directives = __commonJS({
  "node_modules/yaml/dist/doc/directives.js"(exports) {
    "use strict";
    var identity = require_identity();
    var visit = require_visit();
    var escapeChars = {
      "!": "%21",
      ",": "%2C",
      "[": "%5B",
      "]": "%5D",
      "{": "%7B",
      "}": "%7D"
    };
    var escapeTagName = (tn) => tn.replace(/[!,[\]{}]/g, (ch) => escapeChars[ch]);
    var Directives = class _Directives {
      constructor(yaml, tags) {
        this.docStart = null;
        this.docEnd = false;
        this.yaml = Object.assign({}, _Directives.defaultYaml, yaml);
        this.tags = Object.assign({}, _Directives.defaultTags, tags);
      }
      clone() {
        const copy = new _Directives(this.yaml, this.tags);
        copy.docStart = this.docStart;
        return copy;
      }
      /**
       * During parsing, get a Directives instance for the current document and
       * update the stream state according to the current version's spec.
       */
      atDocument() {
        const res = new _Directives(this.yaml, this.tags);
        switch (this.yaml.version) {
          case "1.1":
            this.atNextDocument = true;
            break;
          case "1.2":
            this.atNextDocument = false;
            this.yaml = {
              explicit: _Directives.defaultYaml.explicit,
              version: "1.2"
            };
            this.tags = Object.assign({}, _Directives.defaultTags);
            break;
        }
        return res;
      }
      /**
       * @param onError - May be called even if the action was successful
       * @returns `true` on success
       */
      add(line, onError) {
        if (this.atNextDocument) {
          this.yaml = { explicit: _Directives.defaultYaml.explicit, version: "1.1" };
          this.tags = Object.assign({}, _Directives.defaultTags);
          this.atNextDocument = false;
        }
        const parts = line.trim().split(/[ \t]+/);
        const name2 = parts.shift();
        switch (name2) {
          case "%TAG": {
            if (parts.length !== 2) {
              onError(0, "%TAG directive should contain exactly two parts");
              if (parts.length < 2)
                return false;
            }
            const [handle, prefix] = parts;
            this.tags[handle] = prefix;
            return true;
          }
          case "%YAML": {
            this.yaml.explicit = true;
            if (parts.length !== 1) {
              onError(0, "%YAML directive should contain exactly one part");
              return false;
            }
            const [version2] = parts;
            if (version2 === "1.1" || version2 === "1.2") {
              this.yaml.version = version2;
              return true;
            } else {
              const isValid = /^\d+\.\d+$/.test(version2);
              onError(6, `Unsupported YAML version ${version2}`, isValid);
              return false;
            }
          }
          default:
            onError(0, `Unknown directive ${name2}`, true);
            return false;
        }
      }
      /**
       * Resolves a tag, matching handles to those defined in %TAG directives.
       *
       * @returns Resolved tag, which may also be the non-specific tag `'!'` or a
       *   `'!local'` tag, or `null` if unresolvable.
       */
      tagName(source, onError) {
        if (source === "!")
          return "!";
        if (source[0] !== "!") {
          onError(`Not a valid tag: ${source}`);
          return null;
        }
        if (source[1] === "<") {
          const verbatim = source.slice(2, -1);
          if (verbatim === "!" || verbatim === "!!") {
            onError(`Verbatim tags aren't resolved, so ${source} is invalid.`);
            return null;
          }
          if (source[source.length - 1] !== ">")
            onError("Verbatim tags must end with a >");
          return verbatim;
        }
        const [, handle, suffix] = source.match(/^(.*!)([^!]*)$/s);
        if (!suffix)
          onError(`The ${source} tag has no suffix`);
        const prefix = this.tags[handle];
        if (prefix) {
          try {
            return prefix + decodeURIComponent(suffix);
          } catch (error) {
            onError(String(error));
            return null;
          }
        }
        if (handle === "!")
          return source;
        onError(`Could not resolve tag: ${source}`);
        return null;
      }
      /**
       * Given a fully resolved tag, returns its printable string form,
       * taking into account current tag prefixes and defaults.
       */
      tagString(tag2) {
        for (const [handle, prefix] of Object.entries(this.tags)) {
          if (tag2.startsWith(prefix))
            return handle + escapeTagName(tag2.substring(prefix.length));
        }
        return tag2[0] === "!" ? tag2 : `!<${tag2}>`;
      }
      toString(doc) {
        const lines = this.yaml.explicit ? [`%YAML ${this.yaml.version || "1.2"}`] : [];
        const tagEntries = Object.entries(this.tags);
        let tagNames;
        if (doc && tagEntries.length > 0 && identity.isNode(doc.contents)) {
          const tags = {};
          visit.visit(doc.contents, (_key, node) => {
            if (identity.isNode(node) && node.tag)
              tags[node.tag] = true;
          });
          tagNames = Object.keys(tags);
        } else
          tagNames = [];
        for (const [handle, prefix] of tagEntries) {
          if (handle === "!!" && prefix === "tag:yaml.org,2002:")
            continue;
          if (!doc || tagNames.some((tn) => tn.startsWith(prefix)))
            lines.push(`%TAG ${handle} ${prefix}`);
        }
        return lines.join("\n");
      }
    };
    Directives.defaultYaml = { explicit: false, version: "1.2" };
    Directives.defaultTags = { "!!": "tag:yaml.org,2002:" };
    exports.Directives = Directives;
  }
});

// node_modules/yaml/dist/doc/anchors.js
var require_anchors = __commonJS({
  "node_modules/yaml/dist/doc/anchors.js"(exports) {
    "use strict";
    var identity = require_identity();
    var visit = require_visit();
    function anchorIsValid(anchor2) {
      if (/[\x00-\x19\s,[\]{}]/.test(anchor2)) {
        const sa = JSON.stringify(anchor2);
        const msg = `Anchor must not contain whitespace or control characters: ${sa}`;
        throw new Error(msg);
      }
      return true;
    }
    function anchorNames(root) {
      const anchors = /* @__PURE__ */ new Set();
      visit.visit(root, {
        Value(_key, node) {
          if (node.anchor)
            anchors.add(node.anchor);
        }
      });
      return anchors;
    }
    function findNewAnchor(prefix, exclude) {
      for (let i = 1; true; ++i) {
        const name2 = `${prefix}${i}`;
        if (!exclude.has(name2))
          return name2;
      }
    }
    function createNodeAnchors(doc, prefix) {
      const aliasObjects = [];
      const sourceObjects = /* @__PURE__ */ new Map();
      let prevAnchors = null;
      return {
        onAnchor: (source) => {
          aliasObjects.push(source);
          prevAnchors ?? (prevAnchors = anchorNames(doc));
          const anchor2 = findNewAnchor(prefix, prevAnchors);
          prevAnchors.add(anchor2);
          return anchor2;
        },
        /**
         * With circular references, the source node is only resolved after all
         * of its child nodes are. This is why anchors are set only after all of
         * the nodes have been created.
         */
        setAnchors: () => {
          for (const source of aliasObjects) {
            const ref2 = sourceObjects.get(source);
            if (typeof ref2 === "object" && ref2.anchor && (identity.isScalar(ref2.node) || identity.isCollection(ref2.node))) {
              ref2.node.anchor = ref2.anchor;
            } else {
              const error = new Error("Failed to resolve repeated object (this should not happen)");
              error.source = source;
              throw error;
            }
          }
        },
        sourceObjects
      };
    }
    exports.anchorIsValid = anchorIsValid;
    exports.anchorNames = anchorNames;
    exports.createNodeAnchors = createNodeAnchors;
    exports.findNewAnchor = findNewAnchor;
  }
});

// node_modules/yaml/dist/doc/applyReviver.js
var require_applyReviver = __commonJS({
  "node_modules/yaml/dist/doc/applyReviver.js"(exports) {
    "use strict";
    function applyReviver(reviver, obj, key, val) {
      if (val && typeof val === "object") {
        if (Array.isArray(val)) {
          for (let i = 0, len = val.length; i < len; ++i) {
            const v0 = val[i];
            const v1 = applyReviver(reviver, val, String(i), v0);
            if (v1 === void 0)
              delete val[i];
            else if (v1 !== v0)
              val[i] = v1;
          }
        } else if (val instanceof Map) {
          for (const k2 of Array.from(val.keys())) {
            const v0 = val.get(k2);
            const v1 = applyReviver(reviver, val, k2, v0);
            if (v1 === void 0)
              val.delete(k2);
            else if (v1 !== v0)
              val.set(k2, v1);
          }
        } else if (val instanceof Set) {
          for (const v0 of Array.from(val)) {
            const v1 = applyReviver(reviver, val, v0, v0);
            if (v1 === void 0)
              val.delete(v0);
            else if (v1 !== v0) {
              val.delete(v0);
              val.add(v1);
            }
          }
        } else {
          for (const [k2, v0] of Object.entries(val)) {
            const v1 = applyReviver(reviver, val, k2, v0);
            if (v1 === void 0)
              delete val[k2];
            else if (v1 !== v0)
              val[k2] = v1;
          }
        }
      }
      return reviver.call(obj, key, val);
    }
    exports.applyReviver = applyReviver;
  }
});

// node_modules/yaml/dist/nodes/toJS.js
var require_toJS = __commonJS({
  "node_modules/yaml/dist/nodes/toJS.js"(exports) {
    "use strict";
    var identity = require_identity();
    function toJS(value, arg, ctx) {
      if (Array.isArray(value))
        return value.map((v, i) => toJS(v, String(i), ctx));
      if (value && typeof value.toJSON === "function") {
        if (!ctx || !identity.hasAnchor(value))
          return value.toJSON(arg, ctx);
        const data = { aliasCount: 0, count: 1, res: void 0 };
        ctx.anchors.set(value, data);
        ctx.onCreate = (res2) => {
          data.res = res2;
          delete ctx.onCreate;
        };
        const res = value.toJSON(arg, ctx);
        if (ctx.onCreate)
          ctx.onCreate(res);
        return res;
      }
      if (typeof value === "bigint" && !ctx?.keep)
        return Number(value);
      return value;
    }
    exports.toJS = toJS;
  }
});

// node_modules/yaml/dist/nodes/Node.js
var require_Node = __commonJS({
  "node_modules/yaml/dist/nodes/Node.js"(exports) {
    "use strict";
    var applyReviver = require_applyReviver();
    var identity = require_identity();
    var toJS = require_toJS();
    var NodeBase = class {
      constructor(type) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: type });
      }
      /** Create a copy of this node.  */
      clone() {
        const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        if (this.range)
          copy.range = this.range.slice();
        return copy;
      }
      /** A plain JavaScript representation of this node. */
      toJS(doc, { mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        if (!identity.isDocument(doc))
          throw new TypeError("A document argument is required");
        const ctx = {
          anchors: /* @__PURE__ */ new Map(),
          doc,
          keep: true,
          mapAsMap: mapAsMap === true,
          mapKeyWarned: false,
          maxAliasCount: typeof maxAliasCount === "number" ? maxAliasCount : 100
        };
        const res = toJS.toJS(this, "", ctx);
        if (typeof onAnchor === "function")
          for (const { count: count2, res: res2 } of ctx.anchors.values())
            onAnchor(res2, count2);
        return typeof reviver === "function" ? applyReviver.applyReviver(reviver, { "": res }, "", res) : res;
      }
    };
    exports.NodeBase = NodeBase;
  }
});

// node_modules/yaml/dist/nodes/Alias.js
var require_Alias = __commonJS({
  "node_modules/yaml/dist/nodes/Alias.js"(exports) {
    "use strict";
    var anchors = require_anchors();
    var visit = require_visit();
    var identity = require_identity();
    var Node = require_Node();
    var toJS = require_toJS();
    var Alias = class extends Node.NodeBase {
      constructor(source) {
        super(identity.ALIAS);
        this.source = source;
        Object.defineProperty(this, "tag", {
          set() {
            throw new Error("Alias nodes cannot have tags");
          }
        });
      }
      /**
       * Resolve the value of this alias within `doc`, finding the last
       * instance of the `source` anchor before this node.
       */
      resolve(doc, ctx) {
        if (ctx?.maxAliasCount === 0)
          throw new ReferenceError("Alias resolution is disabled");
        let nodes;
        if (ctx?.aliasResolveCache) {
          nodes = ctx.aliasResolveCache;
        } else {
          nodes = [];
          visit.visit(doc, {
            Node: (_key, node) => {
              if (identity.isAlias(node) || identity.hasAnchor(node))
                nodes.push(node);
            }
          });
          if (ctx)
            ctx.aliasResolveCache = nodes;
        }
        let found = void 0;
        for (const node of nodes) {
          if (node === this)
            break;
          if (node.anchor === this.source)
            found = node;
        }
        if (found && ctx) {
          const { anchors: anchors2, doc: doc2, maxAliasCount } = ctx;
          let data = anchors2.get(found);
          if (!data) {
            toJS.toJS(found, null, ctx);
            data = anchors2.get(found);
          }
          if (data?.res === void 0) {
            const msg = "This should not happen: Alias anchor was not resolved?";
            throw new ReferenceError(msg);
          }
          if (maxAliasCount >= 0) {
            data.count += 1;
            if (data.aliasCount === 0)
              data.aliasCount = getAliasCount(doc2, found, anchors2);
            if (data.count * data.aliasCount > maxAliasCount) {
              const msg = "Excessive alias count indicates a resource exhaustion attack";
              throw new ReferenceError(msg);
            }
          }
        }
        return found;
      }
      toJSON(_arg, ctx) {
        if (!ctx)
          return { source: this.source };
        const source = this.resolve(ctx.doc, ctx);
        if (!source) {
          const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
          throw new ReferenceError(msg);
        }
        return ctx.anchors.get(source).res;
      }
      toString(ctx, _onComment, _onChompKeep) {
        const src = `*${this.source}`;
        if (ctx) {
          anchors.anchorIsValid(this.source);
          if (ctx.options.verifyAliasOrder && !ctx.anchors.has(this.source)) {
            const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
            throw new Error(msg);
          }
          if (ctx.implicitKey)
            return `${src} `;
        }
        return src;
      }
    };
    function getAliasCount(doc, node, anchors2) {
      if (identity.isAlias(node)) {
        const source = node.resolve(doc);
        const anchor2 = anchors2 && source && anchors2.get(source);
        return anchor2 ? anchor2.count * anchor2.aliasCount : 0;
      } else if (identity.isCollection(node)) {
        let count2 = 0;
        for (const item of node.items) {
          const c = getAliasCount(doc, item, anchors2);
          if (c > count2)
            count2 = c;
        }
        return count2;
      } else if (identity.isPair(node)) {
        const kc = getAliasCount(doc, node.key, anchors2);
        const vc = getAliasCount(doc, node.value, anchors2);
        return Math.max(kc, vc);
      }
      return 1;
    }
    exports.Alias = Alias;
  }
});

// node_modules/yaml/dist/nodes/Scalar.js
var require_Scalar = __commonJS({
  "node_modules/yaml/dist/nodes/Scalar.js"(exports) {
    "use strict";
    var identity = require_identity();
    var Node = require_Node();
    var toJS = require_toJS();
    var isScalarValue = (value) => !value || typeof value !== "function" && typeof value !== "object";
    var Scalar = class extends Node.NodeBase {
      constructor(value) {
        super(identity.SCALAR);
        this.value = value;
      }
      toJSON(arg, ctx) {
        return ctx?.keep ? this.value : toJS.toJS(this.value, arg, ctx);
      }
      toString() {
        return String(this.value);
      }
    };
    Scalar.BLOCK_FOLDED = "BLOCK_FOLDED";
    Scalar.BLOCK_LITERAL = "BLOCK_LITERAL";
    Scalar.PLAIN = "PLAIN";
    Scalar.QUOTE_DOUBLE = "QUOTE_DOUBLE";
    Scalar.QUOTE_SINGLE = "QUOTE_SINGLE";
    exports.Scalar = Scalar;
    exports.isScalarValue = isScalarValue;
  }
});

// node_modules/yaml/dist/doc/createNode.js
var require_createNode = __commonJS({
  "node_modules/yaml/dist/doc/createNode.js"(exports) {
    "use strict";
    var Alias = require_Alias();
    var identity = require_identity();
    var Scalar = require_Scalar();
    var defaultTagPrefix = "tag:yaml.org,2002:";
    function findTagObject(value, tagName, tags) {
      if (tagName) {
        const match = tags.filter((t) => t.tag === tagName);
        const tagObj = match.find((t) => !t.format) ?? match[0];
        if (!tagObj)
          throw new Error(`Tag ${tagName} not found`);
        return tagObj;
      }
      return tags.find((t) => t.identify?.(value) && !t.format);
    }
    function createNode(value, tagName, ctx) {
      if (identity.isDocument(value))
        value = value.contents;
      if (identity.isNode(value))
        return value;
      if (identity.isPair(value)) {
        const map = ctx.schema[identity.MAP].createNode?.(ctx.schema, null, ctx);
        map.items.push(value);
        return map;
      }
      if (value instanceof String || value instanceof Number || value instanceof Boolean || typeof BigInt !== "undefined" && value instanceof BigInt) {
        value = value.valueOf();
      }
      const { aliasDuplicateObjects, onAnchor, onTagObj, schema: schema3, sourceObjects } = ctx;
      let ref2 = void 0;
      if (aliasDuplicateObjects && value && typeof value === "object") {
        ref2 = sourceObjects.get(value);
        if (ref2) {
          ref2.anchor ?? (ref2.anchor = onAnchor(value));
          return new Alias.Alias(ref2.anchor);
        } else {
          ref2 = { anchor: null, node: null };
          sourceObjects.set(value, ref2);
        }
      }
      if (tagName?.startsWith("!!"))
        tagName = defaultTagPrefix + tagName.slice(2);
      let tagObj = findTagObject(value, tagName, schema3.tags);
      if (!tagObj) {
        if (value && typeof value.toJSON === "function") {
          value = value.toJSON();
        }
        if (!value || typeof value !== "object") {
          const node2 = new Scalar.Scalar(value);
          if (ref2)
            ref2.node = node2;
          return node2;
        }
        tagObj = value instanceof Map ? schema3[identity.MAP] : Symbol.iterator in Object(value) ? schema3[identity.SEQ] : schema3[identity.MAP];
      }
      if (onTagObj) {
        onTagObj(tagObj);
        delete ctx.onTagObj;
      }
      const node = tagObj?.createNode ? tagObj.createNode(ctx.schema, value, ctx) : typeof tagObj?.nodeClass?.from === "function" ? tagObj.nodeClass.from(ctx.schema, value, ctx) : new Scalar.Scalar(value);
      if (tagName)
        node.tag = tagName;
      else if (!tagObj.default)
        node.tag = tagObj.tag;
      if (ref2)
        ref2.node = node;
      return node;
    }
    exports.createNode = createNode;
  }
});

// node_modules/yaml/dist/nodes/Collection.js
var require_Collection = __commonJS({
  "node_modules/yaml/dist/nodes/Collection.js"(exports) {
    "use strict";
    var createNode = require_createNode();
    var identity = require_identity();
    var Node = require_Node();
    function collectionFromPath(schema3, path, value) {
      let v = value;
      for (let i = path.length - 1; i >= 0; --i) {
        const k2 = path[i];
        if (typeof k2 === "number" && Number.isInteger(k2) && k2 >= 0) {
          const a = [];
          a[k2] = v;
          v = a;
        } else {
          v = /* @__PURE__ */ new Map([[k2, v]]);
        }
      }
      return createNode.createNode(v, void 0, {
        aliasDuplicateObjects: false,
        keepUndefined: false,
        onAnchor: () => {
          throw new Error("This should not happen, please report a bug.");
        },
        schema: schema3,
        sourceObjects: /* @__PURE__ */ new Map()
      });
    }
    var isEmptyPath = (path) => path == null || typeof path === "object" && !!path[Symbol.iterator]().next().done;
    var Collection2 = class extends Node.NodeBase {
      constructor(type, schema3) {
        super(type);
        Object.defineProperty(this, "schema", {
          value: schema3,
          configurable: true,
          enumerable: false,
          writable: true
        });
      }
      /**
       * Create a copy of this collection.
       *
       * @param schema - If defined, overwrites the original's schema
       */
      clone(schema3) {
        const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        if (schema3)
          copy.schema = schema3;
        copy.items = copy.items.map((it) => identity.isNode(it) || identity.isPair(it) ? it.clone(schema3) : it);
        if (this.range)
          copy.range = this.range.slice();
        return copy;
      }
      /**
       * Adds a value to the collection. For `!!map` and `!!omap` the value must
       * be a Pair instance or a `{ key, value }` object, which may not have a key
       * that already exists in the map.
       */
      addIn(path, value) {
        if (isEmptyPath(path))
          this.add(value);
        else {
          const [key, ...rest] = path;
          const node = this.get(key, true);
          if (identity.isCollection(node))
            node.addIn(rest, value);
          else if (node === void 0 && this.schema)
            this.set(key, collectionFromPath(this.schema, rest, value));
          else
            throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
      }
      /**
       * Removes a value from the collection.
       * @returns `true` if the item was found and removed.
       */
      deleteIn(path) {
        const [key, ...rest] = path;
        if (rest.length === 0)
          return this.delete(key);
        const node = this.get(key, true);
        if (identity.isCollection(node))
          return node.deleteIn(rest);
        else
          throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
      }
      /**
       * Returns item at `key`, or `undefined` if not found. By default unwraps
       * scalar values from their surrounding node; to disable set `keepScalar` to
       * `true` (collections are always returned intact).
       */
      getIn(path, keepScalar) {
        const [key, ...rest] = path;
        const node = this.get(key, true);
        if (rest.length === 0)
          return !keepScalar && identity.isScalar(node) ? node.value : node;
        else
          return identity.isCollection(node) ? node.getIn(rest, keepScalar) : void 0;
      }
      hasAllNullValues(allowScalar) {
        return this.items.every((node) => {
          if (!identity.isPair(node))
            return false;
          const n = node.value;
          return n == null || allowScalar && identity.isScalar(n) && n.value == null && !n.commentBefore && !n.comment && !n.tag;
        });
      }
      /**
       * Checks if the collection includes a value with the key `key`.
       */
      hasIn(path) {
        const [key, ...rest] = path;
        if (rest.length === 0)
          return this.has(key);
        const node = this.get(key, true);
        return identity.isCollection(node) ? node.hasIn(rest) : false;
      }
      /**
       * Sets a value in this collection. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       */
      setIn(path, value) {
        const [key, ...rest] = path;
        if (rest.length === 0) {
          this.set(key, value);
        } else {
          const node = this.get(key, true);
          if (identity.isCollection(node))
            node.setIn(rest, value);
          else if (node === void 0 && this.schema)
            this.set(key, collectionFromPath(this.schema, rest, value));
          else
            throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
      }
    };
    exports.Collection = Collection2;
    exports.collectionFromPath = collectionFromPath;
    exports.isEmptyPath = isEmptyPath;
  }
});

// node_modules/yaml/dist/stringify/stringifyComment.js
var require_stringifyComment = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyComment.js"(exports) {
    "use strict";
    var stringifyComment = (str) => str.replace(/^(?!$)(?: $)?/gm, "#");
    function indentComment(comment, indent) {
      if (/^\n+$/.test(comment))
        return comment.substring(1);
      return indent ? comment.replace(/^(?! *$)/gm, indent) : comment;
    }
    var lineComment = (str, indent, comment) => str.endsWith("\n") ? indentComment(comment, indent) : comment.includes("\n") ? "\n" + indentComment(comment, indent) : (str.endsWith(" ") ? "" : " ") + comment;
    exports.indentComment = indentComment;
    exports.lineComment = lineComment;
    exports.stringifyComment = stringifyComment;
  }
});

// node_modules/yaml/dist/stringify/foldFlowLines.js
var require_foldFlowLines = __commonJS({
  "node_modules/yaml/dist/stringify/foldFlowLines.js"(exports) {
    "use strict";
    var FOLD_FLOW = "flow";
    var FOLD_BLOCK = "block";
    var FOLD_QUOTED = "quoted";
    function foldFlowLines(text10, indent, mode = "flow", { indentAtStart, lineWidth = 80, minContentWidth = 20, onFold, onOverflow } = {}) {
      if (!lineWidth || lineWidth < 0)
        return text10;
      if (lineWidth < minContentWidth)
        minContentWidth = 0;
      const endStep = Math.max(1 + minContentWidth, 1 + lineWidth - indent.length);
      if (text10.length <= endStep)
        return text10;
      const folds = [];
      const escapedFolds = {};
      let end2 = lineWidth - indent.length;
      if (typeof indentAtStart === "number") {
        if (indentAtStart > lineWidth - Math.max(2, minContentWidth))
          folds.push(0);
        else
          end2 = lineWidth - indentAtStart;
      }
      let split = void 0;
      let prev = void 0;
      let overflow = false;
      let i = -1;
      let escStart = -1;
      let escEnd = -1;
      if (mode === FOLD_BLOCK) {
        i = consumeMoreIndentedLines(text10, i, indent.length);
        if (i !== -1)
          end2 = i + endStep;
      }
      for (let ch; ch = text10[i += 1]; ) {
        if (mode === FOLD_QUOTED && ch === "\\") {
          escStart = i;
          switch (text10[i + 1]) {
            case "x":
              i += 3;
              break;
            case "u":
              i += 5;
              break;
            case "U":
              i += 9;
              break;
            default:
              i += 1;
          }
          escEnd = i;
        }
        if (ch === "\n") {
          if (mode === FOLD_BLOCK)
            i = consumeMoreIndentedLines(text10, i, indent.length);
          end2 = i + indent.length + endStep;
          split = void 0;
        } else {
          if (ch === " " && prev && prev !== " " && prev !== "\n" && prev !== "	") {
            const next = text10[i + 1];
            if (next && next !== " " && next !== "\n" && next !== "	")
              split = i;
          }
          if (i >= end2) {
            if (split) {
              folds.push(split);
              end2 = split + endStep;
              split = void 0;
            } else if (mode === FOLD_QUOTED) {
              while (prev === " " || prev === "	") {
                prev = ch;
                ch = text10[i += 1];
                overflow = true;
              }
              const j2 = i > escEnd + 1 ? i - 2 : escStart - 1;
              if (escapedFolds[j2])
                return text10;
              folds.push(j2);
              escapedFolds[j2] = true;
              end2 = j2 + endStep;
              split = void 0;
            } else {
              overflow = true;
            }
          }
        }
        prev = ch;
      }
      if (overflow && onOverflow)
        onOverflow();
      if (folds.length === 0)
        return text10;
      if (onFold)
        onFold();
      let res = text10.slice(0, folds[0]);
      for (let i2 = 0; i2 < folds.length; ++i2) {
        const fold = folds[i2];
        const end3 = folds[i2 + 1] || text10.length;
        if (fold === 0)
          res = `
${indent}${text10.slice(0, end3)}`;
        else {
          if (mode === FOLD_QUOTED && escapedFolds[fold])
            res += `${text10[fold]}\\`;
          res += `
${indent}${text10.slice(fold + 1, end3)}`;
        }
      }
      return res;
    }
    function consumeMoreIndentedLines(text10, i, indent) {
      let end2 = i;
      let start = i + 1;
      let ch = text10[start];
      while (ch === " " || ch === "	") {
        if (i < start + indent) {
          ch = text10[++i];
        } else {
          do {
            ch = text10[++i];
          } while (ch && ch !== "\n");
          end2 = i;
          start = i + 1;
          ch = text10[start];
        }
      }
      return end2;
    }
    exports.FOLD_BLOCK = FOLD_BLOCK;
    exports.FOLD_FLOW = FOLD_FLOW;
    exports.FOLD_QUOTED = FOLD_QUOTED;
    exports.foldFlowLines = foldFlowLines;
  }
});

// node_modules/yaml/dist/stringify/stringifyString.js
var require_stringifyString = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyString.js"(exports) {
    "use strict";
    var Scalar = require_Scalar();
    var foldFlowLines = require_foldFlowLines();
    var getFoldOptions = (ctx, isBlock) => ({
      indentAtStart: isBlock ? ctx.indent.length : ctx.indentAtStart,
      lineWidth: ctx.options.lineWidth,
      minContentWidth: ctx.options.minContentWidth
    });
    var containsDocumentMarker = (str) => /^(%|---|\.\.\.)/m.test(str);
    function lineLengthOverLimit(str, lineWidth, indentLength) {
      if (!lineWidth || lineWidth < 0)
        return false;
      const limit = lineWidth - indentLength;
      const strLen = str.length;
      if (strLen <= limit)
        return false;
      for (let i = 0, start = 0; i < strLen; ++i) {
        if (str[i] === "\n") {
          if (i - start > limit)
            return true;
          start = i + 1;
          if (strLen - start <= limit)
            return false;
        }
      }
      return true;
    }
    function doubleQuotedString(value, ctx) {
      const json = JSON.stringify(value);
      if (ctx.options.doubleQuotedAsJSON)
        return json;
      const { implicitKey } = ctx;
      const minMultiLineLength = ctx.options.doubleQuotedMinMultiLineLength;
      const indent = ctx.indent || (containsDocumentMarker(value) ? "  " : "");
      let str = "";
      let start = 0;
      for (let i = 0, ch = json[i]; ch; ch = json[++i]) {
        if (ch === " " && json[i + 1] === "\\" && json[i + 2] === "n") {
          str += json.slice(start, i) + "\\ ";
          i += 1;
          start = i;
          ch = "\\";
        }
        if (ch === "\\")
          switch (json[i + 1]) {
            case "u":
              {
                str += json.slice(start, i);
                const code2 = json.substr(i + 2, 4);
                switch (code2) {
                  case "0000":
                    str += "\\0";
                    break;
                  case "0007":
                    str += "\\a";
                    break;
                  case "000b":
                    str += "\\v";
                    break;
                  case "001b":
                    str += "\\e";
                    break;
                  case "0085":
                    str += "\\N";
                    break;
                  case "00a0":
                    str += "\\_";
                    break;
                  case "2028":
                    str += "\\L";
                    break;
                  case "2029":
                    str += "\\P";
                    break;
                  default:
                    if (code2.substr(0, 2) === "00")
                      str += "\\x" + code2.substr(2);
                    else
                      str += json.substr(i, 6);
                }
                i += 5;
                start = i + 1;
              }
              break;
            case "n":
              if (implicitKey || json[i + 2] === '"' || json.length < minMultiLineLength) {
                i += 1;
              } else {
                str += json.slice(start, i) + "\n\n";
                while (json[i + 2] === "\\" && json[i + 3] === "n" && json[i + 4] !== '"') {
                  str += "\n";
                  i += 2;
                }
                str += indent;
                if (json[i + 2] === " ")
                  str += "\\";
                i += 1;
                start = i + 1;
              }
              break;
            default:
              i += 1;
          }
      }
      str = start ? str + json.slice(start) : json;
      return implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_QUOTED, getFoldOptions(ctx, false));
    }
    function singleQuotedString(value, ctx) {
      if (ctx.options.singleQuote === false || ctx.implicitKey && value.includes("\n") || /[ \t]\n|\n[ \t]/.test(value))
        return doubleQuotedString(value, ctx);
      const indent = ctx.indent || (containsDocumentMarker(value) ? "  " : "");
      const res = "'" + value.replace(/'/g, "''").replace(/\n+/g, `$&
${indent}`) + "'";
      return ctx.implicitKey ? res : foldFlowLines.foldFlowLines(res, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
    }
    function quotedString(value, ctx) {
      const { singleQuote } = ctx.options;
      let qs;
      if (singleQuote === false)
        qs = doubleQuotedString;
      else {
        const hasDouble = value.includes('"');
        const hasSingle = value.includes("'");
        if (hasDouble && !hasSingle)
          qs = singleQuotedString;
        else if (hasSingle && !hasDouble)
          qs = doubleQuotedString;
        else
          qs = singleQuote ? singleQuotedString : doubleQuotedString;
      }
      return qs(value, ctx);
    }
    var blockEndNewlines;
    try {
      blockEndNewlines = new RegExp("(^|(?<!\n))\n+(?!\n|$)", "g");
    } catch {
      blockEndNewlines = /\n+(?!\n|$)/g;
    }
    function blockString({ comment, type, value }, ctx, onComment, onChompKeep) {
      const { blockQuote, commentString, lineWidth } = ctx.options;
      if (!blockQuote || /\n[\t ]+$/.test(value)) {
        return quotedString(value, ctx);
      }
      const indent = ctx.indent || (ctx.forceBlockIndent || containsDocumentMarker(value) ? "  " : "");
      const literal = blockQuote === "literal" ? true : blockQuote === "folded" || type === Scalar.Scalar.BLOCK_FOLDED ? false : type === Scalar.Scalar.BLOCK_LITERAL ? true : !lineLengthOverLimit(value, lineWidth, indent.length);
      if (!value)
        return literal ? "|\n" : ">\n";
      let chomp;
      let endStart;
      for (endStart = value.length; endStart > 0; --endStart) {
        const ch = value[endStart - 1];
        if (ch !== "\n" && ch !== "	" && ch !== " ")
          break;
      }
      let end2 = value.substring(endStart);
      const endNlPos = end2.indexOf("\n");
      if (endNlPos === -1) {
        chomp = "-";
      } else if (value === end2 || endNlPos !== end2.length - 1) {
        chomp = "+";
        if (onChompKeep)
          onChompKeep();
      } else {
        chomp = "";
      }
      if (end2) {
        value = value.slice(0, -end2.length);
        if (end2[end2.length - 1] === "\n")
          end2 = end2.slice(0, -1);
        end2 = end2.replace(blockEndNewlines, `$&${indent}`);
      }
      let startWithSpace = false;
      let startEnd;
      let startNlPos = -1;
      for (startEnd = 0; startEnd < value.length; ++startEnd) {
        const ch = value[startEnd];
        if (ch === " ")
          startWithSpace = true;
        else if (ch === "\n")
          startNlPos = startEnd;
        else
          break;
      }
      let start = value.substring(0, startNlPos < startEnd ? startNlPos + 1 : startEnd);
      if (start) {
        value = value.substring(start.length);
        start = start.replace(/\n+/g, `$&${indent}`);
      }
      const indentSize = indent ? "2" : "1";
      let header2 = (startWithSpace ? indentSize : "") + chomp;
      if (comment) {
        header2 += " " + commentString(comment.replace(/ ?[\r\n]+/g, " "));
        if (onComment)
          onComment();
      }
      if (!literal) {
        const foldedValue = value.replace(/\n+/g, "\n$&").replace(/(?:^|\n)([\t ].*)(?:([\n\t ]*)\n(?![\n\t ]))?/g, "$1$2").replace(/\n+/g, `$&${indent}`);
        let literalFallback = false;
        const foldOptions = getFoldOptions(ctx, true);
        if (blockQuote !== "folded" && type !== Scalar.Scalar.BLOCK_FOLDED) {
          foldOptions.onOverflow = () => {
            literalFallback = true;
          };
        }
        const body = foldFlowLines.foldFlowLines(`${start}${foldedValue}${end2}`, indent, foldFlowLines.FOLD_BLOCK, foldOptions);
        if (!literalFallback)
          return `>${header2}
${indent}${body}`;
      }
      value = value.replace(/\n+/g, `$&${indent}`);
      return `|${header2}
${indent}${start}${value}${end2}`;
    }
    function plainString(item, ctx, onComment, onChompKeep) {
      const { type, value } = item;
      const { actualString, implicitKey, indent, indentStep, inFlow } = ctx;
      if (implicitKey && value.includes("\n") || inFlow && /[[\]{},]/.test(value)) {
        return quotedString(value, ctx);
      }
      if (/^[\n\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$/.test(value)) {
        return implicitKey || inFlow || !value.includes("\n") ? quotedString(value, ctx) : blockString(item, ctx, onComment, onChompKeep);
      }
      if (!implicitKey && !inFlow && type !== Scalar.Scalar.PLAIN && value.includes("\n")) {
        return blockString(item, ctx, onComment, onChompKeep);
      }
      if (containsDocumentMarker(value)) {
        if (indent === "") {
          ctx.forceBlockIndent = true;
          return blockString(item, ctx, onComment, onChompKeep);
        } else if (implicitKey && indent === indentStep) {
          return quotedString(value, ctx);
        }
      }
      const str = value.replace(/\n+/g, `$&
${indent}`);
      if (actualString) {
        const test = (tag2) => tag2.default && tag2.tag !== "tag:yaml.org,2002:str" && tag2.test?.test(str);
        const { compat, tags } = ctx.doc.schema;
        if (tags.some(test) || compat?.some(test))
          return quotedString(value, ctx);
      }
      return implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
    }
    function stringifyString(item, ctx, onComment, onChompKeep) {
      const { implicitKey, inFlow } = ctx;
      const ss = typeof item.value === "string" ? item : Object.assign({}, item, { value: String(item.value) });
      let { type } = item;
      if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
        if (/[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]/u.test(ss.value))
          type = Scalar.Scalar.QUOTE_DOUBLE;
      }
      const _stringify = (_type) => {
        switch (_type) {
          case Scalar.Scalar.BLOCK_FOLDED:
          case Scalar.Scalar.BLOCK_LITERAL:
            return implicitKey || inFlow ? quotedString(ss.value, ctx) : blockString(ss, ctx, onComment, onChompKeep);
          case Scalar.Scalar.QUOTE_DOUBLE:
            return doubleQuotedString(ss.value, ctx);
          case Scalar.Scalar.QUOTE_SINGLE:
            return singleQuotedString(ss.value, ctx);
          case Scalar.Scalar.PLAIN:
            return plainString(ss, ctx, onComment, onChompKeep);
          default:
            return null;
        }
      };
      let res = _stringify(type);
      if (res === null) {
        const { defaultKeyType, defaultStringType } = ctx.options;
        const t = implicitKey && defaultKeyType || defaultStringType;
        res = _stringify(t);
        if (res === null)
          throw new Error(`Unsupported default string type ${t}`);
      }
      return res;
    }
    exports.stringifyString = stringifyString;
  }
});

// node_modules/yaml/dist/stringify/stringify.js
var require_stringify = __commonJS({
  "node_modules/yaml/dist/stringify/stringify.js"(exports) {
    "use strict";
    var anchors = require_anchors();
    var identity = require_identity();
    var stringifyComment = require_stringifyComment();
    var stringifyString = require_stringifyString();
    function createStringifyContext(doc, options2) {
      const opt = Object.assign({
        blockQuote: true,
        commentString: stringifyComment.stringifyComment,
        defaultKeyType: null,
        defaultStringType: "PLAIN",
        directives: null,
        doubleQuotedAsJSON: false,
        doubleQuotedMinMultiLineLength: 40,
        falseStr: "false",
        flowCollectionPadding: true,
        indentSeq: true,
        lineWidth: 80,
        minContentWidth: 20,
        nullStr: "null",
        simpleKeys: false,
        singleQuote: null,
        trailingComma: false,
        trueStr: "true",
        verifyAliasOrder: true
      }, doc.schema.toStringOptions, options2);
      let inFlow;
      switch (opt.collectionStyle) {
        case "block":
          inFlow = false;
          break;
        case "flow":
          inFlow = true;
          break;
        default:
          inFlow = null;
      }
      return {
        anchors: /* @__PURE__ */ new Set(),
        doc,
        flowCollectionPadding: opt.flowCollectionPadding ? " " : "",
        indent: "",
        indentStep: typeof opt.indent === "number" ? " ".repeat(opt.indent) : "  ",
        inFlow,
        options: opt
      };
    }
    function getTagObject(tags, item) {
      if (item.tag) {
        const match = tags.filter((t) => t.tag === item.tag);
        if (match.length > 0)
          return match.find((t) => t.format === item.format) ?? match[0];
      }
      let tagObj = void 0;
      let obj;
      if (identity.isScalar(item)) {
        obj = item.value;
        let match = tags.filter((t) => t.identify?.(obj));
        if (match.length > 1) {
          const testMatch = match.filter((t) => t.test);
          if (testMatch.length > 0)
            match = testMatch;
        }
        tagObj = match.find((t) => t.format === item.format) ?? match.find((t) => !t.format);
      } else {
        obj = item;
        tagObj = tags.find((t) => t.nodeClass && obj instanceof t.nodeClass);
      }
      if (!tagObj) {
        const name2 = obj?.constructor?.name ?? (obj === null ? "null" : typeof obj);
        throw new Error(`Tag not resolved for ${name2} value`);
      }
      return tagObj;
    }
    function stringifyProps(node, tagObj, { anchors: anchors$1, doc }) {
      if (!doc.directives)
        return "";
      const props = [];
      const anchor2 = (identity.isScalar(node) || identity.isCollection(node)) && node.anchor;
      if (anchor2 && anchors.anchorIsValid(anchor2)) {
        anchors$1.add(anchor2);
        props.push(`&${anchor2}`);
      }
      const tag2 = node.tag ?? (tagObj.default ? null : tagObj.tag);
      if (tag2)
        props.push(doc.directives.tagString(tag2));
      return props.join(" ");
    }
    function stringify(item, ctx, onComment, onChompKeep) {
      if (identity.isPair(item))
        return item.toString(ctx, onComment, onChompKeep);
      if (identity.isAlias(item)) {
        if (ctx.doc.directives)
          return item.toString(ctx);
        if (ctx.resolvedAliases?.has(item)) {
          throw new TypeError(`Cannot stringify circular structure without alias nodes`);
        } else {
          if (ctx.resolvedAliases)
            ctx.resolvedAliases.add(item);
          else
            ctx.resolvedAliases = /* @__PURE__ */ new Set([item]);
          item = item.resolve(ctx.doc);
        }
      }
      let tagObj = void 0;
      const node = identity.isNode(item) ? item : ctx.doc.createNode(item, { onTagObj: (o) => tagObj = o });
      tagObj ?? (tagObj = getTagObject(ctx.doc.schema.tags, node));
      const props = stringifyProps(node, tagObj, ctx);
      if (props.length > 0)
        ctx.indentAtStart = (ctx.indentAtStart ?? 0) + props.length + 1;
      const str = typeof tagObj.stringify === "function" ? tagObj.stringify(node, ctx, onComment, onChompKeep) : identity.isScalar(node) ? stringifyString.stringifyString(node, ctx, onComment, onChompKeep) : node.toString(ctx, onComment, onChompKeep);
      if (!props)
        return str;
      return identity.isScalar(node) || str[0] === "{" || str[0] === "[" ? `${props} ${str}` : `${props}
${ctx.indent}${str}`;
    }
    exports.createStringifyContext = createStringifyContext;
    exports.stringify = stringify;
  }
});

// node_modules/yaml/dist/stringify/stringifyPair.js
var require_stringifyPair = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyPair.js"(exports) {
    "use strict";
    var identity = require_identity();
    var Scalar = require_Scalar();
    var stringify = require_stringify();
    var stringifyComment = require_stringifyComment();
    function stringifyPair({ key, value }, ctx, onComment, onChompKeep) {
      const { allNullValues, doc, indent, indentStep, options: { commentString, indentSeq, simpleKeys } } = ctx;
      let keyComment = identity.isNode(key) && key.comment || null;
      if (simpleKeys) {
        if (keyComment) {
          throw new Error("With simple keys, key nodes cannot have comments");
        }
        if (identity.isCollection(key) || !identity.isNode(key) && typeof key === "object") {
          const msg = "With simple keys, collection cannot be used as a key value";
          throw new Error(msg);
        }
      }
      let explicitKey = !simpleKeys && (!key || keyComment && value == null && !ctx.inFlow || identity.isCollection(key) || (identity.isScalar(key) ? key.type === Scalar.Scalar.BLOCK_FOLDED || key.type === Scalar.Scalar.BLOCK_LITERAL : typeof key === "object"));
      ctx = Object.assign({}, ctx, {
        allNullValues: false,
        implicitKey: !explicitKey && (simpleKeys || !allNullValues),
        indent: indent + indentStep
      });
      let keyCommentDone = false;
      let chompKeep = false;
      let str = stringify.stringify(key, ctx, () => keyCommentDone = true, () => chompKeep = true);
      if (!explicitKey && !ctx.inFlow && str.length > 1024) {
        if (simpleKeys)
          throw new Error("With simple keys, single line scalar must not span more than 1024 characters");
        explicitKey = true;
      }
      if (ctx.inFlow) {
        if (allNullValues || value == null) {
          if (keyCommentDone && onComment)
            onComment();
          return str === "" ? "?" : explicitKey ? `? ${str}` : str;
        }
      } else if (allNullValues && !simpleKeys || value == null && explicitKey) {
        str = `? ${str}`;
        if (keyComment && !keyCommentDone) {
          str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
        } else if (chompKeep && onChompKeep)
          onChompKeep();
        return str;
      }
      if (keyCommentDone)
        keyComment = null;
      if (explicitKey) {
        if (keyComment)
          str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
        str = `? ${str}
${indent}:`;
      } else {
        str = `${str}:`;
        if (keyComment)
          str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
      }
      let vsb, vcb, valueComment;
      if (identity.isNode(value)) {
        vsb = !!value.spaceBefore;
        vcb = value.commentBefore;
        valueComment = value.comment;
      } else {
        vsb = false;
        vcb = null;
        valueComment = null;
        if (value && typeof value === "object")
          value = doc.createNode(value);
      }
      ctx.implicitKey = false;
      if (!explicitKey && !keyComment && identity.isScalar(value))
        ctx.indentAtStart = str.length + 1;
      chompKeep = false;
      if (!indentSeq && indentStep.length >= 2 && !ctx.inFlow && !explicitKey && identity.isSeq(value) && !value.flow && !value.tag && !value.anchor) {
        ctx.indent = ctx.indent.substring(2);
      }
      let valueCommentDone = false;
      const valueStr = stringify.stringify(value, ctx, () => valueCommentDone = true, () => chompKeep = true);
      let ws = " ";
      if (keyComment || vsb || vcb) {
        ws = vsb ? "\n" : "";
        if (vcb) {
          const cs = commentString(vcb);
          ws += `
${stringifyComment.indentComment(cs, ctx.indent)}`;
        }
        if (valueStr === "" && !ctx.inFlow) {
          if (ws === "\n" && valueComment)
            ws = "\n\n";
        } else {
          ws += `
${ctx.indent}`;
        }
      } else if (!explicitKey && identity.isCollection(value)) {
        const vs0 = valueStr[0];
        const nl0 = valueStr.indexOf("\n");
        const hasNewline = nl0 !== -1;
        const flow = ctx.inFlow ?? value.flow ?? value.items.length === 0;
        if (hasNewline || !flow) {
          let hasPropsLine = false;
          if (hasNewline && (vs0 === "&" || vs0 === "!")) {
            let sp0 = valueStr.indexOf(" ");
            if (vs0 === "&" && sp0 !== -1 && sp0 < nl0 && valueStr[sp0 + 1] === "!") {
              sp0 = valueStr.indexOf(" ", sp0 + 1);
            }
            if (sp0 === -1 || nl0 < sp0)
              hasPropsLine = true;
          }
          if (!hasPropsLine)
            ws = `
${ctx.indent}`;
        }
      } else if (valueStr === "" || valueStr[0] === "\n") {
        ws = "";
      }
      str += ws + valueStr;
      if (ctx.inFlow) {
        if (valueCommentDone && onComment)
          onComment();
      } else if (valueComment && !valueCommentDone) {
        str += stringifyComment.lineComment(str, ctx.indent, commentString(valueComment));
      } else if (chompKeep && onChompKeep) {
        onChompKeep();
      }
      return str;
    }
    exports.stringifyPair = stringifyPair;
  }
});

// node_modules/yaml/dist/log.js
var require_log = __commonJS({
  "node_modules/yaml/dist/log.js"(exports) {
    "use strict";
    var node_process = __require("process");
    function debug(logLevel, ...messages) {
      if (logLevel === "debug")
        console.log(...messages);
    }
    function warn(logLevel, warning2) {
      if (logLevel === "debug" || logLevel === "warn") {
        if (typeof node_process.emitWarning === "function")
          node_process.emitWarning(warning2);
        else
          console.warn(warning2);
      }
    }
    exports.debug = debug;
    exports.warn = warn;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/merge.js
var require_merge = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/merge.js"(exports) {
    "use strict";
    var identity = require_identity();
    var Scalar = require_Scalar();
    var MERGE_KEY = "<<";
    var merge2 = {
      identify: (value) => value === MERGE_KEY || typeof value === "symbol" && value.description === MERGE_KEY,
      default: "key",
      tag: "tag:yaml.org,2002:merge",
      test: /^<<$/,
      resolve: () => Object.assign(new Scalar.Scalar(Symbol(MERGE_KEY)), {
        addToJSMap: addMergeToJSMap
      }),
      stringify: () => MERGE_KEY
    };
    var isMergeKey = (ctx, key) => (merge2.identify(key) || identity.isScalar(key) && (!key.type || key.type === Scalar.Scalar.PLAIN) && merge2.identify(key.value)) && ctx?.doc.schema.tags.some((tag2) => tag2.tag === merge2.tag && tag2.default);
    function addMergeToJSMap(ctx, map, value) {
      const source = resolveAliasValue(ctx, value);
      if (identity.isSeq(source))
        for (const it of source.items)
          mergeValue(ctx, map, it);
      else if (Array.isArray(source))
        for (const it of source)
          mergeValue(ctx, map, it);
      else
        mergeValue(ctx, map, source);
    }
    function mergeValue(ctx, map, value) {
      const source = resolveAliasValue(ctx, value);
      if (!identity.isMap(source))
        throw new Error("Merge sources must be maps or map aliases");
      const srcMap = source.toJSON(null, ctx, Map);
      for (const [key, value2] of srcMap) {
        if (map instanceof Map) {
          if (!map.has(key))
            map.set(key, value2);
        } else if (map instanceof Set) {
          map.add(key);
        } else if (!Object.prototype.hasOwnProperty.call(map, key)) {
          Object.defineProperty(map, key, {
            value: value2,
            writable: true,
            enumerable: true,
            configurable: true
          });
        }
      }
      return map;
    }
    function resolveAliasValue(ctx, value) {
      return ctx && identity.isAlias(value) ? value.resolve(ctx.doc, ctx) : value;
    }
    exports.addMergeToJSMap = addMergeToJSMap;
    exports.isMergeKey = isMergeKey;
    exports.merge = merge2;
  }
});

// node_modules/yaml/dist/nodes/addPairToJSMap.js
var require_addPairToJSMap = __commonJS({
  "node_modules/yaml/dist/nodes/addPairToJSMap.js"(exports) {
    "use strict";
    var log2 = require_log();
    var merge2 = require_merge();
    var stringify = require_stringify();
    var identity = require_identity();
    var toJS = require_toJS();
    function addPairToJSMap(ctx, map, { key, value }) {
      if (identity.isNode(key) && key.addToJSMap)
        key.addToJSMap(ctx, map, value);
      else if (merge2.isMergeKey(ctx, key))
        merge2.addMergeToJSMap(ctx, map, value);
      else {
        const jsKey = toJS.toJS(key, "", ctx);
        if (map instanceof Map) {
          map.set(jsKey, toJS.toJS(value, jsKey, ctx));
        } else if (map instanceof Set) {
          map.add(jsKey);
        } else {
          const stringKey = stringifyKey(key, jsKey, ctx);
          const jsValue = toJS.toJS(value, stringKey, ctx);
          if (stringKey in map)
            Object.defineProperty(map, stringKey, {
              value: jsValue,
              writable: true,
              enumerable: true,
              configurable: true
            });
          else
            map[stringKey] = jsValue;
        }
      }
      return map;
    }
    function stringifyKey(key, jsKey, ctx) {
      if (jsKey === null)
        return "";
      if (typeof jsKey !== "object")
        return String(jsKey);
      if (identity.isNode(key) && ctx?.doc) {
        const strCtx = stringify.createStringifyContext(ctx.doc, {});
        strCtx.anchors = /* @__PURE__ */ new Set();
        for (const node of ctx.anchors.keys())
          strCtx.anchors.add(node.anchor);
        strCtx.inFlow = true;
        strCtx.inStringifyKey = true;
        const strKey = key.toString(strCtx);
        if (!ctx.mapKeyWarned) {
          let jsonStr = JSON.stringify(strKey);
          if (jsonStr.length > 40)
            jsonStr = jsonStr.substring(0, 36) + '..."';
          log2.warn(ctx.doc.options.logLevel, `Keys with collection values will be stringified due to JS Object restrictions: ${jsonStr}. Set mapAsMap: true to use object keys.`);
          ctx.mapKeyWarned = true;
        }
        return strKey;
      }
      return JSON.stringify(jsKey);
    }
    exports.addPairToJSMap = addPairToJSMap;
  }
});

// node_modules/yaml/dist/nodes/Pair.js
var require_Pair = __commonJS({
  "node_modules/yaml/dist/nodes/Pair.js"(exports) {
    "use strict";
    var createNode = require_createNode();
    var stringifyPair = require_stringifyPair();
    var addPairToJSMap = require_addPairToJSMap();
    var identity = require_identity();
    function createPair(key, value, ctx) {
      const k2 = createNode.createNode(key, void 0, ctx);
      const v = createNode.createNode(value, void 0, ctx);
      return new Pair(k2, v);
    }
    var Pair = class _Pair {
      constructor(key, value = null) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.PAIR });
        this.key = key;
        this.value = value;
      }
      clone(schema3) {
        let { key, value } = this;
        if (identity.isNode(key))
          key = key.clone(schema3);
        if (identity.isNode(value))
          value = value.clone(schema3);
        return new _Pair(key, value);
      }
      toJSON(_, ctx) {
        const pair = ctx?.mapAsMap ? /* @__PURE__ */ new Map() : {};
        return addPairToJSMap.addPairToJSMap(ctx, pair, this);
      }
      toString(ctx, onComment, onChompKeep) {
        return ctx?.doc ? stringifyPair.stringifyPair(this, ctx, onComment, onChompKeep) : JSON.stringify(this);
      }
    };
    exports.Pair = Pair;
    exports.createPair = createPair;
  }
});

// node_modules/yaml/dist/stringify/stringifyCollection.js
var require_stringifyCollection = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyCollection.js"(exports) {
    "use strict";
    var identity = require_identity();
    var stringify = require_stringify();
    var stringifyComment = require_stringifyComment();
    function stringifyCollection(collection, ctx, options2) {
      const flow = ctx.inFlow ?? collection.flow;
      const stringify2 = flow ? stringifyFlowCollection : stringifyBlockCollection;
      return stringify2(collection, ctx, options2);
    }
    function stringifyBlockCollection({ comment, items }, ctx, { blockItemPrefix, flowChars, itemIndent, onChompKeep, onComment }) {
      const { indent, options: { commentString } } = ctx;
      const itemCtx = Object.assign({}, ctx, { indent: itemIndent, type: null });
      let chompKeep = false;
      const lines = [];
      for (let i = 0; i < items.length; ++i) {
        const item = items[i];
        let comment2 = null;
        if (identity.isNode(item)) {
          if (!chompKeep && item.spaceBefore)
            lines.push("");
          addCommentBefore(ctx, lines, item.commentBefore, chompKeep);
          if (item.comment)
            comment2 = item.comment;
        } else if (identity.isPair(item)) {
          const ik = identity.isNode(item.key) ? item.key : null;
          if (ik) {
            if (!chompKeep && ik.spaceBefore)
              lines.push("");
            addCommentBefore(ctx, lines, ik.commentBefore, chompKeep);
          }
        }
        chompKeep = false;
        let str2 = stringify.stringify(item, itemCtx, () => comment2 = null, () => chompKeep = true);
        if (comment2)
          str2 += stringifyComment.lineComment(str2, itemIndent, commentString(comment2));
        if (chompKeep && comment2)
          chompKeep = false;
        lines.push(blockItemPrefix + str2);
      }
      let str;
      if (lines.length === 0) {
        str = flowChars.start + flowChars.end;
      } else {
        str = lines[0];
        for (let i = 1; i < lines.length; ++i) {
          const line = lines[i];
          str += line ? `
${indent}${line}` : "\n";
        }
      }
      if (comment) {
        str += "\n" + stringifyComment.indentComment(commentString(comment), indent);
        if (onComment)
          onComment();
      } else if (chompKeep && onChompKeep)
        onChompKeep();
      return str;
    }
    function stringifyFlowCollection({ items }, ctx, { flowChars, itemIndent }) {
      const { indent, indentStep, flowCollectionPadding: fcPadding, options: { commentString } } = ctx;
      itemIndent += indentStep;
      const itemCtx = Object.assign({}, ctx, {
        indent: itemIndent,
        inFlow: true,
        type: null
      });
      let reqNewline = false;
      let linesAtValue = 0;
      const lines = [];
      for (let i = 0; i < items.length; ++i) {
        const item = items[i];
        let comment = null;
        if (identity.isNode(item)) {
          if (item.spaceBefore)
            lines.push("");
          addCommentBefore(ctx, lines, item.commentBefore, false);
          if (item.comment)
            comment = item.comment;
        } else if (identity.isPair(item)) {
          const ik = identity.isNode(item.key) ? item.key : null;
          if (ik) {
            if (ik.spaceBefore)
              lines.push("");
            addCommentBefore(ctx, lines, ik.commentBefore, false);
            if (ik.comment)
              reqNewline = true;
          }
          const iv = identity.isNode(item.value) ? item.value : null;
          if (iv) {
            if (iv.comment)
              comment = iv.comment;
            if (iv.commentBefore)
              reqNewline = true;
          } else if (item.value == null && ik?.comment) {
            comment = ik.comment;
          }
        }
        if (comment)
          reqNewline = true;
        let str = stringify.stringify(item, itemCtx, () => comment = null);
        reqNewline || (reqNewline = lines.length > linesAtValue || str.includes("\n"));
        if (i < items.length - 1) {
          str += ",";
        } else if (ctx.options.trailingComma) {
          if (ctx.options.lineWidth > 0) {
            reqNewline || (reqNewline = lines.reduce((sum, line) => sum + line.length + 2, 2) + (str.length + 2) > ctx.options.lineWidth);
          }
          if (reqNewline) {
            str += ",";
          }
        }
        if (comment)
          str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
        lines.push(str);
        linesAtValue = lines.length;
      }
      const { start, end: end2 } = flowChars;
      if (lines.length === 0) {
        return start + end2;
      } else {
        if (!reqNewline) {
          const len = lines.reduce((sum, line) => sum + line.length + 2, 2);
          reqNewline = ctx.options.lineWidth > 0 && len > ctx.options.lineWidth;
        }
        if (reqNewline) {
          let str = start;
          for (const line of lines)
            str += line ? `
${indentStep}${indent}${line}` : "\n";
          return `${str}
${indent}${end2}`;
        } else {
          return `${start}${fcPadding}${lines.join(" ")}${fcPadding}${end2}`;
        }
      }
    }
    function addCommentBefore({ indent, options: { commentString } }, lines, comment, chompKeep) {
      if (comment && chompKeep)
        comment = comment.replace(/^\n+/, "");
      if (comment) {
        const ic = stringifyComment.indentComment(commentString(comment), indent);
        lines.push(ic.trimStart());
      }
    }
    exports.stringifyCollection = stringifyCollection;
  }
});

// node_modules/yaml/dist/nodes/YAMLMap.js
var require_YAMLMap = __commonJS({
  "node_modules/yaml/dist/nodes/YAMLMap.js"(exports) {
    "use strict";
    var stringifyCollection = require_stringifyCollection();
    var addPairToJSMap = require_addPairToJSMap();
    var Collection2 = require_Collection();
    var identity = require_identity();
    var Pair = require_Pair();
    var Scalar = require_Scalar();
    function findPair(items, key) {
      const k2 = identity.isScalar(key) ? key.value : key;
      for (const it of items) {
        if (identity.isPair(it)) {
          if (it.key === key || it.key === k2)
            return it;
          if (identity.isScalar(it.key) && it.key.value === k2)
            return it;
        }
      }
      return void 0;
    }
    var YAMLMap = class extends Collection2.Collection {
      static get tagName() {
        return "tag:yaml.org,2002:map";
      }
      constructor(schema3) {
        super(identity.MAP, schema3);
        this.items = [];
      }
      /**
       * A generic collection parsing method that can be extended
       * to other node classes that inherit from YAMLMap
       */
      static from(schema3, obj, ctx) {
        const { keepUndefined, replacer } = ctx;
        const map = new this(schema3);
        const add = (key, value) => {
          if (typeof replacer === "function")
            value = replacer.call(obj, key, value);
          else if (Array.isArray(replacer) && !replacer.includes(key))
            return;
          if (value !== void 0 || keepUndefined)
            map.items.push(Pair.createPair(key, value, ctx));
        };
        if (obj instanceof Map) {
          for (const [key, value] of obj)
            add(key, value);
        } else if (obj && typeof obj === "object") {
          for (const key of Object.keys(obj))
            add(key, obj[key]);
        }
        if (typeof schema3.sortMapEntries === "function") {
          map.items.sort(schema3.sortMapEntries);
        }
        return map;
      }
      /**
       * Adds a value to the collection.
       *
       * @param overwrite - If not set `true`, using a key that is already in the
       *   collection will throw. Otherwise, overwrites the previous value.
       */
      add(pair, overwrite) {
        let _pair;
        if (identity.isPair(pair))
          _pair = pair;
        else if (!pair || typeof pair !== "object" || !("key" in pair)) {
          _pair = new Pair.Pair(pair, pair?.value);
        } else
          _pair = new Pair.Pair(pair.key, pair.value);
        const prev = findPair(this.items, _pair.key);
        const sortEntries = this.schema?.sortMapEntries;
        if (prev) {
          if (!overwrite)
            throw new Error(`Key ${_pair.key} already set`);
          if (identity.isScalar(prev.value) && Scalar.isScalarValue(_pair.value))
            prev.value.value = _pair.value;
          else
            prev.value = _pair.value;
        } else if (sortEntries) {
          const i = this.items.findIndex((item) => sortEntries(_pair, item) < 0);
          if (i === -1)
            this.items.push(_pair);
          else
            this.items.splice(i, 0, _pair);
        } else {
          this.items.push(_pair);
        }
      }
      delete(key) {
        const it = findPair(this.items, key);
        if (!it)
          return false;
        const del = this.items.splice(this.items.indexOf(it), 1);
        return del.length > 0;
      }
      get(key, keepScalar) {
        const it = findPair(this.items, key);
        const node = it?.value;
        return (!keepScalar && identity.isScalar(node) ? node.value : node) ?? void 0;
      }
      has(key) {
        return !!findPair(this.items, key);
      }
      set(key, value) {
        this.add(new Pair.Pair(key, value), true);
      }
      /**
       * @param ctx - Conversion context, originally set in Document#toJS()
       * @param {Class} Type - If set, forces the returned collection type
       * @returns Instance of Type, Map, or Object
       */
      toJSON(_, ctx, Type) {
        const map = Type ? new Type() : ctx?.mapAsMap ? /* @__PURE__ */ new Map() : {};
        if (ctx?.onCreate)
          ctx.onCreate(map);
        for (const item of this.items)
          addPairToJSMap.addPairToJSMap(ctx, map, item);
        return map;
      }
      toString(ctx, onComment, onChompKeep) {
        if (!ctx)
          return JSON.stringify(this);
        for (const item of this.items) {
          if (!identity.isPair(item))
            throw new Error(`Map items must all be pairs; found ${JSON.stringify(item)} instead`);
        }
        if (!ctx.allNullValues && this.hasAllNullValues(false))
          ctx = Object.assign({}, ctx, { allNullValues: true });
        return stringifyCollection.stringifyCollection(this, ctx, {
          blockItemPrefix: "",
          flowChars: { start: "{", end: "}" },
          itemIndent: ctx.indent || "",
          onChompKeep,
          onComment
        });
      }
    };
    exports.YAMLMap = YAMLMap;
    exports.findPair = findPair;
  }
});

// node_modules/yaml/dist/schema/common/map.js
var require_map = __commonJS({
  "node_modules/yaml/dist/schema/common/map.js"(exports) {
    "use strict";
    var identity = require_identity();
    var YAMLMap = require_YAMLMap();
    var map = {
      collection: "map",
      default: true,
      nodeClass: YAMLMap.YAMLMap,
      tag: "tag:yaml.org,2002:map",
      resolve(map2, onError) {
        if (!identity.isMap(map2))
          onError("Expected a mapping for this tag");
        return map2;
      },
      createNode: (schema3, obj, ctx) => YAMLMap.YAMLMap.from(schema3, obj, ctx)
    };
    exports.map = map;
  }
});

// node_modules/yaml/dist/nodes/YAMLSeq.js
var require_YAMLSeq = __commonJS({
  "node_modules/yaml/dist/nodes/YAMLSeq.js"(exports) {
    "use strict";
    var createNode = require_createNode();
    var stringifyCollection = require_stringifyCollection();
    var Collection2 = require_Collection();
    var identity = require_identity();
    var Scalar = require_Scalar();
    var toJS = require_toJS();
    var YAMLSeq = class extends Collection2.Collection {
      static get tagName() {
        return "tag:yaml.org,2002:seq";
      }
      constructor(schema3) {
        super(identity.SEQ, schema3);
        this.items = [];
      }
      add(value) {
        this.items.push(value);
      }
      /**
       * Removes a value from the collection.
       *
       * `key` must contain a representation of an integer for this to succeed.
       * It may be wrapped in a `Scalar`.
       *
       * @returns `true` if the item was found and removed.
       */
      delete(key) {
        const idx = asItemIndex(key);
        if (typeof idx !== "number")
          return false;
        const del = this.items.splice(idx, 1);
        return del.length > 0;
      }
      get(key, keepScalar) {
        const idx = asItemIndex(key);
        if (typeof idx !== "number")
          return void 0;
        const it = this.items[idx];
        return !keepScalar && identity.isScalar(it) ? it.value : it;
      }
      /**
       * Checks if the collection includes a value with the key `key`.
       *
       * `key` must contain a representation of an integer for this to succeed.
       * It may be wrapped in a `Scalar`.
       */
      has(key) {
        const idx = asItemIndex(key);
        return typeof idx === "number" && idx < this.items.length;
      }
      /**
       * Sets a value in this collection. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       *
       * If `key` does not contain a representation of an integer, this will throw.
       * It may be wrapped in a `Scalar`.
       */
      set(key, value) {
        const idx = asItemIndex(key);
        if (typeof idx !== "number")
          throw new Error(`Expected a valid index, not ${key}.`);
        const prev = this.items[idx];
        if (identity.isScalar(prev) && Scalar.isScalarValue(value))
          prev.value = value;
        else
          this.items[idx] = value;
      }
      toJSON(_, ctx) {
        const seq = [];
        if (ctx?.onCreate)
          ctx.onCreate(seq);
        let i = 0;
        for (const item of this.items)
          seq.push(toJS.toJS(item, String(i++), ctx));
        return seq;
      }
      toString(ctx, onComment, onChompKeep) {
        if (!ctx)
          return JSON.stringify(this);
        return stringifyCollection.stringifyCollection(this, ctx, {
          blockItemPrefix: "- ",
          flowChars: { start: "[", end: "]" },
          itemIndent: (ctx.indent || "") + "  ",
          onChompKeep,
          onComment
        });
      }
      static from(schema3, obj, ctx) {
        const { replacer } = ctx;
        const seq = new this(schema3);
        if (obj && Symbol.iterator in Object(obj)) {
          let i = 0;
          for (let it of obj) {
            if (typeof replacer === "function") {
              const key = obj instanceof Set ? it : String(i++);
              it = replacer.call(obj, key, it);
            }
            seq.items.push(createNode.createNode(it, void 0, ctx));
          }
        }
        return seq;
      }
    };
    function asItemIndex(key) {
      let idx = identity.isScalar(key) ? key.value : key;
      if (idx && typeof idx === "string")
        idx = Number(idx);
      return typeof idx === "number" && Number.isInteger(idx) && idx >= 0 ? idx : null;
    }
    exports.YAMLSeq = YAMLSeq;
  }
});

// node_modules/yaml/dist/schema/common/seq.js
var require_seq = __commonJS({
  "node_modules/yaml/dist/schema/common/seq.js"(exports) {
    "use strict";
    var identity = require_identity();
    var YAMLSeq = require_YAMLSeq();
    var seq = {
      collection: "seq",
      default: true,
      nodeClass: YAMLSeq.YAMLSeq,
      tag: "tag:yaml.org,2002:seq",
      resolve(seq2, onError) {
        if (!identity.isSeq(seq2))
          onError("Expected a sequence for this tag");
        return seq2;
      },
      createNode: (schema3, obj, ctx) => YAMLSeq.YAMLSeq.from(schema3, obj, ctx)
    };
    exports.seq = seq;
  }
});

// node_modules/yaml/dist/schema/common/string.js
var require_string = __commonJS({
  "node_modules/yaml/dist/schema/common/string.js"(exports) {
    "use strict";
    var stringifyString = require_stringifyString();
    var string = {
      identify: (value) => typeof value === "string",
      default: true,
      tag: "tag:yaml.org,2002:str",
      resolve: (str) => str,
      stringify(item, ctx, onComment, onChompKeep) {
        ctx = Object.assign({ actualString: true }, ctx);
        return stringifyString.stringifyString(item, ctx, onComment, onChompKeep);
      }
    };
    exports.string = string;
  }
});

// node_modules/yaml/dist/schema/common/null.js
var require_null = __commonJS({
  "node_modules/yaml/dist/schema/common/null.js"(exports) {
    "use strict";
    var Scalar = require_Scalar();
    var nullTag = {
      identify: (value) => value == null,
      createNode: () => new Scalar.Scalar(null),
      default: true,
      tag: "tag:yaml.org,2002:null",
      test: /^(?:~|[Nn]ull|NULL)?$/,
      resolve: () => new Scalar.Scalar(null),
      stringify: ({ source }, ctx) => typeof source === "string" && nullTag.test.test(source) ? source : ctx.options.nullStr
    };
    exports.nullTag = nullTag;
  }
});

// node_modules/yaml/dist/schema/core/bool.js
var require_bool = __commonJS({
  "node_modules/yaml/dist/schema/core/bool.js"(exports) {
    "use strict";
    var Scalar = require_Scalar();
    var boolTag = {
      identify: (value) => typeof value === "boolean",
      default: true,
      tag: "tag:yaml.org,2002:bool",
      test: /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/,
      resolve: (str) => new Scalar.Scalar(str[0] === "t" || str[0] === "T"),
      stringify({ source, value }, ctx) {
        if (source && boolTag.test.test(source)) {
          const sv = source[0] === "t" || source[0] === "T";
          if (value === sv)
            return source;
        }
        return value ? ctx.options.trueStr : ctx.options.falseStr;
      }
    };
    exports.boolTag = boolTag;
  }
});

// node_modules/yaml/dist/stringify/stringifyNumber.js
var require_stringifyNumber = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyNumber.js"(exports) {
    "use strict";
    function stringifyNumber({ format: format2, minFractionDigits, tag: tag2, value }) {
      if (typeof value === "bigint")
        return String(value);
      const num = typeof value === "number" ? value : Number(value);
      if (!isFinite(num))
        return isNaN(num) ? ".nan" : num < 0 ? "-.inf" : ".inf";
      let n = Object.is(value, -0) ? "-0" : JSON.stringify(value);
      if (!format2 && minFractionDigits && (!tag2 || tag2 === "tag:yaml.org,2002:float") && /^-?\d/.test(n) && !n.includes("e")) {
        let i = n.indexOf(".");
        if (i < 0) {
          i = n.length;
          n += ".";
        }
        let d3 = minFractionDigits - (n.length - i - 1);
        while (d3-- > 0)
          n += "0";
      }
      return n;
    }
    exports.stringifyNumber = stringifyNumber;
  }
});

// node_modules/yaml/dist/schema/core/float.js
var require_float = __commonJS({
  "node_modules/yaml/dist/schema/core/float.js"(exports) {
    "use strict";
    var Scalar = require_Scalar();
    var stringifyNumber = require_stringifyNumber();
    var floatNaN = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
      resolve: (str) => str.slice(-3).toLowerCase() === "nan" ? NaN : str[0] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
      stringify: stringifyNumber.stringifyNumber
    };
    var floatExp = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      format: "EXP",
      test: /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/,
      resolve: (str) => parseFloat(str),
      stringify(node) {
        const num = Number(node.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
      }
    };
    var float = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      test: /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/,
      resolve(str) {
        const node = new Scalar.Scalar(parseFloat(str));
        const dot = str.indexOf(".");
        if (dot !== -1 && str[str.length - 1] === "0")
          node.minFractionDigits = str.length - dot - 1;
        return node;
      },
      stringify: stringifyNumber.stringifyNumber
    };
    exports.float = float;
    exports.floatExp = floatExp;
    exports.floatNaN = floatNaN;
  }
});

// node_modules/yaml/dist/schema/core/int.js
var require_int = __commonJS({
  "node_modules/yaml/dist/schema/core/int.js"(exports) {
    "use strict";
    var stringifyNumber = require_stringifyNumber();
    var intIdentify = (value) => typeof value === "bigint" || Number.isInteger(value);
    var intResolve = (str, offset, radix, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str.substring(offset), radix);
    function intStringify(node, radix, prefix) {
      const { value } = node;
      if (intIdentify(value) && value >= 0)
        return prefix + value.toString(radix);
      return stringifyNumber.stringifyNumber(node);
    }
    var intOct = {
      identify: (value) => intIdentify(value) && value >= 0,
      default: true,
      tag: "tag:yaml.org,2002:int",
      format: "OCT",
      test: /^0o[0-7]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 8, opt),
      stringify: (node) => intStringify(node, 8, "0o")
    };
    var int = {
      identify: intIdentify,
      default: true,
      tag: "tag:yaml.org,2002:int",
      test: /^[-+]?[0-9]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
      stringify: stringifyNumber.stringifyNumber
    };
    var intHex = {
      identify: (value) => intIdentify(value) && value >= 0,
      default: true,
      tag: "tag:yaml.org,2002:int",
      format: "HEX",
      test: /^0x[0-9a-fA-F]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
      stringify: (node) => intStringify(node, 16, "0x")
    };
    exports.int = int;
    exports.intHex = intHex;
    exports.intOct = intOct;
  }
});

// node_modules/yaml/dist/schema/core/schema.js
var require_schema = __commonJS({
  "node_modules/yaml/dist/schema/core/schema.js"(exports) {
    "use strict";
    var map = require_map();
    var _null = require_null();
    var seq = require_seq();
    var string = require_string();
    var bool = require_bool();
    var float = require_float();
    var int = require_int();
    var schema3 = [
      map.map,
      seq.seq,
      string.string,
      _null.nullTag,
      bool.boolTag,
      int.intOct,
      int.int,
      int.intHex,
      float.floatNaN,
      float.floatExp,
      float.float
    ];
    exports.schema = schema3;
  }
});

// node_modules/yaml/dist/schema/json/schema.js
var require_schema2 = __commonJS({
  "node_modules/yaml/dist/schema/json/schema.js"(exports) {
    "use strict";
    var Scalar = require_Scalar();
    var map = require_map();
    var seq = require_seq();
    function intIdentify(value) {
      return typeof value === "bigint" || Number.isInteger(value);
    }
    var stringifyJSON = ({ value }) => JSON.stringify(value);
    var jsonScalars = [
      {
        identify: (value) => typeof value === "string",
        default: true,
        tag: "tag:yaml.org,2002:str",
        resolve: (str) => str,
        stringify: stringifyJSON
      },
      {
        identify: (value) => value == null,
        createNode: () => new Scalar.Scalar(null),
        default: true,
        tag: "tag:yaml.org,2002:null",
        test: /^null$/,
        resolve: () => null,
        stringify: stringifyJSON
      },
      {
        identify: (value) => typeof value === "boolean",
        default: true,
        tag: "tag:yaml.org,2002:bool",
        test: /^true$|^false$/,
        resolve: (str) => str === "true",
        stringify: stringifyJSON
      },
      {
        identify: intIdentify,
        default: true,
        tag: "tag:yaml.org,2002:int",
        test: /^-?(?:0|[1-9][0-9]*)$/,
        resolve: (str, _onError, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str, 10),
        stringify: ({ value }) => intIdentify(value) ? value.toString() : JSON.stringify(value)
      },
      {
        identify: (value) => typeof value === "number",
        default: true,
        tag: "tag:yaml.org,2002:float",
        test: /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$/,
        resolve: (str) => parseFloat(str),
        stringify: stringifyJSON
      }
    ];
    var jsonError = {
      default: true,
      tag: "",
      test: /^/,
      resolve(str, onError) {
        onError(`Unresolved plain scalar ${JSON.stringify(str)}`);
        return str;
      }
    };
    var schema3 = [map.map, seq.seq].concat(jsonScalars, jsonError);
    exports.schema = schema3;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/binary.js
var require_binary = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/binary.js"(exports) {
    "use strict";
    var node_buffer = __require("buffer");
    var Scalar = require_Scalar();
    var stringifyString = require_stringifyString();
    var binary = {
      identify: (value) => value instanceof Uint8Array,
      // Buffer inherits from Uint8Array
      default: false,
      tag: "tag:yaml.org,2002:binary",
      /**
       * Returns a Buffer in node and an Uint8Array in browsers
       *
       * To use the resulting buffer as an image, you'll want to do something like:
       *
       *   const blob = new Blob([buffer], { type: 'image/jpeg' })
       *   document.querySelector('#photo').src = URL.createObjectURL(blob)
       */
      resolve(src, onError) {
        if (typeof node_buffer.Buffer === "function") {
          return node_buffer.Buffer.from(src, "base64");
        } else if (typeof atob === "function") {
          const str = atob(src.replace(/[\n\r]/g, ""));
          const buffer = new Uint8Array(str.length);
          for (let i = 0; i < str.length; ++i)
            buffer[i] = str.charCodeAt(i);
          return buffer;
        } else {
          onError("This environment does not support reading binary tags; either Buffer or atob is required");
          return src;
        }
      },
      stringify({ comment, type, value }, ctx, onComment, onChompKeep) {
        if (!value)
          return "";
        const buf = value;
        let str;
        if (typeof node_buffer.Buffer === "function") {
          str = buf instanceof node_buffer.Buffer ? buf.toString("base64") : node_buffer.Buffer.from(buf.buffer).toString("base64");
        } else if (typeof btoa === "function") {
          let s = "";
          for (let i = 0; i < buf.length; ++i)
            s += String.fromCharCode(buf[i]);
          str = btoa(s);
        } else {
          throw new Error("This environment does not support writing binary tags; either Buffer or btoa is required");
        }
        type ?? (type = Scalar.Scalar.BLOCK_LITERAL);
        if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
          const lineWidth = Math.max(ctx.options.lineWidth - ctx.indent.length, ctx.options.minContentWidth);
          const n = Math.ceil(str.length / lineWidth);
          const lines = new Array(n);
          for (let i = 0, o = 0; i < n; ++i, o += lineWidth) {
            lines[i] = str.substr(o, lineWidth);
          }
          str = lines.join(type === Scalar.Scalar.BLOCK_LITERAL ? "\n" : " ");
        }
        return stringifyString.stringifyString({ comment, type, value: str }, ctx, onComment, onChompKeep);
      }
    };
    exports.binary = binary;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/pairs.js
var require_pairs = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/pairs.js"(exports) {
    "use strict";
    var identity = require_identity();
    var Pair = require_Pair();
    var Scalar = require_Scalar();
    var YAMLSeq = require_YAMLSeq();
    function resolvePairs(seq, onError) {
      if (identity.isSeq(seq)) {
        for (let i = 0; i < seq.items.length; ++i) {
          let item = seq.items[i];
          if (identity.isPair(item))
            continue;
          else if (identity.isMap(item)) {
            if (item.items.length > 1)
              onError("Each pair must have its own sequence indicator");
            const pair = item.items[0] || new Pair.Pair(new Scalar.Scalar(null));
            if (item.commentBefore)
              pair.key.commentBefore = pair.key.commentBefore ? `${item.commentBefore}
${pair.key.commentBefore}` : item.commentBefore;
            if (item.comment) {
              const cn = pair.value ?? pair.key;
              cn.comment = cn.comment ? `${item.comment}
${cn.comment}` : item.comment;
            }
            item = pair;
          }
          seq.items[i] = identity.isPair(item) ? item : new Pair.Pair(item);
        }
      } else
        onError("Expected a sequence for this tag");
      return seq;
    }
    function createPairs(schema3, iterable, ctx) {
      const { replacer } = ctx;
      const pairs2 = new YAMLSeq.YAMLSeq(schema3);
      pairs2.tag = "tag:yaml.org,2002:pairs";
      let i = 0;
      if (iterable && Symbol.iterator in Object(iterable))
        for (let it of iterable) {
          if (typeof replacer === "function")
            it = replacer.call(iterable, String(i++), it);
          let key, value;
          if (Array.isArray(it)) {
            if (it.length === 2) {
              key = it[0];
              value = it[1];
            } else
              throw new TypeError(`Expected [key, value] tuple: ${it}`);
          } else if (it && it instanceof Object) {
            const keys = Object.keys(it);
            if (keys.length === 1) {
              key = keys[0];
              value = it[key];
            } else {
              throw new TypeError(`Expected tuple with one key, not ${keys.length} keys`);
            }
          } else {
            key = it;
          }
          pairs2.items.push(Pair.createPair(key, value, ctx));
        }
      return pairs2;
    }
    var pairs = {
      collection: "seq",
      default: false,
      tag: "tag:yaml.org,2002:pairs",
      resolve: resolvePairs,
      createNode: createPairs
    };
    exports.createPairs = createPairs;
    exports.pairs = pairs;
    exports.resolvePairs = resolvePairs;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/omap.js
var require_omap = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/omap.js"(exports) {
    "use strict";
    var identity = require_identity();
    var toJS = require_toJS();
    var YAMLMap = require_YAMLMap();
    var YAMLSeq = require_YAMLSeq();
    var pairs = require_pairs();
    var YAMLOMap = class _YAMLOMap extends YAMLSeq.YAMLSeq {
      constructor() {
        super();
        this.add = YAMLMap.YAMLMap.prototype.add.bind(this);
        this.delete = YAMLMap.YAMLMap.prototype.delete.bind(this);
        this.get = YAMLMap.YAMLMap.prototype.get.bind(this);
        this.has = YAMLMap.YAMLMap.prototype.has.bind(this);
        this.set = YAMLMap.YAMLMap.prototype.set.bind(this);
        this.tag = _YAMLOMap.tag;
      }
      /**
       * If `ctx` is given, the return type is actually `Map<unknown, unknown>`,
       * but TypeScript won't allow widening the signature of a child method.
       */
      toJSON(_, ctx) {
        if (!ctx)
          return super.toJSON(_);
        const map = /* @__PURE__ */ new Map();
        if (ctx?.onCreate)
          ctx.onCreate(map);
        for (const pair of this.items) {
          let key, value;
          if (identity.isPair(pair)) {
            key = toJS.toJS(pair.key, "", ctx);
            value = toJS.toJS(pair.value, key, ctx);
          } else {
            key = toJS.toJS(pair, "", ctx);
          }
          if (map.has(key))
            throw new Error("Ordered maps must not include duplicate keys");
          map.set(key, value);
        }
        return map;
      }
      static from(schema3, iterable, ctx) {
        const pairs$1 = pairs.createPairs(schema3, iterable, ctx);
        const omap2 = new this();
        omap2.items = pairs$1.items;
        return omap2;
      }
    };
    YAMLOMap.tag = "tag:yaml.org,2002:omap";
    var omap = {
      collection: "seq",
      identify: (value) => value instanceof Map,
      nodeClass: YAMLOMap,
      default: false,
      tag: "tag:yaml.org,2002:omap",
      resolve(seq, onError) {
        const pairs$1 = pairs.resolvePairs(seq, onError);
        const seenKeys = [];
        for (const { key } of pairs$1.items) {
          if (identity.isScalar(key)) {
            if (seenKeys.includes(key.value)) {
              onError(`Ordered maps must not include duplicate keys: ${key.value}`);
            } else {
              seenKeys.push(key.value);
            }
          }
        }
        return Object.assign(new YAMLOMap(), pairs$1);
      },
      createNode: (schema3, iterable, ctx) => YAMLOMap.from(schema3, iterable, ctx)
    };
    exports.YAMLOMap = YAMLOMap;
    exports.omap = omap;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/bool.js
var require_bool2 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/bool.js"(exports) {
    "use strict";
    var Scalar = require_Scalar();
    function boolStringify({ value, source }, ctx) {
      const boolObj = value ? trueTag : falseTag;
      if (source && boolObj.test.test(source))
        return source;
      return value ? ctx.options.trueStr : ctx.options.falseStr;
    }
    var trueTag = {
      identify: (value) => value === true,
      default: true,
      tag: "tag:yaml.org,2002:bool",
      test: /^(?:Y|y|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/,
      resolve: () => new Scalar.Scalar(true),
      stringify: boolStringify
    };
    var falseTag = {
      identify: (value) => value === false,
      default: true,
      tag: "tag:yaml.org,2002:bool",
      test: /^(?:N|n|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
      resolve: () => new Scalar.Scalar(false),
      stringify: boolStringify
    };
    exports.falseTag = falseTag;
    exports.trueTag = trueTag;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/float.js
var require_float2 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/float.js"(exports) {
    "use strict";
    var Scalar = require_Scalar();
    var stringifyNumber = require_stringifyNumber();
    var floatNaN = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
      resolve: (str) => str.slice(-3).toLowerCase() === "nan" ? NaN : str[0] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
      stringify: stringifyNumber.stringifyNumber
    };
    var floatExp = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      format: "EXP",
      test: /^[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+$/,
      resolve: (str) => parseFloat(str.replace(/_/g, "")),
      stringify(node) {
        const num = Number(node.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
      }
    };
    var float = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      test: /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*$/,
      resolve(str) {
        const node = new Scalar.Scalar(parseFloat(str.replace(/_/g, "")));
        const dot = str.indexOf(".");
        if (dot !== -1) {
          const f = str.substring(dot + 1).replace(/_/g, "");
          if (f[f.length - 1] === "0")
            node.minFractionDigits = f.length;
        }
        return node;
      },
      stringify: stringifyNumber.stringifyNumber
    };
    exports.float = float;
    exports.floatExp = floatExp;
    exports.floatNaN = floatNaN;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/int.js
var require_int2 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/int.js"(exports) {
    "use strict";
    var stringifyNumber = require_stringifyNumber();
    var intIdentify = (value) => typeof value === "bigint" || Number.isInteger(value);
    function intResolve(str, offset, radix, { intAsBigInt }) {
      const sign2 = str[0];
      if (sign2 === "-" || sign2 === "+")
        offset += 1;
      str = str.substring(offset).replace(/_/g, "");
      if (intAsBigInt) {
        switch (radix) {
          case 2:
            str = `0b${str}`;
            break;
          case 8:
            str = `0o${str}`;
            break;
          case 16:
            str = `0x${str}`;
            break;
        }
        const n2 = BigInt(str);
        return sign2 === "-" ? BigInt(-1) * n2 : n2;
      }
      const n = parseInt(str, radix);
      return sign2 === "-" ? -1 * n : n;
    }
    function intStringify(node, radix, prefix) {
      const { value } = node;
      if (intIdentify(value)) {
        const str = value.toString(radix);
        return value < 0 ? "-" + prefix + str.substr(1) : prefix + str;
      }
      return stringifyNumber.stringifyNumber(node);
    }
    var intBin = {
      identify: intIdentify,
      default: true,
      tag: "tag:yaml.org,2002:int",
      format: "BIN",
      test: /^[-+]?0b[0-1_]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 2, opt),
      stringify: (node) => intStringify(node, 2, "0b")
    };
    var intOct = {
      identify: intIdentify,
      default: true,
      tag: "tag:yaml.org,2002:int",
      format: "OCT",
      test: /^[-+]?0[0-7_]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 1, 8, opt),
      stringify: (node) => intStringify(node, 8, "0")
    };
    var int = {
      identify: intIdentify,
      default: true,
      tag: "tag:yaml.org,2002:int",
      test: /^[-+]?[0-9][0-9_]*$/,
      resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
      stringify: stringifyNumber.stringifyNumber
    };
    var intHex = {
      identify: intIdentify,
      default: true,
      tag: "tag:yaml.org,2002:int",
      format: "HEX",
      test: /^[-+]?0x[0-9a-fA-F_]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
      stringify: (node) => intStringify(node, 16, "0x")
    };
    exports.int = int;
    exports.intBin = intBin;
    exports.intHex = intHex;
    exports.intOct = intOct;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/set.js
var require_set = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/set.js"(exports) {
    "use strict";
    var identity = require_identity();
    var Pair = require_Pair();
    var YAMLMap = require_YAMLMap();
    var YAMLSet = class _YAMLSet extends YAMLMap.YAMLMap {
      constructor(schema3) {
        super(schema3);
        this.tag = _YAMLSet.tag;
      }
      add(key) {
        let pair;
        if (identity.isPair(key))
          pair = key;
        else if (key && typeof key === "object" && "key" in key && "value" in key && key.value === null)
          pair = new Pair.Pair(key.key, null);
        else
          pair = new Pair.Pair(key, null);
        const prev = YAMLMap.findPair(this.items, pair.key);
        if (!prev)
          this.items.push(pair);
      }
      /**
       * If `keepPair` is `true`, returns the Pair matching `key`.
       * Otherwise, returns the value of that Pair's key.
       */
      get(key, keepPair) {
        const pair = YAMLMap.findPair(this.items, key);
        return !keepPair && identity.isPair(pair) ? identity.isScalar(pair.key) ? pair.key.value : pair.key : pair;
      }
      set(key, value) {
        if (typeof value !== "boolean")
          throw new Error(`Expected boolean value for set(key, value) in a YAML set, not ${typeof value}`);
        const prev = YAMLMap.findPair(this.items, key);
        if (prev && !value) {
          this.items.splice(this.items.indexOf(prev), 1);
        } else if (!prev && value) {
          this.items.push(new Pair.Pair(key));
        }
      }
      toJSON(_, ctx) {
        return super.toJSON(_, ctx, Set);
      }
      toString(ctx, onComment, onChompKeep) {
        if (!ctx)
          return JSON.stringify(this);
        if (this.hasAllNullValues(true))
          return super.toString(Object.assign({}, ctx, { allNullValues: true }), onComment, onChompKeep);
        else
          throw new Error("Set items must all have null values");
      }
      static from(schema3, iterable, ctx) {
        const { replacer } = ctx;
        const set3 = new this(schema3);
        if (iterable && Symbol.iterator in Object(iterable))
          for (let value of iterable) {
            if (typeof replacer === "function")
              value = replacer.call(iterable, value, value);
            set3.items.push(Pair.createPair(value, null, ctx));
          }
        return set3;
      }
    };
    YAMLSet.tag = "tag:yaml.org,2002:set";
    var set2 = {
      collection: "map",
      identify: (value) => value instanceof Set,
      nodeClass: YAMLSet,
      default: false,
      tag: "tag:yaml.org,2002:set",
      createNode: (schema3, iterable, ctx) => YAMLSet.from(schema3, iterable, ctx),
      resolve(map, onError) {
        if (identity.isMap(map)) {
          if (map.hasAllNullValues(true))
            return Object.assign(new YAMLSet(), map);
          else
            onError("Set items must all have null values");
        } else
          onError("Expected a mapping for this tag");
        return map;
      }
    };
    exports.YAMLSet = YAMLSet;
    exports.set = set2;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/timestamp.js
var require_timestamp = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/timestamp.js"(exports) {
    "use strict";
    var stringifyNumber = require_stringifyNumber();
    function parseSexagesimal(str, asBigInt) {
      const sign2 = str[0];
      const parts = sign2 === "-" || sign2 === "+" ? str.substring(1) : str;
      const num = (n) => asBigInt ? BigInt(n) : Number(n);
      const res = parts.replace(/_/g, "").split(":").reduce((res2, p) => res2 * num(60) + num(p), num(0));
      return sign2 === "-" ? num(-1) * res : res;
    }
    function stringifySexagesimal(node) {
      let { value } = node;
      let num = (n) => n;
      if (typeof value === "bigint")
        num = (n) => BigInt(n);
      else if (isNaN(value) || !isFinite(value))
        return stringifyNumber.stringifyNumber(node);
      let sign2 = "";
      if (value < 0) {
        sign2 = "-";
        value *= num(-1);
      }
      const _60 = num(60);
      const parts = [value % _60];
      if (value < 60) {
        parts.unshift(0);
      } else {
        value = (value - parts[0]) / _60;
        parts.unshift(value % _60);
        if (value >= 60) {
          value = (value - parts[0]) / _60;
          parts.unshift(value);
        }
      }
      return sign2 + parts.map((n) => String(n).padStart(2, "0")).join(":").replace(/000000\d*$/, "");
    }
    var intTime = {
      identify: (value) => typeof value === "bigint" || Number.isInteger(value),
      default: true,
      tag: "tag:yaml.org,2002:int",
      format: "TIME",
      test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+$/,
      resolve: (str, _onError, { intAsBigInt }) => parseSexagesimal(str, intAsBigInt),
      stringify: stringifySexagesimal
    };
    var floatTime = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      format: "TIME",
      test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
      resolve: (str) => parseSexagesimal(str, false),
      stringify: stringifySexagesimal
    };
    var timestamp = {
      identify: (value) => value instanceof Date,
      default: true,
      tag: "tag:yaml.org,2002:timestamp",
      // If the time zone is omitted, the timestamp is assumed to be specified in UTC. The time part
      // may be omitted altogether, resulting in a date format. In such a case, the time part is
      // assumed to be 00:00:00Z (start of day, UTC).
      test: RegExp("^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:t|T|[ \\t]+)([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}(\\.[0-9]+)?)(?:[ \\t]*(Z|[-+][012]?[0-9](?::[0-9]{2})?))?)?$"),
      resolve(str) {
        const match = str.match(timestamp.test);
        if (!match)
          throw new Error("!!timestamp expects a date, starting with yyyy-mm-dd");
        const [, year, month, day, hour, minute, second] = match.map(Number);
        const millisec = match[7] ? Number((match[7] + "00").substr(1, 3)) : 0;
        let date = Date.UTC(year, month - 1, day, hour || 0, minute || 0, second || 0, millisec);
        const tz = match[8];
        if (tz && tz !== "Z") {
          let d3 = parseSexagesimal(tz, false);
          if (Math.abs(d3) < 30)
            d3 *= 60;
          date -= 6e4 * d3;
        }
        return new Date(date);
      },
      stringify: ({ value }) => value?.toISOString().replace(/(T00:00:00)?\.000Z$/, "") ?? ""
    };
    exports.floatTime = floatTime;
    exports.intTime = intTime;
    exports.timestamp = timestamp;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/schema.js
var require_schema3 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/schema.js"(exports) {
    "use strict";
    var map = require_map();
    var _null = require_null();
    var seq = require_seq();
    var string = require_string();
    var binary = require_binary();
    var bool = require_bool2();
    var float = require_float2();
    var int = require_int2();
    var merge2 = require_merge();
    var omap = require_omap();
    var pairs = require_pairs();
    var set2 = require_set();
    var timestamp = require_timestamp();
    var schema3 = [
      map.map,
      seq.seq,
      string.string,
      _null.nullTag,
      bool.trueTag,
      bool.falseTag,
      int.intBin,
      int.intOct,
      int.int,
      int.intHex,
      float.floatNaN,
      float.floatExp,
      float.float,
      binary.binary,
      merge2.merge,
      omap.omap,
      pairs.pairs,
      set2.set,
      timestamp.intTime,
      timestamp.floatTime,
      timestamp.timestamp
    ];
    exports.schema = schema3;
  }
});

// node_modules/yaml/dist/schema/tags.js
var require_tags = __commonJS({
  "node_modules/yaml/dist/schema/tags.js"(exports) {
    "use strict";
    var map = require_map();
    var _null = require_null();
    var seq = require_seq();
    var string = require_string();
    var bool = require_bool();
    var float = require_float();
    var int = require_int();
    var schema3 = require_schema();
    var schema$1 = require_schema2();
    var binary = require_binary();
    var merge2 = require_merge();
    var omap = require_omap();
    var pairs = require_pairs();
    var schema$2 = require_schema3();
    var set2 = require_set();
    var timestamp = require_timestamp();
    var schemas = /* @__PURE__ */ new Map([
      ["core", schema3.schema],
      ["failsafe", [map.map, seq.seq, string.string]],
      ["json", schema$1.schema],
      ["yaml11", schema$2.schema],
      ["yaml-1.1", schema$2.schema]
    ]);
    var tagsByName = {
      binary: binary.binary,
      bool: bool.boolTag,
      float: float.float,
      floatExp: float.floatExp,
      floatNaN: float.floatNaN,
      floatTime: timestamp.floatTime,
      int: int.int,
      intHex: int.intHex,
      intOct: int.intOct,
      intTime: timestamp.intTime,
      map: map.map,
      merge: merge2.merge,
      null: _null.nullTag,
      omap: omap.omap,
      pairs: pairs.pairs,
      seq: seq.seq,
      set: set2.set,
      timestamp: timestamp.timestamp
    };
    var coreKnownTags = {
      "tag:yaml.org,2002:binary": binary.binary,
      "tag:yaml.org,2002:merge": merge2.merge,
      "tag:yaml.org,2002:omap": omap.omap,
      "tag:yaml.org,2002:pairs": pairs.pairs,
      "tag:yaml.org,2002:set": set2.set,
      "tag:yaml.org,2002:timestamp": timestamp.timestamp
    };
    function getTags(customTags, schemaName, addMergeTag) {
      const schemaTags = schemas.get(schemaName);
      if (schemaTags && !customTags) {
        return addMergeTag && !schemaTags.includes(merge2.merge) ? schemaTags.concat(merge2.merge) : schemaTags.slice();
      }
      let tags = schemaTags;
      if (!tags) {
        if (Array.isArray(customTags))
          tags = [];
        else {
          const keys = Array.from(schemas.keys()).filter((key) => key !== "yaml11").map((key) => JSON.stringify(key)).join(", ");
          throw new Error(`Unknown schema "${schemaName}"; use one of ${keys} or define customTags array`);
        }
      }
      if (Array.isArray(customTags)) {
        for (const tag2 of customTags)
          tags = tags.concat(tag2);
      } else if (typeof customTags === "function") {
        tags = customTags(tags.slice());
      }
      if (addMergeTag)
        tags = tags.concat(merge2.merge);
      return tags.reduce((tags2, tag2) => {
        const tagObj = typeof tag2 === "string" ? tagsByName[tag2] : tag2;
        if (!tagObj) {
          const tagName = JSON.stringify(tag2);
          const keys = Object.keys(tagsByName).map((key) => JSON.stringify(key)).join(", ");
          throw new Error(`Unknown custom tag ${tagName}; use one of ${keys}`);
        }
        if (!tags2.includes(tagObj))
          tags2.push(tagObj);
        return tags2;
      }, []);
    }
    exports.coreKnownTags = coreKnownTags;
    exports.getTags = getTags;
  }
});

// node_modules/yaml/dist/schema/Schema.js
var require_Schema = __commonJS({
  "node_modules/yaml/dist/schema/Schema.js"(exports) {
    "use strict";
    var identity = require_identity();
    var map = require_map();
    var seq = require_seq();
    var string = require_string();
    var tags = require_tags();
    var sortMapEntriesByKey = (a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
    var Schema = class _Schema {
      constructor({ compat, customTags, merge: merge2, resolveKnownTags, schema: schema3, sortMapEntries, toStringDefaults }) {
        this.compat = Array.isArray(compat) ? tags.getTags(compat, "compat") : compat ? tags.getTags(null, compat) : null;
        this.name = typeof schema3 === "string" && schema3 || "core";
        this.knownTags = resolveKnownTags ? tags.coreKnownTags : {};
        this.tags = tags.getTags(customTags, this.name, merge2);
        this.toStringOptions = toStringDefaults ?? null;
        Object.defineProperty(this, identity.MAP, { value: map.map });
        Object.defineProperty(this, identity.SCALAR, { value: string.string });
        Object.defineProperty(this, identity.SEQ, { value: seq.seq });
        this.sortMapEntries = typeof sortMapEntries === "function" ? sortMapEntries : sortMapEntries === true ? sortMapEntriesByKey : null;
      }
      clone() {
        const copy = Object.create(_Schema.prototype, Object.getOwnPropertyDescriptors(this));
        copy.tags = this.tags.slice();
        return copy;
      }
    };
    exports.Schema = Schema;
  }
});

// node_modules/yaml/dist/stringify/stringifyDocument.js
var require_stringifyDocument = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyDocument.js"(exports) {
    "use strict";
    var identity = require_identity();
    var stringify = require_stringify();
    var stringifyComment = require_stringifyComment();
    function stringifyDocument(doc, options2) {
      const lines = [];
      let hasDirectives = options2.directives === true;
      if (options2.directives !== false && doc.directives) {
        const dir = doc.directives.toString(doc);
        if (dir) {
          lines.push(dir);
          hasDirectives = true;
        } else if (doc.directives.docStart)
          hasDirectives = true;
      }
      if (hasDirectives)
        lines.push("---");
      const ctx = stringify.createStringifyContext(doc, options2);
      const { commentString } = ctx.options;
      if (doc.commentBefore) {
        if (lines.length !== 1)
          lines.unshift("");
        const cs = commentString(doc.commentBefore);
        lines.unshift(stringifyComment.indentComment(cs, ""));
      }
      let chompKeep = false;
      let contentComment = null;
      if (doc.contents) {
        if (identity.isNode(doc.contents)) {
          if (doc.contents.spaceBefore && hasDirectives)
            lines.push("");
          if (doc.contents.commentBefore) {
            const cs = commentString(doc.contents.commentBefore);
            lines.push(stringifyComment.indentComment(cs, ""));
          }
          ctx.forceBlockIndent = !!doc.comment;
          contentComment = doc.contents.comment;
        }
        const onChompKeep = contentComment ? void 0 : () => chompKeep = true;
        let body = stringify.stringify(doc.contents, ctx, () => contentComment = null, onChompKeep);
        if (contentComment)
          body += stringifyComment.lineComment(body, "", commentString(contentComment));
        if ((body[0] === "|" || body[0] === ">") && lines[lines.length - 1] === "---") {
          lines[lines.length - 1] = `--- ${body}`;
        } else
          lines.push(body);
      } else {
        lines.push(stringify.stringify(doc.contents, ctx));
      }
      if (doc.directives?.docEnd) {
        if (doc.comment) {
          const cs = commentString(doc.comment);
          if (cs.includes("\n")) {
            lines.push("...");
            lines.push(stringifyComment.indentComment(cs, ""));
          } else {
            lines.push(`... ${cs}`);
          }
        } else {
          lines.push("...");
        }
      } else {
        let dc = doc.comment;
        if (dc && chompKeep)
          dc = dc.replace(/^\n+/, "");
        if (dc) {
          if ((!chompKeep || contentComment) && lines[lines.length - 1] !== "")
            lines.push("");
          lines.push(stringifyComment.indentComment(commentString(dc), ""));
        }
      }
      return lines.join("\n") + "\n";
    }
    exports.stringifyDocument = stringifyDocument;
  }
});

// node_modules/yaml/dist/doc/Document.js
var require_Document = __commonJS({
  "node_modules/yaml/dist/doc/Document.js"(exports) {
    "use strict";
    var Alias = require_Alias();
    var Collection2 = require_Collection();
    var identity = require_identity();
    var Pair = require_Pair();
    var toJS = require_toJS();
    var Schema = require_Schema();
    var stringifyDocument = require_stringifyDocument();
    var anchors = require_anchors();
    var applyReviver = require_applyReviver();
    var createNode = require_createNode();
    var directives = require_directives();
    var Document = class _Document {
      constructor(value, replacer, options2) {
        this.commentBefore = null;
        this.comment = null;
        this.errors = [];
        this.warnings = [];
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.DOC });
        let _replacer = null;
        if (typeof replacer === "function" || Array.isArray(replacer)) {
          _replacer = replacer;
        } else if (options2 === void 0 && replacer) {
          options2 = replacer;
          replacer = void 0;
        }
        const opt = Object.assign({
          intAsBigInt: false,
          keepSourceTokens: false,
          logLevel: "warn",
          prettyErrors: true,
          strict: true,
          stringKeys: false,
          uniqueKeys: true,
          version: "1.2"
        }, options2);
        this.options = opt;
        let { version: version2 } = opt;
        if (options2?._directives) {
          this.directives = options2._directives.atDocument();
          if (this.directives.yaml.explicit)
            version2 = this.directives.yaml.version;
        } else
          this.directives = new directives.Directives({ version: version2 });
        this.setSchema(version2, options2);
        this.contents = value === void 0 ? null : this.createNode(value, _replacer, options2);
      }
      /**
       * Create a deep copy of this Document and its contents.
       *
       * Custom Node values that inherit from `Object` still refer to their original instances.
       */
      clone() {
        const copy = Object.create(_Document.prototype, {
          [identity.NODE_TYPE]: { value: identity.DOC }
        });
        copy.commentBefore = this.commentBefore;
        copy.comment = this.comment;
        copy.errors = this.errors.slice();
        copy.warnings = this.warnings.slice();
        copy.options = Object.assign({}, this.options);
        if (this.directives)
          copy.directives = this.directives.clone();
        copy.schema = this.schema.clone();
        copy.contents = identity.isNode(this.contents) ? this.contents.clone(copy.schema) : this.contents;
        if (this.range)
          copy.range = this.range.slice();
        return copy;
      }
      /** Adds a value to the document. */
      add(value) {
        if (assertCollection(this.contents))
          this.contents.add(value);
      }
      /** Adds a value to the document. */
      addIn(path, value) {
        if (assertCollection(this.contents))
          this.contents.addIn(path, value);
      }
      /**
       * Create a new `Alias` node, ensuring that the target `node` has the required anchor.
       *
       * If `node` already has an anchor, `name` is ignored.
       * Otherwise, the `node.anchor` value will be set to `name`,
       * or if an anchor with that name is already present in the document,
       * `name` will be used as a prefix for a new unique anchor.
       * If `name` is undefined, the generated anchor will use 'a' as a prefix.
       */
      createAlias(node, name2) {
        if (!node.anchor) {
          const prev = anchors.anchorNames(this);
          node.anchor = // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
          !name2 || prev.has(name2) ? anchors.findNewAnchor(name2 || "a", prev) : name2;
        }
        return new Alias.Alias(node.anchor);
      }
      createNode(value, replacer, options2) {
        let _replacer = void 0;
        if (typeof replacer === "function") {
          value = replacer.call({ "": value }, "", value);
          _replacer = replacer;
        } else if (Array.isArray(replacer)) {
          const keyToStr = (v) => typeof v === "number" || v instanceof String || v instanceof Number;
          const asStr = replacer.filter(keyToStr).map(String);
          if (asStr.length > 0)
            replacer = replacer.concat(asStr);
          _replacer = replacer;
        } else if (options2 === void 0 && replacer) {
          options2 = replacer;
          replacer = void 0;
        }
        const { aliasDuplicateObjects, anchorPrefix, flow, keepUndefined, onTagObj, tag: tag2 } = options2 ?? {};
        const { onAnchor, setAnchors, sourceObjects } = anchors.createNodeAnchors(
          this,
          // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
          anchorPrefix || "a"
        );
        const ctx = {
          aliasDuplicateObjects: aliasDuplicateObjects ?? true,
          keepUndefined: keepUndefined ?? false,
          onAnchor,
          onTagObj,
          replacer: _replacer,
          schema: this.schema,
          sourceObjects
        };
        const node = createNode.createNode(value, tag2, ctx);
        if (flow && identity.isCollection(node))
          node.flow = true;
        setAnchors();
        return node;
      }
      /**
       * Convert a key and a value into a `Pair` using the current schema,
       * recursively wrapping all values as `Scalar` or `Collection` nodes.
       */
      createPair(key, value, options2 = {}) {
        const k2 = this.createNode(key, null, options2);
        const v = this.createNode(value, null, options2);
        return new Pair.Pair(k2, v);
      }
      /**
       * Removes a value from the document.
       * @returns `true` if the item was found and removed.
       */
      delete(key) {
        return assertCollection(this.contents) ? this.contents.delete(key) : false;
      }
      /**
       * Removes a value from the document.
       * @returns `true` if the item was found and removed.
       */
      deleteIn(path) {
        if (Collection2.isEmptyPath(path)) {
          if (this.contents == null)
            return false;
          this.contents = null;
          return true;
        }
        return assertCollection(this.contents) ? this.contents.deleteIn(path) : false;
      }
      /**
       * Returns item at `key`, or `undefined` if not found. By default unwraps
       * scalar values from their surrounding node; to disable set `keepScalar` to
       * `true` (collections are always returned intact).
       */
      get(key, keepScalar) {
        return identity.isCollection(this.contents) ? this.contents.get(key, keepScalar) : void 0;
      }
      /**
       * Returns item at `path`, or `undefined` if not found. By default unwraps
       * scalar values from their surrounding node; to disable set `keepScalar` to
       * `true` (collections are always returned intact).
       */
      getIn(path, keepScalar) {
        if (Collection2.isEmptyPath(path))
          return !keepScalar && identity.isScalar(this.contents) ? this.contents.value : this.contents;
        return identity.isCollection(this.contents) ? this.contents.getIn(path, keepScalar) : void 0;
      }
      /**
       * Checks if the document includes a value with the key `key`.
       */
      has(key) {
        return identity.isCollection(this.contents) ? this.contents.has(key) : false;
      }
      /**
       * Checks if the document includes a value at `path`.
       */
      hasIn(path) {
        if (Collection2.isEmptyPath(path))
          return this.contents !== void 0;
        return identity.isCollection(this.contents) ? this.contents.hasIn(path) : false;
      }
      /**
       * Sets a value in this document. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       */
      set(key, value) {
        if (this.contents == null) {
          this.contents = Collection2.collectionFromPath(this.schema, [key], value);
        } else if (assertCollection(this.contents)) {
          this.contents.set(key, value);
        }
      }
      /**
       * Sets a value in this document. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       */
      setIn(path, value) {
        if (Collection2.isEmptyPath(path)) {
          this.contents = value;
        } else if (this.contents == null) {
          this.contents = Collection2.collectionFromPath(this.schema, Array.from(path), value);
        } else if (assertCollection(this.contents)) {
          this.contents.setIn(path, value);
        }
      }
      /**
       * Change the YAML version and schema used by the document.
       * A `null` version disables support for directives, explicit tags, anchors, and aliases.
       * It also requires the `schema` option to be given as a `Schema` instance value.
       *
       * Overrides all previously set schema options.
       */
      setSchema(version2, options2 = {}) {
        if (typeof version2 === "number")
          version2 = String(version2);
        let opt;
        switch (version2) {
          case "1.1":
            if (this.directives)
              this.directives.yaml.version = "1.1";
            else
              this.directives = new directives.Directives({ version: "1.1" });
            opt = { resolveKnownTags: false, schema: "yaml-1.1" };
            break;
          case "1.2":
          case "next":
            if (this.directives)
              this.directives.yaml.version = version2;
            else
              this.directives = new directives.Directives({ version: version2 });
            opt = { resolveKnownTags: true, schema: "core" };
            break;
          case null:
            if (this.directives)
              delete this.directives;
            opt = null;
            break;
          default: {
            const sv = JSON.stringify(version2);
            throw new Error(`Expected '1.1', '1.2' or null as first argument, but found: ${sv}`);
          }
        }
        if (options2.schema instanceof Object)
          this.schema = options2.schema;
        else if (opt)
          this.schema = new Schema.Schema(Object.assign(opt, options2));
        else
          throw new Error(`With a null YAML version, the { schema: Schema } option is required`);
      }
      // json & jsonArg are only used from toJSON()
      toJS({ json, jsonArg, mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        const ctx = {
          anchors: /* @__PURE__ */ new Map(),
          doc: this,
          keep: !json,
          mapAsMap: mapAsMap === true,
          mapKeyWarned: false,
          maxAliasCount: typeof maxAliasCount === "number" ? maxAliasCount : 100
        };
        const res = toJS.toJS(this.contents, jsonArg ?? "", ctx);
        if (typeof onAnchor === "function")
          for (const { count: count2, res: res2 } of ctx.anchors.values())
            onAnchor(res2, count2);
        return typeof reviver === "function" ? applyReviver.applyReviver(reviver, { "": res }, "", res) : res;
      }
      /**
       * A JSON representation of the document `contents`.
       *
       * @param jsonArg Used by `JSON.stringify` to indicate the array index or
       *   property name.
       */
      toJSON(jsonArg, onAnchor) {
        return this.toJS({ json: true, jsonArg, mapAsMap: false, onAnchor });
      }
      /** A YAML representation of the document. */
      toString(options2 = {}) {
        if (this.errors.length > 0)
          throw new Error("Document with errors cannot be stringified");
        if ("indent" in options2 && (!Number.isInteger(options2.indent) || Number(options2.indent) <= 0)) {
          const s = JSON.stringify(options2.indent);
          throw new Error(`"indent" option must be a positive integer, not ${s}`);
        }
        return stringifyDocument.stringifyDocument(this, options2);
      }
    };
    function assertCollection(contents) {
      if (identity.isCollection(contents))
        return true;
      throw new Error("Expected a YAML collection as document contents");
    }
    exports.Document = Document;
  }
});

// node_modules/yaml/dist/errors.js
var require_errors = __commonJS({
  "node_modules/yaml/dist/errors.js"(exports) {
    "use strict";
    var YAMLError = class extends Error {
      constructor(name2, pos, code2, message) {
        super();
        this.name = name2;
        this.code = code2;
        this.message = message;
        this.pos = pos;
      }
    };
    var YAMLParseError = class extends YAMLError {
      constructor(pos, code2, message) {
        super("YAMLParseError", pos, code2, message);
      }
    };
    var YAMLWarning = class extends YAMLError {
      constructor(pos, code2, message) {
        super("YAMLWarning", pos, code2, message);
      }
    };
    var prettifyError = (src, lc) => (error) => {
      if (error.pos[0] === -1)
        return;
      error.linePos = error.pos.map((pos) => lc.linePos(pos));
      const { line, col } = error.linePos[0];
      error.message += ` at line ${line}, column ${col}`;
      let ci = col - 1;
      let lineStr = src.substring(lc.lineStarts[line - 1], lc.lineStarts[line]).replace(/[\n\r]+$/, "");
      if (ci >= 60 && lineStr.length > 80) {
        const trimStart = Math.min(ci - 39, lineStr.length - 79);
        lineStr = "…" + lineStr.substring(trimStart);
        ci -= trimStart - 1;
      }
      if (lineStr.length > 80)
        lineStr = lineStr.substring(0, 79) + "…";
      if (line > 1 && /^ *$/.test(lineStr.substring(0, ci))) {
        let prev = src.substring(lc.lineStarts[line - 2], lc.lineStarts[line - 1]);
        if (prev.length > 80)
          prev = prev.substring(0, 79) + "…\n";
        lineStr = prev + lineStr;
      }
      if (/[^ ]/.test(lineStr)) {
        let count2 = 1;
        const end2 = error.linePos[1];
        if (end2?.line === line && end2.col > col) {
          count2 = Math.max(1, Math.min(end2.col - col, 80 - ci));
        }
        const pointer = " ".repeat(ci) + "^".repeat(count2);
        error.message += `:

${lineStr}
${pointer}
`;
      }
    };
    exports.YAMLError = YAMLError;
    exports.YAMLParseError = YAMLParseError;
    exports.YAMLWarning = YAMLWarning;
    exports.prettifyError = prettifyError;
  }
});

// node_modules/yaml/dist/compose/resolve-props.js
var require_resolve_props = __commonJS({
  "node_modules/yaml/dist/compose/resolve-props.js"(exports) {
    "use strict";
    function resolveProps(tokens, { flow, indicator, next, offset, onError, parentIndent, startOnNewline }) {
      let spaceBefore = false;
      let atNewline = startOnNewline;
      let hasSpace = startOnNewline;
      let comment = "";
      let commentSep = "";
      let hasNewline = false;
      let reqSpace = false;
      let tab = null;
      let anchor2 = null;
      let tag2 = null;
      let newlineAfterProp = null;
      let comma = null;
      let found = null;
      let start = null;
      for (const token of tokens) {
        if (reqSpace) {
          if (token.type !== "space" && token.type !== "newline" && token.type !== "comma")
            onError(token.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space");
          reqSpace = false;
        }
        if (tab) {
          if (atNewline && token.type !== "comment" && token.type !== "newline") {
            onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation");
          }
          tab = null;
        }
        switch (token.type) {
          case "space":
            if (!flow && (indicator !== "doc-start" || next?.type !== "flow-collection") && token.source.includes("	")) {
              tab = token;
            }
            hasSpace = true;
            break;
          case "comment": {
            if (!hasSpace)
              onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
            const cb = token.source.substring(1) || " ";
            if (!comment)
              comment = cb;
            else
              comment += commentSep + cb;
            commentSep = "";
            atNewline = false;
            break;
          }
          case "newline":
            if (atNewline) {
              if (comment)
                comment += token.source;
              else if (!found || indicator !== "seq-item-ind")
                spaceBefore = true;
            } else
              commentSep += token.source;
            atNewline = true;
            hasNewline = true;
            if (anchor2 || tag2)
              newlineAfterProp = token;
            hasSpace = true;
            break;
          case "anchor":
            if (anchor2)
              onError(token, "MULTIPLE_ANCHORS", "A node can have at most one anchor");
            if (token.source.endsWith(":"))
              onError(token.offset + token.source.length - 1, "BAD_ALIAS", "Anchor ending in : is ambiguous", true);
            anchor2 = token;
            start ?? (start = token.offset);
            atNewline = false;
            hasSpace = false;
            reqSpace = true;
            break;
          case "tag": {
            if (tag2)
              onError(token, "MULTIPLE_TAGS", "A node can have at most one tag");
            tag2 = token;
            start ?? (start = token.offset);
            atNewline = false;
            hasSpace = false;
            reqSpace = true;
            break;
          }
          case indicator:
            if (anchor2 || tag2)
              onError(token, "BAD_PROP_ORDER", `Anchors and tags must be after the ${token.source} indicator`);
            if (found)
              onError(token, "UNEXPECTED_TOKEN", `Unexpected ${token.source} in ${flow ?? "collection"}`);
            found = token;
            atNewline = indicator === "seq-item-ind" || indicator === "explicit-key-ind";
            hasSpace = false;
            break;
          case "comma":
            if (flow) {
              if (comma)
                onError(token, "UNEXPECTED_TOKEN", `Unexpected , in ${flow}`);
              comma = token;
              atNewline = false;
              hasSpace = false;
              break;
            }
          // else fallthrough
          default:
            onError(token, "UNEXPECTED_TOKEN", `Unexpected ${token.type} token`);
            atNewline = false;
            hasSpace = false;
        }
      }
      const last = tokens[tokens.length - 1];
      const end2 = last ? last.offset + last.source.length : offset;
      if (reqSpace && next && next.type !== "space" && next.type !== "newline" && next.type !== "comma" && (next.type !== "scalar" || next.source !== "")) {
        onError(next.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space");
      }
      if (tab && (atNewline && tab.indent <= parentIndent || next?.type === "block-map" || next?.type === "block-seq"))
        onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation");
      return {
        comma,
        found,
        spaceBefore,
        comment,
        hasNewline,
        anchor: anchor2,
        tag: tag2,
        newlineAfterProp,
        end: end2,
        start: start ?? end2
      };
    }
    exports.resolveProps = resolveProps;
  }
});

// node_modules/yaml/dist/compose/util-contains-newline.js
var require_util_contains_newline = __commonJS({
  "node_modules/yaml/dist/compose/util-contains-newline.js"(exports) {
    "use strict";
    function containsNewline(key) {
      if (!key)
        return null;
      switch (key.type) {
        case "alias":
        case "scalar":
        case "double-quoted-scalar":
        case "single-quoted-scalar":
          if (key.source.includes("\n"))
            return true;
          if (key.end) {
            for (const st of key.end)
              if (st.type === "newline")
                return true;
          }
          return false;
        case "flow-collection":
          for (const it of key.items) {
            for (const st of it.start)
              if (st.type === "newline")
                return true;
            if (it.sep) {
              for (const st of it.sep)
                if (st.type === "newline")
                  return true;
            }
            if (containsNewline(it.key) || containsNewline(it.value))
              return true;
          }
          return false;
        default:
          return true;
      }
    }
    exports.containsNewline = containsNewline;
  }
});

// node_modules/yaml/dist/compose/util-flow-indent-check.js
var require_util_flow_indent_check = __commonJS({
  "node_modules/yaml/dist/compose/util-flow-indent-check.js"(exports) {
    "use strict";
    var utilContainsNewline = require_util_contains_newline();
    function flowIndentCheck(indent, fc, onError) {
      if (fc?.type === "flow-collection") {
        const end2 = fc.end[0];
        if (end2.indent === indent && (end2.source === "]" || end2.source === "}") && utilContainsNewline.containsNewline(fc)) {
          const msg = "Flow end indicator should be more indented than parent";
          onError(end2, "BAD_INDENT", msg, true);
        }
      }
    }
    exports.flowIndentCheck = flowIndentCheck;
  }
});

// node_modules/yaml/dist/compose/util-map-includes.js
var require_util_map_includes = __commonJS({
  "node_modules/yaml/dist/compose/util-map-includes.js"(exports) {
    "use strict";
    var identity = require_identity();
    function mapIncludes(ctx, items, search) {
      const { uniqueKeys } = ctx.options;
      if (uniqueKeys === false)
        return false;
      const isEqual2 = typeof uniqueKeys === "function" ? uniqueKeys : (a, b) => a === b || identity.isScalar(a) && identity.isScalar(b) && a.value === b.value;
      return items.some((pair) => isEqual2(pair.key, search));
    }
    exports.mapIncludes = mapIncludes;
  }
});

// node_modules/yaml/dist/compose/resolve-block-map.js
var require_resolve_block_map = __commonJS({
  "node_modules/yaml/dist/compose/resolve-block-map.js"(exports) {
    "use strict";
    var Pair = require_Pair();
    var YAMLMap = require_YAMLMap();
    var resolveProps = require_resolve_props();
    var utilContainsNewline = require_util_contains_newline();
    var utilFlowIndentCheck = require_util_flow_indent_check();
    var utilMapIncludes = require_util_map_includes();
    var startColMsg = "All mapping items must start at the same column";
    function resolveBlockMap({ composeNode, composeEmptyNode }, ctx, bm, onError, tag2) {
      const NodeClass = tag2?.nodeClass ?? YAMLMap.YAMLMap;
      const map = new NodeClass(ctx.schema);
      if (ctx.atRoot)
        ctx.atRoot = false;
      let offset = bm.offset;
      let commentEnd = null;
      for (const collItem of bm.items) {
        const { start, key, sep: sep3, value } = collItem;
        const keyProps = resolveProps.resolveProps(start, {
          indicator: "explicit-key-ind",
          next: key ?? sep3?.[0],
          offset,
          onError,
          parentIndent: bm.indent,
          startOnNewline: true
        });
        const implicitKey = !keyProps.found;
        if (implicitKey) {
          if (key) {
            if (key.type === "block-seq")
              onError(offset, "BLOCK_AS_IMPLICIT_KEY", "A block sequence may not be used as an implicit map key");
            else if ("indent" in key && key.indent !== bm.indent)
              onError(offset, "BAD_INDENT", startColMsg);
          }
          if (!keyProps.anchor && !keyProps.tag && !sep3) {
            commentEnd = keyProps.end;
            if (keyProps.comment) {
              if (map.comment)
                map.comment += "\n" + keyProps.comment;
              else
                map.comment = keyProps.comment;
            }
            continue;
          }
          if (keyProps.newlineAfterProp || utilContainsNewline.containsNewline(key)) {
            onError(key ?? start[start.length - 1], "MULTILINE_IMPLICIT_KEY", "Implicit keys need to be on a single line");
          }
        } else if (keyProps.found?.indent !== bm.indent) {
          onError(offset, "BAD_INDENT", startColMsg);
        }
        ctx.atKey = true;
        const keyStart = keyProps.end;
        const keyNode = key ? composeNode(ctx, key, keyProps, onError) : composeEmptyNode(ctx, keyStart, start, null, keyProps, onError);
        if (ctx.schema.compat)
          utilFlowIndentCheck.flowIndentCheck(bm.indent, key, onError);
        ctx.atKey = false;
        if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode))
          onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique");
        const valueProps = resolveProps.resolveProps(sep3 ?? [], {
          indicator: "map-value-ind",
          next: value,
          offset: keyNode.range[2],
          onError,
          parentIndent: bm.indent,
          startOnNewline: !key || key.type === "block-scalar"
        });
        offset = valueProps.end;
        if (valueProps.found) {
          if (implicitKey) {
            if (value?.type === "block-map" && !valueProps.hasNewline)
              onError(offset, "BLOCK_AS_IMPLICIT_KEY", "Nested mappings are not allowed in compact mappings");
            if (ctx.options.strict && keyProps.start < valueProps.found.offset - 1024)
              onError(keyNode.range, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit block mapping key");
          }
          const valueNode = value ? composeNode(ctx, value, valueProps, onError) : composeEmptyNode(ctx, offset, sep3, null, valueProps, onError);
          if (ctx.schema.compat)
            utilFlowIndentCheck.flowIndentCheck(bm.indent, value, onError);
          offset = valueNode.range[2];
          const pair = new Pair.Pair(keyNode, valueNode);
          if (ctx.options.keepSourceTokens)
            pair.srcToken = collItem;
          map.items.push(pair);
        } else {
          if (implicitKey)
            onError(keyNode.range, "MISSING_CHAR", "Implicit map keys need to be followed by map values");
          if (valueProps.comment) {
            if (keyNode.comment)
              keyNode.comment += "\n" + valueProps.comment;
            else
              keyNode.comment = valueProps.comment;
          }
          const pair = new Pair.Pair(keyNode);
          if (ctx.options.keepSourceTokens)
            pair.srcToken = collItem;
          map.items.push(pair);
        }
      }
      if (commentEnd && commentEnd < offset)
        onError(commentEnd, "IMPOSSIBLE", "Map comment with trailing content");
      map.range = [bm.offset, offset, commentEnd ?? offset];
      return map;
    }
    exports.resolveBlockMap = resolveBlockMap;
  }
});

// node_modules/yaml/dist/compose/resolve-block-seq.js
var require_resolve_block_seq = __commonJS({
  "node_modules/yaml/dist/compose/resolve-block-seq.js"(exports) {
    "use strict";
    var YAMLSeq = require_YAMLSeq();
    var resolveProps = require_resolve_props();
    var utilFlowIndentCheck = require_util_flow_indent_check();
    function resolveBlockSeq({ composeNode, composeEmptyNode }, ctx, bs, onError, tag2) {
      const NodeClass = tag2?.nodeClass ?? YAMLSeq.YAMLSeq;
      const seq = new NodeClass(ctx.schema);
      if (ctx.atRoot)
        ctx.atRoot = false;
      if (ctx.atKey)
        ctx.atKey = false;
      let offset = bs.offset;
      let commentEnd = null;
      for (const { start, value } of bs.items) {
        const props = resolveProps.resolveProps(start, {
          indicator: "seq-item-ind",
          next: value,
          offset,
          onError,
          parentIndent: bs.indent,
          startOnNewline: true
        });
        if (!props.found) {
          if (props.anchor || props.tag || value) {
            if (value?.type === "block-seq")
              onError(props.end, "BAD_INDENT", "All sequence items must start at the same column");
            else
              onError(offset, "MISSING_CHAR", "Sequence item without - indicator");
          } else {
            commentEnd = props.end;
            if (props.comment)
              seq.comment = props.comment;
            continue;
          }
        }
        const node = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, start, null, props, onError);
        if (ctx.schema.compat)
          utilFlowIndentCheck.flowIndentCheck(bs.indent, value, onError);
        offset = node.range[2];
        seq.items.push(node);
      }
      seq.range = [bs.offset, offset, commentEnd ?? offset];
      return seq;
    }
    exports.resolveBlockSeq = resolveBlockSeq;
  }
});

// node_modules/yaml/dist/compose/resolve-end.js
var require_resolve_end = __commonJS({
  "node_modules/yaml/dist/compose/resolve-end.js"(exports) {
    "use strict";
    function resolveEnd(end2, offset, reqSpace, onError) {
      let comment = "";
      if (end2) {
        let hasSpace = false;
        let sep3 = "";
        for (const token of end2) {
          const { source, type } = token;
          switch (type) {
            case "space":
              hasSpace = true;
              break;
            case "comment": {
              if (reqSpace && !hasSpace)
                onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
              const cb = source.substring(1) || " ";
              if (!comment)
                comment = cb;
              else
                comment += sep3 + cb;
              sep3 = "";
              break;
            }
            case "newline":
              if (comment)
                sep3 += source;
              hasSpace = true;
              break;
            default:
              onError(token, "UNEXPECTED_TOKEN", `Unexpected ${type} at node end`);
          }
          offset += source.length;
        }
      }
      return { comment, offset };
    }
    exports.resolveEnd = resolveEnd;
  }
});

// node_modules/yaml/dist/compose/resolve-flow-collection.js
var require_resolve_flow_collection = __commonJS({
  "node_modules/yaml/dist/compose/resolve-flow-collection.js"(exports) {
    "use strict";
    var identity = require_identity();
    var Pair = require_Pair();
    var YAMLMap = require_YAMLMap();
    var YAMLSeq = require_YAMLSeq();
    var resolveEnd = require_resolve_end();
    var resolveProps = require_resolve_props();
    var utilContainsNewline = require_util_contains_newline();
    var utilMapIncludes = require_util_map_includes();
    var blockMsg = "Block collections are not allowed within flow collections";
    var isBlock = (token) => token && (token.type === "block-map" || token.type === "block-seq");
    function resolveFlowCollection({ composeNode, composeEmptyNode }, ctx, fc, onError, tag2) {
      const isMap2 = fc.start.source === "{";
      const fcName = isMap2 ? "flow map" : "flow sequence";
      const NodeClass = tag2?.nodeClass ?? (isMap2 ? YAMLMap.YAMLMap : YAMLSeq.YAMLSeq);
      const coll = new NodeClass(ctx.schema);
      coll.flow = true;
      const atRoot = ctx.atRoot;
      if (atRoot)
        ctx.atRoot = false;
      if (ctx.atKey)
        ctx.atKey = false;
      let offset = fc.offset + fc.start.source.length;
      for (let i = 0; i < fc.items.length; ++i) {
        const collItem = fc.items[i];
        const { start, key, sep: sep3, value } = collItem;
        const props = resolveProps.resolveProps(start, {
          flow: fcName,
          indicator: "explicit-key-ind",
          next: key ?? sep3?.[0],
          offset,
          onError,
          parentIndent: fc.indent,
          startOnNewline: false
        });
        if (!props.found) {
          if (!props.anchor && !props.tag && !sep3 && !value) {
            if (i === 0 && props.comma)
              onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`);
            else if (i < fc.items.length - 1)
              onError(props.start, "UNEXPECTED_TOKEN", `Unexpected empty item in ${fcName}`);
            if (props.comment) {
              if (coll.comment)
                coll.comment += "\n" + props.comment;
              else
                coll.comment = props.comment;
            }
            offset = props.end;
            continue;
          }
          if (!isMap2 && ctx.options.strict && utilContainsNewline.containsNewline(key))
            onError(
              key,
              // checked by containsNewline()
              "MULTILINE_IMPLICIT_KEY",
              "Implicit keys of flow sequence pairs need to be on a single line"
            );
        }
        if (i === 0) {
          if (props.comma)
            onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`);
        } else {
          if (!props.comma)
            onError(props.start, "MISSING_CHAR", `Missing , between ${fcName} items`);
          if (props.comment) {
            let prevItemComment = "";
            loop: for (const st of start) {
              switch (st.type) {
                case "comma":
                case "space":
                  break;
                case "comment":
                  prevItemComment = st.source.substring(1);
                  break loop;
                default:
                  break loop;
              }
            }
            if (prevItemComment) {
              let prev = coll.items[coll.items.length - 1];
              if (identity.isPair(prev))
                prev = prev.value ?? prev.key;
              if (prev.comment)
                prev.comment += "\n" + prevItemComment;
              else
                prev.comment = prevItemComment;
              props.comment = props.comment.substring(prevItemComment.length + 1);
            }
          }
        }
        if (!isMap2 && !sep3 && !props.found) {
          const valueNode = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, sep3, null, props, onError);
          coll.items.push(valueNode);
          offset = valueNode.range[2];
          if (isBlock(value))
            onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg);
        } else {
          ctx.atKey = true;
          const keyStart = props.end;
          const keyNode = key ? composeNode(ctx, key, props, onError) : composeEmptyNode(ctx, keyStart, start, null, props, onError);
          if (isBlock(key))
            onError(keyNode.range, "BLOCK_IN_FLOW", blockMsg);
          ctx.atKey = false;
          const valueProps = resolveProps.resolveProps(sep3 ?? [], {
            flow: fcName,
            indicator: "map-value-ind",
            next: value,
            offset: keyNode.range[2],
            onError,
            parentIndent: fc.indent,
            startOnNewline: false
          });
          if (valueProps.found) {
            if (!isMap2 && !props.found && ctx.options.strict) {
              if (sep3)
                for (const st of sep3) {
                  if (st === valueProps.found)
                    break;
                  if (st.type === "newline") {
                    onError(st, "MULTILINE_IMPLICIT_KEY", "Implicit keys of flow sequence pairs need to be on a single line");
                    break;
                  }
                }
              if (props.start < valueProps.found.offset - 1024)
                onError(valueProps.found, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit flow sequence key");
            }
          } else if (value) {
            if ("source" in value && value.source?.[0] === ":")
              onError(value, "MISSING_CHAR", `Missing space after : in ${fcName}`);
            else
              onError(valueProps.start, "MISSING_CHAR", `Missing , or : between ${fcName} items`);
          }
          const valueNode = value ? composeNode(ctx, value, valueProps, onError) : valueProps.found ? composeEmptyNode(ctx, valueProps.end, sep3, null, valueProps, onError) : null;
          if (valueNode) {
            if (isBlock(value))
              onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg);
          } else if (valueProps.comment) {
            if (keyNode.comment)
              keyNode.comment += "\n" + valueProps.comment;
            else
              keyNode.comment = valueProps.comment;
          }
          const pair = new Pair.Pair(keyNode, valueNode);
          if (ctx.options.keepSourceTokens)
            pair.srcToken = collItem;
          if (isMap2) {
            const map = coll;
            if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode))
              onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique");
            map.items.push(pair);
          } else {
            const map = new YAMLMap.YAMLMap(ctx.schema);
            map.flow = true;
            map.items.push(pair);
            const endRange = (valueNode ?? keyNode).range;
            map.range = [keyNode.range[0], endRange[1], endRange[2]];
            coll.items.push(map);
          }
          offset = valueNode ? valueNode.range[2] : valueProps.end;
        }
      }
      const expectedEnd = isMap2 ? "}" : "]";
      const [ce, ...ee] = fc.end;
      let cePos = offset;
      if (ce?.source === expectedEnd)
        cePos = ce.offset + ce.source.length;
      else {
        const name2 = fcName[0].toUpperCase() + fcName.substring(1);
        const msg = atRoot ? `${name2} must end with a ${expectedEnd}` : `${name2} in block collection must be sufficiently indented and end with a ${expectedEnd}`;
        onError(offset, atRoot ? "MISSING_CHAR" : "BAD_INDENT", msg);
        if (ce && ce.source.length !== 1)
          ee.unshift(ce);
      }
      if (ee.length > 0) {
        const end2 = resolveEnd.resolveEnd(ee, cePos, ctx.options.strict, onError);
        if (end2.comment) {
          if (coll.comment)
            coll.comment += "\n" + end2.comment;
          else
            coll.comment = end2.comment;
        }
        coll.range = [fc.offset, cePos, end2.offset];
      } else {
        coll.range = [fc.offset, cePos, cePos];
      }
      return coll;
    }
    exports.resolveFlowCollection = resolveFlowCollection;
  }
});

// node_modules/yaml/dist/compose/compose-collection.js
var require_compose_collection = __commonJS({
  "node_modules/yaml/dist/compose/compose-collection.js"(exports) {
    "use strict";
    var identity = require_identity();
    var Scalar = require_Scalar();
    var YAMLMap = require_YAMLMap();
    var YAMLSeq = require_YAMLSeq();
    var resolveBlockMap = require_resolve_block_map();
    var resolveBlockSeq = require_resolve_block_seq();
    var resolveFlowCollection = require_resolve_flow_collection();
    function resolveCollection(CN, ctx, token, onError, tagName, tag2) {
      const coll = token.type === "block-map" ? resolveBlockMap.resolveBlockMap(CN, ctx, token, onError, tag2) : token.type === "block-seq" ? resolveBlockSeq.resolveBlockSeq(CN, ctx, token, onError, tag2) : resolveFlowCollection.resolveFlowCollection(CN, ctx, token, onError, tag2);
      const Coll = coll.constructor;
      if (tagName === "!" || tagName === Coll.tagName) {
        coll.tag = Coll.tagName;
        return coll;
      }
      if (tagName)
        coll.tag = tagName;
      return coll;
    }
    function composeCollection(CN, ctx, token, props, onError) {
      const tagToken = props.tag;
      const tagName = !tagToken ? null : ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg));
      if (token.type === "block-seq") {
        const { anchor: anchor2, newlineAfterProp: nl } = props;
        const lastProp = anchor2 && tagToken ? anchor2.offset > tagToken.offset ? anchor2 : tagToken : anchor2 ?? tagToken;
        if (lastProp && (!nl || nl.offset < lastProp.offset)) {
          const message = "Missing newline after block sequence props";
          onError(lastProp, "MISSING_CHAR", message);
        }
      }
      const expType = token.type === "block-map" ? "map" : token.type === "block-seq" ? "seq" : token.start.source === "{" ? "map" : "seq";
      if (!tagToken || !tagName || tagName === "!" || tagName === YAMLMap.YAMLMap.tagName && expType === "map" || tagName === YAMLSeq.YAMLSeq.tagName && expType === "seq") {
        return resolveCollection(CN, ctx, token, onError, tagName);
      }
      let tag2 = ctx.schema.tags.find((t) => t.tag === tagName && t.collection === expType);
      if (!tag2) {
        const kt = ctx.schema.knownTags[tagName];
        if (kt?.collection === expType) {
          ctx.schema.tags.push(Object.assign({}, kt, { default: false }));
          tag2 = kt;
        } else {
          if (kt) {
            onError(tagToken, "BAD_COLLECTION_TYPE", `${kt.tag} used for ${expType} collection, but expects ${kt.collection ?? "scalar"}`, true);
          } else {
            onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, true);
          }
          return resolveCollection(CN, ctx, token, onError, tagName);
        }
      }
      const coll = resolveCollection(CN, ctx, token, onError, tagName, tag2);
      const res = tag2.resolve?.(coll, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg), ctx.options) ?? coll;
      const node = identity.isNode(res) ? res : new Scalar.Scalar(res);
      node.range = coll.range;
      node.tag = tagName;
      if (tag2?.format)
        node.format = tag2.format;
      return node;
    }
    exports.composeCollection = composeCollection;
  }
});

// node_modules/yaml/dist/compose/resolve-block-scalar.js
var require_resolve_block_scalar = __commonJS({
  "node_modules/yaml/dist/compose/resolve-block-scalar.js"(exports) {
    "use strict";
    var Scalar = require_Scalar();
    function resolveBlockScalar(ctx, scalar, onError) {
      const start = scalar.offset;
      const header2 = parseBlockScalarHeader(scalar, ctx.options.strict, onError);
      if (!header2)
        return { value: "", type: null, comment: "", range: [start, start, start] };
      const type = header2.mode === ">" ? Scalar.Scalar.BLOCK_FOLDED : Scalar.Scalar.BLOCK_LITERAL;
      const lines = scalar.source ? splitLines(scalar.source) : [];
      let chompStart = lines.length;
      for (let i = lines.length - 1; i >= 0; --i) {
        const content = lines[i][1];
        if (content === "" || content === "\r")
          chompStart = i;
        else
          break;
      }
      if (chompStart === 0) {
        const value2 = header2.chomp === "+" && lines.length > 0 ? "\n".repeat(Math.max(1, lines.length - 1)) : "";
        let end3 = start + header2.length;
        if (scalar.source)
          end3 += scalar.source.length;
        return { value: value2, type, comment: header2.comment, range: [start, end3, end3] };
      }
      let trimIndent = scalar.indent + header2.indent;
      let offset = scalar.offset + header2.length;
      let contentStart = 0;
      for (let i = 0; i < chompStart; ++i) {
        const [indent, content] = lines[i];
        if (content === "" || content === "\r") {
          if (header2.indent === 0 && indent.length > trimIndent)
            trimIndent = indent.length;
        } else {
          if (indent.length < trimIndent) {
            const message = "Block scalars with more-indented leading empty lines must use an explicit indentation indicator";
            onError(offset + indent.length, "MISSING_CHAR", message);
          }
          if (header2.indent === 0)
            trimIndent = indent.length;
          contentStart = i;
          if (trimIndent === 0 && !ctx.atRoot) {
            const message = "Block scalar values in collections must be indented";
            onError(offset, "BAD_INDENT", message);
          }
          break;
        }
        offset += indent.length + content.length + 1;
      }
      for (let i = lines.length - 1; i >= chompStart; --i) {
        if (lines[i][0].length > trimIndent)
          chompStart = i + 1;
      }
      let value = "";
      let sep3 = "";
      let prevMoreIndented = false;
      for (let i = 0; i < contentStart; ++i)
        value += lines[i][0].slice(trimIndent) + "\n";
      for (let i = contentStart; i < chompStart; ++i) {
        let [indent, content] = lines[i];
        offset += indent.length + content.length + 1;
        const crlf = content[content.length - 1] === "\r";
        if (crlf)
          content = content.slice(0, -1);
        if (content && indent.length < trimIndent) {
          const src = header2.indent ? "explicit indentation indicator" : "first line";
          const message = `Block scalar lines must not be less indented than their ${src}`;
          onError(offset - content.length - (crlf ? 2 : 1), "BAD_INDENT", message);
          indent = "";
        }
        if (type === Scalar.Scalar.BLOCK_LITERAL) {
          value += sep3 + indent.slice(trimIndent) + content;
          sep3 = "\n";
        } else if (indent.length > trimIndent || content[0] === "	") {
          if (sep3 === " ")
            sep3 = "\n";
          else if (!prevMoreIndented && sep3 === "\n")
            sep3 = "\n\n";
          value += sep3 + indent.slice(trimIndent) + content;
          sep3 = "\n";
          prevMoreIndented = true;
        } else if (content === "") {
          if (sep3 === "\n")
            value += "\n";
          else
            sep3 = "\n";
        } else {
          value += sep3 + content;
          sep3 = " ";
          prevMoreIndented = false;
        }
      }
      switch (header2.chomp) {
        case "-":
          break;
        case "+":
          for (let i = chompStart; i < lines.length; ++i)
            value += "\n" + lines[i][0].slice(trimIndent);
          if (value[value.length - 1] !== "\n")
            value += "\n";
          break;
        default:
          value += "\n";
      }
      const end2 = start + header2.length + scalar.source.length;
      return { value, type, comment: header2.comment, range: [start, end2, end2] };
    }
    function parseBlockScalarHeader({ offset, props }, strict2, onError) {
      if (props[0].type !== "block-scalar-header") {
        onError(props[0], "IMPOSSIBLE", "Block scalar header not found");
        return null;
      }
      const { source } = props[0];
      const mode = source[0];
      let indent = 0;
      let chomp = "";
      let error = -1;
      for (let i = 1; i < source.length; ++i) {
        const ch = source[i];
        if (!chomp && (ch === "-" || ch === "+"))
          chomp = ch;
        else {
          const n = Number(ch);
          if (!indent && n)
            indent = n;
          else if (error === -1)
            error = offset + i;
        }
      }
      if (error !== -1)
        onError(error, "UNEXPECTED_TOKEN", `Block scalar header includes extra characters: ${source}`);
      let hasSpace = false;
      let comment = "";
      let length = source.length;
      for (let i = 1; i < props.length; ++i) {
        const token = props[i];
        switch (token.type) {
          case "space":
            hasSpace = true;
          // fallthrough
          case "newline":
            length += token.source.length;
            break;
          case "comment":
            if (strict2 && !hasSpace) {
              const message = "Comments must be separated from other tokens by white space characters";
              onError(token, "MISSING_CHAR", message);
            }
            length += token.source.length;
            comment = token.source.substring(1);
            break;
          case "error":
            onError(token, "UNEXPECTED_TOKEN", token.message);
            length += token.source.length;
            break;
          /* istanbul ignore next should not happen */
          default: {
            const message = `Unexpected token in block scalar header: ${token.type}`;
            onError(token, "UNEXPECTED_TOKEN", message);
            const ts = token.source;
            if (ts && typeof ts === "string")
              length += ts.length;
          }
        }
      }
      return { mode, indent, chomp, comment, length };
    }
    function splitLines(source) {
      const split = source.split(/\n( *)/);
      const first = split[0];
      const m = first.match(/^( *)/);
      const line0 = m?.[1] ? [m[1], first.slice(m[1].length)] : ["", first];
      const lines = [line0];
      for (let i = 1; i < split.length; i += 2)
        lines.push([split[i], split[i + 1]]);
      return lines;
    }
    exports.resolveBlockScalar = resolveBlockScalar;
  }
});

// node_modules/yaml/dist/compose/resolve-flow-scalar.js
var require_resolve_flow_scalar = __commonJS({
  "node_modules/yaml/dist/compose/resolve-flow-scalar.js"(exports) {
    "use strict";
    var Scalar = require_Scalar();
    var resolveEnd = require_resolve_end();
    function resolveFlowScalar(scalar, strict2, onError) {
      const { offset, type, source, end: end2 } = scalar;
      let _type;
      let value;
      const _onError = (rel, code2, msg) => onError(offset + rel, code2, msg);
      switch (type) {
        case "scalar":
          _type = Scalar.Scalar.PLAIN;
          value = plainValue(source, _onError);
          break;
        case "single-quoted-scalar":
          _type = Scalar.Scalar.QUOTE_SINGLE;
          value = singleQuotedValue(source, _onError);
          break;
        case "double-quoted-scalar":
          _type = Scalar.Scalar.QUOTE_DOUBLE;
          value = doubleQuotedValue(source, _onError);
          break;
        /* istanbul ignore next should not happen */
        default:
          onError(scalar, "UNEXPECTED_TOKEN", `Expected a flow scalar value, but found: ${type}`);
          return {
            value: "",
            type: null,
            comment: "",
            range: [offset, offset + source.length, offset + source.length]
          };
      }
      const valueEnd = offset + source.length;
      const re = resolveEnd.resolveEnd(end2, valueEnd, strict2, onError);
      return {
        value,
        type: _type,
        comment: re.comment,
        range: [offset, valueEnd, re.offset]
      };
    }
    function plainValue(source, onError) {
      let badChar = "";
      switch (source[0]) {
        /* istanbul ignore next should not happen */
        case "	":
          badChar = "a tab character";
          break;
        case ",":
          badChar = "flow indicator character ,";
          break;
        case "%":
          badChar = "directive indicator character %";
          break;
        case "|":
        case ">": {
          badChar = `block scalar indicator ${source[0]}`;
          break;
        }
        case "@":
        case "`": {
          badChar = `reserved character ${source[0]}`;
          break;
        }
      }
      if (badChar)
        onError(0, "BAD_SCALAR_START", `Plain value cannot start with ${badChar}`);
      return unfoldLines(source);
    }
    function singleQuotedValue(source, onError) {
      if (source[source.length - 1] !== "'" || source.length === 1)
        onError(source.length, "MISSING_CHAR", "Missing closing 'quote");
      return unfoldLines(source.slice(1, -1)).replace(/''/g, "'");
    }
    function unfoldLines(source) {
      const line = /(.*?)\r?\n/sy;
      let match = line.exec(source);
      if (!match)
        return source;
      let trimEnd, trimBoth;
      try {
        trimEnd = new RegExp("(?<![ 	])[ 	]+$");
        trimBoth = new RegExp("^[ 	]+|(?<![ 	])[ 	]+$", "g");
      } catch {
        trimEnd = /[ \t]+$/;
        trimBoth = /^[ \t]+|[ \t]+$/g;
      }
      let res = match[1].replace(trimEnd, "");
      let sep3 = " ";
      let pos = line.lastIndex;
      while (match = line.exec(source)) {
        const lm = match[1].replace(trimBoth, "");
        if (lm === "") {
          if (sep3 === "\n")
            res += sep3;
          else
            sep3 = "\n";
        } else {
          res += sep3 + lm;
          sep3 = " ";
        }
        pos = line.lastIndex;
      }
      const last = /[ \t]*(.*)/sy;
      last.lastIndex = pos;
      match = last.exec(source);
      return res + sep3 + (match?.[1] ?? "");
    }
    function doubleQuotedValue(source, onError) {
      let res = "";
      for (let i = 1; i < source.length - 1; ++i) {
        const ch = source[i];
        if (ch === "\r" && source[i + 1] === "\n")
          continue;
        if (ch === "\n") {
          const { fold, offset } = foldNewline(source, i);
          res += fold;
          i = offset;
        } else if (ch === "\\") {
          let next = source[++i];
          const cc = escapeCodes[next];
          if (cc)
            res += cc;
          else if (next === "\n") {
            next = source[i + 1];
            while (next === " " || next === "	")
              next = source[++i + 1];
          } else if (next === "\r" && source[i + 1] === "\n") {
            next = source[++i + 1];
            while (next === " " || next === "	")
              next = source[++i + 1];
          } else if (next === "x" || next === "u" || next === "U") {
            const length = next === "x" ? 2 : next === "u" ? 4 : 8;
            res += parseCharCode(source, i + 1, length, onError);
            i += length;
          } else {
            const raw = source.substr(i - 1, 2);
            onError(i - 1, "BAD_DQ_ESCAPE", `Invalid escape sequence ${raw}`);
            res += raw;
          }
        } else if (ch === " " || ch === "	") {
          const wsStart = i;
          let next = source[i + 1];
          while (next === " " || next === "	")
            next = source[++i + 1];
          if (next !== "\n" && !(next === "\r" && source[i + 2] === "\n"))
            res += i > wsStart ? source.slice(wsStart, i + 1) : ch;
        } else {
          res += ch;
        }
      }
      if (source[source.length - 1] !== '"' || source.length === 1)
        onError(source.length, "MISSING_CHAR", 'Missing closing "quote');
      return res;
    }
    function foldNewline(source, offset) {
      let fold = "";
      let ch = source[offset + 1];
      while (ch === " " || ch === "	" || ch === "\n" || ch === "\r") {
        if (ch === "\r" && source[offset + 2] !== "\n")
          break;
        if (ch === "\n")
          fold += "\n";
        offset += 1;
        ch = source[offset + 1];
      }
      if (!fold)
        fold = " ";
      return { fold, offset };
    }
    var escapeCodes = {
      "0": "\0",
      // null character
      a: "\x07",
      // bell character
      b: "\b",
      // backspace
      e: "\x1B",
      // escape character
      f: "\f",
      // form feed
      n: "\n",
      // line feed
      r: "\r",
      // carriage return
      t: "	",
      // horizontal tab
      v: "\v",
      // vertical tab
      N: "",
      // Unicode next line
      _: " ",
      // Unicode non-breaking space
      L: "\u2028",
      // Unicode line separator
      P: "\u2029",
      // Unicode paragraph separator
      " ": " ",
      '"': '"',
      "/": "/",
      "\\": "\\",
      "	": "	"
    };
    function parseCharCode(source, offset, length, onError) {
      const cc = source.substr(offset, length);
      const ok = cc.length === length && /^[0-9a-fA-F]+$/.test(cc);
      const code2 = ok ? parseInt(cc, 16) : NaN;
      try {
        return String.fromCodePoint(code2);
      } catch {
        const raw = source.substr(offset - 2, length + 2);
        onError(offset - 2, "BAD_DQ_ESCAPE", `Invalid escape sequence ${raw}`);
        return raw;
      }
    }
    exports.resolveFlowScalar = resolveFlowScalar;
  }
});

// node_modules/yaml/dist/compose/compose-scalar.js
var require_compose_scalar = __commonJS({
  "node_modules/yaml/dist/compose/compose-scalar.js"(exports) {
    "use strict";
    var identity = require_identity();
    var Scalar = require_Scalar();
    var resolveBlockScalar = require_resolve_block_scalar();
    var resolveFlowScalar = require_resolve_flow_scalar();
    function composeScalar(ctx, token, tagToken, onError) {
      const { value, type, comment, range } = token.type === "block-scalar" ? resolveBlockScalar.resolveBlockScalar(ctx, token, onError) : resolveFlowScalar.resolveFlowScalar(token, ctx.options.strict, onError);
      const tagName = tagToken ? ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg)) : null;
      let tag2;
      if (ctx.options.stringKeys && ctx.atKey) {
        tag2 = ctx.schema[identity.SCALAR];
      } else if (tagName)
        tag2 = findScalarTagByName(ctx.schema, value, tagName, tagToken, onError);
      else if (token.type === "scalar")
        tag2 = findScalarTagByTest(ctx, value, token, onError);
      else
        tag2 = ctx.schema[identity.SCALAR];
      let scalar;
      try {
        const res = tag2.resolve(value, (msg) => onError(tagToken ?? token, "TAG_RESOLVE_FAILED", msg), ctx.options);
        scalar = identity.isScalar(res) ? res : new Scalar.Scalar(res);
      } catch (error) {
        const msg = error instanceof Error ? error.message : String(error);
        onError(tagToken ?? token, "TAG_RESOLVE_FAILED", msg);
        scalar = new Scalar.Scalar(value);
      }
      scalar.range = range;
      scalar.source = value;
      if (type)
        scalar.type = type;
      if (tagName)
        scalar.tag = tagName;
      if (tag2.format)
        scalar.format = tag2.format;
      if (comment)
        scalar.comment = comment;
      return scalar;
    }
    function findScalarTagByName(schema3, value, tagName, tagToken, onError) {
      if (tagName === "!")
        return schema3[identity.SCALAR];
      const matchWithTest = [];
      for (const tag2 of schema3.tags) {
        if (!tag2.collection && tag2.tag === tagName) {
          if (tag2.default && tag2.test)
            matchWithTest.push(tag2);
          else
            return tag2;
        }
      }
      for (const tag2 of matchWithTest)
        if (tag2.test?.test(value))
          return tag2;
      const kt = schema3.knownTags[tagName];
      if (kt && !kt.collection) {
        schema3.tags.push(Object.assign({}, kt, { default: false, test: void 0 }));
        return kt;
      }
      onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, tagName !== "tag:yaml.org,2002:str");
      return schema3[identity.SCALAR];
    }
    function findScalarTagByTest({ atKey, directives, schema: schema3 }, value, token, onError) {
      const tag2 = schema3.tags.find((tag3) => (tag3.default === true || atKey && tag3.default === "key") && tag3.test?.test(value)) || schema3[identity.SCALAR];
      if (schema3.compat) {
        const compat = schema3.compat.find((tag3) => tag3.default && tag3.test?.test(value)) ?? schema3[identity.SCALAR];
        if (tag2.tag !== compat.tag) {
          const ts = directives.tagString(tag2.tag);
          const cs = directives.tagString(compat.tag);
          const msg = `Value may be parsed as either ${ts} or ${cs}`;
          onError(token, "TAG_RESOLVE_FAILED", msg, true);
        }
      }
      return tag2;
    }
    exports.composeScalar = composeScalar;
  }
});

// node_modules/yaml/dist/compose/util-empty-scalar-position.js
var require_util_empty_scalar_position = __commonJS({
  "node_modules/yaml/dist/compose/util-empty-scalar-position.js"(exports) {
    "use strict";
    function emptyScalarPosition(offset, before, pos) {
      if (before) {
        pos ?? (pos = before.length);
        for (let i = pos - 1; i >= 0; --i) {
          let st = before[i];
          switch (st.type) {
            case "space":
            case "comment":
            case "newline":
              offset -= st.source.length;
              continue;
          }
          st = before[++i];
          while (st?.type === "space") {
            offset += st.source.length;
            st = before[++i];
          }
          break;
        }
      }
      return offset;
    }
    exports.emptyScalarPosition = emptyScalarPosition;
  }
});

// node_modules/yaml/dist/compose/compose-node.js
var require_compose_node = __commonJS({
  "node_modules/yaml/dist/compose/compose-node.js"(exports) {
    "use strict";
    var Alias = require_Alias();
    var identity = require_identity();
    var composeCollection = require_compose_collection();
    var composeScalar = require_compose_scalar();
    var resolveEnd = require_resolve_end();
    var utilEmptyScalarPosition = require_util_empty_scalar_position();
    var CN = { composeNode, composeEmptyNode };
    function composeNode(ctx, token, props, onError) {
      const atKey = ctx.atKey;
      const { spaceBefore, comment, anchor: anchor2, tag: tag2 } = props;
      let node;
      let isSrcToken = true;
      switch (token.type) {
        case "alias":
          node = composeAlias(ctx, token, onError);
          if (anchor2 || tag2)
            onError(token, "ALIAS_PROPS", "An alias node must not specify any properties");
          break;
        case "scalar":
        case "single-quoted-scalar":
        case "double-quoted-scalar":
        case "block-scalar":
          node = composeScalar.composeScalar(ctx, token, tag2, onError);
          if (anchor2)
            node.anchor = anchor2.source.substring(1);
          break;
        case "block-map":
        case "block-seq":
        case "flow-collection":
          try {
            node = composeCollection.composeCollection(CN, ctx, token, props, onError);
            if (anchor2)
              node.anchor = anchor2.source.substring(1);
          } catch (error) {
            const message = error instanceof Error ? error.message : String(error);
            onError(token, "RESOURCE_EXHAUSTION", message);
          }
          break;
        default: {
          const message = token.type === "error" ? token.message : `Unsupported token (type: ${token.type})`;
          onError(token, "UNEXPECTED_TOKEN", message);
          isSrcToken = false;
        }
      }
      node ?? (node = composeEmptyNode(ctx, token.offset, void 0, null, props, onError));
      if (anchor2 && node.anchor === "")
        onError(anchor2, "BAD_ALIAS", "Anchor cannot be an empty string");
      if (atKey && ctx.options.stringKeys && (!identity.isScalar(node) || typeof node.value !== "string" || node.tag && node.tag !== "tag:yaml.org,2002:str")) {
        const msg = "With stringKeys, all keys must be strings";
        onError(tag2 ?? token, "NON_STRING_KEY", msg);
      }
      if (spaceBefore)
        node.spaceBefore = true;
      if (comment) {
        if (token.type === "scalar" && token.source === "")
          node.comment = comment;
        else
          node.commentBefore = comment;
      }
      if (ctx.options.keepSourceTokens && isSrcToken)
        node.srcToken = token;
      return node;
    }
    function composeEmptyNode(ctx, offset, before, pos, { spaceBefore, comment, anchor: anchor2, tag: tag2, end: end2 }, onError) {
      const token = {
        type: "scalar",
        offset: utilEmptyScalarPosition.emptyScalarPosition(offset, before, pos),
        indent: -1,
        source: ""
      };
      const node = composeScalar.composeScalar(ctx, token, tag2, onError);
      if (anchor2) {
        node.anchor = anchor2.source.substring(1);
        if (node.anchor === "")
          onError(anchor2, "BAD_ALIAS", "Anchor cannot be an empty string");
      }
      if (spaceBefore)
        node.spaceBefore = true;
      if (comment) {
        node.comment = comment;
        node.range[2] = end2;
      }
      return node;
    }
    function composeAlias({ options: options2 }, { offset, source, end: end2 }, onError) {
      const alias2 = new Alias.Alias(source.substring(1));
      if (alias2.source === "")
        onError(offset, "BAD_ALIAS", "Alias cannot be an empty string");
      if (alias2.source.endsWith(":"))
        onError(offset + source.length - 1, "BAD_ALIAS", "Alias ending in : is ambiguous", true);
      const valueEnd = offset + source.length;
      const re = resolveEnd.resolveEnd(end2, valueEnd, options2.strict, onError);
      alias2.range = [offset, valueEnd, re.offset];
      if (re.comment)
        alias2.comment = re.comment;
      return alias2;
    }
    exports.composeEmptyNode = composeEmptyNode;
    exports.composeNode = composeNode;
  }
});

// node_modules/yaml/dist/compose/compose-doc.js
var require_compose_doc = __commonJS({
  "node_modules/yaml/dist/compose/compose-doc.js"(exports) {
    "use strict";
    var Document = require_Document();
    var composeNode = require_compose_node();
    var resolveEnd = require_resolve_end();
    var resolveProps = require_resolve_props();
    function composeDoc(options2, directives, { offset, start, value, end: end2 }, onError) {
      const opts = Object.assign({ _directives: directives }, options2);
      const doc = new Document.Document(void 0, opts);
      const ctx = {
        atKey: false,
        atRoot: true,
        directives: doc.directives,
        options: doc.options,
        schema: doc.schema
      };
      const props = resolveProps.resolveProps(start, {
        indicator: "doc-start",
        next: value ?? end2?.[0],
        offset,
        onError,
        parentIndent: 0,
        startOnNewline: true
      });
      if (props.found) {
        doc.directives.docStart = true;
        if (value && (value.type === "block-map" || value.type === "block-seq") && !props.hasNewline)
          onError(props.end, "MISSING_CHAR", "Block collection cannot start on same line with directives-end marker");
      }
      doc.contents = value ? composeNode.composeNode(ctx, value, props, onError) : composeNode.composeEmptyNode(ctx, props.end, start, null, props, onError);
      const contentEnd = doc.contents.range[2];
      const re = resolveEnd.resolveEnd(end2, contentEnd, false, onError);
      if (re.comment)
        doc.comment = re.comment;
      doc.range = [offset, contentEnd, re.offset];
      return doc;
    }
    exports.composeDoc = composeDoc;
  }
});

// node_modules/yaml/dist/compose/composer.js
var require_composer = __commonJS({
  "node_modules/yaml/dist/compose/composer.js"(exports) {
    "use strict";
    var node_process = __require("process");
    var directives = require_directives();
    var Document = require_Document();
    var errors = require_errors();
    var identity = require_identity();
    var composeDoc = require_compose_doc();
    var resolveEnd = require_resolve_end();
    function getErrorPos(src) {
      if (typeof src === "number")
        return [src, src + 1];
      if (Array.isArray(src))
        return src.length === 2 ? src : [src[0], src[1]];
      const { offset, source } = src;
      return [offset, offset + (typeof source === "string" ? source.length : 1)];
    }
    function parsePrelude(prelude) {
      let comment = "";
      let atComment = false;
      let afterEmptyLine = false;
      for (let i = 0; i < prelude.length; ++i) {
        const source = prelude[i];
        switch (source[0]) {
          case "#":
            comment += (comment === "" ? "" : afterEmptyLine ? "\n\n" : "\n") + (source.substring(1) || " ");
            atComment = true;
            afterEmptyLine = false;
            break;
          case "%":
            if (prelude[i + 1]?.[0] !== "#")
              i += 1;
            atComment = false;
            break;
          default:
            if (!atComment)
              afterEmptyLine = true;
            atComment = false;
        }
      }
      return { comment, afterEmptyLine };
    }
    var Composer = class {
      constructor(options2 = {}) {
        this.doc = null;
        this.atDirectives = false;
        this.prelude = [];
        this.errors = [];
        this.warnings = [];
        this.onError = (source, code2, message, warning2) => {
          const pos = getErrorPos(source);
          if (warning2)
            this.warnings.push(new errors.YAMLWarning(pos, code2, message));
          else
            this.errors.push(new errors.YAMLParseError(pos, code2, message));
        };
        this.directives = new directives.Directives({ version: options2.version || "1.2" });
        this.options = options2;
      }
      decorate(doc, afterDoc) {
        const { comment, afterEmptyLine } = parsePrelude(this.prelude);
        if (comment) {
          const dc = doc.contents;
          if (afterDoc) {
            doc.comment = doc.comment ? `${doc.comment}
${comment}` : comment;
          } else if (afterEmptyLine || doc.directives.docStart || !dc) {
            doc.commentBefore = comment;
          } else if (identity.isCollection(dc) && !dc.flow && dc.items.length > 0) {
            let it = dc.items[0];
            if (identity.isPair(it))
              it = it.key;
            const cb = it.commentBefore;
            it.commentBefore = cb ? `${comment}
${cb}` : comment;
          } else {
            const cb = dc.commentBefore;
            dc.commentBefore = cb ? `${comment}
${cb}` : comment;
          }
        }
        if (afterDoc) {
          for (let i = 0; i < this.errors.length; ++i)
            doc.errors.push(this.errors[i]);
          for (let i = 0; i < this.warnings.length; ++i)
            doc.warnings.push(this.warnings[i]);
        } else {
          doc.errors = this.errors;
          doc.warnings = this.warnings;
        }
        this.prelude = [];
        this.errors = [];
        this.warnings = [];
      }
      /**
       * Current stream status information.
       *
       * Mostly useful at the end of input for an empty stream.
       */
      streamInfo() {
        return {
          comment: parsePrelude(this.prelude).comment,
          directives: this.directives,
          errors: this.errors,
          warnings: this.warnings
        };
      }
      /**
       * Compose tokens into documents.
       *
       * @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
       * @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
       */
      *compose(tokens, forceDoc = false, endOffset = -1) {
        for (const token of tokens)
          yield* this.next(token);
        yield* this.end(forceDoc, endOffset);
      }
      /** Advance the composer by one CST token. */
      *next(token) {
        if (node_process.env.LOG_STREAM)
          console.dir(token, { depth: null });
        switch (token.type) {
          case "directive":
            this.directives.add(token.source, (offset, message, warning2) => {
              const pos = getErrorPos(token);
              pos[0] += offset;
              this.onError(pos, "BAD_DIRECTIVE", message, warning2);
            });
            this.prelude.push(token.source);
            this.atDirectives = true;
            break;
          case "document": {
            const doc = composeDoc.composeDoc(this.options, this.directives, token, this.onError);
            if (this.atDirectives && !doc.directives.docStart)
              this.onError(token, "MISSING_CHAR", "Missing directives-end/doc-start indicator line");
            this.decorate(doc, false);
            if (this.doc)
              yield this.doc;
            this.doc = doc;
            this.atDirectives = false;
            break;
          }
          case "byte-order-mark":
          case "space":
            break;
          case "comment":
          case "newline":
            this.prelude.push(token.source);
            break;
          case "error": {
            const msg = token.source ? `${token.message}: ${JSON.stringify(token.source)}` : token.message;
            const error = new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", msg);
            if (this.atDirectives || !this.doc)
              this.errors.push(error);
            else
              this.doc.errors.push(error);
            break;
          }
          case "doc-end": {
            if (!this.doc) {
              const msg = "Unexpected doc-end without preceding document";
              this.errors.push(new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", msg));
              break;
            }
            this.doc.directives.docEnd = true;
            const end2 = resolveEnd.resolveEnd(token.end, token.offset + token.source.length, this.doc.options.strict, this.onError);
            this.decorate(this.doc, true);
            if (end2.comment) {
              const dc = this.doc.comment;
              this.doc.comment = dc ? `${dc}
${end2.comment}` : end2.comment;
            }
            this.doc.range[2] = end2.offset;
            break;
          }
          default:
            this.errors.push(new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", `Unsupported token ${token.type}`));
        }
      }
      /**
       * Call at end of input to yield any remaining document.
       *
       * @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
       * @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
       */
      *end(forceDoc = false, endOffset = -1) {
        if (this.doc) {
          this.decorate(this.doc, true);
          yield this.doc;
          this.doc = null;
        } else if (forceDoc) {
          const opts = Object.assign({ _directives: this.directives }, this.options);
          const doc = new Document.Document(void 0, opts);
          if (this.atDirectives)
            this.onError(endOffset, "MISSING_CHAR", "Missing directives-end indicator line");
          doc.range = [0, endOffset, endOffset];
          this.decorate(doc, false);
          yield doc;
        }
      }
    };
    exports.Composer = Composer;
  }
});

// node_modules/yaml/dist/parse/cst-scalar.js
var require_cst_scalar = __commonJS({
  "node_modules/yaml/dist/parse/cst-scalar.js"(exports) {
    "use strict";
    var resolveBlockScalar = require_resolve_block_scalar();
    var resolveFlowScalar = require_resolve_flow_scalar();
    var errors = require_errors();
    var stringifyString = require_stringifyString();
    function resolveAsScalar(token, strict2 = true, onError) {
      if (token) {
        const _onError = (pos, code2, message) => {
          const offset = typeof pos === "number" ? pos : Array.isArray(pos) ? pos[0] : pos.offset;
          if (onError)
            onError(offset, code2, message);
          else
            throw new errors.YAMLParseError([offset, offset + 1], code2, message);
        };
        switch (token.type) {
          case "scalar":
          case "single-quoted-scalar":
          case "double-quoted-scalar":
            return resolveFlowScalar.resolveFlowScalar(token, strict2, _onError);
          case "block-scalar":
            return resolveBlockScalar.resolveBlockScalar({ options: { strict: strict2 } }, token, _onError);
        }
      }
      return null;
    }
    function createScalarToken(value, context) {
      const { implicitKey = false, indent, inFlow = false, offset = -1, type = "PLAIN" } = context;
      const source = stringifyString.stringifyString({ type, value }, {
        implicitKey,
        indent: indent > 0 ? " ".repeat(indent) : "",
        inFlow,
        options: { blockQuote: true, lineWidth: -1 }
      });
      const end2 = context.end ?? [
        { type: "newline", offset: -1, indent, source: "\n" }
      ];
      switch (source[0]) {
        case "|":
        case ">": {
          const he = source.indexOf("\n");
          const head = source.substring(0, he);
          const body = source.substring(he + 1) + "\n";
          const props = [
            { type: "block-scalar-header", offset, indent, source: head }
          ];
          if (!addEndtoBlockProps(props, end2))
            props.push({ type: "newline", offset: -1, indent, source: "\n" });
          return { type: "block-scalar", offset, indent, props, source: body };
        }
        case '"':
          return { type: "double-quoted-scalar", offset, indent, source, end: end2 };
        case "'":
          return { type: "single-quoted-scalar", offset, indent, source, end: end2 };
        default:
          return { type: "scalar", offset, indent, source, end: end2 };
      }
    }
    function setScalarValue(token, value, context = {}) {
      let { afterKey = false, implicitKey = false, inFlow = false, type } = context;
      let indent = "indent" in token ? token.indent : null;
      if (afterKey && typeof indent === "number")
        indent += 2;
      if (!type)
        switch (token.type) {
          case "single-quoted-scalar":
            type = "QUOTE_SINGLE";
            break;
          case "double-quoted-scalar":
            type = "QUOTE_DOUBLE";
            break;
          case "block-scalar": {
            const header2 = token.props[0];
            if (header2.type !== "block-scalar-header")
              throw new Error("Invalid block scalar header");
            type = header2.source[0] === ">" ? "BLOCK_FOLDED" : "BLOCK_LITERAL";
            break;
          }
          default:
            type = "PLAIN";
        }
      const source = stringifyString.stringifyString({ type, value }, {
        implicitKey: implicitKey || indent === null,
        indent: indent !== null && indent > 0 ? " ".repeat(indent) : "",
        inFlow,
        options: { blockQuote: true, lineWidth: -1 }
      });
      switch (source[0]) {
        case "|":
        case ">":
          setBlockScalarValue(token, source);
          break;
        case '"':
          setFlowScalarValue(token, source, "double-quoted-scalar");
          break;
        case "'":
          setFlowScalarValue(token, source, "single-quoted-scalar");
          break;
        default:
          setFlowScalarValue(token, source, "scalar");
      }
    }
    function setBlockScalarValue(token, source) {
      const he = source.indexOf("\n");
      const head = source.substring(0, he);
      const body = source.substring(he + 1) + "\n";
      if (token.type === "block-scalar") {
        const header2 = token.props[0];
        if (header2.type !== "block-scalar-header")
          throw new Error("Invalid block scalar header");
        header2.source = head;
        token.source = body;
      } else {
        const { offset } = token;
        const indent = "indent" in token ? token.indent : -1;
        const props = [
          { type: "block-scalar-header", offset, indent, source: head }
        ];
        if (!addEndtoBlockProps(props, "end" in token ? token.end : void 0))
          props.push({ type: "newline", offset: -1, indent, source: "\n" });
        for (const key of Object.keys(token))
          if (key !== "type" && key !== "offset")
            delete token[key];
        Object.assign(token, { type: "block-scalar", indent, props, source: body });
      }
    }
    function addEndtoBlockProps(props, end2) {
      if (end2)
        for (const st of end2)
          switch (st.type) {
            case "space":
            case "comment":
              props.push(st);
              break;
            case "newline":
              props.push(st);
              return true;
          }
      return false;
    }
    function setFlowScalarValue(token, source, type) {
      switch (token.type) {
        case "scalar":
        case "double-quoted-scalar":
        case "single-quoted-scalar":
          token.type = type;
          token.source = source;
          break;
        case "block-scalar": {
          const end2 = token.props.slice(1);
          let oa = source.length;
          if (token.props[0].type === "block-scalar-header")
            oa -= token.props[0].source.length;
          for (const tok of end2)
            tok.offset += oa;
          delete token.props;
          Object.assign(token, { type, source, end: end2 });
          break;
        }
        case "block-map":
        case "block-seq": {
          const offset = token.offset + source.length;
          const nl = { type: "newline", offset, indent: token.indent, source: "\n" };
          delete token.items;
          Object.assign(token, { type, source, end: [nl] });
          break;
        }
        default: {
          const indent = "indent" in token ? token.indent : -1;
          const end2 = "end" in token && Array.isArray(token.end) ? token.end.filter((st) => st.type === "space" || st.type === "comment" || st.type === "newline") : [];
          for (const key of Object.keys(token))
            if (key !== "type" && key !== "offset")
              delete token[key];
          Object.assign(token, { type, indent, source, end: end2 });
        }
      }
    }
    exports.createScalarToken = createScalarToken;
    exports.resolveAsScalar = resolveAsScalar;
    exports.setScalarValue = setScalarValue;
  }
});

// node_modules/yaml/dist/parse/cst-stringify.js
var require_cst_stringify = __commonJS({
  "node_modules/yaml/dist/parse/cst-stringify.js"(exports) {
    "use strict";
    var stringify = (cst) => "type" in cst ? stringifyToken(cst) : stringifyItem(cst);
    function stringifyToken(token) {
      switch (token.type) {
        case "block-scalar": {
          let res = "";
          for (const tok of token.props)
            res += stringifyToken(tok);
          return res + token.source;
        }
        case "block-map":
        case "block-seq": {
          let res = "";
          for (const item of token.items)
            res += stringifyItem(item);
          return res;
        }
        case "flow-collection": {
          let res = token.start.source;
          for (const item of token.items)
            res += stringifyItem(item);
          for (const st of token.end)
            res += st.source;
          return res;
        }
        case "document": {
          let res = stringifyItem(token);
          if (token.end)
            for (const st of token.end)
              res += st.source;
          return res;
        }
        default: {
          let res = token.source;
          if ("end" in token && token.end)
            for (const st of token.end)
              res += st.source;
          return res;
        }
      }
    }
    function stringifyItem({ start, key, sep: sep3, value }) {
      let res = "";
      for (const st of start)
        res += st.source;
      if (key)
        res += stringifyToken(key);
      if (sep3)
        for (const st of sep3)
          res += st.source;
      if (value)
        res += stringifyToken(value);
      return res;
    }
    exports.stringify = stringify;
  }
});

// node_modules/yaml/dist/parse/cst-visit.js
var require_cst_visit = __commonJS({
  "node_modules/yaml/dist/parse/cst-visit.js"(exports) {
    "use strict";
    var BREAK = /* @__PURE__ */ Symbol("break visit");
    var SKIP = /* @__PURE__ */ Symbol("skip children");
    var REMOVE = /* @__PURE__ */ Symbol("remove item");
    function visit(cst, visitor) {
      if ("type" in cst && cst.type === "document")
        cst = { start: cst.start, value: cst.value };
      _visit(Object.freeze([]), cst, visitor);
    }
    visit.BREAK = BREAK;
    visit.SKIP = SKIP;
    visit.REMOVE = REMOVE;
    visit.itemAtPath = (cst, path) => {
      let item = cst;
      for (const [field, index] of path) {
        const tok = item?.[field];
        if (tok && "items" in tok) {
          item = tok.items[index];
        } else
          return void 0;
      }
      return item;
    };
    visit.parentCollection = (cst, path) => {
      const parent = visit.itemAtPath(cst, path.slice(0, -1));
      const field = path[path.length - 1][0];
      const coll = parent?.[field];
      if (coll && "items" in coll)
        return coll;
      throw new Error("Parent collection not found");
    };
    function _visit(path, item, visitor) {
      let ctrl = visitor(item, path);
      if (typeof ctrl === "symbol")
        return ctrl;
      for (const field of ["key", "value"]) {
        const token = item[field];
        if (token && "items" in token) {
          for (let i = 0; i < token.items.length; ++i) {
            const ci = _visit(Object.freeze(path.concat([[field, i]])), token.items[i], visitor);
            if (typeof ci === "number")
              i = ci - 1;
            else if (ci === BREAK)
              return BREAK;
            else if (ci === REMOVE) {
              token.items.splice(i, 1);
              i -= 1;
            }
          }
          if (typeof ctrl === "function" && field === "key")
            ctrl = ctrl(item, path);
        }
      }
      return typeof ctrl === "function" ? ctrl(item, path) : ctrl;
    }
    exports.visit = visit;
  }
});

// node_modules/yaml/dist/parse/cst.js
var require_cst = __commonJS({
  "node_modules/yaml/dist/parse/cst.js"(exports) {
    "use strict";
    var cstScalar = require_cst_scalar();
    var cstStringify = require_cst_stringify();
    var cstVisit = require_cst_visit();
    var BOM = "\uFEFF";
    var DOCUMENT = "";
    var FLOW_END = "";
    var SCALAR = "";
    var isCollection = (token) => !!token && "items" in token;
    var isScalar2 = (token) => !!token && (token.type === "scalar" || token.type === "single-quoted-scalar" || token.type === "double-quoted-scalar" || token.type === "block-scalar");
    function prettyToken(token) {
      switch (token) {
        case BOM:
          return "<BOM>";
        case DOCUMENT:
          return "<DOC>";
        case FLOW_END:
          return "<FLOW_END>";
        case SCALAR:
          return "<SCALAR>";
        default:
          return JSON.stringify(token);
      }
    }
    function tokenType(source) {
      switch (source) {
        case BOM:
          return "byte-order-mark";
        case DOCUMENT:
          return "doc-mode";
        case FLOW_END:
          return "flow-error-end";
        case SCALAR:
          return "scalar";
        case "---":
          return "doc-start";
        case "...":
          return "doc-end";
        case "":
        case "\n":
        case "\r\n":
          return "newline";
        case "-":
          return "seq-item-ind";
        case "?":
          return "explicit-key-ind";
        case ":":
          return "map-value-ind";
        case "{":
          return "flow-map-start";
        case "}":
          return "flow-map-end";
        case "[":
          return "flow-seq-start";
        case "]":
          return "flow-seq-end";
        case ",":
          return "comma";
      }
      switch (source[0]) {
        case " ":
        case "	":
          return "space";
        case "#":
          return "comment";
        case "%":
          return "directive-line";
        case "*":
          return "alias";
        case "&":
          return "anchor";
        case "!":
          return "tag";
        case "'":
          return "single-quoted-scalar";
        case '"':
          return "double-quoted-scalar";
        case "|":
        case ">":
          return "block-scalar-header";
      }
      return null;
    }
    exports.createScalarToken = cstScalar.createScalarToken;
    exports.resolveAsScalar = cstScalar.resolveAsScalar;
    exports.setScalarValue = cstScalar.setScalarValue;
    exports.stringify = cstStringify.stringify;
    exports.visit = cstVisit.visit;
    exports.BOM = BOM;
    exports.DOCUMENT = DOCUMENT;
    exports.FLOW_END = FLOW_END;
    exports.SCALAR = SCALAR;
    exports.isCollection = isCollection;
    exports.isScalar = isScalar2;
    exports.prettyToken = prettyToken;
    exports.tokenType = tokenType;
  }
});

// node_modules/yaml/dist/parse/lexer.js
var require_lexer = __commonJS({
  "node_modules/yaml/dist/parse/lexer.js"(exports) {
    "use strict";
    var cst = require_cst();
    function isEmpty(ch) {
      switch (ch) {
        case void 0:
        case " ":
        case "\n":
        case "\r":
        case "	":
          return true;
        default:
          return false;
      }
    }
    var hexDigits = new Set("0123456789ABCDEFabcdef");
    var tagChars = new Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-#;/?:@&=+$_.!~*'()");
    var flowIndicatorChars = new Set(",[]{}");
    var invalidAnchorChars = new Set(" ,[]{}\n\r	");
    var isNotAnchorChar = (ch) => !ch || invalidAnchorChars.has(ch);
    var Lexer2 = class {
      constructor() {
        this.atEnd = false;
        this.blockScalarIndent = -1;
        this.blockScalarKeep = false;
        this.buffer = "";
        this.flowKey = false;
        this.flowLevel = 0;
        this.indentNext = 0;
        this.indentValue = 0;
        this.lineEndPos = null;
        this.next = null;
        this.pos = 0;
      }
      /**
       * Generate YAML tokens from the `source` string. If `incomplete`,
       * a part of the last line may be left as a buffer for the next call.
       *
       * @returns A generator of lexical tokens
       */
      *lex(source, incomplete = false) {
        if (source) {
          if (typeof source !== "string")
            throw TypeError("source is not a string");
          this.buffer = this.buffer ? this.buffer + source : source;
          this.lineEndPos = null;
        }
        this.atEnd = !incomplete;
        let next = this.next ?? "stream";
        while (next && (incomplete || this.hasChars(1)))
          next = yield* this.parseNext(next);
      }
      atLineEnd() {
        let i = this.pos;
        let ch = this.buffer[i];
        while (ch === " " || ch === "	")
          ch = this.buffer[++i];
        if (!ch || ch === "#" || ch === "\n")
          return true;
        if (ch === "\r")
          return this.buffer[i + 1] === "\n";
        return false;
      }
      charAt(n) {
        return this.buffer[this.pos + n];
      }
      continueScalar(offset) {
        let ch = this.buffer[offset];
        if (this.indentNext > 0) {
          let indent = 0;
          while (ch === " ")
            ch = this.buffer[++indent + offset];
          if (ch === "\r") {
            const next = this.buffer[indent + offset + 1];
            if (next === "\n" || !next && !this.atEnd)
              return offset + indent + 1;
          }
          return ch === "\n" || indent >= this.indentNext || !ch && !this.atEnd ? offset + indent : -1;
        }
        if (ch === "-" || ch === ".") {
          const dt = this.buffer.substr(offset, 3);
          if ((dt === "---" || dt === "...") && isEmpty(this.buffer[offset + 3]))
            return -1;
        }
        return offset;
      }
      getLine() {
        let end2 = this.lineEndPos;
        if (typeof end2 !== "number" || end2 !== -1 && end2 < this.pos) {
          end2 = this.buffer.indexOf("\n", this.pos);
          this.lineEndPos = end2;
        }
        if (end2 === -1)
          return this.atEnd ? this.buffer.substring(this.pos) : null;
        if (this.buffer[end2 - 1] === "\r")
          end2 -= 1;
        return this.buffer.substring(this.pos, end2);
      }
      hasChars(n) {
        return this.pos + n <= this.buffer.length;
      }
      setNext(state) {
        this.buffer = this.buffer.substring(this.pos);
        this.pos = 0;
        this.lineEndPos = null;
        this.next = state;
        return null;
      }
      peek(n) {
        return this.buffer.substr(this.pos, n);
      }
      *parseNext(next) {
        switch (next) {
          case "stream":
            return yield* this.parseStream();
          case "line-start":
            return yield* this.parseLineStart();
          case "block-start":
            return yield* this.parseBlockStart();
          case "doc":
            return yield* this.parseDocument();
          case "flow":
            return yield* this.parseFlowCollection();
          case "quoted-scalar":
            return yield* this.parseQuotedScalar();
          case "block-scalar":
            return yield* this.parseBlockScalar();
          case "plain-scalar":
            return yield* this.parsePlainScalar();
        }
      }
      *parseStream() {
        let line = this.getLine();
        if (line === null)
          return this.setNext("stream");
        if (line[0] === cst.BOM) {
          yield* this.pushCount(1);
          line = line.substring(1);
        }
        if (line[0] === "%") {
          let dirEnd = line.length;
          let cs = line.indexOf("#");
          while (cs !== -1) {
            const ch = line[cs - 1];
            if (ch === " " || ch === "	") {
              dirEnd = cs - 1;
              break;
            } else {
              cs = line.indexOf("#", cs + 1);
            }
          }
          while (true) {
            const ch = line[dirEnd - 1];
            if (ch === " " || ch === "	")
              dirEnd -= 1;
            else
              break;
          }
          const n = (yield* this.pushCount(dirEnd)) + (yield* this.pushSpaces(true));
          yield* this.pushCount(line.length - n);
          this.pushNewline();
          return "stream";
        }
        if (this.atLineEnd()) {
          const sp = yield* this.pushSpaces(true);
          yield* this.pushCount(line.length - sp);
          yield* this.pushNewline();
          return "stream";
        }
        yield cst.DOCUMENT;
        return yield* this.parseLineStart();
      }
      *parseLineStart() {
        const ch = this.charAt(0);
        if (!ch && !this.atEnd)
          return this.setNext("line-start");
        if (ch === "-" || ch === ".") {
          if (!this.atEnd && !this.hasChars(4))
            return this.setNext("line-start");
          const s = this.peek(3);
          if ((s === "---" || s === "...") && isEmpty(this.charAt(3))) {
            yield* this.pushCount(3);
            this.indentValue = 0;
            this.indentNext = 0;
            return s === "---" ? "doc" : "stream";
          }
        }
        this.indentValue = yield* this.pushSpaces(false);
        if (this.indentNext > this.indentValue && !isEmpty(this.charAt(1)))
          this.indentNext = this.indentValue;
        return yield* this.parseBlockStart();
      }
      *parseBlockStart() {
        const [ch0, ch1] = this.peek(2);
        if (!ch1 && !this.atEnd)
          return this.setNext("block-start");
        if ((ch0 === "-" || ch0 === "?" || ch0 === ":") && isEmpty(ch1)) {
          const n = (yield* this.pushCount(1)) + (yield* this.pushSpaces(true));
          this.indentNext = this.indentValue + 1;
          this.indentValue += n;
          return "block-start";
        }
        return "doc";
      }
      *parseDocument() {
        yield* this.pushSpaces(true);
        const line = this.getLine();
        if (line === null)
          return this.setNext("doc");
        let n = yield* this.pushIndicators();
        switch (line[n]) {
          case "#":
            yield* this.pushCount(line.length - n);
          // fallthrough
          case void 0:
            yield* this.pushNewline();
            return yield* this.parseLineStart();
          case "{":
          case "[":
            yield* this.pushCount(1);
            this.flowKey = false;
            this.flowLevel = 1;
            return "flow";
          case "}":
          case "]":
            yield* this.pushCount(1);
            return "doc";
          case "*":
            yield* this.pushUntil(isNotAnchorChar);
            return "doc";
          case '"':
          case "'":
            return yield* this.parseQuotedScalar();
          case "|":
          case ">":
            n += yield* this.parseBlockScalarHeader();
            n += yield* this.pushSpaces(true);
            yield* this.pushCount(line.length - n);
            yield* this.pushNewline();
            return yield* this.parseBlockScalar();
          default:
            return yield* this.parsePlainScalar();
        }
      }
      *parseFlowCollection() {
        let nl, sp;
        let indent = -1;
        do {
          nl = yield* this.pushNewline();
          if (nl > 0) {
            sp = yield* this.pushSpaces(false);
            this.indentValue = indent = sp;
          } else {
            sp = 0;
          }
          sp += yield* this.pushSpaces(true);
        } while (nl + sp > 0);
        const line = this.getLine();
        if (line === null)
          return this.setNext("flow");
        if (indent !== -1 && indent < this.indentNext && line[0] !== "#" || indent === 0 && (line.startsWith("---") || line.startsWith("...")) && isEmpty(line[3])) {
          const atFlowEndMarker = indent === this.indentNext - 1 && this.flowLevel === 1 && (line[0] === "]" || line[0] === "}");
          if (!atFlowEndMarker) {
            this.flowLevel = 0;
            yield cst.FLOW_END;
            return yield* this.parseLineStart();
          }
        }
        let n = 0;
        while (line[n] === ",") {
          n += yield* this.pushCount(1);
          n += yield* this.pushSpaces(true);
          this.flowKey = false;
        }
        n += yield* this.pushIndicators();
        switch (line[n]) {
          case void 0:
            return "flow";
          case "#":
            yield* this.pushCount(line.length - n);
            return "flow";
          case "{":
          case "[":
            yield* this.pushCount(1);
            this.flowKey = false;
            this.flowLevel += 1;
            return "flow";
          case "}":
          case "]":
            yield* this.pushCount(1);
            this.flowKey = true;
            this.flowLevel -= 1;
            return this.flowLevel ? "flow" : "doc";
          case "*":
            yield* this.pushUntil(isNotAnchorChar);
            return "flow";
          case '"':
          case "'":
            this.flowKey = true;
            return yield* this.parseQuotedScalar();
          case ":": {
            const next = this.charAt(1);
            if (this.flowKey || isEmpty(next) || next === ",") {
              this.flowKey = false;
              yield* this.pushCount(1);
              yield* this.pushSpaces(true);
              return "flow";
            }
          }
          // fallthrough
          default:
            this.flowKey = false;
            return yield* this.parsePlainScalar();
        }
      }
      *parseQuotedScalar() {
        const quote4 = this.charAt(0);
        let end2 = this.buffer.indexOf(quote4, this.pos + 1);
        if (quote4 === "'") {
          while (end2 !== -1 && this.buffer[end2 + 1] === "'")
            end2 = this.buffer.indexOf("'", end2 + 2);
        } else {
          while (end2 !== -1) {
            let n = 0;
            while (this.buffer[end2 - 1 - n] === "\\")
              n += 1;
            if (n % 2 === 0)
              break;
            end2 = this.buffer.indexOf('"', end2 + 1);
          }
        }
        const qb = this.buffer.substring(0, end2);
        let nl = qb.indexOf("\n", this.pos);
        if (nl !== -1) {
          while (nl !== -1) {
            const cs = this.continueScalar(nl + 1);
            if (cs === -1)
              break;
            nl = qb.indexOf("\n", cs);
          }
          if (nl !== -1) {
            end2 = nl - (qb[nl - 1] === "\r" ? 2 : 1);
          }
        }
        if (end2 === -1) {
          if (!this.atEnd)
            return this.setNext("quoted-scalar");
          end2 = this.buffer.length;
        }
        yield* this.pushToIndex(end2 + 1, false);
        return this.flowLevel ? "flow" : "doc";
      }
      *parseBlockScalarHeader() {
        this.blockScalarIndent = -1;
        this.blockScalarKeep = false;
        let i = this.pos;
        while (true) {
          const ch = this.buffer[++i];
          if (ch === "+")
            this.blockScalarKeep = true;
          else if (ch > "0" && ch <= "9")
            this.blockScalarIndent = Number(ch) - 1;
          else if (ch !== "-")
            break;
        }
        return yield* this.pushUntil((ch) => isEmpty(ch) || ch === "#");
      }
      *parseBlockScalar() {
        let nl = this.pos - 1;
        let indent = 0;
        let ch;
        loop: for (let i2 = this.pos; ch = this.buffer[i2]; ++i2) {
          switch (ch) {
            case " ":
              indent += 1;
              break;
            case "\n":
              nl = i2;
              indent = 0;
              break;
            case "\r": {
              const next = this.buffer[i2 + 1];
              if (!next && !this.atEnd)
                return this.setNext("block-scalar");
              if (next === "\n")
                break;
            }
            // fallthrough
            default:
              break loop;
          }
        }
        if (!ch && !this.atEnd)
          return this.setNext("block-scalar");
        if (indent >= this.indentNext) {
          if (this.blockScalarIndent === -1)
            this.indentNext = indent;
          else {
            this.indentNext = this.blockScalarIndent + (this.indentNext === 0 ? 1 : this.indentNext);
          }
          do {
            const cs = this.continueScalar(nl + 1);
            if (cs === -1)
              break;
            nl = this.buffer.indexOf("\n", cs);
          } while (nl !== -1);
          if (nl === -1) {
            if (!this.atEnd)
              return this.setNext("block-scalar");
            nl = this.buffer.length;
          }
        }
        let i = nl + 1;
        ch = this.buffer[i];
        while (ch === " ")
          ch = this.buffer[++i];
        if (ch === "	") {
          while (ch === "	" || ch === " " || ch === "\r" || ch === "\n")
            ch = this.buffer[++i];
          nl = i - 1;
        } else if (!this.blockScalarKeep) {
          do {
            let i2 = nl - 1;
            let ch2 = this.buffer[i2];
            if (ch2 === "\r")
              ch2 = this.buffer[--i2];
            const lastChar = i2;
            while (ch2 === " ")
              ch2 = this.buffer[--i2];
            if (ch2 === "\n" && i2 >= this.pos && i2 + 1 + indent > lastChar)
              nl = i2;
            else
              break;
          } while (true);
        }
        yield cst.SCALAR;
        yield* this.pushToIndex(nl + 1, true);
        return yield* this.parseLineStart();
      }
      *parsePlainScalar() {
        const inFlow = this.flowLevel > 0;
        let end2 = this.pos - 1;
        let i = this.pos - 1;
        let ch;
        while (ch = this.buffer[++i]) {
          if (ch === ":") {
            const next = this.buffer[i + 1];
            if (isEmpty(next) || inFlow && flowIndicatorChars.has(next))
              break;
            end2 = i;
          } else if (isEmpty(ch)) {
            let next = this.buffer[i + 1];
            if (ch === "\r") {
              if (next === "\n") {
                i += 1;
                ch = "\n";
                next = this.buffer[i + 1];
              } else
                end2 = i;
            }
            if (next === "#" || inFlow && flowIndicatorChars.has(next))
              break;
            if (ch === "\n") {
              const cs = this.continueScalar(i + 1);
              if (cs === -1)
                break;
              i = Math.max(i, cs - 2);
            }
          } else {
            if (inFlow && flowIndicatorChars.has(ch))
              break;
            end2 = i;
          }
        }
        if (!ch && !this.atEnd)
          return this.setNext("plain-scalar");
        yield cst.SCALAR;
        yield* this.pushToIndex(end2 + 1, true);
        return inFlow ? "flow" : "doc";
      }
      *pushCount(n) {
        if (n > 0) {
          yield this.buffer.substr(this.pos, n);
          this.pos += n;
          return n;
        }
        return 0;
      }
      *pushToIndex(i, allowEmpty) {
        const s = this.buffer.slice(this.pos, i);
        if (s) {
          yield s;
          this.pos += s.length;
          return s.length;
        } else if (allowEmpty)
          yield "";
        return 0;
      }
      *pushIndicators() {
        let n = 0;
        loop: while (true) {
          switch (this.charAt(0)) {
            case "!":
              n += yield* this.pushTag();
              n += yield* this.pushSpaces(true);
              continue loop;
            case "&":
              n += yield* this.pushUntil(isNotAnchorChar);
              n += yield* this.pushSpaces(true);
              continue loop;
            case "-":
            // this is an error
            case "?":
            // this is an error outside flow collections
            case ":": {
              const inFlow = this.flowLevel > 0;
              const ch1 = this.charAt(1);
              if (isEmpty(ch1) || inFlow && flowIndicatorChars.has(ch1)) {
                if (!inFlow)
                  this.indentNext = this.indentValue + 1;
                else if (this.flowKey)
                  this.flowKey = false;
                n += yield* this.pushCount(1);
                n += yield* this.pushSpaces(true);
                continue loop;
              }
            }
          }
          break loop;
        }
        return n;
      }
      *pushTag() {
        if (this.charAt(1) === "<") {
          let i = this.pos + 2;
          let ch = this.buffer[i];
          while (!isEmpty(ch) && ch !== ">")
            ch = this.buffer[++i];
          return yield* this.pushToIndex(ch === ">" ? i + 1 : i, false);
        } else {
          let i = this.pos + 1;
          let ch = this.buffer[i];
          while (ch) {
            if (tagChars.has(ch))
              ch = this.buffer[++i];
            else if (ch === "%" && hexDigits.has(this.buffer[i + 1]) && hexDigits.has(this.buffer[i + 2])) {
              ch = this.buffer[i += 3];
            } else
              break;
          }
          return yield* this.pushToIndex(i, false);
        }
      }
      *pushNewline() {
        const ch = this.buffer[this.pos];
        if (ch === "\n")
          return yield* this.pushCount(1);
        else if (ch === "\r" && this.charAt(1) === "\n")
          return yield* this.pushCount(2);
        else
          return 0;
      }
      *pushSpaces(allowTabs) {
        let i = this.pos - 1;
        let ch;
        do {
          ch = this.buffer[++i];
        } while (ch === " " || allowTabs && ch === "	");
        const n = i - this.pos;
        if (n > 0) {
          yield this.buffer.substr(this.pos, n);
          this.pos = i;
        }
        return n;
      }
      *pushUntil(test) {
        let i = this.pos;
        let ch = this.buffer[i];
        while (!test(ch))
          ch = this.buffer[++i];
        return yield* this.pushToIndex(i, false);
      }
    };
    exports.Lexer = Lexer2;
  }
});

// node_modules/yaml/dist/parse/line-counter.js
var require_line_counter = __commonJS({
  "node_modules/yaml/dist/parse/line-counter.js"(exports) {
    "use strict";
    var LineCounter = class {
      constructor() {
        this.lineStarts = [];
        this.addNewLine = (offset) => this.lineStarts.push(offset);
        this.linePos = (offset) => {
          let low = 0;
          let high = this.lineStarts.length;
          while (low < high) {
            const mid = low + high >> 1;
            if (this.lineStarts[mid] < offset)
              low = mid + 1;
            else
              high = mid;
          }
          if (this.lineStarts[low] === offset)
            return { line: low + 1, col: 1 };
          if (low === 0)
            return { line: 0, col: offset };
          const start = this.lineStarts[low - 1];
          return { line: low, col: offset - start + 1 };
        };
      }
    };
    exports.LineCounter = LineCounter;
  }
});

// node_modules/yaml/dist/parse/parser.js
var require_parser = __commonJS({
  "node_modules/yaml/dist/parse/parser.js"(exports) {
    "use strict";
    var node_process = __require("process");
    var cst = require_cst();
    var lexer = require_lexer();
    function includesToken(list, type) {
      for (let i = 0; i < list.length; ++i)
        if (list[i].type === type)
          return true;
      return false;
    }
    function findNonEmptyIndex(list) {
      for (let i = 0; i < list.length; ++i) {
        switch (list[i].type) {
          case "space":
          case "comment":
          case "newline":
            break;
          default:
            return i;
        }
      }
      return -1;
    }
    function isFlowToken(token) {
      switch (token?.type) {
        case "alias":
        case "scalar":
        case "single-quoted-scalar":
        case "double-quoted-scalar":
        case "flow-collection":
          return true;
        default:
          return false;
      }
    }
    function getPrevProps(parent) {
      switch (parent.type) {
        case "document":
          return parent.start;
        case "block-map": {
          const it = parent.items[parent.items.length - 1];
          return it.sep ?? it.start;
        }
        case "block-seq":
          return parent.items[parent.items.length - 1].start;
        /* istanbul ignore next should not happen */
        default:
          return [];
      }
    }
    function getFirstKeyStartProps(prev) {
      if (prev.length === 0)
        return [];
      let i = prev.length;
      loop: while (--i >= 0) {
        switch (prev[i].type) {
          case "doc-start":
          case "explicit-key-ind":
          case "map-value-ind":
          case "seq-item-ind":
          case "newline":
            break loop;
        }
      }
      while (prev[++i]?.type === "space") {
      }
      return prev.splice(i, prev.length);
    }
    function arrayPushArray(target, source) {
      if (source.length < 1e5)
        Array.prototype.push.apply(target, source);
      else
        for (let i = 0; i < source.length; ++i)
          target.push(source[i]);
    }
    function fixFlowSeqItems(fc) {
      if (fc.start.type === "flow-seq-start") {
        for (const it of fc.items) {
          if (it.sep && !it.value && !includesToken(it.start, "explicit-key-ind") && !includesToken(it.sep, "map-value-ind")) {
            if (it.key)
              it.value = it.key;
            delete it.key;
            if (isFlowToken(it.value)) {
              if (it.value.end)
                arrayPushArray(it.value.end, it.sep);
              else
                it.value.end = it.sep;
            } else
              arrayPushArray(it.start, it.sep);
            delete it.sep;
          }
        }
      }
    }
    var Parser = class {
      /**
       * @param onNewLine - If defined, called separately with the start position of
       *   each new line (in `parse()`, including the start of input).
       */
      constructor(onNewLine) {
        this.atNewLine = true;
        this.atScalar = false;
        this.indent = 0;
        this.offset = 0;
        this.onKeyLine = false;
        this.stack = [];
        this.source = "";
        this.type = "";
        this.lexer = new lexer.Lexer();
        this.onNewLine = onNewLine;
      }
      /**
       * Parse `source` as a YAML stream.
       * If `incomplete`, a part of the last line may be left as a buffer for the next call.
       *
       * Errors are not thrown, but yielded as `{ type: 'error', message }` tokens.
       *
       * @returns A generator of tokens representing each directive, document, and other structure.
       */
      *parse(source, incomplete = false) {
        if (this.onNewLine && this.offset === 0)
          this.onNewLine(0);
        for (const lexeme of this.lexer.lex(source, incomplete))
          yield* this.next(lexeme);
        if (!incomplete)
          yield* this.end();
      }
      /**
       * Advance the parser by the `source` of one lexical token.
       */
      *next(source) {
        this.source = source;
        if (node_process.env.LOG_TOKENS)
          console.log("|", cst.prettyToken(source));
        if (this.atScalar) {
          this.atScalar = false;
          yield* this.step();
          this.offset += source.length;
          return;
        }
        const type = cst.tokenType(source);
        if (!type) {
          const message = `Not a YAML token: ${source}`;
          yield* this.pop({ type: "error", offset: this.offset, message, source });
          this.offset += source.length;
        } else if (type === "scalar") {
          this.atNewLine = false;
          this.atScalar = true;
          this.type = "scalar";
        } else {
          this.type = type;
          yield* this.step();
          switch (type) {
            case "newline":
              this.atNewLine = true;
              this.indent = 0;
              if (this.onNewLine)
                this.onNewLine(this.offset + source.length);
              break;
            case "space":
              if (this.atNewLine && source[0] === " ")
                this.indent += source.length;
              break;
            case "explicit-key-ind":
            case "map-value-ind":
            case "seq-item-ind":
              if (this.atNewLine)
                this.indent += source.length;
              break;
            case "doc-mode":
            case "flow-error-end":
              return;
            default:
              this.atNewLine = false;
          }
          this.offset += source.length;
        }
      }
      /** Call at end of input to push out any remaining constructions */
      *end() {
        while (this.stack.length > 0)
          yield* this.pop();
      }
      get sourceToken() {
        const st = {
          type: this.type,
          offset: this.offset,
          indent: this.indent,
          source: this.source
        };
        return st;
      }
      *step() {
        const top = this.peek(1);
        if (this.type === "doc-end" && top?.type !== "doc-end") {
          while (this.stack.length > 0)
            yield* this.pop();
          this.stack.push({
            type: "doc-end",
            offset: this.offset,
            source: this.source
          });
          return;
        }
        if (!top)
          return yield* this.stream();
        switch (top.type) {
          case "document":
            return yield* this.document(top);
          case "alias":
          case "scalar":
          case "single-quoted-scalar":
          case "double-quoted-scalar":
            return yield* this.scalar(top);
          case "block-scalar":
            return yield* this.blockScalar(top);
          case "block-map":
            return yield* this.blockMap(top);
          case "block-seq":
            return yield* this.blockSequence(top);
          case "flow-collection":
            return yield* this.flowCollection(top);
          case "doc-end":
            return yield* this.documentEnd(top);
        }
        yield* this.pop();
      }
      peek(n) {
        return this.stack[this.stack.length - n];
      }
      *pop(error) {
        const token = error ?? this.stack.pop();
        if (!token) {
          const message = "Tried to pop an empty stack";
          yield { type: "error", offset: this.offset, source: "", message };
        } else if (this.stack.length === 0) {
          yield token;
        } else {
          const top = this.peek(1);
          if (token.type === "block-scalar") {
            token.indent = "indent" in top ? top.indent : 0;
          } else if (token.type === "flow-collection" && top.type === "document") {
            token.indent = 0;
          }
          if (token.type === "flow-collection")
            fixFlowSeqItems(token);
          switch (top.type) {
            case "document":
              top.value = token;
              break;
            case "block-scalar":
              top.props.push(token);
              break;
            case "block-map": {
              const it = top.items[top.items.length - 1];
              if (it.value) {
                top.items.push({ start: [], key: token, sep: [] });
                this.onKeyLine = true;
                return;
              } else if (it.sep) {
                it.value = token;
              } else {
                Object.assign(it, { key: token, sep: [] });
                this.onKeyLine = !it.explicitKey;
                return;
              }
              break;
            }
            case "block-seq": {
              const it = top.items[top.items.length - 1];
              if (it.value)
                top.items.push({ start: [], value: token });
              else
                it.value = token;
              break;
            }
            case "flow-collection": {
              const it = top.items[top.items.length - 1];
              if (!it || it.value)
                top.items.push({ start: [], key: token, sep: [] });
              else if (it.sep)
                it.value = token;
              else
                Object.assign(it, { key: token, sep: [] });
              return;
            }
            /* istanbul ignore next should not happen */
            default:
              yield* this.pop();
              yield* this.pop(token);
          }
          if ((top.type === "document" || top.type === "block-map" || top.type === "block-seq") && (token.type === "block-map" || token.type === "block-seq")) {
            const last = token.items[token.items.length - 1];
            if (last && !last.sep && !last.value && last.start.length > 0 && findNonEmptyIndex(last.start) === -1 && (token.indent === 0 || last.start.every((st) => st.type !== "comment" || st.indent < token.indent))) {
              if (top.type === "document")
                top.end = last.start;
              else
                top.items.push({ start: last.start });
              token.items.splice(-1, 1);
            }
          }
        }
      }
      *stream() {
        switch (this.type) {
          case "directive-line":
            yield { type: "directive", offset: this.offset, source: this.source };
            return;
          case "byte-order-mark":
          case "space":
          case "comment":
          case "newline":
            yield this.sourceToken;
            return;
          case "doc-mode":
          case "doc-start": {
            const doc = {
              type: "document",
              offset: this.offset,
              start: []
            };
            if (this.type === "doc-start")
              doc.start.push(this.sourceToken);
            this.stack.push(doc);
            return;
          }
        }
        yield {
          type: "error",
          offset: this.offset,
          message: `Unexpected ${this.type} token in YAML stream`,
          source: this.source
        };
      }
      *document(doc) {
        if (doc.value)
          return yield* this.lineEnd(doc);
        switch (this.type) {
          case "doc-start": {
            if (findNonEmptyIndex(doc.start) !== -1) {
              yield* this.pop();
              yield* this.step();
            } else
              doc.start.push(this.sourceToken);
            return;
          }
          case "anchor":
          case "tag":
          case "space":
          case "comment":
          case "newline":
            doc.start.push(this.sourceToken);
            return;
        }
        const bv = this.startBlockValue(doc);
        if (bv)
          this.stack.push(bv);
        else {
          yield {
            type: "error",
            offset: this.offset,
            message: `Unexpected ${this.type} token in YAML document`,
            source: this.source
          };
        }
      }
      *scalar(scalar) {
        if (this.type === "map-value-ind") {
          const prev = getPrevProps(this.peek(2));
          const start = getFirstKeyStartProps(prev);
          let sep3;
          if (scalar.end) {
            sep3 = scalar.end;
            sep3.push(this.sourceToken);
            delete scalar.end;
          } else
            sep3 = [this.sourceToken];
          const map = {
            type: "block-map",
            offset: scalar.offset,
            indent: scalar.indent,
            items: [{ start, key: scalar, sep: sep3 }]
          };
          this.onKeyLine = true;
          this.stack[this.stack.length - 1] = map;
        } else
          yield* this.lineEnd(scalar);
      }
      *blockScalar(scalar) {
        switch (this.type) {
          case "space":
          case "comment":
          case "newline":
            scalar.props.push(this.sourceToken);
            return;
          case "scalar":
            scalar.source = this.source;
            this.atNewLine = true;
            this.indent = 0;
            if (this.onNewLine) {
              let nl = this.source.indexOf("\n") + 1;
              while (nl !== 0) {
                this.onNewLine(this.offset + nl);
                nl = this.source.indexOf("\n", nl) + 1;
              }
            }
            yield* this.pop();
            break;
          /* istanbul ignore next should not happen */
          default:
            yield* this.pop();
            yield* this.step();
        }
      }
      *blockMap(map) {
        const it = map.items[map.items.length - 1];
        switch (this.type) {
          case "newline":
            this.onKeyLine = false;
            if (it.value) {
              const end2 = "end" in it.value ? it.value.end : void 0;
              const last = Array.isArray(end2) ? end2[end2.length - 1] : void 0;
              if (last?.type === "comment")
                end2?.push(this.sourceToken);
              else
                map.items.push({ start: [this.sourceToken] });
            } else if (it.sep) {
              it.sep.push(this.sourceToken);
            } else {
              it.start.push(this.sourceToken);
            }
            return;
          case "space":
          case "comment":
            if (it.value) {
              map.items.push({ start: [this.sourceToken] });
            } else if (it.sep) {
              it.sep.push(this.sourceToken);
            } else {
              if (this.atIndentedComment(it.start, map.indent)) {
                const prev = map.items[map.items.length - 2];
                const end2 = prev?.value?.end;
                if (Array.isArray(end2)) {
                  arrayPushArray(end2, it.start);
                  end2.push(this.sourceToken);
                  map.items.pop();
                  return;
                }
              }
              it.start.push(this.sourceToken);
            }
            return;
        }
        if (this.indent >= map.indent) {
          const atMapIndent = !this.onKeyLine && this.indent === map.indent;
          const atNextItem = atMapIndent && (it.sep || it.explicitKey) && this.type !== "seq-item-ind";
          let start = [];
          if (atNextItem && it.sep && !it.value) {
            const nl = [];
            for (let i = 0; i < it.sep.length; ++i) {
              const st = it.sep[i];
              switch (st.type) {
                case "newline":
                  nl.push(i);
                  break;
                case "space":
                  break;
                case "comment":
                  if (st.indent > map.indent)
                    nl.length = 0;
                  break;
                default:
                  nl.length = 0;
              }
            }
            if (nl.length >= 2)
              start = it.sep.splice(nl[1]);
          }
          switch (this.type) {
            case "anchor":
            case "tag":
              if (atNextItem || it.value) {
                start.push(this.sourceToken);
                map.items.push({ start });
                this.onKeyLine = true;
              } else if (it.sep) {
                it.sep.push(this.sourceToken);
              } else {
                it.start.push(this.sourceToken);
              }
              return;
            case "explicit-key-ind":
              if (!it.sep && !it.explicitKey) {
                it.start.push(this.sourceToken);
                it.explicitKey = true;
              } else if (atNextItem || it.value) {
                start.push(this.sourceToken);
                map.items.push({ start, explicitKey: true });
              } else {
                this.stack.push({
                  type: "block-map",
                  offset: this.offset,
                  indent: this.indent,
                  items: [{ start: [this.sourceToken], explicitKey: true }]
                });
              }
              this.onKeyLine = true;
              return;
            case "map-value-ind":
              if (it.explicitKey) {
                if (!it.sep) {
                  if (includesToken(it.start, "newline")) {
                    Object.assign(it, { key: null, sep: [this.sourceToken] });
                  } else {
                    const start2 = getFirstKeyStartProps(it.start);
                    this.stack.push({
                      type: "block-map",
                      offset: this.offset,
                      indent: this.indent,
                      items: [{ start: start2, key: null, sep: [this.sourceToken] }]
                    });
                  }
                } else if (it.value) {
                  map.items.push({ start: [], key: null, sep: [this.sourceToken] });
                } else if (includesToken(it.sep, "map-value-ind")) {
                  this.stack.push({
                    type: "block-map",
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start, key: null, sep: [this.sourceToken] }]
                  });
                } else if (isFlowToken(it.key) && !includesToken(it.sep, "newline")) {
                  const start2 = getFirstKeyStartProps(it.start);
                  const key = it.key;
                  const sep3 = it.sep;
                  sep3.push(this.sourceToken);
                  delete it.key;
                  delete it.sep;
                  this.stack.push({
                    type: "block-map",
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start: start2, key, sep: sep3 }]
                  });
                } else if (start.length > 0) {
                  it.sep = it.sep.concat(start, this.sourceToken);
                } else {
                  it.sep.push(this.sourceToken);
                }
              } else {
                if (!it.sep) {
                  Object.assign(it, { key: null, sep: [this.sourceToken] });
                } else if (it.value || atNextItem) {
                  map.items.push({ start, key: null, sep: [this.sourceToken] });
                } else if (includesToken(it.sep, "map-value-ind")) {
                  this.stack.push({
                    type: "block-map",
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start: [], key: null, sep: [this.sourceToken] }]
                  });
                } else {
                  it.sep.push(this.sourceToken);
                }
              }
              this.onKeyLine = true;
              return;
            case "alias":
            case "scalar":
            case "single-quoted-scalar":
            case "double-quoted-scalar": {
              const fs = this.flowScalar(this.type);
              if (atNextItem || it.value) {
                map.items.push({ start, key: fs, sep: [] });
                this.onKeyLine = true;
              } else if (it.sep) {
                this.stack.push(fs);
              } else {
                Object.assign(it, { key: fs, sep: [] });
                this.onKeyLine = true;
              }
              return;
            }
            default: {
              const bv = this.startBlockValue(map);
              if (bv) {
                if (bv.type === "block-seq") {
                  if (!it.explicitKey && it.sep && !includesToken(it.sep, "newline")) {
                    yield* this.pop({
                      type: "error",
                      offset: this.offset,
                      message: "Unexpected block-seq-ind on same line with key",
                      source: this.source
                    });
                    return;
                  }
                } else if (atMapIndent) {
                  map.items.push({ start });
                }
                this.stack.push(bv);
                return;
              }
            }
          }
        }
        yield* this.pop();
        yield* this.step();
      }
      *blockSequence(seq) {
        const it = seq.items[seq.items.length - 1];
        switch (this.type) {
          case "newline":
            if (it.value) {
              const end2 = "end" in it.value ? it.value.end : void 0;
              const last = Array.isArray(end2) ? end2[end2.length - 1] : void 0;
              if (last?.type === "comment")
                end2?.push(this.sourceToken);
              else
                seq.items.push({ start: [this.sourceToken] });
            } else
              it.start.push(this.sourceToken);
            return;
          case "space":
          case "comment":
            if (it.value)
              seq.items.push({ start: [this.sourceToken] });
            else {
              if (this.atIndentedComment(it.start, seq.indent)) {
                const prev = seq.items[seq.items.length - 2];
                const end2 = prev?.value?.end;
                if (Array.isArray(end2)) {
                  arrayPushArray(end2, it.start);
                  end2.push(this.sourceToken);
                  seq.items.pop();
                  return;
                }
              }
              it.start.push(this.sourceToken);
            }
            return;
          case "anchor":
          case "tag":
            if (it.value || this.indent <= seq.indent)
              break;
            it.start.push(this.sourceToken);
            return;
          case "seq-item-ind":
            if (this.indent !== seq.indent)
              break;
            if (it.value || includesToken(it.start, "seq-item-ind"))
              seq.items.push({ start: [this.sourceToken] });
            else
              it.start.push(this.sourceToken);
            return;
        }
        if (this.indent > seq.indent) {
          const bv = this.startBlockValue(seq);
          if (bv) {
            this.stack.push(bv);
            return;
          }
        }
        yield* this.pop();
        yield* this.step();
      }
      *flowCollection(fc) {
        const it = fc.items[fc.items.length - 1];
        if (this.type === "flow-error-end") {
          let top;
          do {
            yield* this.pop();
            top = this.peek(1);
          } while (top?.type === "flow-collection");
        } else if (fc.end.length === 0) {
          switch (this.type) {
            case "comma":
            case "explicit-key-ind":
              if (!it || it.sep)
                fc.items.push({ start: [this.sourceToken] });
              else
                it.start.push(this.sourceToken);
              return;
            case "map-value-ind":
              if (!it || it.value)
                fc.items.push({ start: [], key: null, sep: [this.sourceToken] });
              else if (it.sep)
                it.sep.push(this.sourceToken);
              else
                Object.assign(it, { key: null, sep: [this.sourceToken] });
              return;
            case "space":
            case "comment":
            case "newline":
            case "anchor":
            case "tag":
              if (!it || it.value)
                fc.items.push({ start: [this.sourceToken] });
              else if (it.sep)
                it.sep.push(this.sourceToken);
              else
                it.start.push(this.sourceToken);
              return;
            case "alias":
            case "scalar":
            case "single-quoted-scalar":
            case "double-quoted-scalar": {
              const fs = this.flowScalar(this.type);
              if (!it || it.value)
                fc.items.push({ start: [], key: fs, sep: [] });
              else if (it.sep)
                this.stack.push(fs);
              else
                Object.assign(it, { key: fs, sep: [] });
              return;
            }
            case "flow-map-end":
            case "flow-seq-end":
              fc.end.push(this.sourceToken);
              return;
          }
          const bv = this.startBlockValue(fc);
          if (bv)
            this.stack.push(bv);
          else {
            yield* this.pop();
            yield* this.step();
          }
        } else {
          const parent = this.peek(2);
          if (parent.type === "block-map" && (this.type === "map-value-ind" && parent.indent === fc.indent || this.type === "newline" && !parent.items[parent.items.length - 1].sep)) {
            yield* this.pop();
            yield* this.step();
          } else if (this.type === "map-value-ind" && parent.type !== "flow-collection") {
            const prev = getPrevProps(parent);
            const start = getFirstKeyStartProps(prev);
            fixFlowSeqItems(fc);
            const sep3 = fc.end.splice(1, fc.end.length);
            sep3.push(this.sourceToken);
            const map = {
              type: "block-map",
              offset: fc.offset,
              indent: fc.indent,
              items: [{ start, key: fc, sep: sep3 }]
            };
            this.onKeyLine = true;
            this.stack[this.stack.length - 1] = map;
          } else {
            yield* this.lineEnd(fc);
          }
        }
      }
      flowScalar(type) {
        if (this.onNewLine) {
          let nl = this.source.indexOf("\n") + 1;
          while (nl !== 0) {
            this.onNewLine(this.offset + nl);
            nl = this.source.indexOf("\n", nl) + 1;
          }
        }
        return {
          type,
          offset: this.offset,
          indent: this.indent,
          source: this.source
        };
      }
      startBlockValue(parent) {
        switch (this.type) {
          case "alias":
          case "scalar":
          case "single-quoted-scalar":
          case "double-quoted-scalar":
            return this.flowScalar(this.type);
          case "block-scalar-header":
            return {
              type: "block-scalar",
              offset: this.offset,
              indent: this.indent,
              props: [this.sourceToken],
              source: ""
            };
          case "flow-map-start":
          case "flow-seq-start":
            return {
              type: "flow-collection",
              offset: this.offset,
              indent: this.indent,
              start: this.sourceToken,
              items: [],
              end: []
            };
          case "seq-item-ind":
            return {
              type: "block-seq",
              offset: this.offset,
              indent: this.indent,
              items: [{ start: [this.sourceToken] }]
            };
          case "explicit-key-ind": {
            this.onKeyLine = true;
            const prev = getPrevProps(parent);
            const start = getFirstKeyStartProps(prev);
            start.push(this.sourceToken);
            return {
              type: "block-map",
              offset: this.offset,
              indent: this.indent,
              items: [{ start, explicitKey: true }]
            };
          }
          case "map-value-ind": {
            this.onKeyLine = true;
            const prev = getPrevProps(parent);
            const start = getFirstKeyStartProps(prev);
            return {
              type: "block-map",
              offset: this.offset,
              indent: this.indent,
              items: [{ start, key: null, sep: [this.sourceToken] }]
            };
          }
        }
        return null;
      }
      atIndentedComment(start, indent) {
        if (this.type !== "comment")
          return false;
        if (this.indent <= indent)
          return false;
        return start.every((st) => st.type === "newline" || st.type === "space");
      }
      *documentEnd(docEnd) {
        if (this.type !== "doc-mode") {
          if (docEnd.end)
            docEnd.end.push(this.sourceToken);
          else
            docEnd.end = [this.sourceToken];
          if (this.type === "newline")
            yield* this.pop();
        }
      }
      *lineEnd(token) {
        switch (this.type) {
          case "comma":
          case "doc-start":
          case "doc-end":
          case "flow-seq-end":
          case "flow-map-end":
          case "map-value-ind":
            yield* this.pop();
            yield* this.step();
            break;
          case "newline":
            this.onKeyLine = false;
          // fallthrough
          case "space":
          case "comment":
          default:
            if (token.end)
              token.end.push(this.sourceToken);
            else
              token.end = [this.sourceToken];
            if (this.type === "newline")
              yield* this.pop();
        }
      }
    };
    exports.Parser = Parser;
  }
});

// node_modules/yaml/dist/public-api.js
var require_public_api = __commonJS({
  "node_modules/yaml/dist/public-api.js"(exports) {
    "use strict";
    var composer = require_composer();
    var Document = require_Document();
    var errors = require_errors();
    var log2 = require_log();
    var identity = require_identity();
    var lineCounter = require_line_counter();
    var parser = require_parser();
    function parseOptions(options2) {
      const prettyErrors = options2.prettyErrors !== false;
      const lineCounter$1 = options2.lineCounter || prettyErrors && new lineCounter.LineCounter() || null;
      return { lineCounter: lineCounter$1, prettyErrors };
    }
    function parseAllDocuments(source, options2 = {}) {
      const { lineCounter: lineCounter2, prettyErrors } = parseOptions(options2);
      const parser$1 = new parser.Parser(lineCounter2?.addNewLine);
      const composer$1 = new composer.Composer(options2);
      const docs = Array.from(composer$1.compose(parser$1.parse(source)));
      if (prettyErrors && lineCounter2)
        for (const doc of docs) {
          doc.errors.forEach(errors.prettifyError(source, lineCounter2));
          doc.warnings.forEach(errors.prettifyError(source, lineCounter2));
        }
      if (docs.length > 0)
        return docs;
      return Object.assign([], { empty: true }, composer$1.streamInfo());
    }
    function parseDocument4(source, options2 = {}) {
      const { lineCounter: lineCounter2, prettyErrors } = parseOptions(options2);
      const parser$1 = new parser.Parser(lineCounter2?.addNewLine);
      const composer$1 = new composer.Composer(options2);
      let doc = null;
      for (const _doc of composer$1.compose(parser$1.parse(source), true, source.length)) {
        if (!doc)
          doc = _doc;
        else if (doc.options.logLevel !== "silent") {
          doc.errors.push(new errors.YAMLParseError(_doc.range.slice(0, 2), "MULTIPLE_DOCS", "Source contains multiple documents; please use YAML.parseAllDocuments()"));
          break;
        }
      }
      if (prettyErrors && lineCounter2) {
        doc.errors.forEach(errors.prettifyError(source, lineCounter2));
        doc.warnings.forEach(errors.prettifyError(source, lineCounter2));
      }
      return doc;
    }
    function parse5(src, reviver, options2) {
      let _reviver = void 0;
      if (typeof reviver === "function") {
        _reviver = reviver;
      } else if (options2 === void 0 && reviver && typeof reviver === "object") {
        options2 = reviver;
      }
      const doc = parseDocument4(src, options2);
      if (!doc)
        return null;
      doc.warnings.forEach((warning2) => log2.warn(doc.options.logLevel, warning2));
      if (doc.errors.length > 0) {
        if (doc.options.logLevel !== "silent")
          throw doc.errors[0];
        else
          doc.errors = [];
      }
      return doc.toJS(Object.assign({ reviver: _reviver }, options2));
    }
    function stringify(value, replacer, options2) {
      let _replacer = null;
      if (typeof replacer === "function" || Array.isArray(replacer)) {
        _replacer = replacer;
      } else if (options2 === void 0 && replacer) {
        options2 = replacer;
      }
      if (typeof options2 === "string")
        options2 = options2.length;
      if (typeof options2 === "number") {
        const indent = Math.round(options2);
        options2 = indent < 1 ? void 0 : indent > 8 ? { indent: 8 } : { indent };
      }
      if (value === void 0) {
        const { keepUndefined } = options2 ?? replacer ?? {};
        if (!keepUndefined)
          return void 0;
      }
      if (identity.isDocument(value) && !_replacer)
        return value.toString(options2);
      return new Document.Document(value, _replacer, options2).toString(options2);
    }
    exports.parse = parse5;
    exports.parseAllDocuments = parseAllDocuments;
    exports.parseDocument = parseDocument4;
    exports.stringify = stringify;
  }
});

// node_modules/yaml/dist/index.js
var require_dist = __commonJS({
  "node_modules/yaml/dist/index.js"(exports) {
    "use strict";
    var composer = require_composer();
    var Document = require_Document();
    var Schema = require_Schema();
    var errors = require_errors();
    var Alias = require_Alias();
    var identity = require_identity();
    var Pair = require_Pair();
    var Scalar = require_Scalar();
    var YAMLMap = require_YAMLMap();
    var YAMLSeq = require_YAMLSeq();
    var cst = require_cst();
    var lexer = require_lexer();
    var lineCounter = require_line_counter();
    var parser = require_parser();
    var publicApi = require_public_api();
    var visit = require_visit();
    exports.Composer = composer.Composer;
    exports.Document = Document.Document;
    exports.Schema = Schema.Schema;
    exports.YAMLError = errors.YAMLError;
    exports.YAMLParseError = errors.YAMLParseError;
    exports.YAMLWarning = errors.YAMLWarning;
    exports.Alias = Alias.Alias;
    exports.isAlias = identity.isAlias;
    exports.isCollection = identity.isCollection;
    exports.isDocument = identity.isDocument;
    exports.isMap = identity.isMap;
    exports.isNode = identity.isNode;
    exports.isPair = identity.isPair;
    exports.isScalar = identity.isScalar;
    exports.isSeq = identity.isSeq;
    exports.Pair = Pair.Pair;
    exports.Scalar = Scalar.Scalar;
    exports.YAMLMap = YAMLMap.YAMLMap;
    exports.YAMLSeq = YAMLSeq.YAMLSeq;
    exports.CST = cst;
    exports.Lexer = lexer.Lexer;
    exports.LineCounter = lineCounter.LineCounter;
    exports.Parser = parser.Parser;
    exports.parse = publicApi.parse;
    exports.parseAllDocuments = publicApi.parseAllDocuments;
    exports.parseDocument = publicApi.parseDocument;
    exports.stringify = publicApi.stringify;
    exports.visit = visit.visit;
    exports.visitAsync = visit.visitAsync;
  }
});

// node_modules/content-type/dist/index.js
var require_dist2 = __commonJS({
  "node_modules/content-type/dist/index.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.format = format2;
    exports.parse = parse5;
    var TEXT_REGEXP = /^[\u0009\u0020-\u007e\u0080-\u00ff]*$/;
    var TOKEN_REGEXP = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
    var QUOTE_REGEXP = /[\\"]/g;
    var TYPE_REGEXP = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+\/[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
    var NullObject = /* @__PURE__ */ (() => {
      const C = function() {
      };
      C.prototype = /* @__PURE__ */ Object.create(null);
      return C;
    })();
    function format2(obj) {
      const { type, parameters } = obj;
      if (!type || !TYPE_REGEXP.test(type)) {
        throw new TypeError(`Invalid type: ${type}`);
      }
      let result = type;
      if (parameters) {
        for (const param of Object.keys(parameters)) {
          if (!TOKEN_REGEXP.test(param)) {
            throw new TypeError(`Invalid parameter name: ${param}`);
          }
          result += `; ${param}=${qstring(parameters[param])}`;
        }
      }
      return result;
    }
    function parse5(header2, options2) {
      const stopChar = options2?.comma === true ? COMMA : 65536;
      const len = header2.length;
      let index = skipOWS(header2, options2?.start ?? 0, len);
      const valueStart = index;
      index = skipValue(header2, index, len, stopChar);
      const valueEnd = trailingOWS(header2, valueStart, index);
      const type = header2.slice(valueStart, valueEnd).toLowerCase();
      if (options2?.parameters === false) {
        return { type, index, parameters: new NullObject() };
      }
      return parseParameters(header2, type, index, len, stopChar);
    }
    var SP = 32;
    var HTAB = 9;
    var SEMI = 59;
    var EQ = 61;
    var DQUOTE = 34;
    var BSLASH = 92;
    var COMMA = 44;
    function parseParameters(header2, type, index, len, stopChar) {
      const parameters = new NullObject();
      parameter: while (index < len) {
        if (header2.charCodeAt(index) === stopChar)
          break;
        index = skipOWS(header2, index + 1, len);
        const keyStart = index;
        while (index < len) {
          const code2 = header2.charCodeAt(index);
          if (code2 === stopChar)
            break parameter;
          if (code2 === SEMI)
            continue parameter;
          if (code2 === EQ) {
            const keyEnd = trailingOWS(header2, keyStart, index);
            const key = header2.slice(keyStart, keyEnd).toLowerCase();
            index = skipOWS(header2, index + 1, len);
            if (index < len && header2.charCodeAt(index) === DQUOTE) {
              index++;
              let value = "";
              while (index < len) {
                const code3 = header2.charCodeAt(index++);
                if (code3 === DQUOTE) {
                  index = skipValue(header2, index, len, stopChar);
                  if (parameters[key] === void 0)
                    parameters[key] = value;
                  break;
                }
                if (code3 === BSLASH && index < len) {
                  value += header2[index++];
                  continue;
                }
                value += String.fromCharCode(code3);
              }
              continue parameter;
            }
            const valueStart = index;
            index = skipValue(header2, index, len, stopChar);
            if (parameters[key] === void 0) {
              const valueEnd = trailingOWS(header2, valueStart, index);
              parameters[key] = header2.slice(valueStart, valueEnd);
            }
            continue parameter;
          }
          index++;
        }
      }
      return { type, index, parameters };
    }
    function skipValue(str, index, len, stopChar) {
      while (index < len) {
        const code2 = str.charCodeAt(index);
        if (code2 === SEMI || code2 === stopChar)
          break;
        index++;
      }
      return index;
    }
    function skipOWS(header2, index, len) {
      while (index < len) {
        const char = header2.charCodeAt(index);
        if (char !== SP && char !== HTAB)
          break;
        index++;
      }
      return index;
    }
    function trailingOWS(header2, start, end2) {
      while (end2 > start) {
        const char = header2.charCodeAt(end2 - 1);
        if (char !== SP && char !== HTAB)
          break;
        end2--;
      }
      return end2;
    }
    function qstring(str) {
      if (TOKEN_REGEXP.test(str))
        return str;
      if (TEXT_REGEXP.test(str))
        return `"${str.replace(QUOTE_REGEXP, "\\$&")}"`;
      throw new TypeError(`Invalid parameter value: ${str}`);
    }
  }
});

// src/core/document/read-yaml.ts
var import_yaml3 = __toESM(require_dist(), 1);

// src/core/document/text.ts
function readText(source, file, limit) {
  const bytes = typeof source === "string" ? new TextEncoder().encode(source) : source;
  if (bytes.length > limit) return { findings: [tooLong(bytes.length, file, limit)] };
  const text10 = decode(bytes);
  if (text10 === void 0) return { findings: [notUtf8(file)] };
  return { text: text10, findings: findInvisible(text10, file) };
}
function findInvisible(text10, file) {
  const locate = locateIn(text10);
  const counts = /* @__PURE__ */ new Map();
  for (const { character, offset } of findHidden(text10)) {
    const seen2 = counts.get(character);
    counts.set(character, { offset: seen2?.offset ?? offset, count: (seen2?.count ?? 0) + 1 });
  }
  return [...counts].map(([character, { offset, count: count2 }]) => ({
    ...describeInvisible(character, count2),
    place: { file, ...locate(offset) }
  }));
}
function describeInvisible(character, count2) {
  const times = count2 === 1 ? "once" : `${count2} times`;
  if (character === "	")
    return mistake("TEXT_TAB", `The file has a tab (U+0009), ${times}.`, "Use spaces instead.");
  if (character === "\r")
    return mistake(
      "TEXT_LINE_END",
      `The file has carriage returns (U+000D), ${times}.`,
      "Save it with LF line ends."
    );
  if (character === "\uFEFF")
    return mistake(
      "TEXT_BYTE_ORDER_MARK",
      `The file has a byte order mark (U+FEFF), ${times}.`,
      "Save it as UTF-8 without a byte order mark."
    );
  return mistake(
    "TEXT_INVISIBLE",
    `The file has a character that cannot be seen, ${describeCharacter(character)}, ${times}.`,
    "Remove it: what is reviewed must be what is read."
  );
}
function showText(text10) {
  const characters = [...maskLikelySecrets(text10)];
  const short = characters.length > 80 ? [...characters.slice(0, 79), "…"] : characters;
  return showHidden(short.join(""));
}
var describeForeign = (text10) => [...new Set(text10)].filter((character) => character > "" && !isInvisible(character)).slice(0, 10).map((character) => `${character} ${describeCharacter(character)}`).join(", ");
function locateIn(text10) {
  const starts = [0, ...[...text10.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
function decode(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return void 0;
  }
}
var tooLong = (length, file, limit) => ({
  ...mistake(
    "TEXT_TOO_LONG",
    `The file has ${length} bytes; ${limit} is the most.`,
    `Shorten it to ${limit} bytes or less.`
  ),
  place: { file, line: 1, column: 1 }
});
var notUtf8 = (file) => ({
  ...mistake("TEXT_ENCODING", "The file is not UTF-8 text.", "Save it as UTF-8."),
  place: { file, line: 1, column: 1 }
});

// src/core/document/yaml-depth.ts
var import_yaml = __toESM(require_dist(), 1);
var MAX_FLOW_DEPTH = 10;
var MAX_COLUMN = 80;
function findDeepNesting(text10) {
  const open3 = [];
  let indent;
  for (const token of readTokens(text10)) {
    trackBrackets(open3, token.type);
    if (indent !== void 0 && token.type !== "newline" && token.type !== "comment") return indent.offset;
    indent = isDeepIndent(token, open3.length) ? token : void 0;
    if (open3.length > MAX_FLOW_DEPTH || isTooFarRight(token)) return token.offset;
  }
  return void 0;
}
function trackBrackets(open3, type) {
  if (type === "flow-map-start" || type === "flow-seq-start") open3.push(type);
  const closes = type === "flow-map-end" && open3.at(-1) === "flow-map-start" || type === "flow-seq-end" && open3.at(-1) === "flow-seq-start";
  if (closes) open3.pop();
}
var isTooFarRight = ({ type, column }) => (type === "seq-item-ind" || type === "explicit-key-ind") && column > MAX_COLUMN;
var isDeepIndent = ({ type, column, length }, flowDepth) => type === "space" && flowDepth === 0 && column === 0 && length > MAX_COLUMN;
function* readTokens(text10) {
  let [offset, lineStart, isScalar2] = [0, 0, false];
  for (const lexeme of new import_yaml.Lexer().lex(text10)) {
    if (lexeme === import_yaml.CST.SCALAR) isScalar2 = true;
    if (isMark(lexeme)) continue;
    const type = isScalar2 ? "scalar" : import_yaml.CST.tokenType(lexeme);
    isScalar2 = false;
    yield { type, offset, column: offset - lineStart, length: lexeme.length };
    const lineEnd = lexeme.lastIndexOf("\n");
    if (lineEnd >= 0) lineStart = offset + lineEnd + 1;
    offset += lexeme.length;
  }
}
var isMark = (lexeme) => lexeme === import_yaml.CST.SCALAR || lexeme === import_yaml.CST.DOCUMENT || lexeme === import_yaml.CST.FLOW_END;

// src/core/document/yaml-line.ts
var fieldShape = /^(?<before>[ ]*(?:-[ ]+)?)(?<name>[A-Za-z_][\w-]{0,59})[ ]*:[ ]+(?<value>\S.*?)[ ]*$/u;
var itemShape = /^[ ]*-[ ]+(?<value>\S.*)$/u;
var unspaced = /^[ ]*(?:-[ ]+)?(?<name>[A-Za-z_][\w-]{0,59}):(?<value>[^\s:].*?)[ ]*$/u;
function adviseLine(text10, { offset, message }, locate) {
  const lines = linesUpTo(text10, offset);
  if (/^Missing closing|must be sufficiently indented and end with/u.test(message))
    return adviseClosing(lines, locate);
  return adviseValue(lines) ?? adviseFolded(lines, text10) ?? adviseContinuation(lines);
}
function linesUpTo(text10, offset) {
  const end2 = text10.indexOf("\n", offset);
  let start = 0;
  const lines = text10.slice(0, end2 < 0 ? text10.length : end2).split("\n").map((line) => {
    const at = start;
    start += line.length + 1;
    return { offset: at, text: line };
  });
  return lines.reverse();
}
var closings = /* @__PURE__ */ new Map([
  ["{", "}"],
  ["[", "]"],
  ['"', '"'],
  ["'", "'"]
]);
function adviseClosing(lines, locate) {
  for (const { offset, text: text10 } of lines) {
    const { value } = fieldShape.exec(text10)?.groups ?? itemShape.exec(text10)?.groups ?? {};
    const opening = value === void 0 ? void 0 : findOpen(value);
    if (value === void 0 || opening === void 0) continue;
    const at = offset + text10.lastIndexOf(value);
    return {
      offset: at,
      message: `The ${opening} on line ${locate(at).line} is not closed.`,
      fix: `Put ${closings.get(opening)} where its value ends.`
    };
  }
  return void 0;
}
function findOpen(value) {
  const [first = ""] = value;
  if (first === '"' || first === "'") return value.slice(1).includes(first) ? void 0 : first;
  const closing = closings.get(first);
  return closing === void 0 || value.includes(closing) ? void 0 : first;
}
var special = "@`%,*&!|>{}[]?-#";
function adviseValue([line]) {
  if (line === void 0) return void 0;
  const { name: name2, value } = fieldShape.exec(line.text)?.groups ?? {};
  if (name2 !== void 0 && value !== void 0) {
    const why = explainValue(value);
    if (why === void 0) return void 0;
    const offset = line.offset + line.text.lastIndexOf(value);
    return { offset, message: `The value of \`${name2}\` ${why}`, fix: mendValue(name2, value) };
  }
  const close = unspaced.exec(line.text)?.groups;
  if (close?.name === void 0 || close.value === void 0) return void 0;
  return {
    offset: line.offset,
    message: `There is no space after \`${close.name}:\`.`,
    fix: `Write: ${showText(`${close.name}: ${close.value}`)}`
  };
}
function explainValue(value) {
  const [first = ""] = value;
  if (first === "'" || first === '"') return "goes on after its closing quote.";
  if (special.includes(first)) return `begins with ${first}, which has a meaning of its own in YAML.`;
  return /:(?:\s|$)/u.test(value) ? "has a colon and a space in it, which begins a new field in YAML." : void 0;
}
function adviseFolded([line], text10) {
  const name2 = line && fieldShape.exec(line.text)?.groups?.name;
  if (line === void 0 || name2 === void 0) return void 0;
  const [next = ""] = text10.slice(line.offset + line.text.length + 1).split("\n", 1);
  const isDeeper = (/\S/u.exec(next)?.index ?? 0) > (/\S/u.exec(line.text)?.index ?? 0);
  if (!isDeeper) return void 0;
  return {
    offset: line.offset,
    message: `The value of \`${name2}\` goes on over several lines, and breaks at a colon or a #.`,
    fix: `Put the whole value in quotes: ${name2}: "…"`
  };
}
function mendValue(name2, value) {
  const login = /^@([\w-]+)$/u.exec(value)?.[1];
  return login === void 0 ? `${quote(name2, value)}.` : `Leave out the @: ${name2}: ${login}`;
}
function quote(name2, value) {
  const plain2 = /^'.*'$/su.test(value) ? value.slice(1, -1).replaceAll("''", "'") : value;
  const quoted = JSON.stringify(plain2);
  return quoted.length <= 60 ? `Put it in quotes: ${showText(`${name2}: ${quoted}`)}` : `Put the whole value in quotes: ${name2}: "…"${/["\\]/u.test(plain2) ? ', with \\" for each quote in it' : ""}`;
}
function adviseContinuation([line]) {
  if (line === void 0 || !/^ *[^\s:#-][^:]*$/u.test(line.text)) return void 0;
  return {
    offset: line.offset,
    message: "The line belongs to no field.",
    fix: "Put it at the end of the line before it, with the whole value in quotes."
  };
}

// src/core/document/yaml-tree.ts
var import_yaml2 = __toESM(require_dist(), 1);
function readTree(root, text10) {
  const reading = { text: text10, findings: [], values: /* @__PURE__ */ new Map(), keys: /* @__PURE__ */ new Map(), cuts: /* @__PURE__ */ new Map() };
  const value = readNode(reading, root, "", 0);
  return { ...reading, value };
}
function readNode(reading, node, at, offset) {
  const start = startOf(node) ?? offset;
  reading.values.set(at, start);
  if (!(0, import_yaml2.isNode)(node)) return null;
  if ((0, import_yaml2.isAlias)(node)) return refuse(reading, at, alias(node.source));
  if (node.anchor !== void 0) refuse(reading, at, anchor(node.anchor));
  if (node.tag !== void 0) refuse(reading, at, tag(node.tag));
  if ((0, import_yaml2.isMap)(node)) return readMap(reading, node.items, at, start);
  if ((0, import_yaml2.isSeq)(node)) return node.items.map((item, index) => readNode(reading, item, `${at}/${index}`, start));
  return (0, import_yaml2.isScalar)(node) ? readScalar(reading, node, at) : null;
}
function readMap(reading, pairs, at, offset) {
  const object = /* @__PURE__ */ Object.create(null);
  for (const { key, value } of pairs) {
    const start = startOf(key) ?? offset;
    const name2 = sourceOf(key);
    const pointer = `${at}/${escapePointer(name2)}`;
    reading.keys.set(pointer, start);
    const problem = judgeKey(key, name2);
    if (problem === void 0) object[name2] = readNode(reading, value, pointer, start);
    else refuse(reading, pointer, problem);
  }
  return object;
}
function judgeKey(key, name2) {
  if (!(0, import_yaml2.isScalar)(key) || key.anchor !== void 0 || key.tag !== void 0) return markedKey;
  if (typeof key.value !== "string") return otherKey(name2);
  if (name2 === "<<") return mergeKey;
  return name2 === "__proto__" ? prototypeKey : void 0;
}
function readScalar(reading, node, at) {
  const { value } = node;
  if (typeof value === "string" || value === null) noteCut(reading, node, at);
  if (typeof value === "string") refuseHidden(reading, node, value, at);
  if (typeof value === "number" && !isPlainInteger(node, value))
    return refuse(reading, at, otherNumber(sourceOf(node)));
  return value;
}
function noteCut({ text: text10, cuts }, { type, range }, at) {
  if (type !== "PLAIN" || !range) return;
  const end2 = text10.indexOf("\n", range[1]);
  const lost = /^[ \t]*(#.*)$/su.exec(text10.slice(range[1], end2 < 0 ? text10.length : end2))?.[1];
  if (lost !== void 0) cuts.set(at, { kept: text10.slice(range[0], range[1]), lost });
}
function refuseHidden(reading, node, value, at) {
  const raw = reading.text.slice(node.range?.[0], node.range?.[1]);
  const seen2 = new Set(findHidden(raw).map(({ character }) => character));
  const hidden = findHidden(value).map(({ character }) => character).filter((character) => !seen2.has(character));
  if (hidden.length > 0) refuse(reading, at, escapes([...new Set(hidden)]));
}
function refuse({ findings: findings2 }, at, finding) {
  findings2.push({ ...finding, at });
}
var isPlainInteger = (node, value) => Number.isSafeInteger(value) && /^(?:0|-?[1-9][0-9]*)$/.test(node.source ?? "");
var startOf = (node) => (0, import_yaml2.isNode)(node) ? node.range?.[0] : void 0;
function sourceOf(node) {
  if (!(0, import_yaml2.isScalar)(node)) return "";
  return typeof node.value === "string" ? node.value : node.source ?? String(node.value);
}
var escapePointer = (key) => key.replaceAll("~", "~0").replaceAll("/", "~1");
var writeOut = "Write the value out where it is used, or put it in quotes if it is text.";
var alias = (name2) => mistake("YAML_ALIAS", `*${showText(name2)} refers to another part of the file.`, writeOut);
var anchor = (name2) => mistake(
  "YAML_ANCHOR",
  `&${showText(name2)} names a part of the file to repeat it.`,
  "Remove it, or put the value in quotes if it is text."
);
var tag = (name2) => mistake(
  "YAML_TAG",
  `The tag ${showText(name2)} changes what a value means.`,
  "Remove the tag; use quotes for text."
);
var otherNumber = (source) => mistake(
  "VALUE_NUMBER",
  `${showText(source)} is not a plain whole number.`,
  "Write digits only, or put it in quotes if it is text."
);
var escapes = (hidden) => mistake(
  "TEXT_INVISIBLE",
  `The value escapes characters that cannot be seen: ${hidden.slice(0, 10).map(describeCharacter).join(", ")}.`,
  "Remove them: what is reviewed must be what is read."
);
var markedKey = mistake(
  "YAML_KEY",
  "The name of a field is not a plain word: it is a list, a map or an alias, or has an anchor or a tag.",
  "Write the name alone."
);
var otherKey = (name2) => mistake(
  "YAML_KEY",
  `The name of a field is ${showText(name2) || "empty"}, which is not text.`,
  "Use a name as it is documented."
);
var mergeKey = mistake(
  "YAML_MERGE_KEY",
  'The merge key "<<" copies fields from elsewhere.',
  writeOut
);
var prototypeKey = mistake(
  "YAML_KEY",
  'The name "__proto__" means something else to programs.',
  "Remove it."
);

// src/core/document/read-yaml.ts
function readYaml(text10, file) {
  const locate = locateIn(text10);
  const refuse7 = (offset, finding) => ({
    ...finding,
    place: { file, ...locate(offset) }
  });
  const early = refuseEarly(text10);
  if (early !== void 0) return { findings: [refuse7(early.offset, early.finding)] };
  const document = (0, import_yaml3.parseDocument)(text10, options);
  const warnings = document.warnings.filter(({ code: code2 }) => code2 !== "TAG_RESOLVE_FAILED");
  const mistakes = [...document.errors, ...warnings];
  const findings2 = withoutEchoes(
    mistakes.map((error) => {
      const { offset, finding } = explainSyntax(error, text10, locate);
      return refuse7(offset, finding);
    })
  );
  if (document.contents === null) return { findings: [...findings2, refuse7(0, empty)] };
  const isReadable = mistakes.every(({ code: code2 }) => explanations[code2] !== void 0);
  return isReadable ? { plain: readTree(document.contents, text10), findings: findings2 } : { findings: findings2 };
}
var options = {
  version: "1.2",
  schema: "core",
  strict: true,
  prettyErrors: false,
  // NB. With "silent", a second document raises no error.
  logLevel: "error"
};
function refuseEarly(text10) {
  const deep = findDeepNesting(text10);
  if (deep !== void 0) return { offset: deep, finding: tooDeep };
  const directive = text10.search(/^%/m);
  return directive < 0 ? void 0 : { offset: directive, finding: hasDirective };
}
function explainSyntax({ code: code2, message, pos: [offset] }, text10, locate) {
  const known = explanations[code2];
  if (known !== void 0) return { offset, finding: known };
  const advice = adviseLine(text10, { offset, message }, locate);
  if (advice !== void 0)
    return {
      offset: advice.offset,
      finding: mistake("YAML_SYNTAX", advice.message, advice.fix)
    };
  const finding = mistake(
    "YAML_SYNTAX",
    `This is not valid YAML: ${showText(message)}.`,
    "Compare with the example in access-requests/README.md."
  );
  return { offset, finding };
}
var withoutEchoes = (findings2) => findings2.filter(
  ({ code: code2, place }, index) => code2 !== "YAML_SYNTAX" || !findings2.slice(0, index).some((before) => before.code === code2 && before.place?.line === place?.line)
);
var explanations = {
  DUPLICATE_KEY: mistake("YAML_DUPLICATE_KEY", "The same field is given twice.", "Keep one of them."),
  MULTIPLE_DOCS: mistake(
    "YAML_MANY_DOCUMENTS",
    "The file holds more than one document.",
    "Remove the line --- and what follows it."
  )
};
var tooDeep = mistake(
  "YAML_DEPTH",
  "The file nests too deep.",
  "No field needs more than a few levels."
);
var hasDirective = mistake(
  "YAML_DIRECTIVE",
  "A line that starts with % changes how the file is read.",
  "Remove the line."
);
var empty = mistake(
  "YAML_EMPTY",
  "The file is empty.",
  "Write the fields, one a line: access-requests/README.md has an example."
);

// src/core/text/instant.ts
var INSTANT_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z$";
var shape = new RegExp(INSTANT_PATTERN);
function parseInstant(text10) {
  if (!shape.test(text10)) return void 0;
  const time = new Date(text10);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text10.slice(0, -1)) ? time : void 0;
}
function guessInstant(text10) {
  const [, day, time, zone = ""] = /^(\d{4}-\d{2}-\d{2})[ tT]+(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)? ?(z|utc|[+-]\d{2}:?\d{2})?$/iu.exec(
    text10.trim()
  ) ?? [];
  if (day === void 0) return void 0;
  const instant = /* @__PURE__ */ new Date(
    `${day}T${time}${/^[+-]/u.test(zone) ? zone.replace(/(\d{2}):?(\d{2})/u, "$1:$2") : "Z"}`
  );
  if (Number.isNaN(instant.getTime())) return void 0;
  return instant.toISOString().replace(/(?::00)?\.000Z$/u, "Z");
}

// src/core/document/yaml-scalar.ts
var words = /* @__PURE__ */ new Set(["null", "true", "false", "yes", "no", "on", "off", "y", "n"]);
var writeScalar = (value) => /^[A-Za-z][A-Za-z0-9_-]*$/u.test(value) && !words.has(value.toLowerCase()) ? value : JSON.stringify(value);
function writeFlow(value) {
  if (Array.isArray(value)) return `[${value.map(writeFlow).join(", ")}]`;
  if (typeof value === "string") return writeScalar(value);
  if (typeof value !== "object" || value === null) return String(value);
  const fields2 = Object.entries(value).map(([name2, field]) => `${writeScalar(name2)}: ${writeFlow(field)}`);
  return `{ ${fields2.join(", ")} }`;
}

// src/core/document/schema-findings.ts
var explainErrors = (errors) => errors.filter(({ keyword }) => keyword !== "propertyNames").map((error) => {
  const finding = explain(error);
  return finding.at === "" ? { ...finding, at: error.instancePath } : finding;
});
function explain(error) {
  if (error.propertyName !== void 0) return explainName(error, error.propertyName);
  const explanation = explanations2[error.keyword];
  return explanation === void 0 ? explainOther(error) : explanation(error);
}
var explanations2 = {
  additionalProperties: explainUnknown,
  required: explainMissing,
  type: explainType,
  pattern: (error) => mistake(
    "VALUE_PATTERN",
    `${nameOf(error)} is ${showValue(error.data)}, which does not fit. ${describeForm(error)}${lookalikes(error.data)}`,
    fixValue(error)
  ),
  enum: explainChoice,
  const: explainChoice,
  minLength: (error) => explainLimit(error, "VALUE_LENGTH", "characters; at least"),
  maxLength: (error) => explainLimit(error, "VALUE_LENGTH", "characters; at most"),
  minItems: (error) => explainLimit(error, "ITEMS_COUNT", "entries; at least"),
  maxItems: (error) => explainLimit(error, "ITEMS_COUNT", "entries; at most"),
  minimum: explainRange,
  maximum: explainRange,
  uniqueItems: (error) => mistake(
    "ITEMS_REPEATED",
    `${nameOf(error)} has the same entry twice: numbers ${Number(error.params.j) + 1} and ${Number(error.params.i) + 1}.`,
    "Remove one of them."
  )
};
function explainUnknown(error) {
  const field = String(error.params.additionalProperty);
  const known = Object.keys(error.parentSchema?.properties ?? {});
  const nearest = findNearest(field, known);
  return mistake(
    "FIELD_UNKNOWN",
    `${showName(field)} is not a field here. Allowed: ${known.join(", ")}.`,
    nearest === void 0 ? "Remove it." : `Remove it, or did you mean ${showName(nearest)}?`,
    `${error.instancePath}/${escapePointer(field)}`
  );
}
function explainMissing(error) {
  const field = String(error.params.missingProperty);
  const schema3 = error.parentSchema?.properties?.[field];
  const example = schema3?.examples?.[0];
  return mistake(
    "FIELD_MISSING",
    `The field ${showName(field)} is missing${within(error.instancePath)}.`,
    example === void 0 ? "Add it." : `Add it, for example: ${field}: ${showExample(example)}`,
    `${error.instancePath}/${escapePointer(field)}`
  );
}
function explainType(error) {
  const wanted = typeNames[String(error.params.type)] ?? String(error.params.type);
  return mistake(
    "FIELD_TYPE",
    `${nameOf(error)} is ${error.data === null ? "empty" : describeType(error.data)}; it must be ${wanted}.`,
    fixType(error)
  );
}
function fixType(error) {
  if (error.instancePath === "") return beginFields(error);
  if (error.params.type !== "string" || error.data === null) return exampleOf(error);
  return typeof error.data === "object" ? `Put it in quotes if it is text. ${exampleOf(error)}` : quote2(error);
}
function beginFields({ parentSchema }) {
  const [first = ""] = parentSchema?.required ?? [];
  const example = parentSchema?.properties?.[first]?.examples?.[0];
  const shown = example === void 0 ? first : `${first}: ${showExample(example)}`;
  return `Write one field a line, as name, colon, space and value, beginning with: ${shown}`;
}
function fixValue(error) {
  const pattern = error.parentSchema?.pattern;
  if (typeof error.data !== "string") return exampleOf(error);
  const duration2 = pattern === DURATION_PATTERN ? guessDuration(error.data) : void 0;
  if (duration2 !== void 0) return `Write ${duration2}.`;
  const instant = pattern === INSTANT_PATTERN ? guessInstant(error.data) : void 0;
  return instant === void 0 ? exampleOf(error) : `Write ${instant}, if that is the time in UTC.`;
}
function quote2(error) {
  const text10 = String(error.data);
  const pattern = error.parentSchema?.pattern;
  if (typeof pattern !== "string" || new RegExp(pattern, "u").test(text10))
    return `Put it in quotes: "${showText(text10)}".`;
  if (pattern === DURATION_PATTERN && new RegExp(pattern, "u").test(`${text10}s`))
    return `Add the unit: ${text10}s for seconds, or m, h or d.`;
  return exampleOf(error);
}
function explainChoice(error) {
  const choices = error.params.allowedValues ?? [error.params.allowedValue];
  return mistake(
    "VALUE_ENUM",
    `${nameOf(error)} is ${showValue(error.data)}. Allowed: ${choices.join(", ")}.`,
    `Use ${choices.join(" or ")}.`
  );
}
function explainLimit(error, code2, relation) {
  const limit = Number(error.params.limit);
  const length = typeof error.data === "string" ? [...error.data].length : countItems(error.data);
  const few = relation.endsWith("least");
  return mistake(
    code2,
    `${nameOf(error)} has ${length} ${relation} ${limit} ${few ? "are needed" : "are allowed"}.`,
    few ? `Give ${limit} or more.` : `Shorten it to ${limit} or fewer.`
  );
}
function explainRange(error) {
  const limit = `${error.keyword === "minimum" ? "at least" : "at most"} ${Number(error.params.limit)}`;
  return mistake(
    "VALUE_RANGE",
    `${nameOf(error)} is ${showValue(error.data)}; it must be ${limit}.`,
    `Use ${limit}.`
  );
}
var explainName = (error, name2) => mistake(
  "NAME_PATTERN",
  `The name ${showValue(name2)} does not fit. ${describeForm(error)}`,
  exampleOf(error),
  `${error.instancePath}/${escapePointer(name2)}`
);
var explainOther = (error) => mistake(
  "VALUE_INVALID",
  `${nameOf(error)} is ${showValue(error.data)}, which ${error.message ?? "does not fit"}.`,
  exampleOf(error)
);
var typeNames = {
  string: "text",
  integer: "a whole number",
  object: "a map of fields",
  array: "a list"
};
function describeType(value) {
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "a map of fields" : showValue(value);
}
var countItems = (value) => Array.isArray(value) ? value.length : 0;
function lookalikes(value) {
  const foreign = typeof value === "string" ? describeForeign(value) : "";
  return foreign === "" ? "" : ` Not ASCII in it: ${foreign}.`;
}
var nameOf = ({ instancePath }) => instancePath === "" ? "The document" : showPointer(instancePath);
var within = (pointer) => pointer === "" ? "" : ` in ${showPointer(pointer)}`;
var showPointer = (pointer) => showText(pointer.slice(1).replaceAll("/", "."));
var forms = {
  [DURATION_PATTERN]: "a whole number (1 to 9999) and s, m, h or d",
  [INSTANT_PATTERN]: "date, T, time and Z, in UTC"
};
function describeForm({ parentSchema }) {
  const { pattern, description } = parentSchema ?? {};
  const form = forms[String(pattern)] ?? description;
  return form === void 0 ? "See the documentation." : endSentence(`Expected: ${lowerFirst(String(form))}`);
}
var lowerFirst = (text10) => text10.charAt(0).toLowerCase() + text10.slice(1);
var endSentence = (text10) => text10.endsWith(".") ? text10 : `${text10}.`;
function exampleOf({ parentSchema }) {
  const example = parentSchema?.examples?.[0];
  return example === void 0 ? endSentence(String(parentSchema?.description ?? "Correct it")) : `For example: ${showExample(example)}`;
}
var showExample = (example) => typeof example === "string" ? example : writeFlow(example);
var showName = (name2) => /^[\w-]{1,60}$/.test(name2) ? `\`${name2}\`` : showValue(name2);
var showValue = (value) => showText(JSON.stringify(value) ?? String(value));

// src/core/document/document.ts
var MAX_DOCUMENT_BYTES = 16 * 1024;
var MAX_FINDINGS = 50;
function parseDocument2(validate4, source, file, limit = MAX_DOCUMENT_BYTES, isWhole = () => false) {
  const { text: text10, findings: findings2 } = readText(source, file, limit);
  if (text10 === void 0 || hasControl(text10)) return { findings: findings2, locate: () => void 0 };
  const { plain: plain2, findings: found } = readYaml(text10, file);
  const syntax = findings2.some(({ code: code2 }) => code2 === "TEXT_TAB") ? found.filter(({ code: code2 }) => code2 !== "YAML_SYNTAX") : found;
  if (plain2 === void 0) return { findings: arrange([...findings2, ...syntax]), locate: () => void 0 };
  const place = placeBy(plain2, text10, file);
  const cuts = [...plain2.cuts].filter(([at]) => isWhole(at)).map(([at, cut]) => describeCut(at, cut));
  const { value, findings: mistakes } = check(validate4, {
    ...plain2,
    findings: [...plain2.findings, ...cuts]
  });
  const placed = mistakes.map((finding) => withPlace(finding, place(finding.at, isAboutName(finding))));
  return conclude({
    value,
    findings: [...findings2, ...syntax, ...placed],
    locate: (pointer) => place(pointer, false)
  });
}
function addFindings(parsed, find2) {
  const { value, locate } = parsed;
  if (value === void 0) return parsed;
  const found = find2(value).map((finding) => withPlace(finding, locate(finding.at)));
  return conclude({ value, findings: [...parsed.findings, ...found], locate });
}
var addMistakes = ({ value, findings: findings2, locate }, mistakes) => conclude({ value, findings: [...findings2, ...mistakes], locate });
function conclude({
  value,
  findings: findings2,
  locate
}) {
  const isSound = value !== void 0 && !findings2.some(isError);
  return { ...isSound ? { value } : {}, findings: arrange(findings2), locate };
}
function check(validate4, { value, findings: findings2 }) {
  if (validate4(value)) return { value, findings: findings2 };
  const unread = new Set(findings2.map(({ at }) => at));
  const known = explainErrors(validate4.errors ?? []).filter(({ at }) => !unread.has(at));
  return { value: void 0, findings: [...findings2, ...known] };
}
function describeCut(at, { kept, lost }) {
  const name2 = at.slice(at.lastIndexOf("/") + 1);
  const whole = kept === "" ? lost : `${kept} ${lost}`;
  return mistake(
    "YAML_COMMENT",
    `${showText(lost)} is a comment in YAML: ${showText(name2)} would be ${kept === "" ? "empty" : `"${showText(kept)}"`}, without it.`,
    /^#\s/u.test(lost) && kept !== "" ? `Put the comment on a line of its own. ${quote(name2, whole)} if it is no comment.` : `${quote(name2, whole)}.`,
    at
  );
}
var isAboutName = ({ code: code2 }) => ["FIELD_UNKNOWN", "NAME_PATTERN", "YAML_KEY", "YAML_MERGE_KEY"].includes(code2);
function placeBy({ values, keys }, text10, file) {
  const locate = locateIn(text10);
  return function place(pointer, atName) {
    const offset = (atName ? keys.get(pointer) : void 0) ?? values.get(pointer);
    if (offset !== void 0) return { file, ...locate(offset) };
    return pointer === "" ? void 0 : place(pointer.slice(0, pointer.lastIndexOf("/")), false);
  };
}
var withPlace = (finding, place) => finding.place !== void 0 || place === void 0 ? finding : { ...finding, place };
var hasControl = (text10) => /[^\P{Cc}\t\n\r]/u.test(text10) || text10.startsWith("\uFEFF");
function arrange(findings2) {
  const sorted = [...findings2].sort(
    ({ place: a }, { place: b }) => (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0)
  );
  const rest = sorted.length - MAX_FINDINGS;
  return rest <= 0 ? sorted : [...sorted.slice(0, MAX_FINDINGS), describeRest(rest)];
}
var describeRest = (count2) => mistake("FINDINGS_MORE", `${count2} more findings are not shown.`, "Correct these first.");

// src/core/document/schema.ts
var import_ajv = __toESM(require_ajv(), 1);

// src/core/document/unique-items.ts
var judgeItems = (wanted, items) => {
  const repeated = wanted ? findRepeated(items) : void 0;
  judgeItems.errors = repeated === void 0 ? [] : [{ keyword: "uniqueItems", params: repeated }];
  return repeated === void 0;
};
var uniqueItems = {
  keyword: "uniqueItems",
  type: "array",
  schemaType: "boolean",
  errors: true,
  validate: judgeItems
};
function findRepeated(items) {
  const seen2 = /* @__PURE__ */ new Map();
  for (const [i, item] of items.entries()) {
    const key = spell(item);
    const j2 = seen2.get(key);
    if (j2 !== void 0) return { j: j2, i };
    seen2.set(key, i);
  }
  return void 0;
}
function spell(value) {
  if (Array.isArray(value)) return `[${value.map(spell).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const fields2 = Object.entries(value).map(([name2, field]) => `${JSON.stringify(name2)}:${spell(field)}`);
  return `{${fields2.sort().join()}}`;
}

// src/core/document/schema.ts
var ajv;
function getAjv() {
  ajv ??= new import_ajv.Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    ownProperties: true,
    useDefaults: true,
    ...trustedSchemas
  }).removeKeyword("uniqueItems").addKeyword(uniqueItems);
  return ajv;
}
var buildValidator = (schema3) => lazyValidator(() => getAjv().compile(schema3));
var personLogin = {
  type: "string",
  pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$",
  description: "A GitHub login: letters, digits, - and _, at most 39 characters",
  examples: ["alice"]
};
var providerName = {
  type: "string",
  pattern: "^[a-z0-9][a-z0-9-]{0,62}$",
  description: "The name of a provider: lower-case letters, digits and -, at most 63 characters",
  examples: ["orders-db"]
};
var resourceName = {
  type: "string",
  pattern: "^[A-Za-z0-9_][A-Za-z0-9._:/@-]{0,199}$",
  description: "The name of a resource: letters, digits and . _ : / @ -, at most 200 characters, no spaces",
  examples: ["orders"]
};
var roleName = {
  type: "string",
  pattern: "^[A-Za-z0-9_][A-Za-z0-9._:/@-]{0,127}$",
  description: "The name of a role: letters, digits and . _ : / @ -, at most 128 characters, no spaces",
  examples: ["readonly"]
};
var folderName = {
  type: "string",
  pattern: "^[a-z0-9][a-z0-9._-]{0,99}$",
  description: "A folder of access-requests/: lower-case letters, digits and . _ -, at most 100 characters",
  examples: ["payments"]
};
var githubId = {
  type: "integer",
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: "The numeric id GitHub gives: names change, ids do not"
};

// src/core/policy/entitlements-schema.ts
var entitlementsSchema = {
  type: "array",
  description: "The access on offer: a list of { provider, resource, roles }",
  minItems: 1,
  maxItems: 100,
  uniqueItems: true,
  items: {
    type: "object",
    description: "Roles on a resource at a provider",
    additionalProperties: false,
    required: ["provider", "resource", "roles"],
    properties: {
      provider: providerName,
      resource: {
        ...resourceName,
        pattern: "^[A-Za-z0-9_][A-Za-z0-9._:/@*-]{0,199}$",
        description: `${resourceName.description}; * in it is any run of characters`
      },
      roles: {
        type: "array",
        description: "The roles that may be asked for, for example [readonly]",
        minItems: 1,
        maxItems: 50,
        uniqueItems: true,
        items: {
          ...roleName,
          pattern: "^[A-Za-z0-9_][A-Za-z0-9._:/@*-]{0,127}$",
          description: `${roleName.description}; * in it is any run of characters`
        },
        examples: [["readonly"]]
      },
      sensitive: {
        type: "array",
        description: "Roles that no policy approves automatically, for example [admin]",
        minItems: 1,
        maxItems: 50,
        uniqueItems: true,
        items: {
          ...roleName,
          pattern: "^[A-Za-z0-9_][A-Za-z0-9._:/@*-]{0,127}$",
          description: `${roleName.description}; * in it is any run of characters`
        },
        examples: [["admin"]]
      }
    },
    examples: [{ provider: "orders-db", resource: "orders", roles: ["readonly"] }]
  }
};

// node_modules/lru-cache/dist/esm/node/index.min.js
import { tracingChannel as G, channel as P } from "node:diagnostics_channel";
var S = P("lru-cache:metrics");
var W = G("lru-cache");
var L = typeof performance == "object" && performance && typeof performance.now == "function" ? performance : Date;
var R = () => S.hasSubscribers || W.hasSubscribers;
var U = /* @__PURE__ */ new Set();
var M = typeof process == "object" && process ? process : {};
var k = (d3, e, t, i) => {
  typeof M.emitWarning == "function" ? M.emitWarning(d3, e, t, i) : console.error(`[${t}] ${e}: ${d3}`);
};
var H = (d3) => !U.has(d3);
var T = (d3) => !!d3 && d3 === Math.floor(d3) && d3 > 0 && isFinite(d3);
var j = (d3) => T(d3) ? d3 <= Math.pow(2, 8) ? Uint8Array : d3 <= Math.pow(2, 16) ? Uint16Array : d3 <= Math.pow(2, 32) ? Uint32Array : d3 <= Number.MAX_SAFE_INTEGER ? O : null : null;
var O = class extends Array {
  constructor(e) {
    super(e), this.fill(0);
  }
};
var x = class d {
  heap;
  length;
  static #o = false;
  static create(e) {
    let t = j(e);
    if (!t) return [];
    d.#o = true;
    let i = new d(e, t);
    return d.#o = false, i;
  }
  constructor(e, t) {
    if (!d.#o) throw new TypeError("instantiate Stack using Stack.create(n)");
    this.heap = new t(e), this.length = 0;
  }
  push(e) {
    this.heap[this.length++] = e;
  }
  pop() {
    return this.heap[--this.length];
  }
};
var I = class d2 {
  #o;
  #c;
  #S;
  #O;
  #w;
  #M;
  #I;
  #m;
  get perf() {
    return this.#m;
  }
  ttl;
  ttlResolution;
  ttlAutopurge;
  updateAgeOnGet;
  updateAgeOnHas;
  allowStale;
  noDisposeOnSet;
  noUpdateTTL;
  maxEntrySize;
  sizeCalculation;
  noDeleteOnFetchRejection;
  noDeleteOnStaleGet;
  allowStaleOnFetchAbort;
  allowStaleOnFetchRejection;
  ignoreFetchAbort;
  backgroundFetchSize;
  #n;
  #b;
  #s;
  #i;
  #t;
  #l;
  #u;
  #a;
  #h;
  #y;
  #r;
  #_;
  #F;
  #d;
  #g;
  #T;
  #U;
  #f;
  #D;
  static unsafeExposeInternals(e) {
    return { starts: e.#F, ttls: e.#d, autopurgeTimers: e.#g, sizes: e.#_, keyMap: e.#s, keyList: e.#i, valList: e.#t, next: e.#l, prev: e.#u, get head() {
      return e.#a;
    }, get tail() {
      return e.#h;
    }, free: e.#y, isBackgroundFetch: (t) => e.#e(t), backgroundFetch: (t, i, s, n) => e.#P(t, i, s, n), moveToTail: (t) => e.#L(t), indexes: (t) => e.#A(t), rindexes: (t) => e.#z(t), isStale: (t) => e.#p(t) };
  }
  get max() {
    return this.#o;
  }
  get maxSize() {
    return this.#c;
  }
  get calculatedSize() {
    return this.#b;
  }
  get size() {
    return this.#n;
  }
  get fetchMethod() {
    return this.#M;
  }
  get memoMethod() {
    return this.#I;
  }
  get dispose() {
    return this.#S;
  }
  get onInsert() {
    return this.#O;
  }
  get disposeAfter() {
    return this.#w;
  }
  constructor(e) {
    let { max: t = 0, ttl: i, ttlResolution: s = 1, ttlAutopurge: n, updateAgeOnGet: o, updateAgeOnHas: l, allowStale: h, dispose: r, onInsert: c, disposeAfter: m, noDisposeOnSet: _, noUpdateTTL: u, maxSize: g = 0, maxEntrySize: f = 0, sizeCalculation: y, fetchMethod: a, memoMethod: w, noDeleteOnFetchRejection: F, noDeleteOnStaleGet: b, allowStaleOnFetchRejection: p, allowStaleOnFetchAbort: A, ignoreFetchAbort: z, backgroundFetchSize: C = 1, perf: E } = e;
    if (this.backgroundFetchSize = C, E !== void 0 && typeof E?.now != "function") throw new TypeError("perf option must have a now() method if specified");
    if (this.#m = E ?? L, t !== 0 && !T(t)) throw new TypeError("max option must be a nonnegative integer");
    let v = t ? j(t) : Array;
    if (!v) throw new Error("invalid max value: " + t);
    if (this.#o = t, this.#c = g, this.maxEntrySize = f || this.#c, this.sizeCalculation = y, this.sizeCalculation) {
      if (!this.#c && !this.maxEntrySize) throw new TypeError("cannot set sizeCalculation without setting maxSize or maxEntrySize");
      if (typeof this.sizeCalculation != "function") throw new TypeError("sizeCalculation set to non-function");
    }
    if (w !== void 0 && typeof w != "function") throw new TypeError("memoMethod must be a function if defined");
    if (this.#I = w, a !== void 0 && typeof a != "function") throw new TypeError("fetchMethod must be a function if specified");
    if (this.#M = a, this.#U = !!a, this.#s = /* @__PURE__ */ new Map(), this.#i = Array.from({ length: t }).fill(void 0), this.#t = Array.from({ length: t }).fill(void 0), this.#l = new v(t), this.#u = new v(t), this.#a = 0, this.#h = 0, this.#y = x.create(t), this.#n = 0, this.#b = 0, typeof r == "function" && (this.#S = r), typeof c == "function" && (this.#O = c), typeof m == "function" ? (this.#w = m, this.#r = []) : (this.#w = void 0, this.#r = void 0), this.#T = !!this.#S, this.#D = !!this.#O, this.#f = !!this.#w, this.noDisposeOnSet = !!_, this.noUpdateTTL = !!u, this.noDeleteOnFetchRejection = !!F, this.allowStaleOnFetchRejection = !!p, this.allowStaleOnFetchAbort = !!A, this.ignoreFetchAbort = !!z, this.maxEntrySize !== 0) {
      if (this.#c !== 0 && !T(this.#c)) throw new TypeError("maxSize must be a positive integer if specified");
      if (!T(this.maxEntrySize)) throw new TypeError("maxEntrySize must be a positive integer if specified");
      this.#X();
    }
    if (this.allowStale = !!h, this.noDeleteOnStaleGet = !!b, this.updateAgeOnGet = !!o, this.updateAgeOnHas = !!l, this.ttlResolution = T(s) || s === 0 ? s : 1, this.ttlAutopurge = !!n, this.ttl = i || 0, this.ttl) {
      if (!T(this.ttl)) throw new TypeError("ttl must be a positive integer if specified");
      this.#k();
    }
    if (this.#o === 0 && this.ttl === 0 && this.#c === 0) throw new TypeError("At least one of max, maxSize, or ttl is required");
    if (!this.ttlAutopurge && !this.#o && !this.#c) {
      let D = "LRU_CACHE_UNBOUNDED";
      H(D) && (U.add(D), k("TTL caching without ttlAutopurge, max, or maxSize can result in unbounded memory consumption.", "UnboundedCacheWarning", D, d2));
    }
  }
  getRemainingTTL(e) {
    return this.#s.has(e) ? 1 / 0 : 0;
  }
  #k() {
    let e = new O(this.#o), t = new O(this.#o);
    this.#d = e, this.#F = t;
    let i = this.ttlAutopurge ? Array.from({ length: this.#o }) : void 0;
    this.#g = i, this.#H = (h, r, c = this.#m.now()) => {
      t[h] = r !== 0 ? c : 0, e[h] = r, s(h, r);
    }, this.#R = (h) => {
      t[h] = e[h] !== 0 ? this.#m.now() : 0, s(h, e[h]);
    };
    let s = this.ttlAutopurge ? (h, r) => {
      if (i?.[h] && (clearTimeout(i[h]), i[h] = void 0), r && r !== 0 && i) {
        let c = setTimeout(() => {
          this.#p(h) ? (this.#E(this.#i[h], "expire"), i[h] = void 0) : s(h, l(h));
        }, r + 1);
        c.unref && c.unref(), i[h] = c;
      }
    } : () => {
    };
    this.#v = (h, r) => {
      if (e[r]) {
        let c = e[r], m = t[r];
        if (!c || !m) return;
        h.ttl = c, h.start = m, h.now = n || o();
        let _ = h.now - m;
        h.remainingTTL = c - _;
      }
    };
    let n = 0, o = () => {
      let h = this.#m.now();
      if (this.ttlResolution > 0) {
        n = h;
        let r = setTimeout(() => n = 0, this.ttlResolution);
        r.unref && r.unref();
      }
      return h;
    };
    this.getRemainingTTL = (h) => {
      let r = this.#s.get(h);
      return r === void 0 ? 0 : l(r);
    };
    let l = (h) => {
      let r = e[h], c = t[h];
      if (!r || !c) return 1 / 0;
      let m = (n || o()) - c;
      return r - m;
    };
    this.#p = (h) => {
      let r = t[h], c = e[h];
      return !!c && !!r && (n || o()) - r > c;
    };
  }
  #R = () => {
  };
  #v = () => {
  };
  #H = () => {
  };
  #p = () => false;
  #X() {
    let e = new O(this.#o);
    this.#b = 0, this.#_ = e, this.#x = (t) => {
      this.#b -= e[t], e[t] = 0;
    }, this.#N = (t, i, s, n) => {
      if (!T(s)) {
        if (this.#e(i)) return this.backgroundFetchSize;
        if (n) {
          if (typeof n != "function") throw new TypeError("sizeCalculation must be a function");
          if (s = n(i, t), !T(s)) throw new TypeError("sizeCalculation return invalid (expect positive integer)");
        } else throw new TypeError("invalid size value (must be positive integer). When maxSize or maxEntrySize is used, sizeCalculation or size must be set.");
      }
      return s;
    }, this.#j = (t, i, s) => {
      if (e[t] = i, this.#c) {
        let n = this.#c - e[t];
        for (; this.#b > n; ) this.#G(true);
      }
      this.#b += e[t], s && (s.entrySize = i, s.totalCalculatedSize = this.#b);
    };
  }
  #x = (e) => {
  };
  #j = (e, t, i) => {
  };
  #N = (e, t, i, s) => {
    if (i || s) throw new TypeError("cannot set size without setting maxSize or maxEntrySize on cache");
    return 0;
  };
  *#A({ allowStale: e = this.allowStale } = {}) {
    if (this.#n) for (let t = this.#h; this.#V(t) && ((e || !this.#p(t)) && (yield t), t !== this.#a); ) t = this.#u[t];
  }
  *#z({ allowStale: e = this.allowStale } = {}) {
    if (this.#n) for (let t = this.#a; this.#V(t) && ((e || !this.#p(t)) && (yield t), t !== this.#h); ) t = this.#l[t];
  }
  #V(e) {
    return e !== void 0 && this.#s.get(this.#i[e]) === e;
  }
  *entries() {
    for (let e of this.#A()) this.#t[e] !== void 0 && this.#i[e] !== void 0 && !this.#e(this.#t[e]) && (yield [this.#i[e], this.#t[e]]);
  }
  *rentries() {
    for (let e of this.#z()) this.#t[e] !== void 0 && this.#i[e] !== void 0 && !this.#e(this.#t[e]) && (yield [this.#i[e], this.#t[e]]);
  }
  *keys() {
    for (let e of this.#A()) {
      let t = this.#i[e];
      t !== void 0 && !this.#e(this.#t[e]) && (yield t);
    }
  }
  *rkeys() {
    for (let e of this.#z()) {
      let t = this.#i[e];
      t !== void 0 && !this.#e(this.#t[e]) && (yield t);
    }
  }
  *values() {
    for (let e of this.#A()) this.#t[e] !== void 0 && !this.#e(this.#t[e]) && (yield this.#t[e]);
  }
  *rvalues() {
    for (let e of this.#z()) this.#t[e] !== void 0 && !this.#e(this.#t[e]) && (yield this.#t[e]);
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  [Symbol.toStringTag] = "LRUCache";
  find(e, t = {}) {
    for (let i of this.#A()) {
      let s = this.#t[i], n = this.#e(s) ? s.__staleWhileFetching : s;
      if (n !== void 0 && e(n, this.#i[i], this)) return this.#C(this.#i[i], t);
    }
  }
  forEach(e, t = this) {
    for (let i of this.#A()) {
      let s = this.#t[i], n = this.#e(s) ? s.__staleWhileFetching : s;
      n !== void 0 && e.call(t, n, this.#i[i], this);
    }
  }
  rforEach(e, t = this) {
    for (let i of this.#z()) {
      let s = this.#t[i], n = this.#e(s) ? s.__staleWhileFetching : s;
      n !== void 0 && e.call(t, n, this.#i[i], this);
    }
  }
  purgeStale() {
    let e = false;
    for (let t of this.#z({ allowStale: true })) this.#p(t) && (this.#E(this.#i[t], "expire"), e = true);
    return e;
  }
  info(e) {
    let t = this.#s.get(e);
    if (t === void 0) return;
    let i = this.#t[t], s = this.#e(i) ? i.__staleWhileFetching : i;
    if (s === void 0) return;
    let n = { value: s };
    if (this.#d && this.#F) {
      let o = this.#d[t], l = this.#F[t];
      if (o && l) {
        let h = o - (this.#m.now() - l);
        n.ttl = h, n.start = Date.now();
      }
    }
    return this.#_ && (n.size = this.#_[t]), n;
  }
  dump() {
    let e = [];
    for (let t of this.#A({ allowStale: true })) {
      let i = this.#i[t], s = this.#t[t], n = this.#e(s) ? s.__staleWhileFetching : s;
      if (n === void 0 || i === void 0) continue;
      let o = { value: n };
      if (this.#d && this.#F) {
        o.ttl = this.#d[t];
        let l = this.#m.now() - this.#F[t];
        o.start = Math.floor(Date.now() - l);
      }
      this.#_ && (o.size = this.#_[t]), e.unshift([i, o]);
    }
    return e;
  }
  load(e) {
    this.clear();
    for (let [t, i] of e) {
      if (i.start) {
        let s = Date.now() - i.start;
        i.start = this.#m.now() - s;
      }
      this.#W(t, i.value, i);
    }
  }
  set(e, t, i = {}) {
    let { status: s = S.hasSubscribers ? {} : void 0 } = i;
    i.status = s, s && (s.op = "set", s.key = e, t !== void 0 && (s.value = t), s.cache = this);
    let n = this.#W(e, t, i);
    return s && S.hasSubscribers && S.publish(s), n;
  }
  #W(e, t, i, s) {
    let { ttl: n = this.ttl, start: o, noDisposeOnSet: l = this.noDisposeOnSet, sizeCalculation: h = this.sizeCalculation, status: r } = i, c = this.#e(t);
    if (t === void 0) return r && (r.set = "deleted"), this.delete(e), this;
    let { noUpdateTTL: m = this.noUpdateTTL } = i;
    r && !c && (r.value = t);
    let _ = this.#N(e, t, i.size || 0, h, r);
    if (this.maxEntrySize && _ > this.maxEntrySize) return this.#E(e, "set"), r && (r.set = "miss", r.maxEntrySizeExceeded = true), this;
    let u = this.#n === 0 ? void 0 : this.#s.get(e);
    if (u === void 0) u = this.#n === 0 ? this.#h : this.#y.length !== 0 ? this.#y.pop() : this.#n === this.#o ? this.#G(false) : this.#n, this.#i[u] = e, this.#t[u] = t, this.#s.set(e, u), this.#l[this.#h] = u, this.#u[u] = this.#h, this.#h = u, this.#n++, this.#j(u, _, r), r && (r.set = "add"), m = false, this.#D && !c && this.#O?.(t, e, "add");
    else {
      this.#L(u);
      let g = this.#t[u];
      if (t !== g) {
        if (!l) if (this.#e(g)) {
          g !== s && g.__abortController.abort(new Error("replaced"));
          let { __staleWhileFetching: f } = g;
          f !== void 0 && f !== t && (this.#T && this.#S?.(f, e, "set"), this.#f && this.#r?.push([f, e, "set"]));
        } else this.#T && this.#S?.(g, e, "set"), this.#f && this.#r?.push([g, e, "set"]);
        if (this.#x(u), this.#j(u, _, r), this.#t[u] = t, !c) {
          let f = g && this.#e(g) ? g.__staleWhileFetching : g, y = f === void 0 ? "add" : t !== f ? "replace" : "update";
          r && (r.set = y, f !== void 0 && (r.oldValue = f)), this.#D && this.onInsert?.(t, e, y);
        }
      } else c || (r && (r.set = "update"), this.#D && this.onInsert?.(t, e, "update"));
    }
    if (n !== 0 && !this.#d && this.#k(), this.#d && (m || this.#H(u, n, o), r && this.#v(r, u)), !l && this.#f && this.#r) {
      let g = this.#r, f;
      for (; f = g?.shift(); ) this.#w?.(...f);
    }
    return this;
  }
  pop() {
    try {
      for (; this.#n; ) {
        let e = this.#t[this.#a];
        if (this.#G(true), this.#e(e)) {
          if (e.__staleWhileFetching) return e.__staleWhileFetching;
        } else if (e !== void 0) return e;
      }
    } finally {
      if (this.#f && this.#r) {
        let e = this.#r, t;
        for (; t = e?.shift(); ) this.#w?.(...t);
      }
    }
  }
  #G(e) {
    let t = this.#a, i = this.#i[t], s = this.#t[t], n = this.#e(s);
    n && s.__abortController.abort(new Error("evicted"));
    let o = n ? s.__staleWhileFetching : s;
    return (this.#T || this.#f) && o !== void 0 && (this.#T && this.#S?.(o, i, "evict"), this.#f && this.#r?.push([o, i, "evict"])), this.#x(t), this.#g?.[t] && (clearTimeout(this.#g[t]), this.#g[t] = void 0), e && (this.#i[t] = void 0, this.#t[t] = void 0, this.#y.push(t)), this.#n === 1 ? (this.#a = this.#h = 0, this.#y.length = 0) : this.#a = this.#l[t], this.#s.delete(i), this.#n--, t;
  }
  has(e, t = {}) {
    let { status: i = S.hasSubscribers ? {} : void 0 } = t;
    t.status = i, i && (i.op = "has", i.key = e, i.cache = this);
    let s = this.#Y(e, t);
    return S.hasSubscribers && S.publish(i), s;
  }
  #Y(e, t = {}) {
    let { updateAgeOnHas: i = this.updateAgeOnHas, status: s } = t, n = this.#s.get(e);
    if (n !== void 0) {
      let o = this.#t[n];
      if (this.#e(o) && o.__staleWhileFetching === void 0) return false;
      if (this.#p(n)) s && (s.has = "stale", this.#v(s, n));
      else return i && this.#R(n), s && (s.has = "hit", this.#v(s, n)), true;
    } else s && (s.has = "miss");
    return false;
  }
  peek(e, t = {}) {
    let { status: i = R() ? {} : void 0 } = t;
    i && (i.op = "peek", i.key = e, i.cache = this), t.status = i;
    let s = this.#J(e, t);
    return S.hasSubscribers && S.publish(i), s;
  }
  #J(e, t) {
    let { status: i, allowStale: s = this.allowStale } = t, n = this.#s.get(e);
    if (n === void 0 || !s && this.#p(n)) {
      i && (i.peek = n === void 0 ? "miss" : "stale");
      return;
    }
    let o = this.#t[n], l = this.#e(o) ? o.__staleWhileFetching : o;
    return i && (l !== void 0 ? (i.peek = "hit", i.value = l) : i.peek = "miss"), l;
  }
  #P(e, t, i, s) {
    let n = t === void 0 ? void 0 : this.#t[t];
    if (this.#e(n)) return n;
    let o = new AbortController(), { signal: l } = i;
    l?.addEventListener("abort", () => o.abort(l.reason), { signal: o.signal });
    let h = { signal: o.signal, options: i, context: s }, r = (f, y = false) => {
      let { aborted: a } = o.signal, w = i.ignoreFetchAbort && f !== void 0, F = i.ignoreFetchAbort || !!(i.allowStaleOnFetchAbort && f !== void 0);
      if (i.status && (a && !y ? (i.status.fetchAborted = true, i.status.fetchError = o.signal.reason, w && (i.status.fetchAbortIgnored = true)) : i.status.fetchResolved = true), a && !w && !y) return m(o.signal.reason, F);
      let b = u, p = this.#t[t];
      return (p === u || p === void 0 && w && y) && (f === void 0 ? b.__staleWhileFetching !== void 0 ? this.#t[t] = b.__staleWhileFetching : this.#E(e, "fetch") : (i.status && (i.status.fetchUpdated = true), this.#W(e, f, h.options, b))), f;
    }, c = (f) => (i.status && (i.status.fetchRejected = true, i.status.fetchError = f), m(f, false)), m = (f, y) => {
      let { aborted: a } = o.signal, w = a && i.allowStaleOnFetchAbort, F = w || i.allowStaleOnFetchRejection, b = F || i.noDeleteOnFetchRejection, p = u;
      if (this.#t[t] === u && (!b || !y && p.__staleWhileFetching === void 0 ? this.#E(e, "fetch") : w || (this.#t[t] = p.__staleWhileFetching)), F) return i.status && p.__staleWhileFetching !== void 0 && (i.status.returnedStale = true), p.__staleWhileFetching;
      if (p.__returned === p) throw f;
    }, _ = (f, y) => {
      let a = this.#M?.(e, n, h);
      o.signal.addEventListener("abort", () => {
        (!i.ignoreFetchAbort || i.allowStaleOnFetchAbort) && (f(void 0), i.allowStaleOnFetchAbort && (f = (w) => r(w, true)));
      }), a && a instanceof Promise ? a.then((w) => f(w === void 0 ? void 0 : w), y) : a !== void 0 && f(a);
    };
    i.status && (i.status.fetchDispatched = true);
    let u = new Promise(_).then(r, c), g = Object.assign(u, { __abortController: o, __staleWhileFetching: n, __returned: void 0 });
    return t === void 0 ? (this.#W(e, g, { ...h.options, status: void 0 }), t = this.#s.get(e)) : this.#t[t] = g, g;
  }
  #e(e) {
    if (!this.#U) return false;
    let t = e;
    return !!t && t instanceof Promise && t.hasOwnProperty("__staleWhileFetching") && t.__abortController instanceof AbortController;
  }
  fetch(e, t = {}) {
    let i = W.hasSubscribers, { status: s = R() ? {} : void 0 } = t;
    t.status = s, s && t.context && (s.context = t.context);
    let n = this.#B(e, t);
    return s && i && (s.trace = true, W.tracePromise(() => n, s).catch(() => {
    })), n;
  }
  async #B(e, t = {}) {
    let { allowStale: i = this.allowStale, updateAgeOnGet: s = this.updateAgeOnGet, noDeleteOnStaleGet: n = this.noDeleteOnStaleGet, ttl: o = this.ttl, noDisposeOnSet: l = this.noDisposeOnSet, size: h = 0, sizeCalculation: r = this.sizeCalculation, noUpdateTTL: c = this.noUpdateTTL, noDeleteOnFetchRejection: m = this.noDeleteOnFetchRejection, allowStaleOnFetchRejection: _ = this.allowStaleOnFetchRejection, ignoreFetchAbort: u = this.ignoreFetchAbort, allowStaleOnFetchAbort: g = this.allowStaleOnFetchAbort, context: f, forceRefresh: y = false, status: a, signal: w } = t;
    if (a && (a.op = "fetch", a.key = e, y && (a.forceRefresh = true), a.cache = this), !this.#U) return a && (a.fetch = "get"), this.#C(e, { allowStale: i, updateAgeOnGet: s, noDeleteOnStaleGet: n, status: a });
    let F = { allowStale: i, updateAgeOnGet: s, noDeleteOnStaleGet: n, ttl: o, noDisposeOnSet: l, size: h, sizeCalculation: r, noUpdateTTL: c, noDeleteOnFetchRejection: m, allowStaleOnFetchRejection: _, allowStaleOnFetchAbort: g, ignoreFetchAbort: u, status: a, signal: w }, b = this.#s.get(e);
    if (b === void 0) {
      a && (a.fetch = "miss");
      let p = this.#P(e, b, F, f);
      return p.__returned = p;
    } else {
      let p = this.#t[b];
      if (this.#e(p)) {
        let v = i && p.__staleWhileFetching !== void 0;
        return a && (a.fetch = "inflight", v && (a.returnedStale = true)), v ? p.__staleWhileFetching : p.__returned = p;
      }
      let A = this.#p(b);
      if (!y && !A) return a && (a.fetch = "hit"), this.#L(b), s && this.#R(b), a && this.#v(a, b), p;
      let z = this.#P(e, b, F, f), E = z.__staleWhileFetching !== void 0 && i;
      return a && (a.fetch = A ? "stale" : "refresh", E && A && (a.returnedStale = true)), E ? z.__staleWhileFetching : z.__returned = z;
    }
  }
  forceFetch(e, t = {}) {
    let i = W.hasSubscribers, { status: s = R() ? {} : void 0 } = t;
    t.status = s, s && t.context && (s.context = t.context);
    let n = this.#K(e, t);
    return s && i && (s.trace = true, W.tracePromise(() => n, s).catch(() => {
    })), n;
  }
  async #K(e, t = {}) {
    let i = await this.#B(e, t);
    if (i === void 0) throw new Error("fetch() returned undefined");
    return i;
  }
  memo(e, t = {}) {
    let { status: i = S.hasSubscribers ? {} : void 0 } = t;
    t.status = i, i && (i.op = "memo", i.key = e, t.context && (i.context = t.context), i.cache = this);
    let s = this.#Q(e, t);
    return i && (i.value = s), S.hasSubscribers && S.publish(i), s;
  }
  #Q(e, t = {}) {
    let i = this.#I;
    if (!i) throw new Error("no memoMethod provided to constructor");
    let { context: s, status: n, forceRefresh: o, ...l } = t;
    n && o && (n.forceRefresh = true);
    let h = this.#C(e, l), r = o || h === void 0;
    if (n && (n.memo = r ? "miss" : "hit", r || (n.value = h)), !r) return h;
    let c = i(e, h, { options: l, context: s });
    return n && (n.value = c), this.#W(e, c, l), c;
  }
  get(e, t = {}) {
    let { status: i = S.hasSubscribers ? {} : void 0 } = t;
    t.status = i, i && (i.op = "get", i.key = e, i.cache = this);
    let s = this.#C(e, t);
    return i && (s !== void 0 && (i.value = s), S.hasSubscribers && S.publish(i)), s;
  }
  #C(e, t = {}) {
    let { allowStale: i = this.allowStale, updateAgeOnGet: s = this.updateAgeOnGet, noDeleteOnStaleGet: n = this.noDeleteOnStaleGet, status: o } = t, l = this.#s.get(e);
    if (l === void 0) {
      o && (o.get = "miss");
      return;
    }
    let h = this.#t[l], r = this.#e(h);
    return o && this.#v(o, l), this.#p(l) ? r ? (o && (o.get = "stale-fetching"), i && h.__staleWhileFetching !== void 0 ? (o && (o.returnedStale = true), h.__staleWhileFetching) : void 0) : (n || this.#E(e, "expire"), o && (o.get = "stale"), i ? (o && (o.returnedStale = true), h) : void 0) : (o && (o.get = r ? "fetching" : "hit"), this.#L(l), s && this.#R(l), r ? h.__staleWhileFetching : h);
  }
  #$(e, t) {
    this.#u[t] = e, this.#l[e] = t;
  }
  #L(e) {
    e !== this.#h && (e === this.#a ? this.#a = this.#l[e] : this.#$(this.#u[e], this.#l[e]), this.#$(this.#h, e), this.#h = e);
  }
  delete(e) {
    return this.#E(e, "delete");
  }
  #E(e, t) {
    S.hasSubscribers && S.publish({ op: "delete", delete: t, key: e, cache: this });
    let i = false;
    if (this.#n !== 0) {
      let s = this.#s.get(e);
      if (s !== void 0) if (this.#g?.[s] && (clearTimeout(this.#g[s]), this.#g[s] = void 0), i = true, this.#n === 1) this.#q(t);
      else {
        this.#x(s);
        let n = this.#t[s];
        if (this.#e(n) ? n.__abortController.abort(new Error("deleted")) : (this.#T || this.#f) && (this.#T && this.#S?.(n, e, t), this.#f && this.#r?.push([n, e, t])), this.#s.delete(e), this.#i[s] = void 0, this.#t[s] = void 0, s === this.#h) this.#h = this.#u[s];
        else if (s === this.#a) this.#a = this.#l[s];
        else {
          let o = this.#u[s];
          this.#l[o] = this.#l[s];
          let l = this.#l[s];
          this.#u[l] = this.#u[s];
        }
        this.#n--, this.#y.push(s);
      }
    }
    if (this.#f && this.#r?.length) {
      let s = this.#r, n;
      for (; n = s?.shift(); ) this.#w?.(...n);
    }
    return i;
  }
  clear() {
    return this.#q("delete");
  }
  #q(e) {
    for (let t of this.#z({ allowStale: true })) {
      let i = this.#t[t];
      if (this.#e(i)) i.__abortController.abort(new Error("deleted"));
      else {
        let s = this.#i[t];
        this.#T && this.#S?.(i, s, e), this.#f && this.#r?.push([i, s, e]);
      }
    }
    if (this.#s.clear(), this.#t.fill(void 0), this.#i.fill(void 0), this.#d && this.#F) {
      this.#d.fill(0), this.#F.fill(0);
      for (let t of this.#g ?? []) t !== void 0 && clearTimeout(t);
      this.#g?.fill(void 0);
    }
    if (this.#_ && this.#_.fill(0), this.#a = 0, this.#h = 0, this.#y.length = 0, this.#b = 0, this.#n = 0, this.#f && this.#r) {
      let t = this.#r, i;
      for (; i = t?.shift(); ) this.#w?.(...i);
    }
  }
};

// src/core/text/glob.ts
function buildMatcher(pattern) {
  const segments = pattern.split("/").filter((segment) => segment !== "");
  const isFolder = pattern.endsWith("/");
  const isRooted = pattern.startsWith("/") || segments.length > 1;
  if (isRooted && !/[*?]/u.test(pattern)) return matchPlain(segments.join("/"), isFolder);
  const all = isRooted ? segments : ["**", ...segments];
  const isFlat = !isFolder && all.at(-1) === "*";
  const steps = all.map((segment) => ({ isDeep: segment === "**", matches: matchesName(segment) }));
  const needed = longestLiteral(pattern);
  return (path) => path.includes(needed) && matchSteps(steps, path.split("/"), { isFolder, isFlat });
}
var longestLiteral = (pattern) => pattern.split(/[*?/]+/u).reduce((longest, each) => each.length > longest.length ? each : longest, "");
var matchPlain = (plain2, isFolder) => (path) => path.startsWith(`${plain2}/`) || !isFolder && path === plain2;
function matchSteps(steps, names2, { isFolder, isFlat }) {
  let reached = skipStars(/* @__PURE__ */ new Set([0]), steps);
  for (const [index, name2] of names2.entries()) {
    reached = skipStars(advance(reached, steps, name2), steps);
    const isLast = index === names2.length - 1;
    if (hasEnded2(reached, steps) && (isLast ? !isFolder : !isFlat)) return true;
  }
  return false;
}
function advance(reached, steps, name2) {
  const next = /* @__PURE__ */ new Set();
  for (const step of reached) {
    const part = steps[step];
    if (part?.isDeep) next.add(step);
    if (part?.matches(name2)) next.add(step + 1);
  }
  return next;
}
function skipStars(reached, steps) {
  for (const step of reached) if (steps[step]?.isDeep && step < steps.length - 1) reached.add(step + 1);
  return reached;
}
var hasEnded2 = (reached, steps) => reached.has(steps.length);
function matchesName(glob) {
  if (!/[*?]/u.test(glob)) return (name2) => name2 === glob;
  const marks = [...glob];
  return (name2) => matchMarks(marks, [...name2]);
}
function matchMarks(marks, characters) {
  let [mark, character] = [0, 0];
  let [star, resume] = [-1, 0];
  while (character < characters.length) {
    if (marks[mark] === "*") {
      star = mark++;
      resume = character;
    } else if (mark < marks.length && (marks[mark] === "?" || marks[mark] === characters[character])) {
      mark++;
      character++;
    } else if (star >= 0) {
      mark = star + 1;
      character = ++resume;
    } else return false;
  }
  while (marks[mark] === "*") mark++;
  return mark === marks.length;
}

// src/core/policy/pattern.ts
var isPattern = (name2) => name2.includes("*");
var covers = (pattern, name2) => isPattern(pattern) ? matcherOf(pattern)(name2) : pattern === name2;
var matchers = new I({ max: 1e3 });
function matcherOf(pattern) {
  const known = matchers.get(pattern) ?? matchesName(pattern);
  matchers.set(pattern, known);
  return known;
}
var MOST_STEPS = 2e7;
function createOverlaps(mostSteps = MOST_STEPS) {
  let steps = 0;
  return {
    areShared(one, other) {
      steps += isPattern(one) || isPattern(other) ? one.length * other.length : 1;
      return steps > mostSteps || overlap(one, other);
    },
    isSpent: () => steps > mostSteps
  };
}
function overlap(one, other) {
  if (!isPattern(one) && !isPattern(other)) return one === other;
  const [a, b] = [[...one], [...other]];
  let reached = [true];
  for (const mark of b) reached.push(reached.at(-1) === true && mark === "*");
  for (const mark of a) {
    const next = [mark === "*" && reached[0] === true];
    for (const [j2, opposite] of b.entries()) {
      const isStar = mark === "*" || opposite === "*";
      const isReached = isStar ? reached[j2 + 1] === true || next[j2] === true : reached[j2] === true;
      next.push(isReached && (isStar || mark === opposite));
    }
    reached = next;
  }
  return reached.at(-1) === true;
}
var isOfferedBy = (offers, { provider: provider2, resource: resource2, role }) => offers.some(
  (offer) => offer.provider === provider2 && covers(offer.resource, resource2) && offer.roles.some((each) => covers(each, role))
);
var listShared = (one, other, { areShared }) => one.provider === other.provider && areShared(one.resource, other.resource) ? one.roles.filter((role) => other.roles.some((opposite) => areShared(role, opposite))) : [];
var shareAccess = (one, other, overlaps = createOverlaps()) => listShared(one, other, overlaps).length > 0;
var isSensitiveIn = (offers, entitlement) => isOfferedBy(
  offers.map(({ provider: provider2, resource: resource2, sensitive = [] }) => ({ provider: provider2, resource: resource2, roles: sensitive })),
  entitlement
);

// src/core/policy/duties-schema.ts
var { provider, resource, roles } = entitlementsSchema.items.properties;
var properties = {
  provider,
  resource: { ...resource, pattern: "^[A-Za-z0-9_*][A-Za-z0-9._:/@*-]{0,199}$" },
  roles: {
    ...roles,
    items: { ...roles.items, pattern: "^[A-Za-z0-9_*][A-Za-z0-9._:/@*-]{0,127}$" },
    description: 'The roles of this side, for example [writer], or ["*"] for all'
  }
};
var dutiesSchema = {
  type: "array",
  description: "Access that one person may not hold at once: a list of { name, because, apart }",
  maxItems: 100,
  items: {
    type: "object",
    description: "Duties to keep apart: { name, because, apart }",
    additionalProperties: false,
    required: ["name", "apart"],
    properties: {
      name: {
        type: "string",
        pattern: "^[a-z0-9][a-z0-9-]{0,62}$",
        description: "Its name: lower-case letters, digits and -, at most 63 characters",
        examples: ["change-and-audit"]
      },
      because: { type: "string", maxLength: 500, description: "Its reason, in at most 500 characters" },
      apart: {
        type: "array",
        description: "The sides, each a list of { provider, resource, roles }: a person may hold access of one side",
        minItems: 2,
        maxItems: 10,
        items: {
          ...entitlementsSchema,
          description: "One side: a list of { provider, resource, roles }",
          items: {
            ...entitlementsSchema.items,
            properties
          }
        }
      }
    },
    examples: [
      {
        name: "change-and-audit",
        apart: [
          [{ provider: "orders-db", resource: "orders", roles: ["writer"] }],
          [{ provider: "audit-db", resource: "*", roles: ["*"] }]
        ]
      }
    ]
  }
};
var judgeDuties = (duties = [], overlaps = createOverlaps()) => [
  ...duties.flatMap(
    ({ name: name2 }, index) => duties.findIndex((other) => other.name === name2) === index ? [] : [
      mistake(
        "DUTY_REPEATED",
        `Two of the duties are named "${name2}": the check could not say which one it means.`,
        "Give each a name of its own.",
        `/duties/${index}/name`
      )
    ]
  ),
  ...duties.flatMap(
    ({ name: name2, apart }, index) => apart.flatMap(
      (side, place) => apart.slice(0, place).some((other) => isShared(side, other, overlaps)) ? [
        mistake(
          "DUTY_OVERLAPS",
          `The duty "${name2}" has access that is on two of its sides: it would forbid that access to everybody.`,
          "Keep each access on one side. A pattern stands for every name that it covers.",
          `/duties/${index}/apart/${place}`
        )
      ] : []
    )
  )
];
var isShared = (one, other, overlaps) => one.some((offer) => other.some((opposite) => shareAccess(offer, opposite, overlaps)));

// src/core/policy/teams-schema.ts
var teamsSchema = {
  type: "array",
  description: "Teams of the organisation: { slug, id }; the id decides, the slug is for people",
  minItems: 1,
  maxItems: 20,
  uniqueItems: true,
  items: {
    type: "object",
    description: "A team: { slug, id }",
    additionalProperties: false,
    required: ["slug", "id"],
    properties: {
      slug: {
        type: "string",
        pattern: "^[a-z0-9_][a-z0-9_-]{0,99}$",
        description: "The team's name in URLs: lower-case letters, digits, - and _",
        examples: ["payments-leads"]
      },
      id: githubId
    },
    examples: [{ slug: "payments-leads", id: 302 }]
  }
};
var includeChildTeamsSchema = {
  type: "boolean",
  description: "Whether members of child teams count too, false if not given"
};
var usersSchema = {
  type: "array",
  description: "Single accounts besides the teams: { login, id }; the id decides, the login is for people",
  minItems: 1,
  maxItems: 50,
  uniqueItems: true,
  items: {
    type: "object",
    description: "An account: { login, id }",
    additionalProperties: false,
    required: ["login", "id"],
    properties: { login: personLogin, id: githubId },
    examples: [{ login: "alice", id: 1001 }]
  }
};

// src/core/files/approvals.ts
var DEFAULT_APPROVAL_COUNT = 1;
var DEFAULT_MEMBER_FOR = "1d";
var DEFAULT_VALID_FOR = "7d";
var duration = { type: "string", pattern: DURATION_PATTERN };
var approvalsSchema = {
  type: "object",
  description: "Who approves: { teams, includeChildTeams, count, memberFor, validFor }",
  additionalProperties: false,
  required: ["teams"],
  properties: {
    teams: teamsSchema,
    includeChildTeams: includeChildTeamsSchema,
    count: {
      type: "integer",
      minimum: 1,
      maximum: 5,
      description: `How many different people must approve, ${DEFAULT_APPROVAL_COUNT} if not given`
    },
    memberFor: {
      ...duration,
      description: `For how long an approver must have been in the team, ${DEFAULT_MEMBER_FOR} if not given: a whole number (1 to 9999) and s, m, h or d`,
      examples: ["1d"]
    },
    validFor: {
      ...duration,
      description: `For how long an approval counts, ${DEFAULT_VALID_FOR} if not given: a whole number (1 to 9999) and s, m, h or d`,
      examples: ["7d"]
    }
  }
};

// src/core/files/insight-thresholds.ts
var count = (description, initial) => ({ type: "integer", minimum: 2, maximum: 1e3, default: initial, description });
var thresholdsSchema = {
  type: "object",
  description: "From how many on `hallpass insight` names something: { often, borrowers, burst, widening, mutual, hasty, odd, unused }",
  additionalProperties: false,
  properties: {
    often: count("So many requests by one person for the same access are a habit", 4),
    borrowers: count("So many people who borrowed the same access make it common", 5),
    burst: count("So many requests by one person within an hour are a burst", 5),
    widening: count("So many requests in a row, each longer than the one before", 3),
    mutual: count("So many approvals each way between two people who approve nobody else", 3),
    hasty: count("So many approvals by one person in less than ten seconds", 3),
    odd: count("So many accesses of one person that began out of a policy's hours", 3),
    unused: count("So many times that one person had the same access and never used it", 3)
  }
};

// src/core/files/settings.ts
var SETTINGS_PATH = ".github/hallpass.yaml";
var MAX_SETTINGS_BYTES = 256 * 1024;
var ACCOUNT_PATTERN = "^[A-Za-z0-9_][A-Za-z0-9._@+-]{0,127}$";
var PROFILES = ["strict", "standard"];
var settingsSchema = {
  title: "Hallpass settings",
  description: "How this access repository works, and who is who at the providers.",
  type: "object",
  additionalProperties: false,
  required: ["ledger", "people"],
  properties: {
    profile: {
      type: "string",
      enum: PROFILES,
      default: "strict",
      description: "strict: GitHub and Hallpass both demand a code owner's review of everything; standard: Hallpass alone demands it, so that policies can let requests through without one"
    },
    merge: {
      type: "string",
      enum: ["automatic", "manual"],
      default: "automatic",
      description: "automatic: an approved request is merged by the app; manual: by a person"
    },
    attestation: {
      type: "string",
      enum: ["required", "reported"],
      description: "required, if not given: nothing is granted while the settings that guard this repository are wrong; reported: that is only told"
    },
    ledger: {
      type: "object",
      description: "The ledger's key: { publicKey }",
      additionalProperties: false,
      required: ["publicKey"],
      properties: {
        publicKey: {
          type: "string",
          // The algorithm's name, its length and the length of a key are the same in every ed25519 key (RFC 8709).
          pattern: "^ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}( [A-Za-z0-9._@+:-]{1,100})?$",
          description: "The key that signs the ledger, as one line of OpenSSH: ssh-ed25519 AAAA… name"
        }
      }
    },
    rules: {
      type: "object",
      description: "Who approves changes of policies, CODEOWNERS and this file: { approvals }",
      additionalProperties: false,
      required: ["approvals"],
      properties: { approvals: approvalsSchema }
    },
    duties: dutiesSchema,
    insight: thresholdsSchema,
    externalIdentities: {
      type: "object",
      description: "Providers where a person's account is what the identity provider says, not the map: { provider: nameId or scimUserName }",
      propertyNames: providerName,
      additionalProperties: {
        type: "string",
        enum: ["nameId", "scimUserName"],
        description: "Which of the two names of a linked person is the account there"
      }
    },
    people: {
      type: "array",
      description: "Who is who: a list of { id, login, principals }",
      maxItems: 5e3,
      items: {
        type: "object",
        description: "One person: { id, login, principals, verifiers, publicKeys }",
        additionalProperties: false,
        required: ["id", "login", "principals"],
        properties: {
          id: githubId,
          login: personLogin,
          otherIds: {
            type: "array",
            description: "The ids of this person's other accounts: together they are one person's word",
            maxItems: 10,
            uniqueItems: true,
            items: githubId
          },
          principals: {
            type: "object",
            description: "The person's account at each provider: { provider: account }",
            propertyNames: providerName,
            additionalProperties: {
              type: "string",
              pattern: ACCOUNT_PATTERN,
              description: "An account at a provider: letters, digits and . _ @ + -, at most 128 characters",
              examples: ["alice"]
            }
          },
          verifiers: {
            type: "object",
            description: "The verifier of the person's password, at providers that make a login for each grant: { provider: SCRAM-SHA-256$… }. Never a password",
            propertyNames: providerName,
            additionalProperties: {
              type: "string",
              maxLength: 300,
              description: "A verifier as PostgreSQL writes it: SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey"
            }
          },
          publicKeys: {
            type: "object",
            description: "The person's SSH public key, at providers that sign certificates for it: { provider: ssh-ed25519 AAAA… }. Never a private key",
            propertyNames: providerName,
            additionalProperties: {
              type: "string",
              maxLength: 3e3,
              description: "One line of a .pub file: ed25519, ecdsa, a security key, or RSA of 3072 bits or more"
            }
          }
        },
        examples: [{ id: 1001, login: "alice", principals: { "orders-db": "alice" } }]
      }
    }
  }
};
var validate = buildValidator(settingsSchema);
var parseSettings = (source, file) => addFindings(parseDocument2(validate, source, file, MAX_SETTINGS_BYTES), (settings) => [
  ...findSharedIdentities(settings),
  ...findFalseVerifiers(settings),
  ...findFalseKeys(settings),
  ...judgeDuties(settings.duties)
]);
var isAccount = (text10) => new RegExp(ACCOUNT_PATTERN, "u").test(text10);
var principalOf = (settings, personId, provider2) => {
  const principals = indexOf(settings).byId.get(personId)?.principals;
  return principals !== void 0 && Object.hasOwn(principals, provider2) ? principals[provider2] : void 0;
};
var verifierOf = (settings, provider2, principal) => ownValue(holderOf(settings, provider2, principal)?.verifiers, provider2);
var publicKeyOf = (settings, provider2, principal) => ownValue(holderOf(settings, provider2, principal)?.publicKeys, provider2);
var holderOf = ({ people: people2 }, provider2, principal) => people2.find(({ principals }) => ownValue(principals, provider2) === principal);
var ownValue = (values, key) => values !== void 0 && Object.hasOwn(values, key) ? values[key] : void 0;
var personOf = (settings, accountId) => indexOf(settings).byAccount.get(accountId);
var indexes = /* @__PURE__ */ new WeakMap();
function indexOf({ people: people2 }) {
  const known = indexes.get(people2);
  if (known !== void 0) return known;
  const [byId, byAccount] = [/* @__PURE__ */ new Map(), /* @__PURE__ */ new Map()];
  for (const person of people2) {
    if (!byId.has(person.id)) byId.set(person.id, person);
    for (const id of [person.id, ...person.otherIds ?? []])
      if (!byAccount.has(id)) byAccount.set(id, person);
  }
  const index = { byId, byAccount };
  indexes.set(people2, index);
  return index;
}
function findSharedIdentities({ people: people2 }) {
  const entries = people2.flatMap(({ id, otherIds = [], login, principals, publicKeys = {} }, index) => [
    { key: `id ${id}`, at: `/people/${index}/id` },
    ...otherIds.map((other, place) => ({ key: `id ${other}`, at: `/people/${index}/otherIds/${place}` })),
    { key: `login ${login.toLowerCase()}`, at: `/people/${index}/login` },
    ...Object.entries(principals).map(([provider2, account]) => ({
      key: `${provider2} account ${account.toLowerCase()}`,
      at: `/people/${index}/principals/${provider2}`
    })),
    ...Object.entries(publicKeys).map(([provider2, key]) => ({
      key: `${provider2} public key ${parsePublicKey(key) ?? `number ${index}`}`,
      at: `/people/${index}/publicKeys/${provider2}`
    }))
  ]);
  const seen2 = /* @__PURE__ */ new Set();
  return entries.filter(({ key }) => seen2.size === seen2.add(key).size).map(({ key, at }) => describeShared(key, at));
}
var findFalseVerifiers = ({ people: people2 }) => people2.flatMap(
  ({ verifiers = {} }, index) => Object.entries(verifiers).filter(([, verifier]) => !isVerifier(verifier)).map(
    ([provider2]) => mistake(
      "VERIFIER_INVALID",
      "This is not a SCRAM-SHA-256 verifier with 4096 or more iterations, as PostgreSQL writes it. The value is not shown here.",
      "Write SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey. If a password stood here, change it.",
      `/people/${index}/verifiers/${provider2}`
    )
  )
);
var findFalseKeys = ({ people: people2 }) => people2.flatMap(
  ({ publicKeys = {} }, index) => Object.entries(publicKeys).filter(([, key]) => parsePublicKey(key) === void 0).map(
    ([provider2]) => mistake(
      "PUBLIC_KEY_INVALID",
      "This is not an SSH public key that Hallpass signs: ed25519, ecdsa, a security key, or RSA of 3072 bits or more. The value is not shown here.",
      "Write the line of the .pub file: ssh-ed25519 AAAA…. If a private key stood here, replace that key.",
      `/people/${index}/publicKeys/${provider2}`
    )
  )
);
var describeShared = (key, at) => mistake("PERSON_REPEATED", `The ${key} is given to two people.`, "Keep it with one of them.", at);

// src/git/repository.ts
import { resolve as resolve2 } from "node:path";

// src/git/process/environment.ts
import { devNull } from "node:os";
var inherited = [
  "PATH",
  "TMPDIR",
  "http_proxy",
  "https_proxy",
  "no_proxy",
  "HTTPS_PROXY",
  "NO_PROXY",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR"
];
var helper = `!f() { test "$1" = get && printf 'username=x-access-token\\npassword=%s\\n' "$HALLPASS_GIT_TOKEN"; }; f`;
function gitEnvironment(access2) {
  return {
    ...Object.fromEntries(inherited.flatMap((name2) => pick(name2))),
    HOME: devNull,
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: devNull,
    // A replace ref would show other content under an object's id.
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_OPTIONAL_LOCKS: "0",
    // GitHub's format, also where a newer git has another default.
    GIT_DEFAULT_HASH: "sha1",
    GIT_DEFAULT_REF_FORMAT: "files",
    // Each thread of glibc would reserve 64 MB of the address space that a child may use.
    MALLOC_ARENA_MAX: "2",
    ...encode([...hardening, ...access2 === void 0 ? [] : network(access2)]),
    ...access2?.token === void 0 ? {} : { HALLPASS_GIT_TOKEN: access2.token }
  };
}
var pick = (name2) => {
  const value = process.env[name2];
  return value === void 0 ? [] : [[name2, value]];
};
var hardening = [
  ["core.hooksPath", devNull],
  ["core.fsmonitor", "false"],
  ["core.askPass", ""],
  // Refs too: a ref cut short by a power failure would stop every read.
  ["core.fsync", "committed"],
  ["gc.auto", "0"],
  ["maintenance.auto", "false"],
  ["log.showSignature", "false"],
  // A child's memory is bounded: packs are mapped in parts, large files are streamed.
  ["core.packedGitWindowSize", "16m"],
  ["core.packedGitLimit", "256m"],
  ["core.bigFileThreshold", "16m"],
  ["pack.threads", "2"],
  ["pack.windowMemory", "128m"],
  ["protocol.allow", "never"],
  ["credential.helper", ""]
];
var network = ({ url, token, allowFile }) => [
  ["protocol.http.allow", "always"],
  ["protocol.https.allow", "always"],
  ...allowFile ? [["protocol.file.allow", "always"]] : [],
  ["fetch.fsckObjects", "true"],
  ["http.lowSpeedLimit", "1000"],
  ["http.lowSpeedTime", "30"],
  // For this server only: a redirect to another one must not get the token.
  ...token === void 0 ? [] : [[`credential.${new URL(url).origin}.helper`, helper]]
];
function encode(settings) {
  const pairs = settings.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value]
  ]);
  return { ...Object.fromEntries(pairs), GIT_CONFIG_COUNT: String(settings.length) };
}

// src/git/process/start-git.ts
import { spawn } from "node:child_process";
var MEBIBYTE = 1024 * 1024;
var GIT_MEMORY = 1024 * MEBIBYTE;
var GRACE_MS = 5e3;
var LIMITED = 'ulimit -v "$0" 2>/dev/null; exec git "$@"';
function startGit(args, { cwd, env, memory = GIT_MEMORY }) {
  const kibibytes = String(Math.floor(memory / 1024));
  return spawn("/bin/sh", ["-c", LIMITED, kibibytes, ...args], { cwd, env, detached: true });
}
function endGit(child) {
  signalGroup(child, "SIGTERM");
  const timer = setTimeout(() => signalGroup(child, "SIGKILL"), GRACE_MS).unref();
  child.once("close", () => clearTimeout(timer));
}
function signalGroup({ pid, exitCode, signalCode }, signal) {
  if (pid === void 0 || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, signal);
  } catch {
  }
}
var isOutOfMemory = (stderr) => /out of memory|malloc failed|mmap failed: Cannot allocate/iu.test(stderr);

// src/git/process/store.ts
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
function checkRemote({ url, allowFile }) {
  const parsed = URL.canParse(url) ? new URL(url) : void 0;
  const allowed = ["http:", "https:", ...allowFile ? ["file:"] : []];
  if (parsed === void 0 || !allowed.includes(parsed.protocol)) {
    throw refuse2(`The repository's address must begin with ${allowed.join(" or ")}//.`);
  }
  if (parsed.username !== "" || parsed.password !== "") {
    throw refuse2("The repository's address carries a user or password. Give the token separately.");
  }
}
async function createFolder(directory) {
  const absolute = resolve(directory);
  await mkdir(absolute, { recursive: true, mode: 448 });
  return { directory: absolute };
}
var refuse2 = (detail) => new RepositoryError({ command: "remote", detail, retryable: false });

// src/git/process/command.ts
async function runGit(store, args, options2 = {}) {
  const { remote, allow = [] } = options2;
  if (remote !== void 0) checkRemote(remote);
  const token = await remote?.token();
  const access2 = remote && { url: remote.url, token, allowFile: remote.allowFile ?? false };
  const place = options2.discover ? {} : { GIT_DIR: store.directory };
  const env = { ...gitEnvironment(access2), ...place, ...options2.env };
  const answer = await collect(store, args, env, options2);
  const stderr = showable(answer.stderr, token);
  if (answer.exitCode !== 0 && !allow.includes(answer.exitCode)) {
    throw fail(args, stderr, options2, answer.exitCode);
  }
  return { ...answer, stderr };
}
async function readGit(store, args, options2) {
  return (await runGit(store, args, options2)).stdout.toString("utf8").replace(/\n$/, "");
}
function collect(store, args, env, options2) {
  const { input = "", timeoutMs = options2.remote ? 6e4 : 3e4, maxBytes = 64 * 1024 * 1024 } = options2;
  const { memory = GIT_MEMORY } = options2;
  return new Promise((resolve4, reject) => {
    const child = startGit(args, { cwd: store.directory, env, memory });
    const stop = (why) => {
      endGit(child);
      reject(fail(args, why, options2));
    };
    const timer = setTimeout(() => stop(`no end after ${timeoutMs / 1e3} s`), timeoutMs);
    child.on("error", (cause) => {
      clearTimeout(timer);
      reject(fail(args, `git cannot be started in ${store.directory}`, options2, void 0, cause));
    });
    if (child.pid === void 0) return;
    const { stdout, stderr } = gather(child, maxBytes, () => stop(`more than ${maxBytes} bytes of output`));
    child.on("close", (code2) => {
      clearTimeout(timer);
      const said = stderr.join("");
      if (code2 !== 0 && isOutOfMemory(said))
        reject(fail(args, `more than ${memory} bytes of memory`, options2, code2 ?? 128));
      else resolve4({ exitCode: code2 ?? 128, stdout: Buffer.concat(stdout), stderr: said });
    });
    child.stdin.end(input);
  });
}
function gather(child, maxBytes, onTooMuch) {
  const stdout = [];
  const stderr = [];
  let bytes = 0;
  child.stdout.on("data", (chunk) => {
    bytes += chunk.length;
    if (bytes > maxBytes) onTooMuch();
    else stdout.push(chunk);
  });
  child.stderr.setEncoding("utf8").on("data", (chunk) => {
    if (stderr.length < 1e3) stderr.push(chunk);
  });
  child.stdin.on("error", () => {
  });
  return { stdout, stderr };
}
function fail(args, detail, { remote }, exitCode, cause) {
  const command = args.find((arg) => /^[a-z]/.test(arg)) ?? "";
  return new RepositoryError({
    command,
    ...exitCode === void 0 ? {} : { exitCode },
    detail,
    retryable: remote !== void 0,
    cause
  });
}
function showable(stderr, token) {
  const secrets = token === void 0 || token === "" ? [] : [token, Buffer.from(`x-access-token:${token}`).toString("base64"), encodeURIComponent(token)];
  const masked = secrets.reduce((text10, secret2) => text10.replaceAll(secret2, "***"), stderr);
  return masked.replace(/[^\n\P{C}]/gu, "?").trim().slice(0, 2e3);
}

// src/git/process/object-id.ts
function requireObjectId(text10) {
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text10)) return text10;
  throw new Error(`"${text10}" is not a git object id.`);
}

// src/git/walk/history.ts
import { access } from "node:fs/promises";
import { join } from "node:path";

// src/git/walk/left-to-git.ts
var LeftToGit = class extends Error {
  constructor(what) {
    super(`${what} is left to git.`);
    this.name = "LeftToGit";
  }
};
async function orAskGit(walk, ask) {
  try {
    return await walk();
  } catch (error) {
    if (error instanceof LeftToGit) return ask();
    throw error;
  }
}

// src/git/walk/object-reader.ts
import { Socket } from "node:net";

// src/git/process/object-hash.ts
import { createHash, hash } from "node:crypto";
function hasId(id, type, bytes) {
  const algorithm2 = id.length === 40 ? "sha1" : "sha256";
  const header2 = `${type} ${bytes.length}\0`;
  if (header2.length + bytes.length > small.length)
    return createHash(algorithm2).update(header2).update(bytes).digest("hex") === id;
  const start = small.write(header2, "latin1");
  small.set(bytes, start);
  return hash(algorithm2, small.subarray(0, start + bytes.length)) === id;
}
var small = Buffer.alloc(16 * 1024);
function requireId(id, type, bytes) {
  if (hasId(id, type, bytes)) return;
  const detail = `the ${type} ${id} is damaged: its content has another id. Make a new clone.`;
  throw new RepositoryError({ command: "cat-file", detail, retryable: false });
}

// src/git/walk/object-reader.ts
var MAX_BYTES = 64 * 1024;
var IDLE_MS = 2e3;
var ANSWER_MS = 3e4;
var readers = /* @__PURE__ */ new Map();
async function readObject(store, id) {
  const facts = await readFacts(store, id);
  if (facts === void 0 || facts.size > MAX_BYTES) return void 0;
  const answer = await readerOf(store).ask("contents", id);
  if (answer === void 0) return void 0;
  const { type, bytes } = answer;
  return hasId(id, type, bytes) ? { type, bytes } : void 0;
}
async function readFacts(store, id) {
  return /^[0-9a-f]{40}$/u.test(id) ? readerOf(store).ask("info", id) : void 0;
}
var readerOf = ({ directory }) => readers.get(directory) ?? startReader(directory);
function startReader(directory) {
  const env = { ...gitEnvironment(), GIT_DIR: directory };
  const child = startGit(["cat-file", "--batch-command"], { cwd: directory, env });
  const waiting = [];
  let timer;
  let over = child.pid === void 0;
  const end2 = () => {
    over = true;
    clearTimeout(timer);
    if (readers.get(directory) === reader) readers.delete(directory);
    endGit(child);
    for (const { resolve: resolve4 } of waiting.splice(0)) resolve4(void 0);
  };
  const rest = () => {
    clearTimeout(timer);
    keepAlive(child, waiting.length > 0);
    timer = setTimeout(end2, waiting.length > 0 ? ANSWER_MS : IDLE_MS).unref();
  };
  const reader = {
    ask: (kind, id) => new Promise((resolve4) => {
      if (over) return resolve4(void 0);
      if (waiting.push({ kind, id, resolve: resolve4 }) === 1) rest();
      child.stdin.write(`${kind} ${id}
`);
    })
  };
  child.on("error", end2);
  if (over) return reader;
  let unread = Buffer.alloc(0);
  child.stdout.on("data", (chunk) => {
    unread = Buffer.concat([unread, chunk]);
    for (let taken = takeAnswer(unread, waiting[0]); taken; taken = takeAnswer(unread, waiting[0])) {
      if (taken === "astray") return end2();
      unread = unread.subarray(taken.length);
      waiting.shift()?.resolve(taken.answer);
    }
    rest();
  });
  child.stderr.resume();
  child.stdin.on("error", end2);
  child.on("close", end2);
  readers.set(directory, reader);
  return reader;
}
function takeAnswer(unread, question) {
  const newline = unread.indexOf(10);
  if (question === void 0 || newline < 0) return void 0;
  const head = newline + 1;
  const [id, type = "", digits] = unread.toString("latin1", 0, newline).split(" ");
  if (id !== question.id) return "astray";
  if (digits === void 0) return { length: head, answer: void 0 };
  const size = Number(digits);
  if (question.kind === "info") return { length: head, answer: { type, size, bytes: Buffer.alloc(0) } };
  if (unread.length < head + size + 1) return void 0;
  return { length: head + size + 1, answer: { type, size, bytes: unread.subarray(head, head + size) } };
}
function keepAlive(child, needed) {
  for (const part of [child, child.stdin, child.stdout, child.stderr]) {
    if (part !== child && !(part instanceof Socket)) continue;
    if (needed) part.ref();
    else part.unref();
  }
}

// src/git/walk/remembered.ts
var MAX_ANSWERS = 2e4;
function remembered(ask, most = MAX_ANSWERS) {
  const memories = /* @__PURE__ */ new WeakMap();
  return (store, ...question) => {
    const memory = memories.get(store) ?? new I({ max: most });
    memories.set(store, memory);
    const key = question.join("\0");
    const known = memory.get(key);
    if (known !== void 0) return known;
    const answer = ask(store, ...question);
    memory.set(key, answer);
    answer.catch(() => memory.peek(key) === answer && memory.delete(key));
    return answer;
  };
}

// src/git/walk/history.ts
var MAX_STEPS = 500;
var walkCommit = remembered(async (store, sha) => {
  const object = await readObject(store, sha);
  const commit = object?.type === "commit" ? parseCommit(sha, object.bytes) : void 0;
  if (commit === void 0 || await isCutOff(store)) throw new LeftToGit(sha);
  return commit;
});
async function isCutOff({ directory }) {
  const files = ["shallow", "info/grafts"].map((name2) => access(join(directory, name2)));
  return (await Promise.allSettled(files)).some(({ status }) => status === "fulfilled");
}
var who = "[ -;=?-~]*<([!-;=?-~]*)> \\d+ [+-]\\d{4}";
var headers = new RegExp(
  `^tree [0-9a-f]{40}\\n((?:parent [0-9a-f]{40}\\n)*)author ${who}\\ncommitter ${who}\\n`,
  "u"
);
function parseCommit(sha, bytes) {
  const end2 = bytes.indexOf("\n\n");
  const text10 = bytes.toString("latin1", 0, end2 < 0 ? bytes.length : end2 + 1);
  const [known = "", lines, authorEmail, committerEmail] = headers.exec(text10) ?? [];
  if (lines === void 0 || authorEmail === void 0 || committerEmail === void 0) return void 0;
  if (/^(?:tree|parent|author|committer|encoding) /mu.test(text10.slice(known.length))) return void 0;
  const parents = lines.split("\n").filter(Boolean);
  return { sha, parents: parents.map((line) => line.slice("parent ".length)), authorEmail, committerEmail };
}
async function readAncestry(store, sha) {
  const known = /* @__PURE__ */ new Set([sha]);
  for (const next of known) {
    const { parents } = await walkCommit(store, next);
    if (known.size > MAX_STEPS) throw new LeftToGit(`the history before ${sha}`);
    for (const parent of parents) known.add(parent);
  }
  return known;
}
async function findBases(store, a, b) {
  const [before, beforeOther] = [await readAncestry(store, a), await readAncestry(store, b)];
  const common = [...before].filter((sha) => beforeOther.has(sha));
  const passed = /* @__PURE__ */ new Set();
  for (const sha of common) for (const parent of (await walkCommit(store, sha)).parents) passed.add(parent);
  return common.filter((sha) => !passed.has(sha));
}
async function readLine(store, from, to) {
  await walkCommit(store, to);
  const known = from === null ? /* @__PURE__ */ new Set() : await readKnown(store, from);
  const line = [];
  let sha = to;
  while (sha !== void 0 && sha !== from && !known?.has(sha)) {
    const commit = await walkCommit(store, sha);
    if (commit.parents.length > 1 || line.length === MAX_STEPS) throw new LeftToGit(`the line to ${to}`);
    line.push(commit);
    [sha] = commit.parents;
  }
  if (sha === void 0 && known === void 0) throw new LeftToGit(`the line from ${from}`);
  return line;
}
var readKnown = (store, from) => orAskGit(
  () => readAncestry(store, from),
  async () => void 0
);

// src/git/walk/tree.ts
var MAX_TREES = 500;
var types = /* @__PURE__ */ new Map([
  ["100644", "blob"],
  ["100755", "blob"],
  ["120000", "blob"],
  ["40000", "tree"],
  ["160000", "commit"]
]);
var findRoot = remembered(async (store, id) => {
  if ((await readFacts(store, id))?.type === "tree") return id;
  const object = await readObject(store, id);
  const [, tree] = /^tree ([0-9a-f]{40})\n/u.exec(object?.bytes.toString("latin1", 0, 46) ?? "") ?? [];
  if (object?.type === "commit" && tree !== void 0) return tree;
  throw new LeftToGit(id);
});
var readTree2 = remembered(async (store, id) => {
  const object = await readObject(store, id);
  const nodes = object?.type === "tree" ? parseTree(object.bytes) : void 0;
  if (nodes === void 0) throw new LeftToGit(id);
  return nodes;
}, MAX_TREES);
async function findNode(store, commit, path) {
  const names2 = path.split("/");
  if (names2.some((name2) => ["", ".", ".."].includes(name2))) throw new LeftToGit(path);
  let at = await findRoot(store, commit);
  let found;
  for (const name2 of names2) {
    if (found !== void 0 && found.type !== "tree") throw new LeftToGit(path);
    const nodes = await readTree2(store, at);
    found = nodes.find((node) => node.name === Buffer.from(name2).toString("latin1"));
    if (found === void 0) return void 0;
    at = found.id;
  }
  return found;
}
function parseTree(bytes) {
  const nodes = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at);
    const nul = bytes.indexOf(0, space);
    if (space < 0 || nul < 0 || nul + 21 > bytes.length) return void 0;
    const mode = bytes.toString("latin1", at, space);
    const name2 = bytes.toString("latin1", space + 1, nul);
    const type = types.get(mode);
    if (type === void 0 || name2 === "" || name2.includes("/")) return void 0;
    nodes.push({ name: name2, mode: mode.padStart(6, "0"), type, id: bytes.toString("hex", nul + 1, nul + 21) });
    at = nul + 21;
  }
  const names2 = new Set(nodes.map(({ name: name2 }) => name2));
  return names2.size === nodes.length && isSorted(nodes) ? nodes : void 0;
}
var isSorted = (nodes) => nodes.every((node, index) => {
  const before = nodes[index - 1];
  return before === void 0 || placeOf(before) < placeOf(node);
});
var placeOf = ({ name: name2, type }) => type === "tree" ? `${name2}/` : name2;

// src/git/walk/changes.ts
async function walkChanging(store, from, to, paths) {
  if (paths.length === 0) throw new LeftToGit("a range without paths");
  const changing = [];
  for (const commit of (await readLine(store, from, to)).toReversed()) {
    const changes = await Promise.all(paths.map((path) => readChange(store, commit, path)));
    if (!changes.every(isSame)) changing.push(commit.sha);
  }
  return changing;
}
async function walkToLast(store, wanted, tip, path) {
  let sha = tip;
  for (let steps = 0; sha !== void 0; steps += 1) {
    const commit = await walkCommit(store, sha);
    if (steps === MAX_STEPS || commit.parents.length > 1) throw new LeftToGit(`the history before ${sha}`);
    const { before, after } = await readChange(store, commit, path);
    if (before?.type === "tree" || after?.type === "tree") throw new LeftToGit(`the folder ${path}`);
    const [absent, present] = wanted === "A" ? [before, after] : [after, before];
    if (absent === void 0 && present !== void 0) return sha;
    [sha] = commit.parents;
  }
  return void 0;
}
async function readChange(store, { sha, parents }, path) {
  const [parent] = parents;
  const after = await findNode(store, sha, path);
  const before = parent === void 0 ? void 0 : await findNode(store, parent, path);
  return { before, after };
}
var isSame = ({ before, after }) => before?.id === after?.id && before?.mode === after?.mode;

// src/git/objects/history.ts
var format = "--format=%H%n%P%n%ae%n%ce";
var findMergeBase = remembered(
  (store, a, b) => orAskGit(
    () => walkToBase(store, a, b),
    async () => {
      const answer = await relate(store, ["merge-base", requireObjectId(a), requireObjectId(b)]);
      return answer.exitCode === 1 ? void 0 : answer.stdout.toString("latin1").trim();
    }
  )
);
async function walkToBase(store, a, b) {
  const [base, ...others] = await findBases(store, a, b);
  if (others.length > 0) throw new LeftToGit("a choice of merge bases");
  return base;
}
var isAncestor = remembered(
  (store, ancestor, descendant) => orAskGit(
    async () => {
      if ((await readAncestry(store, descendant)).has(ancestor)) return true;
      await walkCommit(store, ancestor);
      return false;
    },
    () => askAncestor(store, ancestor, descendant)
  )
);
async function askAncestor(store, ancestor, descendant) {
  const args = ["merge-base", "--is-ancestor", requireObjectId(ancestor), requireObjectId(descendant)];
  try {
    return (await relate(store, args)).exitCode === 0;
  } catch (error) {
    throw await explainMissing2(store, [ancestor, descendant]) ?? error;
  }
}
async function relate(store, args) {
  const answer = await runGit(store, args, { allow: [1] });
  if (answer.exitCode === 0 || !/^error:/mu.test(answer.stderr)) return answer;
  throw new RepositoryError({ command: "merge-base", detail: answer.stderr, retryable: false });
}
async function explainMissing2(store, ids) {
  const text10 = await readGit(store, ["cat-file", "--batch-check=%(objecttype)"], {
    input: `${ids.join("\n")}
`
  });
  const missing3 = ids.find((id) => text10.split("\n").includes(`${id} missing`));
  if (missing3 === void 0) return void 0;
  const detail = `this clone has no commit ${missing3}`;
  return new RepositoryError({ command: "merge-base", detail, retryable: false, missing: missing3 });
}
var readCommit = remembered(
  (store, sha) => orAskGit(
    () => walkCommit(store, sha),
    () => askCommit(store, sha)
  )
);
async function askCommit(store, sha) {
  const [commit] = await log(store, ["-1", "--no-walk", requireObjectId(sha)]);
  if (commit?.sha === sha) return commit;
  throw new RepositoryError({
    command: "log",
    detail: `${sha} is not a commit of this clone`,
    retryable: false
  });
}
var listCommits = (store, from, to) => orAskGit(
  () => readLine(store, from, to),
  () => log(store, ["--topo-order", requireObjectId(to), `^${requireObjectId(from)}`])
);
var listChanging = (store, from, to, paths) => orAskGit(
  () => walkChanging(store, from, to, paths),
  () => askChanging(store, from, to, paths)
);
async function askChanging(store, from, to, paths) {
  const range = [requireObjectId(to), `^${requireObjectId(from)}`];
  const text10 = await readGit(store, [
    ...["--literal-pathspecs", "rev-list", "--first-parent", "--reverse", ...range],
    ...["--", ...paths]
  ]);
  return text10.split("\n").filter(Boolean);
}
var findAddition = remembered(
  (store, tip, path) => findLast(store, "A", tip, path)
);
var findRemoval = remembered(
  (store, tip, path) => findLast(store, "D", tip, path)
);
var findLast = (store, change, tip, path) => orAskGit(
  () => walkToLast(store, change, tip, path),
  () => askLast(store, change, tip, path)
);
async function askLast(store, change, tip, path) {
  const sha = await readGit(store, [
    ...["--literal-pathspecs", "log", "--first-parent", "--no-renames", `--diff-filter=${change}`],
    ...["--format=%H", "-1", requireObjectId(tip), "--", path]
  ]);
  return sha === "" ? void 0 : sha;
}
async function log(store, args) {
  const text10 = await readGit(store, ["log", "-z", format, ...args, "--"]);
  return text10.split("\0").filter(Boolean).map(parseCommit2);
}
function parseCommit2(record) {
  const [sha = "", parents = "", authorEmail = "", committerEmail = ""] = record.split("\n");
  return { sha, parents: parents.split(" ").filter(Boolean), authorEmail, committerEmail };
}

// src/git/process/stream.ts
var SILENT_MS = 3e4;
var MAX_PIECE = 64 * 1024 * 1024;
function streamGit({ directory }, args, take) {
  const env = { ...gitEnvironment(), GIT_DIR: directory };
  const child = startGit(args, { cwd: directory, env });
  let isPaused = false;
  const done = watch(child, args, take, () => isPaused);
  done.catch(() => void 0);
  return {
    write: (input) => child.stdin.write(input) ? Promise.resolve() : Promise.race([new Promise((resolve4) => child.stdin.once("drain", resolve4)), done]),
    end: () => void child.stdin.end(),
    pause() {
      isPaused = true;
      child.stdout.pause();
    },
    resume() {
      isPaused = false;
      child.stdout.resume();
    },
    stop: () => endGit(child),
    done
  };
}
function watch(child, args, take, isPaused) {
  return new Promise((resolve4, reject) => {
    const fail2 = (error) => {
      clearTimeout(timer);
      endGit(child);
      reject(error);
    };
    const silent2 = () => {
      if (isPaused()) timer.refresh();
      else fail2(refuse3(args, `no output for ${SILENT_MS / 1e3} s`));
    };
    const timer = setTimeout(silent2, SILENT_MS);
    child.on("error", (cause) => fail2(refuse3(args, "git cannot be started", { cause })));
    if (child.pid === void 0) return;
    const unread = createUnread(take, args);
    const stderr = [];
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      if (stderr.length < 100) stderr.push(chunk);
    });
    child.stdin.on("error", () => {
    });
    child.stdout.on("data", (chunk) => {
      timer.refresh();
      try {
        unread.add(chunk);
      } catch (error) {
        fail2(error);
      }
    });
    child.on("close", (exitCode) => {
      clearTimeout(timer);
      const detail = stderr.join("").trim() || "the output ends in the middle";
      try {
        if (exitCode === 0 && unread.finish()) resolve4();
        else reject(refuse3(args, detail, { exitCode: exitCode ?? 128 }));
      } catch (error) {
        reject(error);
      }
    });
  });
}
function createUnread(take, args) {
  let chunks = [];
  let length = 0;
  let wanted = 1;
  const takeAll = () => {
    const bytes = Buffer.concat(chunks, length);
    const { taken, next } = take(bytes);
    const rest = bytes.subarray(taken);
    chunks = rest.length === 0 ? [] : [rest];
    length = rest.length;
    wanted = next ?? (length < 4096 ? length + 1 : length * 2);
    if (wanted > MAX_PIECE) throw refuse3(args, `more than ${MAX_PIECE} bytes in one piece`);
  };
  return {
    add(chunk) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= wanted) takeAll();
    },
    /** Was all of it read? */
    finish() {
      if (length > 0) takeAll();
      return length === 0;
    }
  };
}
function refuse3(args, detail, more = {}) {
  const command = args.find((arg) => /^[a-z]/u.test(arg)) ?? "";
  return new RepositoryError({ command, detail, retryable: false, ...more });
}

// src/git/process/each-object.ts
async function eachObject(store, type, batches, idOf, visit) {
  const asked = createLine();
  const child = streamGit(store, ["cat-file", "--batch", "--buffer"], (bytes) => {
    let taken = 0;
    for (; ; ) {
      const wanted = asked.first();
      const answer = wanted && readAnswer(bytes, taken, idOf(wanted), type);
      if (wanted === void 0 || answer === void 0) return { taken };
      if (answer.end > bytes.length) return { taken, next: answer.end - taken };
      const content = bytes.subarray(answer.start, answer.end - 1);
      requireId(idOf(wanted), type, content);
      visit(content, wanted);
      asked.drop();
      taken = answer.end;
    }
  });
  try {
    for await (const batch of batches) {
      asked.add(batch);
      await child.write(batch.map((wanted) => `${requireObjectId(idOf(wanted))}
`).join(""));
    }
  } finally {
    child.end();
  }
  await child.done;
  const unanswered = asked.first();
  if (unanswered !== void 0) throw missing(idOf(unanswered), type);
}
function readAnswer(bytes, from, id, type) {
  const newline = bytes.indexOf(10, from);
  if (newline < 0) return void 0;
  const line = bytes.toString("latin1", from, newline);
  const before = `${id} ${type} `;
  if (!line.startsWith(before)) throw missing(id, type);
  return { start: newline + 1, end: newline + 2 + Number(line.slice(before.length)) };
}
function createLine() {
  let items = [];
  let head = 0;
  return {
    add(more) {
      if (head > items.length / 2) {
        items = items.slice(head);
        head = 0;
      }
      for (const item of more) items.push(item);
    },
    first: () => items[head],
    drop() {
      head += 1;
    }
  };
}
var missing = (id, type) => new RepositoryError({
  command: "cat-file",
  detail: `${id} is not a ${type} of this clone`,
  retryable: false
});

// src/git/process/text.ts
var strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
function splitRecords(output) {
  const records = [];
  for (let at = 0; at < output.length; ) {
    const nul = output.indexOf(0, at);
    const end2 = nul < 0 ? output.length : nul;
    records.push(output.subarray(at, end2));
    at = end2 + 1;
  }
  return records;
}
function decodePath(bytes) {
  try {
    return strict.decode(bytes);
  } catch {
    return `${[...bytes].map(escapeByte).join("")}/`;
  }
}
function escapeByte(byte) {
  const character = String.fromCharCode(byte);
  if (character === "\\") return "\\\\";
  return /[ -~]/.test(character) ? character : `\\x${byte.toString(16).padStart(2, "0")}`;
}

// src/git/walk/files.ts
var MAX_FILES = 200;
var MAX_TREES2 = 500;
async function walkFiles(store, commit, folder2) {
  const top = folder2 === "" ? void 0 : await findNode(store, commit, folder2);
  if (folder2 !== "" && top === void 0) return [];
  if (top !== void 0 && top.type !== "tree") throw new LeftToGit(`the file ${folder2}`);
  const prefix = folder2 === "" ? "" : `${Buffer.from(folder2).toString("latin1")}/`;
  const tree = top?.id ?? await findRoot(store, commit);
  const files = [];
  for (const { path, after } of await compareTrees({ store, left: MAX_TREES2 }, void 0, tree, prefix)) {
    if (after === void 0) throw new LeftToGit(path);
    const size = await findSize(store, after);
    files.push({ path: decode2(path), mode: after.mode, blob: after.id, size });
  }
  return files;
}
var findSize = (store, { type, id }) => type === "blob" ? readSize(store, id) : Promise.resolve(0);
var readSize = remembered(async (store, id) => {
  const facts = await readFacts(store, id);
  if (facts?.type !== "blob") throw new LeftToGit(id);
  return facts.size;
});
async function walkDifference(store, from, to) {
  const [before, after] = [await findRoot(store, from), await findRoot(store, to)];
  const places2 = await compareTrees({ store, left: MAX_TREES2 }, before, after, "");
  const changes = [];
  for (const { path, before: before2, after: after2 } of places2.sort((a, b) => a.path < b.path ? -1 : 1)) {
    const node = after2 ?? before2;
    if (node === void 0) throw new LeftToGit(path);
    const size = await findSize(store, node);
    const status = after2 === void 0 ? "removed" : before2 === void 0 ? "added" : "modified";
    changes.push({ path: decode2(path), status, mode: node.mode, blob: node.id, size });
  }
  return changes;
}
async function compareTrees(walk, from, to, prefix) {
  const [before, after] = [await readNodes(walk, from), await readNodes(walk, to)];
  const places2 = [];
  for (const name2 of /* @__PURE__ */ new Set([...before.keys(), ...after.keys()])) {
    const place = { path: prefix + name2, before: before.get(name2), after: after.get(name2) };
    places2.push(...await compareNodes(walk, place));
    if (places2.length > MAX_FILES) throw new LeftToGit("a long list of files");
  }
  return places2;
}
async function compareNodes(walk, { path, before, after }) {
  if (before?.id === after?.id && before?.mode === after?.mode) return [];
  const [from, to] = [before, after].map((node) => node?.type === "tree" ? node.id : void 0);
  const own = { path, before: asFile(before), after: asFile(after) };
  const here = own.before === void 0 && own.after === void 0 ? [] : [own];
  if (from === void 0 && to === void 0) return here;
  return [...here, ...await compareTrees(walk, from, to, `${path}/`)];
}
var asFile = (node) => node?.type === "tree" ? void 0 : node;
async function readNodes(walk, id) {
  if (id === void 0) return /* @__PURE__ */ new Map();
  walk.left -= 1;
  if (walk.left < 0) throw new LeftToGit("a large tree");
  const nodes = await readTree2(walk.store, id);
  return new Map(nodes.map((node) => [node.name, node]));
}
var decode2 = (path) => decodePath(Buffer.from(path, "latin1"));

// src/git/objects/objects.ts
async function listFiles(store, commit, folder2) {
  const known = listings.get(store) ?? /* @__PURE__ */ new Map();
  listings.set(store, known);
  const last = known.get(folder2);
  if (last?.commit === commit) return [...await last.files];
  const listed = { commit, files: readFiles(store, commit, folder2) };
  known.set(folder2, listed);
  listed.files.catch(() => known.get(folder2) === listed && known.delete(folder2));
  return [...await listed.files];
}
var listings = /* @__PURE__ */ new WeakMap();
var readFiles = (store, commit, folder2) => orAskGit(
  () => walkFiles(store, commit, folder2),
  async () => (await listTree(store, commit, folder2 === "" ? [] : [`${folder2}/`], ["-r"])).map(asFile2)
);
async function findFile(store, commit, path) {
  const entry = await findEntry(store, commit, path);
  return entry === void 0 || entry.type === "tree" ? void 0 : asFile2(entry);
}
async function findTreeId(store, commit, folder2) {
  if (folder2 === "") {
    const { stdout } = await runGit(store, ["rev-parse", "--verify", `${requireObjectId(commit)}^{tree}`]);
    return stdout.toString("latin1").trim();
  }
  const entry = await findEntry(store, commit, folder2);
  return entry?.type === "tree" ? entry.blob : void 0;
}
var DIFF_BOUNDS = { timeoutMs: 5e3, memory: 256 * 1024 * 1024 };
var MAX_READ_IN_PROCESS = 200;
async function diffTrees(store, from, to) {
  const commits = [requireObjectId(from), requireObjectId(to)];
  return orAskGit(
    () => walkDifference(store, from, to),
    () => askDifference(store, commits)
  );
}
async function askDifference(store, commits) {
  const args = [
    ...["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--no-ext-diff"],
    ...["--ignore-submodules=none", ...commits]
  ];
  const { stdout } = await runGit(store, args, DIFF_BOUNDS);
  const records = splitRecords(stdout).map((record) => decodePath(record));
  const changes = records.flatMap((header2, index) => {
    const path = records[index + 1];
    return index % 2 === 0 && path !== void 0 ? [parseChange(header2, path)] : [];
  });
  const sizes = await readSizes(store, changes);
  return changes.map((change) => ({ ...change, size: sizes.get(change.blob) ?? 0 }));
}
async function previewMerge(store, base, head) {
  const args = ["merge-tree", "--write-tree", "--no-messages", requireObjectId(base), requireObjectId(head)];
  const { exitCode, stdout } = await runGit(store, args, { allow: [1], ...DIFF_BOUNDS });
  return exitCode === 1 ? void 0 : diffTrees(store, base, stdout.toString("latin1").trim());
}
async function readBlob(store, blob, limit) {
  const read = await readObject(store, requireObjectId(blob));
  const bytes = read?.type === "blob" ? read.bytes : void 0;
  const size = bytes?.length ?? (await readSizes(store, [{ blob, mode: "100644" }])).get(blob) ?? 0;
  if (size > limit) {
    const detail = `${blob} has ${size} bytes; the limit is ${limit}. Make the file smaller.`;
    throw new RepositoryError({ command: "cat-file", detail, retryable: false });
  }
  if (bytes !== void 0) return bytes;
  const { stdout } = await runGit(store, ["cat-file", "blob", blob], { maxBytes: limit + 1 });
  requireId(blob, "blob", stdout);
  return stdout;
}
async function readObjects(store, ids, type) {
  const read = /* @__PURE__ */ new Map();
  for (const id of ids.length > MAX_READ_IN_PROCESS ? [] : ids) {
    const object = await readObject(store, id);
    if (object?.type === type) read.set(id, object.bytes);
  }
  const others = ids.filter((id) => !read.has(id));
  const packed = /* @__PURE__ */ new Map();
  if (others.length > 0)
    await eachObject(
      store,
      type,
      [others],
      (id) => id,
      (bytes, id) => void packed.set(id, bytes)
    );
  return ids.flatMap((id) => read.get(id) ?? packed.get(id) ?? []);
}
var findEntry = remembered(
  (store, commit, path) => orAskGit(
    () => walkToEntry(store, commit, path),
    async () => (await listTree(store, commit, [path], [])).find((entry) => entry.path === path)
  )
);
async function walkToEntry(store, commit, path) {
  const node = await findNode(store, commit, path);
  if (node === void 0) return void 0;
  const { mode, type, id } = node;
  return { path, mode, type, blob: id, size: await findSize(store, node) };
}
async function listTree(store, commit, paths, flags) {
  const { stdout } = await runGit(store, [
    ...["--literal-pathspecs", "ls-tree", "-z", "-l", "--full-tree", ...flags],
    ...[requireObjectId(commit), "--", ...paths]
  ]);
  return splitRecords(stdout).map(parseEntry);
}
function parseEntry(record) {
  const tab = record.indexOf(9);
  const [mode = "", type = "", blob = "", size = ""] = record.subarray(0, tab).toString("latin1").split(/ +/);
  const path = decodePath(record.subarray(tab + 1));
  return { path, mode, type, blob, size: size === "-" ? 0 : Number(size) };
}
var asFile2 = ({ path, mode, blob, size }) => ({ path, mode, blob, size });
function parseChange(header2, path) {
  const [oldMode = "", newMode = "", oldBlob = "", newBlob = "", letter = ""] = header2.slice(1).split(" ");
  if (letter === "D") return { path, status: "removed", mode: oldMode, blob: oldBlob, size: 0 };
  return { path, status: letter === "A" ? "added" : "modified", mode: newMode, blob: newBlob, size: 0 };
}
async function readSizes(store, files) {
  const ids = [...new Set(files.filter((file) => file.mode !== "160000").map((file) => file.blob))];
  if (ids.length === 0) return /* @__PURE__ */ new Map();
  const input = ids.map((id) => `${id}
`).join("");
  const { stdout } = await runGit(store, ["cat-file", "--batch-check"], { input });
  const lines = stdout.toString("latin1").split("\n");
  return new Map(
    ids.map((id, index) => {
      const [name2, type, size] = (lines[index] ?? "").split(" ");
      if (name2 !== id || type !== "blob") throw missing2(id, "blob", type === "missing");
      return [id, Number(size)];
    })
  );
}
var missing2 = (id, type, isAbsent = false) => new RepositoryError({
  command: "cat-file",
  detail: `${id} is not a ${type} of this clone`,
  retryable: false,
  ...isAbsent && { missing: id }
});

// src/git/objects/packs.ts
import { readdir } from "node:fs/promises";
import { join as join2 } from "node:path";
var MAX_PACKS = 50;
var TIMEOUT_MS = 12e4;
function packKeeper(store, log2) {
  let limit = MAX_PACKS;
  return async () => {
    const packs = await countPacks(store);
    if (packs <= limit) return;
    try {
      await runGit(store, ["repack", "-d", "--geometric=2", "--quiet"], { timeoutMs: TIMEOUT_MS });
      limit = MAX_PACKS;
    } catch (error) {
      limit = packs + MAX_PACKS;
      const next = `it is tried again at ${limit}. Look at the disk of ${store.directory}.`;
      log2?.warn({ step: "repack", packs, err: error }, `${packs} packs could not be put together; ${next}`);
    }
  };
}
async function countPacks({ directory }) {
  const names2 = new Set(await readdir(join2(directory, "objects/pack")).catch(() => []));
  const packs = [...names2].filter((name2) => name2.endsWith(".pack"));
  return packs.filter((name2) => !names2.has(name2.replace(/pack$/u, "keep"))).length;
}

// src/git/objects/ref-files.ts
import { readFile, stat } from "node:fs/promises";
import { join as join3 } from "node:path";
async function readLoose({ directory }, ref2) {
  if (!isPlain(ref2)) return void 0;
  const text10 = await readFile(join3(directory, ref2), "latin1").catch(() => "");
  return /^[0-9a-f]{40}\n$/u.test(text10) ? text10.trim() : void 0;
}
var isPlain = (ref2) => /^refs(?:\/[\w-]+)+$/u.test(ref2);
var MAX_PACKED_BYTES = 4 * 1024 * 1024;
async function readStored(store, ref2) {
  const own = await readLoose(store, ref2);
  if (own !== void 0 || !isPlain(ref2) || !await isMissing(join3(store.directory, ref2))) return own;
  const path = join3(store.directory, "packed-refs");
  if (await isMissing(path)) return null;
  const { size } = await stat(path);
  if (size > MAX_PACKED_BYTES) return void 0;
  const text10 = await readFile(path, "latin1");
  if (!text10.includes(` ${ref2}
`)) return null;
  return new RegExp(`^([0-9a-f]{40}) ${ref2}$`, "mu").exec(text10)?.[1];
}
var isMissing = (path) => stat(path).then(
  () => false,
  (error) => error instanceof Error && "code" in error && error.code === "ENOENT"
);

// src/git/objects/refs.ts
async function readRef(store, ref2) {
  return await readLoose(store, ref2) ?? (await listRefs(store, [ref2])).get(ref2);
}
async function readFirstRef(store, refs) {
  for (const ref2 of refs) {
    const sha = await readStored(store, ref2);
    if (sha === void 0) break;
    if (sha !== null) return sha;
  }
  const found = await listRefs(store, refs);
  return refs.map((ref2) => found.get(ref2)).find((sha) => sha !== void 0);
}
async function listRefs(store, refs) {
  const args = ["for-each-ref", "--format=%(refname) %(objectname) %(objecttype)", ...refs];
  const { stdout, stderr } = await runGit(store, args);
  if (stderr !== "") throw new RepositoryError({ command: "for-each-ref", detail: stderr, retryable: false });
  const rows = stdout.toString("utf8").split("\n");
  return new Map(rows.map((row) => row.split(" ")).map(([name2 = "", sha = ""]) => [name2, sha]));
}
async function advanceRef(store, ref2, from, to) {
  try {
    await runGit(store, ["update-ref", "--no-deref", ref2, to, from ?? "0".repeat(to.length)]);
  } catch (error) {
    const now = await readRef(store, ref2);
    if (now === void 0 || !await isAncestor(store, to, now)) throw error;
  }
}
async function setRef(store, ref2, to) {
  await runGit(store, ["update-ref", "--no-deref", ref2, requireObjectId(to)]);
}
async function checkBranch(store, branch) {
  await runGit(store, ["check-ref-format", `refs/heads/${branch}`]).catch((cause) => {
    const detail = `"${branch}" is not a valid branch name.`;
    throw new RepositoryError({ command: "check-ref-format", detail, retryable: false, cause });
  });
}

// src/git/process/fetch.ts
var trackingRef = (branch) => `refs/remotes/origin/${branch}`;
var pullRef = (pull) => `refs/pull/${pull}/head`;
async function fetchRefs(store, remote, wanted) {
  const refspecs = listRefspecs(wanted);
  try {
    await fetchExactly(store, remote, refspecs);
  } catch (error) {
    if (!(error instanceof RepositoryError) || !/couldn't find remote ref/.test(error.message)) throw error;
    const there = await listRemoteRefs(store, remote, refspecs);
    const present = refspecs.filter(({ from, optional }) => !optional || there.has(from));
    if (present.length === refspecs.length) throw error;
    await fetchExactly(store, remote, present);
  }
}
function listRefspecs({ defaultBranch, ledgerBranch, pulls }) {
  return [
    { from: `refs/heads/${defaultBranch}`, to: trackingRef(defaultBranch), optional: false },
    { from: `refs/heads/${ledgerBranch}`, to: trackingRef(ledgerBranch), optional: true },
    ...pulls.map((pull) => ({ from: pullRef(pull), to: pullRef(pull), optional: true }))
  ];
}
async function fetchExactly(store, remote, refspecs) {
  const lines = refspecs.map(({ from, to }) => `+${from}:${to}
`);
  const flags = ["--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance"];
  const args = ["fetch", ...flags, "--refmap=", "--stdin", "--", remote.url];
  await runGit(store, args, {
    remote,
    input: lines.join(""),
    timeoutMs: 12e4,
    memory: 2 * GIT_MEMORY
  });
}
async function listRemoteRefs(store, remote, refspecs) {
  const names2 = refspecs.map(({ from }) => from);
  const text10 = await readGit(store, ["ls-remote", "--refs", "--", remote.url, ...names2], { remote });
  return new Set(text10.split("\n").map((row) => row.split("	")[1]));
}

// src/git/stale-locks.ts
import { readdir as readdir2, rm } from "node:fs/promises";
import { join as join4, sep } from "node:path";
async function removeStaleLocks({ directory }) {
  const names2 = await readdir2(directory, { recursive: true });
  const locks = names2.filter((name2) => name2.endsWith(".lock") && !name2.startsWith(`objects${sep}`));
  await Promise.all(locks.map((name2) => rm(join4(directory, name2), { force: true })));
}

// src/git/repository.ts
var ledgerBranchName = "access-ledger";
async function gitRepository(options2) {
  const { dir, defaultBranch, ledgerBranch = ledgerBranchName } = options2;
  checkRemote(options2);
  const store = await createFolder(dir);
  await checkBranch(store, defaultBranch);
  await checkBranch(store, ledgerBranch);
  await prepare(store, options2.log);
  const inTurn = createLane();
  const keepPacks = packKeeper(store, options2.log);
  const fetch2 = (pulls = []) => inTurn(async () => {
    await fetchRefs(store, options2, { defaultBranch, ledgerBranch, pulls: [...new Set(pulls)] });
    await keepPacks();
  });
  return { fetch: fetch2, ...localReads(store, [trackingRef(defaultBranch)]) };
}
async function prepare(store, log2) {
  try {
    await removeStaleLocks(store);
    await readGit(store, ["init", "--quiet", "--bare", "--template="]);
  } catch (error) {
    await readGit(store, ["rev-parse", "--is-bare-repository"]).catch(() => {
      throw error;
    });
    log2?.warn({ step: "state", err: error }, `${store.directory} cannot be written; it is read as it is`);
  }
}
async function openStore(dir) {
  const directory = resolve2(dir);
  const found = await readGit({ directory }, ["rev-parse", "--path-format=absolute", "--git-common-dir"], {
    discover: true
  });
  return { directory: found };
}
function localReads(store, defaultRefs) {
  return {
    defaultTip: () => readDefaultTip(store, defaultRefs),
    pullHead: (pull) => readRef(store, pullRef(pull)),
    mergeBase: (a, b) => findMergeBase(store, a, b),
    isAncestor: (ancestor, descendant) => isAncestor(store, ancestor, descendant),
    readCommit: (sha) => readCommit(store, sha),
    listCommits: (from, to) => listCommits(store, from, to),
    listChanging: (from, to, paths) => listChanging(store, from, to, paths),
    listFiles: (commit, folder2) => listFiles(store, commit, folder2),
    findFile: (commit, path) => findFile(store, commit, path),
    treeId: (commit, folder2) => findTreeId(store, commit, folder2),
    diff: (from, to) => diffTrees(store, from, to),
    previewMerge: (base, head) => previewMerge(store, base, head),
    readBlob: (blob, limit) => readBlob(store, blob, limit),
    findAddition: (tip, path) => findAddition(store, tip, path),
    findRemoval: (tip, path) => findRemoval(store, tip, path)
  };
}
async function readDefaultTip(store, refs) {
  for (const ref2 of refs) {
    const tip = await readRef(store, ref2);
    if (tip !== void 0) return tip;
  }
  const detail = `none of ${refs.join(", ")} is here. Fetch first, or name the default branch.`;
  throw new RepositoryError({ command: "for-each-ref", detail, retryable: false });
}

// src/git/ledger/ledger.ts
import { createPublicKey as createPublicKey2 } from "node:crypto";
import { resolve as resolve3 } from "node:path";

// src/git/objects/sshsig.ts
import { createHash as createHash2, createPublicKey, sign, verify } from "node:crypto";
import { promisify } from "node:util";
var magic = Buffer.from("SSHSIG");
var algorithm = "ssh-ed25519";
var namespace = "git";
var hash2 = "sha512";
var begin = "-----BEGIN SSH SIGNATURE-----";
var end = "-----END SSH SIGNATURE-----";
function signSsh(payload, privateKey) {
  const signature = sign(null, signedData(payload), requireEd25519(privateKey));
  const fields2 = [keyBlob(privateKey), namespace, "", hash2, pack(algorithm, signature)];
  const blob = Buffer.concat([magic, version, pack(...fields2)]).toString("base64");
  return [begin, ...blob.match(/.{1,70}/g) ?? [], end, ""].join("\n");
}
function verifySsh(payload, armored, publicKeyLine2) {
  const claim = readClaim(payload, armored, publicKeyLine2);
  return claim !== void 0 && verify(null, claim.data, claim.key, claim.signature);
}
async function verifySshAside(payload, armored, publicKeyLine2) {
  const claim = readClaim(payload, armored, publicKeyLine2);
  return claim !== void 0 && await verifyAside(null, claim.data, claim.key, claim.signature);
}
var verifyAside = promisify(verify);
function readClaim(payload, armored, publicKeyLine2) {
  const key = readPublicKey(publicKeyLine2);
  const blob = dearmor(armored);
  if (key === void 0 || blob === void 0) return void 0;
  if (!blob.subarray(0, 10).equals(Buffer.concat([magic, version]))) return void 0;
  const [signer, space, reserved, hashName, signed, ...rest] = unpack(blob.subarray(10)) ?? [];
  const [signatureAlgorithm, signature, ...more] = (signed && unpack(signed)) ?? [];
  if (signer === void 0 || signature === void 0 || rest.length > 0 || more.length > 0) return void 0;
  const words2 = [space, reserved, hashName, signatureAlgorithm].map((field) => field?.toString("latin1"));
  if (words2.join("|") !== [namespace, "", hash2, algorithm].join("|")) return void 0;
  return signer.equals(keyBlob(key)) ? { key, signature, data: signedData(payload) } : void 0;
}
var publicKeyLine = (key) => `${algorithm} ${keyBlob(requireEd25519(key)).toString("base64")}`;
function readPublicKey(line) {
  if (lastKey?.line !== line) lastKey = { line, key: buildPublicKey(line) };
  return lastKey.key;
}
var lastKey;
function buildPublicKey(line) {
  const [name2, encoded] = line.trim().split(/\s+/);
  if (name2 !== algorithm || encoded === void 0) return void 0;
  const [inner, x2, ...rest] = unpack(Buffer.from(encoded, "base64")) ?? [];
  if (inner?.toString("latin1") !== algorithm || x2?.length !== 32 || rest.length > 0) return void 0;
  return createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: x2.toString("base64url") },
    format: "jwk"
  });
}
var keyBlobs = /* @__PURE__ */ new WeakMap();
function keyBlob(key) {
  const known = keyBlobs.get(key);
  if (known !== void 0) return known;
  const { x: x2 = "" } = (key.type === "private" ? createPublicKey(key) : key).export({ format: "jwk" });
  const blob = pack(algorithm, Buffer.from(x2, "base64url"));
  keyBlobs.set(key, blob);
  return blob;
}
function requireEd25519(key) {
  if (key.asymmetricKeyType === "ed25519") return key;
  throw new Error(`The ledger is signed with Ed25519; this key is ${key.asymmetricKeyType ?? "symmetric"}.`);
}
var signedData = (payload) => Buffer.concat([magic, pack(namespace, "", hash2, createHash2(hash2).update(payload).digest())]);
function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
var version = uint32(1);
var pack = (...fields2) => Buffer.concat(
  fields2.flatMap((field) => {
    const bytes = Buffer.from(field);
    return [uint32(bytes.length), bytes];
  })
);
function unpack(blob) {
  const fields2 = [];
  for (let at = 0; at < blob.length; ) {
    if (at + 4 > blob.length) return void 0;
    const next = at + 4 + blob.readUInt32BE(at);
    if (next > blob.length) return void 0;
    fields2.push(blob.subarray(at + 4, next));
    at = next;
  }
  return fields2;
}
function dearmor(armored) {
  const lines = armored.trim().split("\n");
  if (lines.at(0) !== begin || lines.at(-1) !== end) return void 0;
  return Buffer.from(lines.slice(1, -1).join(""), "base64");
}

// src/git/ledger/pin.ts
var ref = "refs/hallpass/ledger";
var ledgerPin = (store) => ({
  read: () => readRef(store, ref),
  move: (to) => setRef(store, ref, to)
});

// src/git/objects/blocking-ref.ts
async function findBlockingBranch(store, remote, branch) {
  const parts = branch.split("/");
  const above = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join("/"));
  const patterns = [...above, `${branch}/*`].map((name2) => `refs/heads/${name2}`);
  const text10 = await readGit(store, ["ls-remote", "--", remote.url, ...patterns], { remote });
  return text10.split("\n").map((row) => row.split("	")[1]?.replace(/^refs\/heads\//u, "")).find((name2) => name2 !== void 0 && (above.includes(name2) || name2.startsWith(`${branch}/`)));
}

// src/git/ledger/push.ts
async function pushRound(store, remote, push) {
  const { branch, from, sha } = push;
  const ref2 = `refs/heads/${branch}`;
  const args = [
    // The lease names what must be there. The commit's parent is the same, so nothing can be overwritten.
    ...["push", "--porcelain", "--no-verify", `--force-with-lease=${ref2}:${from ?? ""}`],
    ...["--", remote.url, `${sha}:${ref2}`]
  ];
  const { exitCode, stdout, stderr } = await runGit(store, args, { remote, allow: [1] });
  const rejection = stdout.toString("utf8").split("\n").find((line) => line.startsWith("!"));
  if (exitCode === 0 && rejection === void 0) {
    await advanceRef(store, trackingRef(branch), from, sha);
    return "accepted";
  }
  const there = rejection === void 0 ? from : await readRemoteTip(store, remote, ref2);
  if (there === sha) {
    await advanceRef(store, trackingRef(branch), from, sha);
    return "accepted";
  }
  if (there !== null && there !== from) return "behind";
  const blocking = there === null ? await findBlockingBranch(store, remote, branch) : void 0;
  if (blocking !== void 0) throw blocked(branch, blocking);
  throw refuse4(exitCode, `${rejection?.split("	").at(-1) ?? ""} ${stderr}`, from !== null && there === null);
}
async function readRemoteTip(store, remote, ref2) {
  const text10 = await readGit(store, ["ls-remote", "--", remote.url, ref2], { remote });
  const rows = text10.split("\n").map((row) => row.split("	"));
  return rows.find(([, name2]) => name2 === ref2)?.[0] ?? null;
}
var blocked = (branch, blocking) => new RepositoryError({
  command: "push",
  detail: `the branch "${blocking}" stands in the way of "${branch}": git cannot have both. Delete "${blocking}"; until then Hallpass grants and records nothing. It still revokes ended access.`,
  retryable: true,
  alert: "LEDGER_NAME_TAKEN"
});
function refuse4(exitCode, why, gone) {
  const hint = gone ? "The ledger branch is gone from the server; restore it. " : "";
  return new RepositoryError({ command: "push", exitCode, detail: hint + why.trim(), retryable: true });
}

// src/git/objects/signed-commit.ts
var header = "gpgsig ";
function signCommit(draft, privateKey) {
  const headers2 = listHeaders(draft);
  const payload = Buffer.from(`${headers2.join("\n")}

${draft.message}`);
  const signature = signSsh(payload, privateKey).trimEnd().replaceAll("\n", "\n ");
  return Buffer.from(`${[...headers2, header + signature].join("\n")}

${draft.message}`);
}
function inspectCommit(bytes, publicKeyLine2) {
  const { payload, signature, ...commit } = splitCommit(bytes);
  const isSigned = (key) => signature !== void 0 && verifySsh(payload, signature, key);
  return { ...commit, signed: publicKeyLine2 === void 0 || isSigned(publicKeyLine2) };
}
async function inspectAside(bytes, publicKeyLine2) {
  const { payload, signature, ...commit } = splitCommit(bytes);
  const isSigned = async (key) => signature !== void 0 && verifySshAside(payload, signature, key);
  return { ...commit, signed: publicKeyLine2 === void 0 || await isSigned(publicKeyLine2) };
}
function splitCommit(bytes) {
  const text10 = bytes.toString("latin1");
  const end2 = text10.indexOf("\n\n");
  const headers2 = text10.slice(0, end2).split(/\n(?! )/);
  const signatures = headers2.filter((line) => line.startsWith(header));
  const rest = headers2.filter((line) => !line.startsWith(header)).join("\n") + text10.slice(end2);
  const [signature] = signatures.length === 1 ? signatures : [];
  return {
    parents: headers2.filter((line) => line.startsWith("parent ")).map((line) => line.slice(7)),
    message: Buffer.from(text10.slice(end2 + 2), "latin1").toString("utf8"),
    payload: Buffer.from(rest, "latin1"),
    signature: signature?.slice(header.length).replaceAll("\n ", "\n")
  };
}
function listHeaders({ tree, parent, identity, at }) {
  const who2 = `${clean(identity.name)} <${clean(identity.email)}> ${Math.floor(at.getTime() / 1e3)} +0000`;
  return [
    `tree ${tree}`,
    ...parent === null ? [] : [`parent ${parent}`],
    `author ${who2}`,
    `committer ${who2}`
  ];
}
var clean = (part) => part.replace(/[<>\p{C}]/gu, "").trim();

// src/git/process/ask-objects.ts
async function* askObjects(store, type, batches, nameOf2) {
  const asker = startAsker(store, type);
  let ahead;
  try {
    for await (const batch of batches) {
      const ready = ahead;
      ahead = asker.ask(batch.map(nameOf2)).then((found) => batch.map((wanted, index) => [wanted, found[index]]));
      ahead.catch(() => void 0);
      if (ready !== void 0) yield await ready;
    }
    if (ahead !== void 0) yield await ahead;
  } finally {
    asker.stop();
  }
}
function startAsker(store, type) {
  const questions = [];
  const child = streamGit(store, ["cat-file", "--batch-command", "--buffer"], (bytes) => {
    let taken = 0;
    for (; ; ) {
      const [question] = questions;
      const name2 = question?.names[question.found.length];
      if (question === void 0 || name2 === void 0) return { taken };
      const answer = readAnswer2(bytes, taken, name2, type);
      if (answer === void 0) return { taken };
      if (answer.end > bytes.length) return { taken, next: answer.end - taken };
      question.found.push(answer.content);
      taken = answer.end;
      if (question.found.length < question.names.length) continue;
      questions.shift();
      if (questions.length === 0) child.pause();
      question.resolve(question.found);
    }
  });
  let failure;
  const fail2 = (error) => {
    failure = error;
    for (const { reject } of questions.splice(0)) reject(error);
  };
  child.done.then(() => fail2(refuse5("git has ended before its answers")), fail2);
  return {
    async ask(names2) {
      if (failure !== void 0) throw failure;
      if (names2.length === 0) return [];
      const answers2 = new Promise((resolve4, reject) => {
        questions.push({ names: names2, found: [], resolve: resolve4, reject });
      });
      child.resume();
      const lines = names2.map((name2) => `contents ${name2}
`);
      child.write(`${lines.join("")}flush
`).catch(() => void 0);
      return answers2;
    },
    stop: child.stop
  };
}
function readAnswer2(bytes, from, name2, type) {
  const newline = bytes.indexOf(10, from);
  if (newline < 0) return void 0;
  const line = bytes.toString("latin1", from, newline);
  const start = newline + 1;
  if (line === `${name2} missing`) return { content: void 0, end: start };
  const [id = "", found, size = ""] = line.split(" ");
  if (found !== type || !/^\d+$/u.test(size) || !(name2.includes(":") || name2 === id))
    throw refuse5(`${name2} is not a ${type} of this clone`);
  const end2 = start + Number(size) + 1;
  if (end2 > bytes.length) return { content: void 0, end: end2 };
  const content = bytes.subarray(start, end2 - 1);
  requireId(id, type, content);
  return { content, end: end2 };
}
var refuse5 = (detail) => new RepositoryError({ command: "cat-file", detail, retryable: false });

// src/git/process/each-record.ts
var WAITING = 4;
async function* eachRecord(store, args, parse5, end2 = "\0") {
  const waiting = [];
  let wake = () => void 0;
  const child = streamGit(store, args, (bytes) => {
    const { batch, taken } = takeRecords(bytes, parse5, end2.charCodeAt(0));
    if (batch.length > 0) waiting.push(batch);
    if (waiting.length >= WAITING) child.pause();
    wake();
    return { taken };
  });
  child.end();
  let isOver = false;
  const over = child.done.finally(() => {
    isOver = true;
    wake();
  });
  over.catch(() => void 0);
  try {
    for (; ; ) {
      const batch = waiting.shift();
      if (batch !== void 0) yield batch;
      else if (isOver) return await over.then(() => void 0);
      else {
        const woken = new Promise((resolve4) => {
          wake = resolve4;
        });
        child.resume();
        await woken;
      }
    }
  } finally {
    child.stop();
  }
}
function takeRecords(bytes, parse5, end2) {
  const batch = [];
  let taken = 0;
  for (let at = bytes.indexOf(end2); at >= 0; at = bytes.indexOf(end2, taken)) {
    batch.push(parse5(bytes.subarray(taken, at)));
    taken = at + 1;
  }
  return { batch, taken };
}

// src/git/ledger/verify.ts
async function verifyLine({ store, publicKey, from, tip }) {
  if (tip === from) return { verified: from };
  if (from !== null && !await isAncestor(store, from, tip)) {
    return { verified: from, reason: `the ledger was at ${from}, and ${tip} does not continue it` };
  }
  const lengths = /* @__PURE__ */ new Map([[from, 0]]);
  let newest = from;
  let reason;
  const judge = (sha, parents, signed) => {
    const length = lengths.get(parents[0] ?? null);
    const fault = nameFault(sha, parents, signed, publicKey);
    if (length === void 0 || fault !== void 0) {
      reason ??= fault ?? `${sha} does not continue the ledger`;
      return;
    }
    lengths.set(sha, length + 1);
    if (length + 1 > (lengths.get(newest) ?? 0)) newest = sha;
  };
  for await (const batch of eachAfter(store, from, tip)) {
    const commits = await Promise.all(batch.map(({ bytes }) => inspectAside(bytes, publicKey)));
    for (const [index, { sha }] of batch.entries()) {
      const { parents = [], signed = false } = commits[index] ?? {};
      judge(sha, parents, signed);
    }
  }
  return newest === tip ? { verified: tip } : { verified: newest, ...reason && { reason } };
}
async function* eachAfter(store, from, tip) {
  const line = await orAskGit(
    () => readLine(store, from, tip),
    async () => void 0
  );
  if (line !== void 0) {
    const shas2 = line.map(({ sha }) => sha).reverse();
    const found = await readObjects(store, shas2, "commit");
    return yield found.map((bytes, index) => ({ bytes, sha: shas2[index] ?? "" }));
  }
  const range = from === null ? [tip] : [tip, `^${requireObjectId(from)}`];
  const args = ["rev-list", "--topo-order", "--reverse", ...range, "--"];
  const shas = eachRecord(store, args, (record) => requireObjectId(record.toString("latin1")), "\n");
  for await (const batch of askObjects(store, "commit", shas, (sha) => sha))
    yield batch.map(([sha, bytes]) => {
      if (bytes !== void 0) return { sha, bytes };
      const detail = `${sha} is not a commit of this clone`;
      throw new RepositoryError({ command: "cat-file", detail, retryable: false });
    });
}
function nameFault(sha, parents, signed, publicKey) {
  if (parents.length > 1) return `${sha} is a merge; the ledger is one line`;
  return signed ? void 0 : `${sha} is not signed with the ledger's key ${publicKey}`;
}

// src/git/ledger/read.ts
function ledgerReader(source) {
  const { store, contents, publicKey, pin } = source;
  const inTurn = createLane();
  let known = { tip: null, state: contents.none };
  let verified = null;
  let pinned = null;
  const load = async (sha) => {
    if (sha === null || sha === known.tip) return;
    known = { tip: sha, state: await readFrom(store, contents, known, sha) };
  };
  const advance2 = async (sha) => {
    verified = sha;
    if (sha === null || sha === pinned) return;
    const moved = await pin?.move(sha).then(
      () => true,
      () => false
    );
    if (moved) pinned = sha;
  };
  const read = async () => {
    const found = await source.findTip();
    verified ??= await pin?.read(found) ?? null;
    await load(verified);
    const tip = found ?? verified;
    if (tip === null) return known;
    const { reason } = await verify2(tip).catch((error) => {
      if (known.tip === null) throw error;
      return { reason: `it cannot be verified: ${error instanceof Error ? error.message : String(error)}` };
    });
    return reason === void 0 ? known : { ...known, untrusted: { tip, reason } };
  };
  const verify2 = async (tip) => {
    const verdict = await verifyLine({ store, publicKey, from: verified, tip });
    await load(verdict.verified);
    await advance2(verdict.verified);
    return verdict;
  };
  const trust = async (sha) => {
    if (verified === null || !await isAncestor(store, sha, verified)) await advance2(sha);
  };
  return { read: () => inTurn(read), trust: (sha) => inTurn(() => trust(sha)) };
}
var readFrom = (store, contents, { tip, state }, sha) => tip === null ? contents.readAt(store, sha) : contents.readAfter(store, { tip, state }, sha);

// src/core/access/basis.ts
var BASES = [
  /** The policy's `automatic`. */
  "automatic",
  /** The policy's `breakGlass`: an emergency, reviewed afterwards. */
  "break-glass"
];

// src/core/ledger/lease-schema.ts
var text = { type: "string" };
var entitlementSchema = {
  type: "object",
  additionalProperties: false,
  required: ["provider", "resource", "role"],
  properties: { provider: text, resource: text, role: text }
};
var idsSchema = {
  type: "object",
  additionalProperties: false,
  required: ["instance", "principal", "entitlement"],
  properties: { instance: text, principal: text, entitlement: text }
};
var containerSchema = { enum: ["separate", "shared"] };
var endReasonSchema = { enum: END_REASONS };
var endLayerSchema = { enum: END_LAYERS };
var connectionSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "text"],
  properties: { kind: { enum: ["command", "link"] }, text }
};
var personSchema = {
  type: "object",
  additionalProperties: false,
  required: ["id", "login"],
  properties: { id: { type: "integer" }, login: text }
};
var countedReviewSchema = {
  type: "object",
  additionalProperties: false,
  required: ["id", "reviewer", "commit", "at"],
  properties: { id: { type: "integer" }, reviewer: personSchema, commit: text, at: timeSchema }
};
var useSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "count"],
  properties: {
    kind: { enum: ["read", "unread"] },
    count: { type: "integer", minimum: 0 },
    more: { type: "boolean" },
    first: timeSchema,
    last: timeSchema
  }
};
var leaseSchema = {
  type: "object",
  additionalProperties: false,
  required: [
    "request",
    "entitlement",
    "principal",
    "subject",
    "approvers",
    "pull",
    "reason",
    "startsAt",
    "endsAt"
  ],
  properties: {
    request: text,
    subject: personSchema,
    requester: personSchema,
    principal: text,
    entitlement: entitlementSchema,
    pull: { type: "integer" },
    approvers: { type: "array", items: personSchema },
    basis: { enum: BASES },
    owners: { type: "array", items: personSchema },
    policy: {
      type: "object",
      additionalProperties: false,
      required: ["name", "blob", "commit"],
      properties: { name: text, blob: text, commit: text }
    },
    reason: text,
    startsAt: timeSchema,
    endsAt: timeSchema,
    extends: text,
    until: { type: "integer" },
    verifiedAt: timeSchema,
    ended: {
      type: "object",
      additionalProperties: false,
      required: ["at", "because"],
      properties: { at: timeSchema, because: endReasonSchema, by: personSchema }
    },
    used: useSchema
  }
};

// src/core/ledger/adoption.ts
var sameRules = (a, b) => a.policies === b.policies && a.codeowners === b.codeowners && a.settings === b.settings;
var text2 = { type: "string" };
var adoptionSchema = {
  type: "object",
  additionalProperties: false,
  required: ["commit", "ids", "approvers", "at"],
  properties: {
    commit: text2,
    ids: {
      type: "object",
      additionalProperties: false,
      required: ["policies", "codeowners", "settings"],
      properties: { policies: text2, codeowners: text2, settings: text2 }
    },
    pull: { type: "integer" },
    approvers: { type: "array", items: personSchema },
    at: timeSchema
  }
};
var schema = {
  type: "object",
  additionalProperties: false,
  required: ["adoptions"],
  properties: { adoptions: { type: "array", items: adoptionSchema } }
};
var codec = recordCodec("list of adoptions", schema);
var serializeAdoptions = (adoptions) => codec.writeFile({ adoptions });
var parseAdoptions = (source) => codec.read(source).adoptions;

// src/core/ledger/asked-request.ts
var text3 = { type: "string" };
var askedRequestSchema = {
  type: "object",
  additionalProperties: false,
  required: ["pull", "requester", "head", "at"],
  properties: {
    pull: { type: "integer" },
    requester: personSchema,
    head: text3,
    request: text3,
    blob: text3,
    subject: personSchema,
    entitlements: { type: "array", items: entitlementSchema },
    durationMs: { type: "integer" },
    at: timeSchema
  }
};
var approvedRequestSchema = {
  type: "object",
  additionalProperties: false,
  required: ["pull", "request", "merge", "approvers", "startsAt", "at"],
  properties: {
    pull: { type: "integer" },
    request: text3,
    merge: text3,
    approvers: { type: "array", items: personSchema },
    startsAt: timeSchema,
    at: timeSchema
  }
};
var schema2 = {
  type: "object",
  additionalProperties: false,
  required: ["pull"],
  properties: {
    pull: { type: "integer" },
    asked: askedRequestSchema,
    approved: approvedRequestSchema,
    closed: {
      type: "object",
      additionalProperties: false,
      required: ["at", "codes"],
      properties: { at: timeSchema, codes: { type: "array", items: text3 } }
    }
  }
};
var codec2 = recordCodec("pull request", schema2);
var serializePullRecord = (record) => codec2.writeFile(record);
var parsePullRecord = (source) => codec2.read(source);

// src/core/ledger/receipt-record.ts
var text4 = { type: "string" };
var receiptRecordSchema = {
  type: "object",
  additionalProperties: false,
  required: ["pull", "merge", "requests", "reviews", "at"],
  properties: {
    pull: { type: "integer" },
    merge: text4,
    requests: { type: "array", items: text4 },
    reviews: { type: "array", items: countedReviewSchema },
    at: timeSchema
  }
};
var codec3 = recordCodec("receipt", receiptRecordSchema);
var serializeReceipt = (record) => codec3.writeFile(record);
var parseReceipt = (source) => codec3.read(source);

// src/core/ledger/refusal.ts
var text5 = { type: "string" };
var refusalSchema = {
  type: "object",
  additionalProperties: false,
  required: ["path", "blob", "codes", "at"],
  properties: {
    path: { type: "string" },
    blob: { type: "string" },
    pull: { type: "integer" },
    codes: { type: "array", items: { type: "string" } },
    reasons: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["code", "says", "fix"],
        properties: { code: text5, says: text5, fix: text5 }
      }
    },
    at: timeSchema
  }
};
var codec4 = recordCodec("refusal", refusalSchema);
var serializeRefusal = (refusal) => codec4.writeFile(refusal);
var parseRefusal = (source) => codec4.read(source);

// src/core/ledger/entry-schema.ts
var text6 = { type: "string" };
var about = {
  principal: text6,
  entitlement: entitlementSchema,
  at: timeSchema
};
var intentSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "principal", "entitlement", "at", "lease", "ids", "container", "heldBefore", "proof"],
  properties: {
    kind: { const: "intent" },
    ...about,
    lease: leaseSchema,
    ids: idsSchema,
    container: containerSchema,
    heldBefore: { type: "boolean" },
    proof: {
      type: "object",
      additionalProperties: false,
      required: ["head", "merge", "blob", "externalId"],
      properties: {
        head: text6,
        merge: text6,
        blob: text6,
        externalId: text6,
        codeowners: text6,
        reviews: {
          type: "array",
          items: countedReviewSchema
        },
        met: {
          type: "array",
          items: {
            type: "object",
            additionalProperties: false,
            required: ["rule", "says"],
            properties: { rule: text6, says: text6 }
          }
        }
      }
    },
    of: { type: "integer", minimum: 1 }
  }
};
var grantedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "principal", "entitlement", "at", "until", "changed"],
  properties: {
    kind: { const: "granted" },
    ...about,
    until: timeSchema,
    changed: { type: "boolean" },
    connection: connectionSchema,
    invited: { type: "boolean" }
  }
};
var revokedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "principal", "entitlement", "at", "because", "scheduled", "sessionsEnded"],
  properties: {
    kind: { const: "revoked" },
    ...about,
    because: endReasonSchema,
    scheduled: timeSchema,
    sessionsEnded: { type: "integer" },
    left: { type: "boolean" },
    layer: endLayerSchema
  }
};
var endedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "request", "because", "at"],
  properties: {
    kind: { const: "ended" },
    request: text6,
    because: endReasonSchema,
    by: personSchema,
    at: timeSchema
  }
};
var failedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "principal", "entitlement", "at", "code"],
  properties: { kind: { const: "failed" }, ...about, code: text6 }
};
var verifiedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "request", "at"],
  properties: { kind: { const: "verified" }, request: text6, at: timeSchema }
};
var refusedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "refusal", "at"],
  properties: { kind: { const: "refused" }, refusal: refusalSchema, at: timeSchema }
};
var adoptedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "adoption", "at"],
  properties: { kind: { const: "adopted" }, adoption: adoptionSchema, at: timeSchema }
};
var observedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "team", "members", "first", "at"],
  properties: {
    kind: { const: "observed" },
    team: {
      type: "object",
      additionalProperties: false,
      required: ["id", "slug"],
      properties: { id: { type: "integer" }, slug: text6 }
    },
    members: { type: "array", items: personSchema },
    childMembers: { type: "array", items: personSchema },
    first: { type: "boolean" },
    at: timeSchema
  }
};
var askedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "asked", "at"],
  properties: { kind: { const: "asked" }, asked: askedRequestSchema, at: timeSchema }
};
var approvedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "approved", "at"],
  properties: { kind: { const: "approved" }, approved: approvedRequestSchema, at: timeSchema }
};
var closedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "pull", "codes", "at"],
  properties: {
    kind: { const: "closed" },
    pull: { type: "integer" },
    codes: { type: "array", items: text6 },
    at: timeSchema
  }
};
var receiptSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "receipt", "at"],
  properties: { kind: { const: "receipt" }, receipt: receiptRecordSchema, at: timeSchema }
};
var usedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "principal", "entitlement", "request", "use", "at"],
  properties: { kind: { const: "used" }, ...about, request: text6, use: useSchema }
};

// src/core/ledger/entry-document.ts
var journaled = [intentSchema, grantedSchema, revokedSchema, endedSchema, failedSchema];
var every = [
  ...journaled,
  verifiedSchema,
  refusedSchema,
  adoptedSchema,
  observedSchema,
  askedSchema,
  approvedSchema,
  closedSchema,
  receiptSchema,
  usedSchema
];
var ledgerEntrySchema = {
  title: "An entry of Hallpass's ledger",
  oneOf: every.map((schema3) => ({
    ...schema3,
    required: ["version", ...schema3.required],
    properties: { version: { const: 1 }, ...schema3.properties }
  }))
};
var journal = recordCodec("journal entry", ...journaled);
var ledger = recordCodec("ledger entry", ...every);
var serializeEntry = (entry) => journal.writeLine(entry);
var parseEntry2 = (line) => journal.read(line);
var serializeEntries = (entries) => entries.map((entry) => `${ledger.writeLine(entry)}
`).join("");

// src/core/ledger/ledger-document.ts
var text7 = { type: "string" };
var holdingSchema = {
  type: "object",
  additionalProperties: false,
  required: ["principal", "entitlement", "ids", "container", "heldBefore", "held", "leases"],
  properties: {
    principal: text7,
    entitlement: entitlementSchema,
    held: { enum: ["undetermined", "yes", "no"] },
    confirmed: {
      type: "object",
      additionalProperties: false,
      required: ["until", "at"],
      properties: { until: timeSchema, at: timeSchema, connection: connectionSchema }
    },
    heldBefore: { type: "boolean" },
    container: containerSchema,
    ids: idsSchema,
    leases: { type: "array", items: leaseSchema },
    revocations: {
      type: "array",
      default: [],
      items: {
        type: "object",
        additionalProperties: false,
        required: ["scheduled", "at", "because"],
        properties: {
          scheduled: timeSchema,
          at: timeSchema,
          because: endReasonSchema,
          left: { type: "boolean" }
        }
      }
    },
    failing: {
      type: "object",
      additionalProperties: false,
      required: ["since", "at", "code"],
      properties: { since: timeSchema, at: timeSchema, code: text7 }
    }
  }
};
var seenSchema = {
  type: "object",
  additionalProperties: false,
  required: ["request", "pull", "blob", "merge", "at"],
  properties: {
    request: text7,
    pull: { type: "integer" },
    blob: text7,
    merge: text7,
    at: timeSchema,
    of: { type: "integer", minimum: 1 }
  }
};
var holdings = recordCodec("holding", holdingSchema);
var seen = recordCodec("used request", seenSchema);
var serializeHolding = (record) => holdings.writeFile(record);
var parseHolding = (source) => holdings.read(source);
var serializeSeen = (request2) => seen.writeFile(request2);
var parseSeen = (source) => seen.read(source);

// src/git/ledger/layout.ts
import { hash as hash3 } from "node:crypto";
var ENTRIES = "entries.jsonl";
var FORMAT = "format.json";
var ADOPTIONS = "adoptions.json";
var holdingPath = (key) => `holdings/${spread(key)}.json`;
var seenPath = (request2) => `seen/${spread(request2)}.json`;
var refusalPath = (path) => `refused/${spread(path)}.json`;
var teamPath = (id) => `teams/${id}.json`;
var pullPath = (pull) => `pulls/${pull}.json`;
var receiptPath = (pull) => `receipts/${pull}.json`;
var VERSION = 2;
var formatFile = { path: FORMAT, text: `${JSON.stringify({ format: VERSION })}
` };
function requireKnownFormat(text10) {
  if (text10 === formatFile.text) return;
  throw new Error(
    `The ledger has a format that this version of Hallpass does not know (it knows ${VERSION}): ${JSON.stringify(text10.slice(0, 80))}. Install the version that wrote it, or a newer one.`
  );
}
function spread(key) {
  const digest = hash3("sha256", key);
  return `${digest.slice(0, 2)}/${digest}`;
}

// src/git/ledger/files.ts
function listChangedFiles(entries, state) {
  const changed = entries.flatMap((entry) => filesOf(entry, state));
  const files = [formatFile, { path: ENTRIES, text: serializeEntries(entries) }, ...changed];
  return [...new Map(files.map((file) => [file.path, file])).values()];
}
function filesOf(entry, state) {
  switch (entry.kind) {
    case "granted":
    case "revoked":
    case "failed":
    case "used":
      return [holdingFile(holdingKey(entry), state)];
    case "intent": {
      const { request: request2 } = entry.lease;
      const seen2 = { path: seenPath(request2), text: serializeSeen(find(state.seen, request2)) };
      return [holdingFile(holdingKey(entry), state), seen2];
    }
    case "verified":
    case "ended":
      return findByRequest(state.holdings, entry.request).map(([key]) => holdingFile(key, state));
    case "refused": {
      const { path } = entry.refusal;
      return [{ path: refusalPath(path), text: serializeRefusal(find(state.refusals, path)) }];
    }
    case "adopted":
      return [{ path: ADOPTIONS, text: serializeAdoptions(state.adoptions) }];
    case "observed": {
      const { id } = entry.team;
      return [{ path: teamPath(id), text: serializeObservedTeam(find(state.teams, id)) }];
    }
    case "asked":
      return [pullFile(entry.asked.pull, state)];
    case "approved":
      return [pullFile(entry.approved.pull, state)];
    case "closed":
      return [pullFile(entry.pull, state)];
    case "receipt": {
      const { pull } = entry.receipt;
      return [{ path: receiptPath(pull), text: serializeReceipt(find(state.receipts, pull)) }];
    }
  }
}
var pullFile = (pull, { pulls }) => ({
  path: pullPath(pull),
  text: serializePullRecord(find(pulls, pull))
});
var holdingFile = (key, { holdings: holdings2 }) => ({
  path: holdingPath(key),
  text: serializeHolding(find(holdings2, key))
});
function draftState(before) {
  const holdings2 = draftOf(before.holdings);
  inheritIndex(before.holdings, holdings2);
  const folders = {
    "holdings/": folder(holdings2, parseHolding, holdingKey, holdingPath, noteInIndex),
    "seen/": folder(draftOf(before.seen), parseSeen, ({ request: request2 }) => request2, seenPath),
    "refused/": folder(draftOf(before.refusals), parseRefusal, ({ path }) => path, refusalPath),
    "pulls/": folder(draftOf(before.pulls), parsePullRecord, ({ pull }) => pull, pullPath),
    "receipts/": folder(draftOf(before.receipts), parseReceipt, ({ pull }) => pull, receiptPath),
    "teams/": folder(draftOf(before.teams), parseObservedTeam, ({ id }) => id, teamPath)
  };
  const names2 = ["holdings/", "seen/", "refused/", "teams/", "pulls/", "receipts/"];
  const folderOf = (path) => {
    const name2 = names2.find((each) => path.startsWith(each));
    if (name2 === void 0) throw new Error(`The ledger has no place for the file ${path}.`);
    return folders[name2];
  };
  let { adoptions } = before;
  return {
    put(file) {
      if (file.path === FORMAT) requireKnownFormat(file.text);
      else if (file.path === ADOPTIONS) adoptions = parse(ADOPTIONS, file.text, parseAdoptions);
      else folderOf(file.path).put(file);
    },
    drop(file) {
      if (file.path === ADOPTIONS) adoptions = [];
      else folderOf(file.path).drop(file);
    },
    finish: () => ({
      holdings: folders["holdings/"].finish(),
      seen: folders["seen/"].finish(),
      refusals: folders["refused/"].finish(),
      teams: folders["teams/"].finish(),
      pulls: folders["pulls/"].finish(),
      receipts: folders["receipts/"].finish(),
      adoptions
    })
  };
}
function folder(draft, read, keyOf3, placeOf2, onPut) {
  const gone = /* @__PURE__ */ new Set();
  const readFile3 = ({ path, text: text10 }) => {
    const record = parse(path, text10, read);
    const key = keyOf3(record);
    requirePlace(path, placeOf2(key));
    return [key, record];
  };
  return {
    put(file) {
      const [key, record] = readFile3(file);
      draft.set(key, record);
      onPut?.(draft, key, record);
    },
    drop: (file) => void gone.add(readFile3(file)[0]),
    finish: () => gone.size === 0 ? draft : new Map([...draft].filter(([key]) => !gone.has(key)))
  };
}
function find(map, key) {
  const value = map.get(key);
  if (value === void 0) throw new Error(`The state after the entries has no "${key}".`);
  return value;
}
function parse(path, text10, read) {
  try {
    return read(text10);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The ledger file ${path} cannot be read. ${why}`, { cause });
  }
}
function requirePlace(path, expected) {
  if (path !== expected) throw new Error(`The ledger file ${path} belongs at ${expected}.`);
}

// src/git/ledger/places.ts
import { hash as hash4 } from "node:crypto";
var places = {
  overview: "README.md",
  person: (login) => `people/${nameFile(login.toLowerCase())}.md`,
  resource: ({ provider: provider2, resource: resource2 }) => `resources/${nameFile(provider2)}/${nameFile(resource2)}.md`,
  day: (at) => `${at.toISOString().slice(0, 10).replaceAll("-", "/")}.md`
};
var PAGE = /^(?:README|people\/[a-z0-9][a-z0-9._-]*|resources\/[a-z0-9][a-z0-9._-]*\/[a-z0-9][a-z0-9._-]*|\d{4}\/\d{2}\/\d{2})\.md$/u;
var isPage = (path) => PAGE.test(path);
var PLAIN = /^(?!.*-[0-9a-f]{32}$)[a-z0-9]+(?:[._-][a-z0-9]+)*$/u;
var DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/u;
var LONGEST = 64;
function nameFile(text10) {
  if (text10.length <= LONGEST && PLAIN.test(text10) && !DEVICE.test(text10)) return text10;
  const begin2 = text10.toLowerCase().replace(/[^a-z0-9]+/gu, "-").slice(0, 40).replace(/^-|-$/gu, "");
  return `${begin2 || "x"}-${hash4("sha256", text10).slice(0, 32)}`;
}

// src/git/ledger/tree.ts
var wholeLedger = {
  none: emptyLedger,
  readAt: (store, sha) => readStateAt(store, sha, []),
  readAfter: readStateAfter
};
var holdingsAlone = {
  none: { holdings: emptyLedger.holdings },
  readAt: readHoldingsAt,
  readAfter: async (store, { tip, state }, sha) => onlyHoldings(await readStateAfter(store, { tip, state: { ...emptyLedger, ...state } }, sha))
};
var onlyHoldings = ({ holdings: holdings2 }) => ({ holdings: holdings2 });
async function readHoldingsAt(store, sha) {
  return onlyHoldings(await readStateAt(store, sha, ["holdings/"]));
}
async function readStateAt(store, sha, folders) {
  const draft = draftState(emptyLedger);
  const args = ["ls-tree", "-r", "-z", "--full-tree", requireObjectId(sha), "--", ...folders];
  await readPlaces(store, eachRecord(store, args, parseTreeEntry), draft);
  return draft.finish();
}
async function readStateAfter(store, before, sha) {
  const draft = draftState(before.state);
  const few = await orAskGit(
    () => walkToPlaces(store, before.tip, sha),
    async () => void 0
  );
  await (few === void 0 ? readPlaces(store, eachChange(store, before.tip, sha), draft) : readFew(store, few, draft));
  return draft.finish();
}
async function walkToPlaces(store, from, to) {
  const changes = await walkDifference(store, from, to);
  return changes.map(({ status, ...file }) => ({ ...file, isGone: status === "removed" }));
}
async function readPlaces(store, places2, draft) {
  await eachObject(
    store,
    "blob",
    checked(places2),
    ({ blob }) => blob,
    (bytes, place) => note(draft, place, bytes)
  );
}
async function* checked(batches) {
  for await (const batch of batches) yield ofState(batch);
}
async function readFew(store, places2, draft) {
  const files = ofState(places2);
  const texts = await readObjects(
    store,
    files.map(({ blob }) => blob),
    "blob"
  );
  for (const [index, place] of files.entries()) note(draft, place, texts[index] ?? Buffer.alloc(0));
}
function note(draft, { path, isGone }, bytes) {
  const file = { path, text: bytes.toString("utf8") };
  if (isGone) draft.drop(file);
  else draft.put(file);
}
async function* eachChange(store, from, to) {
  const args = [
    ...["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--no-ext-diff"],
    ...["--ignore-submodules=none", requireObjectId(from), requireObjectId(to)]
  ];
  let header2;
  for await (const batch of eachRecord(store, args, (record) => record)) {
    const places2 = [];
    for (const record of batch) {
      if (header2 === void 0) header2 = record.toString("latin1");
      else {
        places2.push(parseChange2(header2, decodePath(record)));
        header2 = void 0;
      }
    }
    yield places2;
  }
}
function parseChange2(header2, path) {
  const [oldMode = "", newMode = "", oldBlob = "", newBlob = "", letter = ""] = header2.slice(1).split(" ");
  return letter === "D" ? { path, mode: oldMode, blob: oldBlob, isGone: true } : { path, mode: newMode, blob: newBlob };
}
function parseTreeEntry(record) {
  const tab = record.indexOf(9);
  const mode = record.indexOf(32);
  return {
    path: decodePath(record.subarray(tab + 1)),
    mode: record.toString("latin1", 0, mode),
    blob: record.toString("latin1", record.indexOf(32, mode + 1) + 1, tab)
  };
}
function ofState(places2) {
  requirePlain(places2);
  return places2.filter(({ path }) => path !== ENTRIES && !isPage(path));
}
function requirePlain(places2) {
  const odd = places2.find(({ mode }) => mode !== "100644");
  if (odd === void 0) return;
  const detail = `${odd.path} has mode ${odd.mode}; the ledger has plain files only`;
  throw new RepositoryError({ command: "ls-tree", detail, retryable: false });
}

// src/git/ledger/verified-tip.ts
import { createHash as createHash3 } from "node:crypto";

// src/git/process/own-folder.ts
import { randomUUID } from "node:crypto";
import { lstat, mkdir as mkdir2, open, readdir as readdir3, readFile as readFile2, rename, rm as rm2 } from "node:fs/promises";
import { join as join5 } from "node:path";
var ForeignFolderError = class extends Error {
  name = "ForeignFolderError";
};
function ownFolder(top, ...inside) {
  const folder2 = join5(top, ...inside);
  const folders = inside.map((_, index) => join5(top, ...inside.slice(0, index + 1)));
  return {
    async read(name2) {
      const file = join5(folder2, name2);
      try {
        for (const path of [top, ...folders, file]) if (!await isOwn(path)) return void 0;
        return await readFile2(file);
      } catch {
        return void 0;
      }
    },
    async write(name2, bytes) {
      await mkdir2(top, { recursive: true, mode: 448 });
      for (const path of [top, ...folders]) await makeOwn(path);
      const draft = join5(folder2, `${name2}.${randomUUID()}`);
      const handle = await open(draft, "wx", 384);
      try {
        await handle.writeFile(bytes);
      } finally {
        await handle.close();
      }
      await rename(draft, join5(folder2, name2));
    },
    async keepOnly(names2) {
      for (const path of [top, ...folders]) await requireOwn(path);
      const others = (await readdir3(folder2)).filter((name2) => !names2.has(name2));
      await Promise.all(others.map((name2) => rm2(join5(folder2, name2), { force: true })));
    }
  };
}
async function makeOwn(path) {
  await mkdir2(path, { mode: 448 }).catch((error) => {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  });
  await requireOwn(path);
}
async function requireOwn(path) {
  if (await isOwn(path)) return;
  throw new ForeignFolderError(`${path} is a link, or another account may write to it.`);
}
async function isOwn(path) {
  const { uid, mode } = await lstat(path);
  const isPlain3 = (mode & 61440) === 16384 || (mode & 61440) === 32768;
  return isPlain3 && uid === process.getuid?.() && (mode & 18) === 0;
}

// src/git/ledger/verified-tip.ts
function verifiedTip({ store, publicKey, folder: folder2 }) {
  const name2 = createHash3("sha256").update(JSON.stringify([store.directory, publicKey])).digest("hex");
  const files = ownFolder(folder2);
  return {
    async read(tip) {
      const kept = parse2(await files.read(name2));
      if (kept === void 0 || tip === void 0) return void 0;
      if (kept === tip) return kept;
      return await isAncestor(store, kept, tip).catch(() => false) ? kept : void 0;
    },
    move: (to) => files.write(name2, Buffer.from(`${to}
`, "latin1"))
  };
}
function parse2(bytes) {
  const text10 = bytes?.toString("latin1") ?? "";
  return /^[0-9a-f]{40}\n$/u.test(text10) ? text10.trim() : void 0;
}

// src/git/objects/tree.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { readdir as readdir4, rm as rm3 } from "node:fs/promises";
import { join as join6 } from "node:path";
async function writeTree(store, from, changes) {
  for (const change of changes) requireSafe(change);
  const answer = await readGit(store, ["fast-import", "--quiet"], { input: describe(from, changes) }).catch(
    async (error) => {
      await removeReports(store);
      throw error;
    }
  );
  const tree = requireObjectId(/^040000 tree (\S+)/u.exec(answer)?.[1] ?? "");
  if (from !== null) await requireOnly(store, from, tree, changes);
  return tree;
}
function requireSafe({ path, text: text10 }) {
  const isSafe = text10 === void 0 ? path !== "" : path.split("/").every((name2) => isPlain2(name2));
  if (!isSafe) throw refuse6(`the path ${JSON.stringify(path)} cannot be written`);
}
var isPlain2 = (name2) => /^(?!\.git$)[\w.-]*[\w-]$/iu.test(name2);
var quote3 = (path) => /^"|\n/u.test(path) ? `"${path.replaceAll(/["\\]/gu, "\\$&").replaceAll("\n", "\\n")}"` : path;
function describe(from, changes) {
  const ref2 = `refs/hallpass/draft/${randomUUID2()}`;
  return [
    `commit ${ref2}`,
    "committer Hallpass <> 0 +0000",
    "data 0",
    ...from === null ? [] : [`from ${requireObjectId(from)}`],
    ...changes.map(
      ({ path, text: text10 }) => text10 === void 0 ? `D ${quote3(path)}` : `M 100644 inline ${path}
data ${Buffer.byteLength(text10)}
${text10}`
    ),
    'ls ""',
    "",
    `reset ${ref2}`,
    `from ${"0".repeat(from?.length ?? 40)}`,
    "",
    ""
  ].join("\n");
}
async function requireOnly(store, from, tree, changes) {
  const wanted = new Set(changes.map(({ path }) => path));
  const other = (await diffTrees(store, from, tree)).find(({ path }) => !wanted.has(path));
  if (other !== void 0) throw refuse6(`${JSON.stringify(other.path)} would change, too`);
}
var refuse6 = (detail) => new RepositoryError({ command: "fast-import", detail, retryable: false });
async function removeReports({ directory }) {
  const names2 = await readdir4(directory).catch(() => []);
  const reports = names2.filter((name2) => name2.startsWith("fast_import_crash_"));
  await Promise.allSettled(reports.map((name2) => rm3(join6(directory, name2), { force: true })));
}

// src/core/access/name-approval.ts
function nameApproval({
  approvers,
  basis,
  policy
}) {
  const people2 = approvers.map(({ login }) => login).join(", ");
  if (basis === void 0) return people2;
  const how = basis === "automatic" ? "automatically" : "as an emergency";
  const by = `policy ${policy?.name ?? "unknown"}, ${how}`;
  return people2 === "" ? by : `${people2}; ${by}`;
}

// src/core/pages/text.ts
var LONGEST2 = 120;
function escapeText(text10) {
  const characters = [...text10];
  const short = characters.length > LONGEST2 ? `${characters.slice(0, LONGEST2).join("")}…` : text10;
  return short.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "?").replace(/[!-,:-@[-`{-~]/gu, "\\$&").replace(/www\./giu, (start) => `${start.slice(0, -1)}\\.`);
}
var moment = (time) => `${time.toISOString().slice(0, 19).replace("T", " ").replace(/:00$/u, "")} UTC`;
var clock = (time) => time.toISOString().slice(11, 19);
var linkTo = (label, from, to) => `[${escapeText(label)}](${up(from)}${to})`;
var linkPull = (pull, from) => `[#${pull}](${up(from)}../../pull/${pull})`;
var up = (from) => "../".repeat(from.split("/").length - 1);
function listWords(words2) {
  const last = words2.at(-1);
  if (last === void 0) return "nobody";
  return words2.length === 1 ? last : `${words2.slice(0, -1).join(", ")} and ${last}`;
}
function firstOf(items, limit, order) {
  let first = [];
  let bound;
  for (const item of items) {
    if (bound !== void 0 && order(bound, item) < 0) continue;
    first.push(item);
    if (first.length < 4 * limit) continue;
    first = first.sort(order).slice(0, limit);
    bound = first.at(-1);
  }
  return first.sort(order).slice(0, limit);
}
var countOf = (count2, one) => `${count2} ${one}${count2 === 1 ? "" : "s"}`;
var page = (lines) => `${lines.join("\n")}
`;

// src/core/pages/approval.ts
var tellApproval = (lease) => `approved by ${lease.basis === void 0 ? listWords(lease.approvers.map(({ login }) => escapeText(login))) : escapeText(nameApproval(lease))}`;

// src/core/pages/diary.ts
var MOST_LINES = 300;
function renderDay(before, entries, state, places2) {
  const at = entries[0]?.at ?? /* @__PURE__ */ new Date(0);
  const path = places2.day(at);
  const known = readLines(before ?? "");
  const rows = [...known.rows, ...entries.map((entry) => describeLine(entry, state, path, places2))];
  const left = known.left + Math.max(0, rows.length - MOST_LINES);
  return page([
    `# ${at.toISOString().slice(0, 10)}`,
    "",
    `Times in UTC. ${linkTo("Who has access", path, places2.overview)}.`,
    "",
    ...left === 0 ? [] : [`${left}${EARLIER}`, ""],
    ...rows.slice(-MOST_LINES)
  ]);
}
var EARLIER = " earlier lines are left out: `git log -p access-ledger -- entries.jsonl` shows every entry.";
function readLines(text10) {
  const lines = text10.split("\n");
  const left = lines.find((line) => line.endsWith(EARLIER));
  return {
    rows: lines.filter((line) => line.startsWith("- ")),
    left: left === void 0 ? 0 : Number.parseInt(left, 10)
  };
}
function describeLine(entry, state, from, places2) {
  const tell = narrator(state, from, places2);
  return `- ${clock(entry.at)} ${describeEntry(entry, tell)}`;
}
function narrator(state, from, places2) {
  const person = (login) => linkTo(login, from, places2.person(login));
  const what = (entitlement) => `${escapeText(entitlement.role)} on ${linkTo(`${entitlement.provider}/${entitlement.resource}`, from, places2.resource(entitlement))}`;
  const pull = (number) => number === void 0 ? "" : ` (${linkPull(number, from)})`;
  return {
    person,
    what,
    pull,
    request: (id) => `${escapeText(id)}${pull(state.seen.get(id)?.pull)}`,
    leases: (about2) => state.holdings.get(holdingKey(about2))?.leases ?? []
  };
}
var names = (people2) => listWords(people2.map(({ login }) => escapeText(login)));
function describeEntry(entry, tell) {
  switch (entry.kind) {
    case "asked": {
      const { requester, subject, entitlements = [], pull } = entry.asked;
      const whom = subject === void 0 || subject.id === requester.id ? "" : ` for ${escapeText(subject.login)}`;
      const what = entitlements.map((each) => escapeText(describeEntitlement(each)));
      return `${escapeText(requester.login)} asks${whom}: ${what.length === 0 ? "a file that cannot be read" : listWords(what)}${tell.pull(pull)}`;
    }
    case "approved":
      return `${escapeText(entry.approved.request)} is approved by ${names(entry.approved.approvers)}, and starts at ${moment(entry.approved.startsAt)}${tell.pull(entry.approved.pull)}`;
    case "closed":
      return `what was asked is closed without a merge${tell.pull(entry.pull)}`;
    case "intent": {
      const { subject, endsAt, pull } = entry.lease;
      return `${tell.person(subject.login)} is about to get ${tell.what(entry.entitlement)} until ${moment(endsAt)}, ${tellApproval(entry.lease)}${tell.pull(pull)}`;
    }
    case "granted":
      return `${tellHolders(entry, tell)} has ${tell.what(entry.entitlement)} until ${moment(entry.until)}`;
    case "revoked":
      return `${tellHolders(entry, tell)} ${entry.left ? "keeps what was held before" : "has no longer"}: ${tell.what(entry.entitlement)}, planned ${moment(entry.scheduled)}`;
    case "failed":
      return `${tellHolders(entry, tell)} **still holds** ${tell.what(entry.entitlement)}: removing it failed`;
    case "verified":
      return `${tell.request(entry.request)} is verified once more`;
    case "ended":
      return `${tell.request(entry.request)} is ended early${entry.by === void 0 ? "" : ` by ${escapeText(entry.by.login)}`} (${escapeText(entry.because)})`;
    case "refused":
      return `${escapeText(entry.refusal.path)} is refused: ${entry.refusal.codes.map(escapeText).join(", ")}${tell.pull(entry.refusal.pull)}`;
    case "adopted":
      return `the rules of ${entry.adoption.commit.slice(0, 12)} count from now on${tell.pull(entry.adoption.pull)}`;
    case "observed":
      return `the team ${escapeText(entry.team.slug)} has ${countOf(entry.members.length, "member")}`;
    case "receipt":
      return `${listWords(entry.receipt.requests.map(escapeText))} reviewed by ${names(entry.receipt.reviews.map(({ reviewer }) => reviewer))}${tell.pull(entry.receipt.pull)}`;
    case "used":
      return `${tell.request(entry.request)}, ${escapeText(describeEntitlement(entry.entitlement))}: ${entry.use.kind === "read" ? `used ${countOf(entry.use.count, "time")}${entry.use.more ? " or more" : ""}` : "its use could not be read"}`;
  }
}
function tellHolders(about2, tell) {
  const last = tell.leases(about2).at(-1);
  return last === void 0 ? escapeText(about2.principal) : tell.person(last.subject.login);
}

// src/core/pages/overview.ts
var MOST_HELD = 100;
var listShown = (state) => firstOf(listHeld(state.holdings), MOST_HELD, byEnd);
var byEnd = (a, b) => untilOf(a).getTime() - untilOf(b).getTime() || (keyOf(a) < keyOf(b) ? -1 : 1);
var keyOf = ({ entitlement, principal }) => `${entitlementKey(entitlement)} ${principal}`;
function renderOverview(state, last, places2) {
  const rows = listShown(state).map((record) => describeHolding(record, places2));
  const more = listHeld(state.holdings).length - rows.length;
  return page([
    "# Who has access",
    "",
    `As of ${moment(last)}, the time of the last entry. What happened on ${linkTo(last.toISOString().slice(0, 10), places2.overview, places2.day(last))}.`,
    "",
    ...rows.length === 0 ? ["Nobody."] : rows,
    ...more === 0 ? [] : ["", `And ${more} more, which end later: \`hallpass status\` lists them all.`],
    "",
    "Hallpass writes this page, for people. Nobody is granted anything by it: programs read the ledger's other files.",
    "`hallpass verify` proves it in a clone."
  ]);
}
var untilOf = ({ confirmed, leases }) => confirmed?.until ?? leases.reduce((last, each) => endOf(each) > last ? endOf(each) : last, /* @__PURE__ */ new Date(0));
function describeHolding(record, places2) {
  const { entitlement, failing, held } = record;
  const from = places2.overview;
  const open3 = record.leases.filter(({ ended }) => ended === void 0);
  const leases = open3.length > 0 ? open3 : record.leases.slice(-1);
  const people2 = unique(leases.map(({ subject }) => subject.login));
  const who2 = listWords(people2.map((login) => linkTo(login, from, places2.person(login))));
  const what = `${escapeText(entitlement.role)} on ${linkTo(`${entitlement.provider}/${entitlement.resource}`, from, places2.resource(entitlement))}`;
  const pulls = unique(leases.map(({ pull }) => pull)).map((pull) => linkPull(pull, from));
  return `- ${who2}: ${what} until ${moment(untilOf(record))}${held === "yes" ? "" : ", being granted"}${failing === void 0 ? "" : `, **still held**: removing it fails since ${moment(failing.since)}`} (${pulls.join(", ")})`;
}
var unique = (values) => [...new Set(values)];

// src/core/pages/stories.ts
var MOST_STORIES = 100;
function renderPerson(login, state, places2) {
  const from = places2.person(login);
  const own = findByLogin(state.holdings, login).flatMap(
    ([, record]) => record.leases.filter(({ subject }) => isSame2(subject.login, login)).map((lease) => ({ lease, record }))
  );
  const ids = [...new Set(own.map(({ lease }) => lease.subject.id))];
  const about2 = `GitHub account ${listWords(ids.map(String))}.`;
  const more = "`hallpass audit history --person` with the login lists all.";
  const name2 = ({ entitlement }) => linkWhat(entitlement, from, places2);
  return renderLeases([`# ${escapeText(login.toLowerCase())}`, "", about2], own, { from, more, name: name2 });
}
function renderResource(entitlement, state, places2) {
  const from = places2.resource(entitlement);
  const own = findByResource(state.holdings, entitlement).flatMap(
    ([, record]) => record.leases.map((lease) => ({ lease, record }))
  );
  const more = "`hallpass audit history --resource` with its name lists all.";
  const name2 = ({ subject, entitlement: { role } }) => `${linkTo(subject.login, from, places2.person(subject.login))}: ${escapeText(role)}`;
  const title = `# ${escapeText(`${entitlement.provider}/${entitlement.resource}`)}`;
  return renderLeases([title], own, { from, more, name: name2 });
}
var linkWhat = (entitlement, from, places2) => `${escapeText(entitlement.role)} on ${linkTo(`${entitlement.provider}/${entitlement.resource}`, from, places2.resource(entitlement))}`;
var isSame2 = (a, b) => a.toLowerCase() === b.toLowerCase();
function renderLeases(head, told, {
  from,
  more,
  name: name2
}) {
  const list = (title, own, tell) => [
    ...["", `## ${title}`, "", ...own.length === 0 ? ["Nothing."] : []],
    ...firstOf(own, MOST_STORIES, newestFirst).map(
      (each) => `- ${name2(each.lease)}${tell(each)} (${linkPull(each.lease.pull, from)})`
    ),
    ...own.length <= MOST_STORIES ? [] : ["", `And ${own.length - MOST_STORIES} more: ${more}`]
  ];
  return page([
    ...head,
    ...list("Now", told.filter(isNow), tellNow),
    ...list(
      "Before",
      told.filter((each) => !isNow(each)),
      tellBefore
    )
  ]);
}
var isNow = ({ lease, record }) => record.held !== "no" && lease.ended === void 0;
var newestFirst = ({ lease: a }, { lease: b }) => b.startsAt.getTime() - a.startsAt.getTime() || (keyOf2(a) < keyOf2(b) ? -1 : 1);
var keyOf2 = ({ request: request2, entitlement, principal }) => `${request2} ${entitlementKey(entitlement)} ${principal}`;
var tellNow = ({ lease, record }) => ` from ${moment(lease.startsAt)} until ${moment(lease.endsAt)}, ${tellApproval(lease)}${record.held === "yes" ? "" : "; being granted"}`;
function tellBefore({ lease }) {
  const { ended, used } = lease;
  const how = ended === void 0 ? "" : `; ${ENDS[ended.because]}${ended.by === void 0 ? "" : ` by ${escapeText(ended.by.login)}`}`;
  const use = used?.kind === "read" ? `; used ${countOf(used.count, "time")}${used.more ? " or more" : ""}` : "";
  return ` from ${moment(lease.startsAt)} until ${moment(endOf(lease))}, ${tellApproval(lease)}${how}${use}`;
}
var ENDS = {
  expiry: "ended as planned",
  removal: "ended early: its file was removed",
  command: "ended early",
  closed: "ended with its issue or pull request",
  left: "ended: the person left",
  policy: "ended: the policies no longer allow it",
  "by-hand": "removed by hand at the provider",
  unproven: "ended: its second verification failed"
};

// src/core/pages/pages.ts
var listEarlier = (entries, places2) => [
  places2.overview,
  ...byDay(entries, places2).keys()
];
function renderPages({ entries, state, earlier }, places2) {
  const isFirst = earlier(places2.overview) === void 0;
  const touched = [...listTouched(entries, state), ...isFirst ? listShown(state) : []];
  const last = entries.reduce((newest, { at }) => at > newest ? at : newest, /* @__PURE__ */ new Date(0));
  return [
    { path: places2.overview, text: renderOverview(state, last, places2) },
    ...renderDays(entries, state, earlier, places2),
    ...renderPeople(touched, state, places2),
    ...renderResources(touched, state, places2)
  ];
}
function byDay(entries, places2) {
  const days = /* @__PURE__ */ new Map();
  for (const entry of entries) {
    const path = places2.day(entry.at);
    const day = days.get(path);
    if (day === void 0) days.set(path, [entry]);
    else day.push(entry);
  }
  return days;
}
var renderDays = (entries, state, earlier, places2) => [...byDay(entries, places2)].map(([path, own]) => ({
  path,
  text: renderDay(earlier(path), own, state, places2)
}));
function renderPeople(touched, state, places2) {
  const logins = touched.flatMap(({ leases }) => leases.map(({ subject }) => subject.login));
  const pages = new Map(logins.map((login) => [places2.person(login), login]));
  return [...pages].map(([path, login]) => ({ path, text: renderPerson(login, state, places2) }));
}
function renderResources(touched, state, places2) {
  const pages = new Map(touched.map(({ entitlement }) => [places2.resource(entitlement), entitlement]));
  return [...pages].map(([path, entitlement]) => ({
    path,
    text: renderResource(entitlement, state, places2)
  }));
}
function listTouched(entries, { holdings: holdings2 }) {
  const keys = new Set(entries.flatMap((entry) => keysOf(entry, holdings2)));
  return [...keys].flatMap((key) => holdings2.get(key) ?? []);
}
function keysOf(entry, holdings2) {
  if ("principal" in entry) return [holdingKey(entry)];
  if (entry.kind !== "verified" && entry.kind !== "ended") return [];
  return findByRequest(holdings2, entry.request).map(([key]) => key);
}

// src/git/ledger/pages.ts
async function listPages(store, from, entries, state) {
  const known = written.get(store);
  const paths = listEarlier(entries, places);
  const own = known !== void 0 && known.commit === from ? known.texts : /* @__PURE__ */ new Map();
  const rest = paths.filter((path) => !own.has(path));
  const texts = new Map([...own, ...await readPages(store, from, rest)]);
  return renderPages({ entries, state, earlier: (path) => texts.get(path) }, places);
}
var written = /* @__PURE__ */ new WeakMap();
function rememberPages(store, commit, entries, pages) {
  const paths = listEarlier(entries, places);
  const own = pages.filter(({ path }) => paths.includes(path));
  written.set(store, { commit, texts: new Map(own.map(({ path, text: text10 }) => [path, text10])) });
}
async function readPages(store, from, paths) {
  const texts = /* @__PURE__ */ new Map();
  if (from === null) return texts;
  for (const path of paths) {
    const text10 = await readText2(store, from, path);
    if (text10 !== void 0) texts.set(path, text10);
  }
  return texts;
}
async function readText2(store, commit, path) {
  const file = await findFile(store, commit, path);
  if (file === void 0) return void 0;
  const [bytes] = await readObjects(store, [file.blob], "blob");
  return bytes?.toString("utf8");
}

// src/git/ledger/write.ts
async function writeRound(store, round, { privateKey, identify: identify2 }) {
  const { from, entries, state, defaultCommit, at } = round;
  if (entries.length === 0) throw new Error("A round without entries is not written to the ledger.");
  const identity = await identify2();
  const message = describeRound(entries, state, defaultCommit);
  const pages = await listPages(store, from, entries, state);
  const tree = await writeTree(store, from, [...listChangedFiles(entries, state), ...pages]);
  const input = signCommit({ tree, parent: from, identity, at, message }, privateKey);
  const sha = await readGit(store, ["hash-object", "-w", "-t", "commit", "--stdin"], { input });
  rememberPages(store, sha, entries, pages);
  return sha;
}

// src/git/ledger/ledger.ts
function gitLedger(options2) {
  const { branch = ledgerBranchName, privateKey } = options2;
  const store = { directory: resolve3(options2.dir) };
  const publicKey = publicKeyLine(createPublicKey2(privateKey));
  const findTip = () => readRef(store, trackingRef(branch));
  const reader = ledgerReader({ store, contents: wholeLedger, findTip, publicKey, pin: ledgerPin(store) });
  return {
    read: reader.read,
    append: async (round) => {
      requireTrusted(await reader.read());
      const sha = await writeRound(store, round, options2);
      const answer = await pushRound(store, options2, { branch, from: round.from, sha });
      if (answer === "behind") return answer;
      await reader.trust(sha);
      return { tip: sha };
    }
  };
}
function requireTrusted({ tip, untrusted }) {
  if (untrusted === void 0) return;
  const detail = `the ledger's tip ${untrusted.tip} is not trusted: ${untrusted.reason}. Nothing is written after it; let an operator put the branch back at ${tip ?? "its beginning"}.`;
  throw new RepositoryError({ command: "push", detail, retryable: false });
}
var openHoldings = (options2) => open2(options2, holdingsAlone);
async function open2(options2, contents) {
  const { dir, publicKey, branch = ledgerBranchName } = options2;
  if (publicKey !== void 0 && readPublicKey(publicKey) === void 0) {
    throw new Error(`"${publicKey}" is not an Ed25519 public key. It begins with "ssh-ed25519 AAAA".`);
  }
  const store = options2.store ?? await openStore(dir);
  const findTip = () => readFirstRef(store, [trackingRef(branch), `refs/heads/${branch}`]);
  const pin = choosePin(options2, store);
  return { read: ledgerReader({ store, contents, findTip, publicKey, ...pin && { pin } }).read };
}
function choosePin({ kept, memory: folder2, publicKey }, store) {
  if (kept !== void 0) return keptPin(store, publicKey, kept);
  if (folder2 === void 0 || publicKey === void 0) return void 0;
  return verifiedTip({ store, publicKey, folder: folder2 });
}
var keptPin = (store, publicKey, tip) => ({
  read: async () => (await verifyLine({ store, publicKey, from: null, tip })).verified ?? void 0,
  move: async () => {
  }
});

// src/git/seen.ts
async function fetchSeen(store, remote, branch) {
  const seen2 = `refs/hallpass/seen/${branch}`;
  const fetched = await runGit(
    store,
    ["fetch", "--no-tags", "--refmap=", "--", remote.url, `+refs/heads/${branch}:${seen2}`],
    { remote, allow: [128] }
  );
  return fetched.exitCode === 0 ? readRef(store, seen2) : void 0;
}

// src/git/removal.ts
async function pushRemoval(store, remote, removal2, author) {
  const { branch } = removal2;
  await checkBranch(store, branch);
  const ref2 = `refs/heads/${branch}`;
  const sha = await writeRemoval(store, removal2, author);
  const args = ["push", "--porcelain", "--no-verify", `--force-with-lease=${ref2}:`];
  const { exitCode, stderr } = await runGit(store, [...args, "--", remote.url, `${sha}:${ref2}`], {
    remote,
    allow: [1]
  });
  return exitCode === 0 ? void 0 : findObstacle(store, remote, removal2, stderr);
}
async function writeRemoval(store, { from, paths, message, at }, author) {
  const tree = await writeTree(
    store,
    from,
    paths.map((path) => ({ path, text: void 0 }))
  );
  return readGit(store, ["commit-tree", tree, "-p", from], { input: message, env: identify(author, at) });
}
function identify(author, at) {
  const date = `${Math.floor(at.getTime() / 1e3)} +0000`;
  return {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
    GIT_COMMITTER_DATE: date
  };
}
async function findObstacle(store, remote, { branch, from, paths }, why) {
  const tip = await fetchSeen(store, remote, branch);
  const base = tip && await findMergeBase(store, from, tip);
  const changes = tip && base ? await diffTrees(store, base, tip) : [];
  const removed = changes.filter(({ status }) => status === "removed").map(({ path }) => path);
  if (tip !== void 0 && changes.length === removed.length && sameSet(removed, paths)) return void 0;
  if (tip !== void 0) return branch;
  const blocking = await findBlockingBranch(store, remote, branch);
  if (blocking !== void 0) return blocking;
  throw new RepositoryError({ command: "push", detail: why, retryable: true });
}
var sameSet = (a, b) => [...a].sort().join("\n") === [...b].sort().join("\n");

// src/github/bot.ts
import { isIP } from "node:net";
var NOBODY = { name: "hallpass", email: "hallpass@noreply.invalid" };
var readOwnBot = (octokit, serverUrl) => call(
  "read the app's own account",
  async () => readBot(octokit, serverUrl, (await octokit.rest.apps.getAuthenticated()).data?.slug ?? "")
);
function rememberOwnId(octokit) {
  let known;
  return async () => {
    known ??= await call("read the app's own account", async () => {
      const slug = (await octokit.rest.apps.getAuthenticated()).data?.slug ?? "";
      return (await readBotAccount(octokit, slug)).id;
    });
    return known;
  };
}
var readBot = (octokit, serverUrl, slug) => call(`read the account of the app ${slug}`, async () => {
  const { id, login } = await readBotAccount(octokit, slug);
  return { name: login, email: `${id}+${login}@${mailDomain(serverUrl)}` };
});
async function readBotAccount(octokit, slug) {
  const { data } = await octokit.rest.users.getByUsername({ username: `${slug}[bot]` });
  if (data.type !== "Bot") throw new Error(`${data.login} is no bot`);
  return data;
}
function mailDomain(serverUrl) {
  const { hostname } = new URL(serverUrl);
  return `users.noreply.${isIP(hostname) === 0 ? hostname : "github.com"}`;
}
function rememberBot(read, onFailure) {
  let known;
  return async () => {
    try {
      known ??= await read();
      return known;
    } catch (error) {
      onFailure(error);
      return NOBODY;
    }
  };
}

// node_modules/universal-user-agent/index.js
function getUserAgent() {
  if (typeof navigator === "object" && "userAgent" in navigator) {
    return navigator.userAgent;
  }
  if (typeof process === "object" && process.version !== void 0) {
    return `Node.js/${process.version.substr(1)} (${process.platform}; ${process.arch})`;
  }
  return "<environment undetectable>";
}

// node_modules/@octokit/endpoint/dist-bundle/index.js
var VERSION2 = "0.0.0-development";
var userAgent = `octokit-endpoint.js/${VERSION2} ${getUserAgent()}`;
var DEFAULTS = {
  method: "GET",
  baseUrl: "https://api.github.com",
  headers: {
    accept: "application/vnd.github.v3+json",
    "user-agent": userAgent
  },
  mediaType: {
    format: ""
  }
};
function lowercaseKeys(object) {
  if (!object) {
    return {};
  }
  return Object.keys(object).reduce((newObj, key) => {
    newObj[key.toLowerCase()] = object[key];
    return newObj;
  }, {});
}
function isPlainObject(value) {
  if (typeof value !== "object" || value === null) return false;
  if (Object.prototype.toString.call(value) !== "[object Object]") return false;
  const proto = Object.getPrototypeOf(value);
  if (proto === null) return true;
  const Ctor = Object.prototype.hasOwnProperty.call(proto, "constructor") && proto.constructor;
  return typeof Ctor === "function" && Ctor instanceof Ctor && Function.prototype.call(Ctor) === Function.prototype.call(value);
}
function mergeDeep(defaults, options2) {
  const result = Object.assign({}, defaults);
  Object.keys(options2).forEach((key) => {
    if (isPlainObject(options2[key])) {
      if (!(key in defaults)) Object.assign(result, { [key]: options2[key] });
      else result[key] = mergeDeep(defaults[key], options2[key]);
    } else {
      Object.assign(result, { [key]: options2[key] });
    }
  });
  return result;
}
function removeUndefinedProperties(obj) {
  for (const key in obj) {
    if (obj[key] === void 0) {
      delete obj[key];
    }
  }
  return obj;
}
function merge(defaults, route, options2) {
  if (typeof route === "string") {
    let [method, url] = route.split(" ");
    options2 = Object.assign(url ? { method, url } : { url: method }, options2);
  } else {
    options2 = Object.assign({}, route);
  }
  options2.headers = lowercaseKeys(options2.headers);
  removeUndefinedProperties(options2);
  removeUndefinedProperties(options2.headers);
  const mergedOptions = mergeDeep(defaults || {}, options2);
  if (options2.url === "/graphql") {
    if (defaults && defaults.mediaType.previews?.length) {
      mergedOptions.mediaType.previews = defaults.mediaType.previews.filter(
        (preview) => !mergedOptions.mediaType.previews.includes(preview)
      ).concat(mergedOptions.mediaType.previews);
    }
    mergedOptions.mediaType.previews = (mergedOptions.mediaType.previews || []).map((preview) => preview.replace(/-preview/, ""));
  }
  return mergedOptions;
}
function addQueryParameters(url, parameters) {
  const separator = /\?/.test(url) ? "&" : "?";
  const names2 = Object.keys(parameters);
  if (names2.length === 0) {
    return url;
  }
  return url + separator + names2.map((name2) => {
    if (name2 === "q") {
      return "q=" + parameters.q.split("+").map(encodeURIComponent).join("+");
    }
    return `${name2}=${encodeURIComponent(parameters[name2])}`;
  }).join("&");
}
var urlVariableRegex = /\{[^{}}]+\}/g;
function removeNonChars(variableName) {
  return variableName.replace(/(?:^\W+)|(?:(?<!\W)\W+$)/g, "").split(/,/);
}
function extractUrlVariableNames(url) {
  const matches = url.match(urlVariableRegex);
  if (!matches) {
    return [];
  }
  return matches.map(removeNonChars).reduce((a, b) => a.concat(b), []);
}
function omit(object, keysToOmit) {
  const result = { __proto__: null };
  for (const key of Object.keys(object)) {
    if (keysToOmit.indexOf(key) === -1) {
      result[key] = object[key];
    }
  }
  return result;
}
function encodeReserved(str) {
  return str.split(/(%[0-9A-Fa-f]{2})/g).map(function(part) {
    if (!/%[0-9A-Fa-f]/.test(part)) {
      part = encodeURI(part).replace(/%5B/g, "[").replace(/%5D/g, "]");
    }
    return part;
  }).join("");
}
function encodeUnreserved(str) {
  return encodeURIComponent(str).replace(/[!'()*]/g, function(c) {
    return "%" + c.charCodeAt(0).toString(16).toUpperCase();
  });
}
function encodeValue(operator, value, key) {
  value = operator === "+" || operator === "#" ? encodeReserved(value) : encodeUnreserved(value);
  if (key) {
    return encodeUnreserved(key) + "=" + value;
  } else {
    return value;
  }
}
function isDefined(value) {
  return value !== void 0 && value !== null;
}
function isKeyOperator(operator) {
  return operator === ";" || operator === "&" || operator === "?";
}
function getValues(context, operator, key, modifier) {
  var value = context[key], result = [];
  if (isDefined(value) && value !== "") {
    if (typeof value === "string" || typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") {
      value = value.toString();
      if (modifier && modifier !== "*") {
        value = value.substring(0, parseInt(modifier, 10));
      }
      result.push(
        encodeValue(operator, value, isKeyOperator(operator) ? key : "")
      );
    } else {
      if (modifier === "*") {
        if (Array.isArray(value)) {
          value.filter(isDefined).forEach(function(value2) {
            result.push(
              encodeValue(operator, value2, isKeyOperator(operator) ? key : "")
            );
          });
        } else {
          Object.keys(value).forEach(function(k2) {
            if (isDefined(value[k2])) {
              result.push(encodeValue(operator, value[k2], k2));
            }
          });
        }
      } else {
        const tmp = [];
        if (Array.isArray(value)) {
          value.filter(isDefined).forEach(function(value2) {
            tmp.push(encodeValue(operator, value2));
          });
        } else {
          Object.keys(value).forEach(function(k2) {
            if (isDefined(value[k2])) {
              tmp.push(encodeUnreserved(k2));
              tmp.push(encodeValue(operator, value[k2].toString()));
            }
          });
        }
        if (isKeyOperator(operator)) {
          result.push(encodeUnreserved(key) + "=" + tmp.join(","));
        } else if (tmp.length !== 0) {
          result.push(tmp.join(","));
        }
      }
    }
  } else {
    if (operator === ";") {
      if (isDefined(value)) {
        result.push(encodeUnreserved(key));
      }
    } else if (value === "" && (operator === "&" || operator === "?")) {
      result.push(encodeUnreserved(key) + "=");
    } else if (value === "") {
      result.push("");
    }
  }
  return result;
}
function parseUrl(template) {
  return {
    expand: expand.bind(null, template)
  };
}
function expand(template, context) {
  var operators = ["+", "#", ".", "/", ";", "?", "&"];
  template = template.replace(
    /\{([^\{\}]+)\}|([^\{\}]+)/g,
    function(_, expression, literal) {
      if (expression) {
        let operator = "";
        const values = [];
        if (operators.indexOf(expression.charAt(0)) !== -1) {
          operator = expression.charAt(0);
          expression = expression.substr(1);
        }
        expression.split(/,/g).forEach(function(variable) {
          var tmp = /([^:\*]*)(?::(\d+)|(\*))?/.exec(variable);
          values.push(getValues(context, operator, tmp[1], tmp[2] || tmp[3]));
        });
        if (operator && operator !== "+") {
          var separator = ",";
          if (operator === "?") {
            separator = "&";
          } else if (operator !== "#") {
            separator = operator;
          }
          return (values.length !== 0 ? operator : "") + values.join(separator);
        } else {
          return values.join(",");
        }
      } else {
        return encodeReserved(literal);
      }
    }
  );
  if (template === "/") {
    return template;
  } else {
    return template.replace(/\/$/, "");
  }
}
function parse3(options2) {
  let method = options2.method.toUpperCase();
  let url = (options2.url || "/").replace(/:([a-z]\w+)/g, "{$1}");
  let headers2 = Object.assign({}, options2.headers);
  let body;
  let parameters = omit(options2, [
    "method",
    "baseUrl",
    "url",
    "headers",
    "request",
    "mediaType"
  ]);
  const urlVariableNames = extractUrlVariableNames(url);
  url = parseUrl(url).expand(parameters);
  if (!/^http/.test(url)) {
    url = options2.baseUrl + url;
  }
  const omittedParameters = Object.keys(options2).filter((option) => urlVariableNames.includes(option)).concat("baseUrl");
  const remainingParameters = omit(parameters, omittedParameters);
  const isBinaryRequest = /application\/octet-stream/i.test(headers2.accept);
  if (!isBinaryRequest) {
    if (options2.mediaType.format) {
      headers2.accept = headers2.accept.split(/,/).map(
        (format2) => format2.replace(
          /application\/vnd(\.\w+)(\.v3)?(\.\w+)?(\+json)?$/,
          `application/vnd$1$2.${options2.mediaType.format}`
        )
      ).join(",");
    }
    if (url.endsWith("/graphql")) {
      if (options2.mediaType.previews?.length) {
        const previewsFromAcceptHeader = headers2.accept.match(/(?<![\w-])[\w-]+(?=-preview)/g) || [];
        headers2.accept = previewsFromAcceptHeader.concat(options2.mediaType.previews).map((preview) => {
          const format2 = options2.mediaType.format ? `.${options2.mediaType.format}` : "+json";
          return `application/vnd.github.${preview}-preview${format2}`;
        }).join(",");
      }
    }
  }
  if (["GET", "HEAD"].includes(method)) {
    url = addQueryParameters(url, remainingParameters);
  } else {
    if ("data" in remainingParameters) {
      body = remainingParameters.data;
    } else {
      if (Object.keys(remainingParameters).length) {
        body = remainingParameters;
      }
    }
  }
  if (!headers2["content-type"] && typeof body !== "undefined") {
    headers2["content-type"] = "application/json; charset=utf-8";
  }
  if (["PATCH", "PUT"].includes(method) && typeof body === "undefined") {
    body = "";
  }
  return Object.assign(
    { method, url, headers: headers2 },
    typeof body !== "undefined" ? { body } : null,
    options2.request ? { request: options2.request } : null
  );
}
function endpointWithDefaults(defaults, route, options2) {
  return parse3(merge(defaults, route, options2));
}
function withDefaults(oldDefaults, newDefaults) {
  const DEFAULTS2 = merge(oldDefaults, newDefaults);
  const endpoint2 = endpointWithDefaults.bind(null, DEFAULTS2);
  return Object.assign(endpoint2, {
    DEFAULTS: DEFAULTS2,
    defaults: withDefaults.bind(null, DEFAULTS2),
    merge: merge.bind(null, DEFAULTS2),
    parse: parse3
  });
}
var endpoint = withDefaults(null, DEFAULTS);

// node_modules/@octokit/request/dist-bundle/index.js
var import_content_type = __toESM(require_dist2(), 1);

// node_modules/json-with-bigint/json-with-bigint.js
var intRegex = /^-?\d+$/;
var noiseValue = /^-?\d+n+$/;
var originalStringify = JSON.stringify;
var originalParse = JSON.parse;
var customFormat = /^-?\d+n$/;
var bigIntsStringify = /([\[:])?"(-?\d+)n"($|\s*[,\}\]])/g;
var noiseStringify = /([\[:])?("-?\d+n+)n("$|"\s*[,\}\]])/g;
var isUnstringifiable = (val) => val === void 0 || typeof val === "function" || typeof val === "symbol";
var isRawJSON = (val) => val !== null && typeof val === "object" && val.constructor && val.constructor.name === "RawJSON";
var stringifyIteratively = (rootValue, replacer, spaceParam) => {
  let space = "";
  if (typeof spaceParam === "number") {
    space = " ".repeat(Math.min(10, Math.max(0, Math.floor(spaceParam))));
  } else if (typeof spaceParam === "string") {
    space = spaceParam.slice(0, 10);
  }
  const isFunctionReplacer = typeof replacer === "function";
  const propertyList = Array.isArray(replacer) ? new Set(replacer.map(String)) : null;
  const prepareVal = (parent, key, val) => {
    const isObject = val !== null && typeof val === "object";
    const hasToJSON = isObject && typeof val.toJSON === "function";
    if (hasToJSON) {
      val = val.toJSON(key);
    }
    const isNoise = typeof val === "string" && noiseValue.test(val);
    if (isNoise) return val + "n";
    const isBigInt = typeof val === "bigint";
    if (isBigInt) {
      const supportsRawJSON = "rawJSON" in JSON;
      if (supportsRawJSON) return JSON.rawJSON(val.toString());
      return val.toString() + "n";
    }
    if (isFunctionReplacer) {
      val = replacer.call(parent, key, val);
    }
    const isPostReplacerObject = val !== null && typeof val === "object";
    if (isPostReplacerObject) {
      const isPrimitiveWrapper = val instanceof Number || val instanceof String || val instanceof Boolean;
      if (isPrimitiveWrapper) {
        val = val.valueOf();
      }
    }
    return val;
  };
  const rootProcessed = prepareVal({ "": rootValue }, "", rootValue);
  if (isUnstringifiable(rootProcessed)) {
    return void 0;
  }
  const isRootPrimitive = rootProcessed === null || typeof rootProcessed !== "object";
  const isRootNativeRawJSON = isRawJSON(rootProcessed);
  if (isRootPrimitive || isRootNativeRawJSON) {
    return originalStringify(rootProcessed);
  }
  const chunks = [];
  let level = 0;
  const stack = [
    {
      parent: { "": rootProcessed },
      key: "",
      val: rootProcessed,
      isArray: Array.isArray(rootProcessed),
      keys: Array.isArray(rootProcessed) ? null : Object.keys(rootProcessed),
      index: 0,
      first: true
    }
  ];
  const visited = new WeakSet([rootProcessed]);
  while (stack.length > 0) {
    const node = stack[stack.length - 1];
    if (node.index === 0) {
      chunks.push(node.isArray ? "[" : "{");
      level++;
    }
    let isDone = false;
    if (node.isArray) {
      if (node.index < node.val.length) {
        if (!node.first) chunks.push(",");
        if (space) chunks.push("\n" + space.repeat(level));
        const childRaw = node.val[node.index];
        const childVal = prepareVal(node.val, String(node.index), childRaw);
        if (isUnstringifiable(childVal)) {
          chunks.push("null");
          node.first = false;
          node.index++;
        } else {
          const isComplexObject = childVal !== null && typeof childVal === "object";
          const isNativeRaw = isRawJSON(childVal);
          if (isComplexObject && !isNativeRaw) {
            if (visited.has(childVal)) {
              throw new TypeError("Converting circular structure to JSON");
            }
            visited.add(childVal);
            stack.push({
              parent: node.val,
              key: String(node.index),
              val: childVal,
              isArray: Array.isArray(childVal),
              keys: Array.isArray(childVal) ? null : Object.keys(childVal),
              index: 0,
              first: true
            });
            node.first = false;
            node.index++;
          } else {
            chunks.push(originalStringify(childVal));
            node.first = false;
            node.index++;
          }
        }
      } else {
        isDone = true;
      }
    } else {
      while (node.index < node.keys.length) {
        const k2 = node.keys[node.index++];
        const isFilteredOutByArray = propertyList && !propertyList.has(k2);
        if (isFilteredOutByArray) continue;
        const childRaw = node.val[k2];
        const childVal = prepareVal(node.val, k2, childRaw);
        if (isUnstringifiable(childVal)) continue;
        if (!node.first) chunks.push(",");
        if (space) {
          chunks.push("\n" + space.repeat(level) + originalStringify(k2) + ": ");
        } else {
          chunks.push(originalStringify(k2) + ":");
        }
        const isComplexObject = childVal !== null && typeof childVal === "object";
        const isNativeRaw = isRawJSON(childVal);
        if (isComplexObject && !isNativeRaw) {
          if (visited.has(childVal)) {
            throw new TypeError("Converting circular structure to JSON");
          }
          visited.add(childVal);
          stack.push({
            parent: node.val,
            key: k2,
            val: childVal,
            isArray: Array.isArray(childVal),
            keys: Array.isArray(childVal) ? null : Object.keys(childVal),
            index: 0,
            first: true
          });
          node.first = false;
          break;
        } else {
          chunks.push(originalStringify(childVal));
          node.first = false;
        }
      }
      const isNodeFullyProcessed = node.index >= node.keys.length && stack[stack.length - 1] === node;
      if (isNodeFullyProcessed) {
        isDone = true;
      }
    }
    if (isDone) {
      level--;
      if (!node.first && space) chunks.push("\n" + space.repeat(level));
      chunks.push(node.isArray ? "]" : "}");
      visited.delete(node.val);
      stack.pop();
    }
  }
  return chunks.join("");
};
var JSONStringify = (value, replacer, space) => {
  try {
    const supportsRawJSON = "rawJSON" in JSON;
    if (supportsRawJSON) {
      return originalStringify(
        value,
        (key, val) => {
          if (typeof val === "bigint") return JSON.rawJSON(val.toString());
          const hasFunctionReplacer = typeof replacer === "function";
          if (hasFunctionReplacer) return replacer(key, val);
          const isKeyInArrayReplacer = Array.isArray(replacer) && replacer.includes(key);
          if (isKeyInArrayReplacer) return val;
          return val;
        },
        space
      );
    }
    if (!value) return originalStringify(value, replacer, space);
    const convertedToCustomJSON = originalStringify(
      value,
      (key, val) => {
        const isNoise = typeof val === "string" && noiseValue.test(val);
        if (isNoise) return val.toString() + "n";
        if (typeof val === "bigint") return val.toString() + "n";
        const hasFunctionReplacer = typeof replacer === "function";
        if (hasFunctionReplacer) return replacer(key, val);
        const isKeyInArrayReplacer = Array.isArray(replacer) && replacer.includes(key);
        if (isKeyInArrayReplacer) return val;
        return val;
      },
      space
    );
    const processedJSON = convertedToCustomJSON.replace(
      bigIntsStringify,
      "$1$2$3"
    );
    const denoisedJSON = processedJSON.replace(noiseStringify, "$1$2$3");
    return denoisedJSON;
  } catch (error) {
    if (error instanceof RangeError) {
      const convertedJSON = stringifyIteratively(value, replacer, space);
      if (convertedJSON === void 0) return void 0;
      const supportsRawJSON = "rawJSON" in JSON;
      if (supportsRawJSON) return convertedJSON;
      const processedJSON = convertedJSON.replace(bigIntsStringify, "$1$2$3");
      return processedJSON.replace(noiseStringify, "$1$2$3");
    }
    throw error;
  }
};
var featureCache = /* @__PURE__ */ new Map();
var isContextSourceSupported = () => {
  const parseFingerprint = JSON.parse.toString();
  if (featureCache.has(parseFingerprint)) {
    return featureCache.get(parseFingerprint);
  }
  try {
    const result = JSON.parse(
      "1",
      (_, __, context) => !!context?.source && context.source === "1"
    );
    featureCache.set(parseFingerprint, result);
    return result;
  } catch {
    featureCache.set(parseFingerprint, false);
    return false;
  }
};
var convertMarkedBigIntsReviver = (key, value, context, userReviver) => {
  const isCustomFormatBigInt = typeof value === "string" && customFormat.test(value);
  if (isCustomFormatBigInt) return BigInt(value.slice(0, -1));
  const isNoiseValue = typeof value === "string" && noiseValue.test(value);
  if (isNoiseValue) return value.slice(0, -1);
  const hasUserReviver = typeof userReviver === "function";
  if (!hasUserReviver) return value;
  return userReviver(key, value, context);
};
var JSONParseV2 = (text10, reviver) => {
  return JSON.parse(text10, (key, value, context) => {
    const isNumber = typeof value === "number";
    const isOutOfBounds = value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER;
    const isBigNumber = isNumber && isOutOfBounds;
    const isInt = context && intRegex.test(context.source);
    const isBigInt = isBigNumber && isInt;
    if (isBigInt) return BigInt(context.source);
    const hasCustomReviver = typeof reviver === "function";
    if (!hasCustomReviver) return value;
    return reviver(key, value, context);
  });
};
var MAX_INT = Number.MAX_SAFE_INTEGER.toString();
var MAX_DIGITS = MAX_INT.length;
var stringsOrLargeNumbers = /"(?:[^"\\]|\\.)*"|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/g;
var noiseValueWithQuotes = /^"-?\d+n+"$/;
var applyReviverIteratively = (parsed, userReviver) => {
  const rootHolder = { "": parsed };
  const stack = [{ parent: rootHolder, key: "", visited: false }];
  while (stack.length > 0) {
    const node = stack[stack.length - 1];
    if (!node.visited) {
      node.visited = true;
      const value = node.parent[node.key];
      const isComplexObject = value !== null && typeof value === "object";
      if (isComplexObject) {
        const keys = Object.keys(value);
        for (let i = keys.length - 1; i >= 0; i--) {
          stack.push({ parent: value, key: keys[i], visited: false });
        }
      }
    } else {
      const { parent, key } = node;
      let value = parent[key];
      if (typeof value === "string") {
        const isCustomFormatBigInt = customFormat.test(value);
        if (isCustomFormatBigInt) {
          value = BigInt(value.slice(0, -1));
        } else {
          const isNoise = noiseValue.test(value);
          if (isNoise) value = value.slice(0, -1);
        }
      }
      const hasUserReviver = typeof userReviver === "function";
      if (hasUserReviver) {
        value = userReviver.call(parent, key, value);
      }
      const isDeleted = value === void 0;
      if (isDeleted) {
        delete parent[key];
      } else {
        parent[key] = value;
      }
      stack.pop();
    }
  }
  return rootHolder[""];
};
var serializeBigInts = (text10) => {
  return text10.replace(
    stringsOrLargeNumbers,
    (match, digits, fractional, exponential) => {
      const isString = match[0] === '"';
      const isNoise = isString && noiseValueWithQuotes.test(match);
      if (isNoise) return match.substring(0, match.length - 1) + 'n"';
      const hasFractionalOrExponential = fractional || exponential;
      const isLessThanMaxSafeInt = digits && (digits.length < MAX_DIGITS || digits.length === MAX_DIGITS && digits <= MAX_INT);
      const isStandardValue = isString || hasFractionalOrExponential || isLessThanMaxSafeInt;
      if (isStandardValue) return match;
      return '"' + match + 'n"';
    }
  );
};
var JSONParse = (text10, reviver) => {
  if (!text10) return originalParse(text10, reviver);
  try {
    if (isContextSourceSupported()) return JSONParseV2(text10, reviver);
    const serializedData = serializeBigInts(text10);
    return originalParse(
      serializedData,
      (key, value, context) => convertMarkedBigIntsReviver(key, value, context, reviver)
    );
  } catch (error) {
    if (error instanceof RangeError) {
      const serializedData = serializeBigInts(text10);
      const parsed = originalParse(serializedData);
      return applyReviverIteratively(parsed, reviver);
    }
    throw error;
  }
};

// node_modules/@octokit/request-error/dist-src/index.js
var RequestError = class extends Error {
  name;
  /**
   * http status code
   */
  status;
  /**
   * Request options that lead to the error.
   */
  request;
  /**
   * Response object if a response was received
   */
  response;
  constructor(message, statusCode, options2) {
    super(message, { cause: options2.cause });
    this.name = "HttpError";
    this.status = Number.parseInt(statusCode);
    if (Number.isNaN(this.status)) {
      this.status = 0;
    }
    if ("response" in options2) {
      this.response = options2.response;
    }
    const requestCopy = Object.assign({}, options2.request);
    if (options2.request.headers.authorization) {
      requestCopy.headers = Object.assign({}, options2.request.headers, {
        authorization: options2.request.headers.authorization.replace(
          /(?<! ) .*$/,
          " [REDACTED]"
        )
      });
    }
    requestCopy.url = requestCopy.url.replace(/\bclient_secret=\w+/g, "client_secret=[REDACTED]").replace(/\baccess_token=\w+/g, "access_token=[REDACTED]");
    this.request = requestCopy;
  }
};

// node_modules/@octokit/request/dist-bundle/index.js
var VERSION3 = "10.0.16";
var defaults_default = {
  headers: {
    "user-agent": `octokit-request.js/${VERSION3} ${getUserAgent()}`
  }
};
function isPlainObject2(value) {
  if (typeof value !== "object" || value === null) return false;
  if (Object.prototype.toString.call(value) !== "[object Object]") return false;
  const proto = Object.getPrototypeOf(value);
  if (proto === null) return true;
  const Ctor = Object.prototype.hasOwnProperty.call(proto, "constructor") && proto.constructor;
  return typeof Ctor === "function" && Ctor instanceof Ctor && Function.prototype.call(Ctor) === Function.prototype.call(value);
}
var noop = () => "";
async function fetchWrapper(requestOptions) {
  const fetch2 = requestOptions.request?.fetch || globalThis.fetch;
  if (!fetch2) {
    throw new Error(
      "fetch is not set. Please pass a fetch implementation as new Octokit({ request: { fetch }}). Learn more at https://github.com/octokit/octokit.js/#fetch-missing"
    );
  }
  const log2 = requestOptions.request?.log || console;
  const parseSuccessResponseBody = requestOptions.request?.parseSuccessResponseBody !== false;
  const body = isPlainObject2(requestOptions.body) || Array.isArray(requestOptions.body) ? JSONStringify(requestOptions.body) : requestOptions.body;
  const requestHeaders = Object.fromEntries(
    Object.entries(requestOptions.headers).map(([name2, value]) => [
      name2,
      String(value)
    ])
  );
  let fetchResponse;
  try {
    fetchResponse = await fetch2(requestOptions.url, {
      method: requestOptions.method,
      body,
      redirect: requestOptions.request?.redirect,
      headers: requestHeaders,
      signal: requestOptions.request?.signal,
      // duplex must be set if request.body is ReadableStream or Async Iterables.
      // See https://fetch.spec.whatwg.org/#dom-requestinit-duplex.
      ...requestOptions.body && { duplex: "half" }
    });
  } catch (error) {
    let message = "Unknown Error";
    if (error instanceof Error) {
      if (error.name === "AbortError") {
        error.status = 500;
        throw error;
      }
      message = error.message;
      if (error.name === "TypeError" && "cause" in error) {
        if (error.cause instanceof Error) {
          message = error.cause.message;
        } else if (typeof error.cause === "string") {
          message = error.cause;
        }
      }
    }
    const requestError = new RequestError(message, 500, {
      request: requestOptions
    });
    requestError.cause = error;
    throw requestError;
  }
  const status = fetchResponse.status;
  const url = fetchResponse.url;
  const responseHeaders = {};
  for (const [key, value] of fetchResponse.headers) {
    responseHeaders[key] = value;
  }
  const octokitResponse = {
    url,
    status,
    headers: responseHeaders,
    data: ""
  };
  if ("deprecation" in responseHeaders) {
    const matches = responseHeaders.link && responseHeaders.link.match(/<([^<>]+)>; rel="deprecation"/);
    const deprecationLink = matches && matches.pop();
    log2.warn(
      `[@octokit/request] "${requestOptions.method} ${requestOptions.url}" is deprecated. It is scheduled to be removed on ${responseHeaders.sunset}${deprecationLink ? `. See ${deprecationLink}` : ""}`
    );
  }
  if (status === 204 || status === 205) {
    return octokitResponse;
  }
  if (requestOptions.method === "HEAD") {
    if (status < 400) {
      return octokitResponse;
    }
    throw new RequestError(fetchResponse.statusText, status, {
      response: octokitResponse,
      request: requestOptions
    });
  }
  if (status === 304) {
    octokitResponse.data = await getResponseData(fetchResponse);
    throw new RequestError("Not modified", status, {
      response: octokitResponse,
      request: requestOptions
    });
  }
  if (status >= 400) {
    octokitResponse.data = await getResponseData(fetchResponse);
    throw new RequestError(toErrorMessage(octokitResponse.data), status, {
      response: octokitResponse,
      request: requestOptions
    });
  }
  octokitResponse.data = parseSuccessResponseBody ? await getResponseData(fetchResponse) : fetchResponse.body;
  return octokitResponse;
}
async function getResponseData(response) {
  const contentType = response.headers.get("content-type");
  if (!contentType) {
    return response.text().catch(noop);
  }
  const mimetype = (0, import_content_type.parse)(contentType);
  if (isJSONResponse(mimetype)) {
    let text10 = "";
    try {
      text10 = await response.text();
      return JSONParse(text10);
    } catch (err) {
      return text10;
    }
  } else if (mimetype.type.startsWith("text/") || // `application/octet-stream` is the canonical "arbitrary binary" type
  // (RFC 2046) and must never be decoded as text, even when the response
  // carries a (misleading) `charset=utf-8` parameter — see #751.
  mimetype.parameters.charset?.toLowerCase() === "utf-8" && mimetype.type !== "application/octet-stream") {
    return response.text().catch(noop);
  } else {
    return response.arrayBuffer().catch(
      /* v8 ignore next -- @preserve */
      () => new ArrayBuffer(0)
    );
  }
}
function isJSONResponse(mimetype) {
  return mimetype.type === "application/json" || mimetype.type === "application/scim+json";
}
function toErrorMessage(data) {
  if (typeof data === "string") {
    return data;
  }
  if (data instanceof ArrayBuffer) {
    return "Unknown error";
  }
  if (typeof data === "object" && data !== null && "message" in data) {
    const objectData = data;
    const suffix = "documentation_url" in objectData ? ` - ${objectData.documentation_url}` : "";
    return Array.isArray(objectData.errors) ? `${objectData.message}: ${objectData.errors.map((v) => JSON.stringify(v)).join(", ")}${suffix}` : `${objectData.message}${suffix}`;
  }
  return `Unknown error: ${JSON.stringify(data)}`;
}
function withDefaults2(oldEndpoint, newDefaults) {
  const endpoint2 = oldEndpoint.defaults(newDefaults);
  const newApi = function(route, parameters) {
    const endpointOptions = endpoint2.merge(route, parameters);
    if (!endpointOptions.request || !endpointOptions.request.hook) {
      return fetchWrapper(endpoint2.parse(endpointOptions));
    }
    const request2 = (route2, parameters2) => {
      return fetchWrapper(
        endpoint2.parse(endpoint2.merge(route2, parameters2))
      );
    };
    Object.assign(request2, {
      endpoint: endpoint2,
      defaults: withDefaults2.bind(null, endpoint2)
    });
    return endpointOptions.request.hook(request2, endpointOptions);
  };
  return Object.assign(newApi, {
    endpoint: endpoint2,
    defaults: withDefaults2.bind(null, endpoint2)
  });
}
var request = withDefaults2(endpoint, defaults_default);

// node_modules/@octokit/oauth-methods/dist-bundle/index.js
function requestToOAuthBaseUrl(request2) {
  const endpointDefaults = request2.endpoint.DEFAULTS;
  if (/^https:\/\/(api\.)?github\.com$/.test(endpointDefaults.baseUrl)) {
    return "https://github.com";
  }
  if (/^https:\/\/api\..*\.ghe\.com$/.test(endpointDefaults.baseUrl)) {
    return endpointDefaults.baseUrl.replace("api.", "");
  }
  return endpointDefaults.baseUrl.replace("/api/v3", "");
}
async function oauthRequest(request2, route, parameters) {
  const withOAuthParameters = {
    baseUrl: requestToOAuthBaseUrl(request2),
    headers: {
      accept: "application/json"
    },
    ...parameters
  };
  const response = await request2(route, withOAuthParameters);
  if ("error" in response.data) {
    const error = new RequestError(
      `${response.data.error_description} (${response.data.error}, ${response.data.error_uri})`,
      400,
      {
        request: request2.endpoint.merge(
          route,
          withOAuthParameters
        )
      }
    );
    error.response = response;
    throw error;
  }
  return response;
}
async function exchangeWebFlowCode(options2) {
  const request2 = options2.request || request;
  const response = await oauthRequest(
    request2,
    "POST /login/oauth/access_token",
    {
      client_id: options2.clientId,
      client_secret: options2.clientSecret,
      code: options2.code,
      redirect_uri: options2.redirectUrl
    }
  );
  const authentication = {
    clientType: options2.clientType,
    clientId: options2.clientId,
    clientSecret: options2.clientSecret,
    token: response.data.access_token,
    scopes: response.data.scope.split(/\s+/).filter(Boolean)
  };
  if (options2.clientType === "github-app") {
    if ("refresh_token" in response.data) {
      const apiTimeInMs = new Date(response.headers.date).getTime();
      authentication.refreshToken = response.data.refresh_token, authentication.expiresAt = toTimestamp(
        apiTimeInMs,
        response.data.expires_in
      ), authentication.refreshTokenExpiresAt = toTimestamp(
        apiTimeInMs,
        response.data.refresh_token_expires_in
      );
    }
    delete authentication.scopes;
  }
  return { ...response, authentication };
}
function toTimestamp(apiTimeInMs, expirationInSeconds) {
  return new Date(apiTimeInMs + expirationInSeconds * 1e3).toISOString();
}
async function createDeviceCode(options2) {
  const request2 = options2.request || request;
  const parameters = {
    client_id: options2.clientId
  };
  if ("scopes" in options2 && Array.isArray(options2.scopes)) {
    parameters.scope = options2.scopes.join(" ");
  }
  return oauthRequest(request2, "POST /login/device/code", parameters);
}
async function exchangeDeviceCode(options2) {
  const request2 = options2.request || request;
  const response = await oauthRequest(
    request2,
    "POST /login/oauth/access_token",
    {
      client_id: options2.clientId,
      device_code: options2.code,
      grant_type: "urn:ietf:params:oauth:grant-type:device_code"
    }
  );
  const authentication = {
    clientType: options2.clientType,
    clientId: options2.clientId,
    token: response.data.access_token,
    scopes: response.data.scope.split(/\s+/).filter(Boolean)
  };
  if ("clientSecret" in options2) {
    authentication.clientSecret = options2.clientSecret;
  }
  if (options2.clientType === "github-app") {
    if ("refresh_token" in response.data) {
      const apiTimeInMs = new Date(response.headers.date).getTime();
      authentication.refreshToken = response.data.refresh_token, authentication.expiresAt = toTimestamp2(
        apiTimeInMs,
        response.data.expires_in
      ), authentication.refreshTokenExpiresAt = toTimestamp2(
        apiTimeInMs,
        response.data.refresh_token_expires_in
      );
    }
    delete authentication.scopes;
  }
  return { ...response, authentication };
}
function toTimestamp2(apiTimeInMs, expirationInSeconds) {
  return new Date(apiTimeInMs + expirationInSeconds * 1e3).toISOString();
}
async function checkToken(options2) {
  const request2 = options2.request || request;
  const response = await request2("POST /applications/{client_id}/token", {
    headers: {
      authorization: `basic ${btoa(
        `${options2.clientId}:${options2.clientSecret}`
      )}`
    },
    client_id: options2.clientId,
    access_token: options2.token
  });
  const authentication = {
    clientType: options2.clientType,
    clientId: options2.clientId,
    clientSecret: options2.clientSecret,
    token: options2.token,
    scopes: response.data.scopes
  };
  if (response.data.expires_at)
    authentication.expiresAt = response.data.expires_at;
  if (options2.clientType === "github-app") {
    delete authentication.scopes;
  }
  return { ...response, authentication };
}
async function refreshToken(options2) {
  const request2 = options2.request || request;
  const response = await oauthRequest(
    request2,
    "POST /login/oauth/access_token",
    {
      client_id: options2.clientId,
      client_secret: options2.clientSecret,
      grant_type: "refresh_token",
      refresh_token: options2.refreshToken
    }
  );
  const apiTimeInMs = new Date(response.headers.date).getTime();
  const authentication = {
    clientType: "github-app",
    clientId: options2.clientId,
    clientSecret: options2.clientSecret,
    token: response.data.access_token,
    refreshToken: response.data.refresh_token,
    expiresAt: toTimestamp3(apiTimeInMs, response.data.expires_in),
    refreshTokenExpiresAt: toTimestamp3(
      apiTimeInMs,
      response.data.refresh_token_expires_in
    )
  };
  return { ...response, authentication };
}
function toTimestamp3(apiTimeInMs, expirationInSeconds) {
  return new Date(apiTimeInMs + expirationInSeconds * 1e3).toISOString();
}
async function resetToken(options2) {
  const request2 = options2.request || request;
  const auth6 = btoa(`${options2.clientId}:${options2.clientSecret}`);
  const response = await request2(
    "PATCH /applications/{client_id}/token",
    {
      headers: {
        authorization: `basic ${auth6}`
      },
      client_id: options2.clientId,
      access_token: options2.token
    }
  );
  const authentication = {
    clientType: options2.clientType,
    clientId: options2.clientId,
    clientSecret: options2.clientSecret,
    token: response.data.token,
    scopes: response.data.scopes
  };
  if (response.data.expires_at)
    authentication.expiresAt = response.data.expires_at;
  if (options2.clientType === "github-app") {
    delete authentication.scopes;
  }
  return { ...response, authentication };
}
async function deleteToken(options2) {
  const request2 = options2.request || request;
  const auth6 = btoa(`${options2.clientId}:${options2.clientSecret}`);
  return request2(
    "DELETE /applications/{client_id}/token",
    {
      headers: {
        authorization: `basic ${auth6}`
      },
      client_id: options2.clientId,
      access_token: options2.token
    }
  );
}
async function deleteAuthorization(options2) {
  const request2 = options2.request || request;
  const auth6 = btoa(`${options2.clientId}:${options2.clientSecret}`);
  return request2(
    "DELETE /applications/{client_id}/grant",
    {
      headers: {
        authorization: `basic ${auth6}`
      },
      client_id: options2.clientId,
      access_token: options2.token
    }
  );
}

// node_modules/@octokit/auth-oauth-device/dist-bundle/index.js
async function getOAuthAccessToken(state, options2) {
  const cachedAuthentication = getCachedAuthentication(state, options2.auth);
  if (cachedAuthentication) return cachedAuthentication;
  const { data: verification } = await createDeviceCode({
    clientType: state.clientType,
    clientId: state.clientId,
    request: options2.request || state.request,
    // @ts-expect-error the extra code to make TS happy is not worth it
    scopes: options2.auth.scopes || state.scopes
  });
  await state.onVerification(verification);
  const authentication = await waitForAccessToken(
    options2.request || state.request,
    state.clientId,
    state.clientType,
    verification
  );
  state.authentication = authentication;
  return authentication;
}
function getCachedAuthentication(state, auth22) {
  if (auth22.refresh === true) return false;
  if (!state.authentication) return false;
  if (state.clientType === "github-app") {
    return state.authentication;
  }
  const authentication = state.authentication;
  const newScope = ("scopes" in auth22 && auth22.scopes || state.scopes).join(
    " "
  );
  const currentScope = authentication.scopes.join(" ");
  return newScope === currentScope ? authentication : false;
}
async function wait(seconds) {
  await new Promise((resolve4) => setTimeout(resolve4, seconds * 1e3));
}
async function waitForAccessToken(request2, clientId, clientType, verification) {
  try {
    const options2 = {
      clientId,
      request: request2,
      code: verification.device_code
    };
    const { authentication } = clientType === "oauth-app" ? await exchangeDeviceCode({
      ...options2,
      clientType: "oauth-app"
    }) : await exchangeDeviceCode({
      ...options2,
      clientType: "github-app"
    });
    return {
      type: "token",
      tokenType: "oauth",
      ...authentication
    };
  } catch (error) {
    if (!error.response) throw error;
    const errorType = error.response.data.error;
    if (errorType === "authorization_pending") {
      await wait(verification.interval);
      return waitForAccessToken(request2, clientId, clientType, verification);
    }
    if (errorType === "slow_down") {
      await wait(verification.interval + 7);
      return waitForAccessToken(request2, clientId, clientType, verification);
    }
    throw error;
  }
}
async function auth(state, authOptions) {
  return getOAuthAccessToken(state, {
    auth: authOptions
  });
}
async function hook(state, request2, route, parameters) {
  let endpoint2 = request2.endpoint.merge(
    route,
    parameters
  );
  if (/\/login\/(oauth\/access_token|device\/code)$/.test(endpoint2.url)) {
    return request2(endpoint2);
  }
  const { token } = await getOAuthAccessToken(state, {
    request: request2,
    auth: { type: "oauth" }
  });
  endpoint2.headers.authorization = `token ${token}`;
  return request2(endpoint2);
}
var VERSION4 = "0.0.0-development";
function createOAuthDeviceAuth(options2) {
  const requestWithDefaults = options2.request || request.defaults({
    headers: {
      "user-agent": `octokit-auth-oauth-device.js/${VERSION4} ${getUserAgent()}`
    }
  });
  const { request: request2 = requestWithDefaults, ...otherOptions } = options2;
  const state = options2.clientType === "github-app" ? {
    ...otherOptions,
    clientType: "github-app",
    request: request2
  } : {
    ...otherOptions,
    clientType: "oauth-app",
    request: request2,
    scopes: options2.scopes || []
  };
  if (!options2.clientId) {
    throw new Error(
      '[@octokit/auth-oauth-device] "clientId" option must be set (https://github.com/octokit/auth-oauth-device.js#usage)'
    );
  }
  if (!options2.onVerification) {
    throw new Error(
      '[@octokit/auth-oauth-device] "onVerification" option must be a function (https://github.com/octokit/auth-oauth-device.js#usage)'
    );
  }
  return Object.assign(auth.bind(null, state), {
    hook: hook.bind(null, state)
  });
}

// node_modules/@octokit/auth-oauth-user/dist-bundle/index.js
var VERSION5 = "0.0.0-development";
async function getAuthentication(state) {
  if ("code" in state.strategyOptions) {
    const { authentication } = await exchangeWebFlowCode({
      clientId: state.clientId,
      clientSecret: state.clientSecret,
      clientType: state.clientType,
      onTokenCreated: state.onTokenCreated,
      ...state.strategyOptions,
      request: state.request
    });
    return {
      type: "token",
      tokenType: "oauth",
      ...authentication
    };
  }
  if ("onVerification" in state.strategyOptions) {
    const deviceAuth = createOAuthDeviceAuth({
      clientType: state.clientType,
      clientId: state.clientId,
      onTokenCreated: state.onTokenCreated,
      ...state.strategyOptions,
      request: state.request
    });
    const authentication = await deviceAuth({
      type: "oauth"
    });
    return {
      clientSecret: state.clientSecret,
      ...authentication
    };
  }
  if ("token" in state.strategyOptions) {
    return {
      type: "token",
      tokenType: "oauth",
      clientId: state.clientId,
      clientSecret: state.clientSecret,
      clientType: state.clientType,
      onTokenCreated: state.onTokenCreated,
      ...state.strategyOptions
    };
  }
  throw new Error("[@octokit/auth-oauth-user] Invalid strategy options");
}
async function auth2(state, options2 = {}) {
  if (!state.authentication) {
    state.authentication = state.clientType === "oauth-app" ? await getAuthentication(state) : await getAuthentication(state);
  }
  if (state.authentication.invalid) {
    throw new Error("[@octokit/auth-oauth-user] Token is invalid");
  }
  const currentAuthentication = state.authentication;
  if ("expiresAt" in currentAuthentication) {
    if (options2.type === "refresh" || new Date(currentAuthentication.expiresAt) < /* @__PURE__ */ new Date()) {
      const { authentication } = await refreshToken({
        clientType: "github-app",
        clientId: state.clientId,
        clientSecret: state.clientSecret,
        refreshToken: currentAuthentication.refreshToken,
        request: state.request
      });
      state.authentication = {
        tokenType: "oauth",
        type: "token",
        ...authentication
      };
    }
  }
  if (options2.type === "refresh") {
    if (state.clientType === "oauth-app") {
      throw new Error(
        "[@octokit/auth-oauth-user] OAuth Apps do not support expiring tokens"
      );
    }
    if (!currentAuthentication.hasOwnProperty("expiresAt")) {
      throw new Error("[@octokit/auth-oauth-user] Refresh token missing");
    }
    await state.onTokenCreated?.(state.authentication, {
      type: options2.type
    });
  }
  if (options2.type === "check" || options2.type === "reset") {
    const method = options2.type === "check" ? checkToken : resetToken;
    try {
      const { authentication } = await method({
        // @ts-expect-error making TS happy would require unnecessary code so no
        clientType: state.clientType,
        clientId: state.clientId,
        clientSecret: state.clientSecret,
        token: state.authentication.token,
        request: state.request
      });
      state.authentication = {
        tokenType: "oauth",
        type: "token",
        // @ts-expect-error TBD
        ...authentication
      };
      if (options2.type === "reset") {
        await state.onTokenCreated?.(state.authentication, {
          type: options2.type
        });
      }
      return state.authentication;
    } catch (error) {
      if (error.status === 404) {
        error.message = "[@octokit/auth-oauth-user] Token is invalid";
        state.authentication.invalid = true;
      }
      throw error;
    }
  }
  if (options2.type === "delete" || options2.type === "deleteAuthorization") {
    const method = options2.type === "delete" ? deleteToken : deleteAuthorization;
    try {
      await method({
        // @ts-expect-error making TS happy would require unnecessary code so no
        clientType: state.clientType,
        clientId: state.clientId,
        clientSecret: state.clientSecret,
        token: state.authentication.token,
        request: state.request
      });
    } catch (error) {
      if (error.status !== 404) throw error;
    }
    state.authentication.invalid = true;
    return state.authentication;
  }
  return state.authentication;
}
var ROUTES_REQUIRING_BASIC_AUTH = /\/applications\/[^/]+\/(token|grant)s?/;
function requiresBasicAuth(url) {
  return url && ROUTES_REQUIRING_BASIC_AUTH.test(url);
}
async function hook2(state, request2, route, parameters = {}) {
  const endpoint2 = request2.endpoint.merge(
    route,
    parameters
  );
  if (/\/login\/(oauth\/access_token|device\/code)$/.test(endpoint2.url)) {
    return request2(endpoint2);
  }
  if (requiresBasicAuth(endpoint2.url)) {
    const credentials = btoa(`${state.clientId}:${state.clientSecret}`);
    endpoint2.headers.authorization = `basic ${credentials}`;
    return request2(endpoint2);
  }
  const { token } = state.clientType === "oauth-app" ? await auth2({ ...state, request: request2 }) : await auth2({ ...state, request: request2 });
  endpoint2.headers.authorization = "token " + token;
  return request2(endpoint2);
}
function createOAuthUserAuth({
  clientId,
  clientSecret,
  clientType = "oauth-app",
  request: request2 = request.defaults({
    headers: {
      "user-agent": `octokit-auth-oauth-app.js/${VERSION5} ${getUserAgent()}`
    }
  }),
  onTokenCreated,
  ...strategyOptions
}) {
  const state = Object.assign({
    clientType,
    clientId,
    clientSecret,
    onTokenCreated,
    strategyOptions,
    request: request2
  });
  return Object.assign(auth2.bind(null, state), {
    // @ts-expect-error not worth the extra code needed to appease TS
    hook: hook2.bind(null, state)
  });
}
createOAuthUserAuth.VERSION = VERSION5;

// node_modules/@octokit/auth-oauth-app/dist-bundle/index.js
async function auth3(state, authOptions) {
  if (authOptions.type === "oauth-app") {
    return {
      type: "oauth-app",
      clientId: state.clientId,
      clientSecret: state.clientSecret,
      clientType: state.clientType,
      headers: {
        authorization: `basic ${btoa(
          `${state.clientId}:${state.clientSecret}`
        )}`
      }
    };
  }
  if ("factory" in authOptions) {
    const { type, ...options2 } = {
      ...authOptions,
      ...state
    };
    return authOptions.factory(options2);
  }
  const common = {
    clientId: state.clientId,
    clientSecret: state.clientSecret,
    request: state.request,
    ...authOptions
  };
  const userAuth = state.clientType === "oauth-app" ? await createOAuthUserAuth({
    ...common,
    clientType: state.clientType
  }) : await createOAuthUserAuth({
    ...common,
    clientType: state.clientType
  });
  return userAuth();
}
async function hook3(state, request2, route, parameters) {
  let endpoint2 = request2.endpoint.merge(
    route,
    parameters
  );
  if (/\/login\/(oauth\/access_token|device\/code)$/.test(endpoint2.url)) {
    return request2(endpoint2);
  }
  if (state.clientType === "github-app" && !requiresBasicAuth(endpoint2.url)) {
    throw new Error(
      `[@octokit/auth-oauth-app] GitHub Apps cannot use their client ID/secret for basic authentication for endpoints other than "/applications/{client_id}/**". "${endpoint2.method} ${endpoint2.url}" is not supported.`
    );
  }
  const credentials = btoa(`${state.clientId}:${state.clientSecret}`);
  endpoint2.headers.authorization = `basic ${credentials}`;
  try {
    return await request2(endpoint2);
  } catch (error) {
    if (error.status !== 401) throw error;
    error.message = `[@octokit/auth-oauth-app] "${endpoint2.method} ${endpoint2.url}" does not support clientId/clientSecret basic authentication.`;
    throw error;
  }
}
var VERSION6 = "0.0.0-development";
function createOAuthAppAuth(options2) {
  const state = Object.assign(
    {
      request: request.defaults({
        headers: {
          "user-agent": `octokit-auth-oauth-app.js/${VERSION6} ${getUserAgent()}`
        }
      }),
      clientType: "oauth-app"
    },
    options2
  );
  return Object.assign(auth3.bind(null, state), {
    hook: hook3.bind(null, state)
  });
}

// node_modules/universal-github-app-jwt/lib/utils.js
function isPkcs1(privateKey) {
  return privateKey.includes("-----BEGIN RSA PRIVATE KEY-----");
}
function isOpenSsh(privateKey) {
  return privateKey.includes("-----BEGIN OPENSSH PRIVATE KEY-----");
}
function string2ArrayBuffer(str) {
  const buf = new ArrayBuffer(str.length);
  const bufView = new Uint8Array(buf);
  for (let i = 0, strLen = str.length; i < strLen; i++) {
    bufView[i] = str.charCodeAt(i);
  }
  return buf;
}
function getDERfromPEM(pem) {
  const pemB64 = pem.trim().split("\n").slice(1, -1).join("");
  const decoded = atob(pemB64);
  return string2ArrayBuffer(decoded);
}
function getEncodedMessage(header2, payload) {
  return `${base64encodeJSON(header2)}.${base64encodeJSON(payload)}`;
}
function base64encode(buffer) {
  var binary = "";
  var bytes = new Uint8Array(buffer);
  var len = bytes.byteLength;
  for (var i = 0; i < len; i++) {
    binary += String.fromCharCode(bytes[i]);
  }
  return fromBase64(btoa(binary));
}
function fromBase64(base64) {
  return base64.replace(/=/g, "").replace(/\+/g, "-").replace(/\//g, "_");
}
function base64encodeJSON(obj) {
  return fromBase64(btoa(JSON.stringify(obj)));
}

// node_modules/universal-github-app-jwt/lib/crypto-node.js
import { subtle } from "node:crypto";
import { createPrivateKey } from "node:crypto";
function convertPrivateKey(privateKey) {
  if (!isPkcs1(privateKey)) return privateKey;
  return createPrivateKey(privateKey).export({
    type: "pkcs8",
    format: "pem"
  });
}

// node_modules/universal-github-app-jwt/lib/get-token.js
async function getToken({ privateKey, payload }) {
  const convertedPrivateKey = convertPrivateKey(privateKey);
  if (isPkcs1(convertedPrivateKey)) {
    throw new Error(
      "[universal-github-app-jwt] Private Key is in PKCS#1 format, but only PKCS#8 is supported. See https://github.com/gr2m/universal-github-app-jwt#private-key-formats"
    );
  }
  if (isOpenSsh(convertedPrivateKey)) {
    throw new Error(
      "[universal-github-app-jwt] Private Key is in OpenSSH format, but only PKCS#8 is supported. See https://github.com/gr2m/universal-github-app-jwt#private-key-formats"
    );
  }
  const algorithm2 = {
    name: "RSASSA-PKCS1-v1_5",
    hash: { name: "SHA-256" }
  };
  const header2 = { alg: "RS256", typ: "JWT" };
  const privateKeyDER = getDERfromPEM(convertedPrivateKey);
  const importedKey = await subtle.importKey(
    "pkcs8",
    privateKeyDER,
    algorithm2,
    false,
    ["sign"]
  );
  const encodedMessage = getEncodedMessage(header2, payload);
  const encodedMessageArrBuf = string2ArrayBuffer(encodedMessage);
  const signatureArrBuf = await subtle.sign(
    algorithm2.name,
    importedKey,
    encodedMessageArrBuf
  );
  const encodedSignature = base64encode(signatureArrBuf);
  return `${encodedMessage}.${encodedSignature}`;
}

// node_modules/universal-github-app-jwt/index.js
async function githubAppJwt({
  id,
  privateKey,
  now = Math.floor(Date.now() / 1e3)
}) {
  const privateKeyWithNewlines = privateKey.replace(/\\n/g, "\n");
  const nowWithSafetyMargin = now - 30;
  const expiration = nowWithSafetyMargin + 60 * 10;
  const payload = {
    iat: nowWithSafetyMargin,
    // Issued at time
    exp: expiration,
    iss: id
  };
  const token = await getToken({
    privateKey: privateKeyWithNewlines,
    payload
  });
  return {
    appId: id,
    expiration,
    token
  };
}

// node_modules/toad-cache/dist/toad-cache.mjs
function validateCacheParams(max2, ttlInMsecs) {
  if (typeof max2 !== "number" || !Number.isInteger(max2) || max2 < 0) {
    throw new Error("Invalid max value");
  }
  if (typeof ttlInMsecs !== "number" || !Number.isInteger(ttlInMsecs) || ttlInMsecs < 0) {
    throw new Error("Invalid ttl value");
  }
}
var LruObject = class {
  constructor(max2 = 1e3, ttlInMsecs = 0) {
    validateCacheParams(max2, ttlInMsecs);
    this.first = null;
    this.items = /* @__PURE__ */ Object.create(null);
    this.last = null;
    this.size = 0;
    this.max = max2;
    this.ttl = ttlInMsecs;
  }
  bumpLru(item) {
    if (this.last === item) {
      return;
    }
    const last = this.last;
    const next = item.next;
    const prev = item.prev;
    if (this.first === item) {
      this.first = next;
    }
    item.next = null;
    item.prev = last;
    last.next = item;
    if (prev !== null) {
      prev.next = next;
    }
    if (next !== null) {
      next.prev = prev;
    }
    this.last = item;
  }
  clear() {
    this.items = /* @__PURE__ */ Object.create(null);
    this.first = null;
    this.last = null;
    this.size = 0;
  }
  delete(key) {
    const item = this.items[key];
    if (item !== void 0) {
      delete this.items[key];
      this.size--;
      if (item.prev !== null) {
        item.prev.next = item.next;
      }
      if (item.next !== null) {
        item.next.prev = item.prev;
      }
      if (this.first === item) {
        this.first = item.next;
      }
      if (this.last === item) {
        this.last = item.prev;
      }
    }
  }
  deleteMany(keys) {
    for (var i = 0; i < keys.length; i++) {
      this.delete(keys[i]);
    }
  }
  evict() {
    if (this.size > 0) {
      const item = this.first;
      delete this.items[item.key];
      if (--this.size === 0) {
        this.first = null;
        this.last = null;
      } else {
        this.first = item.next;
        this.first.prev = null;
      }
    }
  }
  expiresAt(key) {
    const item = this.items[key];
    if (item !== void 0) {
      return item.expiry;
    }
  }
  get(key) {
    const item = this.items[key];
    if (item !== void 0) {
      if (this.ttl > 0 && item.expiry <= Date.now()) {
        this.delete(key);
        return;
      }
      this.bumpLru(item);
      return item.value;
    }
  }
  getMany(keys) {
    const result = new Array(keys.length);
    for (var i = 0; i < keys.length; i++) {
      result[i] = this.get(keys[i]);
    }
    return result;
  }
  keys() {
    return Object.keys(this.items);
  }
  set(key, value) {
    const existing = this.items[key];
    if (existing !== void 0) {
      existing.value = value;
      existing.expiry = this.ttl > 0 ? Date.now() + this.ttl : this.ttl;
      this.bumpLru(existing);
      return;
    }
    if (this.max > 0 && this.size >= this.max) {
      this.evict();
    }
    const item = {
      expiry: this.ttl > 0 ? Date.now() + this.ttl : this.ttl,
      key,
      prev: this.last,
      next: null,
      value
    };
    this.items[key] = item;
    if (++this.size === 1) {
      this.first = item;
    } else {
      this.last.next = item;
    }
    this.last = item;
  }
};

// node_modules/@octokit/auth-app/dist-node/index.js
async function getAppAuthentication({
  appId,
  privateKey,
  timeDifference,
  createJwt
}) {
  try {
    if (createJwt) {
      const { jwt, expiresAt } = await createJwt(appId, timeDifference);
      return {
        type: "app",
        token: jwt,
        appId,
        expiresAt
      };
    }
    const authOptions = {
      id: appId,
      privateKey
    };
    if (timeDifference) {
      Object.assign(authOptions, {
        now: Math.floor(Date.now() / 1e3) + timeDifference
      });
    }
    const appAuthentication = await githubAppJwt(authOptions);
    return {
      type: "app",
      token: appAuthentication.token,
      appId: appAuthentication.appId,
      expiresAt: new Date(appAuthentication.expiration * 1e3).toISOString()
    };
  } catch (error) {
    if (privateKey === "-----BEGIN RSA PRIVATE KEY-----") {
      throw new Error(
        "The 'privateKey` option contains only the first line '-----BEGIN RSA PRIVATE KEY-----'. If you are setting it using a `.env` file, make sure it is set on a single line with newlines replaced by '\n'"
      );
    } else {
      throw error;
    }
  }
}
function getCache() {
  return new LruObject(
    // cache max. 15000 tokens, that will use less than 10mb memory
    15e3,
    // Cache for 1 minute less than GitHub expiry
    1e3 * 60 * 59
  );
}
async function get(cache, options2) {
  const cacheKey = optionsToCacheKey(options2);
  const result = await cache.get(cacheKey);
  if (!result) {
    return;
  }
  const [
    token,
    createdAt,
    expiresAt,
    repositorySelection,
    permissionsString,
    singleFileName
  ] = result.split("|");
  const permissions = options2.permissions || permissionsString.split(/,/).reduce((permissions2, string) => {
    if (/!$/.test(string)) {
      permissions2[string.slice(0, -1)] = "write";
    } else {
      permissions2[string] = "read";
    }
    return permissions2;
  }, {});
  return {
    token,
    createdAt,
    expiresAt,
    permissions,
    repositoryIds: options2.repositoryIds,
    repositoryNames: options2.repositoryNames,
    singleFileName,
    repositorySelection
  };
}
async function set(cache, options2, data) {
  const key = optionsToCacheKey(options2);
  const permissionsString = options2.permissions ? "" : Object.keys(data.permissions).map(
    (name2) => `${name2}${data.permissions[name2] === "write" ? "!" : ""}`
  ).join(",");
  const value = [
    data.token,
    data.createdAt,
    data.expiresAt,
    data.repositorySelection,
    permissionsString,
    data.singleFileName
  ].join("|");
  await cache.set(key, value);
}
function optionsToCacheKey({
  installationId,
  permissions = {},
  repositoryIds = [],
  repositoryNames = []
}) {
  const permissionsString = Object.keys(permissions).sort().map((name2) => permissions[name2] === "read" ? name2 : `${name2}!`).join(",");
  const repositoryIdsString = repositoryIds.sort().join(",");
  const repositoryNamesString = repositoryNames.join(",");
  return [
    installationId,
    repositoryIdsString,
    repositoryNamesString,
    permissionsString
  ].filter(Boolean).join("|");
}
function toTokenAuthentication({
  installationId,
  token,
  createdAt,
  expiresAt,
  repositorySelection,
  permissions,
  repositoryIds,
  repositoryNames,
  singleFileName
}) {
  return Object.assign(
    {
      type: "token",
      tokenType: "installation",
      token,
      installationId,
      permissions,
      createdAt,
      expiresAt,
      repositorySelection
    },
    repositoryIds ? { repositoryIds } : null,
    repositoryNames ? { repositoryNames } : null,
    singleFileName ? { singleFileName } : null
  );
}
async function getInstallationAuthentication(state, options2, customRequest) {
  const installationId = Number(options2.installationId || state.installationId);
  if (!installationId) {
    throw new Error(
      "[@octokit/auth-app] installationId option is required for installation authentication."
    );
  }
  if (options2.factory) {
    const { type, factory, oauthApp, ...factoryAuthOptions } = {
      ...state,
      ...options2
    };
    return factory(factoryAuthOptions);
  }
  const request2 = customRequest || state.request;
  return getInstallationAuthenticationConcurrently(
    state,
    { ...options2, installationId },
    request2
  );
}
var pendingPromises = /* @__PURE__ */ new Map();
function getInstallationAuthenticationConcurrently(state, options2, request2) {
  const cacheKey = optionsToCacheKey(options2);
  if (pendingPromises.has(cacheKey)) {
    return pendingPromises.get(cacheKey);
  }
  const promise = getInstallationAuthenticationImpl(
    state,
    options2,
    request2
  ).finally(() => pendingPromises.delete(cacheKey));
  pendingPromises.set(cacheKey, promise);
  return promise;
}
async function getInstallationAuthenticationImpl(state, options2, request2) {
  if (!options2.refresh) {
    const result = await get(state.cache, options2);
    if (result) {
      const {
        token: token2,
        createdAt: createdAt2,
        expiresAt: expiresAt2,
        permissions: permissions2,
        repositoryIds: repositoryIds2,
        repositoryNames: repositoryNames2,
        singleFileName: singleFileName2,
        repositorySelection: repositorySelection2
      } = result;
      return toTokenAuthentication({
        installationId: options2.installationId,
        token: token2,
        createdAt: createdAt2,
        expiresAt: expiresAt2,
        permissions: permissions2,
        repositorySelection: repositorySelection2,
        repositoryIds: repositoryIds2,
        repositoryNames: repositoryNames2,
        singleFileName: singleFileName2
      });
    }
  }
  const appAuthentication = await getAppAuthentication(state);
  const payload = {
    installation_id: options2.installationId,
    mediaType: {
      previews: ["machine-man"]
    },
    headers: {
      authorization: `bearer ${appAuthentication.token}`
    }
  };
  if (options2.repositoryIds) {
    Object.assign(payload, { repository_ids: options2.repositoryIds });
  }
  if (options2.repositoryNames) {
    Object.assign(payload, {
      repositories: options2.repositoryNames
    });
  }
  if (options2.permissions) {
    Object.assign(payload, { permissions: options2.permissions });
  }
  const {
    data: {
      token,
      expires_at: expiresAt,
      repositories,
      permissions: permissionsOptional,
      repository_selection: repositorySelectionOptional,
      single_file: singleFileName
    }
  } = await request2(
    "POST /app/installations/{installation_id}/access_tokens",
    payload
  );
  const permissions = permissionsOptional || {};
  const repositorySelection = repositorySelectionOptional || "all";
  const repositoryIds = repositories ? repositories.map((r) => r.id) : void 0;
  const repositoryNames = repositories ? repositories.map((repo) => repo.name) : void 0;
  const createdAt = (/* @__PURE__ */ new Date()).toISOString();
  const cacheOptions = {
    token,
    createdAt,
    expiresAt,
    repositorySelection,
    permissions,
    repositoryIds,
    repositoryNames
  };
  if (singleFileName) {
    Object.assign(payload, { singleFileName });
  }
  await set(state.cache, options2, cacheOptions);
  const cacheData = {
    installationId: options2.installationId,
    token,
    createdAt,
    expiresAt,
    repositorySelection,
    permissions,
    repositoryIds,
    repositoryNames
  };
  if (singleFileName) {
    Object.assign(cacheData, { singleFileName });
  }
  return toTokenAuthentication(cacheData);
}
async function auth4(state, authOptions) {
  switch (authOptions.type) {
    case "app":
      return getAppAuthentication(state);
    case "oauth-app":
      return state.oauthApp({ type: "oauth-app" });
    case "installation":
      authOptions;
      return getInstallationAuthentication(state, {
        ...authOptions,
        type: "installation"
      });
    case "oauth-user":
      return state.oauthApp(authOptions);
    default:
      throw new Error(`Invalid auth type: ${authOptions.type}`);
  }
}
var PATHS = [
  "/app",
  "/app/hook/config",
  "/app/hook/deliveries",
  "/app/hook/deliveries/{delivery_id}",
  "/app/hook/deliveries/{delivery_id}/attempts",
  "/app/installations",
  "/app/installations/{installation_id}",
  "/app/installations/{installation_id}/access_tokens",
  "/app/installations/{installation_id}/suspended",
  "/app/installation-requests",
  "/marketplace_listing/accounts/{account_id}",
  "/marketplace_listing/plan",
  "/marketplace_listing/plans",
  "/marketplace_listing/plans/{plan_id}/accounts",
  "/marketplace_listing/stubbed/accounts/{account_id}",
  "/marketplace_listing/stubbed/plan",
  "/marketplace_listing/stubbed/plans",
  "/marketplace_listing/stubbed/plans/{plan_id}/accounts",
  "/orgs/{org}/installation",
  "/repos/{owner}/{repo}/installation",
  "/users/{username}/installation",
  "/enterprises/{enterprise}/installation"
];
function routeMatcher(paths) {
  const regexes = paths.map(
    (p) => p.split("/").map((c) => c.startsWith("{") ? "(?:.+?)" : c).join("/")
  );
  const regex = `^(?:${regexes.map((r) => `(?:${r})`).join("|")})$`;
  return new RegExp(regex, "i");
}
var REGEX = routeMatcher(PATHS);
function requiresAppAuth(url) {
  return !!url && REGEX.test(url.split("?")[0]);
}
var FIVE_SECONDS_IN_MS = 5 * 1e3;
function isNotTimeSkewError(error) {
  return !(error.message.match(
    /'Expiration time' claim \('exp'\) is too far in the future/
  ) || error.message.match(
    /'Expiration time' claim \('exp'\) must be a numeric value representing the future time at which the assertion expires/
  ) || error.message.match(
    /'Issued at' claim \('iat'\) must be an Integer representing the time that the assertion was issued/
  ));
}
async function hook4(state, request2, route, parameters) {
  const endpoint2 = request2.endpoint.merge(route, parameters);
  const url = endpoint2.url;
  if (/\/login\/oauth\/access_token$/.test(url)) {
    return request2(endpoint2);
  }
  if (requiresAppAuth(url.replace(request2.endpoint.DEFAULTS.baseUrl, ""))) {
    const { token: token2 } = await getAppAuthentication(state);
    endpoint2.headers.authorization = `bearer ${token2}`;
    let response;
    try {
      response = await request2(endpoint2);
    } catch (error) {
      if (isNotTimeSkewError(error)) {
        throw error;
      }
      if (typeof error.response.headers.date === "undefined") {
        throw error;
      }
      const diff = Math.floor(
        (Date.parse(error.response.headers.date) - Date.parse((/* @__PURE__ */ new Date()).toString())) / 1e3
      );
      state.log.warn(error.message);
      state.log.warn(
        `[@octokit/auth-app] GitHub API time and system time are different by ${diff} seconds. Retrying request with the difference accounted for.`
      );
      const { token: token3 } = await getAppAuthentication({
        ...state,
        timeDifference: diff
      });
      endpoint2.headers.authorization = `bearer ${token3}`;
      return request2(endpoint2);
    }
    return response;
  }
  if (requiresBasicAuth(url)) {
    const authentication = await state.oauthApp({ type: "oauth-app" });
    endpoint2.headers.authorization = authentication.headers.authorization;
    return request2(endpoint2);
  }
  const { token, createdAt } = await getInstallationAuthentication(
    state,
    // @ts-expect-error TBD
    {},
    request2.defaults({ baseUrl: endpoint2.baseUrl })
  );
  endpoint2.headers.authorization = `token ${token}`;
  return sendRequestWithRetries(
    state,
    request2,
    endpoint2,
    createdAt
  );
}
async function sendRequestWithRetries(state, request2, options2, createdAt, retries = 0) {
  const timeSinceTokenCreationInMs = +/* @__PURE__ */ new Date() - +new Date(createdAt);
  try {
    return await request2(options2);
  } catch (error) {
    if (error.status !== 401) {
      throw error;
    }
    if (timeSinceTokenCreationInMs >= FIVE_SECONDS_IN_MS) {
      if (retries > 0) {
        error.message = `After ${retries} retries within ${timeSinceTokenCreationInMs / 1e3}s of creating the installation access token, the response remains 401. At this point, the cause may be an authentication problem or a system outage. Please check https://www.githubstatus.com for status information`;
      }
      throw error;
    }
    ++retries;
    const awaitTime = retries * 1e3;
    state.log.warn(
      `[@octokit/auth-app] Retrying after 401 response to account for token replication delay (retry: ${retries}, wait: ${awaitTime / 1e3}s)`
    );
    await new Promise((resolve4) => setTimeout(resolve4, awaitTime));
    return sendRequestWithRetries(state, request2, options2, createdAt, retries);
  }
}
var VERSION7 = "8.3.1";
function createAppAuth(options2) {
  if (!options2.appId) {
    throw new Error("[@octokit/auth-app] appId option is required");
  }
  if (!options2.privateKey && !options2.createJwt) {
    throw new Error("[@octokit/auth-app] privateKey option is required");
  } else if (options2.privateKey && options2.createJwt) {
    throw new Error(
      "[@octokit/auth-app] privateKey and createJwt options are mutually exclusive"
    );
  }
  if ("installationId" in options2 && !options2.installationId) {
    throw new Error(
      "[@octokit/auth-app] installationId is set to a falsy value"
    );
  }
  const log2 = options2.log || {};
  if (typeof log2.warn !== "function") {
    log2.warn = console.warn.bind(console);
  }
  const request2 = options2.request || request.defaults({
    headers: {
      "user-agent": `octokit-auth-app.js/${VERSION7} ${getUserAgent()}`
    }
  });
  const state = Object.assign(
    {
      request: request2,
      cache: getCache()
    },
    options2,
    options2.installationId ? { installationId: Number(options2.installationId) } : {},
    {
      log: log2,
      oauthApp: createOAuthAppAuth({
        clientType: "github-app",
        clientId: options2.clientId || "",
        clientSecret: options2.clientSecret || "",
        request: request2
      })
    }
  );
  return Object.assign(auth4.bind(null, state), {
    hook: hook4.bind(null, state)
  });
}

// node_modules/before-after-hook/lib/register.js
function register(state, name2, method, options2) {
  if (typeof method !== "function") {
    throw new Error("method for before hook must be a function");
  }
  if (!options2) {
    options2 = {};
  }
  if (Array.isArray(name2)) {
    return name2.reverse().reduce((callback, name3) => {
      return register.bind(null, state, name3, callback, options2);
    }, method)();
  }
  return Promise.resolve().then(() => {
    if (!state.registry[name2]) {
      return method(options2);
    }
    return state.registry[name2].reduce((method2, registered) => {
      return registered.hook.bind(null, method2, options2);
    }, method)();
  });
}

// node_modules/before-after-hook/lib/add.js
function addHook(state, kind, name2, hook6) {
  const orig = hook6;
  if (!state.registry[name2]) {
    state.registry[name2] = [];
  }
  if (kind === "before") {
    hook6 = (method, options2) => {
      return Promise.resolve().then(orig.bind(null, options2)).then(method.bind(null, options2));
    };
  }
  if (kind === "after") {
    hook6 = (method, options2) => {
      let result;
      return Promise.resolve().then(method.bind(null, options2)).then((result_) => {
        result = result_;
        return orig(result, options2);
      }).then(() => {
        return result;
      });
    };
  }
  if (kind === "error") {
    hook6 = (method, options2) => {
      return Promise.resolve().then(method.bind(null, options2)).catch((error) => {
        return orig(error, options2);
      });
    };
  }
  state.registry[name2].push({
    hook: hook6,
    orig
  });
}

// node_modules/before-after-hook/lib/remove.js
function removeHook(state, name2, method) {
  if (!state.registry[name2]) {
    return;
  }
  const index = state.registry[name2].map((registered) => {
    return registered.orig;
  }).indexOf(method);
  if (index === -1) {
    return;
  }
  state.registry[name2].splice(index, 1);
}

// node_modules/before-after-hook/index.js
var bind = Function.bind;
var bindable = bind.bind(bind);
function bindApi(hook6, state, name2) {
  const removeHookRef = bindable(removeHook, null).apply(
    null,
    name2 ? [state, name2] : [state]
  );
  hook6.api = { remove: removeHookRef };
  hook6.remove = removeHookRef;
  ["before", "error", "after", "wrap"].forEach((kind) => {
    const args = name2 ? [state, kind, name2] : [state, kind];
    hook6[kind] = hook6.api[kind] = bindable(addHook, null).apply(null, args);
  });
}
function Singular() {
  const singularHookName = /* @__PURE__ */ Symbol("Singular");
  const singularHookState = {
    registry: {}
  };
  const singularHook = register.bind(null, singularHookState, singularHookName);
  bindApi(singularHook, singularHookState, singularHookName);
  return singularHook;
}
function Collection() {
  const state = {
    registry: {}
  };
  const hook6 = register.bind(null, state);
  bindApi(hook6, state);
  return hook6;
}
var before_after_hook_default = { Singular, Collection };

// node_modules/@octokit/graphql/dist-bundle/index.js
var VERSION8 = "0.0.0-development";
function _buildMessageForResponseErrors(data) {
  return `Request failed due to following response errors:
` + data.errors.map((e) => ` - ${e.message}`).join("\n");
}
var GraphqlResponseError = class extends Error {
  constructor(request2, headers2, response) {
    super(_buildMessageForResponseErrors(response));
    this.request = request2;
    this.headers = headers2;
    this.response = response;
    this.errors = response.errors;
    this.data = response.data;
    if (Error.captureStackTrace) {
      Error.captureStackTrace(this, this.constructor);
    }
  }
  request;
  headers;
  response;
  name = "GraphqlResponseError";
  errors;
  data;
};
var NON_VARIABLE_OPTIONS = [
  "method",
  "baseUrl",
  "url",
  "headers",
  "request",
  "query",
  "mediaType",
  "operationName"
];
var FORBIDDEN_VARIABLE_OPTIONS = ["query", "method", "url"];
var GHES_V3_SUFFIX_REGEX = /\/api\/v3\/?$/;
function graphql(request2, query, options2) {
  if (options2) {
    if (typeof query === "string" && "query" in options2) {
      return Promise.reject(
        new Error(`[@octokit/graphql] "query" cannot be used as variable name`)
      );
    }
    for (const key in options2) {
      if (!FORBIDDEN_VARIABLE_OPTIONS.includes(key)) continue;
      return Promise.reject(
        new Error(
          `[@octokit/graphql] "${key}" cannot be used as variable name`
        )
      );
    }
  }
  const parsedOptions = typeof query === "string" ? Object.assign({ query }, options2) : query;
  const requestOptions = Object.keys(
    parsedOptions
  ).reduce((result, key) => {
    if (NON_VARIABLE_OPTIONS.includes(key)) {
      result[key] = parsedOptions[key];
      return result;
    }
    if (!result.variables) {
      result.variables = {};
    }
    result.variables[key] = parsedOptions[key];
    return result;
  }, {});
  const baseUrl = parsedOptions.baseUrl || request2.endpoint.DEFAULTS.baseUrl;
  if (GHES_V3_SUFFIX_REGEX.test(baseUrl)) {
    requestOptions.url = baseUrl.replace(GHES_V3_SUFFIX_REGEX, "/api/graphql");
  }
  return request2(requestOptions).then((response) => {
    if (response.data.errors) {
      const headers2 = {};
      for (const key of Object.keys(response.headers)) {
        headers2[key] = response.headers[key];
      }
      throw new GraphqlResponseError(
        requestOptions,
        headers2,
        response.data
      );
    }
    return response.data.data;
  });
}
function withDefaults3(request2, newDefaults) {
  const newRequest = request2.defaults(newDefaults);
  const newApi = (query, options2) => {
    return graphql(newRequest, query, options2);
  };
  return Object.assign(newApi, {
    defaults: withDefaults3.bind(null, newRequest),
    endpoint: newRequest.endpoint
  });
}
var graphql2 = withDefaults3(request, {
  headers: {
    "user-agent": `octokit-graphql.js/${VERSION8} ${getUserAgent()}`
  },
  method: "POST",
  url: "/graphql"
});
function withCustomRequest(customRequest) {
  return withDefaults3(customRequest, {
    method: "POST",
    url: "/graphql"
  });
}

// node_modules/@octokit/auth-token/dist-bundle/index.js
var b64url = "(?:[a-zA-Z0-9_-]+)";
var sep2 = "\\.";
var jwtRE = new RegExp(`^${b64url}${sep2}${b64url}${sep2}${b64url}$`);
var isJWT = jwtRE.test.bind(jwtRE);
async function auth5(token) {
  const isApp = isJWT(token);
  const isInstallation = token.startsWith("v1.") || token.startsWith("ghs_");
  const isUserToServer = token.startsWith("ghu_");
  const tokenType = isApp ? "app" : isInstallation ? "installation" : isUserToServer ? "user-to-server" : "oauth";
  return {
    type: "token",
    token,
    tokenType
  };
}
function withAuthorizationPrefix(token) {
  if (token.split(/\./).length === 3) {
    return `bearer ${token}`;
  }
  return `token ${token}`;
}
async function hook5(token, request2, route, parameters) {
  const endpoint2 = request2.endpoint.merge(
    route,
    parameters
  );
  endpoint2.headers.authorization = withAuthorizationPrefix(token);
  return request2(endpoint2);
}
var createTokenAuth = function createTokenAuth2(token) {
  if (!token) {
    throw new Error("[@octokit/auth-token] No token passed to createTokenAuth");
  }
  if (typeof token !== "string") {
    throw new Error(
      "[@octokit/auth-token] Token passed to createTokenAuth is not a string"
    );
  }
  token = token.replace(/^(token|bearer) +/i, "");
  return Object.assign(auth5.bind(null, token), {
    hook: hook5.bind(null, token)
  });
};

// node_modules/@octokit/core/dist-src/version.js
var VERSION9 = "7.0.8";

// node_modules/@octokit/core/dist-src/index.js
var noop2 = () => {
};
var consoleWarn = console.warn.bind(console);
var consoleError = console.error.bind(console);
function createLogger(logger = {}) {
  if (typeof logger.debug !== "function") {
    logger.debug = noop2;
  }
  if (typeof logger.info !== "function") {
    logger.info = noop2;
  }
  if (typeof logger.warn !== "function") {
    logger.warn = consoleWarn;
  }
  if (typeof logger.error !== "function") {
    logger.error = consoleError;
  }
  return logger;
}
var userAgentTrail = `octokit-core.js/${VERSION9} ${getUserAgent()}`;
var Octokit = class {
  static VERSION = VERSION9;
  static defaults(defaults) {
    const OctokitWithDefaults = class extends this {
      constructor(...args) {
        const options2 = args[0] || {};
        if (typeof defaults === "function") {
          super(defaults(options2));
          return;
        }
        super(
          Object.assign(
            {},
            defaults,
            options2,
            options2.userAgent && defaults.userAgent ? {
              userAgent: `${options2.userAgent} ${defaults.userAgent}`
            } : null
          )
        );
      }
    };
    return OctokitWithDefaults;
  }
  static plugins = [];
  /**
   * Attach a plugin (or many) to your Octokit instance.
   *
   * @example
   * const API = Octokit.plugin(plugin1, plugin2, plugin3, ...)
   */
  static plugin(...newPlugins) {
    const currentPlugins = this.plugins;
    const NewOctokit = class extends this {
      static plugins = currentPlugins.concat(
        newPlugins.filter((plugin) => !currentPlugins.includes(plugin))
      );
    };
    return NewOctokit;
  }
  constructor(options2 = {}) {
    const hook6 = new before_after_hook_default.Collection();
    const requestDefaults = {
      baseUrl: request.endpoint.DEFAULTS.baseUrl,
      headers: {},
      request: Object.assign({}, options2.request, {
        // @ts-ignore internal usage only, no need to type
        hook: hook6.bind(null, "request")
      }),
      mediaType: {
        previews: [],
        format: ""
      }
    };
    requestDefaults.headers["user-agent"] = options2.userAgent ? `${options2.userAgent} ${userAgentTrail}` : userAgentTrail;
    if (options2.baseUrl) {
      requestDefaults.baseUrl = options2.baseUrl;
    }
    if (options2.previews) {
      requestDefaults.mediaType.previews = options2.previews;
    }
    if (options2.timeZone) {
      requestDefaults.headers["time-zone"] = options2.timeZone;
    }
    this.request = request.defaults(requestDefaults);
    this.graphql = withCustomRequest(this.request).defaults(requestDefaults);
    this.log = createLogger(options2.log);
    this.hook = hook6;
    if (!options2.authStrategy) {
      if (!options2.auth) {
        this.auth = async () => ({
          type: "unauthenticated"
        });
      } else {
        const auth6 = createTokenAuth(options2.auth);
        hook6.wrap("request", auth6.hook);
        this.auth = auth6;
      }
    } else {
      const { authStrategy, ...otherOptions } = options2;
      const auth6 = authStrategy(
        Object.assign(
          {
            request: this.request,
            log: this.log,
            // we pass the current octokit instance as well as its constructor options
            // to allow for authentication strategies that return a new octokit instance
            // that shares the same internal state as the current one. The original
            // requirement for this was the "event-octokit" authentication strategy
            // of https://github.com/probot/octokit-auth-probot.
            octokit: this,
            octokitOptions: otherOptions
          },
          options2.auth
        )
      );
      hook6.wrap("request", auth6.hook);
      this.auth = auth6;
    }
    const classConstructor = this.constructor;
    for (let i = 0; i < classConstructor.plugins.length; ++i) {
      Object.assign(this, classConstructor.plugins[i](this, options2));
    }
  }
  // assigned during constructor
  request;
  graphql;
  log;
  hook;
  // TODO: type `octokit.auth` based on passed options.authStrategy
  auth;
};

// node_modules/@octokit/plugin-request-log/dist-src/version.js
var VERSION10 = "6.0.0";

// node_modules/@octokit/plugin-request-log/dist-src/index.js
function requestLog(octokit) {
  octokit.hook.wrap("request", (request2, options2) => {
    octokit.log.debug("request", options2);
    const start = Date.now();
    const requestOptions = octokit.request.endpoint.parse(options2);
    const path = requestOptions.url.replace(options2.baseUrl, "");
    return request2(options2).then((response) => {
      const requestId = response.headers["x-github-request-id"];
      octokit.log.info(
        `${requestOptions.method} ${path} - ${response.status} with id ${requestId} in ${Date.now() - start}ms`
      );
      return response;
    }).catch((error) => {
      const requestId = error.response?.headers["x-github-request-id"] || "UNKNOWN";
      octokit.log.error(
        `${requestOptions.method} ${path} - ${error.status} with id ${requestId} in ${Date.now() - start}ms`
      );
      throw error;
    });
  });
}
requestLog.VERSION = VERSION10;

// node_modules/@octokit/plugin-paginate-rest/dist-bundle/index.js
var VERSION11 = "0.0.0-development";
function normalizePaginatedListResponse(response) {
  if (!response.data) {
    return {
      ...response,
      data: []
    };
  }
  const responseNeedsNormalization = ("total_count" in response.data || "total_commits" in response.data) && !("url" in response.data);
  if (!responseNeedsNormalization) return response;
  const incompleteResults = response.data.incomplete_results;
  const repositorySelection = response.data.repository_selection;
  const totalCount = response.data.total_count;
  const totalCommits = response.data.total_commits;
  delete response.data.incomplete_results;
  delete response.data.repository_selection;
  delete response.data.total_count;
  delete response.data.total_commits;
  const namespaceKey = Object.keys(response.data)[0];
  const data = response.data[namespaceKey];
  response.data = data;
  if (typeof incompleteResults !== "undefined") {
    response.data.incomplete_results = incompleteResults;
  }
  if (typeof repositorySelection !== "undefined") {
    response.data.repository_selection = repositorySelection;
  }
  response.data.total_count = totalCount;
  response.data.total_commits = totalCommits;
  return response;
}
function iterator(octokit, route, parameters) {
  const options2 = typeof route === "function" ? route.endpoint(parameters) : octokit.request.endpoint(route, parameters);
  const requestMethod = typeof route === "function" ? route : octokit.request;
  const method = options2.method;
  const headers2 = options2.headers;
  let url = options2.url;
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        if (!url) return { done: true };
        try {
          const response = await requestMethod({ method, url, headers: headers2 });
          const normalizedResponse = normalizePaginatedListResponse(response);
          url = ((normalizedResponse.headers.link || "").match(
            /<([^<>]+)>;\s*rel="next"/
          ) || [])[1];
          if (!url && "total_commits" in normalizedResponse.data) {
            const parsedUrl = new URL(normalizedResponse.url);
            const params = parsedUrl.searchParams;
            const page2 = parseInt(params.get("page") || "1", 10);
            const per_page = parseInt(params.get("per_page") || "250", 10);
            if (page2 * per_page < normalizedResponse.data.total_commits) {
              params.set("page", String(page2 + 1));
              url = parsedUrl.toString();
            }
          }
          return { value: normalizedResponse };
        } catch (error) {
          if (error.status !== 409) throw error;
          url = "";
          return {
            value: {
              status: 200,
              headers: {},
              data: []
            }
          };
        }
      }
    })
  };
}
function paginate(octokit, route, parameters, mapFn) {
  if (typeof parameters === "function") {
    mapFn = parameters;
    parameters = void 0;
  }
  return gather2(
    octokit,
    [],
    iterator(octokit, route, parameters)[Symbol.asyncIterator](),
    mapFn
  );
}
function gather2(octokit, results, iterator2, mapFn) {
  return iterator2.next().then((result) => {
    if (result.done) {
      return results;
    }
    let earlyExit = false;
    function done() {
      earlyExit = true;
    }
    results = results.concat(
      mapFn ? mapFn(result.value, done) : result.value.data
    );
    if (earlyExit) {
      return results;
    }
    return gather2(octokit, results, iterator2, mapFn);
  });
}
var composePaginateRest = Object.assign(paginate, {
  iterator
});
function paginateRest(octokit) {
  return {
    paginate: Object.assign(paginate.bind(null, octokit), {
      iterator: iterator.bind(null, octokit)
    })
  };
}
paginateRest.VERSION = VERSION11;

// node_modules/@octokit/plugin-rest-endpoint-methods/dist-src/version.js
var VERSION12 = "17.0.0";

// node_modules/@octokit/plugin-rest-endpoint-methods/dist-src/generated/endpoints.js
var Endpoints = {
  actions: {
    addCustomLabelsToSelfHostedRunnerForOrg: [
      "POST /orgs/{org}/actions/runners/{runner_id}/labels"
    ],
    addCustomLabelsToSelfHostedRunnerForRepo: [
      "POST /repos/{owner}/{repo}/actions/runners/{runner_id}/labels"
    ],
    addRepoAccessToSelfHostedRunnerGroupInOrg: [
      "PUT /orgs/{org}/actions/runner-groups/{runner_group_id}/repositories/{repository_id}"
    ],
    addSelectedRepoToOrgSecret: [
      "PUT /orgs/{org}/actions/secrets/{secret_name}/repositories/{repository_id}"
    ],
    addSelectedRepoToOrgVariable: [
      "PUT /orgs/{org}/actions/variables/{name}/repositories/{repository_id}"
    ],
    approveWorkflowRun: [
      "POST /repos/{owner}/{repo}/actions/runs/{run_id}/approve"
    ],
    cancelWorkflowRun: [
      "POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel"
    ],
    createEnvironmentVariable: [
      "POST /repos/{owner}/{repo}/environments/{environment_name}/variables"
    ],
    createHostedRunnerForOrg: ["POST /orgs/{org}/actions/hosted-runners"],
    createOrUpdateEnvironmentSecret: [
      "PUT /repos/{owner}/{repo}/environments/{environment_name}/secrets/{secret_name}"
    ],
    createOrUpdateOrgSecret: ["PUT /orgs/{org}/actions/secrets/{secret_name}"],
    createOrUpdateRepoSecret: [
      "PUT /repos/{owner}/{repo}/actions/secrets/{secret_name}"
    ],
    createOrgVariable: ["POST /orgs/{org}/actions/variables"],
    createRegistrationTokenForOrg: [
      "POST /orgs/{org}/actions/runners/registration-token"
    ],
    createRegistrationTokenForRepo: [
      "POST /repos/{owner}/{repo}/actions/runners/registration-token"
    ],
    createRemoveTokenForOrg: ["POST /orgs/{org}/actions/runners/remove-token"],
    createRemoveTokenForRepo: [
      "POST /repos/{owner}/{repo}/actions/runners/remove-token"
    ],
    createRepoVariable: ["POST /repos/{owner}/{repo}/actions/variables"],
    createWorkflowDispatch: [
      "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches"
    ],
    deleteActionsCacheById: [
      "DELETE /repos/{owner}/{repo}/actions/caches/{cache_id}"
    ],
    deleteActionsCacheByKey: [
      "DELETE /repos/{owner}/{repo}/actions/caches{?key,ref}"
    ],
    deleteArtifact: [
      "DELETE /repos/{owner}/{repo}/actions/artifacts/{artifact_id}"
    ],
    deleteCustomImageFromOrg: [
      "DELETE /orgs/{org}/actions/hosted-runners/images/custom/{image_definition_id}"
    ],
    deleteCustomImageVersionFromOrg: [
      "DELETE /orgs/{org}/actions/hosted-runners/images/custom/{image_definition_id}/versions/{version}"
    ],
    deleteEnvironmentSecret: [
      "DELETE /repos/{owner}/{repo}/environments/{environment_name}/secrets/{secret_name}"
    ],
    deleteEnvironmentVariable: [
      "DELETE /repos/{owner}/{repo}/environments/{environment_name}/variables/{name}"
    ],
    deleteHostedRunnerForOrg: [
      "DELETE /orgs/{org}/actions/hosted-runners/{hosted_runner_id}"
    ],
    deleteOrgSecret: ["DELETE /orgs/{org}/actions/secrets/{secret_name}"],
    deleteOrgVariable: ["DELETE /orgs/{org}/actions/variables/{name}"],
    deleteRepoSecret: [
      "DELETE /repos/{owner}/{repo}/actions/secrets/{secret_name}"
    ],
    deleteRepoVariable: [
      "DELETE /repos/{owner}/{repo}/actions/variables/{name}"
    ],
    deleteSelfHostedRunnerFromOrg: [
      "DELETE /orgs/{org}/actions/runners/{runner_id}"
    ],
    deleteSelfHostedRunnerFromRepo: [
      "DELETE /repos/{owner}/{repo}/actions/runners/{runner_id}"
    ],
    deleteWorkflowRun: ["DELETE /repos/{owner}/{repo}/actions/runs/{run_id}"],
    deleteWorkflowRunLogs: [
      "DELETE /repos/{owner}/{repo}/actions/runs/{run_id}/logs"
    ],
    disableSelectedRepositoryGithubActionsOrganization: [
      "DELETE /orgs/{org}/actions/permissions/repositories/{repository_id}"
    ],
    disableWorkflow: [
      "PUT /repos/{owner}/{repo}/actions/workflows/{workflow_id}/disable"
    ],
    downloadArtifact: [
      "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}"
    ],
    downloadJobLogsForWorkflowRun: [
      "GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs"
    ],
    downloadWorkflowRunAttemptLogs: [
      "GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/logs"
    ],
    downloadWorkflowRunLogs: [
      "GET /repos/{owner}/{repo}/actions/runs/{run_id}/logs"
    ],
    enableSelectedRepositoryGithubActionsOrganization: [
      "PUT /orgs/{org}/actions/permissions/repositories/{repository_id}"
    ],
    enableWorkflow: [
      "PUT /repos/{owner}/{repo}/actions/workflows/{workflow_id}/enable"
    ],
    forceCancelWorkflowRun: [
      "POST /repos/{owner}/{repo}/actions/runs/{run_id}/force-cancel"
    ],
    generateRunnerJitconfigForOrg: [
      "POST /orgs/{org}/actions/runners/generate-jitconfig"
    ],
    generateRunnerJitconfigForRepo: [
      "POST /repos/{owner}/{repo}/actions/runners/generate-jitconfig"
    ],
    getActionsCacheList: ["GET /repos/{owner}/{repo}/actions/caches"],
    getActionsCacheUsage: ["GET /repos/{owner}/{repo}/actions/cache/usage"],
    getActionsCacheUsageByRepoForOrg: [
      "GET /orgs/{org}/actions/cache/usage-by-repository"
    ],
    getActionsCacheUsageForOrg: ["GET /orgs/{org}/actions/cache/usage"],
    getAllowedActionsOrganization: [
      "GET /orgs/{org}/actions/permissions/selected-actions"
    ],
    getAllowedActionsRepository: [
      "GET /repos/{owner}/{repo}/actions/permissions/selected-actions"
    ],
    getArtifact: ["GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}"],
    getCustomImageForOrg: [
      "GET /orgs/{org}/actions/hosted-runners/images/custom/{image_definition_id}"
    ],
    getCustomImageVersionForOrg: [
      "GET /orgs/{org}/actions/hosted-runners/images/custom/{image_definition_id}/versions/{version}"
    ],
    getCustomOidcSubClaimForRepo: [
      "GET /repos/{owner}/{repo}/actions/oidc/customization/sub"
    ],
    getEnvironmentPublicKey: [
      "GET /repos/{owner}/{repo}/environments/{environment_name}/secrets/public-key"
    ],
    getEnvironmentSecret: [
      "GET /repos/{owner}/{repo}/environments/{environment_name}/secrets/{secret_name}"
    ],
    getEnvironmentVariable: [
      "GET /repos/{owner}/{repo}/environments/{environment_name}/variables/{name}"
    ],
    getGithubActionsDefaultWorkflowPermissionsOrganization: [
      "GET /orgs/{org}/actions/permissions/workflow"
    ],
    getGithubActionsDefaultWorkflowPermissionsRepository: [
      "GET /repos/{owner}/{repo}/actions/permissions/workflow"
    ],
    getGithubActionsPermissionsOrganization: [
      "GET /orgs/{org}/actions/permissions"
    ],
    getGithubActionsPermissionsRepository: [
      "GET /repos/{owner}/{repo}/actions/permissions"
    ],
    getHostedRunnerForOrg: [
      "GET /orgs/{org}/actions/hosted-runners/{hosted_runner_id}"
    ],
    getHostedRunnersGithubOwnedImagesForOrg: [
      "GET /orgs/{org}/actions/hosted-runners/images/github-owned"
    ],
    getHostedRunnersLimitsForOrg: [
      "GET /orgs/{org}/actions/hosted-runners/limits"
    ],
    getHostedRunnersMachineSpecsForOrg: [
      "GET /orgs/{org}/actions/hosted-runners/machine-sizes"
    ],
    getHostedRunnersPartnerImagesForOrg: [
      "GET /orgs/{org}/actions/hosted-runners/images/partner"
    ],
    getHostedRunnersPlatformsForOrg: [
      "GET /orgs/{org}/actions/hosted-runners/platforms"
    ],
    getJobForWorkflowRun: ["GET /repos/{owner}/{repo}/actions/jobs/{job_id}"],
    getOrgPublicKey: ["GET /orgs/{org}/actions/secrets/public-key"],
    getOrgSecret: ["GET /orgs/{org}/actions/secrets/{secret_name}"],
    getOrgVariable: ["GET /orgs/{org}/actions/variables/{name}"],
    getPendingDeploymentsForRun: [
      "GET /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments"
    ],
    getRepoPermissions: [
      "GET /repos/{owner}/{repo}/actions/permissions",
      {},
      { renamed: ["actions", "getGithubActionsPermissionsRepository"] }
    ],
    getRepoPublicKey: ["GET /repos/{owner}/{repo}/actions/secrets/public-key"],
    getRepoSecret: ["GET /repos/{owner}/{repo}/actions/secrets/{secret_name}"],
    getRepoVariable: ["GET /repos/{owner}/{repo}/actions/variables/{name}"],
    getReviewsForRun: [
      "GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals"
    ],
    getSelfHostedRunnerForOrg: ["GET /orgs/{org}/actions/runners/{runner_id}"],
    getSelfHostedRunnerForRepo: [
      "GET /repos/{owner}/{repo}/actions/runners/{runner_id}"
    ],
    getWorkflow: ["GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}"],
    getWorkflowAccessToRepository: [
      "GET /repos/{owner}/{repo}/actions/permissions/access"
    ],
    getWorkflowRun: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}"],
    getWorkflowRunAttempt: [
      "GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}"
    ],
    getWorkflowRunUsage: [
      "GET /repos/{owner}/{repo}/actions/runs/{run_id}/timing"
    ],
    getWorkflowUsage: [
      "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/timing"
    ],
    listArtifactsForRepo: ["GET /repos/{owner}/{repo}/actions/artifacts"],
    listCustomImageVersionsForOrg: [
      "GET /orgs/{org}/actions/hosted-runners/images/custom/{image_definition_id}/versions"
    ],
    listCustomImagesForOrg: [
      "GET /orgs/{org}/actions/hosted-runners/images/custom"
    ],
    listEnvironmentSecrets: [
      "GET /repos/{owner}/{repo}/environments/{environment_name}/secrets"
    ],
    listEnvironmentVariables: [
      "GET /repos/{owner}/{repo}/environments/{environment_name}/variables"
    ],
    listGithubHostedRunnersInGroupForOrg: [
      "GET /orgs/{org}/actions/runner-groups/{runner_group_id}/hosted-runners"
    ],
    listHostedRunnersForOrg: ["GET /orgs/{org}/actions/hosted-runners"],
    listJobsForWorkflowRun: [
      "GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs"
    ],
    listJobsForWorkflowRunAttempt: [
      "GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs"
    ],
    listLabelsForSelfHostedRunnerForOrg: [
      "GET /orgs/{org}/actions/runners/{runner_id}/labels"
    ],
    listLabelsForSelfHostedRunnerForRepo: [
      "GET /repos/{owner}/{repo}/actions/runners/{runner_id}/labels"
    ],
    listOrgSecrets: ["GET /orgs/{org}/actions/secrets"],
    listOrgVariables: ["GET /orgs/{org}/actions/variables"],
    listRepoOrganizationSecrets: [
      "GET /repos/{owner}/{repo}/actions/organization-secrets"
    ],
    listRepoOrganizationVariables: [
      "GET /repos/{owner}/{repo}/actions/organization-variables"
    ],
    listRepoSecrets: ["GET /repos/{owner}/{repo}/actions/secrets"],
    listRepoVariables: ["GET /repos/{owner}/{repo}/actions/variables"],
    listRepoWorkflows: ["GET /repos/{owner}/{repo}/actions/workflows"],
    listRunnerApplicationsForOrg: ["GET /orgs/{org}/actions/runners/downloads"],
    listRunnerApplicationsForRepo: [
      "GET /repos/{owner}/{repo}/actions/runners/downloads"
    ],
    listSelectedReposForOrgSecret: [
      "GET /orgs/{org}/actions/secrets/{secret_name}/repositories"
    ],
    listSelectedReposForOrgVariable: [
      "GET /orgs/{org}/actions/variables/{name}/repositories"
    ],
    listSelectedRepositoriesEnabledGithubActionsOrganization: [
      "GET /orgs/{org}/actions/permissions/repositories"
    ],
    listSelfHostedRunnersForOrg: ["GET /orgs/{org}/actions/runners"],
    listSelfHostedRunnersForRepo: ["GET /repos/{owner}/{repo}/actions/runners"],
    listWorkflowRunArtifacts: [
      "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts"
    ],
    listWorkflowRuns: [
      "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs"
    ],
    listWorkflowRunsForRepo: ["GET /repos/{owner}/{repo}/actions/runs"],
    reRunJobForWorkflowRun: [
      "POST /repos/{owner}/{repo}/actions/jobs/{job_id}/rerun"
    ],
    reRunWorkflow: ["POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun"],
    reRunWorkflowFailedJobs: [
      "POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun-failed-jobs"
    ],
    removeAllCustomLabelsFromSelfHostedRunnerForOrg: [
      "DELETE /orgs/{org}/actions/runners/{runner_id}/labels"
    ],
    removeAllCustomLabelsFromSelfHostedRunnerForRepo: [
      "DELETE /repos/{owner}/{repo}/actions/runners/{runner_id}/labels"
    ],
    removeCustomLabelFromSelfHostedRunnerForOrg: [
      "DELETE /orgs/{org}/actions/runners/{runner_id}/labels/{name}"
    ],
    removeCustomLabelFromSelfHostedRunnerForRepo: [
      "DELETE /repos/{owner}/{repo}/actions/runners/{runner_id}/labels/{name}"
    ],
    removeSelectedRepoFromOrgSecret: [
      "DELETE /orgs/{org}/actions/secrets/{secret_name}/repositories/{repository_id}"
    ],
    removeSelectedRepoFromOrgVariable: [
      "DELETE /orgs/{org}/actions/variables/{name}/repositories/{repository_id}"
    ],
    reviewCustomGatesForRun: [
      "POST /repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule"
    ],
    reviewPendingDeploymentsForRun: [
      "POST /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments"
    ],
    setAllowedActionsOrganization: [
      "PUT /orgs/{org}/actions/permissions/selected-actions"
    ],
    setAllowedActionsRepository: [
      "PUT /repos/{owner}/{repo}/actions/permissions/selected-actions"
    ],
    setCustomLabelsForSelfHostedRunnerForOrg: [
      "PUT /orgs/{org}/actions/runners/{runner_id}/labels"
    ],
    setCustomLabelsForSelfHostedRunnerForRepo: [
      "PUT /repos/{owner}/{repo}/actions/runners/{runner_id}/labels"
    ],
    setCustomOidcSubClaimForRepo: [
      "PUT /repos/{owner}/{repo}/actions/oidc/customization/sub"
    ],
    setGithubActionsDefaultWorkflowPermissionsOrganization: [
      "PUT /orgs/{org}/actions/permissions/workflow"
    ],
    setGithubActionsDefaultWorkflowPermissionsRepository: [
      "PUT /repos/{owner}/{repo}/actions/permissions/workflow"
    ],
    setGithubActionsPermissionsOrganization: [
      "PUT /orgs/{org}/actions/permissions"
    ],
    setGithubActionsPermissionsRepository: [
      "PUT /repos/{owner}/{repo}/actions/permissions"
    ],
    setSelectedReposForOrgSecret: [
      "PUT /orgs/{org}/actions/secrets/{secret_name}/repositories"
    ],
    setSelectedReposForOrgVariable: [
      "PUT /orgs/{org}/actions/variables/{name}/repositories"
    ],
    setSelectedRepositoriesEnabledGithubActionsOrganization: [
      "PUT /orgs/{org}/actions/permissions/repositories"
    ],
    setWorkflowAccessToRepository: [
      "PUT /repos/{owner}/{repo}/actions/permissions/access"
    ],
    updateEnvironmentVariable: [
      "PATCH /repos/{owner}/{repo}/environments/{environment_name}/variables/{name}"
    ],
    updateHostedRunnerForOrg: [
      "PATCH /orgs/{org}/actions/hosted-runners/{hosted_runner_id}"
    ],
    updateOrgVariable: ["PATCH /orgs/{org}/actions/variables/{name}"],
    updateRepoVariable: [
      "PATCH /repos/{owner}/{repo}/actions/variables/{name}"
    ]
  },
  activity: {
    checkRepoIsStarredByAuthenticatedUser: ["GET /user/starred/{owner}/{repo}"],
    deleteRepoSubscription: ["DELETE /repos/{owner}/{repo}/subscription"],
    deleteThreadSubscription: [
      "DELETE /notifications/threads/{thread_id}/subscription"
    ],
    getFeeds: ["GET /feeds"],
    getRepoSubscription: ["GET /repos/{owner}/{repo}/subscription"],
    getThread: ["GET /notifications/threads/{thread_id}"],
    getThreadSubscriptionForAuthenticatedUser: [
      "GET /notifications/threads/{thread_id}/subscription"
    ],
    listEventsForAuthenticatedUser: ["GET /users/{username}/events"],
    listNotificationsForAuthenticatedUser: ["GET /notifications"],
    listOrgEventsForAuthenticatedUser: [
      "GET /users/{username}/events/orgs/{org}"
    ],
    listPublicEvents: ["GET /events"],
    listPublicEventsForRepoNetwork: ["GET /networks/{owner}/{repo}/events"],
    listPublicEventsForUser: ["GET /users/{username}/events/public"],
    listPublicOrgEvents: ["GET /orgs/{org}/events"],
    listReceivedEventsForUser: ["GET /users/{username}/received_events"],
    listReceivedPublicEventsForUser: [
      "GET /users/{username}/received_events/public"
    ],
    listRepoEvents: ["GET /repos/{owner}/{repo}/events"],
    listRepoNotificationsForAuthenticatedUser: [
      "GET /repos/{owner}/{repo}/notifications"
    ],
    listReposStarredByAuthenticatedUser: ["GET /user/starred"],
    listReposStarredByUser: ["GET /users/{username}/starred"],
    listReposWatchedByUser: ["GET /users/{username}/subscriptions"],
    listStargazersForRepo: ["GET /repos/{owner}/{repo}/stargazers"],
    listWatchedReposForAuthenticatedUser: ["GET /user/subscriptions"],
    listWatchersForRepo: ["GET /repos/{owner}/{repo}/subscribers"],
    markNotificationsAsRead: ["PUT /notifications"],
    markRepoNotificationsAsRead: ["PUT /repos/{owner}/{repo}/notifications"],
    markThreadAsDone: ["DELETE /notifications/threads/{thread_id}"],
    markThreadAsRead: ["PATCH /notifications/threads/{thread_id}"],
    setRepoSubscription: ["PUT /repos/{owner}/{repo}/subscription"],
    setThreadSubscription: [
      "PUT /notifications/threads/{thread_id}/subscription"
    ],
    starRepoForAuthenticatedUser: ["PUT /user/starred/{owner}/{repo}"],
    unstarRepoForAuthenticatedUser: ["DELETE /user/starred/{owner}/{repo}"]
  },
  apps: {
    addRepoToInstallation: [
      "PUT /user/installations/{installation_id}/repositories/{repository_id}",
      {},
      { renamed: ["apps", "addRepoToInstallationForAuthenticatedUser"] }
    ],
    addRepoToInstallationForAuthenticatedUser: [
      "PUT /user/installations/{installation_id}/repositories/{repository_id}"
    ],
    checkToken: ["POST /applications/{client_id}/token"],
    createFromManifest: ["POST /app-manifests/{code}/conversions"],
    createInstallationAccessToken: [
      "POST /app/installations/{installation_id}/access_tokens"
    ],
    deleteAuthorization: ["DELETE /applications/{client_id}/grant"],
    deleteInstallation: ["DELETE /app/installations/{installation_id}"],
    deleteToken: ["DELETE /applications/{client_id}/token"],
    getAuthenticated: ["GET /app"],
    getBySlug: ["GET /apps/{app_slug}"],
    getInstallation: ["GET /app/installations/{installation_id}"],
    getOrgInstallation: ["GET /orgs/{org}/installation"],
    getRepoInstallation: ["GET /repos/{owner}/{repo}/installation"],
    getSubscriptionPlanForAccount: [
      "GET /marketplace_listing/accounts/{account_id}"
    ],
    getSubscriptionPlanForAccountStubbed: [
      "GET /marketplace_listing/stubbed/accounts/{account_id}"
    ],
    getUserInstallation: ["GET /users/{username}/installation"],
    getWebhookConfigForApp: ["GET /app/hook/config"],
    getWebhookDelivery: ["GET /app/hook/deliveries/{delivery_id}"],
    listAccountsForPlan: ["GET /marketplace_listing/plans/{plan_id}/accounts"],
    listAccountsForPlanStubbed: [
      "GET /marketplace_listing/stubbed/plans/{plan_id}/accounts"
    ],
    listInstallationReposForAuthenticatedUser: [
      "GET /user/installations/{installation_id}/repositories"
    ],
    listInstallationRequestsForAuthenticatedApp: [
      "GET /app/installation-requests"
    ],
    listInstallations: ["GET /app/installations"],
    listInstallationsForAuthenticatedUser: ["GET /user/installations"],
    listPlans: ["GET /marketplace_listing/plans"],
    listPlansStubbed: ["GET /marketplace_listing/stubbed/plans"],
    listReposAccessibleToInstallation: ["GET /installation/repositories"],
    listSubscriptionsForAuthenticatedUser: ["GET /user/marketplace_purchases"],
    listSubscriptionsForAuthenticatedUserStubbed: [
      "GET /user/marketplace_purchases/stubbed"
    ],
    listWebhookDeliveries: ["GET /app/hook/deliveries"],
    redeliverWebhookDelivery: [
      "POST /app/hook/deliveries/{delivery_id}/attempts"
    ],
    removeRepoFromInstallation: [
      "DELETE /user/installations/{installation_id}/repositories/{repository_id}",
      {},
      { renamed: ["apps", "removeRepoFromInstallationForAuthenticatedUser"] }
    ],
    removeRepoFromInstallationForAuthenticatedUser: [
      "DELETE /user/installations/{installation_id}/repositories/{repository_id}"
    ],
    resetToken: ["PATCH /applications/{client_id}/token"],
    revokeInstallationAccessToken: ["DELETE /installation/token"],
    scopeToken: ["POST /applications/{client_id}/token/scoped"],
    suspendInstallation: ["PUT /app/installations/{installation_id}/suspended"],
    unsuspendInstallation: [
      "DELETE /app/installations/{installation_id}/suspended"
    ],
    updateWebhookConfigForApp: ["PATCH /app/hook/config"]
  },
  billing: {
    getGithubActionsBillingOrg: ["GET /orgs/{org}/settings/billing/actions"],
    getGithubActionsBillingUser: [
      "GET /users/{username}/settings/billing/actions"
    ],
    getGithubBillingPremiumRequestUsageReportOrg: [
      "GET /organizations/{org}/settings/billing/premium_request/usage"
    ],
    getGithubBillingPremiumRequestUsageReportUser: [
      "GET /users/{username}/settings/billing/premium_request/usage"
    ],
    getGithubBillingUsageReportOrg: [
      "GET /organizations/{org}/settings/billing/usage"
    ],
    getGithubBillingUsageReportUser: [
      "GET /users/{username}/settings/billing/usage"
    ],
    getGithubPackagesBillingOrg: ["GET /orgs/{org}/settings/billing/packages"],
    getGithubPackagesBillingUser: [
      "GET /users/{username}/settings/billing/packages"
    ],
    getSharedStorageBillingOrg: [
      "GET /orgs/{org}/settings/billing/shared-storage"
    ],
    getSharedStorageBillingUser: [
      "GET /users/{username}/settings/billing/shared-storage"
    ]
  },
  campaigns: {
    createCampaign: ["POST /orgs/{org}/campaigns"],
    deleteCampaign: ["DELETE /orgs/{org}/campaigns/{campaign_number}"],
    getCampaignSummary: ["GET /orgs/{org}/campaigns/{campaign_number}"],
    listOrgCampaigns: ["GET /orgs/{org}/campaigns"],
    updateCampaign: ["PATCH /orgs/{org}/campaigns/{campaign_number}"]
  },
  checks: {
    create: ["POST /repos/{owner}/{repo}/check-runs"],
    createSuite: ["POST /repos/{owner}/{repo}/check-suites"],
    get: ["GET /repos/{owner}/{repo}/check-runs/{check_run_id}"],
    getSuite: ["GET /repos/{owner}/{repo}/check-suites/{check_suite_id}"],
    listAnnotations: [
      "GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations"
    ],
    listForRef: ["GET /repos/{owner}/{repo}/commits/{ref}/check-runs"],
    listForSuite: [
      "GET /repos/{owner}/{repo}/check-suites/{check_suite_id}/check-runs"
    ],
    listSuitesForRef: ["GET /repos/{owner}/{repo}/commits/{ref}/check-suites"],
    rerequestRun: [
      "POST /repos/{owner}/{repo}/check-runs/{check_run_id}/rerequest"
    ],
    rerequestSuite: [
      "POST /repos/{owner}/{repo}/check-suites/{check_suite_id}/rerequest"
    ],
    setSuitesPreferences: [
      "PATCH /repos/{owner}/{repo}/check-suites/preferences"
    ],
    update: ["PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}"]
  },
  codeScanning: {
    commitAutofix: [
      "POST /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}/autofix/commits"
    ],
    createAutofix: [
      "POST /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}/autofix"
    ],
    createVariantAnalysis: [
      "POST /repos/{owner}/{repo}/code-scanning/codeql/variant-analyses"
    ],
    deleteAnalysis: [
      "DELETE /repos/{owner}/{repo}/code-scanning/analyses/{analysis_id}{?confirm_delete}"
    ],
    deleteCodeqlDatabase: [
      "DELETE /repos/{owner}/{repo}/code-scanning/codeql/databases/{language}"
    ],
    getAlert: [
      "GET /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}",
      {},
      { renamedParameters: { alert_id: "alert_number" } }
    ],
    getAnalysis: [
      "GET /repos/{owner}/{repo}/code-scanning/analyses/{analysis_id}"
    ],
    getAutofix: [
      "GET /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}/autofix"
    ],
    getCodeqlDatabase: [
      "GET /repos/{owner}/{repo}/code-scanning/codeql/databases/{language}"
    ],
    getDefaultSetup: ["GET /repos/{owner}/{repo}/code-scanning/default-setup"],
    getSarif: ["GET /repos/{owner}/{repo}/code-scanning/sarifs/{sarif_id}"],
    getVariantAnalysis: [
      "GET /repos/{owner}/{repo}/code-scanning/codeql/variant-analyses/{codeql_variant_analysis_id}"
    ],
    getVariantAnalysisRepoTask: [
      "GET /repos/{owner}/{repo}/code-scanning/codeql/variant-analyses/{codeql_variant_analysis_id}/repos/{repo_owner}/{repo_name}"
    ],
    listAlertInstances: [
      "GET /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}/instances"
    ],
    listAlertsForOrg: ["GET /orgs/{org}/code-scanning/alerts"],
    listAlertsForRepo: ["GET /repos/{owner}/{repo}/code-scanning/alerts"],
    listAlertsInstances: [
      "GET /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}/instances",
      {},
      { renamed: ["codeScanning", "listAlertInstances"] }
    ],
    listCodeqlDatabases: [
      "GET /repos/{owner}/{repo}/code-scanning/codeql/databases"
    ],
    listRecentAnalyses: ["GET /repos/{owner}/{repo}/code-scanning/analyses"],
    updateAlert: [
      "PATCH /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}"
    ],
    updateDefaultSetup: [
      "PATCH /repos/{owner}/{repo}/code-scanning/default-setup"
    ],
    uploadSarif: ["POST /repos/{owner}/{repo}/code-scanning/sarifs"]
  },
  codeSecurity: {
    attachConfiguration: [
      "POST /orgs/{org}/code-security/configurations/{configuration_id}/attach"
    ],
    attachEnterpriseConfiguration: [
      "POST /enterprises/{enterprise}/code-security/configurations/{configuration_id}/attach"
    ],
    createConfiguration: ["POST /orgs/{org}/code-security/configurations"],
    createConfigurationForEnterprise: [
      "POST /enterprises/{enterprise}/code-security/configurations"
    ],
    deleteConfiguration: [
      "DELETE /orgs/{org}/code-security/configurations/{configuration_id}"
    ],
    deleteConfigurationForEnterprise: [
      "DELETE /enterprises/{enterprise}/code-security/configurations/{configuration_id}"
    ],
    detachConfiguration: [
      "DELETE /orgs/{org}/code-security/configurations/detach"
    ],
    getConfiguration: [
      "GET /orgs/{org}/code-security/configurations/{configuration_id}"
    ],
    getConfigurationForRepository: [
      "GET /repos/{owner}/{repo}/code-security-configuration"
    ],
    getConfigurationsForEnterprise: [
      "GET /enterprises/{enterprise}/code-security/configurations"
    ],
    getConfigurationsForOrg: ["GET /orgs/{org}/code-security/configurations"],
    getDefaultConfigurations: [
      "GET /orgs/{org}/code-security/configurations/defaults"
    ],
    getDefaultConfigurationsForEnterprise: [
      "GET /enterprises/{enterprise}/code-security/configurations/defaults"
    ],
    getRepositoriesForConfiguration: [
      "GET /orgs/{org}/code-security/configurations/{configuration_id}/repositories"
    ],
    getRepositoriesForEnterpriseConfiguration: [
      "GET /enterprises/{enterprise}/code-security/configurations/{configuration_id}/repositories"
    ],
    getSingleConfigurationForEnterprise: [
      "GET /enterprises/{enterprise}/code-security/configurations/{configuration_id}"
    ],
    setConfigurationAsDefault: [
      "PUT /orgs/{org}/code-security/configurations/{configuration_id}/defaults"
    ],
    setConfigurationAsDefaultForEnterprise: [
      "PUT /enterprises/{enterprise}/code-security/configurations/{configuration_id}/defaults"
    ],
    updateConfiguration: [
      "PATCH /orgs/{org}/code-security/configurations/{configuration_id}"
    ],
    updateEnterpriseConfiguration: [
      "PATCH /enterprises/{enterprise}/code-security/configurations/{configuration_id}"
    ]
  },
  codesOfConduct: {
    getAllCodesOfConduct: ["GET /codes_of_conduct"],
    getConductCode: ["GET /codes_of_conduct/{key}"]
  },
  codespaces: {
    addRepositoryForSecretForAuthenticatedUser: [
      "PUT /user/codespaces/secrets/{secret_name}/repositories/{repository_id}"
    ],
    addSelectedRepoToOrgSecret: [
      "PUT /orgs/{org}/codespaces/secrets/{secret_name}/repositories/{repository_id}"
    ],
    checkPermissionsForDevcontainer: [
      "GET /repos/{owner}/{repo}/codespaces/permissions_check"
    ],
    codespaceMachinesForAuthenticatedUser: [
      "GET /user/codespaces/{codespace_name}/machines"
    ],
    createForAuthenticatedUser: ["POST /user/codespaces"],
    createOrUpdateOrgSecret: [
      "PUT /orgs/{org}/codespaces/secrets/{secret_name}"
    ],
    createOrUpdateRepoSecret: [
      "PUT /repos/{owner}/{repo}/codespaces/secrets/{secret_name}"
    ],
    createOrUpdateSecretForAuthenticatedUser: [
      "PUT /user/codespaces/secrets/{secret_name}"
    ],
    createWithPrForAuthenticatedUser: [
      "POST /repos/{owner}/{repo}/pulls/{pull_number}/codespaces"
    ],
    createWithRepoForAuthenticatedUser: [
      "POST /repos/{owner}/{repo}/codespaces"
    ],
    deleteForAuthenticatedUser: ["DELETE /user/codespaces/{codespace_name}"],
    deleteFromOrganization: [
      "DELETE /orgs/{org}/members/{username}/codespaces/{codespace_name}"
    ],
    deleteOrgSecret: ["DELETE /orgs/{org}/codespaces/secrets/{secret_name}"],
    deleteRepoSecret: [
      "DELETE /repos/{owner}/{repo}/codespaces/secrets/{secret_name}"
    ],
    deleteSecretForAuthenticatedUser: [
      "DELETE /user/codespaces/secrets/{secret_name}"
    ],
    exportForAuthenticatedUser: [
      "POST /user/codespaces/{codespace_name}/exports"
    ],
    getCodespacesForUserInOrg: [
      "GET /orgs/{org}/members/{username}/codespaces"
    ],
    getExportDetailsForAuthenticatedUser: [
      "GET /user/codespaces/{codespace_name}/exports/{export_id}"
    ],
    getForAuthenticatedUser: ["GET /user/codespaces/{codespace_name}"],
    getOrgPublicKey: ["GET /orgs/{org}/codespaces/secrets/public-key"],
    getOrgSecret: ["GET /orgs/{org}/codespaces/secrets/{secret_name}"],
    getPublicKeyForAuthenticatedUser: [
      "GET /user/codespaces/secrets/public-key"
    ],
    getRepoPublicKey: [
      "GET /repos/{owner}/{repo}/codespaces/secrets/public-key"
    ],
    getRepoSecret: [
      "GET /repos/{owner}/{repo}/codespaces/secrets/{secret_name}"
    ],
    getSecretForAuthenticatedUser: [
      "GET /user/codespaces/secrets/{secret_name}"
    ],
    listDevcontainersInRepositoryForAuthenticatedUser: [
      "GET /repos/{owner}/{repo}/codespaces/devcontainers"
    ],
    listForAuthenticatedUser: ["GET /user/codespaces"],
    listInOrganization: [
      "GET /orgs/{org}/codespaces",
      {},
      { renamedParameters: { org_id: "org" } }
    ],
    listInRepositoryForAuthenticatedUser: [
      "GET /repos/{owner}/{repo}/codespaces"
    ],
    listOrgSecrets: ["GET /orgs/{org}/codespaces/secrets"],
    listRepoSecrets: ["GET /repos/{owner}/{repo}/codespaces/secrets"],
    listRepositoriesForSecretForAuthenticatedUser: [
      "GET /user/codespaces/secrets/{secret_name}/repositories"
    ],
    listSecretsForAuthenticatedUser: ["GET /user/codespaces/secrets"],
    listSelectedReposForOrgSecret: [
      "GET /orgs/{org}/codespaces/secrets/{secret_name}/repositories"
    ],
    preFlightWithRepoForAuthenticatedUser: [
      "GET /repos/{owner}/{repo}/codespaces/new"
    ],
    publishForAuthenticatedUser: [
      "POST /user/codespaces/{codespace_name}/publish"
    ],
    removeRepositoryForSecretForAuthenticatedUser: [
      "DELETE /user/codespaces/secrets/{secret_name}/repositories/{repository_id}"
    ],
    removeSelectedRepoFromOrgSecret: [
      "DELETE /orgs/{org}/codespaces/secrets/{secret_name}/repositories/{repository_id}"
    ],
    repoMachinesForAuthenticatedUser: [
      "GET /repos/{owner}/{repo}/codespaces/machines"
    ],
    setRepositoriesForSecretForAuthenticatedUser: [
      "PUT /user/codespaces/secrets/{secret_name}/repositories"
    ],
    setSelectedReposForOrgSecret: [
      "PUT /orgs/{org}/codespaces/secrets/{secret_name}/repositories"
    ],
    startForAuthenticatedUser: ["POST /user/codespaces/{codespace_name}/start"],
    stopForAuthenticatedUser: ["POST /user/codespaces/{codespace_name}/stop"],
    stopInOrganization: [
      "POST /orgs/{org}/members/{username}/codespaces/{codespace_name}/stop"
    ],
    updateForAuthenticatedUser: ["PATCH /user/codespaces/{codespace_name}"]
  },
  copilot: {
    addCopilotSeatsForTeams: [
      "POST /orgs/{org}/copilot/billing/selected_teams"
    ],
    addCopilotSeatsForUsers: [
      "POST /orgs/{org}/copilot/billing/selected_users"
    ],
    cancelCopilotSeatAssignmentForTeams: [
      "DELETE /orgs/{org}/copilot/billing/selected_teams"
    ],
    cancelCopilotSeatAssignmentForUsers: [
      "DELETE /orgs/{org}/copilot/billing/selected_users"
    ],
    copilotMetricsForOrganization: ["GET /orgs/{org}/copilot/metrics"],
    copilotMetricsForTeam: ["GET /orgs/{org}/team/{team_slug}/copilot/metrics"],
    getCopilotOrganizationDetails: ["GET /orgs/{org}/copilot/billing"],
    getCopilotSeatDetailsForUser: [
      "GET /orgs/{org}/members/{username}/copilot"
    ],
    listCopilotSeats: ["GET /orgs/{org}/copilot/billing/seats"]
  },
  credentials: { revoke: ["POST /credentials/revoke"] },
  dependabot: {
    addSelectedRepoToOrgSecret: [
      "PUT /orgs/{org}/dependabot/secrets/{secret_name}/repositories/{repository_id}"
    ],
    createOrUpdateOrgSecret: [
      "PUT /orgs/{org}/dependabot/secrets/{secret_name}"
    ],
    createOrUpdateRepoSecret: [
      "PUT /repos/{owner}/{repo}/dependabot/secrets/{secret_name}"
    ],
    deleteOrgSecret: ["DELETE /orgs/{org}/dependabot/secrets/{secret_name}"],
    deleteRepoSecret: [
      "DELETE /repos/{owner}/{repo}/dependabot/secrets/{secret_name}"
    ],
    getAlert: ["GET /repos/{owner}/{repo}/dependabot/alerts/{alert_number}"],
    getOrgPublicKey: ["GET /orgs/{org}/dependabot/secrets/public-key"],
    getOrgSecret: ["GET /orgs/{org}/dependabot/secrets/{secret_name}"],
    getRepoPublicKey: [
      "GET /repos/{owner}/{repo}/dependabot/secrets/public-key"
    ],
    getRepoSecret: [
      "GET /repos/{owner}/{repo}/dependabot/secrets/{secret_name}"
    ],
    listAlertsForEnterprise: [
      "GET /enterprises/{enterprise}/dependabot/alerts"
    ],
    listAlertsForOrg: ["GET /orgs/{org}/dependabot/alerts"],
    listAlertsForRepo: ["GET /repos/{owner}/{repo}/dependabot/alerts"],
    listOrgSecrets: ["GET /orgs/{org}/dependabot/secrets"],
    listRepoSecrets: ["GET /repos/{owner}/{repo}/dependabot/secrets"],
    listSelectedReposForOrgSecret: [
      "GET /orgs/{org}/dependabot/secrets/{secret_name}/repositories"
    ],
    removeSelectedRepoFromOrgSecret: [
      "DELETE /orgs/{org}/dependabot/secrets/{secret_name}/repositories/{repository_id}"
    ],
    repositoryAccessForOrg: [
      "GET /organizations/{org}/dependabot/repository-access"
    ],
    setRepositoryAccessDefaultLevel: [
      "PUT /organizations/{org}/dependabot/repository-access/default-level"
    ],
    setSelectedReposForOrgSecret: [
      "PUT /orgs/{org}/dependabot/secrets/{secret_name}/repositories"
    ],
    updateAlert: [
      "PATCH /repos/{owner}/{repo}/dependabot/alerts/{alert_number}"
    ],
    updateRepositoryAccessForOrg: [
      "PATCH /organizations/{org}/dependabot/repository-access"
    ]
  },
  dependencyGraph: {
    createRepositorySnapshot: [
      "POST /repos/{owner}/{repo}/dependency-graph/snapshots"
    ],
    diffRange: [
      "GET /repos/{owner}/{repo}/dependency-graph/compare/{basehead}"
    ],
    exportSbom: ["GET /repos/{owner}/{repo}/dependency-graph/sbom"]
  },
  emojis: { get: ["GET /emojis"] },
  enterpriseTeamMemberships: {
    add: [
      "PUT /enterprises/{enterprise}/teams/{enterprise-team}/memberships/{username}"
    ],
    bulkAdd: [
      "POST /enterprises/{enterprise}/teams/{enterprise-team}/memberships/add"
    ],
    bulkRemove: [
      "POST /enterprises/{enterprise}/teams/{enterprise-team}/memberships/remove"
    ],
    get: [
      "GET /enterprises/{enterprise}/teams/{enterprise-team}/memberships/{username}"
    ],
    list: ["GET /enterprises/{enterprise}/teams/{enterprise-team}/memberships"],
    remove: [
      "DELETE /enterprises/{enterprise}/teams/{enterprise-team}/memberships/{username}"
    ]
  },
  enterpriseTeamOrganizations: {
    add: [
      "PUT /enterprises/{enterprise}/teams/{enterprise-team}/organizations/{org}"
    ],
    bulkAdd: [
      "POST /enterprises/{enterprise}/teams/{enterprise-team}/organizations/add"
    ],
    bulkRemove: [
      "POST /enterprises/{enterprise}/teams/{enterprise-team}/organizations/remove"
    ],
    delete: [
      "DELETE /enterprises/{enterprise}/teams/{enterprise-team}/organizations/{org}"
    ],
    getAssignment: [
      "GET /enterprises/{enterprise}/teams/{enterprise-team}/organizations/{org}"
    ],
    getAssignments: [
      "GET /enterprises/{enterprise}/teams/{enterprise-team}/organizations"
    ]
  },
  enterpriseTeams: {
    create: ["POST /enterprises/{enterprise}/teams"],
    delete: ["DELETE /enterprises/{enterprise}/teams/{team_slug}"],
    get: ["GET /enterprises/{enterprise}/teams/{team_slug}"],
    list: ["GET /enterprises/{enterprise}/teams"],
    update: ["PATCH /enterprises/{enterprise}/teams/{team_slug}"]
  },
  gists: {
    checkIsStarred: ["GET /gists/{gist_id}/star"],
    create: ["POST /gists"],
    createComment: ["POST /gists/{gist_id}/comments"],
    delete: ["DELETE /gists/{gist_id}"],
    deleteComment: ["DELETE /gists/{gist_id}/comments/{comment_id}"],
    fork: ["POST /gists/{gist_id}/forks"],
    get: ["GET /gists/{gist_id}"],
    getComment: ["GET /gists/{gist_id}/comments/{comment_id}"],
    getRevision: ["GET /gists/{gist_id}/{sha}"],
    list: ["GET /gists"],
    listComments: ["GET /gists/{gist_id}/comments"],
    listCommits: ["GET /gists/{gist_id}/commits"],
    listForUser: ["GET /users/{username}/gists"],
    listForks: ["GET /gists/{gist_id}/forks"],
    listPublic: ["GET /gists/public"],
    listStarred: ["GET /gists/starred"],
    star: ["PUT /gists/{gist_id}/star"],
    unstar: ["DELETE /gists/{gist_id}/star"],
    update: ["PATCH /gists/{gist_id}"],
    updateComment: ["PATCH /gists/{gist_id}/comments/{comment_id}"]
  },
  git: {
    createBlob: ["POST /repos/{owner}/{repo}/git/blobs"],
    createCommit: ["POST /repos/{owner}/{repo}/git/commits"],
    createRef: ["POST /repos/{owner}/{repo}/git/refs"],
    createTag: ["POST /repos/{owner}/{repo}/git/tags"],
    createTree: ["POST /repos/{owner}/{repo}/git/trees"],
    deleteRef: ["DELETE /repos/{owner}/{repo}/git/refs/{ref}"],
    getBlob: ["GET /repos/{owner}/{repo}/git/blobs/{file_sha}"],
    getCommit: ["GET /repos/{owner}/{repo}/git/commits/{commit_sha}"],
    getRef: ["GET /repos/{owner}/{repo}/git/ref/{ref}"],
    getTag: ["GET /repos/{owner}/{repo}/git/tags/{tag_sha}"],
    getTree: ["GET /repos/{owner}/{repo}/git/trees/{tree_sha}"],
    listMatchingRefs: ["GET /repos/{owner}/{repo}/git/matching-refs/{ref}"],
    updateRef: ["PATCH /repos/{owner}/{repo}/git/refs/{ref}"]
  },
  gitignore: {
    getAllTemplates: ["GET /gitignore/templates"],
    getTemplate: ["GET /gitignore/templates/{name}"]
  },
  hostedCompute: {
    createNetworkConfigurationForOrg: [
      "POST /orgs/{org}/settings/network-configurations"
    ],
    deleteNetworkConfigurationFromOrg: [
      "DELETE /orgs/{org}/settings/network-configurations/{network_configuration_id}"
    ],
    getNetworkConfigurationForOrg: [
      "GET /orgs/{org}/settings/network-configurations/{network_configuration_id}"
    ],
    getNetworkSettingsForOrg: [
      "GET /orgs/{org}/settings/network-settings/{network_settings_id}"
    ],
    listNetworkConfigurationsForOrg: [
      "GET /orgs/{org}/settings/network-configurations"
    ],
    updateNetworkConfigurationForOrg: [
      "PATCH /orgs/{org}/settings/network-configurations/{network_configuration_id}"
    ]
  },
  interactions: {
    getRestrictionsForAuthenticatedUser: ["GET /user/interaction-limits"],
    getRestrictionsForOrg: ["GET /orgs/{org}/interaction-limits"],
    getRestrictionsForRepo: ["GET /repos/{owner}/{repo}/interaction-limits"],
    getRestrictionsForYourPublicRepos: [
      "GET /user/interaction-limits",
      {},
      { renamed: ["interactions", "getRestrictionsForAuthenticatedUser"] }
    ],
    removeRestrictionsForAuthenticatedUser: ["DELETE /user/interaction-limits"],
    removeRestrictionsForOrg: ["DELETE /orgs/{org}/interaction-limits"],
    removeRestrictionsForRepo: [
      "DELETE /repos/{owner}/{repo}/interaction-limits"
    ],
    removeRestrictionsForYourPublicRepos: [
      "DELETE /user/interaction-limits",
      {},
      { renamed: ["interactions", "removeRestrictionsForAuthenticatedUser"] }
    ],
    setRestrictionsForAuthenticatedUser: ["PUT /user/interaction-limits"],
    setRestrictionsForOrg: ["PUT /orgs/{org}/interaction-limits"],
    setRestrictionsForRepo: ["PUT /repos/{owner}/{repo}/interaction-limits"],
    setRestrictionsForYourPublicRepos: [
      "PUT /user/interaction-limits",
      {},
      { renamed: ["interactions", "setRestrictionsForAuthenticatedUser"] }
    ]
  },
  issues: {
    addAssignees: [
      "POST /repos/{owner}/{repo}/issues/{issue_number}/assignees"
    ],
    addBlockedByDependency: [
      "POST /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocked_by"
    ],
    addLabels: ["POST /repos/{owner}/{repo}/issues/{issue_number}/labels"],
    addSubIssue: [
      "POST /repos/{owner}/{repo}/issues/{issue_number}/sub_issues"
    ],
    checkUserCanBeAssigned: ["GET /repos/{owner}/{repo}/assignees/{assignee}"],
    checkUserCanBeAssignedToIssue: [
      "GET /repos/{owner}/{repo}/issues/{issue_number}/assignees/{assignee}"
    ],
    create: ["POST /repos/{owner}/{repo}/issues"],
    createComment: [
      "POST /repos/{owner}/{repo}/issues/{issue_number}/comments"
    ],
    createLabel: ["POST /repos/{owner}/{repo}/labels"],
    createMilestone: ["POST /repos/{owner}/{repo}/milestones"],
    deleteComment: [
      "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}"
    ],
    deleteLabel: ["DELETE /repos/{owner}/{repo}/labels/{name}"],
    deleteMilestone: [
      "DELETE /repos/{owner}/{repo}/milestones/{milestone_number}"
    ],
    get: ["GET /repos/{owner}/{repo}/issues/{issue_number}"],
    getComment: ["GET /repos/{owner}/{repo}/issues/comments/{comment_id}"],
    getEvent: ["GET /repos/{owner}/{repo}/issues/events/{event_id}"],
    getLabel: ["GET /repos/{owner}/{repo}/labels/{name}"],
    getMilestone: ["GET /repos/{owner}/{repo}/milestones/{milestone_number}"],
    getParent: ["GET /repos/{owner}/{repo}/issues/{issue_number}/parent"],
    list: ["GET /issues"],
    listAssignees: ["GET /repos/{owner}/{repo}/assignees"],
    listComments: ["GET /repos/{owner}/{repo}/issues/{issue_number}/comments"],
    listCommentsForRepo: ["GET /repos/{owner}/{repo}/issues/comments"],
    listDependenciesBlockedBy: [
      "GET /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocked_by"
    ],
    listDependenciesBlocking: [
      "GET /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocking"
    ],
    listEvents: ["GET /repos/{owner}/{repo}/issues/{issue_number}/events"],
    listEventsForRepo: ["GET /repos/{owner}/{repo}/issues/events"],
    listEventsForTimeline: [
      "GET /repos/{owner}/{repo}/issues/{issue_number}/timeline"
    ],
    listForAuthenticatedUser: ["GET /user/issues"],
    listForOrg: ["GET /orgs/{org}/issues"],
    listForRepo: ["GET /repos/{owner}/{repo}/issues"],
    listLabelsForMilestone: [
      "GET /repos/{owner}/{repo}/milestones/{milestone_number}/labels"
    ],
    listLabelsForRepo: ["GET /repos/{owner}/{repo}/labels"],
    listLabelsOnIssue: [
      "GET /repos/{owner}/{repo}/issues/{issue_number}/labels"
    ],
    listMilestones: ["GET /repos/{owner}/{repo}/milestones"],
    listSubIssues: [
      "GET /repos/{owner}/{repo}/issues/{issue_number}/sub_issues"
    ],
    lock: ["PUT /repos/{owner}/{repo}/issues/{issue_number}/lock"],
    removeAllLabels: [
      "DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels"
    ],
    removeAssignees: [
      "DELETE /repos/{owner}/{repo}/issues/{issue_number}/assignees"
    ],
    removeDependencyBlockedBy: [
      "DELETE /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocked_by/{issue_id}"
    ],
    removeLabel: [
      "DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}"
    ],
    removeSubIssue: [
      "DELETE /repos/{owner}/{repo}/issues/{issue_number}/sub_issue"
    ],
    reprioritizeSubIssue: [
      "PATCH /repos/{owner}/{repo}/issues/{issue_number}/sub_issues/priority"
    ],
    setLabels: ["PUT /repos/{owner}/{repo}/issues/{issue_number}/labels"],
    unlock: ["DELETE /repos/{owner}/{repo}/issues/{issue_number}/lock"],
    update: ["PATCH /repos/{owner}/{repo}/issues/{issue_number}"],
    updateComment: ["PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}"],
    updateLabel: ["PATCH /repos/{owner}/{repo}/labels/{name}"],
    updateMilestone: [
      "PATCH /repos/{owner}/{repo}/milestones/{milestone_number}"
    ]
  },
  licenses: {
    get: ["GET /licenses/{license}"],
    getAllCommonlyUsed: ["GET /licenses"],
    getForRepo: ["GET /repos/{owner}/{repo}/license"]
  },
  markdown: {
    render: ["POST /markdown"],
    renderRaw: [
      "POST /markdown/raw",
      { headers: { "content-type": "text/plain; charset=utf-8" } }
    ]
  },
  meta: {
    get: ["GET /meta"],
    getAllVersions: ["GET /versions"],
    getOctocat: ["GET /octocat"],
    getZen: ["GET /zen"],
    root: ["GET /"]
  },
  migrations: {
    deleteArchiveForAuthenticatedUser: [
      "DELETE /user/migrations/{migration_id}/archive"
    ],
    deleteArchiveForOrg: [
      "DELETE /orgs/{org}/migrations/{migration_id}/archive"
    ],
    downloadArchiveForOrg: [
      "GET /orgs/{org}/migrations/{migration_id}/archive"
    ],
    getArchiveForAuthenticatedUser: [
      "GET /user/migrations/{migration_id}/archive"
    ],
    getStatusForAuthenticatedUser: ["GET /user/migrations/{migration_id}"],
    getStatusForOrg: ["GET /orgs/{org}/migrations/{migration_id}"],
    listForAuthenticatedUser: ["GET /user/migrations"],
    listForOrg: ["GET /orgs/{org}/migrations"],
    listReposForAuthenticatedUser: [
      "GET /user/migrations/{migration_id}/repositories"
    ],
    listReposForOrg: ["GET /orgs/{org}/migrations/{migration_id}/repositories"],
    listReposForUser: [
      "GET /user/migrations/{migration_id}/repositories",
      {},
      { renamed: ["migrations", "listReposForAuthenticatedUser"] }
    ],
    startForAuthenticatedUser: ["POST /user/migrations"],
    startForOrg: ["POST /orgs/{org}/migrations"],
    unlockRepoForAuthenticatedUser: [
      "DELETE /user/migrations/{migration_id}/repos/{repo_name}/lock"
    ],
    unlockRepoForOrg: [
      "DELETE /orgs/{org}/migrations/{migration_id}/repos/{repo_name}/lock"
    ]
  },
  oidc: {
    getOidcCustomSubTemplateForOrg: [
      "GET /orgs/{org}/actions/oidc/customization/sub"
    ],
    updateOidcCustomSubTemplateForOrg: [
      "PUT /orgs/{org}/actions/oidc/customization/sub"
    ]
  },
  orgs: {
    addSecurityManagerTeam: [
      "PUT /orgs/{org}/security-managers/teams/{team_slug}",
      {},
      {
        deprecated: "octokit.rest.orgs.addSecurityManagerTeam() is deprecated, see https://docs.github.com/rest/orgs/security-managers#add-a-security-manager-team"
      }
    ],
    assignTeamToOrgRole: [
      "PUT /orgs/{org}/organization-roles/teams/{team_slug}/{role_id}"
    ],
    assignUserToOrgRole: [
      "PUT /orgs/{org}/organization-roles/users/{username}/{role_id}"
    ],
    blockUser: ["PUT /orgs/{org}/blocks/{username}"],
    cancelInvitation: ["DELETE /orgs/{org}/invitations/{invitation_id}"],
    checkBlockedUser: ["GET /orgs/{org}/blocks/{username}"],
    checkMembershipForUser: ["GET /orgs/{org}/members/{username}"],
    checkPublicMembershipForUser: ["GET /orgs/{org}/public_members/{username}"],
    convertMemberToOutsideCollaborator: [
      "PUT /orgs/{org}/outside_collaborators/{username}"
    ],
    createArtifactStorageRecord: [
      "POST /orgs/{org}/artifacts/metadata/storage-record"
    ],
    createInvitation: ["POST /orgs/{org}/invitations"],
    createIssueType: ["POST /orgs/{org}/issue-types"],
    createWebhook: ["POST /orgs/{org}/hooks"],
    customPropertiesForOrgsCreateOrUpdateOrganizationValues: [
      "PATCH /organizations/{org}/org-properties/values"
    ],
    customPropertiesForOrgsGetOrganizationValues: [
      "GET /organizations/{org}/org-properties/values"
    ],
    customPropertiesForReposCreateOrUpdateOrganizationDefinition: [
      "PUT /orgs/{org}/properties/schema/{custom_property_name}"
    ],
    customPropertiesForReposCreateOrUpdateOrganizationDefinitions: [
      "PATCH /orgs/{org}/properties/schema"
    ],
    customPropertiesForReposCreateOrUpdateOrganizationValues: [
      "PATCH /orgs/{org}/properties/values"
    ],
    customPropertiesForReposDeleteOrganizationDefinition: [
      "DELETE /orgs/{org}/properties/schema/{custom_property_name}"
    ],
    customPropertiesForReposGetOrganizationDefinition: [
      "GET /orgs/{org}/properties/schema/{custom_property_name}"
    ],
    customPropertiesForReposGetOrganizationDefinitions: [
      "GET /orgs/{org}/properties/schema"
    ],
    customPropertiesForReposGetOrganizationValues: [
      "GET /orgs/{org}/properties/values"
    ],
    delete: ["DELETE /orgs/{org}"],
    deleteAttestationsBulk: ["POST /orgs/{org}/attestations/delete-request"],
    deleteAttestationsById: [
      "DELETE /orgs/{org}/attestations/{attestation_id}"
    ],
    deleteAttestationsBySubjectDigest: [
      "DELETE /orgs/{org}/attestations/digest/{subject_digest}"
    ],
    deleteIssueType: ["DELETE /orgs/{org}/issue-types/{issue_type_id}"],
    deleteWebhook: ["DELETE /orgs/{org}/hooks/{hook_id}"],
    disableSelectedRepositoryImmutableReleasesOrganization: [
      "DELETE /orgs/{org}/settings/immutable-releases/repositories/{repository_id}"
    ],
    enableSelectedRepositoryImmutableReleasesOrganization: [
      "PUT /orgs/{org}/settings/immutable-releases/repositories/{repository_id}"
    ],
    get: ["GET /orgs/{org}"],
    getImmutableReleasesSettings: [
      "GET /orgs/{org}/settings/immutable-releases"
    ],
    getImmutableReleasesSettingsRepositories: [
      "GET /orgs/{org}/settings/immutable-releases/repositories"
    ],
    getMembershipForAuthenticatedUser: ["GET /user/memberships/orgs/{org}"],
    getMembershipForUser: ["GET /orgs/{org}/memberships/{username}"],
    getOrgRole: ["GET /orgs/{org}/organization-roles/{role_id}"],
    getOrgRulesetHistory: ["GET /orgs/{org}/rulesets/{ruleset_id}/history"],
    getOrgRulesetVersion: [
      "GET /orgs/{org}/rulesets/{ruleset_id}/history/{version_id}"
    ],
    getWebhook: ["GET /orgs/{org}/hooks/{hook_id}"],
    getWebhookConfigForOrg: ["GET /orgs/{org}/hooks/{hook_id}/config"],
    getWebhookDelivery: [
      "GET /orgs/{org}/hooks/{hook_id}/deliveries/{delivery_id}"
    ],
    list: ["GET /organizations"],
    listAppInstallations: ["GET /orgs/{org}/installations"],
    listArtifactStorageRecords: [
      "GET /orgs/{org}/artifacts/{subject_digest}/metadata/storage-records"
    ],
    listAttestationRepositories: ["GET /orgs/{org}/attestations/repositories"],
    listAttestations: ["GET /orgs/{org}/attestations/{subject_digest}"],
    listAttestationsBulk: [
      "POST /orgs/{org}/attestations/bulk-list{?per_page,before,after}"
    ],
    listBlockedUsers: ["GET /orgs/{org}/blocks"],
    listFailedInvitations: ["GET /orgs/{org}/failed_invitations"],
    listForAuthenticatedUser: ["GET /user/orgs"],
    listForUser: ["GET /users/{username}/orgs"],
    listInvitationTeams: ["GET /orgs/{org}/invitations/{invitation_id}/teams"],
    listIssueTypes: ["GET /orgs/{org}/issue-types"],
    listMembers: ["GET /orgs/{org}/members"],
    listMembershipsForAuthenticatedUser: ["GET /user/memberships/orgs"],
    listOrgRoleTeams: ["GET /orgs/{org}/organization-roles/{role_id}/teams"],
    listOrgRoleUsers: ["GET /orgs/{org}/organization-roles/{role_id}/users"],
    listOrgRoles: ["GET /orgs/{org}/organization-roles"],
    listOrganizationFineGrainedPermissions: [
      "GET /orgs/{org}/organization-fine-grained-permissions"
    ],
    listOutsideCollaborators: ["GET /orgs/{org}/outside_collaborators"],
    listPatGrantRepositories: [
      "GET /orgs/{org}/personal-access-tokens/{pat_id}/repositories"
    ],
    listPatGrantRequestRepositories: [
      "GET /orgs/{org}/personal-access-token-requests/{pat_request_id}/repositories"
    ],
    listPatGrantRequests: ["GET /orgs/{org}/personal-access-token-requests"],
    listPatGrants: ["GET /orgs/{org}/personal-access-tokens"],
    listPendingInvitations: ["GET /orgs/{org}/invitations"],
    listPublicMembers: ["GET /orgs/{org}/public_members"],
    listSecurityManagerTeams: [
      "GET /orgs/{org}/security-managers",
      {},
      {
        deprecated: "octokit.rest.orgs.listSecurityManagerTeams() is deprecated, see https://docs.github.com/rest/orgs/security-managers#list-security-manager-teams"
      }
    ],
    listWebhookDeliveries: ["GET /orgs/{org}/hooks/{hook_id}/deliveries"],
    listWebhooks: ["GET /orgs/{org}/hooks"],
    pingWebhook: ["POST /orgs/{org}/hooks/{hook_id}/pings"],
    redeliverWebhookDelivery: [
      "POST /orgs/{org}/hooks/{hook_id}/deliveries/{delivery_id}/attempts"
    ],
    removeMember: ["DELETE /orgs/{org}/members/{username}"],
    removeMembershipForUser: ["DELETE /orgs/{org}/memberships/{username}"],
    removeOutsideCollaborator: [
      "DELETE /orgs/{org}/outside_collaborators/{username}"
    ],
    removePublicMembershipForAuthenticatedUser: [
      "DELETE /orgs/{org}/public_members/{username}"
    ],
    removeSecurityManagerTeam: [
      "DELETE /orgs/{org}/security-managers/teams/{team_slug}",
      {},
      {
        deprecated: "octokit.rest.orgs.removeSecurityManagerTeam() is deprecated, see https://docs.github.com/rest/orgs/security-managers#remove-a-security-manager-team"
      }
    ],
    reviewPatGrantRequest: [
      "POST /orgs/{org}/personal-access-token-requests/{pat_request_id}"
    ],
    reviewPatGrantRequestsInBulk: [
      "POST /orgs/{org}/personal-access-token-requests"
    ],
    revokeAllOrgRolesTeam: [
      "DELETE /orgs/{org}/organization-roles/teams/{team_slug}"
    ],
    revokeAllOrgRolesUser: [
      "DELETE /orgs/{org}/organization-roles/users/{username}"
    ],
    revokeOrgRoleTeam: [
      "DELETE /orgs/{org}/organization-roles/teams/{team_slug}/{role_id}"
    ],
    revokeOrgRoleUser: [
      "DELETE /orgs/{org}/organization-roles/users/{username}/{role_id}"
    ],
    setImmutableReleasesSettings: [
      "PUT /orgs/{org}/settings/immutable-releases"
    ],
    setImmutableReleasesSettingsRepositories: [
      "PUT /orgs/{org}/settings/immutable-releases/repositories"
    ],
    setMembershipForUser: ["PUT /orgs/{org}/memberships/{username}"],
    setPublicMembershipForAuthenticatedUser: [
      "PUT /orgs/{org}/public_members/{username}"
    ],
    unblockUser: ["DELETE /orgs/{org}/blocks/{username}"],
    update: ["PATCH /orgs/{org}"],
    updateIssueType: ["PUT /orgs/{org}/issue-types/{issue_type_id}"],
    updateMembershipForAuthenticatedUser: [
      "PATCH /user/memberships/orgs/{org}"
    ],
    updatePatAccess: ["POST /orgs/{org}/personal-access-tokens/{pat_id}"],
    updatePatAccesses: ["POST /orgs/{org}/personal-access-tokens"],
    updateWebhook: ["PATCH /orgs/{org}/hooks/{hook_id}"],
    updateWebhookConfigForOrg: ["PATCH /orgs/{org}/hooks/{hook_id}/config"]
  },
  packages: {
    deletePackageForAuthenticatedUser: [
      "DELETE /user/packages/{package_type}/{package_name}"
    ],
    deletePackageForOrg: [
      "DELETE /orgs/{org}/packages/{package_type}/{package_name}"
    ],
    deletePackageForUser: [
      "DELETE /users/{username}/packages/{package_type}/{package_name}"
    ],
    deletePackageVersionForAuthenticatedUser: [
      "DELETE /user/packages/{package_type}/{package_name}/versions/{package_version_id}"
    ],
    deletePackageVersionForOrg: [
      "DELETE /orgs/{org}/packages/{package_type}/{package_name}/versions/{package_version_id}"
    ],
    deletePackageVersionForUser: [
      "DELETE /users/{username}/packages/{package_type}/{package_name}/versions/{package_version_id}"
    ],
    getAllPackageVersionsForAPackageOwnedByAnOrg: [
      "GET /orgs/{org}/packages/{package_type}/{package_name}/versions",
      {},
      { renamed: ["packages", "getAllPackageVersionsForPackageOwnedByOrg"] }
    ],
    getAllPackageVersionsForAPackageOwnedByTheAuthenticatedUser: [
      "GET /user/packages/{package_type}/{package_name}/versions",
      {},
      {
        renamed: [
          "packages",
          "getAllPackageVersionsForPackageOwnedByAuthenticatedUser"
        ]
      }
    ],
    getAllPackageVersionsForPackageOwnedByAuthenticatedUser: [
      "GET /user/packages/{package_type}/{package_name}/versions"
    ],
    getAllPackageVersionsForPackageOwnedByOrg: [
      "GET /orgs/{org}/packages/{package_type}/{package_name}/versions"
    ],
    getAllPackageVersionsForPackageOwnedByUser: [
      "GET /users/{username}/packages/{package_type}/{package_name}/versions"
    ],
    getPackageForAuthenticatedUser: [
      "GET /user/packages/{package_type}/{package_name}"
    ],
    getPackageForOrganization: [
      "GET /orgs/{org}/packages/{package_type}/{package_name}"
    ],
    getPackageForUser: [
      "GET /users/{username}/packages/{package_type}/{package_name}"
    ],
    getPackageVersionForAuthenticatedUser: [
      "GET /user/packages/{package_type}/{package_name}/versions/{package_version_id}"
    ],
    getPackageVersionForOrganization: [
      "GET /orgs/{org}/packages/{package_type}/{package_name}/versions/{package_version_id}"
    ],
    getPackageVersionForUser: [
      "GET /users/{username}/packages/{package_type}/{package_name}/versions/{package_version_id}"
    ],
    listDockerMigrationConflictingPackagesForAuthenticatedUser: [
      "GET /user/docker/conflicts"
    ],
    listDockerMigrationConflictingPackagesForOrganization: [
      "GET /orgs/{org}/docker/conflicts"
    ],
    listDockerMigrationConflictingPackagesForUser: [
      "GET /users/{username}/docker/conflicts"
    ],
    listPackagesForAuthenticatedUser: ["GET /user/packages"],
    listPackagesForOrganization: ["GET /orgs/{org}/packages"],
    listPackagesForUser: ["GET /users/{username}/packages"],
    restorePackageForAuthenticatedUser: [
      "POST /user/packages/{package_type}/{package_name}/restore{?token}"
    ],
    restorePackageForOrg: [
      "POST /orgs/{org}/packages/{package_type}/{package_name}/restore{?token}"
    ],
    restorePackageForUser: [
      "POST /users/{username}/packages/{package_type}/{package_name}/restore{?token}"
    ],
    restorePackageVersionForAuthenticatedUser: [
      "POST /user/packages/{package_type}/{package_name}/versions/{package_version_id}/restore"
    ],
    restorePackageVersionForOrg: [
      "POST /orgs/{org}/packages/{package_type}/{package_name}/versions/{package_version_id}/restore"
    ],
    restorePackageVersionForUser: [
      "POST /users/{username}/packages/{package_type}/{package_name}/versions/{package_version_id}/restore"
    ]
  },
  privateRegistries: {
    createOrgPrivateRegistry: ["POST /orgs/{org}/private-registries"],
    deleteOrgPrivateRegistry: [
      "DELETE /orgs/{org}/private-registries/{secret_name}"
    ],
    getOrgPrivateRegistry: ["GET /orgs/{org}/private-registries/{secret_name}"],
    getOrgPublicKey: ["GET /orgs/{org}/private-registries/public-key"],
    listOrgPrivateRegistries: ["GET /orgs/{org}/private-registries"],
    updateOrgPrivateRegistry: [
      "PATCH /orgs/{org}/private-registries/{secret_name}"
    ]
  },
  projects: {
    addItemForOrg: ["POST /orgs/{org}/projectsV2/{project_number}/items"],
    addItemForUser: [
      "POST /users/{username}/projectsV2/{project_number}/items"
    ],
    deleteItemForOrg: [
      "DELETE /orgs/{org}/projectsV2/{project_number}/items/{item_id}"
    ],
    deleteItemForUser: [
      "DELETE /users/{username}/projectsV2/{project_number}/items/{item_id}"
    ],
    getFieldForOrg: [
      "GET /orgs/{org}/projectsV2/{project_number}/fields/{field_id}"
    ],
    getFieldForUser: [
      "GET /users/{username}/projectsV2/{project_number}/fields/{field_id}"
    ],
    getForOrg: ["GET /orgs/{org}/projectsV2/{project_number}"],
    getForUser: ["GET /users/{username}/projectsV2/{project_number}"],
    getOrgItem: ["GET /orgs/{org}/projectsV2/{project_number}/items/{item_id}"],
    getUserItem: [
      "GET /users/{username}/projectsV2/{project_number}/items/{item_id}"
    ],
    listFieldsForOrg: ["GET /orgs/{org}/projectsV2/{project_number}/fields"],
    listFieldsForUser: [
      "GET /users/{username}/projectsV2/{project_number}/fields"
    ],
    listForOrg: ["GET /orgs/{org}/projectsV2"],
    listForUser: ["GET /users/{username}/projectsV2"],
    listItemsForOrg: ["GET /orgs/{org}/projectsV2/{project_number}/items"],
    listItemsForUser: [
      "GET /users/{username}/projectsV2/{project_number}/items"
    ],
    updateItemForOrg: [
      "PATCH /orgs/{org}/projectsV2/{project_number}/items/{item_id}"
    ],
    updateItemForUser: [
      "PATCH /users/{username}/projectsV2/{project_number}/items/{item_id}"
    ]
  },
  pulls: {
    checkIfMerged: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/merge"],
    create: ["POST /repos/{owner}/{repo}/pulls"],
    createReplyForReviewComment: [
      "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies"
    ],
    createReview: ["POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews"],
    createReviewComment: [
      "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments"
    ],
    deletePendingReview: [
      "DELETE /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}"
    ],
    deleteReviewComment: [
      "DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}"
    ],
    dismissReview: [
      "PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/dismissals"
    ],
    get: ["GET /repos/{owner}/{repo}/pulls/{pull_number}"],
    getReview: [
      "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}"
    ],
    getReviewComment: ["GET /repos/{owner}/{repo}/pulls/comments/{comment_id}"],
    list: ["GET /repos/{owner}/{repo}/pulls"],
    listCommentsForReview: [
      "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/comments"
    ],
    listCommits: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/commits"],
    listFiles: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/files"],
    listRequestedReviewers: [
      "GET /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers"
    ],
    listReviewComments: [
      "GET /repos/{owner}/{repo}/pulls/{pull_number}/comments"
    ],
    listReviewCommentsForRepo: ["GET /repos/{owner}/{repo}/pulls/comments"],
    listReviews: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews"],
    merge: ["PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge"],
    removeRequestedReviewers: [
      "DELETE /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers"
    ],
    requestReviewers: [
      "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers"
    ],
    submitReview: [
      "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/events"
    ],
    update: ["PATCH /repos/{owner}/{repo}/pulls/{pull_number}"],
    updateBranch: [
      "PUT /repos/{owner}/{repo}/pulls/{pull_number}/update-branch"
    ],
    updateReview: [
      "PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}"
    ],
    updateReviewComment: [
      "PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}"
    ]
  },
  rateLimit: { get: ["GET /rate_limit"] },
  reactions: {
    createForCommitComment: [
      "POST /repos/{owner}/{repo}/comments/{comment_id}/reactions"
    ],
    createForIssue: [
      "POST /repos/{owner}/{repo}/issues/{issue_number}/reactions"
    ],
    createForIssueComment: [
      "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions"
    ],
    createForPullRequestReviewComment: [
      "POST /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions"
    ],
    createForRelease: [
      "POST /repos/{owner}/{repo}/releases/{release_id}/reactions"
    ],
    createForTeamDiscussionCommentInOrg: [
      "POST /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments/{comment_number}/reactions"
    ],
    createForTeamDiscussionInOrg: [
      "POST /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/reactions"
    ],
    deleteForCommitComment: [
      "DELETE /repos/{owner}/{repo}/comments/{comment_id}/reactions/{reaction_id}"
    ],
    deleteForIssue: [
      "DELETE /repos/{owner}/{repo}/issues/{issue_number}/reactions/{reaction_id}"
    ],
    deleteForIssueComment: [
      "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions/{reaction_id}"
    ],
    deleteForPullRequestComment: [
      "DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions/{reaction_id}"
    ],
    deleteForRelease: [
      "DELETE /repos/{owner}/{repo}/releases/{release_id}/reactions/{reaction_id}"
    ],
    deleteForTeamDiscussion: [
      "DELETE /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/reactions/{reaction_id}"
    ],
    deleteForTeamDiscussionComment: [
      "DELETE /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments/{comment_number}/reactions/{reaction_id}"
    ],
    listForCommitComment: [
      "GET /repos/{owner}/{repo}/comments/{comment_id}/reactions"
    ],
    listForIssue: ["GET /repos/{owner}/{repo}/issues/{issue_number}/reactions"],
    listForIssueComment: [
      "GET /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions"
    ],
    listForPullRequestReviewComment: [
      "GET /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions"
    ],
    listForRelease: [
      "GET /repos/{owner}/{repo}/releases/{release_id}/reactions"
    ],
    listForTeamDiscussionCommentInOrg: [
      "GET /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments/{comment_number}/reactions"
    ],
    listForTeamDiscussionInOrg: [
      "GET /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/reactions"
    ]
  },
  repos: {
    acceptInvitation: [
      "PATCH /user/repository_invitations/{invitation_id}",
      {},
      { renamed: ["repos", "acceptInvitationForAuthenticatedUser"] }
    ],
    acceptInvitationForAuthenticatedUser: [
      "PATCH /user/repository_invitations/{invitation_id}"
    ],
    addAppAccessRestrictions: [
      "POST /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/apps",
      {},
      { mapToData: "apps" }
    ],
    addCollaborator: ["PUT /repos/{owner}/{repo}/collaborators/{username}"],
    addStatusCheckContexts: [
      "POST /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks/contexts",
      {},
      { mapToData: "contexts" }
    ],
    addTeamAccessRestrictions: [
      "POST /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/teams",
      {},
      { mapToData: "teams" }
    ],
    addUserAccessRestrictions: [
      "POST /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/users",
      {},
      { mapToData: "users" }
    ],
    cancelPagesDeployment: [
      "POST /repos/{owner}/{repo}/pages/deployments/{pages_deployment_id}/cancel"
    ],
    checkAutomatedSecurityFixes: [
      "GET /repos/{owner}/{repo}/automated-security-fixes"
    ],
    checkCollaborator: ["GET /repos/{owner}/{repo}/collaborators/{username}"],
    checkImmutableReleases: ["GET /repos/{owner}/{repo}/immutable-releases"],
    checkPrivateVulnerabilityReporting: [
      "GET /repos/{owner}/{repo}/private-vulnerability-reporting"
    ],
    checkVulnerabilityAlerts: [
      "GET /repos/{owner}/{repo}/vulnerability-alerts"
    ],
    codeownersErrors: ["GET /repos/{owner}/{repo}/codeowners/errors"],
    compareCommits: ["GET /repos/{owner}/{repo}/compare/{base}...{head}"],
    compareCommitsWithBasehead: [
      "GET /repos/{owner}/{repo}/compare/{basehead}"
    ],
    createAttestation: ["POST /repos/{owner}/{repo}/attestations"],
    createAutolink: ["POST /repos/{owner}/{repo}/autolinks"],
    createCommitComment: [
      "POST /repos/{owner}/{repo}/commits/{commit_sha}/comments"
    ],
    createCommitSignatureProtection: [
      "POST /repos/{owner}/{repo}/branches/{branch}/protection/required_signatures"
    ],
    createCommitStatus: ["POST /repos/{owner}/{repo}/statuses/{sha}"],
    createDeployKey: ["POST /repos/{owner}/{repo}/keys"],
    createDeployment: ["POST /repos/{owner}/{repo}/deployments"],
    createDeploymentBranchPolicy: [
      "POST /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies"
    ],
    createDeploymentProtectionRule: [
      "POST /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules"
    ],
    createDeploymentStatus: [
      "POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses"
    ],
    createDispatchEvent: ["POST /repos/{owner}/{repo}/dispatches"],
    createForAuthenticatedUser: ["POST /user/repos"],
    createFork: ["POST /repos/{owner}/{repo}/forks"],
    createInOrg: ["POST /orgs/{org}/repos"],
    createOrUpdateEnvironment: [
      "PUT /repos/{owner}/{repo}/environments/{environment_name}"
    ],
    createOrUpdateFileContents: ["PUT /repos/{owner}/{repo}/contents/{path}"],
    createOrgRuleset: ["POST /orgs/{org}/rulesets"],
    createPagesDeployment: ["POST /repos/{owner}/{repo}/pages/deployments"],
    createPagesSite: ["POST /repos/{owner}/{repo}/pages"],
    createRelease: ["POST /repos/{owner}/{repo}/releases"],
    createRepoRuleset: ["POST /repos/{owner}/{repo}/rulesets"],
    createUsingTemplate: [
      "POST /repos/{template_owner}/{template_repo}/generate"
    ],
    createWebhook: ["POST /repos/{owner}/{repo}/hooks"],
    customPropertiesForReposCreateOrUpdateRepositoryValues: [
      "PATCH /repos/{owner}/{repo}/properties/values"
    ],
    customPropertiesForReposGetRepositoryValues: [
      "GET /repos/{owner}/{repo}/properties/values"
    ],
    declineInvitation: [
      "DELETE /user/repository_invitations/{invitation_id}",
      {},
      { renamed: ["repos", "declineInvitationForAuthenticatedUser"] }
    ],
    declineInvitationForAuthenticatedUser: [
      "DELETE /user/repository_invitations/{invitation_id}"
    ],
    delete: ["DELETE /repos/{owner}/{repo}"],
    deleteAccessRestrictions: [
      "DELETE /repos/{owner}/{repo}/branches/{branch}/protection/restrictions"
    ],
    deleteAdminBranchProtection: [
      "DELETE /repos/{owner}/{repo}/branches/{branch}/protection/enforce_admins"
    ],
    deleteAnEnvironment: [
      "DELETE /repos/{owner}/{repo}/environments/{environment_name}"
    ],
    deleteAutolink: ["DELETE /repos/{owner}/{repo}/autolinks/{autolink_id}"],
    deleteBranchProtection: [
      "DELETE /repos/{owner}/{repo}/branches/{branch}/protection"
    ],
    deleteCommitComment: ["DELETE /repos/{owner}/{repo}/comments/{comment_id}"],
    deleteCommitSignatureProtection: [
      "DELETE /repos/{owner}/{repo}/branches/{branch}/protection/required_signatures"
    ],
    deleteDeployKey: ["DELETE /repos/{owner}/{repo}/keys/{key_id}"],
    deleteDeployment: [
      "DELETE /repos/{owner}/{repo}/deployments/{deployment_id}"
    ],
    deleteDeploymentBranchPolicy: [
      "DELETE /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies/{branch_policy_id}"
    ],
    deleteFile: ["DELETE /repos/{owner}/{repo}/contents/{path}"],
    deleteInvitation: [
      "DELETE /repos/{owner}/{repo}/invitations/{invitation_id}"
    ],
    deleteOrgRuleset: ["DELETE /orgs/{org}/rulesets/{ruleset_id}"],
    deletePagesSite: ["DELETE /repos/{owner}/{repo}/pages"],
    deletePullRequestReviewProtection: [
      "DELETE /repos/{owner}/{repo}/branches/{branch}/protection/required_pull_request_reviews"
    ],
    deleteRelease: ["DELETE /repos/{owner}/{repo}/releases/{release_id}"],
    deleteReleaseAsset: [
      "DELETE /repos/{owner}/{repo}/releases/assets/{asset_id}"
    ],
    deleteRepoRuleset: ["DELETE /repos/{owner}/{repo}/rulesets/{ruleset_id}"],
    deleteWebhook: ["DELETE /repos/{owner}/{repo}/hooks/{hook_id}"],
    disableAutomatedSecurityFixes: [
      "DELETE /repos/{owner}/{repo}/automated-security-fixes"
    ],
    disableDeploymentProtectionRule: [
      "DELETE /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules/{protection_rule_id}"
    ],
    disableImmutableReleases: [
      "DELETE /repos/{owner}/{repo}/immutable-releases"
    ],
    disablePrivateVulnerabilityReporting: [
      "DELETE /repos/{owner}/{repo}/private-vulnerability-reporting"
    ],
    disableVulnerabilityAlerts: [
      "DELETE /repos/{owner}/{repo}/vulnerability-alerts"
    ],
    downloadArchive: [
      "GET /repos/{owner}/{repo}/zipball/{ref}",
      {},
      { renamed: ["repos", "downloadZipballArchive"] }
    ],
    downloadTarballArchive: ["GET /repos/{owner}/{repo}/tarball/{ref}"],
    downloadZipballArchive: ["GET /repos/{owner}/{repo}/zipball/{ref}"],
    enableAutomatedSecurityFixes: [
      "PUT /repos/{owner}/{repo}/automated-security-fixes"
    ],
    enableImmutableReleases: ["PUT /repos/{owner}/{repo}/immutable-releases"],
    enablePrivateVulnerabilityReporting: [
      "PUT /repos/{owner}/{repo}/private-vulnerability-reporting"
    ],
    enableVulnerabilityAlerts: [
      "PUT /repos/{owner}/{repo}/vulnerability-alerts"
    ],
    generateReleaseNotes: [
      "POST /repos/{owner}/{repo}/releases/generate-notes"
    ],
    get: ["GET /repos/{owner}/{repo}"],
    getAccessRestrictions: [
      "GET /repos/{owner}/{repo}/branches/{branch}/protection/restrictions"
    ],
    getAdminBranchProtection: [
      "GET /repos/{owner}/{repo}/branches/{branch}/protection/enforce_admins"
    ],
    getAllDeploymentProtectionRules: [
      "GET /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules"
    ],
    getAllEnvironments: ["GET /repos/{owner}/{repo}/environments"],
    getAllStatusCheckContexts: [
      "GET /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks/contexts"
    ],
    getAllTopics: ["GET /repos/{owner}/{repo}/topics"],
    getAppsWithAccessToProtectedBranch: [
      "GET /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/apps"
    ],
    getAutolink: ["GET /repos/{owner}/{repo}/autolinks/{autolink_id}"],
    getBranch: ["GET /repos/{owner}/{repo}/branches/{branch}"],
    getBranchProtection: [
      "GET /repos/{owner}/{repo}/branches/{branch}/protection"
    ],
    getBranchRules: ["GET /repos/{owner}/{repo}/rules/branches/{branch}"],
    getClones: ["GET /repos/{owner}/{repo}/traffic/clones"],
    getCodeFrequencyStats: ["GET /repos/{owner}/{repo}/stats/code_frequency"],
    getCollaboratorPermissionLevel: [
      "GET /repos/{owner}/{repo}/collaborators/{username}/permission"
    ],
    getCombinedStatusForRef: ["GET /repos/{owner}/{repo}/commits/{ref}/status"],
    getCommit: ["GET /repos/{owner}/{repo}/commits/{ref}"],
    getCommitActivityStats: ["GET /repos/{owner}/{repo}/stats/commit_activity"],
    getCommitComment: ["GET /repos/{owner}/{repo}/comments/{comment_id}"],
    getCommitSignatureProtection: [
      "GET /repos/{owner}/{repo}/branches/{branch}/protection/required_signatures"
    ],
    getCommunityProfileMetrics: ["GET /repos/{owner}/{repo}/community/profile"],
    getContent: ["GET /repos/{owner}/{repo}/contents/{path}"],
    getContributorsStats: ["GET /repos/{owner}/{repo}/stats/contributors"],
    getCustomDeploymentProtectionRule: [
      "GET /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules/{protection_rule_id}"
    ],
    getDeployKey: ["GET /repos/{owner}/{repo}/keys/{key_id}"],
    getDeployment: ["GET /repos/{owner}/{repo}/deployments/{deployment_id}"],
    getDeploymentBranchPolicy: [
      "GET /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies/{branch_policy_id}"
    ],
    getDeploymentStatus: [
      "GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses/{status_id}"
    ],
    getEnvironment: [
      "GET /repos/{owner}/{repo}/environments/{environment_name}"
    ],
    getLatestPagesBuild: ["GET /repos/{owner}/{repo}/pages/builds/latest"],
    getLatestRelease: ["GET /repos/{owner}/{repo}/releases/latest"],
    getOrgRuleSuite: ["GET /orgs/{org}/rulesets/rule-suites/{rule_suite_id}"],
    getOrgRuleSuites: ["GET /orgs/{org}/rulesets/rule-suites"],
    getOrgRuleset: ["GET /orgs/{org}/rulesets/{ruleset_id}"],
    getOrgRulesets: ["GET /orgs/{org}/rulesets"],
    getPages: ["GET /repos/{owner}/{repo}/pages"],
    getPagesBuild: ["GET /repos/{owner}/{repo}/pages/builds/{build_id}"],
    getPagesDeployment: [
      "GET /repos/{owner}/{repo}/pages/deployments/{pages_deployment_id}"
    ],
    getPagesHealthCheck: ["GET /repos/{owner}/{repo}/pages/health"],
    getParticipationStats: ["GET /repos/{owner}/{repo}/stats/participation"],
    getPullRequestReviewProtection: [
      "GET /repos/{owner}/{repo}/branches/{branch}/protection/required_pull_request_reviews"
    ],
    getPunchCardStats: ["GET /repos/{owner}/{repo}/stats/punch_card"],
    getReadme: ["GET /repos/{owner}/{repo}/readme"],
    getReadmeInDirectory: ["GET /repos/{owner}/{repo}/readme/{dir}"],
    getRelease: ["GET /repos/{owner}/{repo}/releases/{release_id}"],
    getReleaseAsset: ["GET /repos/{owner}/{repo}/releases/assets/{asset_id}"],
    getReleaseByTag: ["GET /repos/{owner}/{repo}/releases/tags/{tag}"],
    getRepoRuleSuite: [
      "GET /repos/{owner}/{repo}/rulesets/rule-suites/{rule_suite_id}"
    ],
    getRepoRuleSuites: ["GET /repos/{owner}/{repo}/rulesets/rule-suites"],
    getRepoRuleset: ["GET /repos/{owner}/{repo}/rulesets/{ruleset_id}"],
    getRepoRulesetHistory: [
      "GET /repos/{owner}/{repo}/rulesets/{ruleset_id}/history"
    ],
    getRepoRulesetVersion: [
      "GET /repos/{owner}/{repo}/rulesets/{ruleset_id}/history/{version_id}"
    ],
    getRepoRulesets: ["GET /repos/{owner}/{repo}/rulesets"],
    getStatusChecksProtection: [
      "GET /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks"
    ],
    getTeamsWithAccessToProtectedBranch: [
      "GET /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/teams"
    ],
    getTopPaths: ["GET /repos/{owner}/{repo}/traffic/popular/paths"],
    getTopReferrers: ["GET /repos/{owner}/{repo}/traffic/popular/referrers"],
    getUsersWithAccessToProtectedBranch: [
      "GET /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/users"
    ],
    getViews: ["GET /repos/{owner}/{repo}/traffic/views"],
    getWebhook: ["GET /repos/{owner}/{repo}/hooks/{hook_id}"],
    getWebhookConfigForRepo: [
      "GET /repos/{owner}/{repo}/hooks/{hook_id}/config"
    ],
    getWebhookDelivery: [
      "GET /repos/{owner}/{repo}/hooks/{hook_id}/deliveries/{delivery_id}"
    ],
    listActivities: ["GET /repos/{owner}/{repo}/activity"],
    listAttestations: [
      "GET /repos/{owner}/{repo}/attestations/{subject_digest}"
    ],
    listAutolinks: ["GET /repos/{owner}/{repo}/autolinks"],
    listBranches: ["GET /repos/{owner}/{repo}/branches"],
    listBranchesForHeadCommit: [
      "GET /repos/{owner}/{repo}/commits/{commit_sha}/branches-where-head"
    ],
    listCollaborators: ["GET /repos/{owner}/{repo}/collaborators"],
    listCommentsForCommit: [
      "GET /repos/{owner}/{repo}/commits/{commit_sha}/comments"
    ],
    listCommitCommentsForRepo: ["GET /repos/{owner}/{repo}/comments"],
    listCommitStatusesForRef: [
      "GET /repos/{owner}/{repo}/commits/{ref}/statuses"
    ],
    listCommits: ["GET /repos/{owner}/{repo}/commits"],
    listContributors: ["GET /repos/{owner}/{repo}/contributors"],
    listCustomDeploymentRuleIntegrations: [
      "GET /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules/apps"
    ],
    listDeployKeys: ["GET /repos/{owner}/{repo}/keys"],
    listDeploymentBranchPolicies: [
      "GET /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies"
    ],
    listDeploymentStatuses: [
      "GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses"
    ],
    listDeployments: ["GET /repos/{owner}/{repo}/deployments"],
    listForAuthenticatedUser: ["GET /user/repos"],
    listForOrg: ["GET /orgs/{org}/repos"],
    listForUser: ["GET /users/{username}/repos"],
    listForks: ["GET /repos/{owner}/{repo}/forks"],
    listInvitations: ["GET /repos/{owner}/{repo}/invitations"],
    listInvitationsForAuthenticatedUser: ["GET /user/repository_invitations"],
    listLanguages: ["GET /repos/{owner}/{repo}/languages"],
    listPagesBuilds: ["GET /repos/{owner}/{repo}/pages/builds"],
    listPublic: ["GET /repositories"],
    listPullRequestsAssociatedWithCommit: [
      "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls"
    ],
    listReleaseAssets: [
      "GET /repos/{owner}/{repo}/releases/{release_id}/assets"
    ],
    listReleases: ["GET /repos/{owner}/{repo}/releases"],
    listTags: ["GET /repos/{owner}/{repo}/tags"],
    listTeams: ["GET /repos/{owner}/{repo}/teams"],
    listWebhookDeliveries: [
      "GET /repos/{owner}/{repo}/hooks/{hook_id}/deliveries"
    ],
    listWebhooks: ["GET /repos/{owner}/{repo}/hooks"],
    merge: ["POST /repos/{owner}/{repo}/merges"],
    mergeUpstream: ["POST /repos/{owner}/{repo}/merge-upstream"],
    pingWebhook: ["POST /repos/{owner}/{repo}/hooks/{hook_id}/pings"],
    redeliverWebhookDelivery: [
      "POST /repos/{owner}/{repo}/hooks/{hook_id}/deliveries/{delivery_id}/attempts"
    ],
    removeAppAccessRestrictions: [
      "DELETE /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/apps",
      {},
      { mapToData: "apps" }
    ],
    removeCollaborator: [
      "DELETE /repos/{owner}/{repo}/collaborators/{username}"
    ],
    removeStatusCheckContexts: [
      "DELETE /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks/contexts",
      {},
      { mapToData: "contexts" }
    ],
    removeStatusCheckProtection: [
      "DELETE /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks"
    ],
    removeTeamAccessRestrictions: [
      "DELETE /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/teams",
      {},
      { mapToData: "teams" }
    ],
    removeUserAccessRestrictions: [
      "DELETE /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/users",
      {},
      { mapToData: "users" }
    ],
    renameBranch: ["POST /repos/{owner}/{repo}/branches/{branch}/rename"],
    replaceAllTopics: ["PUT /repos/{owner}/{repo}/topics"],
    requestPagesBuild: ["POST /repos/{owner}/{repo}/pages/builds"],
    setAdminBranchProtection: [
      "POST /repos/{owner}/{repo}/branches/{branch}/protection/enforce_admins"
    ],
    setAppAccessRestrictions: [
      "PUT /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/apps",
      {},
      { mapToData: "apps" }
    ],
    setStatusCheckContexts: [
      "PUT /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks/contexts",
      {},
      { mapToData: "contexts" }
    ],
    setTeamAccessRestrictions: [
      "PUT /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/teams",
      {},
      { mapToData: "teams" }
    ],
    setUserAccessRestrictions: [
      "PUT /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/users",
      {},
      { mapToData: "users" }
    ],
    testPushWebhook: ["POST /repos/{owner}/{repo}/hooks/{hook_id}/tests"],
    transfer: ["POST /repos/{owner}/{repo}/transfer"],
    update: ["PATCH /repos/{owner}/{repo}"],
    updateBranchProtection: [
      "PUT /repos/{owner}/{repo}/branches/{branch}/protection"
    ],
    updateCommitComment: ["PATCH /repos/{owner}/{repo}/comments/{comment_id}"],
    updateDeploymentBranchPolicy: [
      "PUT /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies/{branch_policy_id}"
    ],
    updateInformationAboutPagesSite: ["PUT /repos/{owner}/{repo}/pages"],
    updateInvitation: [
      "PATCH /repos/{owner}/{repo}/invitations/{invitation_id}"
    ],
    updateOrgRuleset: ["PUT /orgs/{org}/rulesets/{ruleset_id}"],
    updatePullRequestReviewProtection: [
      "PATCH /repos/{owner}/{repo}/branches/{branch}/protection/required_pull_request_reviews"
    ],
    updateRelease: ["PATCH /repos/{owner}/{repo}/releases/{release_id}"],
    updateReleaseAsset: [
      "PATCH /repos/{owner}/{repo}/releases/assets/{asset_id}"
    ],
    updateRepoRuleset: ["PUT /repos/{owner}/{repo}/rulesets/{ruleset_id}"],
    updateStatusCheckPotection: [
      "PATCH /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks",
      {},
      { renamed: ["repos", "updateStatusCheckProtection"] }
    ],
    updateStatusCheckProtection: [
      "PATCH /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks"
    ],
    updateWebhook: ["PATCH /repos/{owner}/{repo}/hooks/{hook_id}"],
    updateWebhookConfigForRepo: [
      "PATCH /repos/{owner}/{repo}/hooks/{hook_id}/config"
    ],
    uploadReleaseAsset: [
      "POST /repos/{owner}/{repo}/releases/{release_id}/assets{?name,label}",
      { baseUrl: "https://uploads.github.com" }
    ]
  },
  search: {
    code: ["GET /search/code"],
    commits: ["GET /search/commits"],
    issuesAndPullRequests: ["GET /search/issues"],
    labels: ["GET /search/labels"],
    repos: ["GET /search/repositories"],
    topics: ["GET /search/topics"],
    users: ["GET /search/users"]
  },
  secretScanning: {
    createPushProtectionBypass: [
      "POST /repos/{owner}/{repo}/secret-scanning/push-protection-bypasses"
    ],
    getAlert: [
      "GET /repos/{owner}/{repo}/secret-scanning/alerts/{alert_number}"
    ],
    getScanHistory: ["GET /repos/{owner}/{repo}/secret-scanning/scan-history"],
    listAlertsForOrg: ["GET /orgs/{org}/secret-scanning/alerts"],
    listAlertsForRepo: ["GET /repos/{owner}/{repo}/secret-scanning/alerts"],
    listLocationsForAlert: [
      "GET /repos/{owner}/{repo}/secret-scanning/alerts/{alert_number}/locations"
    ],
    listOrgPatternConfigs: [
      "GET /orgs/{org}/secret-scanning/pattern-configurations"
    ],
    updateAlert: [
      "PATCH /repos/{owner}/{repo}/secret-scanning/alerts/{alert_number}"
    ],
    updateOrgPatternConfigs: [
      "PATCH /orgs/{org}/secret-scanning/pattern-configurations"
    ]
  },
  securityAdvisories: {
    createFork: [
      "POST /repos/{owner}/{repo}/security-advisories/{ghsa_id}/forks"
    ],
    createPrivateVulnerabilityReport: [
      "POST /repos/{owner}/{repo}/security-advisories/reports"
    ],
    createRepositoryAdvisory: [
      "POST /repos/{owner}/{repo}/security-advisories"
    ],
    createRepositoryAdvisoryCveRequest: [
      "POST /repos/{owner}/{repo}/security-advisories/{ghsa_id}/cve"
    ],
    getGlobalAdvisory: ["GET /advisories/{ghsa_id}"],
    getRepositoryAdvisory: [
      "GET /repos/{owner}/{repo}/security-advisories/{ghsa_id}"
    ],
    listGlobalAdvisories: ["GET /advisories"],
    listOrgRepositoryAdvisories: ["GET /orgs/{org}/security-advisories"],
    listRepositoryAdvisories: ["GET /repos/{owner}/{repo}/security-advisories"],
    updateRepositoryAdvisory: [
      "PATCH /repos/{owner}/{repo}/security-advisories/{ghsa_id}"
    ]
  },
  teams: {
    addOrUpdateMembershipForUserInOrg: [
      "PUT /orgs/{org}/teams/{team_slug}/memberships/{username}"
    ],
    addOrUpdateRepoPermissionsInOrg: [
      "PUT /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}"
    ],
    checkPermissionsForRepoInOrg: [
      "GET /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}"
    ],
    create: ["POST /orgs/{org}/teams"],
    createDiscussionCommentInOrg: [
      "POST /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments"
    ],
    createDiscussionInOrg: ["POST /orgs/{org}/teams/{team_slug}/discussions"],
    deleteDiscussionCommentInOrg: [
      "DELETE /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments/{comment_number}"
    ],
    deleteDiscussionInOrg: [
      "DELETE /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}"
    ],
    deleteInOrg: ["DELETE /orgs/{org}/teams/{team_slug}"],
    getByName: ["GET /orgs/{org}/teams/{team_slug}"],
    getDiscussionCommentInOrg: [
      "GET /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments/{comment_number}"
    ],
    getDiscussionInOrg: [
      "GET /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}"
    ],
    getMembershipForUserInOrg: [
      "GET /orgs/{org}/teams/{team_slug}/memberships/{username}"
    ],
    list: ["GET /orgs/{org}/teams"],
    listChildInOrg: ["GET /orgs/{org}/teams/{team_slug}/teams"],
    listDiscussionCommentsInOrg: [
      "GET /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments"
    ],
    listDiscussionsInOrg: ["GET /orgs/{org}/teams/{team_slug}/discussions"],
    listForAuthenticatedUser: ["GET /user/teams"],
    listMembersInOrg: ["GET /orgs/{org}/teams/{team_slug}/members"],
    listPendingInvitationsInOrg: [
      "GET /orgs/{org}/teams/{team_slug}/invitations"
    ],
    listReposInOrg: ["GET /orgs/{org}/teams/{team_slug}/repos"],
    removeMembershipForUserInOrg: [
      "DELETE /orgs/{org}/teams/{team_slug}/memberships/{username}"
    ],
    removeRepoInOrg: [
      "DELETE /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}"
    ],
    updateDiscussionCommentInOrg: [
      "PATCH /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments/{comment_number}"
    ],
    updateDiscussionInOrg: [
      "PATCH /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}"
    ],
    updateInOrg: ["PATCH /orgs/{org}/teams/{team_slug}"]
  },
  users: {
    addEmailForAuthenticated: [
      "POST /user/emails",
      {},
      { renamed: ["users", "addEmailForAuthenticatedUser"] }
    ],
    addEmailForAuthenticatedUser: ["POST /user/emails"],
    addSocialAccountForAuthenticatedUser: ["POST /user/social_accounts"],
    block: ["PUT /user/blocks/{username}"],
    checkBlocked: ["GET /user/blocks/{username}"],
    checkFollowingForUser: ["GET /users/{username}/following/{target_user}"],
    checkPersonIsFollowedByAuthenticated: ["GET /user/following/{username}"],
    createGpgKeyForAuthenticated: [
      "POST /user/gpg_keys",
      {},
      { renamed: ["users", "createGpgKeyForAuthenticatedUser"] }
    ],
    createGpgKeyForAuthenticatedUser: ["POST /user/gpg_keys"],
    createPublicSshKeyForAuthenticated: [
      "POST /user/keys",
      {},
      { renamed: ["users", "createPublicSshKeyForAuthenticatedUser"] }
    ],
    createPublicSshKeyForAuthenticatedUser: ["POST /user/keys"],
    createSshSigningKeyForAuthenticatedUser: ["POST /user/ssh_signing_keys"],
    deleteAttestationsBulk: [
      "POST /users/{username}/attestations/delete-request"
    ],
    deleteAttestationsById: [
      "DELETE /users/{username}/attestations/{attestation_id}"
    ],
    deleteAttestationsBySubjectDigest: [
      "DELETE /users/{username}/attestations/digest/{subject_digest}"
    ],
    deleteEmailForAuthenticated: [
      "DELETE /user/emails",
      {},
      { renamed: ["users", "deleteEmailForAuthenticatedUser"] }
    ],
    deleteEmailForAuthenticatedUser: ["DELETE /user/emails"],
    deleteGpgKeyForAuthenticated: [
      "DELETE /user/gpg_keys/{gpg_key_id}",
      {},
      { renamed: ["users", "deleteGpgKeyForAuthenticatedUser"] }
    ],
    deleteGpgKeyForAuthenticatedUser: ["DELETE /user/gpg_keys/{gpg_key_id}"],
    deletePublicSshKeyForAuthenticated: [
      "DELETE /user/keys/{key_id}",
      {},
      { renamed: ["users", "deletePublicSshKeyForAuthenticatedUser"] }
    ],
    deletePublicSshKeyForAuthenticatedUser: ["DELETE /user/keys/{key_id}"],
    deleteSocialAccountForAuthenticatedUser: ["DELETE /user/social_accounts"],
    deleteSshSigningKeyForAuthenticatedUser: [
      "DELETE /user/ssh_signing_keys/{ssh_signing_key_id}"
    ],
    follow: ["PUT /user/following/{username}"],
    getAuthenticated: ["GET /user"],
    getById: ["GET /user/{account_id}"],
    getByUsername: ["GET /users/{username}"],
    getContextForUser: ["GET /users/{username}/hovercard"],
    getGpgKeyForAuthenticated: [
      "GET /user/gpg_keys/{gpg_key_id}",
      {},
      { renamed: ["users", "getGpgKeyForAuthenticatedUser"] }
    ],
    getGpgKeyForAuthenticatedUser: ["GET /user/gpg_keys/{gpg_key_id}"],
    getPublicSshKeyForAuthenticated: [
      "GET /user/keys/{key_id}",
      {},
      { renamed: ["users", "getPublicSshKeyForAuthenticatedUser"] }
    ],
    getPublicSshKeyForAuthenticatedUser: ["GET /user/keys/{key_id}"],
    getSshSigningKeyForAuthenticatedUser: [
      "GET /user/ssh_signing_keys/{ssh_signing_key_id}"
    ],
    list: ["GET /users"],
    listAttestations: ["GET /users/{username}/attestations/{subject_digest}"],
    listAttestationsBulk: [
      "POST /users/{username}/attestations/bulk-list{?per_page,before,after}"
    ],
    listBlockedByAuthenticated: [
      "GET /user/blocks",
      {},
      { renamed: ["users", "listBlockedByAuthenticatedUser"] }
    ],
    listBlockedByAuthenticatedUser: ["GET /user/blocks"],
    listEmailsForAuthenticated: [
      "GET /user/emails",
      {},
      { renamed: ["users", "listEmailsForAuthenticatedUser"] }
    ],
    listEmailsForAuthenticatedUser: ["GET /user/emails"],
    listFollowedByAuthenticated: [
      "GET /user/following",
      {},
      { renamed: ["users", "listFollowedByAuthenticatedUser"] }
    ],
    listFollowedByAuthenticatedUser: ["GET /user/following"],
    listFollowersForAuthenticatedUser: ["GET /user/followers"],
    listFollowersForUser: ["GET /users/{username}/followers"],
    listFollowingForUser: ["GET /users/{username}/following"],
    listGpgKeysForAuthenticated: [
      "GET /user/gpg_keys",
      {},
      { renamed: ["users", "listGpgKeysForAuthenticatedUser"] }
    ],
    listGpgKeysForAuthenticatedUser: ["GET /user/gpg_keys"],
    listGpgKeysForUser: ["GET /users/{username}/gpg_keys"],
    listPublicEmailsForAuthenticated: [
      "GET /user/public_emails",
      {},
      { renamed: ["users", "listPublicEmailsForAuthenticatedUser"] }
    ],
    listPublicEmailsForAuthenticatedUser: ["GET /user/public_emails"],
    listPublicKeysForUser: ["GET /users/{username}/keys"],
    listPublicSshKeysForAuthenticated: [
      "GET /user/keys",
      {},
      { renamed: ["users", "listPublicSshKeysForAuthenticatedUser"] }
    ],
    listPublicSshKeysForAuthenticatedUser: ["GET /user/keys"],
    listSocialAccountsForAuthenticatedUser: ["GET /user/social_accounts"],
    listSocialAccountsForUser: ["GET /users/{username}/social_accounts"],
    listSshSigningKeysForAuthenticatedUser: ["GET /user/ssh_signing_keys"],
    listSshSigningKeysForUser: ["GET /users/{username}/ssh_signing_keys"],
    setPrimaryEmailVisibilityForAuthenticated: [
      "PATCH /user/email/visibility",
      {},
      { renamed: ["users", "setPrimaryEmailVisibilityForAuthenticatedUser"] }
    ],
    setPrimaryEmailVisibilityForAuthenticatedUser: [
      "PATCH /user/email/visibility"
    ],
    unblock: ["DELETE /user/blocks/{username}"],
    unfollow: ["DELETE /user/following/{username}"],
    updateAuthenticated: ["PATCH /user"]
  }
};
var endpoints_default = Endpoints;

// node_modules/@octokit/plugin-rest-endpoint-methods/dist-src/endpoints-to-methods.js
var endpointMethodsMap = /* @__PURE__ */ new Map();
for (const [scope, endpoints] of Object.entries(endpoints_default)) {
  for (const [methodName, endpoint2] of Object.entries(endpoints)) {
    const [route, defaults, decorations] = endpoint2;
    const [method, url] = route.split(/ /);
    const endpointDefaults = Object.assign(
      {
        method,
        url
      },
      defaults
    );
    if (!endpointMethodsMap.has(scope)) {
      endpointMethodsMap.set(scope, /* @__PURE__ */ new Map());
    }
    endpointMethodsMap.get(scope).set(methodName, {
      scope,
      methodName,
      endpointDefaults,
      decorations
    });
  }
}
var handler = {
  has({ scope }, methodName) {
    return endpointMethodsMap.get(scope).has(methodName);
  },
  getOwnPropertyDescriptor(target, methodName) {
    return {
      value: this.get(target, methodName),
      // ensures method is in the cache
      configurable: true,
      writable: true,
      enumerable: true
    };
  },
  defineProperty(target, methodName, descriptor) {
    Object.defineProperty(target.cache, methodName, descriptor);
    return true;
  },
  deleteProperty(target, methodName) {
    delete target.cache[methodName];
    return true;
  },
  ownKeys({ scope }) {
    return [...endpointMethodsMap.get(scope).keys()];
  },
  set(target, methodName, value) {
    return target.cache[methodName] = value;
  },
  get({ octokit, scope, cache }, methodName) {
    if (cache[methodName]) {
      return cache[methodName];
    }
    const method = endpointMethodsMap.get(scope).get(methodName);
    if (!method) {
      return void 0;
    }
    const { endpointDefaults, decorations } = method;
    if (decorations) {
      cache[methodName] = decorate(
        octokit,
        scope,
        methodName,
        endpointDefaults,
        decorations
      );
    } else {
      cache[methodName] = octokit.request.defaults(endpointDefaults);
    }
    return cache[methodName];
  }
};
function endpointsToMethods(octokit) {
  const newMethods = {};
  for (const scope of endpointMethodsMap.keys()) {
    newMethods[scope] = new Proxy({ octokit, scope, cache: {} }, handler);
  }
  return newMethods;
}
function decorate(octokit, scope, methodName, defaults, decorations) {
  const requestWithDefaults = octokit.request.defaults(defaults);
  function withDecorations(...args) {
    let options2 = requestWithDefaults.endpoint.merge(...args);
    if (decorations.mapToData) {
      options2 = Object.assign({}, options2, {
        data: options2[decorations.mapToData],
        [decorations.mapToData]: void 0
      });
      return requestWithDefaults(options2);
    }
    if (decorations.renamed) {
      const [newScope, newMethodName] = decorations.renamed;
      octokit.log.warn(
        `octokit.${scope}.${methodName}() has been renamed to octokit.${newScope}.${newMethodName}()`
      );
    }
    if (decorations.deprecated) {
      octokit.log.warn(decorations.deprecated);
    }
    if (decorations.renamedParameters) {
      const options22 = requestWithDefaults.endpoint.merge(...args);
      for (const [name2, alias2] of Object.entries(
        decorations.renamedParameters
      )) {
        if (name2 in options22) {
          octokit.log.warn(
            `"${name2}" parameter is deprecated for "octokit.${scope}.${methodName}()". Use "${alias2}" instead`
          );
          if (!(alias2 in options22)) {
            options22[alias2] = options22[name2];
          }
          delete options22[name2];
        }
      }
      return requestWithDefaults(options22);
    }
    return requestWithDefaults(...args);
  }
  return Object.assign(withDecorations, requestWithDefaults);
}

// node_modules/@octokit/plugin-rest-endpoint-methods/dist-src/index.js
function restEndpointMethods(octokit) {
  const api = endpointsToMethods(octokit);
  return {
    rest: api
  };
}
restEndpointMethods.VERSION = VERSION12;
function legacyRestEndpointMethods(octokit) {
  const api = endpointsToMethods(octokit);
  return {
    ...api,
    rest: api
  };
}
legacyRestEndpointMethods.VERSION = VERSION12;

// node_modules/@octokit/rest/dist-src/version.js
var VERSION13 = "22.0.1";

// node_modules/@octokit/rest/dist-src/index.js
var Octokit2 = Octokit.plugin(requestLog, legacyRestEndpointMethods, paginateRest).defaults(
  {
    userAgent: `octokit-rest.js/${VERSION13}`
  }
);

// src/github/http/fetch.ts
var stayWithin = (inner, repositoryId) => async (url, init) => {
  const answer = await inner(url, init);
  if (!answer.redirected) return answer;
  const [, id] = /\/repositories\/(\d+)(?:\/|$)/u.exec(new URL(answer.url).pathname) ?? [];
  return id === void 0 || id === String(repositoryId) ? answer : Response.json({ message: `It was moved to the repository ${id}.` }, { status: 404 });
};
var fetchWithin = (timeoutMs) => (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });

// src/github/http/hear-date.ts
var hearDate = (inner, clock2) => async (url, init) => {
  const sentAt = clock2.monotonic();
  const answer = await inner(url, init);
  const said = new Date(answer.headers.get("date") ?? "");
  const isFresh = answer.status < 500 && !answer.headers.has("age") && !Number.isNaN(said.getTime());
  if (isFresh) clock2.note({ said, sentAt, receivedAt: clock2.monotonic() });
  return answer;
};

// src/github/http/keep-links.ts
function keepLinks(octokit, apiUrl) {
  const { origin } = new URL(apiUrl);
  octokit.hook.after("request", ({ headers: headers2 }) => {
    if (headers2.link !== void 0) headers2.link = headers2.link.replaceAll(/<([^>]*)>/gu, moveTo(origin));
  });
}
var moveTo = (origin) => (_link, target) => {
  const { pathname, search } = new URL(target, origin);
  return `<${origin}${pathname}${search}>`;
};

// src/github/http/remember-answers.ts
var LIMITS = { answers: 1e4, characters: 64 * 1024 * 1024 };
function rememberAnswers(octokit, limits = LIMITS) {
  const known = new I({
    max: limits.answers,
    maxSize: limits.characters,
    sizeCalculation: ({ data }) => measure(data)
  });
  octokit.hook.wrap("request", async (request2, options2) => {
    if (options2.method !== "GET") return request2(options2);
    const { url } = octokit.request.endpoint(options2);
    const before = known.get(url);
    const etag = before?.headers.etag;
    if (etag !== void 0) options2.headers["if-none-match"] = etag;
    try {
      return keep(known, url, await request2(options2));
    } catch (error) {
      if (before === void 0 || statusOf(error) !== 304) throw error;
      return keep(known, url, {
        ...structuredClone(before),
        headers: { ...before.headers, ...dateOf(error) }
      });
    }
  });
}
function dateOf(error) {
  const response = error instanceof Error && "response" in error ? error.response : void 0;
  const headers2 = typeof response === "object" && response !== null && "headers" in response ? response.headers : {};
  const date = new Map(Object.entries(headers2 ?? {})).get("date");
  return typeof date === "string" ? { date } : {};
}
function keep(known, url, answer) {
  if (answer.headers.etag === void 0) known.delete(url);
  else known.set(url, structuredClone(answer));
  return answer;
}
var measure = (data) => JSON.stringify(data ?? null, (_key, each) => typeof each === "bigint" ? String(each) : each).length;

// src/github/http/write-budget.ts
var ranked = (rank) => ({ request: { rank } });
var WRITES_PER_MINUTE = 80;
var HOURLY = 500 / 80;
var listWindows = (perMinute) => [
  { ms: 6e4, most: shares(perMinute, 0.25, 0.15) },
  { ms: 36e5, most: shares(perMinute * HOURLY, 0.7, 0.4) }
];
var shares = (all, answer, cosmetic) => ({
  answer: Math.max(1, Math.floor(all * answer)),
  cosmetic: Math.max(1, Math.floor(all * cosmetic))
});
var MOST_AHEAD_MS = 6e4;
function createWriteBudget(perMinute = WRITES_PER_MINUTE) {
  const windows = listWindows(perMinute);
  const longest = Math.max(...windows.map(({ ms }) => ms));
  let made = [];
  return {
    take(rank, now) {
      const at = now.getTime();
      made = made.filter((each) => each > at - longest && each <= at + MOST_AHEAD_MS);
      const fits = rank === "deciding" ? [] : windows.flatMap((window) => findRoom(window, rank, made, at));
      if (fits.length > 0) return new Date(Math.max(...fits));
      made.push(at);
      return void 0;
    }
  };
}
function findRoom({ ms, most }, rank, made, at) {
  const recent = made.filter((each) => each > at - ms);
  const leaving = recent[recent.length - most[rank]];
  return leaving === void 0 ? [] : [leaving + ms];
}
var HeldBackError = class extends PausedError {
  message;
  constructor(until, now) {
    super(until, now);
    this.message = `Hallpass keeps GitHub's limit for checks and merges; it makes this call after ${until.toISOString()}.`;
  }
};
function keepBudget(octokit, budget, now) {
  octokit.hook.before("request", ({ method, url, request: request2 }) => {
    if (method !== "POST" && method !== "PUT" || url === "/graphql") return;
    const time = now();
    const until = budget.take(readRank(request2), time);
    if (until !== void 0) throw new HeldBackError(until, time);
  });
}
var readRank = (request2) => {
  const rank = typeof request2 === "object" && request2 !== null && "rank" in request2 ? request2.rank : "";
  return rank === "answer" || rank === "cosmetic" ? rank : "deciding";
};

// src/github/http/client.ts
var API_VERSION = "2022-11-28";
var silent = { debug() {
}, info() {
}, warn() {
}, error() {
} };
var openClient = (apiUrl, token, options2) => createClient(apiUrl, { auth: token }, { until: void 0 }, options2);
function createClient(apiUrl, auth6, pause, { now, ...options2 }) {
  const octokit = new Octokit2({
    baseUrl: apiUrl,
    request: { fetch: createFetch(options2) },
    log: silent,
    ...auth6
  });
  octokit.hook.before("request", ({ headers: headers2 }) => {
    headers2["x-github-api-version"] ??= API_VERSION;
  });
  keepPause(octokit, pause, now);
  keepLinks(octokit, apiUrl);
  return octokit;
}
function createFetch({
  timeoutMs = 15e3,
  clock: clock2,
  repositoryId,
  measure: measure2 = (inner) => inner
}) {
  const within3 = measure2(fetchWithin(timeoutMs));
  const heard = clock2 === void 0 ? within3 : hearDate(within3, clock2);
  return repositoryId === void 0 ? heard : stayWithin(heard, repositoryId);
}
function openInstallation(app, name2, options2) {
  const pause = { until: void 0 };
  const session = openSession(app, name2, pause, options2);
  const hook6 = async (request2, route, parameters) => {
    const { auth: auth6, token } = await session.signIn();
    if (typeof route === "string" || isOfApp(route.url.replace(app.apiUrl, "")))
      return auth6.hook(request2, route, parameters);
    try {
      return await request2({ ...route, headers: { ...route.headers, authorization: `token ${token}` } });
    } catch (error) {
      if (statusOf(error) === 401) session.doubt(token);
      throw error;
    }
  };
  const octokit = createClient(app.apiUrl, { authStrategy: () => ({ hook: hook6 }) }, pause, options2);
  keepBudget(octokit, createWriteBudget(options2.writesPerMinute), options2.now);
  rememberAnswers(octokit);
  return { octokit, token: async () => (await session.signIn()).token };
}
var isOfApp = (path) => /^\/app(?:\/|\?|$)|^\/repos\/[^/]+\/[^/]+\/installation$/u.test(path);
var TOKEN_SPREADS_MS = 5e3;
function openSession({ appId, privateKey, apiUrl }, name2, pause, options2) {
  const { log: log2, now } = options2;
  const warn = (text10) => log2?.warn({ step: "sign in" }, text10);
  const credentials = { appId, privateKey, log: { warn } };
  const asApp = createClient(apiUrl, { authStrategy: createAppAuth, auth: credentials }, pause, options2);
  const find2 = async () => {
    const { data } = await asApp.rest.apps.getRepoInstallation({ ...name2 });
    if (data.suspended_at) throw new Error(describeSuspension(data.suspended_at, name2.owner));
    return createAppAuth({ ...credentials, installationId: data.id, request: asApp.request });
  };
  let found;
  let last = { token: "", since: 0 };
  return {
    signIn: async () => {
      try {
        found ??= find2();
        const auth6 = await found;
        const { token } = await auth6({ type: "installation" });
        if (token !== last.token) last = { token, since: now().getTime() };
        return { auth: auth6, token };
      } catch (cause) {
        found = void 0;
        throw explainFailure(name2, cause);
      }
    },
    doubt: (token) => {
      if (token === last.token && now().getTime() - last.since > TOKEN_SPREADS_MS) found = void 0;
    }
  };
}
var describeSuspension = (since, org) => `its installation is suspended since ${since} (${org} → Settings → GitHub Apps → (the App) → Configure → Unsuspend)`;
var SignInError = class extends Error {
  name = "SignInError";
};
var explainFailure = ({ owner, repo }, cause) => new SignInError(
  `The app could not sign in to ${owner}/${repo}: ${describeFailure(cause)}. Is GitHub up, and the app installed there?`,
  { cause }
);

// src/core/findings/catalogue/entry.ts
var defineArea = (area) => area;

// src/core/findings/catalogue/access-review.ts
var accessReview = defineArea({
  title: "Access reviews",
  intro: "Pull requests that `hallpass review start` opens: a team's standing access, of which each line is kept or removed.",
  seenIn: ["pull request check", "comment on the pull request"],
  refusal: "it came with an access review, which grants nothing",
  entries: {
    REVIEW_ALONE: {
      means: "The pull request changes another file beside the access review.",
      happens: "A correction of `inventory/` or of the rules was committed to the branch of the review.",
      fix: "Take the other file out, and open a pull request of its own for it."
    },
    REVIEW_IMMUTABLE: {
      means: "An access review on the default branch would be changed or removed.",
      happens: "A decision was to be corrected in the old file.",
      fix: "Put the file back. Start a new review: its decisions replace the old ones."
    },
    REVIEW_PLACE: {
      means: "The review is in a place where none is read, or is not the team's latest.",
      happens: "The file was renamed, or another review of the team was merged meanwhile.",
      fix: "Close the pull request and start the review again with `hallpass review start`.",
      seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"]
    },
    REVIEW_BACKDATED: {
      means: "The review names a day long before its pull request was opened.",
      happens: "The file was named by hand, or its pull request was opened more than a week after the review was started.",
      fix: "Close the pull request and start the review again with `hallpass review start`."
    },
    REVIEW_DUE: {
      means: "The review is due before it began, or more than 92 days after.",
      happens: "`due` was edited by hand.",
      fix: "Write a day within 92 days of the one in the file's name."
    },
    REVIEW_DAY: {
      means: "The day by which the review is due does not exist.",
      happens: "The file was edited by hand.",
      fix: "Write a day of the calendar as year-month-day.",
      seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"]
    },
    REVIEW_REPEATED: {
      means: "Two lines of the review name the same access.",
      happens: "A line was copied.",
      fix: "Keep one of them.",
      seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"]
    },
    REVIEW_LINE_UNKNOWN: {
      means: "A line names access that `inventory/` does not list for the team.",
      happens: "A line was added or changed by hand, or `inventory/` or the policies changed after the review started.",
      fix: "Take the line out, or start the review again. Standing access is accepted in `inventory/<provider>.yaml` alone, by its own pull request."
    },
    REVIEW_LINE_MISSING: {
      means: "The review leaves out standing access that `inventory/` lists for the team.",
      happens: "A line was deleted, or `inventory/` changed after the review started.",
      fix: "Put the line back with `decision: keep` or `decision: remove`, or start the review again."
    }
  }
});

// src/core/findings/catalogue/alerts.ts
var alerts = defineArea({
  title: "Alerts",
  intro: 'The server logs an alert when an operator must look: a line with `"alert":true` and a `"code"`. An alert about a finding carries the code of the finding, such as `BYPASS_LIST`; the others are listed here. Filter the log for `"alert":true`.',
  seenIn: ["log"],
  entries: {
    REVOCATION_FAILED: {
      means: "Access has ended, and the provider did not revoke it. **The person still holds it.**",
      happens: "The provider is unavailable, or Hallpass's account lost a right there.",
      fix: "Hallpass tries again until it succeeds. `hallpass status` lists overdue access and the next step. If nothing helps, revoke it at the provider by hand."
    },
    PROVIDER_SILENT: {
      means: "A provider does not answer. Grants there wait; Hallpass retries revocations.",
      happens: "The provider or the network is down.",
      fix: "Check host, port and network. The log says when it answers again."
    },
    DEPLOYMENT_OVERTAKEN: {
      means: "A run was started again while Hallpass approved it, so the approval may have gone to the new attempt.",
      happens: "GitHub's approvals name a run and no attempt, and somebody was that quick.",
      fix: "Look at the run: `attempt` and `by` say whom Hallpass approved. Cancel it if somebody else deploys."
    },
    REQUEST_WAITS: {
      means: "A merged request could not be verified for two minutes.",
      happens: "GitHub, git or a provider could not be read, or grants are stopped. The field `because` says which.",
      fix: "Remove the cause. The request is granted by itself then, if its time is not over."
    },
    GRANTS_FAIL: {
      means: "Nothing could be granted for two minutes.",
      happens: "GitHub or the ledger cannot be read. The field `because` says which.",
      fix: "Remove the cause. Access still ends as planned."
    },
    REQUEST_UNPROVEN: {
      means: "A request is on the default branch and not approved. Hallpass looks again in a minute.",
      happens: "It was merged past the rules, or GitHub has not reported everything yet.",
      fix: "Wait for the second look. If REQUEST_REFUSED follows, find out how it was merged."
    },
    REQUEST_REFUSED: {
      means: "A request on the default branch was refused for good.",
      happens: "It was merged or pushed past the rules. The field `codes` says what is missing.",
      fix: "Find out who did that, and whether the branch rules hold (`hallpass doctor`). The file is removed by a revert pull request."
    },
    GRANT_UNPROVEN: {
      means: "Access was granted, and the second verification a minute later failed. Hallpass ends it.",
      happens: "A review, a membership or a rule changed between the two verifications. The field `codes` says what.",
      fix: "Find out what changed. If the access is needed, let the person ask again."
    },
    RULES_REJECTED: {
      means: "The rules were changed without the approval of their owners. Nothing is granted while they stand.",
      happens: "The change was pushed, or merged past the rules.",
      fix: "Restore the adopted rules in a pull request. Or read the new ones, and set HALLPASS_TRUSTED_COMMIT."
    },
    BRANCH_REWRITTEN: {
      means: "The default branch was rewritten. Nothing is granted until an operator has looked.",
      happens: "The default branch was force-pushed, or restored from an old backup.",
      fix: "See [HISTORY_REWRITTEN](#history_rewritten)."
    },
    REQUEST_GONE: {
      means: "A live request is gone from the default branch, and no verified removal explains it. It runs on, and nothing is granted.",
      happens: "A push or an unapproved pull request removed the file.",
      fix: "See [REQUEST_LOST](#request_lost)."
    },
    MERGE_REFUSED: {
      means: "GitHub does not let the app merge an approved pull request.",
      happens: "A rule of the branch demands something that is missing. The field `says` has GitHub's words.",
      fix: "The check on the pull request says what to do. For a rule that the app can never meet, see [GATE_BLOCKED](#gate_blocked)."
    },
    LEDGER_NAME_TAKEN: {
      means: "A branch stands in the way of the ledger branch, so nothing can be recorded or granted.",
      happens: "A person created a branch such as `access-ledger/x`. git cannot have both.",
      fix: "Delete that branch."
    },
    INSTALLATION_LOST: {
      means: "The App lost its access to repositories.",
      happens: "The installation was suspended or deleted, or the repository was removed from it. The field `by` says who.",
      fix: "Install the App again. Until then Hallpass ends access by the last ledger it verified, and grants nothing."
    },
    CLOCK_WRONG: {
      means: "The machine's clock differs from GitHub's. Access ends by GitHub's time.",
      happens: "The machine does not use NTP, or its clock was set by hand.",
      fix: "Let NTP set the clock."
    },
    FILES_EXPOSED: {
      means: "Other accounts of the machine can read or change Hallpass's files.",
      happens: "The `--env` file or the state folder has wide permissions or another owner.",
      fix: "Run the command in the message."
    },
    PUSHERS_FORGOTTEN: {
      means: "The file that remembers who pushed to open pull requests cannot be read.",
      happens: "The file was changed or damaged.",
      fix: "Requests that get PUSHERS_UNKNOWN must be asked again from a new branch."
    }
  }
});

// src/core/findings/catalogue/approval.ts
var approval = defineArea({
  title: "Approval and merge",
  intro: "Code owners who had no hand in a request approve exactly what is merged. After the merge, Hallpass verifies that again before it grants anything.",
  seenIn: ["pull request check", "comment on the pull request"],
  entries: {
    NOBODY_CAN_APPROVE: {
      means: "Too few people can approve this pull request.",
      happens: "The author, the subject and everybody who pushed or committed are barred from approving. In a small team, no owner is left.",
      fix: "Let an owner who had no hand in it approve. Or ask again from a new branch, so that fewer people are barred. Or ask the owners of policies/ to name a larger team.",
      refusal: "every approver had a hand in it, so no approval of it counts"
    },
    NOT_APPROVED: {
      means: "The request was merged without the required approval.",
      happens: "An administrator merged past the rules, or an approval was given for an earlier commit.",
      fix: "Ask again with a new file, and merge only when the check is green.",
      refusal: "it was not approved when it was merged",
      seenIn: ["comment on the pull request"]
    },
    CHANGES_REQUESTED: {
      means: "An owner asked for changes, and that objection stands.",
      happens: "The review was not withdrawn by its author. Dismissing it does not withdraw it.",
      fix: "Its author approves, or the author or an approver with no hand in the request dismisses it.",
      refusal: "an owner asked for changes, and that objection stands",
      seenIn: ["comment on the pull request"]
    },
    REVIEW_OVERDUE: {
      means: "The request waits: a review of the team's earlier access is overdue, and its policy asks for it first.",
      happens: "Nobody approved the revert pull request of earlier access in the time that its policy gives.",
      fix: "An owner of the folder who did not hold that access reads and approves the revert pull request. The request then continues by itself.",
      refusal: "the review of its team's earlier access is overdue",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    UNOWNED: {
      means: "No line of CODEOWNERS gives the file an owner.",
      happens: "The folder is new, or a later line of CODEOWNERS takes its owner away.",
      fix: "Ask the owners of .github/ to add a line for the folder.",
      refusal: "CODEOWNERS gives the file no owner"
    },
    OWNER_NOT_APPROVER: {
      means: "CODEOWNERS names an owner that the policy does not accept as approver.",
      happens: "CODEOWNERS and the policy's `approvals.teams` name different teams.",
      fix: "File the request in the folder of an approving team, or ask the owners of policies/ and .github/ to make the two agree.",
      refusal: "CODEOWNERS sends the review of this file to accounts that the policy does not name"
    },
    MERGE_UNPROVEN: {
      means: "The merge does not bring exactly what was reviewed.",
      happens: "It was no squash merge, it carried other changes, or the commits reached the branch by a push.",
      fix: "Ask an operator to find out how it was merged. Ask again with a new file.",
      refusal: "the merge does not bring exactly what was reviewed"
    },
    CHECK_UNPROVEN: {
      means: "Hallpass's own check had not passed for exactly this content, these rules and these people.",
      happens: "It was merged before the check was green, or the rules changed in between.",
      fix: "Ask again with a new file, and merge only when the check is green.",
      refusal: "the check of Hallpass had not passed for exactly this content when it was merged"
    },
    NO_PULL_REQUEST: {
      means: "The file reached the default branch without a pull request.",
      happens: "It was pushed directly.",
      fix: "Ask with a pull request. An operator should find out who may push to the default branch (`hallpass doctor`).",
      refusal: "the file reached the default branch without a pull request",
      seenIn: ["comment on the pull request", "log"]
    },
    MERGED_TOO_LATE: {
      means: "The time asked for was over before Hallpass could grant the access.",
      happens: "Hallpass, GitHub or the provider was unavailable after the merge for longer than the request's duration.",
      fix: "Ask again with a new file.",
      refusal: "its time was over before Hallpass could grant it",
      seenIn: ["comment on the pull request"]
    },
    STILL_ENDING: {
      means: "The same access had just ended, and this request's time was over before that end was certain.",
      happens: "A short request follows directly on earlier access to the same role. Hallpass waits until a late revocation can no longer hit the new grant.",
      fix: "Ask again with a new file. To continue access without a gap, use `extends` before it ends.",
      refusal: "the same access had ended moments before, and this request's time was over before that end was certain",
      seenIn: ["comment on the pull request"]
    },
    ENDED_EARLY: {
      means: "A comment ended the request before its access began.",
      happens: "The subject or an approver commented `/hallpass end`.",
      fix: "Ask again with a new file if the access is still needed.",
      refusal: "it was ended by a comment before it began",
      seenIn: ["comment on the pull request"]
    }
  }
});

// src/core/findings/catalogue/failures.ts
var providerFailures = defineArea({
  title: "A provider fails",
  intro: "Why a provider did not grant or revoke access. Hallpass tries a failed revocation again until it succeeds; `hallpass status` lists it.",
  seenIn: ["comment on the pull request", "`hallpass status`", "log"],
  entries: {
    UNREACHABLE: {
      means: "The provider cannot be reached.",
      happens: "It is down, or the network, a firewall or the configured address is wrong.",
      fix: "Check host, port and network, and that the provider runs."
    },
    TIMEOUT: {
      means: "The provider did not answer in time. The call may still take effect.",
      happens: "It is overloaded, or a lock holds up the call.",
      fix: "Look at the provider's load and locks: it answers too slowly."
    },
    THROTTLED: {
      means: "The provider limits how often it is called.",
      happens: "Hallpass and others together use up its budget.",
      fix: "Wait a few minutes; if it stays, see who else uses up the provider's budget."
    },
    BUSY: {
      means: "Something else changed the same role at the same moment.",
      happens: "An administrator or a script changes roles at the provider.",
      fix: "See what changes the same role at the provider again and again."
    },
    LOGIN_REFUSED: {
      means: "The provider rejects Hallpass's login.",
      happens: "The user or the password is wrong, or the provider does not let this server in.",
      fix: "Put the right user into HALLPASS_PROVIDERS, and the right password into the variable it names."
    },
    REFUSED: {
      means: "The provider refused the call.",
      happens: "Hallpass's account lacks a right, or the grant would give too much.",
      fix: "Give Hallpass's account at the provider the right it lacks (hallpass doctor names it)."
    },
    UNKNOWN_PRINCIPAL: {
      means: "The provider has no account of this name.",
      happens: "The account was renamed or removed.",
      fix: "See at the provider whether the account was renamed or removed."
    },
    UNKNOWN_ENTITLEMENT: {
      means: "The provider has no such resource or role.",
      happens: "It was renamed or removed, or HALLPASS_PROVIDERS is wrong.",
      fix: "Name the resource and the role in HALLPASS_PROVIDERS as the provider has them."
    },
    IDENTITY_CHANGED: {
      means: "Another server, account or role now has the recorded name.",
      happens: "The provider was rebuilt, or HALLPASS_PROVIDERS names another one. Hallpass takes access back by its recorded ids, never by name alone.",
      fix: "See whether HALLPASS_PROVIDERS names another provider than the one that was recorded; if that one was rebuilt, take the access back there by hand, since what has the name is not what was granted."
    },
    UNEXPECTED: {
      means: "The provider gave an answer that Hallpass does not understand.",
      happens: "The provider is of another version, or Hallpass has a defect.",
      fix: `Find the cause (in the app's log: "alert":true); if nothing can be done about it, take the access back at the provider by hand.`
    }
  }
});
var commands = defineArea({
  title: "A command gives no answer",
  intro: "With `--json`, a command that fails prints `{ error: { code, message, fix } }` and ends with an exit code of its own. A failing provider gives one of the codes of [the section above](#a-provider-fails).",
  seenIn: ["command with `--json`"],
  entries: {
    USAGE: {
      means: "The arguments cannot be used.",
      happens: "An option is misspelt, a value is missing, or a file that is named does not exist.",
      fix: "Correct the arguments. `--help` after the command lists them."
    },
    CONFIGURATION: {
      means: "The configuration cannot be used.",
      happens: "A variable is missing or has a wrong value. The message names each.",
      fix: "Correct these variables in the environment or in the file given with `--env`."
    },
    FAILED: {
      means: "The command failed for another reason.",
      happens: "A file or the network gave an error. The message has it.",
      fix: "Correct the cause that the message names, and run the command again."
    },
    GITHUB_UNREACHABLE: {
      means: "GitHub does not answer, or answers with an error of its own.",
      happens: "GitHub is down, or the network, a proxy or `GITHUB_API_URL` and `GITHUB_SERVER_URL` are wrong.",
      fix: "See whether GitHub answers from this machine, and run the command again."
    },
    GITHUB_REFUSED: {
      means: "GitHub does not accept the credentials, or does not let them do this.",
      happens: "A key or a token is wrong, expired or lacks a permission, the App is not installed there, or the repository has another name.",
      fix: "Correct the credentials or the name of the repository, and run the command again."
    },
    GITHUB_THROTTLED: {
      means: "GitHub asked for a pause.",
      happens: "The App or the account used up its rate limit.",
      fix: "Wait a few minutes, and run the command again."
    },
    NOT_INSTALLED: {
      means: "The command needs packages that this installation does not have.",
      happens: "Hallpass was installed for a server alone (`npm ci --omit=dev`).",
      fix: "Run `npm ci && npm run build` in a clone of Hallpass, and try the command there."
    },
    PORT_TAKEN: {
      means: "Another program listens on the port that `hallpass sandbox` was given.",
      happens: "A sandbox of before still runs, or another service uses the port.",
      fix: "Give another `--port`, or leave it out for a free one."
    },
    CURSOR_UNUSABLE: {
      means: "`hallpass export` cannot continue from its cursor.",
      happens: "The ledger's branch was rewritten or cut back to an earlier commit, the clone is another one, the cursor belongs to another receiver, or another account could have changed it.",
      fix: "Run `git fetch`, then `hallpass verify`. If the ledger was cut back, push the commits that a clone or the server still has. If it is right, give another `--cursor`: everything is sent again, under the same ids."
    },
    RECEIVER_FAILED: {
      means: "The receiver of `hallpass export` did not take the events.",
      happens: "It is down, refuses the credentials, or does not accept an event. The cursor did not move.",
      fix: "Correct what the message names, and run the command again: it continues where it stopped."
    },
    CLONE_UNREADABLE: {
      means: "The folder cannot be read as a clone of the access repository.",
      happens: "It is another folder, or git refuses to read it.",
      fix: "Name the clone with `--repository DIR`."
    },
    LEDGER_MISSING: {
      means: "The clone has no ledger branch.",
      happens: "The branch was not fetched, or nothing has been granted yet.",
      fix: "Fetch the branch access-ledger as the message shows."
    },
    LEDGER_UNTRUSTED: {
      means: "The ledger has a commit that its key did not sign, so the command does not believe it.",
      happens: "The key was rotated, another key was given, or another account wrote the branch.",
      fix: "Give the right key with `--key`. If the key is right, run `hallpass doctor` and find out who wrote the branch."
    },
    LEDGER_KEY_UNKNOWN: {
      means: "The command does not know the ledger's public key.",
      happens: "The settings file is missing or has a mistake.",
      fix: "Give the key with `--key`, or correct .github/hallpass.yaml."
    },
    BEFORE_LEDGER: {
      means: "The ledger begins after the time asked for.",
      happens: "`--at` lies before the first grant.",
      fix: "Give a later `--at`."
    },
    RULES_UNREADABLE: {
      means: "The rules that were to be compared have mistakes, so that nothing can be decided under them.",
      happens: "A policy, CODEOWNERS or the settings cannot be read at one of the two places.",
      fix: "Run `hallpass check` there, and correct what it names."
    }
  }
});

// src/core/findings/catalogue/fields.ts
var fields = defineArea({
  title: "Fields and values",
  intro: "The file is valid YAML, but a field or a value is not as documented. The message names the field, the value and the limit.",
  seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"],
  refusal: "the file is not a valid request",
  entries: {
    FIELD_UNKNOWN: {
      means: "The file has a field that Hallpass does not know.",
      happens: "The name is misspelt, or the field belongs to a newer version. Hallpass never ignores a field.",
      fix: "Remove the field, or correct its name. The message proposes the nearest one."
    },
    FIELD_MISSING: {
      means: "A required field is missing.",
      happens: "It was left out, or stands at the wrong indentation.",
      fix: "Add the field. The message shows an example."
    },
    FIELD_TYPE: {
      means: "A value has the wrong type: for example a number where text is needed.",
      happens: "YAML reads `2024`, `true` and `null` as number, boolean and nothing, unless they are in quotes.",
      fix: "Put text in quotes, or write the value as the message shows."
    },
    VALUE_PATTERN: {
      means: "A value does not have the required form.",
      happens: "A duration has no unit, a name has an upper-case letter, or a letter of another alphabet looks like an ASCII letter.",
      fix: "Write the value as the example in the message."
    },
    VALUE_ENUM: {
      means: "A value is not one of the allowed ones.",
      happens: "It is misspelt, or belongs to a newer version.",
      fix: "Use one of the values that the message lists."
    },
    VALUE_LENGTH: {
      means: "A text is too short or too long.",
      happens: "The message names the length and the limit.",
      fix: "Lengthen or shorten the text."
    },
    VALUE_RANGE: {
      means: "A number is too small or too large.",
      happens: "The message names the number and the limit.",
      fix: "Use a number within the limit."
    },
    VALUE_NUMBER: {
      means: "A number is not a plain whole number.",
      happens: "`010`, `0x10`, `1e3` and very long numbers mean something else than they show.",
      fix: "Write digits only, or put the value in quotes if it is text."
    },
    VALUE_INVALID: {
      means: "A value does not fit its field.",
      happens: "The message names the field and the rule.",
      fix: "Write the value as documented."
    },
    ITEMS_COUNT: {
      means: "A list has too few or too many entries.",
      happens: "The message names the count and the limit.",
      fix: "Add or remove entries. Split a large request into several."
    },
    ITEMS_REPEATED: {
      means: "A list has the same entry twice.",
      happens: "A line was copied and not changed.",
      fix: "Remove one of the two."
    },
    NAME_PATTERN: {
      means: "A name that you chose, such as that of a provider, does not have the required form.",
      happens: "It has an upper-case letter, a space or another character that is not allowed.",
      fix: "Write the name as the example in the message."
    },
    FINDINGS_MORE: {
      means: "The file has more mistakes than are shown.",
      happens: "Only the first 50 are listed.",
      fix: "Correct those first, then run the check again."
    }
  }
});

// src/core/findings/catalogue/installation/seen.ts
var seenByDoctor = ["`hallpass doctor`", "log", "pull request check"];

// src/core/findings/catalogue/installation/app-and-server.ts
var appAndServer = defineArea({
  title: "Installation: app, server and providers",
  intro: "The GitHub App, the server's own secrets and surroundings, and the credentials of providers.",
  seenIn: seenByDoctor,
  entries: {
    APP_PERMISSIONS: {
      means: "The App lacks a permission.",
      happens: "app.yml gained a permission, or an owner of the organisation has not accepted it yet.",
      fix: "Set the permissions as in app.yml, and accept them for the installation."
    },
    APP_POWER: {
      means: "The App has more permissions than it needs.",
      happens: "A permission was added. With the App's key it could be used.",
      fix: "Set every permission that app.yml does not name to “No access”."
    },
    APP_EVENTS: {
      means: "The App is not subscribed to an event, so Hallpass notices it up to five minutes late.",
      happens: "app.yml gained an event, or the App was unsubscribed from one.",
      fix: "Subscribe to the events that the fix names."
    },
    APP_REACH: {
      means: "The App is installed on all repositories.",
      happens: "“All repositories” was chosen when it was installed.",
      fix: "Choose “Only select repositories”: the access repository alone."
    },
    WEBHOOK: {
      means: "The App's webhook is off, or not set up safely.",
      happens: "It has no URL, no https, no secret, another content type, or does not verify certificates.",
      fix: "Correct it in the settings of the App."
    },
    WEBHOOK_DELIVERIES: {
      means: "GitHub's latest webhook delivery failed.",
      happens: "The secret differs, or GitHub cannot reach the server.",
      fix: "Open the delivery: 400 means another secret, 401 means the App has none, 0 means GitHub cannot reach the URL."
    },
    WEBHOOK_SECRET: {
      means: "The webhook secret is too short.",
      happens: "It was chosen by hand.",
      fix: "Make a random one of 32 characters or more, and set it in WEBHOOK_SECRET and in the App."
    },
    APP_KEY: {
      means: "The App's private key is not an RSA key of 2048 bits or more.",
      happens: "PRIVATE_KEY holds another key.",
      fix: "Generate a new private key in the settings of the App."
    },
    LEDGER_KEY: {
      means: "The server signs the ledger with another key than .github/hallpass.yaml publishes.",
      happens: "One of the two was changed without the other.",
      fix: "Set the right HALLPASS_LEDGER_KEY, or publish this server's key in a pull request. [docs/rotate-keys.md](rotate-keys.md) has the steps."
    },
    ATTESTOR: {
      means: "GitHub rejects the attestor's credential.",
      happens: "The token has expired, or its App is not installed on the repository.",
      fix: "Set a valid credential, or none, and restart the server."
    },
    CLOCK: {
      means: "The server's clock differs from GitHub's by more than 30 seconds.",
      happens: "The machine does not use NTP.",
      fix: "Let NTP set the clock."
    },
    FILES: {
      means: "Other accounts of the machine can read or change Hallpass's files.",
      happens: "The `--env` file or the state folder has wide permissions or another owner.",
      fix: "Run the commands that the fix names."
    },
    ENVIRONMENTS: {
      means: "An environment of Hallpass's workflows is missing, or not limited to the default branch.",
      happens: "A workflow that names an environment makes it, open to every branch; or its list of branches was changed. Everybody with write access can then read its secrets.",
      fix: "Settings → Environments → (its name) → Deployment branches and tags → Selected branches and tags: the default branch and no other. Make new secrets if it held any while it was open."
    },
    REAPER_RUNS: {
      means: "The scheduled Action, which ends access when the app does not run, has not succeeded lately.",
      happens: "The workflow is missing, was switched off (GitHub does so after 60 days without activity in a public repository), or fails.",
      fix: "Open Actions → Hallpass in the access repository. Switch it on, run it, and read why it failed. [action/README.md](../action/README.md) has the workflow."
    },
    SECOND_SCHEDULER: {
      means: "Nothing outside GitHub ends access if this server and GitHub's schedule both fail.",
      happens: "No second scheduler is declared.",
      fix: "Let a scheduler outside GitHub run the reaper, and name it in HALLPASS_SECOND_SCHEDULER."
    },
    TWO_FACTOR: {
      means: "The organisation does not require two-factor authentication.",
      happens: "The setting is off.",
      fix: "Tick “Require two-factor authentication for everyone”."
    },
    RULES_READABLE: {
      means: "A policy, CODEOWNERS or the settings file has a mistake, so nothing is granted.",
      happens: "It was merged with a mistake in it.",
      fix: "Run `hallpass check` in a clone and correct what it lists."
    },
    CODEOWNERS_ERRORS: {
      means: "GitHub reports errors in CODEOWNERS.",
      happens: "A team was renamed or deleted, or may not write to the repository.",
      fix: "Open .github/CODEOWNERS on github.com, which marks the lines."
    },
    TEAMS_NAMED: {
      means: "A team that the rules name does not exist, or has another id.",
      happens: "The team was renamed, deleted or created again.",
      fix: "Give the team its name back, or change the rules in a pull request."
    },
    TEAMS_WRITE: {
      means: "An approving team may not write to the repository, so GitHub does not count its reviews.",
      happens: "The team has the role Read.",
      fix: "Give it the role Write."
    },
    REQUESTERS_WRITE: {
      means: "A requesting team may not write to the repository, so its requests come from forks and are refused.",
      happens: "The team has the role Read.",
      fix: "Give it the role Write."
    },
    APPROVERS_ENOUGH: {
      means: "A policy's approving teams have too few members.",
      happens: "With the requester and the subject barred, no approver is left.",
      fix: "Add members that .github/hallpass.yaml lists under `people`."
    },
    IDENTITY_PROVIDER: {
      means: "The settings take accounts from the organisation's identity provider, and GitHub shows none.",
      happens: "Single sign-on is not configured for the organisation, or only for the enterprise.",
      fix: "List the accounts under `people`, and remove `externalIdentities`."
    },
    PROVIDER: {
      means: "The rights of Hallpass at a provider could not be examined, or are not as configured.",
      happens: "The provider is unavailable.",
      fix: "Run `hallpass doctor` again when it can be reached."
    },
    PROVIDER_LOGIN: {
      means: "A provider rejects Hallpass's login.",
      happens: "The password or the user is wrong, or the provider does not let this server in.",
      fix: "Correct HALLPASS_PROVIDERS and the variable that `passwordFrom` names, and restart."
    }
  }
});

// src/core/findings/catalogue/installation/branch-rules.ts
var branchRules = defineArea({
  title: "Installation: branch rules",
  intro: "The rulesets that let only reviewed requests in, and only the app write the ledger. `hallpass rulesets` prints them.",
  seenIn: seenByDoctor,
  entries: {
    PULL_REQUEST_REQUIRED: {
      means: "The default branch can be pushed to without a pull request.",
      happens: "The ruleset is missing, disabled, or does not require a pull request.",
      fix: "Tick “Require a pull request before merging”."
    },
    APPROVALS_REQUIRED: {
      means: "A pull request can be merged without an approval.",
      happens: "The ruleset requires 0 approvals.",
      fix: "Require 1 approval."
    },
    CODE_OWNERS_REQUIRED: {
      means: "A pull request can be merged without a review of its code owners.",
      happens: "The ruleset does not require it.",
      fix: "Tick “Require review from Code Owners”."
    },
    STALE_DISMISSED: {
      means: "An approval stays when new commits are pushed.",
      happens: "The ruleset does not dismiss it.",
      fix: "Tick “Dismiss stale pull request approvals when new commits are pushed”."
    },
    SQUASH_ONLY: {
      means: "Pull requests can be merged in another way than by squashing.",
      happens: "The ruleset or the repository allows merge commits or rebasing.",
      fix: "Allow Squash alone."
    },
    CHECK_REQUIRED: {
      means: "The default branch does not require Hallpass's check from this app.",
      happens: "The check is not required, or any app may set it.",
      fix: "Require the check `hallpass/decision`, and choose the app as its source."
    },
    UP_TO_DATE: {
      means: "Branches must be up to date before they are merged, so each merge voids all other approvals.",
      happens: "The ruleset requires it.",
      fix: "Untick “Require branches to be up to date before merging”."
    },
    FORCE_PUSH_BLOCKED: {
      means: "The default branch can be force-pushed.",
      happens: "The ruleset does not block it.",
      fix: "Tick “Block force pushes”."
    },
    DELETION_BLOCKED: {
      means: "The default branch can be deleted.",
      happens: "The ruleset does not restrict it.",
      fix: "Tick “Restrict deletions”."
    },
    MERGE_QUEUE: {
      means: "A merge queue merges commits that were not reviewed.",
      happens: "The ruleset requires a merge queue.",
      fix: "Untick “Require merge queue”."
    },
    BYPASS_LIST: {
      means: "Some accounts may bypass the rules of the default branch.",
      happens: "The ruleset's bypass list is not empty.",
      fix: "Remove all entries."
    },
    RECENT_BYPASS: {
      means: "The rules of the default branch were bypassed in the last day.",
      happens: "An account on the bypass list pushed or merged.",
      fix: "Look at each case under Settings → Rules → Insights, and correct what it changed. The code disappears after a day."
    },
    LEDGER_CREATION: {
      means: "Anybody with write access can create the ledger branch.",
      happens: "The ledger's ruleset does not restrict it.",
      fix: "Tick “Restrict creations”."
    },
    LEDGER_UPDATE: {
      means: "Anybody with write access can push to the ledger branch.",
      happens: "The ledger's ruleset does not restrict it.",
      fix: "Tick “Restrict updates”."
    },
    LEDGER_FORCE_PUSH: {
      means: "The ledger branch can be force-pushed.",
      happens: "The ledger's ruleset does not block it.",
      fix: "Tick “Block force pushes”."
    },
    LEDGER_DELETION: {
      means: "The ledger branch can be deleted.",
      happens: "The ledger's ruleset does not restrict it.",
      fix: "Tick “Restrict deletions”."
    },
    LEDGER_WRITERS: {
      means: "Other accounts than the app may write the ledger.",
      happens: "The bypass list of the ledger's ruleset has other entries.",
      fix: "Leave only the Hallpass app in it, always."
    },
    LEDGER_REWRITERS: {
      means: "Some accounts may rewrite the ledger.",
      happens: "The ruleset that blocks force pushes has a bypass list. One ruleset for writing and rewriting is not enough.",
      fix: "Block force pushes in a ruleset of its own, with an empty bypass list."
    },
    GATE_BLOCKED: {
      means: "A rule of the default branch makes GitHub refuse the app's merges.",
      happens: "A ruleset requires signed commits, deployments or patterns that the app cannot meet.",
      fix: "Remove the rule, or set `merge: manual` in .github/hallpass.yaml."
    },
    LEDGER_BLOCKED: {
      means: "A rule makes GitHub refuse the app's pushes to the ledger, so nothing can be granted.",
      happens: "A ruleset for all branches also applies to access-ledger.",
      fix: "Exclude the branch access-ledger from that ruleset."
    },
    REVERTS_BLOCKED: {
      means: "A rule keeps the app and the Action from creating revert pull requests.",
      happens: "A ruleset for all branches also applies to hallpass/*.",
      fix: "Exclude the branches hallpass/**/* from that ruleset."
    },
    REQUESTS_BLOCKED: {
      means: "A rule keeps requesters from pushing a branch.",
      happens: "A ruleset for all branches restricts creating or updating them.",
      fix: "Let the ruleset target the default branch alone."
    },
    CLASSIC_PROTECTION: {
      means: "A branch has classic branch protection besides rulesets.",
      happens: "It was protected before rulesets existed. Its conditions may refuse the app's merges and pushes.",
      fix: "Delete the classic rule. `hallpass rulesets` prints what is needed instead."
    }
  }
});

// src/core/findings/catalogue/installation/repository.ts
var repository = defineArea({
  title: "Installation: the repository",
  intro: "`hallpass doctor` and the server itself compare GitHub's settings with what Hallpass needs. The fix names the place to click. [docs/doctor.md](doctor.md) lists what is compared, and which of it stops grants.",
  seenIn: seenByDoctor,
  entries: {
    REPOSITORY_ID: {
      means: "The repository has another id than the configuration.",
      happens: "It was deleted and created again, or another one took its name.",
      fix: "Find out who did that. Set HALLPASS_REPOSITORY_ID only if you trust the new repository."
    },
    DEFAULT_BRANCH: {
      means: "The repository has another default branch than the configuration.",
      happens: "An administrator changed it.",
      fix: "Change it back, or set HALLPASS_DEFAULT_BRANCH."
    },
    VISIBILITY: {
      means: "The repository has another visibility than the configuration.",
      happens: "An administrator changed it.",
      fix: "Change it back, or set HALLPASS_VISIBILITY."
    },
    TRUSTED_COMMIT: {
      means: "HALLPASS_TRUSTED_COMMIT is not a commit of the default branch.",
      happens: "The id is misspelt, or the branch was rewritten.",
      fix: "Read the rules of a commit of the default branch, set HALLPASS_TRUSTED_COMMIT to its id, and restart."
    },
    ARCHIVED: {
      means: "The repository is archived, so nothing can be recorded.",
      happens: "An administrator archived it.",
      fix: "Unarchive it."
    },
    REPOSITORY_FORK: {
      means: "The access repository is a fork of another repository.",
      happens: "It was created with “Fork”.",
      fix: "Leave the fork network: the owners of the other repository have a say in a fork."
    },
    PLAN: {
      means: "The organisation's plan does not enforce rules in a private repository.",
      happens: "The organisation is on the plan Free.",
      fix: "Upgrade to Team."
    },
    WORKFLOWS_APPROVE: {
      means: "Workflows may approve pull requests.",
      happens: "The setting of GitHub Actions allows it.",
      fix: "Untick the setting that the fix names."
    },
    REPOSITORY_SECRETS: {
      means: "Every branch's workflows can read a secret of the repository.",
      happens: "The secret was added to the repository and not to an environment.",
      fix: "Remove it, make a new secret at the provider, and use an environment limited to the default branch."
    },
    ORGANIZATION_SECRETS: {
      means: "Every branch's workflows can read a secret of the organisation.",
      happens: "The secret is shared with this repository.",
      fix: "Take this repository out of its access list, make a new secret at the provider, and use an environment limited to the default branch."
    }
  }
});

// src/core/findings/catalogue/inventory.ts
var inventory = defineArea({
  title: "Inventory",
  intro: "Standing access, and the pull requests that propose to adopt or remove it.",
  seenIn: ["`hallpass inventory`"],
  entries: {
    INVENTORY_UNUSABLE: {
      means: "A file in inventory/ cannot be read.",
      happens: "It is a link, is executable, or is too large.",
      fix: "Write it again with `hallpass inventory --provider NAME`."
    },
    NOT_HELD: {
      means: "The access is listed in inventory/, but is no longer held.",
      happens: "It was revoked at the provider.",
      fix: "Propose to remove it: that takes the line out."
    },
    NOT_COMMITTED: {
      means: "No line of inventory/ lists this access.",
      happens: "The inventory on the default branch is older than the access, or was already corrected.",
      fix: "Commit a new inventory first."
    },
    HELD_BY_LEASE: {
      means: "A request also gives this access at the moment.",
      happens: "A person asked for access that they also hold permanently.",
      fix: "Take the standing access back at the provider. Where grants are shared, wait for the lease to end."
    },
    PRINCIPAL_UNMAPPED: {
      means: "The identity map does not say whose account this is.",
      happens: "The account is not listed under `people`: it may be a service's.",
      fix: "Ask the owners of .github/ to add it, or propose to remove the access."
    },
    PRINCIPAL_UNTOLD: {
      means: "The identity provider, not the identity map, says whose account this is.",
      happens: "`externalIdentities` lists this provider, and the inventory does not ask the identity provider.",
      fix: "Let the person open a request."
    }
  }
});

// src/core/findings/catalogue/people.ts
var people = defineArea({
  title: "People and accounts",
  intro: "Hallpass must know who asks, who receives the access, with which account, and who wrote the branch. Otherwise it grants nothing.",
  seenIn: ["pull request check", "comment on the pull request"],
  entries: {
    SUBJECT_UNKNOWN: {
      means: "GitHub has no person with the login in `subject`.",
      happens: "The login is misspelt or was renamed, or the person left the organisation.",
      fix: "Write the current login of the person who receives the access.",
      refusal: "the account it asks for does not exist, or has left the organisation"
    },
    SUBJECT_NOT_REQUESTER: {
      means: "The request asks for access for another person, and the policy does not allow that.",
      happens: "`subject` is not the author of the pull request, and not in a team that the policy's `onBehalf` names.",
      fix: "Let the subject open the pull request.",
      refusal: "it asks for access for another person than its author"
    },
    SUBJECT_UNLISTED: {
      means: "The subject is not listed under `people` in .github/hallpass.yaml.",
      happens: "The person is new, or the login is misspelt.",
      fix: "Ask the owners of .github/ to list the person.",
      seenIn: ["`hallpass check`"]
    },
    REQUESTER_NOT_ALLOWED: {
      means: "The author of the pull request is in none of the teams that may ask, and not on call by a rota that may.",
      happens: "The policy's `requesters` names other teams, or the access would begin outside of their shift.",
      fix: "Ask under another policy, or ask to join one of the teams.",
      refusal: "the policy does not let its author ask for this"
    },
    REQUESTER_NOT_A_PERSON: {
      means: "The pull request was opened by a bot or an app.",
      happens: "An automation opened it.",
      fix: "Let the person who needs the access open the pull request.",
      refusal: "it was opened by an account that is not a person's"
    },
    ASKER_UNPROVEN: {
      means: "Hallpass opened the pull request for a person, and cannot prove any more that this person asks for exactly this.",
      happens: "The issue was edited, transferred or deleted, somebody pushed to the branch, the person has another login now, or the ledger's key was changed since.",
      fix: "Close the pull request, and ask again: with a new issue, or with a pull request of your own.",
      refusal: "it is not proven any more who asked for it"
    },
    PRINCIPAL_UNKNOWN: {
      means: "Hallpass does not know the subject's account at the provider.",
      happens: "The identity map does not list it, or the identity provider names no single account.",
      fix: "Ask the owners of .github/ to add the account under `people`, or correct it at the identity provider.",
      refusal: "the identity map names no account of that person at the provider"
    },
    PRINCIPAL_UNLISTED: {
      means: "The subject has no account at this provider in .github/hallpass.yaml.",
      happens: "The person is listed, but without an account at this provider.",
      fix: "Ask the owners of .github/ to add the account to the person's `principals`.",
      seenIn: ["`hallpass check`"]
    },
    PRINCIPAL_CHANGED: {
      means: "The subject's account at the provider changed after the request was merged.",
      happens: "The identity map or the identity provider names another account than the approver saw.",
      fix: "Ask again with a new file.",
      refusal: "the account of that person at the provider was changed in the identity map"
    },
    ACCOUNT_IN_USE: {
      means: "Another person holds the same access with the same account.",
      happens: "Two people share an account, or the account passed from one person to another.",
      fix: "Ask again after that access has ended. Its holder or an approver can end it with `/hallpass end`.",
      refusal: "another person holds access by the same account at the provider"
    },
    COMMIT_OF_NOBODY: {
      means: "A commit of the pull request belongs to no GitHub account.",
      happens: "git uses an e-mail address that is not verified at GitHub.",
      fix: "Set `git config user.email` to an address of your account, then `git commit --amend --reset-author --no-edit` and `git push --force`.",
      refusal: "a commit of it belongs to no account of GitHub"
    },
    COMMITS_UNKNOWN: {
      means: "GitHub does not list all commits of the pull request.",
      happens: "The branch has more than 250 commits.",
      fix: "Squash the branch to one commit, or start a new branch.",
      refusal: "GitHub does not list its commits"
    },
    PUSHERS_UNKNOWN: {
      means: "Hallpass cannot tell who pushed to the branch.",
      happens: "GitHub's activity log is late, or names an account that no longer exists.",
      fix: "Wait five minutes. If the code stays, ask again from a new branch with a name that was never used.",
      refusal: "GitHub does not tell who pushed to its branch"
    },
    BOT_PUSHED: {
      means: "A bot pushed to the branch.",
      happens: "An automation changed the branch. Hallpass cannot tell on whose behalf.",
      fix: "Ask again from a new branch that only people push to.",
      refusal: "a bot pushed to its branch, and may have done so for anybody"
    }
  }
});

// src/core/findings/catalogue/policy-tools.ts
var policyTools = defineArea({
  title: "Policies that do not do what they seem to",
  intro: "These codes are about policies that are well-formed and may still not do what their author meant. They stop nothing. The owners of policies/ decide whether to change something.",
  seenIn: ["`hallpass policy`"],
  entries: {
    DURATION_LONG: {
      means: "A policy gives access for more than 30 days.",
      happens: "The longest duration was chosen for convenience, or `d` was written for `h`.",
      fix: "Give a shorter `duration.maximum`."
    },
    DURATION_UNBOUNDED: {
      means: "A chain of extensions has no limit under this policy.",
      happens: "The policy has no `duration.maximumTotal`.",
      fix: "Give `duration.maximumTotal`."
    },
    DUTY_IDLE: {
      means: "An entry under `duties` has a side that no policy offers any access of.",
      happens: "A name is misspelt, or the policies have changed.",
      fix: "Correct the names of that side in .github/hallpass.yaml, or remove it."
    },
    CONDITION_CONSTANT: {
      means: "A condition of a policy is the same of every request.",
      happens: "It names no variable: it was a trial, or a name was written in quotes.",
      fix: "Name a variable in it, or remove the condition."
    },
    OFFER_REPEATED: {
      means: "A policy offers the same role twice.",
      happens: "Two entries of `entitlements` name the same provider, resource and role.",
      fix: "Remove one of the two."
    },
    POLICY_NAME_SHARED: {
      means: "Two policies have the same name.",
      happens: "A file was copied, and its `name` was not changed.",
      fix: "Give each policy a name of its own."
    },
    TEAM_CONTRADICTORY: {
      means: "A team is named with two ids, or an id with two names.",
      happens: "An id was copied from another team, or the team was renamed or made again.",
      fix: "Ask GitHub for the id of the team, and write it everywhere."
    },
    PROVIDER_PEOPLELESS: {
      means: "Nobody in the identity map has an account at a provider that a policy offers.",
      happens: "The provider's name is misspelt, or the accounts were not added yet.",
      fix: "Correct the name, or add accounts under `people` in .github/hallpass.yaml."
    },
    APPROVERS_TOO_FEW: {
      means: "The identity map lists too few people for the approvals that a policy needs.",
      happens: "Approvers count only once they are in the identity map.",
      fix: "Add the approvers under `people` in .github/hallpass.yaml."
    },
    FOLDER_UNSERVED: {
      means: "CODEOWNERS has a line for a folder of requests that no policy serves.",
      happens: "The policy was removed or renamed its folder, or was never added.",
      fix: "Name the folder in a policy, or remove the line."
    },
    FALLBACK_IDLE: {
      means: "A policy names a fallback team that owns none of its folders.",
      happens: "CODEOWNERS gives the folders to other teams alone, and only owners of a folder approve its requests.",
      fix: "Add the team to the folder's line of CODEOWNERS, beside the others."
    },
    OWNERS_SHADOWED: {
      means: "A line of CODEOWNERS about a folder of requests never decides.",
      happens: "A later line matches the same files: the last one wins.",
      fix: "Put the line that shall decide last, or remove the other."
    }
  }
});

// src/core/findings/catalogue/providers/deployments.ts
var deployments = defineArea({
  title: "Guarded deployments",
  intro: "The environments of HALLPASS_DEPLOYMENTS. [docs/deployments.md](deployments.md) explains the setup.",
  seenIn: ["`hallpass doctor`"],
  entries: {
    DEPLOYMENT_UNGUARDED: {
      means: "GitHub does not ask Hallpass about deployments to this environment: **everybody who may deploy deploys without a lease**.",
      happens: "The App's protection rule is off there, or the environment does not exist.",
      fix: "Repository → Settings → Environments → (the environment) → Deployment protection rules: choose the App."
    }
  }
});

// src/core/findings/catalogue/providers/github.ts
var github = defineArea({
  title: "GitHub as a provider",
  intro: "The App that gives access at GitHub. [docs/providers/github.md](providers/github.md) explains the setup.",
  seenIn: ["`hallpass doctor`"],
  entries: {
    GITHUB_PERMISSION_MISSING: {
      means: "The provider's App lacks a permission, so grants or revocations fail.",
      happens: "It was not set, or no owner of the organisation accepted it.",
      fix: "Set it in the App's settings, then accept it: organisation → Settings → GitHub Apps → (the App) → Configure."
    },
    GITHUB_PERMISSION_BEYOND: {
      means: "The provider's App may do more than Hallpass needs there.",
      happens: "A permission was set that no configured access needs.",
      fix: "Set it to No access in the App's settings."
    },
    GITHUB_TOKEN: {
      means: "The provider signs in with a token. Hallpass cannot see what the token may do.",
      happens: "HALLPASS_PROVIDERS has `tokenFrom` there.",
      fix: "Make a GitHub App with the permissions of docs/providers/github.md, and set `app`."
    },
    GITHUB_ACCESS_UNUSABLE: {
      means: "A configured team, repository, role or environment cannot be given.",
      happens: "Its name leads to another id, it is gone, the App does not see it, or it gives too much.",
      fix: "Compare names and ids in HALLPASS_PROVIDERS with GitHub's."
    }
  }
});

// src/core/findings/catalogue/providers/google.ts
var google = defineArea({
  title: "Google Cloud and Google groups",
  intro: "The rights of Hallpass's service account, and the roles and groups that it lends. [docs/providers/google-iam.md](providers/google-iam.md) has the custom role and the condition that it needs, [docs/providers/google-group.md](providers/google-group.md) the groups.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    GOOGLE_RIGHT_MISSING: {
      means: "Hallpass's service account lacks a right that grants or ends need.",
      happens: "It has another role there than the page gives, or the API of that service is not enabled.",
      fix: "Give it the custom role of docs/providers/google-iam.md."
    },
    GOOGLE_RIGHT_EXCESSIVE: {
      means: "Hallpass's service account can do more than read and write the policy.",
      happens: "It has a wide role there, or inherits one from the folder or the organisation.",
      fix: "Take that role from it."
    },
    GOOGLE_GRANTS_UNLIMITED: {
      means: "Hallpass's service account may give any role there.",
      happens: "Its binding has no condition on `iam.googleapis.com/modifiedGrantsByRole`.",
      fix: "Bind it with the condition of docs/providers/google-iam.md."
    },
    GOOGLE_ROLE_UNKNOWN: {
      means: "A configured role does not exist, or gives nothing.",
      happens: "The role was deleted or disabled, or its name has a mistake.",
      fix: "Correct the name, or remove the role from the provider's entry."
    },
    GOOGLE_ROLE_KEEPS: {
      means: "The holder of a configured role could write policies or roles, and so keep the access. Hallpass refuses to lend it.",
      happens: "The role may write allow or deny policies, or change roles. On a folder or an organisation it may also be that it acts as service accounts.",
      fix: "Name a role without these permissions."
    },
    GOOGLE_ROLE_PASSES_ON: {
      means: "The holder of a configured role could make access that outlives the lease.",
      happens: "The role can make keys, act as service accounts, or write the policies of single resources.",
      fix: "Name a narrower role, or accept it and watch the audit log."
    },
    GOOGLE_POLICY_FULL: {
      means: "A policy comes near the number of principals that Google allows.",
      happens: "Many people are bound one by one.",
      fix: "Bind groups, and remove bindings that are not needed."
    },
    GOOGLE_PEOPLE_BY_EMAIL: {
      means: "People are known by their address alone, which may pass to another person.",
      happens: "The provider's entry says `people: email`.",
      fix: "Let Hallpass read people, and set `people: directory`."
    },
    GOOGLE_PEOPLE_HIDDEN: {
      means: "Hallpass can look up nobody, and so grants nothing.",
      happens: "Its service account has no right to read people, the Admin SDK API is not enabled, or all the people there are of another customer.",
      fix: "Give it the administrator role of docs/providers/google-iam.md, and enable the API."
    },
    GOOGLE_GROUP_UNKNOWN: {
      means: "A configured group does not exist, or Hallpass's service account may not see it.",
      happens: "The address has a mistake, or the account is no owner of the group.",
      fix: "Correct the address, or make the account an owner of the group."
    },
    GOOGLE_GROUP_DYNAMIC: {
      means: "Nobody can add members to this group one by one.",
      happens: "The group is dynamic: a query of Google's fills it.",
      fix: "Make another group for this role."
    },
    GOOGLE_GROUP_ADMINISTRATOR: {
      means: "Hallpass's service account may manage more groups than those on offer, or not this one.",
      happens: "It has an administrator role over groups, or was not made an owner.",
      fix: "Make it an owner of each group on offer, and take the administrator role from it."
    },
    GOOGLE_GROUP_OWNERS: {
      means: "People can add themselves to a configured group without a lease, also after one has ended.",
      happens: "The group has owners or managers beside Hallpass.",
      fix: "Remove them, or let nobody who manages the group ask for it."
    },
    GOOGLE_GROUP_NESTED: {
      means: "Members of another group have the access for good, and Hallpass does not list them.",
      happens: "A group is a member of the configured group.",
      fix: "Take it out."
    }
  }
});

// src/core/findings/catalogue/providers/iam.ts
var iam = defineArea({
  title: "AWS IAM",
  intro: "The rights of Hallpass's account in AWS, and the configured roles. [docs/providers/aws-iam.md](providers/aws-iam.md) explains the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    IAM_RIGHT_MISSING: {
      means: "Hallpass's account lacks a right that grants, ends or listings need.",
      happens: "Its policy is not that of the page, or names another path, role or boundary.",
      fix: "Give it the policy of docs/providers/aws-iam.md."
    },
    IAM_EXCESS: {
      means: "Hallpass's account may do more than write inline policies of the people.",
      happens: "It has a policy beside that of the page, such as IAMFullAccess or AdministratorAccess.",
      fix: "Take that policy away."
    },
    IAM_NO_BOUNDARY: {
      means: "Hallpass's account could give the people any permission: nothing limits the policies that it writes.",
      happens: "Its policy does not require a permissions boundary of the people.",
      fix: "Set a boundary on the people, and require it in the policy of Hallpass (docs/providers/aws-iam.md)."
    },
    IAM_NOT_CHECKED: {
      means: "Doctor could not compare the rights of Hallpass's account.",
      happens: "The account may not use iam:SimulatePrincipalPolicy on itself.",
      fix: "Give it the policy of docs/providers/aws-iam.md."
    },
    IAM_ROLE_NOT_FOUND: {
      means: "The role whose sessions people use does not exist.",
      happens: "The name under `people` in HALLPASS_PROVIDERS is misspelt, or the role was deleted.",
      fix: "Correct it, or create the role."
    },
    IAM_SESSION_NAMES: {
      means: "Whoever may assume the role could take the session name of a colleague who holds access. Hallpass refuses to grant.",
      happens: "The trust policy of the role does not tie sts:RoleSessionName to the caller.",
      fix: "Require `sts:RoleSessionName` to equal the name of the caller (docs/providers/aws-iam.md), or assume the role by SAML."
    },
    IAM_LASTING_ROLE: {
      means: "What a holder of a configured role does may go on working after the end.",
      happens: "The role may change policies of resources, start programs, pass or assume roles, or read secrets.",
      fix: "Name smaller actions in HALLPASS_PROVIDERS, or accept it."
    }
  }
});

// src/core/findings/catalogue/providers/identity-center.ts
var identityCenter = defineArea({
  title: "AWS IAM Identity Center",
  intro: "Hallpass's role in AWS, and the permission sets that it lends. [docs/providers/aws-identity-center.md](providers/aws-identity-center.md) explains the setup.",
  seenIn: ["`hallpass doctor`"],
  entries: {
    IDENTITY_CENTER_OTHER_ACCOUNT: {
      means: "Hallpass acts in another account than the configuration says.",
      happens: "The credentials are of another role, or `account` is misspelt.",
      fix: "Correct `account`, or the credentials."
    },
    IDENTITY_CENTER_NO_INSTANCE: {
      means: "Hallpass cannot see the configured instance of IAM Identity Center, and lends nothing.",
      happens: "The ARN or the region is wrong, `sso:ListInstances` is not allowed, or Hallpass's account is no delegated administrator.",
      fix: "Correct the entry, or register the account as a delegated administrator."
    },
    IDENTITY_CENTER_MANAGEMENT_ACCOUNT: {
      means: "The management account of the organisation is lent, or Hallpass runs in it.",
      happens: "A resource names it, or Hallpass is no delegated administrator in an account of its own.",
      fix: "Remove the resource, and run Hallpass in a delegated administrator account."
    },
    IDENTITY_CENTER_NO_SET: {
      means: "Hallpass cannot lend this permission set.",
      happens: "The permission set or the account does not exist.",
      fix: "Correct the entry in HALLPASS_PROVIDERS."
    },
    IDENTITY_CENTER_NO_GROUP: {
      means: "Hallpass cannot lend this group.",
      happens: "The group does not exist in the identity store.",
      fix: "Write the id of a group that does."
    },
    IDENTITY_CENTER_FOREIGN_GROUP: {
      means: "Hallpass does not lend this group: its directory would undo the changes.",
      happens: "An external identity provider or Active Directory fills the group.",
      fix: "Make a group in IAM Identity Center, or lend the group at its directory."
    },
    IDENTITY_CENTER_OWN_GROUP: {
      means: "Hallpass never lends power over itself.",
      happens: "The group has a permission set in the account of Hallpass's role.",
      fix: "Take that permission set from the group, or lend another group."
    },
    IDENTITY_CENTER_SET_NAME: {
      means: "The link in the comment on a grant opens another permission set, or none.",
      happens: "`name` is not the name of the permission set.",
      fix: "Write the name as AWS has it."
    },
    IDENTITY_CENTER_LONG_SESSION: {
      means: "A session that was opened during a lease goes on for more than an hour after its end.",
      happens: "The permission set has a longer session duration.",
      fix: "Set it to `PT1H`."
    },
    IDENTITY_CENTER_NOT_RESERVED: {
      means: "Assignments of this permission set may be somebody else's, and nobody can tell them apart.",
      happens: "The permission set lacks the tag of reserved sets.",
      fix: "Make a permission set for Hallpass alone, and tag it."
    },
    IDENTITY_CENTER_KEEPS_ACCESS: {
      means: "A holder can make users, keys, roles or code that outlast the lease.",
      happens: "A policy of the permission set allows it.",
      fix: "Take these actions out of the set, or add a permissions boundary."
    },
    IDENTITY_CENTER_NO_SCHEDULE_GROUP: {
      means: "Hallpass grants nothing: it cannot plant the schedule that ends a grant.",
      happens: "The schedule group does not exist in the region of the instance.",
      fix: "Make it with `aws scheduler create-schedule-group`."
    },
    IDENTITY_CENTER_NO_DEAD_LETTERS: {
      means: "A schedule that fails ends nothing, and nobody learns of it.",
      happens: "`schedule` has no `deadLetters`.",
      fix: "Make a queue, name it, and set an alarm on it."
    },
    IDENTITY_CENTER_NO_RIGHT: {
      means: "Hallpass's role cannot do what is configured.",
      happens: "Its policy lacks the actions in the message, or a resource.",
      fix: "Give it the policy of the page."
    },
    IDENTITY_CENTER_TOO_MUCH: {
      means: "Whoever gets hold of Hallpass's credentials can do more than lend the configured permission sets.",
      happens: "The role has a wider policy than that of the page.",
      fix: "Give it the policy of the page, and no other."
    }
  }
});

// src/core/findings/catalogue/providers/kubernetes.ts
var kubernetes = defineArea({
  title: "Kubernetes",
  intro: "The rights of Hallpass's account in a cluster. [docs/providers/kubernetes.md](providers/kubernetes.md) explains the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    KUBERNETES_RIGHT_MISSING: {
      means: "The account lacks a right that a grant or an end needs.",
      happens: "The RBAC objects of the page were not applied, or were made for other roles or namespaces.",
      fix: "Give it the right in the message."
    },
    KUBERNETES_NO_PATCH: {
      means: "The account may not change bindings, so a finalizer or an admission webhook could keep access after its end.",
      happens: "The verb `patch` is missing among its rights on bindings.",
      fix: "Add `patch`."
    },
    KUBERNETES_EXCESS: {
      means: "The account may do more than grant the configured roles.",
      happens: "It was given cluster-admin, or a rule without `resourceNames`.",
      fix: "Take the right away."
    },
    KUBERNETES_NOT_FOUND: {
      means: "A configured namespace or role does not exist.",
      happens: "The name in HALLPASS_PROVIDERS is misspelt, or it was deleted.",
      fix: "Create it, or remove it from HALLPASS_PROVIDERS."
    },
    KUBERNETES_POWERFUL_ROLE: {
      means: "A holder of a configured role could keep the access or stop its end. Hallpass refuses to grant it.",
      happens: "The role may change roles or bindings, impersonate, or act as an account of the cluster or of Hallpass.",
      fix: "Name a smaller role in HALLPASS_PROVIDERS."
    },
    KUBERNETES_LASTING_ROLE: {
      means: "What a holder of a configured role makes may go on working after the end.",
      happens: "The role may make pods, read Secrets or ask for tokens of service accounts, as `edit` does.",
      fix: "Name a smaller role in HALLPASS_PROVIDERS, or accept it."
    },
    KUBERNETES_KYVERNO: {
      means: "Kyverno would not remove a binding at its end, so Hallpass grants nothing.",
      happens: "Its cleanup controller does not run, or its service account may not watch, list and delete bindings.",
      fix: "Put Kyverno right, or remove `kyverno` from HALLPASS_PROVIDERS."
    },
    KUBERNETES_BINDING_LEFT: {
      means: "A binding of a grant that has ended is still there. It gives nothing.",
      happens: "A finalizer or an admission webhook keeps it from being deleted.",
      fix: "Remove what keeps it, and delete it."
    }
  }
});

// src/core/findings/catalogue/providers/ldap.ts
var ldap = defineArea({
  title: "LDAP and Active Directory",
  intro: "The rights of Hallpass's account in a directory, and the groups that it lends. [docs/providers/ldap.md](providers/ldap.md) explains the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    LDAP_NO_GROUP: {
      means: "The directory has no entry with a configured id, or the account may not see it.",
      happens: "The group was deleted and made anew, or the id in HALLPASS_PROVIDERS is misspelt.",
      fix: "Write the group's entryUUID or objectGUID into HALLPASS_PROVIDERS, and let the account read the group."
    },
    LDAP_NO_PEOPLE: {
      means: "The configuration finds no person in the directory. Nobody gets access.",
      happens: "The base, the attribute or the filter of `principals` is misspelt, or the account may not read the people or this attribute.",
      fix: "Correct `principals` in HALLPASS_PROVIDERS, or give the account the rights in docs/providers/ldap.md, step 1."
    },
    LDAP_CANNOT_WRITE: {
      means: "The account may not change who is in a configured group, or may not make entries for grants.",
      happens: "The rule for it is missing, or an earlier rule decides.",
      fix: "Give the right in docs/providers/ldap.md, step 1."
    },
    LDAP_BEYOND: {
      means: "The account may write more than the members of the configured groups.",
      happens: "It was given rights on a whole tree, or it is an administrator.",
      fix: "Take the right away, and give only those in docs/providers/ldap.md, step 1."
    },
    LDAP_POWERFUL_ACCOUNT: {
      means: "The account of Hallpass is in a group with power over the domain.",
      happens: "It was added to Domain Admins or a group like it.",
      fix: "Take it out of the group, and delegate Write Members instead."
    },
    LDAP_POWERFUL_GROUP: {
      means: "A configured group is, or is in, a group with power over the domain. Hallpass refuses to lend it.",
      happens: "The group is in Domain Admins or a group like it, or AdminSDHolder protects it.",
      fix: "Take it out of that group, or remove it from HALLPASS_PROVIDERS."
    },
    LDAP_GROUP_MANAGER: {
      means: "A configured group names a manager or owner, who may be able to add members beside Hallpass.",
      happens: "`managedBy` or `owner` is set.",
      fix: "Clear the attribute, or make sure that nobody in it is lent the group."
    },
    LDAP_NESTED_GROUP: {
      means: "A configured group contains a group. Its members hold the access without Hallpass.",
      happens: "Somebody added a group to the group.",
      fix: "Take the group out, or accept that Hallpass does not end what it gives."
    },
    LDAP_DANGLING_MEMBER: {
      means: "A configured group has a member that is nobody's entry. Whoever gets an entry of that name gets the access.",
      happens: "A person was deleted or renamed on a server without referential integrity, or the account may not see the entry.",
      fix: "Delete the value, load the overlay refint, or name the value as placeholder in HALLPASS_PROVIDERS."
    },
    LDAP_NO_PLACEHOLDER: {
      means: "Hallpass could not take the last member out of a configured group.",
      happens: "The group's class demands a member, and the configuration names no placeholder.",
      fix: "Name a DN that is nobody's entry as `placeholder` in HALLPASS_PROVIDERS."
    },
    LDAP_PLACEHOLDER_IS_PERSON: {
      means: "The placeholder is a person's entry: she would get each group that is emptied.",
      happens: "`placeholder` names an entry that the filter of principals finds.",
      fix: "Name a DN that is nobody's entry."
    },
    LDAP_NO_DYNAMIC_ENTRIES: {
      means: "The configuration asks for dynamic entries, and the server has none. Nothing is granted.",
      happens: "slapd does not load the overlay dds for this database.",
      fix: "Load it as docs/providers/ldap.md says, or set mode: member."
    }
  }
});

// src/core/findings/catalogue/providers/microsoft.ts
var microsoft = defineArea({
  title: "Microsoft",
  intro: "The rights of Hallpass's application, and the groups and roles that it lends. [docs/providers/entra.md](providers/entra.md) and [docs/providers/azure.md](providers/azure.md) explain the setup.",
  seenIn: ["`hallpass doctor`"],
  entries: {
    ENTRA_NO_RIGHT: {
      means: "Hallpass cannot lend this group.",
      happens: "Its application may not read the group or its owners.",
      fix: "Give the application the permissions of docs/providers/entra.md, with admin consent."
    },
    ENTRA_PERMISSION_MISSING: {
      means: "Hallpass's application lacks a permission that grants or ends need.",
      happens: "The permission was not added, or no administrator consented to it.",
      fix: "Add the application permission of docs/providers/entra.md, and grant admin consent."
    },
    ENTRA_PERMISSION_EXCESSIVE: {
      means: "Hallpass's application may change more in the directory than members of groups.",
      happens: "It has a permission beside those of the page.",
      fix: "Remove that permission from the application."
    },
    ENTRA_PIM_LIMIT: {
      means: "Longer leases are refused at the grant.",
      happens: "The group's settings in PIM limit how long an active assignment may last.",
      fix: "Let no policy allow longer leases, or raise the limit in the group's settings."
    },
    ENTRA_PIM_MFA: {
      means: "PIM may refuse every assignment that Hallpass makes.",
      happens: "The group's settings ask administrators for multifactor authentication, and an application has none.",
      fix: "Turn off MFA on active assignment in the group's settings."
    },
    ENTRA_NO_GROUP: {
      means: "A configured group does not exist.",
      happens: "The id in HALLPASS_PROVIDERS is misspelt, of another tenant, or the group was deleted.",
      fix: "Write the object id of a group that exists."
    },
    ENTRA_FOREIGN_GROUP: {
      means: "Microsoft Entra lets nobody change the members of this group by hand.",
      happens: "A rule fills it (dynamic membership), or it is synchronized from a directory on the premises.",
      fix: "Make a group with assigned membership for this role."
    },
    ENTRA_POWER: {
      means: "The group may give roles of the directory, and so the power to keep the access.",
      happens: "The group is role-assignable.",
      fix: "Lend another group. With `allowPower`, this one is lent all the same."
    },
    ENTRA_GROUP_OWNER: {
      means: "Somebody can add people to the group without a lease.",
      happens: "The group has owners.",
      fix: "Remove the owners. Hallpass lends the group to none of them."
    },
    AZURE_NO_RIGHT: {
      means: "Hallpass cannot lend this role.",
      happens: "Its application may not read roles and assignments at the scope.",
      fix: "Give the application the role of docs/providers/azure.md at the scope."
    },
    AZURE_RIGHT_MISSING: {
      means: "Hallpass cannot assign roles at a configured scope.",
      happens: "Its application has no role there or above, or has one by a group, which Hallpass does not see.",
      fix: "Assign it the role of docs/providers/azure.md at the scope."
    },
    AZURE_RIGHT_EXCESSIVE: {
      means: "Hallpass's application may change resources, not only who has roles.",
      happens: "It is Owner or Contributor.",
      fix: "Assign it the role of docs/providers/azure.md instead."
    },
    AZURE_RIGHT_UNLIMITED: {
      means: "Whoever has the credentials of Hallpass's application can assign every role, Owner included.",
      happens: "Its role assignment has no condition.",
      fix: "Add the condition of docs/providers/azure.md."
    },
    AZURE_NO_ROLE: {
      means: "A configured role or scope does not exist.",
      happens: "An id in HALLPASS_PROVIDERS is misspelt, or the resource group or the custom role was deleted.",
      fix: "Write the ids of a role and a scope that exist."
    },
    AZURE_POWER: {
      means: "The role lets its holder give access, keep access, or stop its end.",
      happens: "It may assign roles, change role definitions or PIM's settings, or lock resources, as Owner can.",
      fix: "Lend another role. With `allowPower`, this one is lent all the same."
    },
    AZURE_ROLE_LASTS: {
      means: "Something that the holder makes or reads outlives the lease.",
      happens: "The role may list keys, give identities to machines, or make jobs, as Contributor can.",
      fix: "Lend a narrower role, rotate keys after a lease, and look for what was made."
    },
    AZURE_PIM_MFA: {
      means: "PIM may refuse every assignment that Hallpass makes.",
      happens: "The role's settings ask administrators for multifactor authentication, and an application has none.",
      fix: "Turn off MFA on active assignment in the role's settings."
    },
    AZURE_PIM_LIMIT: {
      means: "Longer leases are refused at the grant.",
      happens: "The role's settings in PIM limit how long an active assignment may last.",
      fix: "Let no policy allow longer leases, or raise the limit in the role's settings."
    }
  }
});

// src/core/findings/catalogue/providers/mysql.ts
var mysql = defineArea({
  title: "MySQL and MariaDB",
  intro: "The rights of Hallpass's account at a MySQL or MariaDB server. [docs/providers/mysql.md](providers/mysql.md) explains the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    MYSQL_NO_RIGHT: {
      means: "The account lacks a right that it needs to grant, end or list access.",
      happens: "It was set up without that statement, or an administrator took the right away.",
      fix: "Run the GRANT statement in the message."
    },
    MYSQL_EXCESS: {
      means: "The account has a right that handing out roles does not need.",
      happens: "It was created as an administrator, or is used for something else too.",
      fix: "Run the REVOKE statement in the message."
    },
    MYSQL_NO_ROLE: {
      means: "A configured role does not exist.",
      happens: "The name in HALLPASS_PROVIDERS is misspelt, or the role was dropped.",
      fix: "Create the role, or remove it from HALLPASS_PROVIDERS."
    },
    MYSQL_NO_ADMIN_OPTION: {
      means: "The account may not grant a configured role.",
      happens: "The role was granted to it without ADMIN OPTION, or not at all.",
      fix: "Run the GRANT statement in the message."
    },
    MYSQL_BEYOND: {
      means: "The account holds a role that the configuration does not name.",
      happens: "The role was removed from HALLPASS_PROVIDERS, or granted by mistake.",
      fix: "Run the REVOKE statement in the message, or name the role in HALLPASS_PROVIDERS."
    },
    MYSQL_POWERFUL_ROLE: {
      means: "Hallpass refuses to lend a configured role: a holder could keep the access, or stop its end.",
      happens: "The role has a global privilege, may grant, reaches the schemas `mysql` or `hallpass`, or may make routines or events or change routines.",
      fix: "Take that right away from the role, or remove it from HALLPASS_PROVIDERS."
    },
    MYSQL_LASTING_RIGHT: {
      means: "A holder of a configured role can make something that gives access after the end.",
      happens: "The role has CREATE VIEW or TRIGGER, and MariaDB lets a role be the definer; or it has REFERENCES, and a foreign key stays; or it has SELECT, UPDATE and DELETE on MyISAM tables, which a MERGE table then stands for.",
      fix: "Take the right away from the role, or look at what was made after each grant. Change MyISAM tables to another engine."
    },
    MYSQL_MADE_BY_ROLE: {
      means: "Something on the server runs with the rights of a configured role, for everybody who may use it.",
      happens: "It was made with `DEFINER = CURRENT_ROLE` while the role was active.",
      fix: "Drop it if a holder of the role made it."
    },
    MYSQL_NO_EVENTS: {
      means: "Grants get no event on the server that ends them when no part of Hallpass runs.",
      happens: "The event scheduler is off or was only switched on until the next restart, or the account may make no events.",
      fix: "Follow the step in the message."
    },
    MYSQL_EVENT_STUCK: {
      means: "An event that ends a grant will not run, or did not finish.",
      happens: "The event came from a primary that this replica took over from, the event scheduler is off, or the account lost a right.",
      fix: "Follow the step in the message. Until then the app and the scheduled Action end the grant."
    },
    MYSQL_NO_MARK: {
      means: "Hallpass could not tell a rebuilt server under the same address.",
      happens: "The table `server` in Hallpass's schema is missing, unreadable, or has not exactly one row.",
      fix: "Make the table with the statement in the message, while nothing is held."
    },
    MYSQL_HINDERER: {
      means: "Some accounts could lock or stop the server, or change accounts, and so delay the end of access.",
      happens: "They have RELOAD, SHUTDOWN or CREATE USER.",
      fix: "Take these privileges from accounts that people ask access for."
    },
    MYSQL_HIDDEN_SESSIONS: {
      means: "A holder can hide an open session from its end behind a routine of another account.",
      happens: "`performance_schema` is off, as it is by default on MariaDB, or the account may not read its table `threads`.",
      fix: "Follow the two steps in the message."
    },
    MYSQL_PROXY: {
      means: "A holder can let somebody else become their account, whose open session outlives the end.",
      happens: "The server has a plugin that may map names, such as PAM, and everybody may run GRANT PROXY for their own account.",
      fix: "Uninstall the plugin, or map nobody to accounts that people ask access for."
    },
    MYSQL_KEEPER: {
      means: "Some accounts or roles could keep what a lent role gives them beyond the end.",
      happens: "They have CREATE VIEW, CREATE ROUTINE, TRIGGER or EVENT somewhere. On MariaDB a view may run with the rights of a role, and a routine may hold a role that it has set.",
      fix: "Take these privileges from accounts that people ask access for, or look at what they made after each grant."
    }
  }
});

// src/core/findings/catalogue/providers/okta.ts
var okta = defineArea({
  title: "Okta",
  intro: "The rights of Hallpass's account at Okta, and the groups and apps that it lends. [docs/providers/okta.md](providers/okta.md) explains the setup.",
  seenIn: ["`hallpass doctor`"],
  entries: {
    OKTA_API_TOKEN: {
      means: "Hallpass can do at Okta whatever the administrator can who made its API token.",
      happens: "The configuration has `tokenFrom`.",
      fix: "Use a service app with the scopes and the admin role of the page."
    },
    OKTA_NO_RIGHT: {
      means: "Hallpass cannot lend this group or app.",
      happens: "Its account may not read the group or app, the group rules, or the group's administrator roles.",
      fix: "Give the service app the scopes and the admin role of the page."
    },
    OKTA_NO_TARGET: {
      means: "A configured group or app does not exist, or Hallpass's account may not see it.",
      happens: "The id in HALLPASS_PROVIDERS is misspelt, or it was deleted, or it is not in the resource set of the account.",
      fix: "Write the id of one that exists, or add it to the resource set."
    },
    OKTA_FOREIGN_GROUP: {
      means: "Okta lets nobody change the members of this group.",
      happens: "An app or a directory fills it (`APP_GROUP`), or it is Okta's own (`BUILT_IN`).",
      fix: "Make a group in Okta for this role."
    },
    OKTA_GROUP_RULE: {
      means: "Hallpass does not lend this group: the rule would add people again.",
      happens: "A group rule names the group.",
      fix: "Take the group out of the rule, or make another group for this role."
    },
    OKTA_ADMIN_GROUP: {
      means: "Hallpass never lends power over Okta.",
      happens: "The group has administrator roles, or the app is the Admin Console or Okta Workflows.",
      fix: "Take the roles from the group, or remove it from HALLPASS_PROVIDERS."
    },
    OKTA_GROUP_OWNER: {
      means: "The owners of a configured group can add themselves without a lease, also after one has ended.",
      happens: "The group has owners in Okta Identity Governance.",
      fix: "Remove the owners, or let nobody who owns the group ask for it."
    },
    OKTA_SELF_SERVICE: {
      means: "People can give themselves the app without a lease, also after one has ended.",
      happens: "Self service is on for the app.",
      fix: "Turn it off under the app's assignments."
    }
  }
});

// src/core/findings/catalogue/providers/postgres.ts
var postgres = defineArea({
  title: "PostgreSQL",
  intro: "The rights of Hallpass's account at a PostgreSQL server. [docs/providers/postgres.md](providers/postgres.md) explains the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    POSTGRES_ATTRIBUTE: {
      means: "The account has an attribute that is far more than it needs, such as SUPERUSER.",
      happens: "It was created as an administrator.",
      fix: "Take the attribute away with the ALTER ROLE statement in the message."
    },
    POSTGRES_NO_ROLE: {
      means: "A configured role does not exist.",
      happens: "The name in HALLPASS_PROVIDERS is misspelt, or the role was dropped.",
      fix: "Create the role, or remove it from HALLPASS_PROVIDERS."
    },
    POSTGRES_NO_DATABASE: {
      means: "A configured database does not exist.",
      happens: "The name in HALLPASS_PROVIDERS is misspelt, or the database was dropped.",
      fix: "Create the database, or remove it from HALLPASS_PROVIDERS."
    },
    POSTGRES_NO_ADMIN_OPTION: {
      means: "The account may not grant a configured role.",
      happens: "The role was granted to it without ADMIN OPTION, or not at all.",
      fix: "Run the GRANT statement in the message."
    },
    POSTGRES_BEYOND: {
      means: "The account may use or grant a role that the configuration does not name.",
      happens: "The role was removed from HALLPASS_PROVIDERS, or granted by mistake.",
      fix: "Run the REVOKE statement in the message, or name the role in HALLPASS_PROVIDERS."
    },
    POSTGRES_POWERFUL_ROLE: {
      means: "A configured role has power over the whole server or over Hallpass's account.",
      happens: "The role is a superuser, or a member of a powerful role.",
      fix: "Take that power away from the role, or remove it from HALLPASS_PROVIDERS."
    },
    POSTGRES_LOGIN_ROLE: {
      means: "A holder of a configured role could set the password of another login, and use it after the end.",
      happens: "The role is, or reaches, a role that can log in.",
      fix: "Set that role to NOLOGIN, or remove the configured role from HALLPASS_PROVIDERS."
    },
    POSTGRES_HOME_OWNER: {
      means: "A holder of a configured role could keep Hallpass out of the database it connects to.",
      happens: "The role owns that database.",
      fix: "Let Hallpass connect to a database that no configured role owns: `cronDatabase` in HALLPASS_PROVIDERS."
    },
    POSTGRES_HINDERER: {
      means: "Some logins could end Hallpass's sessions or lock the catalogues, and so delay the end of access.",
      happens: "They are members of pg_signal_backend or pg_maintain.",
      fix: "Take these roles from logins that people ask access for."
    },
    POSTGRES_NO_RESERVED_CONNECTION: {
      means: "The server keeps no connection free for Hallpass.",
      happens: "`reserved_connections` is 0, or the account is not a member of pg_use_reserved_connections. A login that opens all connections then delays the end of access.",
      fix: "Follow the two steps in the message."
    },
    POSTGRES_NO_CONNECTION_LIMIT: {
      means: "Some logins may open all connections of the server, and so delay the end of access.",
      happens: "They have no CONNECTION LIMIT.",
      fix: "Set a limit with the ALTER ROLE statement in the message."
    },
    POSTGRES_NO_CREATEROLE: {
      means: "The account may not create logins, and the configuration asks for one per grant.",
      happens: "`logins: per-grant` needs CREATEROLE.",
      fix: "Run the ALTER ROLE statement in the message, or set `logins: standing`."
    },
    POSTGRES_WIDE_CREATEROLE: {
      means: "CREATEROLE gives the account power over every role except superusers.",
      happens: "The server is older than PostgreSQL 16.",
      fix: "Upgrade the server, or set `logins: standing`."
    },
    POSTGRES_LOGIN_LEFT: {
      means: "A login was closed, but could not be dropped.",
      happens: "It owns something, was given rights, or was locked by another account. It can no longer log in.",
      fix: "Run the statements in the message."
    },
    POSTGRES_NO_TIMER: {
      means: "No grant gets a timer on the server that ends it if Hallpass is down.",
      happens: "pg_cron is missing, too old or not running, or the account may not use it.",
      fix: "Follow the message, or set `nativeExpiry: off`."
    },
    POSTGRES_TIMER_FAILS: {
      means: "Some of Hallpass's timers failed when they last ran.",
      happens: "pg_cron cannot connect, or the account lost a right.",
      fix: "Read the error with the query in the message."
    }
  }
});

// src/core/findings/catalogue/providers/receivers.ts
var receivers = defineArea({
  title: "Webhook and command",
  intro: "Receivers of messages: what the configuration promises of them, and how they are protected. [docs/providers/webhook.md](providers/webhook.md) and [docs/providers/command.md](providers/command.md) explain the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    RECEIVER_PROMISE: {
      means: "The configuration promises something of the receiver that the receiver does not say of itself.",
      happens: "One of them was changed without the other.",
      fix: "Write in HALLPASS_PROVIDERS what the receiver says, or change the receiver."
    },
    RECEIVER_NO_ENTITLEMENT: {
      means: "A configured resource or role is unknown to the receiver.",
      happens: "The name in HALLPASS_PROVIDERS is misspelt, or the receiver lost it.",
      fix: "Add it to the receiver, or remove it from HALLPASS_PROVIDERS."
    },
    RECEIVER_BEYOND: {
      means: "The receiver gives access that the configuration does not name.",
      happens: "It was removed from HALLPASS_PROVIDERS, or the receiver does more than it should.",
      fix: "Remove it from the receiver, or name it in HALLPASS_PROVIDERS."
    },
    WEBHOOK_ADDRESS: {
      means: "Hallpass does not connect to the receiver's address.",
      happens: "Its host name stands for a private address that `networks` does not list, for a cloud's metadata service, or for no address.",
      fix: "Follow the message: correct the host name, or list the network in `networks`."
    },
    WEBHOOK_UNVERIFIED: {
      means: "The receiver obeys messages that Hallpass did not sign, so that anybody who reaches it can grant access.",
      happens: "It does not verify the signature.",
      fix: "Verify the signature before anything else, as the example in docs/providers/webhook.md does."
    },
    WEBHOOK_REPLAY: {
      means: "The receiver obeys old messages, so that a recorded grant can be sent again later.",
      happens: "It does not compare `webhook-timestamp` with its clock.",
      fix: "Refuse messages that are more than five minutes old or early."
    },
    COMMAND_MISSING: {
      means: "The command cannot be started.",
      happens: "The file does not exist, is not a regular file, or Hallpass's user may not execute it.",
      fix: "Install the command, or correct `program` in HALLPASS_PROVIDERS."
    },
    COMMAND_WRITABLE: {
      means: "Other accounts of the machine may change the command, and so grant themselves access.",
      happens: "The file or a folder above it may be written by its group or by everybody, or belongs to somebody else.",
      fix: "Run the command in the message."
    }
  }
});

// src/core/findings/catalogue/providers/scim.ts
var scim = defineArea({
  title: "SCIM",
  intro: "The groups of a SCIM server. [docs/providers/scim.md](providers/scim.md) explains the setup.",
  seenIn: ["`hallpass doctor`"],
  entries: {
    SCIM_NO_PATCH: {
      means: "The server cannot change single members of a group.",
      happens: "Its ServiceProviderConfig says that PATCH is not supported.",
      fix: "Use a server that supports it, or connect the system with a webhook."
    },
    SCIM_NO_FILTER: {
      means: "Hallpass reads all users to find one.",
      happens: "The server's ServiceProviderConfig says that filters are not supported.",
      fix: "Nothing must be done. Raise `deadlineSeconds` if the list is long."
    },
    SCIM_NO_VERSIONS: {
      means: "A member whom somebody adds by hand in the moment of a grant may be removed with it.",
      happens: "The server's ServiceProviderConfig says that versions (ETag) are not supported.",
      fix: "Use groups that nobody changes by hand."
    },
    SCIM_NO_GROUP: {
      means: "A configured group does not exist.",
      happens: "The id in HALLPASS_PROVIDERS is misspelt, or the group was deleted.",
      fix: "Write the id of a group that exists, or remove the role from HALLPASS_PROVIDERS."
    },
    SCIM_NESTED_GROUP: {
      means: "People hold the access through another group, which Hallpass neither lists nor changes.",
      happens: "A configured group contains a group.",
      fix: "Remove that group, or review its members where you manage them."
    }
  }
});

// src/core/findings/catalogue/providers/ssh.ts
var ssh = defineArea({
  title: "SSH certificates",
  intro: "The certificate authority that Hallpass signs with. [docs/providers/ssh.md](providers/ssh.md) explains the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    SSH_KEY_EXPOSED: {
      means: "Other accounts of the server can read the authority's private key.",
      happens: "The file's mode is wider than 0600.",
      fix: "Run the chmod in the message. If others could log in to the server, make a new authority."
    },
    SSH_KEY_OTHER: {
      means: "Hallpass cannot sign with the authority that the configuration names.",
      happens: "The private key is missing, belongs to another public key, or the agent does not have it.",
      fix: "Correct `caPublicKey`, or the place of the private key, in HALLPASS_PROVIDERS."
    },
    SSH_NOT_TRUSTED: {
      means: "The hosts do not trust the authority, so its certificates open nothing.",
      happens: "`trustedKeysFile` lacks the authority's public key.",
      fix: "Add the line of `caPublicKey` to the file of TrustedUserCAKeys on the hosts."
    },
    SSH_FOLDER_MISSING: {
      means: "The record of what was issued, or the revocation list, is missing. Nothing is granted, and no early end is made.",
      happens: "`folder` is misspelt, or was never set up, or was lost.",
      fix: "Correct `folder` in HALLPASS_PROVIDERS, or set it up as docs/providers/ssh.md says. If it was lost while leases lived, make a new authority."
    },
    SSH_FOLDER_OPEN: {
      means: "Other accounts of the server can change what was issued or revoked.",
      happens: "The folder, or something in it, is writable for the group or for everybody.",
      fix: "Run the chmod in the message."
    },
    SSH_NOT_PUBLISHED: {
      means: "The hosts may lack the last change of the revocation list.",
      happens: "The program `publish` failed, or was interrupted.",
      fix: "Correct the program. The next grant or end runs it again."
    },
    SSH_SESSIONS_SURVIVE: {
      means: "A session that is open at the end of a grant goes on.",
      happens: "sshd looks at a certificate at login alone, and no `endSessions` is configured. Or no `publish` is: then a session may begin after others were ended.",
      fix: "Set `endSessions` and `publish`, as docs/providers/ssh.md shows."
    },
    SSH_SHELL: {
      means: "A role gives a shell, or forwards ports: what its holder starts there survives the end.",
      happens: "The role has no `forceCommand`, or permits `port-forwarding`.",
      fix: "Give the role a `forceCommand`, or set up the hosts as docs/providers/ssh.md says."
    },
    SSH_CLOCK: {
      means: "The clock of the server that serves the certificates is far from Hallpass's.",
      happens: "One of the two machines has no NTP. A certificate ends by the clock of the host.",
      fix: "Set up NTP on Hallpass's server and on the hosts."
    }
  }
});

// src/core/findings/catalogue/providers/vault.ts
var vault = defineArea({
  title: "Vault and OpenBao",
  intro: "The rights of Hallpass's AppRole. [docs/providers/vault.md](providers/vault.md) has the policy it needs.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    VAULT_RIGHT_MISSING: {
      means: "Hallpass's token lacks a right that grants or ends need.",
      happens: "The AppRole has another policy than the page gives, or the provider has another name by now.",
      fix: "Give Hallpass's AppRole the policy of docs/providers/vault.md."
    },
    VAULT_RIGHT_EXCESSIVE: {
      means: "Hallpass's token may write more than its own groups.",
      happens: "The AppRole has a policy beside the one that the page gives.",
      fix: "Take that policy from the AppRole."
    }
  }
});

// src/core/findings/catalogue/removal.ts
var removal = defineArea({
  title: "Revert pull requests",
  intro: "A pull request that removes requests may remove ended ones, or end access that its author or an owner may end.",
  seenIn: ["pull request check"],
  entries: {
    RECEIPT_EMPTY: {
      means: "The pull request changes nothing.",
      happens: "The files were already removed by another pull request.",
      fix: "Close it."
    },
    RECEIPT_OTHER_FILE: {
      means: "The pull request changes a file besides removing requests.",
      happens: "A person pushed to the branch of a revert pull request.",
      fix: "Take the change out, or open another pull request for it."
    },
    RECEIPT_LIVE: {
      means: "The pull request removes a request whose access has not ended.",
      happens: "The file was removed before its time was over, by a person who may not end the access.",
      fix: "Wait for the end. The subject, an approver or an owner who approves the pull request can end it early."
    },
    RECEIPT_HELD: {
      means: "The access has ended, but Hallpass has not recorded the revocation yet.",
      happens: "The revocation is still running, or the provider is unavailable.",
      fix: "Wait. The check runs again when the revocation is recorded."
    },
    RECEIPT_UNKNOWN_REQUEST: {
      means: "The ledger knows the request, but no lease of it, so nothing says that it has ended.",
      happens: "The grant was never completed.",
      fix: "Restore the file, and ask an operator what happened to the request."
    }
  }
});

// src/core/findings/catalogue/request-file.ts
var requestFile = defineArea({
  title: "The request file and its pull request",
  intro: "One pull request adds one file, `access-requests/<team>/<name>.yaml`, and nothing else. These codes say how a pull request differs from that.",
  seenIn: ["pull request check", "comment on the pull request"],
  entries: {
    NO_REQUEST: {
      means: "The pull request adds no request file.",
      happens: "The file lies outside access-requests/, or its last commit removed it.",
      fix: "Add one file under access-requests/.",
      refusal: "it has no request file"
    },
    SECOND_REQUEST: {
      means: "The pull request adds more than one request.",
      happens: "Several requests were committed to one branch.",
      fix: "Open one pull request for each request.",
      refusal: "it has more than one request"
    },
    STRAY_FILE: {
      means: "A file that is not a request lies among the requests, or comes with one.",
      happens: "A `.DS_Store`, an editor's backup or another change was committed too.",
      fix: "Take the file out of the pull request. Open another pull request for other changes.",
      refusal: "it brings other files beside the request",
      seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"]
    },
    REQUEST_IMMUTABLE: {
      means: "The pull request changes or renames a request that is already on the default branch.",
      happens: "An old request was edited, for example to extend it.",
      fix: "Restore the file. Ask with a new file; to prolong access, use `extends`.",
      refusal: "it changes a request that was made before"
    },
    ID_USED: {
      means: "The name of the file was used by an earlier request.",
      happens: "A request file was copied and kept its name. A name is used once, also after the file is removed.",
      fix: "Rename the file.",
      refusal: "its file name was used before"
    },
    PATH_INVALID: {
      means: "The path is not `access-requests/<team>/<name>.yaml`.",
      happens: "The file ends in .yml, lies in a subfolder, or its name has upper-case letters or spaces.",
      fix: "Rename the file as the message proposes.",
      refusal: "its path is none of a request, which is access-requests/FOLDER/NAME.yaml",
      seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"]
    },
    PATH_LOOKALIKE: {
      means: "The path looks like a place that Hallpass reads, and is another one.",
      happens: "A folder is misspelt, such as access-request/, or has a letter of another alphabet.",
      fix: "Use the exact path that the message names, or a name that is not similar to it.",
      refusal: "its path looks like another one",
      seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"]
    },
    REQUEST_MISPLACED: {
      means: "A file reads like an access request, but Hallpass reads no requests where it lies.",
      happens: "It was added to the root of the repository or to another folder.",
      fix: "Move it to `access-requests/<team>/<name>.yaml`. Put an example into a Markdown file.",
      refusal: "the file is in the wrong place",
      seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"]
    },
    NOT_A_PLAIN_FILE: {
      means: "The request is a symbolic link, a submodule or an executable file.",
      happens: "git recorded another mode than 100644.",
      fix: "Add it as a plain file. `git update-index --chmod=-x FILE` removes the executable bit.",
      refusal: "the request is not a plain file"
    },
    FILE_TOO_LARGE: {
      means: "The request file is larger than 16 KiB.",
      happens: "The reason holds a whole log.",
      fix: "Shorten the reason, or ask for less at once.",
      refusal: "the request file is too large"
    },
    FORK: {
      means: "The branch of the pull request is in a fork.",
      happens: "GitHub makes a fork for a person who may only read the access repository.",
      fix: "Ask an administrator for the role Write on the repository, close the pull request, and ask again from a branch of the repository itself.",
      refusal: "its branch is in a fork"
    },
    WRONG_BASE: {
      means: "The pull request goes into another branch than the default branch.",
      happens: "It was opened against a feature branch.",
      fix: "Change its base to the default branch.",
      refusal: "it was not merged into the default branch"
    },
    PLACE_UNKNOWN: {
      means: "The file lies outside the checkout, so the rules of its folder could not be compared.",
      happens: "`hallpass check` was given a file elsewhere on the disk.",
      fix: "Put the file where it will be, and check it there.",
      seenIn: ["`hallpass check`"]
    },
    NO_POLICIES: {
      means: "No policies were found, so only the form of the file was checked.",
      happens: "The file lies outside a clone of the access repository.",
      fix: "Name the clone with `--root DIR`.",
      seenIn: ["`hallpass check`"]
    }
  }
});

// src/core/findings/catalogue/rules.ts
var rules = defineArea({
  title: "Policies, settings and CODEOWNERS",
  intro: "These codes are about the rules, not about a request. While the rules on the default branch have a mistake, Hallpass grants nothing; access that was granted ends as planned. The owners of policies/ and .github/ correct them in a pull request.",
  seenIn: ["pull request check", "`hallpass check`"],
  entries: {
    DURATION_BOUNDS: {
      means: "The limits on duration in a policy contradict each other.",
      happens: "`minimum` is above `maximum`, `maximumTotal` is below `maximum`, or `default` is not between the first two.",
      fix: "Correct the limit that the message names."
    },
    ZONE_UNKNOWN: {
      means: "A policy's `hours` or `windows` name a time zone that does not exist.",
      happens: "It is misspelt, or newer than the time zone database of the machine's Node.js.",
      fix: "Write the name as the IANA database has it, such as Europe/Berlin."
    },
    PATTERN_INVALID: {
      means: "The pattern of a policy cannot be read.",
      happens: "A bracket is left open, or it uses back references or look-around, which RE2 does not have.",
      fix: "Write it in RE2's syntax, such as `INC-[0-9]+`."
    },
    CONDITION_INVALID: {
      means: "A condition of a policy cannot be read, or is not of type bool.",
      happens: "A name is misspelt, two types are compared that cannot be, or it uses a part of CEL that conditions do not have.",
      fix: "Correct it at the character that the message names. docs/conditions.md lists the variables and what may be used."
    },
    ROTA_UNKNOWN: {
      means: "A policy names a rota that is not there.",
      happens: "The name is misspelt, or the file in policies/rota/ was removed or renamed.",
      fix: "Add the file `policies/rota/<name>.yaml`, or take the name out of the policy."
    },
    ROTA_SHIFT: {
      means: "A shift of a rota has a time that does not exist, or lasts less than nothing or more than 31 days.",
      happens: "`from` and `to` are swapped, or a year or a month is misspelt.",
      fix: "Correct `from` and `to` of the shift that the message names."
    },
    STEP_ROLE: {
      means: "A step of a policy's approvals is for a role that the policy does not offer.",
      happens: "The role is misspelt. Nobody would ever be asked for that approval.",
      fix: "Name a role that the policy offers."
    },
    POLICY_AMBIGUOUS: {
      means: "Two policies offer the same access in the same folder.",
      happens: "A new policy repeats an offer of an older one.",
      fix: "Remove the offer from one of the two policies.",
      refusal: "two policies offer this access in this folder",
      seenIn: ["pull request check", "`hallpass check`", "`hallpass doctor`", "comment on the pull request"]
    },
    POLICY_UNREADABLE: {
      means: "A policy has mistakes, so the request could not be compared with it.",
      happens: "The policy was committed with a mistake in it.",
      fix: "Run `hallpass check` on the policy and correct it.",
      seenIn: ["`hallpass check`"]
    },
    PERSON_REPEATED: {
      means: "Two entries under `people` share an id, a login, an account or a public key.",
      happens: "An entry was copied, or an account passed from one person to another.",
      fix: "Keep it in one of the two entries."
    },
    DUTY_REPEATED: {
      means: "Two entries under `duties` have the same name.",
      happens: "An entry was copied.",
      fix: "Give each a name of its own."
    },
    DUTY_OVERLAPS: {
      means: "An entry under `duties` has access that is on two of its sides.",
      happens: "A pattern covers more than it was meant to. Nobody could ever have that access.",
      fix: "Name the resources and roles of each side so that no access is on two of them."
    },
    VERIFIER_INVALID: {
      means: "A verifier under `people` is not a SCRAM-SHA-256 verifier.",
      happens: "It is cut off, has too few iterations, or is a password in the clear. The message does not repeat it.",
      fix: "Write it as PostgreSQL does: SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey. If it was a password, change that password."
    },
    PUBLIC_KEY_INVALID: {
      means: "A key under `publicKeys` is not an SSH public key that Hallpass signs.",
      happens: "It is cut off, too short, of a type that OpenSSH no longer accepts, or a private key. The message does not repeat it.",
      fix: "Write the line of the .pub file: ssh-ed25519 AAAA…. If it was a private key, replace that key."
    },
    CODEOWNERS_PATTERN: {
      means: "A line of CODEOWNERS has a pattern that GitHub does not support.",
      happens: "The pattern uses `!`, `[ ]`, a backslash or `***`. GitHub skips such a line.",
      fix: "Rewrite the pattern as the message shows."
    },
    CODEOWNERS_OWNER: {
      means: "An owner in CODEOWNERS is neither @user nor @organisation/team.",
      happens: "The name is misspelt. GitHub skips such a line.",
      fix: "Name a team: @organisation/team."
    },
    CODEOWNERS_EMAIL: {
      means: "An owner in CODEOWNERS is an e-mail address.",
      happens: "GitHub accepts an address, but Hallpass cannot tell whose account it is. Requests that this line owns cannot be approved.",
      fix: "Name a team: @organisation/team."
    },
    CODEOWNERS_INVISIBLE: {
      means: "A line of CODEOWNERS has a character that a reviewer cannot see.",
      happens: "Text was copied from a web page or a chat.",
      fix: "Delete the character, and type the line again."
    },
    CODEOWNERS_TWICE: {
      means: "The repository has more than one CODEOWNERS file.",
      happens: "GitHub uses the first of .github/CODEOWNERS, CODEOWNERS and docs/CODEOWNERS; the others only mislead.",
      fix: "Keep .github/CODEOWNERS and remove the others."
    },
    CODEOWNERS_ERROR: {
      means: "GitHub reports an error in CODEOWNERS.",
      happens: "A team was renamed or deleted, or may not write to the repository.",
      fix: "Correct the line that the message names, or give the team the role Write.",
      seenIn: ["pull request check"]
    },
    RULE_FILE_MISSING: {
      means: "A file that Hallpass needs is missing.",
      happens: "CODEOWNERS or .github/hallpass.yaml was never added, or was removed.",
      fix: "Add the file. `hallpass init` writes an example."
    },
    RULE_NOT_A_PLAIN_FILE: {
      means: "A policy, CODEOWNERS or the settings file is a link, a submodule or executable.",
      happens: "git recorded another mode than 100644.",
      fix: "Add it as a plain file.",
      seenIn: ["pull request check"]
    },
    RULE_TOO_LARGE: {
      means: "A policy, CODEOWNERS or the settings file is larger than its limit.",
      happens: "It has grown, or the wrong file was committed.",
      fix: "Split or shorten it.",
      seenIn: ["pull request check"]
    },
    FOLDER_OWNED: {
      means: "A folder of requests is owned by a team that its policies do not name as approver.",
      happens: "CODEOWNERS and the policy's `approvals.teams` name different teams, or a later line of CODEOWNERS wins.",
      fix: "Give the folder to the approving teams alone, in CODEOWNERS, or change the policy.",
      seenIn: ["pull request check", "`hallpass check`", "`hallpass doctor`"]
    },
    RULES_OWNED: {
      means: "People other than the owners of the rules can approve a change of the rules.",
      happens: "CODEOWNERS gives policies/, .github/ or a CODEOWNERS file to other accounts than `rules.approvals.teams` in .github/hallpass.yaml.",
      fix: "Give these paths to that team alone, in the last lines of CODEOWNERS.",
      seenIn: ["pull request check", "`hallpass check`", "`hallpass doctor`"]
    },
    PATH_UNOWNED: {
      means: "Nobody owns inventory/ or ACCESS.md, so anybody's approval is enough for a change of it.",
      happens: "CODEOWNERS has no line for it. inventory/ accepts standing access, and people follow the links of ACCESS.md to ask.",
      fix: "Give /inventory/ and /ACCESS.md to the owners of the rules in CODEOWNERS. `hallpass add` writes the lines into its pull request.",
      seenIn: ["`hallpass check`", "`hallpass doctor`"]
    },
    TEMPLATE_UNUSABLE: {
      means: "A template proposes what its policy does not offer, or its file has another name.",
      happens: "The policy was narrowed, renamed or removed, and its template in policies/templates/ was not changed with it.",
      fix: "Correct the template, or the policy. Until then nobody can ask by its name; requests and grants go on.",
      seenIn: ["`hallpass check`"]
    },
    POLICY_TEST_FAILED: {
      means: "A test of the policies expects another decision.",
      happens: "The rules were changed and the test was not, or the change does more than it was meant to.",
      fix: "Run `hallpass policy test` to see every rule; then correct the policy or the test.",
      seenIn: ["pull request check", "`hallpass policy`"]
    },
    POLICY_TEST_INCOMPLETE: {
      means: "A case in policies/*.test.yaml lacks something, or names a code that does not exist.",
      happens: "`given.folder` or `given.request` is missing, or a code is misspelt.",
      fix: "Give it in the case, or in `given` above the cases. Codes are those of this page.",
      seenIn: ["pull request check", "`hallpass check`", "`hallpass policy`"]
    },
    POLICY_TESTS_TOO_MANY: {
      means: "policies/ has more tests than the app runs for one pull request.",
      happens: "Tests were generated, or belong to policies that no longer exist.",
      fix: "Remove some, or join files. `hallpass policy test` runs any number.",
      seenIn: ["pull request check"]
    },
    RULES_MOVED: {
      means: "A rule that this pull request changes has also changed on the default branch.",
      happens: "Another change of the same file was merged meanwhile. Merging both would make a text without an approval.",
      fix: "Update the branch. The result needs a new approval.",
      seenIn: ["pull request check"]
    },
    CHANGE_CARRIED: {
      means: "Merging would change a request or a rule that the pull request does not show.",
      happens: "git follows a renamed file: the pull request changes a file that has moved there on the default branch.",
      fix: "Merge the default branch into this branch, and look at what is left to change.",
      seenIn: ["pull request check"]
    },
    RULES_NOT_ADOPTED: {
      means: "The rules on the default branch were changed without the approval of their owners.",
      happens: "The change was pushed, or merged past the rules.",
      fix: "Restore the adopted rules in a pull request. Or read the new ones, and set HALLPASS_TRUSTED_COMMIT to that commit.",
      refusal: "the rules were changed without the approval of their owners",
      seenIn: ["pull request check", "comment on the pull request", "log"]
    },
    RULES_NOT_IN_FORCE: {
      means: "The rules on the default branch are not in force, or the repository is not as it was set up.",
      happens: "A change of the rules is not adopted, or the repository's id, default branch or visibility differs from the configuration.",
      fix: "Run `hallpass doctor` and follow its advice.",
      seenIn: ["comment on the pull request"]
    }
  }
});

// src/core/findings/catalogue/stops.ts
var stops = defineArea({
  title: "Grants are stopped",
  intro: "While one of these holds, Hallpass grants nothing to anybody, and says so on the checks of open requests. Access that was granted still ends as planned. Operators correct the cause; requests then continue by themselves.",
  seenIn: ["pull request check", "log"],
  entries: {
    HISTORY_REWRITTEN: {
      means: "The default branch lacks a commit that the ledger acted on.",
      happens: "The default branch was force-pushed, or restored from an old backup.",
      fix: "Restore the branch. Or read its current state, add a commit, and set HALLPASS_TRUSTED_COMMIT to it."
    },
    REQUEST_LOST: {
      means: "A request that gives access is missing on the default branch, or has other content there.",
      happens: "The file was removed or changed without a verified pull request.",
      fix: "Restore the file as it was merged, or end the access with `/hallpass end` on its pull request."
    },
    PROVIDER_GONE: {
      means: "Access is held at a provider that the server's configuration no longer lists.",
      happens: "A provider was removed from HALLPASS_PROVIDERS, or renamed, while access was held there.",
      fix: "Put it back until everything held there has ended (`hallpass status`)."
    },
    STATE_UNWRITABLE: {
      means: "The server cannot write its state. It ends access without it, and grants nothing.",
      happens: "The disk is full or read-only, or the server's account may not write to the folder.",
      fix: "Make space, or let the server write there. If it started without the folder, restart `hallpass serve`."
    },
    NOT_ATTESTED: {
      means: "Hallpass has not read the settings that guard the repository yet.",
      happens: "The server has just started, or GitHub is unavailable.",
      fix: 'Wait a minute. If it stays, run `hallpass doctor` on the server, and look for `"step":"attest"` in the log.'
    },
    REPOSITORY_UNKNOWN: {
      means: "The repository is not the one that the server is configured for.",
      happens: "The repository was deleted and created again, or another one took its name.",
      fix: "Find out who did that. Set HALLPASS_REPOSITORY_ID only if you trust the new repository.",
      refusal: "the repository is not the one that Hallpass is set up for",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    DEFAULT_BRANCH_CHANGED: {
      means: "The repository has another default branch than the server is configured for.",
      happens: "An administrator changed it.",
      fix: "Change it back in the settings of the repository, or set HALLPASS_DEFAULT_BRANCH.",
      refusal: "the repository has another default branch",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    VISIBILITY_CHANGED: {
      means: "The repository is visible to others than the server is configured for.",
      happens: "An administrator changed its visibility.",
      fix: "Change it back in the settings of the repository, or set HALLPASS_VISIBILITY.",
      refusal: "the repository is visible to others than before",
      seenIn: ["pull request check", "comment on the pull request"]
    }
  }
});

// src/core/findings/catalogue/terms.ts
var terms = defineArea({
  title: "What is asked for, and for how long",
  intro: "The request can be read, but a policy or a provider does not allow what it asks for.",
  seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"],
  entries: {
    ENTITLEMENT_UNKNOWN: {
      means: "No policy offers this role on this resource.",
      happens: "A name is misspelt, or there is no policy for it yet.",
      fix: "Use one of the offers that the message lists, or ask the owners of policies/ to add it.",
      refusal: "no policy offers this access in this folder"
    },
    WRONG_FOLDER: {
      means: "The access is offered, but not in this folder.",
      happens: "The request lies in the folder of another team, or in a folder that no policy serves.",
      fix: "Move the file to a folder that the message lists. The code owners of that folder review it.",
      refusal: "the folder does not exist, or the policy does not serve it"
    },
    PROVIDER_UNKNOWN: {
      means: "The server has no provider of this name.",
      happens: "The name is misspelt, or HALLPASS_PROVIDERS does not list it.",
      fix: "Use one of the providers that the message lists, or ask an operator to configure it.",
      refusal: "the server has no such provider",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    RESOURCE_UNKNOWN: {
      means: "The provider has no resource of this name.",
      happens: "The name is misspelt, or HALLPASS_PROVIDERS does not list it.",
      fix: "Use one of the resources that the message lists.",
      refusal: "the provider has no such resource",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    ROLE_UNKNOWN: {
      means: "The resource has no role of this name.",
      happens: "The name is misspelt, or HALLPASS_PROVIDERS does not list it.",
      fix: "Use one of the roles that the message lists.",
      refusal: "the resource has no such role",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    POWER_OVER_HALLPASS: {
      means: "The access would give power over Hallpass itself.",
      happens: "It makes its holder a member of an owning or approving team, an administrator of the organisation or the access repository, or the owner of an account that Hallpass uses.",
      fix: "Ask the people who administer it. Hallpass never grants this access.",
      refusal: "the access would give power over Hallpass",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    DURATION_TOO_LONG: {
      means: "The request asks for longer than the policy allows.",
      happens: "`duration` is above the policy's `duration.maximum`.",
      fix: "Ask for the maximum or less. You can extend the access before it ends.",
      refusal: "it asks for longer than the policy allows"
    },
    DURATION_TOO_SHORT: {
      means: "The request asks for less time than the policy allows.",
      happens: "`duration` is below the policy's `duration.minimum`, which is 5 minutes by default.",
      fix: "Ask for the minimum or more. You can end the access early with `/hallpass end`.",
      refusal: "it asks for less time than the policy allows"
    },
    DURATION_TOTAL: {
      means: "The access, with everything it extends, would last longer than the policy allows.",
      happens: "Several extensions add up to more than the policy's `duration.maximumTotal`.",
      fix: "Ask for less time, or ask for new access without `extends`.",
      refusal: "with what it extends it is longer than the policy allows",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    REASON_TOO_SHORT: {
      means: "The reason is shorter than the policy requires.",
      happens: "The policy sets `reason.minimum`.",
      fix: "Say what you will do with the access, and why now.",
      refusal: "its reason is too short"
    },
    REASON_PATTERN: {
      means: "The reason lacks what the policy asks for.",
      happens: "The policy sets `reason.pattern`, for example for the number of a ticket.",
      fix: "Add it to the reason. The message shows the pattern.",
      refusal: "its reason lacks what the policy asks for"
    },
    CONDITION_FALSE: {
      means: "The policy has a condition that is not true of the request.",
      happens: "The policy's `when` wants something of the request, its time, or what the person had before.",
      fix: "Do as the message says. The condition itself stands below it.",
      refusal: "a condition of its policy is not true",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    CONDITION_ERROR: {
      means: "A condition of the policy has no value for this request, so the request is denied.",
      happens: "It divides by zero, names a place in a list that is not there, or needs a fact that is not known.",
      fix: "Ask the owners of policies/ to correct the condition, which the message shows.",
      refusal: "a condition of its policy could not be judged",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    REQUEST_UNSIGNED: {
      means: "The requester has not signed the request, and the policy asks for it.",
      happens: "A commit has no signature, one that GitHub cannot verify, or GitHub's own: it was made in the browser, by “Update branch”, by an issue form or a comment, or by another person.",
      fix: "Sign the commit with a key of your account, and push it to a new branch. docs/multi-factor.md says how.",
      refusal: "its requester did not sign it",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    BREAK_GLASS_REFUSED: {
      means: "The request says `breakGlass`, and no policy lets this person have this in an emergency.",
      happens: "The policy has no `breakGlass`, the person is in none of its teams and not on call by its rotas, the duration is too long, the settings say `profile: strict`, or nobody has reviewed the person's last emergency.",
      fix: "Remove `breakGlass` and let an owner approve the request. Or let an owner review the last emergency first.",
      refusal: "no policy allows it as an emergency"
    },
    REASON_SECRET: {
      means: "The file holds something that looks like a password, a token or a key.",
      happens: "A command line or a log with a secret in it was pasted into the reason.",
      fix: "Revoke the secret at once: the commit stays readable. Close the pull request, and ask again from a new branch without it.",
      refusal: "its reason has what looks like a secret"
    },
    START_INVALID: {
      means: "`start` is not a time that exists.",
      happens: "The day or the hour does not exist, such as 30 February.",
      fix: "Write an existing time in UTC, such as 2026-11-20T16:00:00Z.",
      refusal: "its start is not a valid time"
    },
    START_OVER: {
      means: "The whole time asked for is already over.",
      happens: "`start` plus `duration` is in the past.",
      fix: "Write a later `start`, or leave it out: the access then starts at the merge.",
      refusal: "its start was over",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    START_TOO_FAR: {
      means: "The access would start later than an approval is valid.",
      happens: "`start`, or the end of the access it extends, lies too far in the future for the policy.",
      fix: "Ask closer to that time.",
      refusal: "its start is later than the policy allows",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    LEAD_TOO_LONG: {
      means: "The access is asked for longer ahead than the policy allows.",
      happens: "`start`, or the end of the access it extends, is further away than the policy's `maximumLead`.",
      fix: "Ask closer to that time.",
      refusal: "it was asked for too long ahead",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    WINDOW_CLOSED: {
      means: "The access would begin at a time at which the policy allows none.",
      happens: "`start`, the merge, or the end of the access it extends, is outside of the policy's `windows`.",
      fix: "Write a `start` within the windows that the message lists. Without `start`, the request waits for the next window.",
      refusal: "the policy allows no access at that time"
    },
    TOO_MANY_AT_ONCE: {
      means: "The person would hold more at once than the policy allows.",
      happens: "As many requests as the policy's `concurrency` says give them access at that time.",
      fix: "Ask again when one of them has ended, or end one with `/hallpass end`.",
      refusal: "its subject held as much as the policy allows at once",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    COOL_DOWN: {
      means: "The person had the same access a short time ago.",
      happens: "The policy's `coolDown` has not passed since it ended.",
      fix: "Ask again after the time that the message gives.",
      refusal: "its subject had the same a short time before",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    DUTIES_APART: {
      means: "The person would hold access at once that the settings keep apart.",
      happens: "`duties` in .github/hallpass.yaml puts what is asked for, and access that the person has or will have at that time, on two sides.",
      fix: "Ask again when the other access has ended, or end it with `/hallpass end`; or let another person do it.",
      refusal: "its subject would have held access at once that is to be kept apart",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    ACTIVATION_LAPSED: {
      means: "The access was approved, and not granted in time.",
      happens: "Grants were stopped, or the system was away, for longer than the policy's `activation`.",
      fix: "Ask again with a new file.",
      refusal: "it was not granted in time",
      seenIn: ["comment on the pull request"]
    },
    START_AND_EXTENDS: {
      means: "The request has both `start` and `extends`.",
      happens: "An extension starts where the earlier access ends, so it cannot have a start of its own.",
      fix: "Remove one of the two fields.",
      refusal: "it has a start, and extends another request"
    },
    EXTENDS_UNKNOWN: {
      means: "Hallpass has granted nothing for the request named in `extends`.",
      happens: "The id is misspelt, or that access has not started yet.",
      fix: "Write the folder and the name of that request, without .yaml, once its access has started.",
      refusal: "the request that it extends is not known",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    EXTENDS_ENDED: {
      means: "The access named in `extends` was ended early.",
      happens: "A comment `/hallpass end`, the removal of its file, or the closing of its issue ended it.",
      fix: "Ask for new access, without `extends`.",
      refusal: "the request that it extends has ended",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    EXTENDS_OTHER: {
      means: "The request asks for something other than the request it extends.",
      happens: "The subject, the folder or an entitlement differs.",
      fix: "Ask for the same, or ask for new access without `extends`.",
      refusal: "it asks for something else than the request that it extends",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    UNTIL_UNKNOWN: {
      means: "The issue or pull request named in `until.closed` cannot be seen.",
      happens: "The number is wrong, or it belongs to another repository.",
      fix: "Write the number of an issue or pull request of the access repository.",
      refusal: "the issue or pull request it is for cannot be seen",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    UNTIL_CLOSED: {
      means: "The issue or pull request named in `until.closed` is closed.",
      happens: "The work was finished before the access was granted.",
      fix: "Name one that is open, or remove `until`.",
      refusal: "the issue or pull request it is for was closed",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    UNTIL_OWN: {
      means: "Merging the pull request would close what `until.closed` names, and so end the access at once.",
      happens: "`until` names the pull request itself, or its description says that it closes that issue.",
      fix: "Name an issue that stays open, or edit the description and comment `/hallpass check`.",
      refusal: "it names its own pull request as what it is for",
      seenIn: ["pull request check", "comment on the pull request"]
    }
  }
});

// src/core/findings/catalogue/text.ts
var text8 = defineArea({
  title: "Text and YAML",
  intro: "Hallpass reads a strict part of YAML, so that a reviewer and the program read the same. A request file with one of these mistakes is refused.",
  seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"],
  refusal: "the file is not a valid request",
  entries: {
    TEXT_ENCODING: {
      means: "The file is not UTF-8 text.",
      happens: "An editor saved it in another encoding, such as UTF-16 or Latin-1, or it is a binary file.",
      fix: "Save the file as UTF-8."
    },
    TEXT_BYTE_ORDER_MARK: {
      means: "The file has a byte order mark (U+FEFF).",
      happens: "Some Windows editors add one when they save UTF-8.",
      fix: "Save the file as UTF-8 without a byte order mark."
    },
    TEXT_LINE_END: {
      means: "The file has Windows line ends (CR LF).",
      happens: "An editor or git's `core.autocrlf` wrote them.",
      fix: "Save the file with LF line ends."
    },
    TEXT_TAB: {
      means: "The file has a tab.",
      happens: "An editor indents with tabs. YAML allows only spaces.",
      fix: "Replace each tab with spaces."
    },
    TEXT_INVISIBLE: {
      means: "The file has a character that a reviewer cannot see.",
      happens: "Text was copied from a web page or a chat: zero-width spaces and marks that reverse the direction of text come along. It can also be an attempt to show a reviewer something else.",
      fix: "Delete the character at the place that the message names, and type the text again."
    },
    TEXT_TOO_LONG: {
      means: "The file is larger than its limit.",
      happens: "A reason holds a whole log, or the wrong file was committed.",
      fix: "Shorten it. Put long texts into the ticket that the reason names."
    },
    YAML_SYNTAX: {
      means: "The file is not valid YAML.",
      happens: "A quote or a bracket is not closed, an indentation is off, or a value with `: ` or `#` has no quotes.",
      fix: "Correct the line that the message names. Compare it with the example in access-requests/README.md."
    },
    YAML_EMPTY: {
      means: "The file is empty, or has only comments.",
      happens: "It was committed before it was filled in.",
      fix: "Write the fields. access-requests/README.md has an example."
    },
    YAML_DUPLICATE_KEY: {
      means: "The same field is given twice.",
      happens: "A line was copied and not removed.",
      fix: "Keep one of the two lines."
    },
    YAML_MANY_DOCUMENTS: {
      means: "The file holds more than one YAML document.",
      happens: "A line with `---` separates two documents.",
      fix: "Remove the `---` and everything after it. Open one pull request for each request."
    },
    YAML_DIRECTIVE: {
      means: "A line starts with `%`, which changes how YAML is read.",
      happens: "A generator wrote `%YAML` or `%TAG`.",
      fix: "Remove the line."
    },
    YAML_DEPTH: {
      means: "The file nests lists and maps too deeply.",
      happens: "It is not a document of Hallpass, or it was made to exhaust a parser.",
      fix: "Write the fields as documented. None needs more than a few levels."
    },
    YAML_ALIAS: {
      means: "A value refers to another part of the file with `*name`.",
      happens: "The file uses a YAML alias, or a text begins with `*`.",
      fix: "Write the value out, or put it in quotes if it is text."
    },
    YAML_ANCHOR: {
      means: "A part of the file is named with `&name`, to be repeated elsewhere.",
      happens: "The file uses a YAML anchor, or a text begins with `&`.",
      fix: "Remove the anchor, or put the value in quotes if it is text."
    },
    YAML_TAG: {
      means: "A tag such as `!!str` changes the meaning of a value.",
      happens: "The file uses a YAML tag, or a text begins with `!`.",
      fix: "Remove the tag. Put the value in quotes if it is text."
    },
    YAML_MERGE_KEY: {
      means: "The merge key `<<` copies fields from another part of the file.",
      happens: "The file uses a YAML merge key.",
      fix: "Write the fields out."
    },
    YAML_KEY: {
      means: "The name of a field is not a plain word.",
      happens: "The name is a number, a list or a map, has an anchor or a tag, or is `__proto__`.",
      fix: "Use the name as it is documented."
    },
    YAML_COMMENT: {
      means: "A `#` cuts off the rest of a value.",
      happens: "YAML reads a `#` after a space as the start of a comment, for example in `reason: fix #17`.",
      fix: 'Put the value in quotes: `reason: "fix #17"`. Put a real comment on a line of its own.'
    }
  }
});

// src/core/findings/catalogue/index.ts
var findings = {
  ...text8.entries,
  ...fields.entries,
  ...requestFile.entries,
  ...terms.entries,
  ...people.entries,
  ...approval.entries,
  ...rules.entries,
  ...policyTools.entries,
  ...removal.entries,
  ...stops.entries,
  ...inventory.entries,
  ...accessReview.entries,
  ...repository.entries,
  ...branchRules.entries,
  ...appAndServer.entries,
  ...deployments.entries,
  ...github.entries,
  ...mysql.entries,
  ...microsoft.entries,
  ...ldap.entries,
  ...okta.entries,
  ...identityCenter.entries,
  ...postgres.entries,
  ...kubernetes.entries,
  ...receivers.entries,
  ...ssh.entries,
  ...vault.entries,
  ...iam.entries,
  ...scim.entries,
  ...google.entries
};
var isAlertCode = (code2) => typeof code2 === "string" && Object.hasOwn(alerts.entries, code2);
var areas = [
  requestFile,
  terms,
  people,
  approval,
  text8,
  fields,
  stops,
  rules,
  policyTools,
  removal,
  inventory,
  accessReview,
  repository,
  branchRules,
  appAndServer,
  kubernetes,
  deployments,
  github,
  mysql,
  microsoft,
  ldap,
  okta,
  identityCenter,
  postgres,
  receivers,
  ssh,
  vault,
  iam,
  scim,
  google,
  providerFailures,
  commands,
  alerts
];
function findRefusal(code2) {
  const area = areaOf(code2);
  return area?.entries[code2]?.refusal ?? area?.refusal;
}
var explainRefusal = (code2) => findRefusal(code2) ?? "a rule of this repository does not allow it";
var findMeaning = (code2) => areaOf(code2)?.entries[code2]?.means;
var findAdvice = (code2) => areaOf(code2)?.entries[code2]?.fix;
var areaOf = (code2) => areas.find(({ entries }) => Object.hasOwn(entries, code2));

// src/core/findings/page.ts
var TROUBLESHOOTING = "docs/troubleshooting.md";

// src/report/words/refusals.ts
function listRefusalReasons({ codes, reasons = [] }) {
  const told = new Set(reasons.map((reason) => reason.code));
  const lines = [
    ...reasons.map(
      ({ says, fix, code: name2 }) => describeReason(escapeMarkdown(says), escapeMarkdown(fix), name2)
    ),
    ...codes.filter((name2) => !told.has(name2)).map(describeCode)
  ];
  return [...lines, "", EXPLAINED].join("\n");
}
var describeCode = (name2) => describeReason(sentence(explainRefusal(name2)), findAdvice(name2), name2);
var describeReason = (says, fix, name2) => `- ❌ ${fix === void 0 ? says : `${says}  
  **Fix:** ${fix}`} (${code(name2)})`;
var sentence = (words2) => `${words2.charAt(0).toUpperCase()}${words2.slice(1)}.`;
var EXPLAINED = `Hallpass's ${code(TROUBLESHOOTING)} explains each code.`;

// src/report/removal.ts
function describeRemoval({ path, pull, ...why }) {
  const origin = pull === void 0 ? "It reached the default branch without a pull request." : `It reached the default branch by #${pull}, and what happened there does not prove an approval.`;
  return {
    title: plain(`Remove a request that grants nothing: ${path.replace(/[^A-Za-z0-9/._-]/gu, "?")}`),
    body: [
      `⛔ ${code(path)} asks for access that **was not granted**, and never will be:`,
      listRefusalReasons(why),
      origin,
      "Its name is used up. If you still need the access, ask with a new file, through a reviewed pull request.",
      "**Next:** find out how the file got here, then approve this pull request."
    ].join("\n\n")
  };
}

// src/core/files/request.ts
var requestSchema = {
  title: "Access request",
  description: "Who wants which access, for how long and why: one file, one pull request.",
  type: "object",
  additionalProperties: false,
  required: ["subject", "entitlements", "duration", "reason"],
  properties: {
    subject: {
      ...personLogin,
      description: "Who receives the access: a GitHub login, letters, digits, - and _"
    },
    entitlements: {
      description: "The requested access: 1 to 10 roles on resources",
      type: "array",
      minItems: 1,
      maxItems: 10,
      uniqueItems: true,
      items: {
        description: "A role on a resource at a provider",
        type: "object",
        additionalProperties: false,
        required: ["provider", "resource", "role"],
        properties: { provider: providerName, resource: resourceName, role: roleName },
        examples: [{ provider: "orders-db", resource: "orders", role: "readonly" }]
      },
      examples: [[{ provider: "orders-db", resource: "orders", role: "readonly" }]]
    },
    duration: {
      description: "For how long, from the merge: a whole number (1 to 9999) and s, m, h or d",
      type: "string",
      pattern: DURATION_PATTERN,
      examples: ["2h"]
    },
    start: {
      description: "When it begins, in UTC, instead of at the merge: date, T, time and Z. It is verified again then",
      type: "string",
      pattern: INSTANT_PATTERN,
      examples: ["2026-11-20T22:00Z"]
    },
    extends: {
      description: "The request it extends, as folder/name without .yaml: it begins where that one ends, for the duration",
      type: "string",
      pattern: "^[a-z0-9][a-z0-9._-]{0,99}/[a-z0-9][a-z0-9._-]{0,99}$",
      examples: ["payments/2026-11-20-alice-orders-readonly-7f3a"]
    },
    until: {
      description: "An event that ends it before its duration is over: { closed }",
      type: "object",
      additionalProperties: false,
      required: ["closed"],
      properties: {
        closed: {
          description: "Number of an open issue or pull request of this repository: when it closes, the access ends",
          type: "integer",
          minimum: 1,
          maximum: 1e9,
          examples: [17]
        }
      },
      examples: [{ closed: 17 }]
    },
    breakGlass: {
      description: "true in an emergency, where a policy has `breakGlass`: it is granted at once, everybody concerned is told, and it is reviewed afterwards",
      type: "boolean",
      const: true
    },
    reason: {
      description: "Why, in words; the approver reads it. Up to 2000 characters, and not only spaces",
      type: "string",
      maxLength: 2e3,
      pattern: "\\S",
      examples: ["Investigate stuck refunds for INC-1234"]
    }
  }
};
var validate2 = buildValidator(requestSchema);
function parseRequest(source, file) {
  const parsed = addFindings(
    parseDocument2(validate2, source, file, MAX_DOCUMENT_BYTES, () => true),
    judgeTimes
  );
  const { text: text10 } = readText(source, file, MAX_DOCUMENT_BYTES);
  const secrets = findSecrets(text10 ?? "");
  const hidden = secrets.length === 0 ? findSecrets(parsed.value?.reason ?? "") : [];
  const locate = locateIn(text10 ?? "");
  return addMistakes(parsed, [
    ...secrets.map(({ offset, certain }) => describeSecret(certain, { file, ...locate(offset) })),
    ...hidden.slice(0, 1).map(
      ({ certain }) => describeSecret(certain, parsed.locate("/reason") ?? { file, line: 1, column: 1 })
    )
  ]);
}
function judgeTimes({ start, extends: extended }) {
  if (start === void 0) return [];
  if (parseInstant(start) === void 0)
    return [
      mistake("START_INVALID", `${start} is not a time that exists.`, "Write a time that exists.", "/start")
    ];
  if (extended === void 0) return [];
  return [
    mistake(
      "START_AND_EXTENDS",
      `It starts at ${start} and also at the end of ${extended}: only one is possible.`,
      "Remove `start` or `extends`.",
      "/start"
    )
  ];
}
var describeSecret = (certain, place) => {
  const { message, fix } = certain ? secret : maybeSecret;
  return { ...mistake("REASON_SECRET", message, fix, "/reason"), place };
};
var secret = {
  message: "There is something here that has the shape of a password, a token or a key.",
  fix: "Revoke that secret now, wherever it is used: this branch keeps it, and so does every copy. Then close the pull request and ask again from a new branch, without it: the old commits stay readable."
};
var maybeSecret = {
  message: "There is something here that looks like a password, a token or a key.",
  fix: "If it is one, revoke it now, wherever it is used: this branch keeps it; then close the pull request and ask again from a new branch. If it is not one, reword the reason on this branch."
};
var pathShape = /^access-requests\/([a-z0-9][a-z0-9._-]{0,99})\/([a-z0-9][a-z0-9._-]{0,99})\.yaml$/;
function parseRequestPath(path) {
  const [, team, name2] = path.includes("..") ? [] : pathShape.exec(path) ?? [];
  return team === void 0 || name2 === void 0 ? void 0 : { id: `${team}/${name2}`, team, name: name2 };
}
function requestPath(id) {
  const path = `access-requests/${id}.yaml`;
  if (parseRequestPath(path)?.id !== id)
    throw new Error(`"${id}" is not a request id such as payments/alice-1.`);
  return path;
}
function explainPath(path) {
  const better = proposePath(path);
  const ending = /\.yml$/iu.test(path) ? " It ends in .yml, and a request ends in .yaml." : "";
  return mistake(
    "PATH_INVALID",
    `${JSON.stringify(path)} is not access-requests/<team>/<name>.yaml in lower-case letters, digits, ".", "_" and "-".${ending}`,
    better === void 0 ? moveFile(path) : `Rename the file to ${better}.`
  );
}
var moveFile = (path) => /\.ya?ml/iu.test(path) ? "Move the file, for example to access-requests/payments/2026-11-20-alice-orders.yaml." : "Take it out. A request is a file such as access-requests/payments/2026-11-20-alice-orders.yaml.";
function proposePath(path) {
  const [root, team, name2, ...deeper] = path.split("/");
  if (root !== "access-requests" || name2 === void 0 || deeper.length > 0) return void 0;
  if (!/\.ya?ml$/iu.test(name2)) return void 0;
  const plain2 = (text10) => text10.toLowerCase().replace(/[^a-z0-9._-]+/gu, "-");
  const better = `access-requests/${plain2(team ?? "")}/${plain2(name2.replace(/\.ya?ml$/iu, ""))}.yaml`;
  return parseRequestPath(better) === void 0 ? void 0 : better;
}
var explains = /\.(?:md|markdown|mdx|rst|adoc|html?)$/iu;
function isMisplacedRequest(path, text10) {
  if (parseRequestPath(path) !== void 0) return false;
  if (explains.test(path)) return parseRequest(text10, path).value !== void 0;
  return countFields(text10, ["subject", "entitlements"]) > 0 && countFields(text10, requestSchema.required) >= 3;
}
var countFields = (text10, names2) => names2.filter((name2) => new RegExp(`(?:^|[{,])[ "']*${name2}["']?[ ]*:`, "imu").test(text10)).length;

// src/core/asking/form-names.ts
var FORM_FILE = "access.yml";
var FORM_PATH = `.github/ISSUE_TEMPLATE/${FORM_FILE}`;
var FORM_LABEL = "access request";

// src/core/asking/pages.ts
var ACCESS_PAGE = "ACCESS.md";
var repositoryPage = ({ serverUrl, owner, repo }) => `${serverUrl}/${owner}/${repo}`;
function newFolderPage(pages, path) {
  const folder2 = parseRequestPath(path)?.team;
  const branch = encodeURIComponent(pages.defaultBranch);
  return folder2 && `${repositoryPage(pages)}/new/${branch}/access-requests/${folder2}`;
}
var offersPage = (pages) => `${repositoryPage(pages)}/blob/${encodeURIComponent(pages.defaultBranch)}/${ACCESS_PAGE}`;
var formPage = (pages, fields2 = {}) => `${repositoryPage(pages)}/issues/new?${new URLSearchParams({ template: FORM_FILE, ...fields2 })}`;

// src/report/words/messages.ts
function describeEntry2(entry) {
  const what = `${code(entry.entitlement.role)} on ${code(`${entry.entitlement.provider}/${entry.entitlement.resource}`)}`;
  const who2 = code(entry.principal);
  if (entry.kind === "granted" && entry.invited)
    return `✉️ ${who2} is **invited** to ${what} until **${describeTime(entry.until)}**, and holds it once they accept.${describeConnection(entry.connection)}`;
  if (entry.kind === "granted")
    return `🔓 ${who2} holds ${what} until **${describeTime(entry.until)}**.${describeConnection(entry.connection)}`;
  if (entry.kind === "revoked" && entry.left)
    return `🔒 The lease of ${who2} for ${what} ended at **${describeTime(entry.at)}** (${describeEnd(entry.because)}). ${who2} had the same access before and **still holds** it: Hallpass takes back only what it gave.`;
  if (entry.kind === "revoked") {
    const sessions = entry.sessionsEnded > 0 ? ` ${entry.sessionsEnded} open session(s) were ended.` : "";
    return `🔒 ${who2} no longer holds ${what} since **${describeTime(entry.at)}** (${describeEnd(entry.because)}).${sessions}`;
  }
  if (entry.kind === "failed")
    return `⚠️ ${who2} **still holds** ${what} past its end: the revocation fails (${code(entry.code)}). Hallpass keeps trying, and its operators have an alert. Please do not use it; if this is not over in an hour, tell them.`;
  return `📝 ${who2} is about to hold ${what}.`;
}
var describeConnection = (connection) => {
  if (connection === void 0) return "";
  const { kind, text: text10 } = connection;
  return kind === "command" ? ` Connect with ${codeLine(text10)}` : ` Connect at <${text10}>`;
};
var ENDS2 = {
  expiry: "its time was up",
  removal: "its request was removed",
  command: "ended by a comment",
  closed: "its issue or pull request was closed, or is gone",
  left: "left the organisation",
  policy: "policies no longer offer it",
  "by-hand": "revoked by hand",
  unproven: "the second verification failed"
};
var describeEnd = (because) => ENDS2[because];
var describeWaiting = ({ because, partly }) => `⏳ Merged, and **${partly ? "a part of it is not" : "nothing is"} granted yet**: ${escapeMarkdown(because)} ${partly ? TRIES_REST : TRIES_ALL}`;
var TRIES_REST = "Hallpass tries the rest again until the request ends.";
var TRIES_ALL = "Hallpass tries again every minute and needs no new request. If the access is not there in fifteen minutes, tell the operators of Hallpass about this comment.";
var describeRefusal = (refusal, { editor, offers } = {}) => [
  "⛔ Merged, but **nothing was granted**:",
  listRefusalReasons(refusal),
  `**Next:** if the access is still needed, ${describeAskingAgain(editor)}. The check on that pull request says before the merge what is still wrong. The name of this file is used up.${offers === void 0 ? "" : ` What you may ask for: [${ACCESS_PAGE}](${offers}).`}`
].join("\n\n");
var describeAskingAgain = (editor) => editor === void 0 ? "ask again with a new file on a new branch" : `[ask again with a new file](${editor}) and a new name`;

// src/report/revert.ts
var MAX_BODY = 6e4;
var MAX_ACTIONS = 5;
function describeRevertPull(team, requests, now, uses = /* @__PURE__ */ new Map()) {
  const count2 = requests.length === 1 ? "1 ended request" : `${requests.length} ended requests`;
  const intro = `This access has ended. Merging removes the ${requests.length === 1 ? "request" : "requests"} from the default branch; your review is the post-access review. No access changes.`;
  const blocks = takeFitting(
    requests.map((request2) => describeRequest(request2, now, uses)),
    MAX_BODY - intro.length
  );
  const body = [intro, ...blocks, ...describeRest2(blocks.length, requests.length)].join("\n\n");
  return { title: plain(`Remove ${count2} of ${team}`), body };
}
function takeFitting([first, ...more], limit) {
  if (first === void 0) return [];
  const taken = [cutLines(first, limit, "More about this request is on the ledger.")];
  let length = first.length;
  for (const block of more) {
    length += block.length + 2;
    if (length > limit) break;
    taken.push(block);
  }
  return taken;
}
var describeRest2 = (shown, all) => shown === all ? [] : [
  `**${shown} of ${all} requests are described here.** Merging removes all ${all}: the page *Files changed* shows the other ${all - shown}, and the ledger says who held what.`
];
function describeRequest({ id, leases }, now, uses) {
  const [first] = leases;
  return [
    `### ${escapeMarkdown(id)}${first === void 0 ? "" : ` (#${first.pull})`}`,
    ...first === void 0 ? [] : [`Reason: ${codeProse(first.reason)}`, ""],
    ...leases.map((lease) => describeLease(lease, now, uses.get(lease) ?? { kind: "unread" }))
  ].join("\n");
}
function describeLease(lease, now, use) {
  const { subject, requester, principal, entitlement, startsAt, endsAt, approvers } = lease;
  const asked = requester === void 0 ? "" : `, asked for by ${name(requester)}`;
  return [
    `- **${name(subject)}** as ${code(principal)}${asked}: ${code(describeEntitlement(entitlement))}`,
    `  - granted: ${describeTime(startsAt)}, until ${describeTime(endsAt)}`,
    `  - used: ${describeUse(use, entitlement.provider)}`,
    `  - ended: ${describeEnding(lease)}`,
    `  - late: ${describeLateness(lease, now)}`,
    `  - approved by: ${approvers.map(name).join(", ") || "nobody"}`
  ].join("\n");
}
var name = ({ login }) => escapeMarkdown(login);
function describeEnding({ ended }) {
  if (ended === void 0) return "held on for another request";
  const by = ended.by === void 0 ? "" : `, by ${name(ended.by)}`;
  return `${describeTime(ended.at)}, ${describeEnd(ended.because)}${by}`;
}
function describeUse(use, provider2) {
  if (use.kind === "no log") return `cannot tell: Hallpass reads no log of ${code(provider2)}`;
  if (use.kind === "unread") return `cannot tell: the log of ${code(provider2)} could not be read`;
  const [first] = use.activity;
  const last = use.activity.at(-1);
  if (first === void 0 || last === void 0)
    return `not used: the log of ${code(provider2)} shows no action`;
  const { length } = use.activity;
  const count2 = length >= MOST_ACTIVITY ? `${length} actions or more` : `${length} ${length === 1 ? "action" : "actions"}`;
  return `${count2}, from ${describeTime(first.at)} to ${describeTime(last.at)}: ${listActions(use.activity.map(({ action }) => action))}`;
}
function listActions(actions) {
  const counts = /* @__PURE__ */ new Map();
  for (const action of actions) counts.set(action, (counts.get(action) ?? 0) + 1);
  const most = [...counts].sort(([, a], [, b]) => b - a);
  const shown = most.slice(0, MAX_ACTIONS).map(([action, times]) => `${code(action)}${times === 1 ? "" : ` ${times}×`}`);
  const others = most.length - shown.length;
  return [...shown, ...others === 0 ? [] : [`and ${others} other kinds`]].join(", ");
}
function describeLateness({ ended, endsAt }, now) {
  if (ended === void 0) return "no";
  if (ended.because !== "expiry") return `no: ${describeEnd(ended.because)}`;
  const at = ended.at > now ? now : ended.at;
  return describeSeconds(Math.max(0, differenceInSeconds(at, endsAt)));
}

// src/github/reverts.ts
function gitHubReverts({ octokit, name: name2, push }) {
  const { rest } = octokit;
  return {
    push,
    listOpen: (into) => call("list the open pull requests", async () => {
      const query = { ...name2, state: "open", base: into, per_page: 100 };
      const pulls = await octokit.paginate(rest.pulls.list, query);
      return pulls.filter((pull) => pull.base.ref === into && isOwn2(pull) && isByBot(pull)).map(toRevert);
    }),
    find: (branch) => call(`find the pull request of ${branch}`, async () => {
      const head = `${name2.owner}:${branch}`;
      const query = { ...name2, state: "all", head, per_page: 100 };
      const pulls = await octokit.paginate(rest.pulls.list, query);
      return pulls.filter((pull) => pull.head.ref === branch && isOwn2(pull)).map(toFound);
    }),
    open: ({ branch, base, about: about2 }) => call(`open the pull request of ${branch}`, async () => {
      const text10 = about2.kind === "ended" ? describeRevertPull(about2.team, about2.requests, about2.now, about2.uses) : describeRemoval(about2.refusal);
      const cosmetic = ranked("cosmetic");
      const { data } = await rest.pulls.create({ ...name2, ...cosmetic, ...text10, base, head: branch });
      return toRevert(data);
    })
  };
}
var toRevert = ({
  number,
  head,
  html_url: url
}) => ({
  number,
  branch: head.ref,
  url
});
var toFound = (pull) => ({
  ...toRevert(pull),
  isOpen: pull.state === "open",
  isByBot: isByBot(pull)
});
var isOwn2 = ({ head, base }) => head.repo?.id === base.repo.id;
var isByBot = ({ user }) => user?.type === "Bot";

// src/providers/adapter/deadline.ts
var SLACK_SECONDS = 2;
var UNTOLD_SECONDS = 60;
function withDeadline(provider2) {
  const { name: name2, activity, diagnose, forget, listAbilities } = provider2;
  let seconds = UNTOLD_SECONDS;
  const within3 = (work) => giveUpAfter((seconds + SLACK_SECONDS) * 1e3, name2, work);
  return {
    ...provider2,
    async traits() {
      const traits = await within3(provider2.traits());
      seconds = traits.deadlineSeconds;
      return traits;
    },
    identify: (principal, entitlement) => within3(provider2.identify(principal, entitlement)),
    listGrants: (entitlements) => within3(provider2.listGrants(entitlements)),
    hold: (holding) => within3(provider2.hold(holding)),
    revoke: (holding) => within3(provider2.revoke(holding)),
    ...forget && { forget: (holding) => within3(forget(holding)) },
    ...activity && {
      activity: (holding, from, signal) => stopAfter((seconds + SLACK_SECONDS) * 1e3, name2, (until) => activity(holding, from, until), signal)
    },
    ...diagnose && { diagnose: () => within3(diagnose()) },
    ...listAbilities && { listAbilities: (entitlement) => within3(listAbilities(entitlement)) }
  };
}

// src/providers/adapter/entry/server-text.ts
var import_yaml4 = __toESM(require_dist(), 1);
function parseServerText(where, text10) {
  const document = (0, import_yaml4.parseDocument)(text10, { prettyErrors: false, uniqueKeys: true });
  const [error] = document.errors;
  if (error === void 0) return { value: document.toJS() };
  const line = text10.slice(0, error.pos[0]).split("\n").length;
  return {
    mistake: `${where} is neither YAML nor JSON: ${error.code} in line ${line} of the value. Look there for a missing quote, space or line break.`
  };
}

// src/providers/context.ts
function createContext(name2, index, secrets, capabilities) {
  const where = `HALLPASS_PROVIDERS/${index} ("${name2}")`;
  return {
    name: name2,
    where,
    readSecret(field, variable, meaning) {
      const secret2 = secrets[variable];
      if (secret2) return secret2;
      throw new Error(`${where}/${field}: the variable ${variable} is not set. Set it to ${meaning}.`);
    },
    findVerifier: async (principal) => capabilities.findVerifier?.(name2, principal),
    findPublicKey: async (principal) => capabilities.findPublicKey?.(name2, principal),
    now: capabilities.now
  };
}

// src/providers/registry.ts
var adapters = /* @__PURE__ */ new Map([
  ["leases", async () => (await import("./adapter-7WC4ZHQM.js")).leasesAdapter],
  ["aws-iam", async () => (await import("./adapter-52WQS4SO.js")).iamAdapter],
  ["kubernetes", async () => (await import("./adapter-3RGM4S2P.js")).kubernetesAdapter],
  ["github", async () => (await import("./adapter-RUTEC7FH.js")).githubAdapter],
  ["ldap", async () => (await import("./adapter-URR5SAT2.js")).ldapAdapter],
  ["entra", async () => (await import("./adapter-IJHFW3RW.js")).entraAdapter],
  ["azure", async () => (await import("./adapter-XBHG7IKH.js")).azureAdapter],
  ["command", async () => (await import("./adapter-K33D2A3H.js")).commandAdapter],
  ["memory", async () => (await import("./adapter-MG5IXZXE.js")).memoryAdapter],
  ["mysql", async () => (await import("./adapter-VRRGXFLT.js")).mysqlAdapter],
  ["okta", async () => (await import("./adapter-K63DMKLC.js")).oktaAdapter],
  ["postgres", async () => (await import("./adapter-RUYAK2LO.js")).postgresAdapter],
  ["ssh", async () => (await import("./adapter-LBIG3F3X.js")).sshAdapter],
  ["vault", async () => (await import("./adapter-F444HRYT.js")).vaultAdapter],
  ["webhook", async () => (await import("./adapter-KMD4UKSG.js")).webhookAdapter],
  [
    "aws-identity-center",
    async () => (await import("./adapter-MYNBMOQP.js")).identityCenterAdapter
  ],
  ["scim", async () => (await import("./adapter-43IUEJYC.js")).scimAdapter],
  ["google-group", async () => (await import("./adapter-QT3XOG7Z.js")).googleGroupAdapter],
  ["google-iam", async () => (await import("./adapter-E7SU6VAF.js")).googleIamAdapter]
]);

// src/providers/index.ts
var WHERE = "HALLPASS_PROVIDERS";
var validateHeads = compileEntry({
  type: "array",
  items: {
    type: "object",
    required: ["name", "adapter"],
    properties: {
      name: { type: "string", ...entryName },
      adapter: { enum: [...adapters.keys()] }
    }
  }
});
async function createProviders(text10, secrets, capabilities) {
  const read = parseServerText(WHERE, text10);
  if ("mistake" in read) throw new Error(read.mistake);
  const entries = read.value;
  if (!validateHeads(entries)) throw new Error(describeErrors(WHERE, validateHeads.errors).join("\n"));
  refuseDuplicates(entries.map(({ name: name2 }) => name2));
  const providers = /* @__PURE__ */ new Map();
  for (const [index, { name: name2, adapter, ...entry }] of entries.entries()) {
    const context = createContext(name2, index, secrets, capabilities);
    providers.set(name2, await openProvider(adapter, entry, context));
  }
  return providers;
}
async function openProvider(adapter, entry, context) {
  const load = adapters.get(adapter);
  if (load === void 0) throw new Error(`The schema let the unknown adapter "${adapter}" pass.`);
  return withDeadline((await load()).open(entry, context));
}
function refuseDuplicates(names2) {
  const twice = names2.find((name2, index) => names2.indexOf(name2) !== index);
  if (twice !== void 0)
    throw new Error(`${WHERE} names "${twice}" twice. Give each provider its own name.`);
}

// node_modules/date-fns/isAfter.js
function isAfter(date, dateToCompare) {
  return +toDate(date) > +toDate(dateToCompare);
}

// src/core/ledger/holding-record.ts
function judgeLease({ held, confirmed }, lease, now) {
  if (hasEnded(lease, now)) return "ended";
  if (now < lease.startsAt) return "planned";
  if (held !== "yes") return "pending";
  return confirmed === void 0 || confirmed.until < lease.endsAt ? "held" : "confirmed";
}
var wasLeft = ({ left }, { container, heldBefore }) => left ?? (container === "shared" && heldBefore);
var overSince = ({ at, scheduled, because }) => because === "by-hand" ? at : max([at, scheduled]);

// node_modules/date-fns/addSeconds.js
function addSeconds(date, amount, options2) {
  return addMilliseconds(date, amount * 1e3, options2);
}

// node_modules/date-fns/isEqual.js
function isEqual(leftDate, rightDate) {
  return +toDate(leftDate) === +toDate(rightDate);
}

// node_modules/date-fns/subSeconds.js
function subSeconds(date, amount, options2) {
  return addSeconds(date, -amount, options2);
}

// src/core/plan/once-per.ts
function oncePer(work) {
  const known = /* @__PURE__ */ new WeakMap();
  return (source) => {
    const found = known.get(source) ?? { answer: work(source) };
    known.set(source, found);
    return found.answer;
  };
}

// src/core/plan/grant-index.ts
var findGrants = (grants, ids) => indexOf2(grants).get(idsKey(ids)) ?? [];
var indexOf2 = oncePer((grants) => {
  const index = /* @__PURE__ */ new Map();
  for (const grant of grants) {
    const key = idsKey(grant.ids);
    const known = index.get(key);
    if (known === void 0) index.set(key, [grant]);
    else known.push(grant);
  }
  return index;
});

// src/core/plan/plan.ts
function planChanges(state, listings2, now) {
  const changes = [...state.holdings.values()].flatMap(
    (record) => planHolding(record, listings2.get(record.entitlement.provider), now)
  );
  return {
    changes: [...changes.filter(isRevocation), ...changes.filter((change) => !isRevocation(change))],
    unexplained: [...listings2.values()].flatMap(
      ({ grants }) => grants.filter((grant) => grant.origin === "ours" && !isExplained(grant, state))
    )
  };
}
var isRevocation = (change) => change.kind === "revocation";
var isByHand = (change) => change.kind === "revocation" && change.because === "by-hand";
function planHolding(record, listing, clock2) {
  const now = timeOf(record, clock2);
  const until = heldUntil(record.leases, now);
  if (until === void 0) return planEnd(record, listing, now);
  const vanished = hasVanished(record, listing, until, now);
  if (vanished && record.failing === void 0)
    return [{ kind: "revocation", holding: holdingOf(record, until), write: false, because: "by-hand" }];
  const asAsked = !vanished && record.held === "yes" && record.confirmed?.until.getTime() === until.getTime();
  return asAsked ? [] : [{ kind: "grant", holding: holdingOf(record, until), write: mayWrite(record) }];
}
function timeOf({ confirmed, leases }, clock2) {
  const carriesOn = (lease) => leases.some(({ request: request2, endsAt }) => request2 === lease.extends && isEqual(endsAt, lease.startsAt));
  let time = confirmed !== void 0 && confirmed.at > clock2 ? confirmed.at : clock2;
  for (const lease of leases)
    if (lease.ended === void 0 && lease.startsAt > time && !carriesOn(lease)) time = lease.startsAt;
  return time;
}
var hasStarted = ({ ended, startsAt }, now) => ended !== void 0 || !isBefore(now, startsAt);
function planEnd(record, listing, now) {
  const started = record.leases.filter((lease) => hasStarted(lease, now));
  if (started.length === 0) return [];
  const until = max(started.map(endOf));
  if (record.held === "no" && !hasReappeared(record, listing, until, now)) return [];
  const because = started.find((lease) => endOf(lease) >= until)?.ended?.because ?? "expiry";
  return [{ kind: "revocation", holding: holdingOf(record, until), write: mayWrite(record), because }];
}
function hasReappeared(record, listing, until, now) {
  if (listing === void 0 || !mayWrite(record) || findOurs(record, listing) === void 0) return false;
  if (record.container === "separate") return true;
  const gone = goneAt(record, until);
  const { watchSeconds } = listing;
  return !isBefore(now, subSeconds(gone, watchSeconds)) && isBefore(now, addSeconds(gone, watchSeconds));
}
var goneAt = ({ revocations }, until) => revocations.find(({ at }) => !isBefore(at, until))?.at ?? until;
var mayWrite = ({ container, heldBefore }) => container === "separate" || !heldBefore;
function hasVanished(record, listing, until, now) {
  if (listing === void 0 || record.held !== "yes" || record.confirmed === void 0 || !mayWrite(record))
    return false;
  const timed = min([until, record.confirmed.until]);
  if (!isBefore(now, subSeconds(timed, listing.earlySeconds))) return false;
  const settled = !isBefore(now, addSeconds(record.confirmed.at, listing.consistencySeconds));
  return settled && findOurs(record, listing) === void 0;
}
var findOurs = (record, listing) => listing && findGrants(listing.grants, record.ids).find(
  ({ origin }) => record.container === "shared" || origin === "ours"
);
var isExplained = (grant, { holdings: holdings2 }) => findByIds(holdings2, grant.ids).length > 0;
var holdingOf = ({ principal, entitlement, ids }, until) => ({
  principal,
  entitlement,
  ids,
  until
});
function isStillRight(change, state, now) {
  const record = state.holdings.get(holdingKey(change.holding));
  const until = record && heldUntil(record.leases, timeOf(record, now));
  if (change.kind === "grant") return until?.getTime() === change.holding.until.getTime();
  return record !== void 0 && (change.because === "by-hand" || until === void 0);
}
var LOOK_BACK_SECONDS = 3600;
function entitlementsOf(state, now, isOver = (record) => !hasEndedLately(record, now)) {
  const asked = /* @__PURE__ */ new Map();
  for (const record of state.holdings.values()) {
    if (record.held === "no" && isOver(record)) continue;
    const { entitlement } = record;
    const known = asked.get(entitlement.provider) ?? /* @__PURE__ */ new Map();
    asked.set(entitlement.provider, known.set(entitlementKey(entitlement), entitlement));
  }
  return new Map([...asked].map(([provider2, entitlements]) => [provider2, [...entitlements.values()]]));
}
var hasEndedLately = (record, now) => listEnds(record).some((end2) => isBefore(now, addSeconds(end2, LOOK_BACK_SECONDS)));
var listEnds = ({ leases, revocations }) => [
  ...leases.map(endOf),
  ...revocations.map(({ at }) => at)
];
var isSettled = (record, listing, now) => record.held === "no" && listEnds(record).every((end2) => !isBefore(now, addSeconds(end2, listing.watchSeconds))) && planHolding(record, listing, now).length === 0;
function nextTurn(state, now) {
  const turns = [...state.holdings.values()].flatMap(({ leases }) => [heldUntil(leases, now), ...leases.map(({ startsAt }) => startsAt)]).filter((turn) => turn !== void 0).filter((turn) => isBefore(now, turn));
  return turns.length === 0 ? void 0 : min(turns);
}

// src/core/plan/overdue.ts
var listOverdue = ({ holdings: holdings2 }, now) => [...holdings2.values()].flatMap((record) => findOverdue(record, now) ?? []).toSorted((a, b) => b.lateMilliseconds - a.lateMilliseconds);
function findOverdue(record, now) {
  const revocation = planHolding(record, void 0, now).find(isRevocation);
  return revocation && describeOverdue(record, revocation.holding.until, !revocation.write, now);
}
function describeOverdue(record, endedAt, left, now) {
  const { principal, entitlement, failing } = record;
  return {
    principal,
    entitlement,
    leases: listLeasesSince(record).filter((lease) => hasStarted(lease, timeOf(record, now))),
    endedAt,
    lateMilliseconds: Math.max(0, now.getTime() - endedAt.getTime()),
    ...failing && { failing },
    left
  };
}
function listLeasesSince({ leases, revocations }) {
  const last = revocations.at(-1);
  if (last === void 0) return leases;
  return leases.filter(({ ended }) => ended === void 0 || isAfter(ended.at, overSince(last)));
}
function listNeglected(overdue, outcomes, limitMilliseconds) {
  const gone = new Set(outcomes.filter(wasGone).map(({ change }) => holdingKey(change.holding)));
  return overdue.filter(
    (each) => !each.left && each.failing === void 0 && each.lateMilliseconds > limitMilliseconds && !gone.has(holdingKey(each))
  );
}
var wasGone = (outcome) => outcome.status === "done" && !outcome.receipt.changed && outcome.receipt.sessionsEnded === 0;

// src/lanes/a-few-at-once.ts
async function mapAFew(items, atOnce, work) {
  const results = [];
  const failures = [];
  const waiting = items.entries();
  const drain = async () => {
    for (const [index, item] of waiting)
      try {
        results[index] = await work(item);
      } catch (error) {
        failures.push(error);
        return;
      }
  };
  await Promise.all(Array.from({ length: atOnce }, drain));
  if (failures.length > 0) throw failures[0];
  return results;
}

// src/operations/ending/read-uses.ts
var DEADLINE_SECONDS = 30;
var AT_ONCE = 4;
var MOST_LEASES = 200;
async function readUses(leases, { holdings: holdings2 }, providers) {
  const failed = /* @__PURE__ */ new Set();
  const ask = async (lease) => {
    const { provider: name2 } = lease.entitlement;
    const provider2 = providers.get(name2);
    const ids = holdings2.get(holdingKey(lease))?.ids;
    if (provider2 !== void 0 && provider2.activity === void 0) return [lease, { kind: "no log" }];
    if (provider2?.activity === void 0 || ids === void 0 || failed.has(name2))
      return [lease, { kind: "unread" }];
    const { principal, entitlement, startsAt } = lease;
    const holding = { principal, entitlement, ids, until: endOf(lease) };
    try {
      const activity = await within2((signal) => provider2.activity?.(holding, startsAt, signal));
      return [lease, activity === void 0 ? { kind: "no log" } : { kind: "read", activity }];
    } catch {
      failed.add(name2);
      return [lease, { kind: "unread" }];
    }
  };
  return new Map(await mapAFew(leases.slice(0, MOST_LEASES), AT_ONCE, ask));
}
async function within2(read) {
  const stop = new AbortController();
  let timer;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The log did not answer within ${DEADLINE_SECONDS} seconds.`)),
      DEADLINE_SECONDS * 1e3
    );
  });
  try {
    return await Promise.race([read(stop.signal), timeout]);
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

// src/core/files/access-review.ts
var REVIEWS_FOLDER = "inventory/reviews";
var MAX_REVIEW_BYTES = 1024 * 1024;
var LONGEST_REVIEW_DAYS = 92;
var LONGEST_BEFORE_OPENING_DAYS = 7;
var DAY = "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$";
var DECISIONS = ["undecided", "keep", "remove"];
var text9 = { type: "string", maxLength: 1e3 };
var accessReviewSchema = {
  title: "Access review",
  description: "The standing access of one team, and for each line whether it stays: one file, one pull request.",
  type: "object",
  additionalProperties: false,
  required: ["due", "lines"],
  properties: {
    due: {
      type: "string",
      pattern: DAY,
      description: "The day by which every line is to be decided, in UTC: year-month-day",
      examples: ["2026-12-12"]
    },
    lines: {
      type: "array",
      description: "One for each standing access of the team, as inventory/ lists it",
      minItems: 1,
      items: {
        type: "object",
        description: "A standing access, and the decision about it",
        additionalProperties: false,
        required: ["decision", "principal", "provider", "resource", "role", "ids"],
        properties: {
          decision: {
            enum: DECISIONS,
            description: "keep: it stays. remove: it must go. undecided: nobody has decided yet"
          },
          note: {
            type: "string",
            minLength: 1,
            maxLength: 500,
            description: "Why, in at most 500 characters; may be left out"
          },
          principal: text9,
          provider: text9,
          resource: text9,
          role: text9,
          ids: {
            type: "object",
            description: "The provider's own names: { instance, principal, entitlement }",
            additionalProperties: false,
            required: ["instance", "principal", "entitlement"],
            properties: { instance: text9, principal: text9, entitlement: text9 }
          }
        }
      }
    }
  }
};
var validate3 = buildValidator(accessReviewSchema);
var parseAccessReview = (source, file) => addFindings(
  parseDocument2(validate3, source, file, MAX_REVIEW_BYTES, (at) => at.endsWith("/note")),
  (review) => [...findUnknownDay(review), ...findRepeated2(review)]
);
function parseReviewPath(path) {
  const [, team, day] = /^inventory\/reviews\/([^/]+)\/([^/]+)\.yaml$/u.exec(path) ?? [];
  if (team === void 0 || day === void 0 || !isDay(day)) return void 0;
  return new RegExp(folderName.pattern, "u").test(team) ? { team, day } : void 0;
}
var addToDay = (day, days) => addDays(/* @__PURE__ */ new Date(`${day}T00:00:00Z`), days).toISOString().slice(0, 10);
var lastDueDay = (day) => addToDay(day, LONGEST_REVIEW_DAYS);
function isDay(text10) {
  const at = /* @__PURE__ */ new Date(`${text10}T00:00:00Z`);
  return new RegExp(DAY, "u").test(text10) && at.getTime() > 0 && at.toISOString().startsWith(text10);
}
var reviewedKey = ({ provider: provider2, resource: resource2, role, principal, ids }) => JSON.stringify([provider2, resource2, role, principal, ids.instance, ids.principal, ids.entitlement]);
var describeReviewed = ({ principal, provider: provider2, resource: resource2, role }) => `${principal}: ${role} on ${provider2}/${resource2}`;
var findUnknownDay = ({ due }) => isDay(due) ? [] : [mistake("REVIEW_DAY", `${due} is no day of the calendar.`, "Write it as 2026-12-12.", "/due")];
function findRepeated2({ lines }) {
  const seen2 = /* @__PURE__ */ new Set();
  return lines.flatMap(
    (line, index) => seen2.size === seen2.add(reviewedKey(line)).size ? [
      mistake(
        "REVIEW_REPEATED",
        `${describeReviewed(line)} has two lines, which could say different things.`,
        "Keep one of them.",
        `/lines/${index}`
      )
    ] : []
  );
}

// src/core/files/codeowners.ts
var CODEOWNERS_PATHS = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];
var MAX_CODEOWNERS_BYTES = 3 * 1024 * 1024;
var MAX_FINDINGS2 = 50;
function parseCodeowners(source, file) {
  const { text: text10, findings: findings2 } = readText(source, file, MAX_CODEOWNERS_BYTES - 1);
  if (text10 === void 0) return { findings: findings2, lines: [] };
  const read = text10.split("\n").map((line, index) => readLine2(line, { file, line: index + 1, column: 1 }));
  return {
    findings: read.flatMap((line) => line.findings).slice(0, MAX_FINDINGS2),
    lines: read.flatMap(({ line }) => line === void 0 ? [] : [line])
  };
}
function findOwners(codeowners, path) {
  const known = answers.get(codeowners) ?? new I({ max: MOST_ANSWERS });
  answers.set(codeowners, known);
  const before = known.get(path);
  if (before !== void 0) return before.owners;
  const found = codeowners.lines.findLast(({ matches }) => matches(path));
  const owners = found && { owners: found.owners, line: found.line, text: found.text };
  known.set(path, { owners });
  return owners;
}
var answers = /* @__PURE__ */ new WeakMap();
var MOST_ANSWERS = 1e3;
function describeOwner(owner) {
  if (owner.kind === "email") return owner.address;
  return owner.kind === "team" ? `@${owner.org}/${owner.slug}` : `@${owner.login}`;
}
function readLine2(raw, place) {
  const [pattern, ...names2] = splitLine(raw);
  const problems = [...judgeText(raw), ...judgePattern(pattern ?? ""), ...names2.flatMap(judgeOwner)];
  if (problems.length > 0) return { findings: problems.map((problem) => ({ ...problem, place })) };
  if (pattern === void 0) return { findings: [] };
  const owners = names2.flatMap((name2) => readOwner(name2) ?? []);
  const text10 = raw.trim();
  const findings2 = owners.flatMap(
    (owner) => owner.kind === "email" ? [{ ...unmatched(owner.address), place }] : []
  );
  const matches = buildMatcher(pattern.replaceAll(ESCAPED_SPACE, " "));
  return { findings: findings2, line: { line: place.line, text: text10, owners, matches } };
}
var ESCAPED_SPACE = "\\ ";
var splitLine = (raw) => raw.replace(/(^|(?<!\\)[ \t])#.*$/su, "").match(/(?:\\ |[^ \t\r])+/gu) ?? [];
function judgeText(raw) {
  const hidden = listInvisible(raw.replaceAll("	", "").replace(/\r$/, ""));
  const names2 = [...new Set(hidden)].map(describeCharacter).join(", ");
  const fix = "Remove them: what is reviewed must be what is read.";
  return hidden.length === 0 ? [] : [mistake("CODEOWNERS_INVISIBLE", `The line has characters that cannot be seen: ${names2}.`, fix)];
}
var unsupported = [
  { shape: /^!/, what: "takes paths out with !", fix: "Write a later line with the path and no owner." },
  { shape: /[[\]]/, what: "uses a range in [ ]", fix: "Write one line per case." },
  {
    shape: /\\/,
    what: "uses a backslash",
    fix: "Put ? in the place of the character. Only a space is escaped."
  },
  { shape: /#/, what: "has a # inside", fix: "Put ? in the place of the #, or a space before a comment." },
  { shape: /\*{3}/, what: "has three stars in a row", fix: "Write * for one level, ** for any." },
  {
    shape: /^\/+$|\/\//,
    what: "has an empty part between slashes",
    fix: "Use single slashes; * stands for all files."
  }
];
var judgePattern = (pattern) => unsupported.filter(({ shape: shape2 }) => shape2.test(pattern.replaceAll(ESCAPED_SPACE, "?"))).map(
  ({ what, fix }) => mistake(
    "CODEOWNERS_PATTERN",
    `The pattern ${JSON.stringify(pattern)} ${what}, which GitHub does not support: the line is skipped.`,
    fix
  )
);
var judgeOwner = (name2) => readOwner(name2) !== void 0 ? [] : [
  mistake(
    "CODEOWNERS_OWNER",
    `The owner ${JSON.stringify(name2)} is neither @user nor @organisation/team.`,
    "Name a team: @organisation/team."
  )
];
var unmatched = (address) => warning(
  "CODEOWNERS_EMAIL",
  `GitHub asks the account of ${JSON.stringify(address)}. Hallpass cannot tell which account that is: nothing that this line owns is approved.`,
  "Name a team: @organisation/team."
);
var ownerShape = /^@([A-Za-z0-9][A-Za-z0-9_-]{0,38})(?:\/([A-Za-z0-9_][A-Za-z0-9_-]{0,99}))?$/;
var emailShape = /^[^@\s\\]+@[^@\s\\]+\.[^@\s\\]+$/u;
function readOwner(name2) {
  if (emailShape.test(name2)) return { kind: "email", address: name2 };
  const [, account, team] = ownerShape.exec(name2.toLowerCase()) ?? [];
  if (account === void 0) return void 0;
  return team === void 0 ? { kind: "user", login: account } : { kind: "team", org: account, slug: team };
}

// src/core/files/pull-kind.ts
var guide = /^access-requests\/(?:[^/]+\/)*(?:README\.md|\.gitkeep)$/u;
var isRequestFile = ({ path }) => path === "access-requests" || path.startsWith("access-requests/") && !guide.test(path);
var reviewGuide = /^inventory\/reviews\/(?:[^/]+\/)*(?:README\.md|\.gitkeep)$/u;
var isReviewFile = ({ path }) => path === REVIEWS_FOLDER || path.startsWith(`${REVIEWS_FOLDER}/`) && !reviewGuide.test(path);
var RULE_FILES = [...CODEOWNERS_PATHS, SETTINGS_PATH];
var isRuleFile = ({ path }) => path === "policies" || path.startsWith("policies/") || RULE_FILES.includes(path);
function classifyPull(changes) {
  const requests = changes.filter(isRequestFile);
  if (requests.length === 0) {
    if (changes.some(isReviewFile)) return "review";
    return changes.some(isRuleFile) ? "rules" : "other";
  }
  return requests.every((change) => change.status === "removed") ? "revert" : "request";
}
var isMeant = ({ path }) => /\.ya?ml\/?$/iu.test(path);
function chooseRequest(changes) {
  const added = changes.filter((change) => isRequestFile(change) && change.status === "added");
  return added.find(({ path }) => parseRequestPath(path) !== void 0) ?? added.find(isMeant) ?? added[0];
}

// src/core/plan/revert.ts
var listEnded = ({ holdings: holdings2 }, files, now) => files.map(({ path }) => ({ path, place: parseRequestPath(path) })).flatMap(({ path, place }) => {
  if (place === void 0 || judgeLeases(holdings2, place.id, now) !== "ended") return [];
  return [{ id: place.id, path, team: place.team, leases: leasesOf(holdings2, place.id) }];
}).sort((a, b) => a.path < b.path ? -1 : 1);
function endedBeforeToday({ leases }, now) {
  const today = now.toISOString().slice(0, 10);
  return leases.every((lease) => endOf(lease).toISOString().slice(0, 10) < today);
}
var listUngranted = (changes, state) => changes.flatMap(({ path, status }) => {
  if (status !== "removed" || !isRequestFile({ path })) return [];
  const id = parseRequestPath(path)?.id;
  if (id === void 0) return [path];
  return state.seen.has(id) ? [] : [id];
});
function judgeRevert(changes, state, now, ending = []) {
  if (changes.length === 0)
    return [
      mistake("RECEIPT_EMPTY", "The pull request changes nothing.", "Close it: there is nothing to remove.")
    ];
  return changes.flatMap((change) => judgeChange(change, state, now, ending));
}
var isReceipt = (changes, { holdings: holdings2 }, now) => changes.length > 0 && changes.every(({ path, status }) => {
  const id = isRequestFile({ path }) ? parseRequestPath(path)?.id : void 0;
  const judged = id === void 0 ? void 0 : judgeLeases(holdings2, id, now);
  return status === "removed" && (judged === "ended" || judged === "held");
});
function judgeChange({ path, status }, state, now, ending) {
  if (status !== "removed" || !isRequestFile({ path }))
    return [
      mistake(
        "RECEIPT_OTHER_FILE",
        `${JSON.stringify(path)} is ${status}; a receipt removes only ended requests.`,
        "Take it out of this pull request. Delete it, or open another pull request for it."
      )
    ];
  const place = parseRequestPath(path);
  if (place === void 0 || ending.includes(place.id)) return [];
  const end2 = judgeEnd(state, place.id, now);
  return end2 === "ended" || end2 === "ungranted" ? [] : [explainEnd(place.id, end2, state, now)];
}
function judgeEnd({ holdings: holdings2, seen: seen2 }, id, now) {
  return judgeLeases(holdings2, id, now) ?? (seen2.has(id) ? "unknown" : "ungranted");
}
function judgeLeases(holdings2, id, now) {
  const leases = leasesOf(holdings2, id);
  if (leases.length === 0) return void 0;
  if (!leases.every((lease) => hasEnded(lease, now))) return "live";
  return isHeldFor(holdings2, id, now) ? "held" : "ended";
}
var isHeldFor = (holdings2, id, now) => findByRequest(holdings2, id).some(
  ([, { held, leases }]) => held !== "no" && heldUntil(leases, now) === void 0 && leases.some(({ request: request2, ended }) => request2 === id && ended === void 0)
);
function explainEnd(id, end2, state, now) {
  if (end2 === "unknown")
    return mistake(
      "RECEIPT_UNKNOWN_REQUEST",
      `The ledger knows "${id}" but no lease of it, so nothing says that it has ended.`,
      "Restore the file, and ask an operator what happened to the request."
    );
  if (end2 === "held")
    return mistake(
      "RECEIPT_HELD",
      `"${id}" has ended, and the ledger does not say yet that its access is gone.`,
      "Wait until the end is recorded. The check then runs again."
    );
  const ends = leasesOf(state.holdings, id).filter((lease) => !hasEnded(lease, now)).map(({ endsAt }) => endsAt.toISOString());
  return mistake(
    "RECEIPT_LIVE",
    `"${id}" is live until ${ends.sort().at(-1)}.`,
    "Wait until it has ended. Its subject or one of its approvers can end it early; so can an owner who approves this pull request."
  );
}
var branchShape = /^hallpass([/-])revert\1([a-z0-9][a-z0-9._-]{0,99})\1([0-9a-f]{16})$/;
function revertBranch(team, ids, sha256) {
  const name2 = `hallpass/revert/${team}/${sha256([...ids].sort().join("\n")).slice(0, 16)}`;
  if (parseRevertBranch(name2)?.team !== team) throw new Error(`"${name2}" cannot name a revert branch.`);
  return name2;
}
var flatBranch = (name2) => name2.replaceAll("/", "-");
var freshBranch = (name2, random) => flatBranch(name2).replace(/[0-9a-f]{16}$/u, random);
function parseRevertBranch(name2) {
  const [, , team] = branchShape.exec(name2) ?? [];
  return team === void 0 || team.includes("..") ? void 0 : { team };
}

// src/operations/ending/open-removal.ts
import { randomBytes } from "node:crypto";
async function openRemovalPull(reverts, removal2, { base, describe: describe2, isOpen }) {
  const names2 = [removal2.branch, flatBranch(removal2.branch)];
  const fates = [];
  for (const branch2 of names2) fates.push(await readFate(reverts, { ...removal2, branch: branch2 }));
  if (fates.includes("done")) return void 0;
  const free = names2.filter((_, index) => fates[index] === "free");
  const about2 = await describe2();
  const blocking = [];
  for (const branch2 of free) {
    const obstacle2 = await reverts.push({ ...removal2, branch: branch2 });
    if (obstacle2 === void 0) return reverts.open({ branch: branch2, base, about: about2 });
    blocking.push(JSON.stringify(obstacle2));
  }
  if (await isOpen()) return void 0;
  const branch = freshBranch(removal2.branch, randomBytes(8).toString("hex"));
  const obstacle = await reverts.push({ ...removal2, branch });
  if (obstacle === void 0) return reverts.open({ branch, base, about: about2 });
  throw new Error(
    `The branch ${removal2.branch} cannot be made: ${[.../* @__PURE__ */ new Set([...blocking, JSON.stringify(obstacle)])].join(" and ")} stand in its way. Delete those branches; the access has ended all the same.`
  );
}
async function readFate(reverts, removal2) {
  const found = await reverts.find(removal2.branch);
  if (found.some(({ isByBot: isByBot2, isOpen }) => isByBot2 && !isOpen)) return "done";
  const open3 = found.filter((pull) => pull.isOpen);
  if (open3.length === 0) return "free";
  if (open3.some(({ isByBot: isByBot2 }) => !isByBot2)) return "taken";
  return await reverts.push(removal2) === void 0 ? "done" : "taken";
}

// src/operations/round/open-receipts.ts
var findOpenReceipts = (deps, state, base) => readOpenRemovals(
  deps,
  base,
  (branch) => parseRevertBranch(branch) !== void 0,
  (changes) => isReceipt(changes, state, base.now)
);
async function readOpenRemovals({ repository: repository2, reverts }, { name: name2, tip }, isBranch, isContent) {
  const open3 = (await reverts.listOpen(name2)).filter(({ branch }) => isBranch(branch));
  await repository2.fetch(open3.map(({ number }) => number));
  const found = await Promise.all(
    open3.map(async (pull) => {
      const head = await repository2.pullHead(pull.number);
      const from = head && await repository2.mergeBase(tip, head);
      const changes = head && from ? await repository2.diff(from, head) : [];
      return isContent(changes) ? changes.map(({ path }) => [path, pull]) : [];
    })
  );
  return new Map(found.flat());
}

// src/core/access/connection.ts
var LONGEST3 = 500;
function fitConnection(connection) {
  if (connection === void 0) return void 0;
  const { kind, text: text10 } = connection;
  if (text10 === "" || text10.length > LONGEST3 || /[\p{C}\p{Zl}\p{Zp}]/u.test(text10)) return void 0;
  if (kind === "command") return { kind, text: text10 };
  const url = URL.canParse(text10) ? new URL(text10) : void 0;
  return url?.protocol === "https:" && url.username === "" && url.password === "" ? { kind, text: url.href } : void 0;
}

// src/core/plan/provider-failure.ts
var silences = ["UNREACHABLE", "TIMEOUT", "THROTTLED"];
function readFailure(error) {
  const code2 = codeOf(error);
  const retryAfterSeconds = retryAfterOf(error);
  const isSilence = silences.includes(code2) || retryAfterSeconds > 0;
  const isAnswer = !isSilence && error instanceof Error && "retryable" in error;
  return { code: code2, isSilence, isAnswer, retryAfterSeconds };
}
var codeOf = (error) => error instanceof Error && "code" in error && /^[A-Z][A-Z_]{2,39}$/u.test(String(error.code)) ? String(error.code) : "UNEXPECTED";
function retryAfterOf(error) {
  const seconds = error instanceof Error && "retryAfterSeconds" in error ? Number(error.retryAfterSeconds) : 0;
  return seconds > 0 ? seconds : 0;
}

// src/operations/applying/apply-plan.ts
var untouched = { changed: false, sessionsEnded: 0 };
var AT_ONCE2 = 10;
async function applyPlan(plan, providers, now, around = (_change, carry) => carry()) {
  const names2 = [...new Set(plan.changes.map(providerOf))];
  const apply = async (change) => {
    try {
      const carry = () => applyChange(change, providers.get(providerOf(change)), now);
      const outcome = await around(change, carry);
      return outcome === void 0 ? [] : [outcome];
    } catch (error) {
      return [{ status: "failed", change, error, at: now() }];
    }
  };
  const applyAll = async (name2) => {
    const changes = plan.changes.filter((change) => providerOf(change) === name2);
    const ended = await mapAFew(changes.filter(isRevocation), AT_ONCE2, apply);
    const made = await mapAFew(
      changes.filter((change) => !isRevocation(change)),
      AT_ONCE2,
      apply
    );
    return [...ended, ...made].flat();
  };
  return (await Promise.all(names2.map(applyAll))).flat();
}
var providerOf = (change) => change.holding.entitlement.provider;
async function applyChange(change, provider2, now) {
  try {
    const receipt = change.write ? await callProvider(change, provider2) : await skip(change, provider2);
    return { status: "done", change, receipt, at: now() };
  } catch (error) {
    return { status: "failed", change, error, at: now() };
  }
}
async function skip(change, provider2) {
  if (!isByHand(change) || provider2 === void 0) return untouched;
  if (await isRenamed(provider2, change.holding)) return provider2.revoke(change.holding);
  await provider2.forget?.(change.holding);
  return untouched;
}
var GONE = ["UNKNOWN_PRINCIPAL", "UNKNOWN_ENTITLEMENT"];
async function isRenamed(provider2, { principal, entitlement, ids }) {
  try {
    const now = await provider2.identify(principal, entitlement);
    return now.entitlement !== ids.entitlement || now.instance !== ids.instance;
  } catch (error) {
    if (GONE.includes(readFailure(error).code)) return false;
    throw error;
  }
}
async function callProvider(change, provider2) {
  if (provider2 === void 0)
    throw new Error(
      `The server's configuration has no provider "${change.holding.entitlement.provider}"; put it back: something is still held there.`
    );
  if (change.kind !== "grant") return provider2.revoke(change.holding);
  const receipt = await provider2.hold(change.holding);
  const connection = describeConnection2(provider2, change.holding);
  return { ...receipt, ...connection && { connection } };
}
function describeConnection2(provider2, holding) {
  try {
    return fitConnection(provider2.connect?.(holding));
  } catch {
    return void 0;
  }
}

// src/operations/applying/entries.ts
function entriesOf(outcome, record, endsAs) {
  const at = record === void 0 ? outcome.at : timeOf(record, outcome.at);
  if (outcome.status === "failed") return recordFailure({ ...outcome, at }, record?.failing);
  const { change, receipt } = outcome;
  const { principal, entitlement, until } = change.holding;
  if (change.kind === "grant")
    return [{ kind: "granted", principal, entitlement, at, until, ...describeGrant(receipt) }];
  const { because } = change;
  return [
    {
      kind: "revoked",
      principal,
      entitlement,
      at,
      because,
      scheduled: until,
      sessionsEnded: receipt.sessionsEnded,
      left: !change.write && !isByHand(change),
      ...change.write && nameLayer(receipt, endsAs)
    }
  ];
}
var nameLayer = ({ changed }, endsAs) => {
  const layer = changed ? endsAs : "gone";
  return layer === void 0 ? {} : { layer };
};
var describeGrant = ({
  changed,
  connection,
  invited
}) => ({
  changed,
  ...connection && { connection },
  ...invited && { invited }
});
var REPEAT_AFTER_SECONDS = 60;
var REPEAT_LATER_AFTER_SECONDS = 3600;
function recordFailure({ change, error, at }, failing) {
  if (change.kind === "grant" || isByHand(change)) return [];
  if (failing !== void 0) {
    const isFirst = failing.at.getTime() === failing.since.getTime();
    const wait2 = isFirst ? REPEAT_AFTER_SECONDS : REPEAT_LATER_AFTER_SECONDS;
    if (isBefore(at, addSeconds(failing.at, wait2))) return [];
  }
  const { principal, entitlement } = change.holding;
  return [{ kind: "failed", principal, entitlement, at, code: readFailure(error).code }];
}

// src/core/access/traits.ts
var lateSeconds = ({ deadlineSeconds, consistencySeconds }) => 2 * deadlineSeconds + consistencySeconds;

// src/operations/evidence/list.ts
var WATCH_AT_LEAST_SECONDS = 90;
var CLOCKS_APART_SECONDS = 120;
function chooseAsked({ providers, now, settledCache }, state) {
  const isKnown = ({ entitlement }) => providers.get(entitlement.provider)?.check(entitlement).length === 0;
  const asked = entitlementsOf(
    state,
    now(),
    settledCache && ((record) => settledCache.isOver(record) || !isKnown(record))
  );
  return new Map([...asked].filter(([name2]) => providers.get(name2)?.byLease !== true));
}
async function listAt({ providers, now, settledCache }, state, name2, asked) {
  const askedAt = now();
  const listings2 = /* @__PURE__ */ new Map([[name2, await askProvider(name2, asked, providers)]]);
  settledCache?.note(state, listings2, askedAt);
  return listings2;
}
async function askProviders(asked, providers) {
  const listings2 = /* @__PURE__ */ new Map();
  const failures = /* @__PURE__ */ new Map();
  await Promise.all(
    [...asked].map(async ([name2, entitlements]) => {
      try {
        listings2.set(name2, await askProvider(name2, entitlements, providers));
      } catch (error) {
        failures.set(name2, error);
      }
    })
  );
  return { listings: listings2, failures };
}
async function askProvider(name2, entitlements, providers) {
  const provider2 = providers.get(name2);
  if (provider2 === void 0) throw new Error(`The server's configuration has no provider "${name2}".`);
  const traits = await provider2.traits();
  const { consistencySeconds: delay, nativeExpiry } = traits;
  return {
    grants: await provider2.listGrants(entitlements),
    // Another machine with a slower clock may have recorded the grant.
    consistencySeconds: delay === 0 ? 0 : delay + CLOCKS_APART_SECONDS,
    earlySeconds: nativeExpiry === "none" ? 0 : CLOCKS_APART_SECONDS,
    watchSeconds: Math.max(WATCH_AT_LEAST_SECONDS, lateSeconds(traits))
  };
}

export {
  require_dist,
  showText,
  INSTANT_PATTERN,
  parseInstant,
  MAX_DOCUMENT_BYTES,
  parseDocument2 as parseDocument,
  addFindings,
  buildValidator,
  personLogin,
  providerName,
  roleName,
  folderName,
  githubId,
  entitlementsSchema,
  I,
  covers,
  createOverlaps,
  isOfferedBy,
  listShared,
  isSensitiveIn,
  teamsSchema,
  includeChildTeamsSchema,
  usersSchema,
  DEFAULT_APPROVAL_COUNT,
  DEFAULT_MEMBER_FOR,
  DEFAULT_VALID_FOR,
  approvalsSchema,
  SETTINGS_PATH,
  MAX_SETTINGS_BYTES,
  parseSettings,
  isAccount,
  principalOf,
  verifierOf,
  publicKeyOf,
  personOf,
  createFolder,
  runGit,
  readGit,
  requireObjectId,
  checkBranch,
  publicKeyLine,
  readObjects,
  ledgerBranchName,
  gitRepository,
  openStore,
  findBlockingBranch,
  signCommit,
  inspectCommit,
  sameRules,
  serializeEntry,
  parseEntry2 as parseEntry,
  writeTree,
  gitLedger,
  openHoldings,
  fetchSeen,
  pushRemoval,
  NOBODY,
  readOwnBot,
  rememberOwnId,
  readBot,
  rememberBot,
  ranked,
  openClient,
  openInstallation,
  SignInError,
  providerFailures,
  isAlertCode,
  explainRefusal,
  findMeaning,
  findAdvice,
  listRefusalReasons,
  EXPLAINED,
  parseRequest,
  parseRequestPath,
  requestPath,
  explainPath,
  isMisplacedRequest,
  FORM_LABEL,
  ACCESS_PAGE,
  newFolderPage,
  offersPage,
  formPage,
  describeEntry2 as describeEntry,
  describeEnd,
  describeWaiting,
  describeRefusal,
  describeAskingAgain,
  gitHubReverts,
  parseServerText,
  createProviders,
  isAfter,
  judgeLease,
  wasLeft,
  overSince,
  addSeconds,
  isEqual,
  subSeconds,
  oncePer,
  planChanges,
  isRevocation,
  isByHand,
  timeOf,
  isStillRight,
  entitlementsOf,
  listEnds,
  isSettled,
  nextTurn,
  listOverdue,
  findOverdue,
  listLeasesSince,
  listNeglected,
  REVIEWS_FOLDER,
  MAX_REVIEW_BYTES,
  LONGEST_BEFORE_OPENING_DAYS,
  parseAccessReview,
  parseReviewPath,
  addToDay,
  lastDueDay,
  reviewedKey,
  describeReviewed,
  CODEOWNERS_PATHS,
  MAX_CODEOWNERS_BYTES,
  parseCodeowners,
  findOwners,
  describeOwner,
  isRequestFile,
  isReviewFile,
  isRuleFile,
  classifyPull,
  isMeant,
  chooseRequest,
  listEnded,
  endedBeforeToday,
  listUngranted,
  judgeRevert,
  revertBranch,
  openRemovalPull,
  findOpenReceipts,
  readOpenRemovals,
  mapAFew,
  readUses,
  readFailure,
  applyPlan,
  entriesOf,
  lateSeconds,
  chooseAsked,
  listAt,
  askProviders,
  askProvider
};
