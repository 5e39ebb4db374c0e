import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  createLocks
} from "./chunk-7MNSBFR3.js";
import {
  awsFields,
  clientSettings,
  client_exports as client_exports2,
  describeStatements,
  dist_es_exports,
  fieldOf,
  httpAuthSchemes_exports,
  init_client as init_client2,
  init_dist_es,
  init_httpAuthSchemes,
  init_protocols,
  init_protocols2,
  init_retry,
  listOf,
  matchesAction,
  openCalls,
  protocols_exports,
  protocols_exports2,
  readCaller,
  readConnection,
  readStatements,
  readTrail,
  require_dist_cjs,
  require_dist_cjs2,
  require_dist_cjs3,
  require_dist_cjs4,
  retry_exports
} from "./chunk-EEUOTVJ5.js";
import "./chunk-PCJM6DFV.js";
import {
  createOffer
} from "./chunk-ZIHSV6EN.js";
import {
  checksum_exports,
  client_exports,
  config_exports,
  endpoints_exports,
  init_checksum,
  init_client,
  init_config,
  init_endpoints,
  init_schema,
  init_serde,
  schema_exports,
  serde_exports
} from "./chunk-X2NCXNRO.js";
import {
  refuseRepeated,
  sameAccess
} from "./chunk-PX6SYLT4.js";
import {
  describeQuote,
  listSome,
  toPhrases
} from "./chunk-3Z7Y7I5C.js";
import "./chunk-GGGEKREZ.js";
import {
  defineAdapter
} from "./chunk-TQBW6AQB.js";
import {
  byName,
  consistencySeconds,
  mistake,
  warning
} from "./chunk-HMVRQBRS.js";
import {
  ProviderError
} from "./chunk-33Z2ZGMK.js";
import {
  compareAsc,
  idsKey,
  sameIds
} from "./chunk-K5X7KKLM.js";
import "./chunk-JWKNRRMN.js";
import {
  __commonJS,
  __toCommonJS,
  __toESM
} from "./chunk-N5G37XHY.js";

// node_modules/@aws-sdk/client-identitystore/dist-cjs/index.js
var require_dist_cjs5 = __commonJS({
  "node_modules/@aws-sdk/client-identitystore/dist-cjs/index.js"(exports) {
    var { awsEndpointFunctions, emitWarningIfUnsupportedVersion: emitWarningIfUnsupportedVersion$1, createDefaultUserAgentProvider, NODE_APP_ID_CONFIG_OPTIONS, getAwsRegionExtensionConfiguration, resolveAwsRegionExtensionConfiguration, resolveUserAgentConfig, resolveHostHeaderConfig, getUserAgentPlugin, getHostHeaderPlugin, getLoggerPlugin, getRecursionDetectionPlugin } = (init_client2(), __toCommonJS(client_exports2));
    var { getHttpAuthSchemeEndpointRuleSetPlugin, DefaultIdentityProviderConfig, getHttpSigningPlugin, createPaginator } = (init_dist_es(), __toCommonJS(dist_es_exports));
    var { normalizeProvider, getSmithyContext, ServiceException, NoOpLogger, emitWarningIfUnsupportedVersion, loadConfigsForDefaultMode, getDefaultExtensionConfiguration, resolveDefaultRuntimeConfig, Client, makeBuilder, createAggregatedClient } = (init_client(), __toCommonJS(client_exports));
    var { Command: $Command } = (init_client(), __toCommonJS(client_exports));
    exports.$Command = $Command;
    exports.__Client = Client;
    var { resolveDefaultsModeConfig, loadConfig, NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS, NODE_REGION_CONFIG_OPTIONS, NODE_REGION_CONFIG_FILE_OPTIONS, resolveRegionConfig } = (init_config(), __toCommonJS(config_exports));
    var { BinaryDecisionDiagram, EndpointCache, decideEndpoint, customEndpointFunctions, resolveEndpointConfig, getEndpointPlugin } = (init_endpoints(), __toCommonJS(endpoints_exports));
    var { parseUrl, getHttpHandlerExtensionConfiguration, resolveHttpHandlerRuntimeConfig, getContentLengthPlugin } = (init_protocols(), __toCommonJS(protocols_exports));
    var { DEFAULT_RETRY_MODE, NODE_RETRY_MODE_CONFIG_OPTIONS, NODE_MAX_ATTEMPT_CONFIG_OPTIONS, resolveRetryConfig, getRetryPlugin } = (init_retry(), __toCommonJS(retry_exports));
    var { TypeRegistry, getSchemaSerdePlugin } = (init_schema(), __toCommonJS(schema_exports));
    var { resolveAwsSdkSigV4Config, AwsSdkSigV4Signer, NODE_AUTH_SCHEME_PREFERENCE_OPTIONS } = (init_httpAuthSchemes(), __toCommonJS(httpAuthSchemes_exports));
    var { defaultProvider } = require_dist_cjs2();
    var { toUtf8, fromUtf8, toBase64, fromBase64, calculateBodyLength } = (init_serde(), __toCommonJS(serde_exports));
    var { streamCollector, NodeHttpHandler } = require_dist_cjs();
    var { AwsJson1_1Protocol } = (init_protocols2(), __toCommonJS(protocols_exports2));
    var { Sha256 } = (init_checksum(), __toCommonJS(checksum_exports));
    var defaultIdentitystoreHttpAuthSchemeParametersProvider = async (config, context, input) => {
      return {
        operation: getSmithyContext(context).operation,
        region: await normalizeProvider(config.region)() || (() => {
          throw new Error("expected `region` to be configured for `aws.auth#sigv4`");
        })()
      };
    };
    function createAwsAuthSigv4HttpAuthOption(authParameters) {
      return {
        schemeId: "aws.auth#sigv4",
        signingProperties: {
          name: "identitystore",
          region: authParameters.region
        },
        propertiesExtractor: (config, context) => ({
          signingProperties: {
            config,
            context
          }
        })
      };
    }
    var defaultIdentitystoreHttpAuthSchemeProvider = (authParameters) => {
      const options = [];
      switch (authParameters.operation) {
        default: {
          options.push(createAwsAuthSigv4HttpAuthOption(authParameters));
        }
      }
      return options;
    };
    var resolveHttpAuthSchemeConfig = (config) => {
      const config_0 = resolveAwsSdkSigV4Config(config);
      return Object.assign(config_0, {
        authSchemePreference: normalizeProvider(config.authSchemePreference ?? [])
      });
    };
    var resolveClientEndpointParameters = (options) => {
      return Object.assign(options, {
        useDualstackEndpoint: options.useDualstackEndpoint ?? false,
        useFipsEndpoint: options.useFipsEndpoint ?? false,
        defaultSigningName: "identitystore"
      });
    };
    var commonParams = {
      UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
      Endpoint: { type: "builtInParams", name: "endpoint" },
      Region: { type: "builtInParams", name: "region" },
      UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" }
    };
    var version = "3.1137.0";
    var packageInfo = {
      version
    };
    var k = "ref";
    var a = -1;
    var b = true;
    var c = "isSet";
    var d = "PartitionResult";
    var e = "booleanEquals";
    var f = "getAttr";
    var g = { [k]: "Endpoint" };
    var h = { [k]: d };
    var i = {};
    var j = [{ [k]: "Region" }];
    var _data = {
      conditions: [
        [c, [g]],
        [c, j],
        ["aws.partition", j, d],
        [e, [{ [k]: "UseFIPS" }, b]],
        [e, [{ [k]: "UseDualStack" }, b]],
        [e, [{ fn: f, argv: [h, "supportsDualStack"] }, b]],
        [e, [{ fn: f, argv: [h, "supportsFIPS"] }, b]],
        ["stringEquals", [{ fn: f, argv: [h, "name"] }, "aws-us-gov"]]
      ],
      results: [
        [a],
        [a, "Invalid Configuration: FIPS and custom endpoint are not supported"],
        [a, "Invalid Configuration: Dualstack and custom endpoint are not supported"],
        [g, i],
        ["https://identitystore-fips.{Region}.{PartitionResult#dualStackDnsSuffix}", i],
        [a, "FIPS and DualStack are enabled, but this partition does not support one or both"],
        ["https://identitystore.{Region}.amazonaws.com", i],
        ["https://identitystore-fips.{Region}.{PartitionResult#dnsSuffix}", i],
        [a, "FIPS is enabled but this partition does not support FIPS"],
        ["https://identitystore.{Region}.{PartitionResult#dualStackDnsSuffix}", i],
        [a, "DualStack is enabled but this partition does not support DualStack"],
        ["https://identitystore.{Region}.{PartitionResult#dnsSuffix}", i],
        [a, "Invalid Configuration: Missing Region"]
      ]
    };
    var root = 2;
    var r = 1e8;
    var nodes = new Int32Array([
      -1,
      1,
      -1,
      0,
      13,
      3,
      1,
      4,
      r + 12,
      2,
      5,
      r + 12,
      3,
      8,
      6,
      4,
      7,
      r + 11,
      5,
      r + 9,
      r + 10,
      4,
      11,
      9,
      6,
      10,
      r + 8,
      7,
      r + 6,
      r + 7,
      5,
      12,
      r + 5,
      6,
      r + 4,
      r + 5,
      3,
      r + 1,
      14,
      4,
      r + 2,
      r + 3
    ]);
    var bdd = BinaryDecisionDiagram.from(nodes, root, _data.conditions, _data.results);
    var cache = new EndpointCache({
      size: 50,
      params: ["Endpoint", "Region", "UseDualStack", "UseFIPS"]
    });
    var defaultEndpointResolver = (endpointParams, context = {}) => {
      return cache.get(endpointParams, () => decideEndpoint(bdd, {
        endpointParams,
        logger: context.logger
      }));
    };
    customEndpointFunctions.aws = awsEndpointFunctions;
    var IdentitystoreServiceException = class _IdentitystoreServiceException extends ServiceException {
      constructor(options) {
        super(options);
        Object.setPrototypeOf(this, _IdentitystoreServiceException.prototype);
      }
    };
    var AccessDeniedException = class _AccessDeniedException extends IdentitystoreServiceException {
      name = "AccessDeniedException";
      $fault = "client";
      Message;
      RequestId;
      Reason;
      constructor(opts) {
        super({
          name: "AccessDeniedException",
          $fault: "client",
          ...opts
        });
        Object.setPrototypeOf(this, _AccessDeniedException.prototype);
        this.Message = opts.Message;
        this.RequestId = opts.RequestId;
        this.Reason = opts.Reason;
      }
    };
    var InternalServerException = class _InternalServerException extends IdentitystoreServiceException {
      name = "InternalServerException";
      $fault = "server";
      $retryable = {};
      Message;
      RequestId;
      RetryAfterSeconds;
      constructor(opts) {
        super({
          name: "InternalServerException",
          $fault: "server",
          ...opts
        });
        Object.setPrototypeOf(this, _InternalServerException.prototype);
        this.Message = opts.Message;
        this.RequestId = opts.RequestId;
        this.RetryAfterSeconds = opts.RetryAfterSeconds;
      }
    };
    var ResourceNotFoundException = class _ResourceNotFoundException extends IdentitystoreServiceException {
      name = "ResourceNotFoundException";
      $fault = "client";
      ResourceType;
      ResourceId;
      Reason;
      Message;
      RequestId;
      constructor(opts) {
        super({
          name: "ResourceNotFoundException",
          $fault: "client",
          ...opts
        });
        Object.setPrototypeOf(this, _ResourceNotFoundException.prototype);
        this.ResourceType = opts.ResourceType;
        this.ResourceId = opts.ResourceId;
        this.Reason = opts.Reason;
        this.Message = opts.Message;
        this.RequestId = opts.RequestId;
      }
    };
    var ThrottlingException = class _ThrottlingException extends IdentitystoreServiceException {
      name = "ThrottlingException";
      $fault = "client";
      $retryable = {
        throttling: true
      };
      Message;
      RequestId;
      RetryAfterSeconds;
      Reason;
      constructor(opts) {
        super({
          name: "ThrottlingException",
          $fault: "client",
          ...opts
        });
        Object.setPrototypeOf(this, _ThrottlingException.prototype);
        this.Message = opts.Message;
        this.RequestId = opts.RequestId;
        this.RetryAfterSeconds = opts.RetryAfterSeconds;
        this.Reason = opts.Reason;
      }
    };
    var ValidationException = class _ValidationException extends IdentitystoreServiceException {
      name = "ValidationException";
      $fault = "client";
      Message;
      RequestId;
      Reason;
      constructor(opts) {
        super({
          name: "ValidationException",
          $fault: "client",
          ...opts
        });
        Object.setPrototypeOf(this, _ValidationException.prototype);
        this.Message = opts.Message;
        this.RequestId = opts.RequestId;
        this.Reason = opts.Reason;
      }
    };
    var ConflictException = class _ConflictException extends IdentitystoreServiceException {
      name = "ConflictException";
      $fault = "client";
      Message;
      RequestId;
      Reason;
      constructor(opts) {
        super({
          name: "ConflictException",
          $fault: "client",
          ...opts
        });
        Object.setPrototypeOf(this, _ConflictException.prototype);
        this.Message = opts.Message;
        this.RequestId = opts.RequestId;
        this.Reason = opts.Reason;
      }
    };
    var ServiceQuotaExceededException = class _ServiceQuotaExceededException extends IdentitystoreServiceException {
      name = "ServiceQuotaExceededException";
      $fault = "client";
      Message;
      RequestId;
      constructor(opts) {
        super({
          name: "ServiceQuotaExceededException",
          $fault: "client",
          ...opts
        });
        Object.setPrototypeOf(this, _ServiceQuotaExceededException.prototype);
        this.Message = opts.Message;
        this.RequestId = opts.RequestId;
      }
    };
    var _A = "Address";
    var _ADE = "AccessDeniedException";
    var _AI = "AlternateIdentifier";
    var _AO = "AttributeOperation";
    var _AOt = "AttributeOperations";
    var _AP = "AttributePath";
    var _AV = "AttributeValue";
    var _Ad = "Addresses";
    var _B = "Birthdate";
    var _C = "Country";
    var _CA = "CreatedAt";
    var _CB = "CreatedBy";
    var _CE = "ConflictException";
    var _CG = "CreateGroup";
    var _CGM = "CreateGroupMembership";
    var _CGMR = "CreateGroupMembershipRequest";
    var _CGMRr = "CreateGroupMembershipResponse";
    var _CGR = "CreateGroupRequest";
    var _CGRr = "CreateGroupResponse";
    var _CU = "CreateUser";
    var _CUR = "CreateUserRequest";
    var _CURr = "CreateUserResponse";
    var _D = "Description";
    var _DG = "DeleteGroup";
    var _DGM = "DeleteGroupMembership";
    var _DGMR = "DeleteGroupMembershipRequest";
    var _DGMRe = "DeleteGroupMembershipResponse";
    var _DGMRes = "DescribeGroupMembershipRequest";
    var _DGMResc = "DescribeGroupMembershipResponse";
    var _DGMe = "DescribeGroupMembership";
    var _DGR = "DeleteGroupRequest";
    var _DGRe = "DeleteGroupResponse";
    var _DGRes = "DescribeGroupRequest";
    var _DGResc = "DescribeGroupResponse";
    var _DGe = "DescribeGroup";
    var _DN = "DisplayName";
    var _DU = "DeleteUser";
    var _DUR = "DeleteUserRequest";
    var _DURe = "DeleteUserResponse";
    var _DURes = "DescribeUserRequest";
    var _DUResc = "DescribeUserResponse";
    var _DUe = "DescribeUser";
    var _Di = "Display";
    var _E = "Emails";
    var _EI = "ExternalIds";
    var _EII = "ExternalIdIdentifier";
    var _EIIx = "ExternalIdIssuer";
    var _EIx = "ExternalId";
    var _Em = "Email";
    var _Ex = "Extensions";
    var _F = "Formatted";
    var _FN = "FamilyName";
    var _Fi = "Filter";
    var _Fil = "Filters";
    var _G = "Group";
    var _GDN = "GroupDisplayName";
    var _GGI = "GetGroupId";
    var _GGIR = "GetGroupIdRequest";
    var _GGIRe = "GetGroupIdResponse";
    var _GGMI = "GetGroupMembershipId";
    var _GGMIR = "GetGroupMembershipIdRequest";
    var _GGMIRe = "GetGroupMembershipIdResponse";
    var _GI = "GroupId";
    var _GIr = "GroupIds";
    var _GM = "GroupMembership";
    var _GMER = "GroupMembershipExistenceResult";
    var _GMERr = "GroupMembershipExistenceResults";
    var _GMr = "GroupMemberships";
    var _GN = "GivenName";
    var _GUI = "GetUserId";
    var _GUIR = "GetUserIdRequest";
    var _GUIRe = "GetUserIdResponse";
    var _Gr = "Groups";
    var _HP = "HonorificPrefix";
    var _HS = "HonorificSuffix";
    var _I = "Issuer";
    var _IMIG = "IsMemberInGroups";
    var _IMIGR = "IsMemberInGroupsRequest";
    var _IMIGRs = "IsMemberInGroupsResponse";
    var _ISE = "InternalServerException";
    var _ISI = "IdentityStoreId";
    var _Id = "Id";
    var _L = "Locality";
    var _LG = "ListGroups";
    var _LGM = "ListGroupMemberships";
    var _LGMFM = "ListGroupMembershipsForMember";
    var _LGMFMR = "ListGroupMembershipsForMemberRequest";
    var _LGMFMRi = "ListGroupMembershipsForMemberResponse";
    var _LGMR = "ListGroupMembershipsRequest";
    var _LGMRi = "ListGroupMembershipsResponse";
    var _LGR = "ListGroupsRequest";
    var _LGRi = "ListGroupsResponse";
    var _LU = "ListUsers";
    var _LUR = "ListUsersRequest";
    var _LURi = "ListUsersResponse";
    var _Lo = "Locale";
    var _M = "Message";
    var _ME = "MembershipExists";
    var _MI = "MemberId";
    var _MIe = "MembershipId";
    var _MN = "MiddleName";
    var _MR = "MaxResults";
    var _N = "Name";
    var _NN = "NickName";
    var _NT = "NextToken";
    var _O = "Operations";
    var _P = "Primary";
    var _PC = "PostalCode";
    var _PL = "PreferredLanguage";
    var _PN = "PhoneNumbers";
    var _PNh = "PhoneNumber";
    var _PU = "ProfileUrl";
    var _Ph = "Photos";
    var _Pho = "Photo";
    var _R = "Reason";
    var _RA = "Retry-After";
    var _RAS = "RetryAfterSeconds";
    var _RI = "RequestId";
    var _RIe = "ResourceId";
    var _RNFE = "ResourceNotFoundException";
    var _RT = "ResourceType";
    var _Re = "Region";
    var _Res = "Results";
    var _Ro = "Roles";
    var _Rol = "Role";
    var _SA = "StreetAddress";
    var _SQEE = "ServiceQuotaExceededException";
    var _SST = "SensitiveStringType";
    var _T = "Type";
    var _TE = "ThrottlingException";
    var _Ti = "Title";
    var _Tim = "Timezone";
    var _U = "Users";
    var _UA = "UpdatedAt";
    var _UAn = "UniqueAttribute";
    var _UB = "UpdatedBy";
    var _UG = "UpdateGroup";
    var _UGR = "UpdateGroupRequest";
    var _UGRp = "UpdateGroupResponse";
    var _UI = "UserId";
    var _UN = "UserName";
    var _US = "UserStatus";
    var _UT = "UserType";
    var _UU = "UpdateUser";
    var _UUR = "UpdateUserRequest";
    var _UURp = "UpdateUserResponse";
    var _Us = "User";
    var _V = "Value";
    var _VE = "ValidationException";
    var _W = "Website";
    var _c = "client";
    var _e = "error";
    var _hE = "httpError";
    var _hH = "httpHeader";
    var _s = "smithy.ts.sdk.synthetic.com.amazonaws.identitystore";
    var _se = "server";
    var n0 = "com.amazonaws.identitystore";
    var _s_registry = new TypeRegistry(_s);
    var IdentitystoreServiceException$ = [-3, _s, "IdentitystoreServiceException", 0, [], []];
    _s_registry.registerError(IdentitystoreServiceException$, IdentitystoreServiceException);
    var n0_registry = new TypeRegistry(n0);
    var AccessDeniedException$ = [
      -3,
      n0,
      _ADE,
      { [_e]: _c, [_hE]: 403 },
      [_M, _RI, _R],
      [0, 0, 0]
    ];
    n0_registry.registerError(AccessDeniedException$, AccessDeniedException);
    var ConflictException$ = [
      -3,
      n0,
      _CE,
      { [_e]: _c, [_hE]: 409 },
      [_M, _RI, _R],
      [0, 0, 0]
    ];
    n0_registry.registerError(ConflictException$, ConflictException);
    var InternalServerException$ = [
      -3,
      n0,
      _ISE,
      { [_e]: _se, [_hE]: 500 },
      [_M, _RI, _RAS],
      [0, 0, [1, { [_hH]: _RA }]]
    ];
    n0_registry.registerError(InternalServerException$, InternalServerException);
    var ResourceNotFoundException$ = [
      -3,
      n0,
      _RNFE,
      { [_e]: _c, [_hE]: 404 },
      [_RT, _RIe, _R, _M, _RI],
      [0, 0, 0, 0, 0]
    ];
    n0_registry.registerError(ResourceNotFoundException$, ResourceNotFoundException);
    var ServiceQuotaExceededException$ = [
      -3,
      n0,
      _SQEE,
      { [_e]: _c, [_hE]: 402 },
      [_M, _RI],
      [0, 0]
    ];
    n0_registry.registerError(ServiceQuotaExceededException$, ServiceQuotaExceededException);
    var ThrottlingException$ = [
      -3,
      n0,
      _TE,
      { [_e]: _c, [_hE]: 429 },
      [_M, _RI, _RAS, _R],
      [0, 0, [1, { [_hH]: _RA }], 0]
    ];
    n0_registry.registerError(ThrottlingException$, ThrottlingException);
    var ValidationException$ = [
      -3,
      n0,
      _VE,
      { [_e]: _c, [_hE]: 400 },
      [_M, _RI, _R],
      [0, 0, 0]
    ];
    n0_registry.registerError(ValidationException$, ValidationException);
    var errorTypeRegistries = [
      _s_registry,
      n0_registry
    ];
    var ExternalIdIdentifier = [0, n0, _EII, 8, 0];
    var ExternalIdIssuer = [0, n0, _EIIx, 8, 0];
    var GroupDisplayName = [0, n0, _GDN, 8, 0];
    var SensitiveStringType = [0, n0, _SST, 8, 0];
    var UserName = [0, n0, _UN, 8, 0];
    var Address$ = [
      3,
      n0,
      _A,
      0,
      [_SA, _L, _Re, _PC, _C, _F, _T, _P],
      [[() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], 2]
    ];
    var AttributeOperation$ = [
      3,
      n0,
      _AO,
      0,
      [_AP, _AV],
      [0, 15],
      1
    ];
    var CreateGroupMembershipRequest$ = [
      3,
      n0,
      _CGMR,
      0,
      [_ISI, _GI, _MI],
      [0, 0, () => MemberId$],
      3
    ];
    var CreateGroupMembershipResponse$ = [
      3,
      n0,
      _CGMRr,
      0,
      [_MIe, _ISI],
      [0, 0],
      2
    ];
    var CreateGroupRequest$ = [
      3,
      n0,
      _CGR,
      0,
      [_ISI, _DN, _D],
      [0, [() => GroupDisplayName, 0], [() => SensitiveStringType, 0]],
      1
    ];
    var CreateGroupResponse$ = [
      3,
      n0,
      _CGRr,
      0,
      [_GI, _ISI],
      [0, 0],
      2
    ];
    var CreateUserRequest$ = [
      3,
      n0,
      _CUR,
      0,
      [_ISI, _UN, _N, _DN, _NN, _PU, _E, _Ad, _PN, _UT, _Ti, _PL, _Lo, _Tim, _Ph, _W, _B, _Ro, _Ex],
      [0, [() => UserName, 0], [() => Name$, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => Emails, 0], [() => Addresses, 0], [() => PhoneNumbers, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => Photos, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => Roles, 0], 128 | 15],
      1
    ];
    var CreateUserResponse$ = [
      3,
      n0,
      _CURr,
      0,
      [_ISI, _UI],
      [0, 0],
      2
    ];
    var DeleteGroupMembershipRequest$ = [
      3,
      n0,
      _DGMR,
      0,
      [_ISI, _MIe],
      [0, 0],
      2
    ];
    var DeleteGroupMembershipResponse$ = [
      3,
      n0,
      _DGMRe,
      0,
      [],
      []
    ];
    var DeleteGroupRequest$ = [
      3,
      n0,
      _DGR,
      0,
      [_ISI, _GI],
      [0, 0],
      2
    ];
    var DeleteGroupResponse$ = [
      3,
      n0,
      _DGRe,
      0,
      [],
      []
    ];
    var DeleteUserRequest$ = [
      3,
      n0,
      _DUR,
      0,
      [_ISI, _UI],
      [0, 0],
      2
    ];
    var DeleteUserResponse$ = [
      3,
      n0,
      _DURe,
      0,
      [],
      []
    ];
    var DescribeGroupMembershipRequest$ = [
      3,
      n0,
      _DGMRes,
      0,
      [_ISI, _MIe],
      [0, 0],
      2
    ];
    var DescribeGroupMembershipResponse$ = [
      3,
      n0,
      _DGMResc,
      0,
      [_ISI, _MIe, _GI, _MI, _CA, _UA, _CB, _UB],
      [0, 0, 0, () => MemberId$, 4, 4, 0, 0],
      4
    ];
    var DescribeGroupRequest$ = [
      3,
      n0,
      _DGRes,
      0,
      [_ISI, _GI],
      [0, 0],
      2
    ];
    var DescribeGroupResponse$ = [
      3,
      n0,
      _DGResc,
      0,
      [_GI, _ISI, _DN, _EI, _D, _CA, _UA, _CB, _UB],
      [0, 0, [() => GroupDisplayName, 0], [() => ExternalIds, 0], [() => SensitiveStringType, 0], 4, 4, 0, 0],
      2
    ];
    var DescribeUserRequest$ = [
      3,
      n0,
      _DURes,
      0,
      [_ISI, _UI, _Ex],
      [0, 0, 64 | 0],
      2
    ];
    var DescribeUserResponse$ = [
      3,
      n0,
      _DUResc,
      0,
      [_ISI, _UI, _UN, _EI, _N, _DN, _NN, _PU, _E, _Ad, _PN, _UT, _Ti, _PL, _Lo, _Tim, _US, _Ph, _W, _B, _Ro, _CA, _CB, _UA, _UB, _Ex],
      [0, 0, [() => UserName, 0], [() => ExternalIds, 0], [() => Name$, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => Emails, 0], [() => Addresses, 0], [() => PhoneNumbers, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], 0, [() => Photos, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => Roles, 0], 4, 0, 4, 0, 128 | 15],
      2
    ];
    var Email$ = [
      3,
      n0,
      _Em,
      0,
      [_V, _T, _P],
      [[() => SensitiveStringType, 0], [() => SensitiveStringType, 0], 2]
    ];
    var ExternalId$ = [
      3,
      n0,
      _EIx,
      0,
      [_I, _Id],
      [[() => ExternalIdIssuer, 0], [() => ExternalIdIdentifier, 0]],
      2
    ];
    var Filter$ = [
      3,
      n0,
      _Fi,
      0,
      [_AP, _AV],
      [0, [() => SensitiveStringType, 0]],
      2
    ];
    var GetGroupIdRequest$ = [
      3,
      n0,
      _GGIR,
      0,
      [_ISI, _AI],
      [0, [() => AlternateIdentifier$, 0]],
      2
    ];
    var GetGroupIdResponse$ = [
      3,
      n0,
      _GGIRe,
      0,
      [_GI, _ISI],
      [0, 0],
      2
    ];
    var GetGroupMembershipIdRequest$ = [
      3,
      n0,
      _GGMIR,
      0,
      [_ISI, _GI, _MI],
      [0, 0, () => MemberId$],
      3
    ];
    var GetGroupMembershipIdResponse$ = [
      3,
      n0,
      _GGMIRe,
      0,
      [_MIe, _ISI],
      [0, 0],
      2
    ];
    var GetUserIdRequest$ = [
      3,
      n0,
      _GUIR,
      0,
      [_ISI, _AI],
      [0, [() => AlternateIdentifier$, 0]],
      2
    ];
    var GetUserIdResponse$ = [
      3,
      n0,
      _GUIRe,
      0,
      [_ISI, _UI],
      [0, 0],
      2
    ];
    var Group$ = [
      3,
      n0,
      _G,
      0,
      [_GI, _ISI, _DN, _EI, _D, _CA, _UA, _CB, _UB],
      [0, 0, [() => GroupDisplayName, 0], [() => ExternalIds, 0], [() => SensitiveStringType, 0], 4, 4, 0, 0],
      2
    ];
    var GroupMembership$ = [
      3,
      n0,
      _GM,
      0,
      [_ISI, _MIe, _GI, _MI, _CA, _UA, _CB, _UB],
      [0, 0, 0, () => MemberId$, 4, 4, 0, 0],
      1
    ];
    var GroupMembershipExistenceResult$ = [
      3,
      n0,
      _GMER,
      0,
      [_GI, _MI, _ME],
      [0, () => MemberId$, 2]
    ];
    var IsMemberInGroupsRequest$ = [
      3,
      n0,
      _IMIGR,
      0,
      [_ISI, _MI, _GIr],
      [0, () => MemberId$, 64 | 0],
      3
    ];
    var IsMemberInGroupsResponse$ = [
      3,
      n0,
      _IMIGRs,
      0,
      [_Res],
      [() => GroupMembershipExistenceResults],
      1
    ];
    var ListGroupMembershipsForMemberRequest$ = [
      3,
      n0,
      _LGMFMR,
      0,
      [_ISI, _MI, _MR, _NT],
      [0, () => MemberId$, 1, 0],
      2
    ];
    var ListGroupMembershipsForMemberResponse$ = [
      3,
      n0,
      _LGMFMRi,
      0,
      [_GMr, _NT],
      [() => GroupMemberships, 0],
      1
    ];
    var ListGroupMembershipsRequest$ = [
      3,
      n0,
      _LGMR,
      0,
      [_ISI, _GI, _MR, _NT],
      [0, 0, 1, 0],
      2
    ];
    var ListGroupMembershipsResponse$ = [
      3,
      n0,
      _LGMRi,
      0,
      [_GMr, _NT],
      [() => GroupMemberships, 0],
      1
    ];
    var ListGroupsRequest$ = [
      3,
      n0,
      _LGR,
      0,
      [_ISI, _MR, _NT, _Fil],
      [0, 1, 0, [() => Filters, 0]],
      1
    ];
    var ListGroupsResponse$ = [
      3,
      n0,
      _LGRi,
      0,
      [_Gr, _NT],
      [[() => Groups, 0], 0],
      1
    ];
    var ListUsersRequest$ = [
      3,
      n0,
      _LUR,
      0,
      [_ISI, _Ex, _MR, _NT, _Fil],
      [0, 64 | 0, 1, 0, [() => Filters, 0]],
      1
    ];
    var ListUsersResponse$ = [
      3,
      n0,
      _LURi,
      0,
      [_U, _NT],
      [[() => Users, 0], 0],
      1
    ];
    var Name$ = [
      3,
      n0,
      _N,
      0,
      [_F, _FN, _GN, _MN, _HP, _HS],
      [[() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0]]
    ];
    var PhoneNumber$ = [
      3,
      n0,
      _PNh,
      0,
      [_V, _T, _P],
      [[() => SensitiveStringType, 0], [() => SensitiveStringType, 0], 2]
    ];
    var Photo$ = [
      3,
      n0,
      _Pho,
      0,
      [_V, _T, _Di, _P],
      [[() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], 2],
      1
    ];
    var Role$ = [
      3,
      n0,
      _Rol,
      0,
      [_V, _T, _P],
      [[() => SensitiveStringType, 0], [() => SensitiveStringType, 0], 2]
    ];
    var UniqueAttribute$ = [
      3,
      n0,
      _UAn,
      0,
      [_AP, _AV],
      [0, 15],
      2
    ];
    var UpdateGroupRequest$ = [
      3,
      n0,
      _UGR,
      0,
      [_ISI, _GI, _O],
      [0, 0, () => AttributeOperations],
      3
    ];
    var UpdateGroupResponse$ = [
      3,
      n0,
      _UGRp,
      0,
      [],
      []
    ];
    var UpdateUserRequest$ = [
      3,
      n0,
      _UUR,
      0,
      [_ISI, _UI, _O],
      [0, 0, () => AttributeOperations],
      3
    ];
    var UpdateUserResponse$ = [
      3,
      n0,
      _UURp,
      0,
      [],
      []
    ];
    var User$ = [
      3,
      n0,
      _Us,
      0,
      [_ISI, _UI, _UN, _EI, _N, _DN, _NN, _PU, _E, _Ad, _PN, _UT, _Ti, _PL, _Lo, _Tim, _US, _Ph, _W, _B, _Ro, _CA, _CB, _UA, _UB, _Ex],
      [0, 0, [() => UserName, 0], [() => ExternalIds, 0], [() => Name$, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => Emails, 0], [() => Addresses, 0], [() => PhoneNumbers, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], 0, [() => Photos, 0], [() => SensitiveStringType, 0], [() => SensitiveStringType, 0], [() => Roles, 0], 4, 0, 4, 0, 128 | 15],
      2
    ];
    var Addresses = [
      1,
      n0,
      _Ad,
      0,
      [
        () => Address$,
        0
      ]
    ];
    var AttributeOperations = [
      1,
      n0,
      _AOt,
      0,
      () => AttributeOperation$
    ];
    var Emails = [
      1,
      n0,
      _E,
      0,
      [
        () => Email$,
        0
      ]
    ];
    var ExternalIds = [
      1,
      n0,
      _EI,
      0,
      [
        () => ExternalId$,
        0
      ]
    ];
    var Filters = [
      1,
      n0,
      _Fil,
      0,
      [
        () => Filter$,
        0
      ]
    ];
    var GroupMembershipExistenceResults = [
      1,
      n0,
      _GMERr,
      0,
      () => GroupMembershipExistenceResult$
    ];
    var GroupMemberships = [
      1,
      n0,
      _GMr,
      0,
      () => GroupMembership$
    ];
    var Groups = [
      1,
      n0,
      _Gr,
      0,
      [
        () => Group$,
        0
      ]
    ];
    var PhoneNumbers = [
      1,
      n0,
      _PN,
      0,
      [
        () => PhoneNumber$,
        0
      ]
    ];
    var Photos = [
      1,
      n0,
      _Ph,
      0,
      [
        () => Photo$,
        0
      ]
    ];
    var Roles = [
      1,
      n0,
      _Ro,
      0,
      [
        () => Role$,
        0
      ]
    ];
    var Users = [
      1,
      n0,
      _U,
      0,
      [
        () => User$,
        0
      ]
    ];
    var AlternateIdentifier$ = [
      4,
      n0,
      _AI,
      0,
      [_EIx, _UAn],
      [[() => ExternalId$, 0], () => UniqueAttribute$]
    ];
    var MemberId$ = [
      4,
      n0,
      _MI,
      0,
      [_UI],
      [0]
    ];
    var CreateGroup$ = [
      9,
      n0,
      _CG,
      0,
      () => CreateGroupRequest$,
      () => CreateGroupResponse$
    ];
    var CreateGroupMembership$ = [
      9,
      n0,
      _CGM,
      0,
      () => CreateGroupMembershipRequest$,
      () => CreateGroupMembershipResponse$
    ];
    var CreateUser$ = [
      9,
      n0,
      _CU,
      0,
      () => CreateUserRequest$,
      () => CreateUserResponse$
    ];
    var DeleteGroup$ = [
      9,
      n0,
      _DG,
      2,
      () => DeleteGroupRequest$,
      () => DeleteGroupResponse$
    ];
    var DeleteGroupMembership$ = [
      9,
      n0,
      _DGM,
      2,
      () => DeleteGroupMembershipRequest$,
      () => DeleteGroupMembershipResponse$
    ];
    var DeleteUser$ = [
      9,
      n0,
      _DU,
      2,
      () => DeleteUserRequest$,
      () => DeleteUserResponse$
    ];
    var DescribeGroup$ = [
      9,
      n0,
      _DGe,
      0,
      () => DescribeGroupRequest$,
      () => DescribeGroupResponse$
    ];
    var DescribeGroupMembership$ = [
      9,
      n0,
      _DGMe,
      0,
      () => DescribeGroupMembershipRequest$,
      () => DescribeGroupMembershipResponse$
    ];
    var DescribeUser$ = [
      9,
      n0,
      _DUe,
      0,
      () => DescribeUserRequest$,
      () => DescribeUserResponse$
    ];
    var GetGroupId$ = [
      9,
      n0,
      _GGI,
      0,
      () => GetGroupIdRequest$,
      () => GetGroupIdResponse$
    ];
    var GetGroupMembershipId$ = [
      9,
      n0,
      _GGMI,
      0,
      () => GetGroupMembershipIdRequest$,
      () => GetGroupMembershipIdResponse$
    ];
    var GetUserId$ = [
      9,
      n0,
      _GUI,
      0,
      () => GetUserIdRequest$,
      () => GetUserIdResponse$
    ];
    var IsMemberInGroups$ = [
      9,
      n0,
      _IMIG,
      0,
      () => IsMemberInGroupsRequest$,
      () => IsMemberInGroupsResponse$
    ];
    var ListGroupMemberships$ = [
      9,
      n0,
      _LGM,
      0,
      () => ListGroupMembershipsRequest$,
      () => ListGroupMembershipsResponse$
    ];
    var ListGroupMembershipsForMember$ = [
      9,
      n0,
      _LGMFM,
      0,
      () => ListGroupMembershipsForMemberRequest$,
      () => ListGroupMembershipsForMemberResponse$
    ];
    var ListGroups$ = [
      9,
      n0,
      _LG,
      0,
      () => ListGroupsRequest$,
      () => ListGroupsResponse$
    ];
    var ListUsers$ = [
      9,
      n0,
      _LU,
      0,
      () => ListUsersRequest$,
      () => ListUsersResponse$
    ];
    var UpdateGroup$ = [
      9,
      n0,
      _UG,
      0,
      () => UpdateGroupRequest$,
      () => UpdateGroupResponse$
    ];
    var UpdateUser$ = [
      9,
      n0,
      _UU,
      0,
      () => UpdateUserRequest$,
      () => UpdateUserResponse$
    ];
    var getRuntimeConfig$1 = (config) => {
      return {
        apiVersion: "2020-06-15",
        base64Decoder: config?.base64Decoder ?? fromBase64,
        base64Encoder: config?.base64Encoder ?? toBase64,
        disableHostPrefix: config?.disableHostPrefix ?? false,
        endpointProvider: config?.endpointProvider ?? defaultEndpointResolver,
        extensions: config?.extensions ?? [],
        httpAuthSchemeProvider: config?.httpAuthSchemeProvider ?? defaultIdentitystoreHttpAuthSchemeProvider,
        httpAuthSchemes: config?.httpAuthSchemes ?? [
          {
            schemeId: "aws.auth#sigv4",
            identityProvider: (ipc) => ipc.getIdentityProvider("aws.auth#sigv4"),
            signer: new AwsSdkSigV4Signer()
          }
        ],
        logger: config?.logger ?? new NoOpLogger(),
        protocol: config?.protocol ?? AwsJson1_1Protocol,
        protocolSettings: config?.protocolSettings ?? {
          defaultNamespace: "com.amazonaws.identitystore",
          errorTypeRegistries,
          version: "2020-06-15",
          serviceTarget: "AWSIdentityStore"
        },
        serviceId: config?.serviceId ?? "identitystore",
        sha256: config?.sha256 ?? Sha256,
        urlParser: config?.urlParser ?? parseUrl,
        utf8Decoder: config?.utf8Decoder ?? fromUtf8,
        utf8Encoder: config?.utf8Encoder ?? toUtf8
      };
    };
    var getRuntimeConfig = (config) => {
      emitWarningIfUnsupportedVersion(process.version);
      const defaultsMode = resolveDefaultsModeConfig(config);
      const defaultConfigProvider = () => defaultsMode().then(loadConfigsForDefaultMode);
      const clientSharedValues = getRuntimeConfig$1(config);
      emitWarningIfUnsupportedVersion$1(process.version);
      const loaderConfig = {
        profile: config?.profile,
        logger: clientSharedValues.logger
      };
      return {
        ...clientSharedValues,
        ...config,
        runtime: "node",
        defaultsMode,
        authSchemePreference: config?.authSchemePreference ?? loadConfig(NODE_AUTH_SCHEME_PREFERENCE_OPTIONS, loaderConfig),
        bodyLengthChecker: config?.bodyLengthChecker ?? calculateBodyLength,
        credentialDefaultProvider: config?.credentialDefaultProvider ?? defaultProvider,
        defaultUserAgentProvider: config?.defaultUserAgentProvider ?? createDefaultUserAgentProvider({ serviceId: clientSharedValues.serviceId, clientVersion: packageInfo.version }),
        maxAttempts: config?.maxAttempts ?? loadConfig(NODE_MAX_ATTEMPT_CONFIG_OPTIONS, config),
        region: config?.region ?? loadConfig(NODE_REGION_CONFIG_OPTIONS, { ...NODE_REGION_CONFIG_FILE_OPTIONS, ...loaderConfig }),
        requestHandler: NodeHttpHandler.create(config?.requestHandler ?? defaultConfigProvider),
        retryMode: config?.retryMode ?? loadConfig({
          ...NODE_RETRY_MODE_CONFIG_OPTIONS,
          default: async () => (await defaultConfigProvider()).retryMode || DEFAULT_RETRY_MODE
        }, config),
        streamCollector: config?.streamCollector ?? streamCollector,
        useDualstackEndpoint: config?.useDualstackEndpoint ?? loadConfig(NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS, loaderConfig),
        useFipsEndpoint: config?.useFipsEndpoint ?? loadConfig(NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, loaderConfig),
        userAgentAppId: config?.userAgentAppId ?? loadConfig(NODE_APP_ID_CONFIG_OPTIONS, loaderConfig)
      };
    };
    var getHttpAuthExtensionConfiguration = (runtimeConfig) => {
      const _httpAuthSchemes = runtimeConfig.httpAuthSchemes;
      let _httpAuthSchemeProvider = runtimeConfig.httpAuthSchemeProvider;
      let _credentials = runtimeConfig.credentials;
      return {
        setHttpAuthScheme(httpAuthScheme) {
          const index = _httpAuthSchemes.findIndex((scheme) => scheme.schemeId === httpAuthScheme.schemeId);
          if (index === -1) {
            _httpAuthSchemes.push(httpAuthScheme);
          } else {
            _httpAuthSchemes.splice(index, 1, httpAuthScheme);
          }
        },
        httpAuthSchemes() {
          return _httpAuthSchemes;
        },
        setHttpAuthSchemeProvider(httpAuthSchemeProvider) {
          _httpAuthSchemeProvider = httpAuthSchemeProvider;
        },
        httpAuthSchemeProvider() {
          return _httpAuthSchemeProvider;
        },
        setCredentials(credentials) {
          _credentials = credentials;
        },
        credentials() {
          return _credentials;
        }
      };
    };
    var resolveHttpAuthRuntimeConfig = (config) => {
      return {
        httpAuthSchemes: config.httpAuthSchemes(),
        httpAuthSchemeProvider: config.httpAuthSchemeProvider(),
        credentials: config.credentials()
      };
    };
    var resolveRuntimeExtensions = (runtimeConfig, extensions) => {
      const extensionConfiguration = Object.assign(getAwsRegionExtensionConfiguration(runtimeConfig), getDefaultExtensionConfiguration(runtimeConfig), getHttpHandlerExtensionConfiguration(runtimeConfig), getHttpAuthExtensionConfiguration(runtimeConfig));
      extensions.forEach((extension) => extension.configure(extensionConfiguration));
      return Object.assign(runtimeConfig, resolveAwsRegionExtensionConfiguration(extensionConfiguration), resolveDefaultRuntimeConfig(extensionConfiguration), resolveHttpHandlerRuntimeConfig(extensionConfiguration), resolveHttpAuthRuntimeConfig(extensionConfiguration));
    };
    var IdentitystoreClient2 = class extends Client {
      config;
      constructor(...[configuration]) {
        const _config_0 = getRuntimeConfig(configuration || {});
        super(_config_0);
        this.initConfig = _config_0;
        const _config_1 = resolveClientEndpointParameters(_config_0);
        const _config_2 = resolveUserAgentConfig(_config_1);
        const _config_3 = resolveRetryConfig(_config_2);
        const _config_4 = resolveRegionConfig(_config_3);
        const _config_5 = resolveHostHeaderConfig(_config_4);
        const _config_6 = resolveEndpointConfig(_config_5);
        const _config_7 = resolveHttpAuthSchemeConfig(_config_6);
        const _config_8 = resolveRuntimeExtensions(_config_7, configuration?.extensions || []);
        this.config = _config_8;
        this.middlewareStack.use(getSchemaSerdePlugin(this.config));
        this.middlewareStack.use(getUserAgentPlugin(this.config));
        this.middlewareStack.use(getRetryPlugin(this.config));
        this.middlewareStack.use(getContentLengthPlugin(this.config));
        this.middlewareStack.use(getHostHeaderPlugin(this.config));
        this.middlewareStack.use(getLoggerPlugin(this.config));
        this.middlewareStack.use(getRecursionDetectionPlugin(this.config));
        this.middlewareStack.use(getHttpAuthSchemeEndpointRuleSetPlugin(this.config, {
          httpAuthSchemeParametersProvider: defaultIdentitystoreHttpAuthSchemeParametersProvider,
          identityProviderConfigProvider: async (config) => new DefaultIdentityProviderConfig({
            "aws.auth#sigv4": config.credentials
          })
        }));
        this.middlewareStack.use(getHttpSigningPlugin(this.config));
      }
      destroy() {
        super.destroy();
      }
    };
    var command = makeBuilder(commonParams, "AWSIdentityStore", "IdentitystoreClient", getEndpointPlugin);
    var _ep0 = {};
    var _mw0 = (Command, cs, config, o) => [];
    var CreateGroupCommand = class extends command(_ep0, _mw0, "CreateGroup", CreateGroup$) {
    };
    var CreateGroupMembershipCommand2 = class extends command(_ep0, _mw0, "CreateGroupMembership", CreateGroupMembership$) {
    };
    var CreateUserCommand = class extends command(_ep0, _mw0, "CreateUser", CreateUser$) {
    };
    var DeleteGroupCommand = class extends command(_ep0, _mw0, "DeleteGroup", DeleteGroup$) {
    };
    var DeleteGroupMembershipCommand2 = class extends command(_ep0, _mw0, "DeleteGroupMembership", DeleteGroupMembership$) {
    };
    var DeleteUserCommand = class extends command(_ep0, _mw0, "DeleteUser", DeleteUser$) {
    };
    var DescribeGroupCommand4 = class extends command(_ep0, _mw0, "DescribeGroup", DescribeGroup$) {
    };
    var DescribeGroupMembershipCommand = class extends command(_ep0, _mw0, "DescribeGroupMembership", DescribeGroupMembership$) {
    };
    var DescribeUserCommand3 = class extends command(_ep0, _mw0, "DescribeUser", DescribeUser$) {
    };
    var GetGroupIdCommand = class extends command(_ep0, _mw0, "GetGroupId", GetGroupId$) {
    };
    var GetGroupMembershipIdCommand3 = class extends command(_ep0, _mw0, "GetGroupMembershipId", GetGroupMembershipId$) {
    };
    var GetUserIdCommand3 = class extends command(_ep0, _mw0, "GetUserId", GetUserId$) {
    };
    var IsMemberInGroupsCommand = class extends command(_ep0, _mw0, "IsMemberInGroups", IsMemberInGroups$) {
    };
    var ListGroupMembershipsCommand3 = class extends command(_ep0, _mw0, "ListGroupMemberships", ListGroupMemberships$) {
    };
    var ListGroupMembershipsForMemberCommand = class extends command(_ep0, _mw0, "ListGroupMembershipsForMember", ListGroupMembershipsForMember$) {
    };
    var ListGroupsCommand = class extends command(_ep0, _mw0, "ListGroups", ListGroups$) {
    };
    var ListUsersCommand = class extends command(_ep0, _mw0, "ListUsers", ListUsers$) {
    };
    var UpdateGroupCommand = class extends command(_ep0, _mw0, "UpdateGroup", UpdateGroup$) {
    };
    var UpdateUserCommand = class extends command(_ep0, _mw0, "UpdateUser", UpdateUser$) {
    };
    var paginateListGroupMembershipsForMember = createPaginator(IdentitystoreClient2, ListGroupMembershipsForMemberCommand, "NextToken", "NextToken", "MaxResults");
    var paginateListGroupMemberships = createPaginator(IdentitystoreClient2, ListGroupMembershipsCommand3, "NextToken", "NextToken", "MaxResults");
    var paginateListGroups = createPaginator(IdentitystoreClient2, ListGroupsCommand, "NextToken", "NextToken", "MaxResults");
    var paginateListUsers = createPaginator(IdentitystoreClient2, ListUsersCommand, "NextToken", "NextToken", "MaxResults");
    var commands = {
      CreateGroupCommand,
      CreateGroupMembershipCommand: CreateGroupMembershipCommand2,
      CreateUserCommand,
      DeleteGroupCommand,
      DeleteGroupMembershipCommand: DeleteGroupMembershipCommand2,
      DeleteUserCommand,
      DescribeGroupCommand: DescribeGroupCommand4,
      DescribeGroupMembershipCommand,
      DescribeUserCommand: DescribeUserCommand3,
      GetGroupIdCommand,
      GetGroupMembershipIdCommand: GetGroupMembershipIdCommand3,
      GetUserIdCommand: GetUserIdCommand3,
      IsMemberInGroupsCommand,
      ListGroupMembershipsCommand: ListGroupMembershipsCommand3,
      ListGroupMembershipsForMemberCommand,
      ListGroupsCommand,
      ListUsersCommand,
      UpdateGroupCommand,
      UpdateUserCommand
    };
    var paginators = {
      paginateListGroupMemberships,
      paginateListGroupMembershipsForMember,
      paginateListGroups,
      paginateListUsers
    };
    var Identitystore = class extends IdentitystoreClient2 {
    };
    createAggregatedClient(commands, Identitystore, { paginators });
    var AccessDeniedExceptionReason = {
      KMS_ACCESS_DENIED: "KMS_ACCESS_DENIED"
    };
    var ResourceNotFoundExceptionReason = {
      KMS_KEY_NOT_FOUND: "KMS_KEY_NOT_FOUND"
    };
    var ResourceType = {
      GROUP: "GROUP",
      GROUP_MEMBERSHIP: "GROUP_MEMBERSHIP",
      IDENTITY_STORE: "IDENTITY_STORE",
      RESOURCE_POLICY: "RESOURCE_POLICY",
      USER: "USER"
    };
    var ThrottlingExceptionReason = {
      KMS_THROTTLING: "KMS_THROTTLING"
    };
    var ValidationExceptionReason = {
      KMS_DISABLED: "KMS_DISABLED",
      KMS_INVALID_ARN: "KMS_INVALID_ARN",
      KMS_INVALID_KEY_USAGE: "KMS_INVALID_KEY_USAGE",
      KMS_INVALID_STATE: "KMS_INVALID_STATE"
    };
    var ConflictExceptionReason = {
      CONCURRENT_MODIFICATION: "CONCURRENT_MODIFICATION",
      UNIQUENESS_CONSTRAINT_VIOLATION: "UNIQUENESS_CONSTRAINT_VIOLATION"
    };
    var UserStatus = {
      DISABLED: "DISABLED",
      ENABLED: "ENABLED"
    };
    exports.AccessDeniedException = AccessDeniedException;
    exports.AccessDeniedException$ = AccessDeniedException$;
    exports.AccessDeniedExceptionReason = AccessDeniedExceptionReason;
    exports.Address$ = Address$;
    exports.AlternateIdentifier$ = AlternateIdentifier$;
    exports.AttributeOperation$ = AttributeOperation$;
    exports.ConflictException = ConflictException;
    exports.ConflictException$ = ConflictException$;
    exports.ConflictExceptionReason = ConflictExceptionReason;
    exports.CreateGroup$ = CreateGroup$;
    exports.CreateGroupCommand = CreateGroupCommand;
    exports.CreateGroupMembership$ = CreateGroupMembership$;
    exports.CreateGroupMembershipCommand = CreateGroupMembershipCommand2;
    exports.CreateGroupMembershipRequest$ = CreateGroupMembershipRequest$;
    exports.CreateGroupMembershipResponse$ = CreateGroupMembershipResponse$;
    exports.CreateGroupRequest$ = CreateGroupRequest$;
    exports.CreateGroupResponse$ = CreateGroupResponse$;
    exports.CreateUser$ = CreateUser$;
    exports.CreateUserCommand = CreateUserCommand;
    exports.CreateUserRequest$ = CreateUserRequest$;
    exports.CreateUserResponse$ = CreateUserResponse$;
    exports.DeleteGroup$ = DeleteGroup$;
    exports.DeleteGroupCommand = DeleteGroupCommand;
    exports.DeleteGroupMembership$ = DeleteGroupMembership$;
    exports.DeleteGroupMembershipCommand = DeleteGroupMembershipCommand2;
    exports.DeleteGroupMembershipRequest$ = DeleteGroupMembershipRequest$;
    exports.DeleteGroupMembershipResponse$ = DeleteGroupMembershipResponse$;
    exports.DeleteGroupRequest$ = DeleteGroupRequest$;
    exports.DeleteGroupResponse$ = DeleteGroupResponse$;
    exports.DeleteUser$ = DeleteUser$;
    exports.DeleteUserCommand = DeleteUserCommand;
    exports.DeleteUserRequest$ = DeleteUserRequest$;
    exports.DeleteUserResponse$ = DeleteUserResponse$;
    exports.DescribeGroup$ = DescribeGroup$;
    exports.DescribeGroupCommand = DescribeGroupCommand4;
    exports.DescribeGroupMembership$ = DescribeGroupMembership$;
    exports.DescribeGroupMembershipCommand = DescribeGroupMembershipCommand;
    exports.DescribeGroupMembershipRequest$ = DescribeGroupMembershipRequest$;
    exports.DescribeGroupMembershipResponse$ = DescribeGroupMembershipResponse$;
    exports.DescribeGroupRequest$ = DescribeGroupRequest$;
    exports.DescribeGroupResponse$ = DescribeGroupResponse$;
    exports.DescribeUser$ = DescribeUser$;
    exports.DescribeUserCommand = DescribeUserCommand3;
    exports.DescribeUserRequest$ = DescribeUserRequest$;
    exports.DescribeUserResponse$ = DescribeUserResponse$;
    exports.Email$ = Email$;
    exports.ExternalId$ = ExternalId$;
    exports.Filter$ = Filter$;
    exports.GetGroupId$ = GetGroupId$;
    exports.GetGroupIdCommand = GetGroupIdCommand;
    exports.GetGroupIdRequest$ = GetGroupIdRequest$;
    exports.GetGroupIdResponse$ = GetGroupIdResponse$;
    exports.GetGroupMembershipId$ = GetGroupMembershipId$;
    exports.GetGroupMembershipIdCommand = GetGroupMembershipIdCommand3;
    exports.GetGroupMembershipIdRequest$ = GetGroupMembershipIdRequest$;
    exports.GetGroupMembershipIdResponse$ = GetGroupMembershipIdResponse$;
    exports.GetUserId$ = GetUserId$;
    exports.GetUserIdCommand = GetUserIdCommand3;
    exports.GetUserIdRequest$ = GetUserIdRequest$;
    exports.GetUserIdResponse$ = GetUserIdResponse$;
    exports.Group$ = Group$;
    exports.GroupMembership$ = GroupMembership$;
    exports.GroupMembershipExistenceResult$ = GroupMembershipExistenceResult$;
    exports.Identitystore = Identitystore;
    exports.IdentitystoreClient = IdentitystoreClient2;
    exports.IdentitystoreServiceException = IdentitystoreServiceException;
    exports.IdentitystoreServiceException$ = IdentitystoreServiceException$;
    exports.InternalServerException = InternalServerException;
    exports.InternalServerException$ = InternalServerException$;
    exports.IsMemberInGroups$ = IsMemberInGroups$;
    exports.IsMemberInGroupsCommand = IsMemberInGroupsCommand;
    exports.IsMemberInGroupsRequest$ = IsMemberInGroupsRequest$;
    exports.IsMemberInGroupsResponse$ = IsMemberInGroupsResponse$;
    exports.ListGroupMemberships$ = ListGroupMemberships$;
    exports.ListGroupMembershipsCommand = ListGroupMembershipsCommand3;
    exports.ListGroupMembershipsForMember$ = ListGroupMembershipsForMember$;
    exports.ListGroupMembershipsForMemberCommand = ListGroupMembershipsForMemberCommand;
    exports.ListGroupMembershipsForMemberRequest$ = ListGroupMembershipsForMemberRequest$;
    exports.ListGroupMembershipsForMemberResponse$ = ListGroupMembershipsForMemberResponse$;
    exports.ListGroupMembershipsRequest$ = ListGroupMembershipsRequest$;
    exports.ListGroupMembershipsResponse$ = ListGroupMembershipsResponse$;
    exports.ListGroups$ = ListGroups$;
    exports.ListGroupsCommand = ListGroupsCommand;
    exports.ListGroupsRequest$ = ListGroupsRequest$;
    exports.ListGroupsResponse$ = ListGroupsResponse$;
    exports.ListUsers$ = ListUsers$;
    exports.ListUsersCommand = ListUsersCommand;
    exports.ListUsersRequest$ = ListUsersRequest$;
    exports.ListUsersResponse$ = ListUsersResponse$;
    exports.MemberId$ = MemberId$;
    exports.Name$ = Name$;
    exports.PhoneNumber$ = PhoneNumber$;
    exports.Photo$ = Photo$;
    exports.ResourceNotFoundException = ResourceNotFoundException;
    exports.ResourceNotFoundException$ = ResourceNotFoundException$;
    exports.ResourceNotFoundExceptionReason = ResourceNotFoundExceptionReason;
    exports.ResourceType = ResourceType;
    exports.Role$ = Role$;
    exports.ServiceQuotaExceededException = ServiceQuotaExceededException;
    exports.ServiceQuotaExceededException$ = ServiceQuotaExceededException$;
    exports.ThrottlingException = ThrottlingException;
    exports.ThrottlingException$ = ThrottlingException$;
    exports.ThrottlingExceptionReason = ThrottlingExceptionReason;
    exports.UniqueAttribute$ = UniqueAttribute$;
    exports.UpdateGroup$ = UpdateGroup$;
    exports.UpdateGroupCommand = UpdateGroupCommand;
    exports.UpdateGroupRequest$ = UpdateGroupRequest$;
    exports.UpdateGroupResponse$ = UpdateGroupResponse$;
    exports.UpdateUser$ = UpdateUser$;
    exports.UpdateUserCommand = UpdateUserCommand;
    exports.UpdateUserRequest$ = UpdateUserRequest$;
    exports.UpdateUserResponse$ = UpdateUserResponse$;
    exports.User$ = User$;
    exports.UserStatus = UserStatus;
    exports.ValidationException = ValidationException;
    exports.ValidationException$ = ValidationException$;
    exports.ValidationExceptionReason = ValidationExceptionReason;
    exports.errorTypeRegistries = errorTypeRegistries;
    exports.paginateListGroupMemberships = paginateListGroupMemberships;
    exports.paginateListGroupMembershipsForMember = paginateListGroupMembershipsForMember;
    exports.paginateListGroups = paginateListGroups;
    exports.paginateListUsers = paginateListUsers;
  }
});

// node_modules/@aws-sdk/client-scheduler/dist-cjs/index.js
var require_dist_cjs6 = __commonJS({
  "node_modules/@aws-sdk/client-scheduler/dist-cjs/index.js"(exports) {
    var { awsEndpointFunctions, emitWarningIfUnsupportedVersion: emitWarningIfUnsupportedVersion$1, createDefaultUserAgentProvider, getDefaultSocketTimeout, NODE_APP_ID_CONFIG_OPTIONS, getAwsRegionExtensionConfiguration, resolveAwsRegionExtensionConfiguration, resolveUserAgentConfig, resolveHostHeaderConfig, getUserAgentPlugin, getHostHeaderPlugin, getLoggerPlugin, getRecursionDetectionPlugin } = (init_client2(), __toCommonJS(client_exports2));
    var { getHttpAuthSchemeEndpointRuleSetPlugin, DefaultIdentityProviderConfig, getHttpSigningPlugin, createPaginator } = (init_dist_es(), __toCommonJS(dist_es_exports));
    var { normalizeProvider, getSmithyContext, ServiceException, NoOpLogger, emitWarningIfUnsupportedVersion, loadConfigsForDefaultMode, getDefaultExtensionConfiguration, resolveDefaultRuntimeConfig, Client, makeBuilder, createAggregatedClient } = (init_client(), __toCommonJS(client_exports));
    var { Command: $Command } = (init_client(), __toCommonJS(client_exports));
    exports.$Command = $Command;
    exports.__Client = Client;
    var { resolveDefaultsModeConfig, loadConfig, NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS, NODE_REGION_CONFIG_OPTIONS, NODE_REGION_CONFIG_FILE_OPTIONS, resolveRegionConfig } = (init_config(), __toCommonJS(config_exports));
    var { BinaryDecisionDiagram, EndpointCache, decideEndpoint, customEndpointFunctions, resolveEndpointConfig, getEndpointPlugin } = (init_endpoints(), __toCommonJS(endpoints_exports));
    var { parseUrl, getHttpHandlerExtensionConfiguration, resolveHttpHandlerRuntimeConfig, getContentLengthPlugin } = (init_protocols(), __toCommonJS(protocols_exports));
    var { DEFAULT_RETRY_MODE, NODE_RETRY_MODE_CONFIG_OPTIONS, NODE_MAX_ATTEMPT_CONFIG_OPTIONS, resolveRetryConfig, getRetryPlugin } = (init_retry(), __toCommonJS(retry_exports));
    var { TypeRegistry, getSchemaSerdePlugin } = (init_schema(), __toCommonJS(schema_exports));
    var { resolveAwsSdkSigV4Config, AwsSdkSigV4Signer, NODE_AUTH_SCHEME_PREFERENCE_OPTIONS } = (init_httpAuthSchemes(), __toCommonJS(httpAuthSchemes_exports));
    var { defaultProvider } = require_dist_cjs2();
    var { toUtf8, fromUtf8, toBase64, fromBase64, calculateBodyLength } = (init_serde(), __toCommonJS(serde_exports));
    var { streamCollector, NodeHttpHandler } = require_dist_cjs();
    var { AwsRestJsonProtocol } = (init_protocols2(), __toCommonJS(protocols_exports2));
    var { Sha256 } = (init_checksum(), __toCommonJS(checksum_exports));
    var defaultSchedulerHttpAuthSchemeParametersProvider = async (config, context, input) => {
      return {
        operation: getSmithyContext(context).operation,
        region: await normalizeProvider(config.region)() || (() => {
          throw new Error("expected `region` to be configured for `aws.auth#sigv4`");
        })()
      };
    };
    function createAwsAuthSigv4HttpAuthOption(authParameters) {
      return {
        schemeId: "aws.auth#sigv4",
        signingProperties: {
          name: "scheduler",
          region: authParameters.region
        },
        propertiesExtractor: (config, context) => ({
          signingProperties: {
            config,
            context
          }
        })
      };
    }
    var defaultSchedulerHttpAuthSchemeProvider = (authParameters) => {
      const options = [];
      switch (authParameters.operation) {
        default: {
          options.push(createAwsAuthSigv4HttpAuthOption(authParameters));
        }
      }
      return options;
    };
    var resolveHttpAuthSchemeConfig = (config) => {
      const config_0 = resolveAwsSdkSigV4Config(config);
      return Object.assign(config_0, {
        authSchemePreference: normalizeProvider(config.authSchemePreference ?? [])
      });
    };
    var resolveClientEndpointParameters = (options) => {
      return Object.assign(options, {
        useDualstackEndpoint: options.useDualstackEndpoint ?? false,
        useFipsEndpoint: options.useFipsEndpoint ?? false,
        defaultSigningName: "scheduler"
      });
    };
    var commonParams = {
      UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
      Endpoint: { type: "builtInParams", name: "endpoint" },
      Region: { type: "builtInParams", name: "region" },
      UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" }
    };
    var version = "3.1168.0";
    var packageInfo = {
      version
    };
    var k = "ref";
    var a = -1;
    var b = true;
    var c = "isSet";
    var d = "PartitionResult";
    var e = "booleanEquals";
    var f = "getAttr";
    var g = { [k]: "Endpoint" };
    var h = { [k]: d };
    var i = {};
    var j = [{ [k]: "Region" }];
    var _data = {
      conditions: [
        [c, [g]],
        [c, j],
        ["aws.partition", j, d],
        [e, [{ [k]: "UseFIPS" }, b]],
        [e, [{ [k]: "UseDualStack" }, b]],
        [e, [{ fn: f, argv: [h, "supportsDualStack"] }, b]],
        [e, [{ fn: f, argv: [h, "supportsFIPS"] }, b]]
      ],
      results: [
        [a],
        [a, "Invalid Configuration: FIPS and custom endpoint are not supported"],
        [a, "Invalid Configuration: Dualstack and custom endpoint are not supported"],
        [g, i],
        ["https://scheduler-fips.{Region}.{PartitionResult#dualStackDnsSuffix}", i],
        [a, "FIPS and DualStack are enabled, but this partition does not support one or both"],
        ["https://scheduler-fips.{Region}.{PartitionResult#dnsSuffix}", i],
        [a, "FIPS is enabled but this partition does not support FIPS"],
        ["https://scheduler.{Region}.{PartitionResult#dualStackDnsSuffix}", i],
        [a, "DualStack is enabled but this partition does not support DualStack"],
        ["https://scheduler.{Region}.{PartitionResult#dnsSuffix}", i],
        [a, "Invalid Configuration: Missing Region"]
      ]
    };
    var root = 2;
    var r = 1e8;
    var nodes = new Int32Array([
      -1,
      1,
      -1,
      0,
      12,
      3,
      1,
      4,
      r + 11,
      2,
      5,
      r + 11,
      3,
      8,
      6,
      4,
      7,
      r + 10,
      5,
      r + 8,
      r + 9,
      4,
      10,
      9,
      6,
      r + 6,
      r + 7,
      5,
      11,
      r + 5,
      6,
      r + 4,
      r + 5,
      3,
      r + 1,
      13,
      4,
      r + 2,
      r + 3
    ]);
    var bdd = BinaryDecisionDiagram.from(nodes, root, _data.conditions, _data.results);
    var cache = new EndpointCache({
      size: 50,
      params: ["Endpoint", "Region", "UseDualStack", "UseFIPS"]
    });
    var defaultEndpointResolver = (endpointParams, context = {}) => {
      return cache.get(endpointParams, () => decideEndpoint(bdd, {
        endpointParams,
        logger: context.logger
      }));
    };
    customEndpointFunctions.aws = awsEndpointFunctions;
    var SchedulerServiceException = class _SchedulerServiceException extends ServiceException {
      static shapeId = "smithy.ts.sdk.synthetic.com.amazonaws.scheduler#SchedulerServiceException";
      constructor(options) {
        super(options);
        Object.setPrototypeOf(this, _SchedulerServiceException.prototype);
      }
    };
    var InternalServerException = class _InternalServerException extends SchedulerServiceException {
      static shapeId = "com.amazonaws.scheduler#InternalServerException";
      name = "InternalServerException";
      $fault = "server";
      Message;
      constructor(opts) {
        super({
          name: "InternalServerException",
          $fault: "server",
          ...opts
        });
        Object.setPrototypeOf(this, _InternalServerException.prototype);
        this.Message = opts.Message;
      }
    };
    var ResourceNotFoundException = class _ResourceNotFoundException extends SchedulerServiceException {
      static shapeId = "com.amazonaws.scheduler#ResourceNotFoundException";
      name = "ResourceNotFoundException";
      $fault = "client";
      Message;
      constructor(opts) {
        super({
          name: "ResourceNotFoundException",
          $fault: "client",
          ...opts
        });
        Object.setPrototypeOf(this, _ResourceNotFoundException.prototype);
        this.Message = opts.Message;
      }
    };
    var ThrottlingException = class _ThrottlingException extends SchedulerServiceException {
      static shapeId = "com.amazonaws.scheduler#ThrottlingException";
      name = "ThrottlingException";
      $fault = "client";
      Message;
      constructor(opts) {
        super({
          name: "ThrottlingException",
          $fault: "client",
          ...opts
        });
        Object.setPrototypeOf(this, _ThrottlingException.prototype);
        this.Message = opts.Message;
      }
    };
    var ValidationException = class _ValidationException extends SchedulerServiceException {
      static shapeId = "com.amazonaws.scheduler#ValidationException";
      name = "ValidationException";
      $fault = "client";
      Message;
      constructor(opts) {
        super({
          name: "ValidationException",
          $fault: "client",
          ...opts
        });
        Object.setPrototypeOf(this, _ValidationException.prototype);
        this.Message = opts.Message;
      }
    };
    var ConflictException = class _ConflictException extends SchedulerServiceException {
      static shapeId = "com.amazonaws.scheduler#ConflictException";
      name = "ConflictException";
      $fault = "client";
      Message;
      constructor(opts) {
        super({
          name: "ConflictException",
          $fault: "client",
          ...opts
        });
        Object.setPrototypeOf(this, _ConflictException.prototype);
        this.Message = opts.Message;
      }
    };
    var ServiceQuotaExceededException = class _ServiceQuotaExceededException extends SchedulerServiceException {
      static shapeId = "com.amazonaws.scheduler#ServiceQuotaExceededException";
      name = "ServiceQuotaExceededException";
      $fault = "client";
      Message;
      constructor(opts) {
        super({
          name: "ServiceQuotaExceededException",
          $fault: "client",
          ...opts
        });
        Object.setPrototypeOf(this, _ServiceQuotaExceededException.prototype);
        this.Message = opts.Message;
      }
    };
    var _A = "Arn";
    var _AAC = "ActionAfterCompletion";
    var _API = "AssignPublicIp";
    var _AVC = "AwsVpcConfiguration";
    var _CD = "CreationDate";
    var _CE = "ConflictException";
    var _CPS = "CapacityProviderStrategy";
    var _CPSI = "CapacityProviderStrategyItem";
    var _CS = "CreateSchedule";
    var _CSG = "CreateScheduleGroup";
    var _CSGI = "CreateScheduleGroupInput";
    var _CSGO = "CreateScheduleGroupOutput";
    var _CSI = "CreateScheduleInput";
    var _CSO = "CreateScheduleOutput";
    var _CT = "ClientToken";
    var _D = "Description";
    var _DLC = "DeadLetterConfig";
    var _DS = "DeleteSchedule";
    var _DSG = "DeleteScheduleGroup";
    var _DSGI = "DeleteScheduleGroupInput";
    var _DSGO = "DeleteScheduleGroupOutput";
    var _DSI = "DeleteScheduleInput";
    var _DSO = "DeleteScheduleOutput";
    var _DT = "DetailType";
    var _EBP = "EventBridgeParameters";
    var _EBPEVP = "EventBridgePutEventsV2Parameters";
    var _EBPREP = "EventBridgePutRawEventsParameters";
    var _ED = "EndDate";
    var _EEC = "EnableExecuteCommand";
    var _EECSMT = "EnableECSManagedTags";
    var _EP = "EcsParameters";
    var _FTW = "FlexibleTimeWindow";
    var _G = "Group";
    var _GN = "GroupName";
    var _GS = "GetSchedule";
    var _GSG = "GetScheduleGroup";
    var _GSGI = "GetScheduleGroupInput";
    var _GSGO = "GetScheduleGroupOutput";
    var _GSI = "GetScheduleInput";
    var _GSO = "GetScheduleOutput";
    var _I = "Input";
    var _ISE = "InternalServerException";
    var _K = "Key";
    var _KKA = "KmsKeyArn";
    var _KP = "KinesisParameters";
    var _LMD = "LastModificationDate";
    var _LS = "ListSchedules";
    var _LSG = "ListScheduleGroups";
    var _LSGI = "ListScheduleGroupsInput";
    var _LSGO = "ListScheduleGroupsOutput";
    var _LSI = "ListSchedulesInput";
    var _LSO = "ListSchedulesOutput";
    var _LT = "LaunchType";
    var _LTFR = "ListTagsForResource";
    var _LTFRI = "ListTagsForResourceInput";
    var _LTFRO = "ListTagsForResourceOutput";
    var _M = "Message";
    var _MEAIS = "MaximumEventAgeInSeconds";
    var _MGI = "MessageGroupId";
    var _MR = "MaxResults";
    var _MRA = "MaximumRetryAttempts";
    var _MWIM = "MaximumWindowInMinutes";
    var _Me = "Metadata";
    var _Mo = "Mode";
    var _N = "Name";
    var _NC = "NetworkConfiguration";
    var _NP = "NamePrefix";
    var _NT = "NextToken";
    var _PC = "PlacementConstraints";
    var _PCl = "PlacementConstraint";
    var _PK = "PartitionKey";
    var _PPL = "PipelineParameterList";
    var _PS = "PlacementStrategy";
    var _PSl = "PlacementStrategies";
    var _PT = "PropagateTags";
    var _PV = "PlatformVersion";
    var _RA = "ResourceArn";
    var _RAo = "RoleArn";
    var _RI = "ReferenceId";
    var _RNFE = "ResourceNotFoundException";
    var _RP = "RetryPolicy";
    var _S = "Subnets";
    var _SA = "ScheduleArn";
    var _SD = "StartDate";
    var _SE = "ScheduleExpression";
    var _SET = "ScheduleExpressionTimezone";
    var _SG = "SecurityGroups";
    var _SGA = "ScheduleGroupArn";
    var _SGL = "ScheduleGroupList";
    var _SGS = "ScheduleGroupSummary";
    var _SGc = "ScheduleGroups";
    var _SGch = "ScheduleGroup";
    var _SL = "ScheduleList";
    var _SMPP = "SageMakerPipelineParameter";
    var _SMPPL = "SageMakerPipelineParameterList";
    var _SMPPa = "SageMakerPipelineParameters";
    var _SP = "SqsParameters";
    var _SQEE = "ServiceQuotaExceededException";
    var _SS = "ScheduleSummary";
    var _Sc = "Schedules";
    var _So = "Source";
    var _St = "State";
    var _T = "Tags";
    var _TC = "TaskCount";
    var _TDA = "TaskDefinitionArn";
    var _TE = "ThrottlingException";
    var _TK = "TagKeys";
    var _TL = "TagList";
    var _TR = "TagResource";
    var _TRI = "TagResourceInput";
    var _TRO = "TagResourceOutput";
    var _TS = "TargetSummary";
    var _Ta = "Target";
    var _Tag = "Tag";
    var _UR = "UntagResource";
    var _URI = "UntagResourceInput";
    var _URO = "UntagResourceOutput";
    var _US = "UpdateSchedule";
    var _USI = "UpdateScheduleInput";
    var _USO = "UpdateScheduleOutput";
    var _V = "Value";
    var _VE = "ValidationException";
    var _aC = "awsvpcConfiguration";
    var _b = "base";
    var _c = "client";
    var _cP = "capacityProvider";
    var _cT = "clientToken";
    var _e = "error";
    var _ex = "expression";
    var _f = "field";
    var _gN = "groupName";
    var _h = "http";
    var _hE = "httpError";
    var _hQ = "httpQuery";
    var _iT = "idempotencyToken";
    var _s = "smithy.ts.sdk.synthetic.com.amazonaws.scheduler";
    var _se = "server";
    var _t = "type";
    var _w = "weight";
    var n0 = "com.amazonaws.scheduler";
    var _s_registry = new TypeRegistry(_s);
    var SchedulerServiceException$ = [-3, _s, "SchedulerServiceException", 0, [], []];
    _s_registry.registerError(SchedulerServiceException$, SchedulerServiceException);
    var n0_registry = new TypeRegistry(n0);
    var ConflictException$ = [
      -3,
      n0,
      _CE,
      { [_e]: _c, [_hE]: 409 },
      [_M],
      [0],
      1
    ];
    n0_registry.registerError(ConflictException$, ConflictException);
    var InternalServerException$ = [
      -3,
      n0,
      _ISE,
      { [_e]: _se, [_hE]: 500 },
      [_M],
      [0],
      1
    ];
    n0_registry.registerError(InternalServerException$, InternalServerException);
    var ResourceNotFoundException$ = [
      -3,
      n0,
      _RNFE,
      { [_e]: _c, [_hE]: 404 },
      [_M],
      [0],
      1
    ];
    n0_registry.registerError(ResourceNotFoundException$, ResourceNotFoundException);
    var ServiceQuotaExceededException$ = [
      -3,
      n0,
      _SQEE,
      { [_e]: _c, [_hE]: 402 },
      [_M],
      [0],
      1
    ];
    n0_registry.registerError(ServiceQuotaExceededException$, ServiceQuotaExceededException);
    var ThrottlingException$ = [
      -3,
      n0,
      _TE,
      { [_e]: _c, [_hE]: 429 },
      [_M],
      [0],
      1
    ];
    n0_registry.registerError(ThrottlingException$, ThrottlingException);
    var ValidationException$ = [
      -3,
      n0,
      _VE,
      { [_e]: _c, [_hE]: 400 },
      [_M],
      [0],
      1
    ];
    n0_registry.registerError(ValidationException$, ValidationException);
    var errorTypeRegistries = [
      _s_registry,
      n0_registry
    ];
    var AwsVpcConfiguration$ = [
      3,
      n0,
      _AVC,
      0,
      [_S, _SG, _API],
      [64 | 0, 64 | 0, 0],
      1
    ];
    var CapacityProviderStrategyItem$ = [
      3,
      n0,
      _CPSI,
      0,
      [_cP, _w, _b],
      [0, 1, 1],
      1
    ];
    var CreateScheduleGroupInput$ = [
      3,
      n0,
      _CSGI,
      0,
      [_N, _T, _CT],
      [[0, 1], () => TagList, [0, 4]],
      1
    ];
    var CreateScheduleGroupOutput$ = [
      3,
      n0,
      _CSGO,
      0,
      [_SGA],
      [0],
      1
    ];
    var CreateScheduleInput$ = [
      3,
      n0,
      _CSI,
      0,
      [_N, _SE, _Ta, _FTW, _GN, _SD, _ED, _D, _SET, _St, _KKA, _CT, _AAC],
      [[0, 1], 0, () => Target$, () => FlexibleTimeWindow$, 0, 4, 4, 0, 0, 0, 0, [0, 4], 0],
      4
    ];
    var CreateScheduleOutput$ = [
      3,
      n0,
      _CSO,
      0,
      [_SA],
      [0],
      1
    ];
    var DeadLetterConfig$ = [
      3,
      n0,
      _DLC,
      0,
      [_A],
      [0]
    ];
    var DeleteScheduleGroupInput$ = [
      3,
      n0,
      _DSGI,
      0,
      [_N, _CT],
      [[0, 1], [0, { [_hQ]: _cT, [_iT]: 1 }]],
      1
    ];
    var DeleteScheduleGroupOutput$ = [
      3,
      n0,
      _DSGO,
      0,
      [],
      []
    ];
    var DeleteScheduleInput$ = [
      3,
      n0,
      _DSI,
      0,
      [_N, _GN, _CT],
      [[0, 1], [0, { [_hQ]: _gN }], [0, { [_hQ]: _cT, [_iT]: 1 }]],
      1
    ];
    var DeleteScheduleOutput$ = [
      3,
      n0,
      _DSO,
      0,
      [],
      []
    ];
    var EcsParameters$ = [
      3,
      n0,
      _EP,
      0,
      [_TDA, _TC, _LT, _NC, _PV, _G, _CPS, _EECSMT, _EEC, _PC, _PS, _PT, _RI, _T],
      [0, 1, 0, () => NetworkConfiguration$, 0, 0, () => CapacityProviderStrategy, 2, 2, () => PlacementConstraints, () => PlacementStrategies, 0, 0, [1, n0, _T, 0, 128 | 0]],
      1
    ];
    var EventBridgeParameters$ = [
      3,
      n0,
      _EBP,
      0,
      [_DT, _So],
      [0, 0],
      2
    ];
    var EventBridgePutEventsV2Parameters$ = [
      3,
      n0,
      _EBPEVP,
      0,
      [_DT, _So],
      [0, 0],
      2
    ];
    var EventBridgePutRawEventsParameters$ = [
      3,
      n0,
      _EBPREP,
      0,
      [_Me],
      [128 | 0]
    ];
    var FlexibleTimeWindow$ = [
      3,
      n0,
      _FTW,
      0,
      [_Mo, _MWIM],
      [0, 1],
      1
    ];
    var GetScheduleGroupInput$ = [
      3,
      n0,
      _GSGI,
      0,
      [_N],
      [[0, 1]],
      1
    ];
    var GetScheduleGroupOutput$ = [
      3,
      n0,
      _GSGO,
      0,
      [_A, _N, _St, _CD, _LMD],
      [0, 0, 0, 4, 4]
    ];
    var GetScheduleInput$ = [
      3,
      n0,
      _GSI,
      0,
      [_N, _GN],
      [[0, 1], [0, { [_hQ]: _gN }]],
      1
    ];
    var GetScheduleOutput$ = [
      3,
      n0,
      _GSO,
      0,
      [_A, _GN, _N, _SE, _SD, _ED, _D, _SET, _St, _CD, _LMD, _KKA, _Ta, _FTW, _AAC],
      [0, 0, 0, 0, 4, 4, 0, 0, 0, 4, 4, 0, () => Target$, () => FlexibleTimeWindow$, 0]
    ];
    var KinesisParameters$ = [
      3,
      n0,
      _KP,
      0,
      [_PK],
      [0],
      1
    ];
    var ListScheduleGroupsInput$ = [
      3,
      n0,
      _LSGI,
      0,
      [_NP, _NT, _MR],
      [[0, { [_hQ]: _NP }], [0, { [_hQ]: _NT }], [1, { [_hQ]: _MR }]]
    ];
    var ListScheduleGroupsOutput$ = [
      3,
      n0,
      _LSGO,
      0,
      [_SGc, _NT],
      [() => ScheduleGroupList, 0],
      1
    ];
    var ListSchedulesInput$ = [
      3,
      n0,
      _LSI,
      0,
      [_GN, _NP, _St, _NT, _MR],
      [[0, { [_hQ]: _SGch }], [0, { [_hQ]: _NP }], [0, { [_hQ]: _St }], [0, { [_hQ]: _NT }], [1, { [_hQ]: _MR }]]
    ];
    var ListSchedulesOutput$ = [
      3,
      n0,
      _LSO,
      0,
      [_Sc, _NT],
      [() => ScheduleList, 0],
      1
    ];
    var ListTagsForResourceInput$ = [
      3,
      n0,
      _LTFRI,
      0,
      [_RA],
      [[0, 1]],
      1
    ];
    var ListTagsForResourceOutput$ = [
      3,
      n0,
      _LTFRO,
      0,
      [_T],
      [() => TagList]
    ];
    var NetworkConfiguration$ = [
      3,
      n0,
      _NC,
      0,
      [_aC],
      [() => AwsVpcConfiguration$]
    ];
    var PlacementConstraint$ = [
      3,
      n0,
      _PCl,
      0,
      [_t, _ex],
      [0, 0]
    ];
    var PlacementStrategy$ = [
      3,
      n0,
      _PS,
      0,
      [_t, _f],
      [0, 0]
    ];
    var RetryPolicy$ = [
      3,
      n0,
      _RP,
      0,
      [_MEAIS, _MRA],
      [1, 1]
    ];
    var SageMakerPipelineParameter$ = [
      3,
      n0,
      _SMPP,
      0,
      [_N, _V],
      [0, 0],
      2
    ];
    var SageMakerPipelineParameters$ = [
      3,
      n0,
      _SMPPa,
      0,
      [_PPL],
      [() => SageMakerPipelineParameterList]
    ];
    var ScheduleGroupSummary$ = [
      3,
      n0,
      _SGS,
      0,
      [_A, _N, _St, _CD, _LMD],
      [0, 0, 0, 4, 4]
    ];
    var ScheduleSummary$ = [
      3,
      n0,
      _SS,
      0,
      [_A, _N, _GN, _St, _CD, _LMD, _Ta],
      [0, 0, 0, 0, 4, 4, () => TargetSummary$]
    ];
    var SqsParameters$ = [
      3,
      n0,
      _SP,
      0,
      [_MGI],
      [0]
    ];
    var Tag$ = [
      3,
      n0,
      _Tag,
      0,
      [_K, _V],
      [0, 0],
      2
    ];
    var TagResourceInput$ = [
      3,
      n0,
      _TRI,
      0,
      [_RA, _T],
      [[0, 1], () => TagList],
      2
    ];
    var TagResourceOutput$ = [
      3,
      n0,
      _TRO,
      0,
      [],
      []
    ];
    var Target$ = [
      3,
      n0,
      _Ta,
      0,
      [_A, _RAo, _DLC, _RP, _I, _EP, _EBP, _EBPEVP, _EBPREP, _KP, _SMPPa, _SP],
      [0, 0, () => DeadLetterConfig$, () => RetryPolicy$, 0, () => EcsParameters$, () => EventBridgeParameters$, () => EventBridgePutEventsV2Parameters$, () => EventBridgePutRawEventsParameters$, () => KinesisParameters$, () => SageMakerPipelineParameters$, () => SqsParameters$],
      2
    ];
    var TargetSummary$ = [
      3,
      n0,
      _TS,
      0,
      [_A],
      [0],
      1
    ];
    var UntagResourceInput$ = [
      3,
      n0,
      _URI,
      0,
      [_RA, _TK],
      [[0, 1], [64 | 0, { [_hQ]: _TK }]],
      2
    ];
    var UntagResourceOutput$ = [
      3,
      n0,
      _URO,
      0,
      [],
      []
    ];
    var UpdateScheduleInput$ = [
      3,
      n0,
      _USI,
      0,
      [_N, _SE, _Ta, _FTW, _GN, _SD, _ED, _D, _SET, _St, _KKA, _CT, _AAC],
      [[0, 1], 0, () => Target$, () => FlexibleTimeWindow$, 0, 4, 4, 0, 0, 0, 0, [0, 4], 0],
      4
    ];
    var UpdateScheduleOutput$ = [
      3,
      n0,
      _USO,
      0,
      [_SA],
      [0],
      1
    ];
    var CapacityProviderStrategy = [
      1,
      n0,
      _CPS,
      0,
      () => CapacityProviderStrategyItem$
    ];
    var PlacementConstraints = [
      1,
      n0,
      _PC,
      0,
      () => PlacementConstraint$
    ];
    var PlacementStrategies = [
      1,
      n0,
      _PSl,
      0,
      () => PlacementStrategy$
    ];
    var SageMakerPipelineParameterList = [
      1,
      n0,
      _SMPPL,
      0,
      () => SageMakerPipelineParameter$
    ];
    var ScheduleGroupList = [
      1,
      n0,
      _SGL,
      0,
      () => ScheduleGroupSummary$
    ];
    var ScheduleList = [
      1,
      n0,
      _SL,
      0,
      () => ScheduleSummary$
    ];
    var TagList = [
      1,
      n0,
      _TL,
      0,
      () => Tag$
    ];
    var CreateSchedule$ = [
      9,
      n0,
      _CS,
      { [_h]: ["POST", "/schedules/{Name}", 200] },
      () => CreateScheduleInput$,
      () => CreateScheduleOutput$
    ];
    var CreateScheduleGroup$ = [
      9,
      n0,
      _CSG,
      { [_h]: ["POST", "/schedule-groups/{Name}", 200] },
      () => CreateScheduleGroupInput$,
      () => CreateScheduleGroupOutput$
    ];
    var DeleteSchedule$ = [
      9,
      n0,
      _DS,
      { [_h]: ["DELETE", "/schedules/{Name}", 200] },
      () => DeleteScheduleInput$,
      () => DeleteScheduleOutput$
    ];
    var DeleteScheduleGroup$ = [
      9,
      n0,
      _DSG,
      { [_h]: ["DELETE", "/schedule-groups/{Name}", 200] },
      () => DeleteScheduleGroupInput$,
      () => DeleteScheduleGroupOutput$
    ];
    var GetSchedule$ = [
      9,
      n0,
      _GS,
      { [_h]: ["GET", "/schedules/{Name}", 200] },
      () => GetScheduleInput$,
      () => GetScheduleOutput$
    ];
    var GetScheduleGroup$ = [
      9,
      n0,
      _GSG,
      { [_h]: ["GET", "/schedule-groups/{Name}", 200] },
      () => GetScheduleGroupInput$,
      () => GetScheduleGroupOutput$
    ];
    var ListScheduleGroups$ = [
      9,
      n0,
      _LSG,
      { [_h]: ["GET", "/schedule-groups", 200] },
      () => ListScheduleGroupsInput$,
      () => ListScheduleGroupsOutput$
    ];
    var ListSchedules$ = [
      9,
      n0,
      _LS,
      { [_h]: ["GET", "/schedules", 200] },
      () => ListSchedulesInput$,
      () => ListSchedulesOutput$
    ];
    var ListTagsForResource$ = [
      9,
      n0,
      _LTFR,
      { [_h]: ["GET", "/tags/{ResourceArn}", 200] },
      () => ListTagsForResourceInput$,
      () => ListTagsForResourceOutput$
    ];
    var TagResource$ = [
      9,
      n0,
      _TR,
      { [_h]: ["POST", "/tags/{ResourceArn}", 200] },
      () => TagResourceInput$,
      () => TagResourceOutput$
    ];
    var UntagResource$ = [
      9,
      n0,
      _UR,
      { [_h]: ["DELETE", "/tags/{ResourceArn}", 200] },
      () => UntagResourceInput$,
      () => UntagResourceOutput$
    ];
    var UpdateSchedule$ = [
      9,
      n0,
      _US,
      { [_h]: ["PUT", "/schedules/{Name}", 200] },
      () => UpdateScheduleInput$,
      () => UpdateScheduleOutput$
    ];
    var getRuntimeConfig$1 = (config) => {
      return {
        apiVersion: "2021-06-30",
        base64Decoder: config?.base64Decoder ?? fromBase64,
        base64Encoder: config?.base64Encoder ?? toBase64,
        disableHostPrefix: config?.disableHostPrefix ?? false,
        endpointProvider: config?.endpointProvider ?? defaultEndpointResolver,
        extensions: config?.extensions ?? [],
        httpAuthSchemeProvider: config?.httpAuthSchemeProvider ?? defaultSchedulerHttpAuthSchemeProvider,
        httpAuthSchemes: config?.httpAuthSchemes ?? [
          {
            schemeId: "aws.auth#sigv4",
            identityProvider: (ipc) => ipc.getIdentityProvider("aws.auth#sigv4"),
            signer: new AwsSdkSigV4Signer()
          }
        ],
        logger: config?.logger ?? new NoOpLogger(),
        protocol: config?.protocol ?? AwsRestJsonProtocol,
        protocolSettings: config?.protocolSettings ?? {
          defaultNamespace: "com.amazonaws.scheduler",
          errorTypeRegistries,
          version: "2021-06-30",
          serviceTarget: "AWSChronosService"
        },
        serviceId: config?.serviceId ?? "Scheduler",
        sha256: config?.sha256 ?? Sha256,
        urlParser: config?.urlParser ?? parseUrl,
        utf8Decoder: config?.utf8Decoder ?? fromUtf8,
        utf8Encoder: config?.utf8Encoder ?? toUtf8
      };
    };
    var getRuntimeConfig = (config) => {
      emitWarningIfUnsupportedVersion(process.version);
      const defaultsMode = resolveDefaultsModeConfig(config);
      const defaultConfigProvider = () => defaultsMode().then(loadConfigsForDefaultMode);
      const clientSharedValues = getRuntimeConfig$1(config);
      emitWarningIfUnsupportedVersion$1(process.version);
      const loaderConfig = {
        profile: config?.profile,
        logger: clientSharedValues.logger
      };
      return {
        ...clientSharedValues,
        ...config,
        runtime: "node",
        defaultsMode,
        authSchemePreference: config?.authSchemePreference ?? loadConfig(NODE_AUTH_SCHEME_PREFERENCE_OPTIONS, loaderConfig),
        bodyLengthChecker: config?.bodyLengthChecker ?? calculateBodyLength,
        credentialDefaultProvider: config?.credentialDefaultProvider ?? defaultProvider,
        defaultSocketTimeout: getDefaultSocketTimeout(config?.requestHandler, 3e5),
        defaultUserAgentProvider: config?.defaultUserAgentProvider ?? createDefaultUserAgentProvider({ serviceId: clientSharedValues.serviceId, clientVersion: packageInfo.version }),
        maxAttempts: config?.maxAttempts ?? loadConfig(NODE_MAX_ATTEMPT_CONFIG_OPTIONS, config),
        region: config?.region ?? loadConfig(NODE_REGION_CONFIG_OPTIONS, { ...NODE_REGION_CONFIG_FILE_OPTIONS, ...loaderConfig }),
        requestHandler: NodeHttpHandler.create(config?.requestHandler ?? defaultConfigProvider),
        retryMode: config?.retryMode ?? loadConfig({
          ...NODE_RETRY_MODE_CONFIG_OPTIONS,
          default: async () => (await defaultConfigProvider()).retryMode || DEFAULT_RETRY_MODE
        }, config),
        streamCollector: config?.streamCollector ?? streamCollector,
        useDualstackEndpoint: config?.useDualstackEndpoint ?? loadConfig(NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS, loaderConfig),
        useFipsEndpoint: config?.useFipsEndpoint ?? loadConfig(NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, loaderConfig),
        userAgentAppId: config?.userAgentAppId ?? loadConfig(NODE_APP_ID_CONFIG_OPTIONS, loaderConfig)
      };
    };
    var getHttpAuthExtensionConfiguration = (runtimeConfig) => {
      const _httpAuthSchemes = runtimeConfig.httpAuthSchemes;
      let _httpAuthSchemeProvider = runtimeConfig.httpAuthSchemeProvider;
      let _credentials = runtimeConfig.credentials;
      return {
        setHttpAuthScheme(httpAuthScheme) {
          const index = _httpAuthSchemes.findIndex((scheme) => scheme.schemeId === httpAuthScheme.schemeId);
          if (index === -1) {
            _httpAuthSchemes.push(httpAuthScheme);
          } else {
            _httpAuthSchemes.splice(index, 1, httpAuthScheme);
          }
        },
        httpAuthSchemes() {
          return _httpAuthSchemes;
        },
        setHttpAuthSchemeProvider(httpAuthSchemeProvider) {
          _httpAuthSchemeProvider = httpAuthSchemeProvider;
        },
        httpAuthSchemeProvider() {
          return _httpAuthSchemeProvider;
        },
        setCredentials(credentials) {
          _credentials = credentials;
        },
        credentials() {
          return _credentials;
        }
      };
    };
    var resolveHttpAuthRuntimeConfig = (config) => {
      return {
        httpAuthSchemes: config.httpAuthSchemes(),
        httpAuthSchemeProvider: config.httpAuthSchemeProvider(),
        credentials: config.credentials()
      };
    };
    var resolveRuntimeExtensions = (runtimeConfig, extensions) => {
      const extensionConfiguration = Object.assign(getAwsRegionExtensionConfiguration(runtimeConfig), getDefaultExtensionConfiguration(runtimeConfig), getHttpHandlerExtensionConfiguration(runtimeConfig), getHttpAuthExtensionConfiguration(runtimeConfig));
      extensions.forEach((extension) => extension.configure(extensionConfiguration));
      return Object.assign(runtimeConfig, resolveAwsRegionExtensionConfiguration(extensionConfiguration), resolveDefaultRuntimeConfig(extensionConfiguration), resolveHttpHandlerRuntimeConfig(extensionConfiguration), resolveHttpAuthRuntimeConfig(extensionConfiguration));
    };
    var SchedulerClient2 = class extends Client {
      config;
      constructor(...[configuration]) {
        const _config_0 = getRuntimeConfig(configuration || {});
        super(_config_0);
        this.initConfig = _config_0;
        const _config_1 = resolveClientEndpointParameters(_config_0);
        const _config_2 = resolveUserAgentConfig(_config_1);
        const _config_3 = resolveRetryConfig(_config_2);
        const _config_4 = resolveRegionConfig(_config_3);
        const _config_5 = resolveHostHeaderConfig(_config_4);
        const _config_6 = resolveEndpointConfig(_config_5);
        const _config_7 = resolveHttpAuthSchemeConfig(_config_6);
        const _config_8 = resolveRuntimeExtensions(_config_7, configuration?.extensions || []);
        this.config = _config_8;
        this.middlewareStack.use(getSchemaSerdePlugin(this.config));
        this.middlewareStack.use(getUserAgentPlugin(this.config));
        this.middlewareStack.use(getRetryPlugin(this.config));
        this.middlewareStack.use(getContentLengthPlugin(this.config));
        this.middlewareStack.use(getHostHeaderPlugin(this.config));
        this.middlewareStack.use(getLoggerPlugin(this.config));
        this.middlewareStack.use(getRecursionDetectionPlugin(this.config));
        this.middlewareStack.use(getHttpAuthSchemeEndpointRuleSetPlugin(this.config, {
          httpAuthSchemeParametersProvider: defaultSchedulerHttpAuthSchemeParametersProvider,
          identityProviderConfigProvider: async (config) => new DefaultIdentityProviderConfig({
            "aws.auth#sigv4": config.credentials
          })
        }));
        this.middlewareStack.use(getHttpSigningPlugin(this.config));
      }
      destroy() {
        super.destroy();
      }
    };
    var command = makeBuilder(commonParams, "AWSChronosService", "SchedulerClient", getEndpointPlugin);
    var _ep0 = {};
    var _mw0 = (Command, cs, config, o) => [];
    var CreateScheduleCommand2 = class extends command(_ep0, _mw0, "CreateSchedule", CreateSchedule$) {
    };
    var CreateScheduleGroupCommand = class extends command(_ep0, _mw0, "CreateScheduleGroup", CreateScheduleGroup$) {
    };
    var DeleteScheduleCommand3 = class extends command(_ep0, _mw0, "DeleteSchedule", DeleteSchedule$) {
    };
    var DeleteScheduleGroupCommand = class extends command(_ep0, _mw0, "DeleteScheduleGroup", DeleteScheduleGroup$) {
    };
    var GetScheduleCommand = class extends command(_ep0, _mw0, "GetSchedule", GetSchedule$) {
    };
    var GetScheduleGroupCommand3 = class extends command(_ep0, _mw0, "GetScheduleGroup", GetScheduleGroup$) {
    };
    var ListScheduleGroupsCommand = class extends command(_ep0, _mw0, "ListScheduleGroups", ListScheduleGroups$) {
    };
    var ListSchedulesCommand = class extends command(_ep0, _mw0, "ListSchedules", ListSchedules$) {
    };
    var ListTagsForResourceCommand3 = class extends command(_ep0, _mw0, "ListTagsForResource", ListTagsForResource$) {
    };
    var TagResourceCommand = class extends command(_ep0, _mw0, "TagResource", TagResource$) {
    };
    var UntagResourceCommand = class extends command(_ep0, _mw0, "UntagResource", UntagResource$) {
    };
    var UpdateScheduleCommand3 = class extends command(_ep0, _mw0, "UpdateSchedule", UpdateSchedule$) {
    };
    var paginateListScheduleGroups = createPaginator(SchedulerClient2, ListScheduleGroupsCommand, "NextToken", "NextToken", "MaxResults");
    var paginateListSchedules = createPaginator(SchedulerClient2, ListSchedulesCommand, "NextToken", "NextToken", "MaxResults");
    var commands = {
      CreateScheduleCommand: CreateScheduleCommand2,
      CreateScheduleGroupCommand,
      DeleteScheduleCommand: DeleteScheduleCommand3,
      DeleteScheduleGroupCommand,
      GetScheduleCommand,
      GetScheduleGroupCommand: GetScheduleGroupCommand3,
      ListScheduleGroupsCommand,
      ListSchedulesCommand,
      ListTagsForResourceCommand: ListTagsForResourceCommand3,
      TagResourceCommand,
      UntagResourceCommand,
      UpdateScheduleCommand: UpdateScheduleCommand3
    };
    var paginators = {
      paginateListScheduleGroups,
      paginateListSchedules
    };
    var Scheduler = class extends SchedulerClient2 {
    };
    createAggregatedClient(commands, Scheduler, { paginators });
    var ActionAfterCompletion = {
      DELETE: "DELETE",
      NONE: "NONE"
    };
    var AssignPublicIp = {
      DISABLED: "DISABLED",
      ENABLED: "ENABLED"
    };
    var FlexibleTimeWindowMode = {
      FLEXIBLE: "FLEXIBLE",
      OFF: "OFF"
    };
    var ScheduleState = {
      DISABLED: "DISABLED",
      ENABLED: "ENABLED"
    };
    var LaunchType = {
      EC2: "EC2",
      EXTERNAL: "EXTERNAL",
      FARGATE: "FARGATE"
    };
    var PlacementConstraintType = {
      DISTINCT_INSTANCE: "distinctInstance",
      MEMBER_OF: "memberOf"
    };
    var PlacementStrategyType = {
      BINPACK: "binpack",
      RANDOM: "random",
      SPREAD: "spread"
    };
    var PropagateTags = {
      TASK_DEFINITION: "TASK_DEFINITION"
    };
    var ScheduleGroupState = {
      ACTIVE: "ACTIVE",
      DELETING: "DELETING"
    };
    exports.ActionAfterCompletion = ActionAfterCompletion;
    exports.AssignPublicIp = AssignPublicIp;
    exports.AwsVpcConfiguration$ = AwsVpcConfiguration$;
    exports.CapacityProviderStrategyItem$ = CapacityProviderStrategyItem$;
    exports.ConflictException = ConflictException;
    exports.ConflictException$ = ConflictException$;
    exports.CreateSchedule$ = CreateSchedule$;
    exports.CreateScheduleCommand = CreateScheduleCommand2;
    exports.CreateScheduleGroup$ = CreateScheduleGroup$;
    exports.CreateScheduleGroupCommand = CreateScheduleGroupCommand;
    exports.CreateScheduleGroupInput$ = CreateScheduleGroupInput$;
    exports.CreateScheduleGroupOutput$ = CreateScheduleGroupOutput$;
    exports.CreateScheduleInput$ = CreateScheduleInput$;
    exports.CreateScheduleOutput$ = CreateScheduleOutput$;
    exports.DeadLetterConfig$ = DeadLetterConfig$;
    exports.DeleteSchedule$ = DeleteSchedule$;
    exports.DeleteScheduleCommand = DeleteScheduleCommand3;
    exports.DeleteScheduleGroup$ = DeleteScheduleGroup$;
    exports.DeleteScheduleGroupCommand = DeleteScheduleGroupCommand;
    exports.DeleteScheduleGroupInput$ = DeleteScheduleGroupInput$;
    exports.DeleteScheduleGroupOutput$ = DeleteScheduleGroupOutput$;
    exports.DeleteScheduleInput$ = DeleteScheduleInput$;
    exports.DeleteScheduleOutput$ = DeleteScheduleOutput$;
    exports.EcsParameters$ = EcsParameters$;
    exports.EventBridgeParameters$ = EventBridgeParameters$;
    exports.EventBridgePutEventsV2Parameters$ = EventBridgePutEventsV2Parameters$;
    exports.EventBridgePutRawEventsParameters$ = EventBridgePutRawEventsParameters$;
    exports.FlexibleTimeWindow$ = FlexibleTimeWindow$;
    exports.FlexibleTimeWindowMode = FlexibleTimeWindowMode;
    exports.GetSchedule$ = GetSchedule$;
    exports.GetScheduleCommand = GetScheduleCommand;
    exports.GetScheduleGroup$ = GetScheduleGroup$;
    exports.GetScheduleGroupCommand = GetScheduleGroupCommand3;
    exports.GetScheduleGroupInput$ = GetScheduleGroupInput$;
    exports.GetScheduleGroupOutput$ = GetScheduleGroupOutput$;
    exports.GetScheduleInput$ = GetScheduleInput$;
    exports.GetScheduleOutput$ = GetScheduleOutput$;
    exports.InternalServerException = InternalServerException;
    exports.InternalServerException$ = InternalServerException$;
    exports.KinesisParameters$ = KinesisParameters$;
    exports.LaunchType = LaunchType;
    exports.ListScheduleGroups$ = ListScheduleGroups$;
    exports.ListScheduleGroupsCommand = ListScheduleGroupsCommand;
    exports.ListScheduleGroupsInput$ = ListScheduleGroupsInput$;
    exports.ListScheduleGroupsOutput$ = ListScheduleGroupsOutput$;
    exports.ListSchedules$ = ListSchedules$;
    exports.ListSchedulesCommand = ListSchedulesCommand;
    exports.ListSchedulesInput$ = ListSchedulesInput$;
    exports.ListSchedulesOutput$ = ListSchedulesOutput$;
    exports.ListTagsForResource$ = ListTagsForResource$;
    exports.ListTagsForResourceCommand = ListTagsForResourceCommand3;
    exports.ListTagsForResourceInput$ = ListTagsForResourceInput$;
    exports.ListTagsForResourceOutput$ = ListTagsForResourceOutput$;
    exports.NetworkConfiguration$ = NetworkConfiguration$;
    exports.PlacementConstraint$ = PlacementConstraint$;
    exports.PlacementConstraintType = PlacementConstraintType;
    exports.PlacementStrategy$ = PlacementStrategy$;
    exports.PlacementStrategyType = PlacementStrategyType;
    exports.PropagateTags = PropagateTags;
    exports.ResourceNotFoundException = ResourceNotFoundException;
    exports.ResourceNotFoundException$ = ResourceNotFoundException$;
    exports.RetryPolicy$ = RetryPolicy$;
    exports.SageMakerPipelineParameter$ = SageMakerPipelineParameter$;
    exports.SageMakerPipelineParameters$ = SageMakerPipelineParameters$;
    exports.ScheduleGroupState = ScheduleGroupState;
    exports.ScheduleGroupSummary$ = ScheduleGroupSummary$;
    exports.ScheduleState = ScheduleState;
    exports.ScheduleSummary$ = ScheduleSummary$;
    exports.Scheduler = Scheduler;
    exports.SchedulerClient = SchedulerClient2;
    exports.SchedulerServiceException = SchedulerServiceException;
    exports.SchedulerServiceException$ = SchedulerServiceException$;
    exports.ServiceQuotaExceededException = ServiceQuotaExceededException;
    exports.ServiceQuotaExceededException$ = ServiceQuotaExceededException$;
    exports.SqsParameters$ = SqsParameters$;
    exports.Tag$ = Tag$;
    exports.TagResource$ = TagResource$;
    exports.TagResourceCommand = TagResourceCommand;
    exports.TagResourceInput$ = TagResourceInput$;
    exports.TagResourceOutput$ = TagResourceOutput$;
    exports.Target$ = Target$;
    exports.TargetSummary$ = TargetSummary$;
    exports.ThrottlingException = ThrottlingException;
    exports.ThrottlingException$ = ThrottlingException$;
    exports.UntagResource$ = UntagResource$;
    exports.UntagResourceCommand = UntagResourceCommand;
    exports.UntagResourceInput$ = UntagResourceInput$;
    exports.UntagResourceOutput$ = UntagResourceOutput$;
    exports.UpdateSchedule$ = UpdateSchedule$;
    exports.UpdateScheduleCommand = UpdateScheduleCommand3;
    exports.UpdateScheduleInput$ = UpdateScheduleInput$;
    exports.UpdateScheduleOutput$ = UpdateScheduleOutput$;
    exports.ValidationException = ValidationException;
    exports.ValidationException$ = ValidationException$;
    exports.errorTypeRegistries = errorTypeRegistries;
    exports.paginateListScheduleGroups = paginateListScheduleGroups;
    exports.paginateListSchedules = paginateListSchedules;
  }
});

// node_modules/@aws-sdk/client-sso-admin/dist-cjs/index.js
var require_dist_cjs7 = __commonJS({
  "node_modules/@aws-sdk/client-sso-admin/dist-cjs/index.js"(exports) {
    var { awsEndpointFunctions, emitWarningIfUnsupportedVersion: emitWarningIfUnsupportedVersion$1, createDefaultUserAgentProvider, NODE_APP_ID_CONFIG_OPTIONS, getAwsRegionExtensionConfiguration, resolveAwsRegionExtensionConfiguration, resolveUserAgentConfig, resolveHostHeaderConfig, getUserAgentPlugin, getHostHeaderPlugin, getLoggerPlugin, getRecursionDetectionPlugin } = (init_client2(), __toCommonJS(client_exports2));
    var { getHttpAuthSchemeEndpointRuleSetPlugin, DefaultIdentityProviderConfig, getHttpSigningPlugin, createPaginator } = (init_dist_es(), __toCommonJS(dist_es_exports));
    var { normalizeProvider, getSmithyContext, ServiceException, NoOpLogger, emitWarningIfUnsupportedVersion, loadConfigsForDefaultMode, getDefaultExtensionConfiguration, resolveDefaultRuntimeConfig, Client, makeBuilder, createAggregatedClient } = (init_client(), __toCommonJS(client_exports));
    var { Command: $Command } = (init_client(), __toCommonJS(client_exports));
    exports.$Command = $Command;
    exports.__Client = Client;
    var { resolveDefaultsModeConfig, loadConfig, NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS, NODE_REGION_CONFIG_OPTIONS, NODE_REGION_CONFIG_FILE_OPTIONS, resolveRegionConfig } = (init_config(), __toCommonJS(config_exports));
    var { BinaryDecisionDiagram, EndpointCache, decideEndpoint, customEndpointFunctions, resolveEndpointConfig, getEndpointPlugin } = (init_endpoints(), __toCommonJS(endpoints_exports));
    var { parseUrl, getHttpHandlerExtensionConfiguration, resolveHttpHandlerRuntimeConfig, getContentLengthPlugin } = (init_protocols(), __toCommonJS(protocols_exports));
    var { DEFAULT_RETRY_MODE, NODE_RETRY_MODE_CONFIG_OPTIONS, NODE_MAX_ATTEMPT_CONFIG_OPTIONS, resolveRetryConfig, getRetryPlugin } = (init_retry(), __toCommonJS(retry_exports));
    var { TypeRegistry, getSchemaSerdePlugin } = (init_schema(), __toCommonJS(schema_exports));
    var { resolveAwsSdkSigV4Config, AwsSdkSigV4Signer, NODE_AUTH_SCHEME_PREFERENCE_OPTIONS } = (init_httpAuthSchemes(), __toCommonJS(httpAuthSchemes_exports));
    var { defaultProvider } = require_dist_cjs2();
    var { toUtf8, fromUtf8, toBase64, fromBase64, calculateBodyLength } = (init_serde(), __toCommonJS(serde_exports));
    var { streamCollector, NodeHttpHandler } = require_dist_cjs();
    var { AwsJson1_1Protocol } = (init_protocols2(), __toCommonJS(protocols_exports2));
    var { Sha256 } = (init_checksum(), __toCommonJS(checksum_exports));
    var defaultSSOAdminHttpAuthSchemeParametersProvider = async (config, context, input) => {
      return {
        operation: getSmithyContext(context).operation,
        region: await normalizeProvider(config.region)() || (() => {
          throw new Error("expected `region` to be configured for `aws.auth#sigv4`");
        })()
      };
    };
    function createAwsAuthSigv4HttpAuthOption(authParameters) {
      return {
        schemeId: "aws.auth#sigv4",
        signingProperties: {
          name: "sso",
          region: authParameters.region
        },
        propertiesExtractor: (config, context) => ({
          signingProperties: {
            config,
            context
          }
        })
      };
    }
    var defaultSSOAdminHttpAuthSchemeProvider = (authParameters) => {
      const options = [];
      switch (authParameters.operation) {
        default: {
          options.push(createAwsAuthSigv4HttpAuthOption(authParameters));
        }
      }
      return options;
    };
    var resolveHttpAuthSchemeConfig = (config) => {
      const config_0 = resolveAwsSdkSigV4Config(config);
      return Object.assign(config_0, {
        authSchemePreference: normalizeProvider(config.authSchemePreference ?? [])
      });
    };
    var resolveClientEndpointParameters = (options) => {
      return Object.assign(options, {
        useDualstackEndpoint: options.useDualstackEndpoint ?? false,
        useFipsEndpoint: options.useFipsEndpoint ?? false,
        defaultSigningName: "sso"
      });
    };
    var commonParams = {
      UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
      Endpoint: { type: "builtInParams", name: "endpoint" },
      Region: { type: "builtInParams", name: "region" },
      UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" }
    };
    var version = "3.1137.0";
    var packageInfo = {
      version
    };
    var k = "ref";
    var a = -1;
    var b = true;
    var c = "isSet";
    var d = "PartitionResult";
    var e = "booleanEquals";
    var f = "getAttr";
    var g = { [k]: "Endpoint" };
    var h = { [k]: d };
    var i = {};
    var j = [{ [k]: "Region" }];
    var _data = {
      conditions: [
        [c, [g]],
        [c, j],
        ["aws.partition", j, d],
        [e, [{ [k]: "UseFIPS" }, b]],
        [e, [{ [k]: "UseDualStack" }, b]],
        [e, [{ fn: f, argv: [h, "supportsDualStack"] }, b]],
        [e, [{ fn: f, argv: [h, "supportsFIPS"] }, b]],
        ["stringEquals", [{ fn: f, argv: [h, "name"] }, "aws-us-gov"]]
      ],
      results: [
        [a],
        [a, "Invalid Configuration: FIPS and custom endpoint are not supported"],
        [a, "Invalid Configuration: Dualstack and custom endpoint are not supported"],
        [g, i],
        ["https://sso-fips.{Region}.{PartitionResult#dualStackDnsSuffix}", i],
        [a, "FIPS and DualStack are enabled, but this partition does not support one or both"],
        ["https://sso.{Region}.amazonaws.com", i],
        ["https://sso-fips.{Region}.{PartitionResult#dnsSuffix}", i],
        [a, "FIPS is enabled but this partition does not support FIPS"],
        ["https://sso.{Region}.{PartitionResult#dualStackDnsSuffix}", i],
        [a, "DualStack is enabled but this partition does not support DualStack"],
        ["https://sso.{Region}.{PartitionResult#dnsSuffix}", i],
        [a, "Invalid Configuration: Missing Region"]
      ]
    };
    var root = 2;
    var r = 1e8;
    var nodes = new Int32Array([
      -1,
      1,
      -1,
      0,
      13,
      3,
      1,
      4,
      r + 12,
      2,
      5,
      r + 12,
      3,
      8,
      6,
      4,
      7,
      r + 11,
      5,
      r + 9,
      r + 10,
      4,
      11,
      9,
      6,
      10,
      r + 8,
      7,
      r + 6,
      r + 7,
      5,
      12,
      r + 5,
      6,
      r + 4,
      r + 5,
      3,
      r + 1,
      14,
      4,
      r + 2,
      r + 3
    ]);
    var bdd = BinaryDecisionDiagram.from(nodes, root, _data.conditions, _data.results);
    var cache = new EndpointCache({
      size: 50,
      params: ["Endpoint", "Region", "UseDualStack", "UseFIPS"]
    });
    var defaultEndpointResolver = (endpointParams, context = {}) => {
      return cache.get(endpointParams, () => decideEndpoint(bdd, {
        endpointParams,
        logger: context.logger
      }));
    };
    customEndpointFunctions.aws = awsEndpointFunctions;
    var SSOAdminServiceException = class _SSOAdminServiceException extends ServiceException {
      constructor(options) {
        super(options);
        Object.setPrototypeOf(this, _SSOAdminServiceException.prototype);
      }
    };
    var AccessDeniedException = class _AccessDeniedException extends SSOAdminServiceException {
      name = "AccessDeniedException";
      $fault = "client";
      Message;
      Reason;
      constructor(opts) {
        super({
          name: "AccessDeniedException",
          $fault: "client",
          ...opts
        });
        Object.setPrototypeOf(this, _AccessDeniedException.prototype);
        this.Message = opts.Message;
        this.Reason = opts.Reason;
      }
    };
    var ConflictException = class _ConflictException extends SSOAdminServiceException {
      name = "ConflictException";
      $fault = "client";
      Message;
      constructor(opts) {
        super({
          name: "ConflictException",
          $fault: "client",
          ...opts
        });
        Object.setPrototypeOf(this, _ConflictException.prototype);
        this.Message = opts.Message;
      }
    };
    var InternalServerException = class _InternalServerException extends SSOAdminServiceException {
      name = "InternalServerException";
      $fault = "server";
      Message;
      constructor(opts) {
        super({
          name: "InternalServerException",
          $fault: "server",
          ...opts
        });
        Object.setPrototypeOf(this, _InternalServerException.prototype);
        this.Message = opts.Message;
      }
    };
    var ServiceQuotaExceededException = class _ServiceQuotaExceededException extends SSOAdminServiceException {
      name = "ServiceQuotaExceededException";
      $fault = "client";
      Message;
      constructor(opts) {
        super({
          name: "ServiceQuotaExceededException",
          $fault: "client",
          ...opts
        });
        Object.setPrototypeOf(this, _ServiceQuotaExceededException.prototype);
        this.Message = opts.Message;
      }
    };
    var ThrottlingException = class _ThrottlingException extends SSOAdminServiceException {
      name = "ThrottlingException";
      $fault = "client";
      Message;
      Reason;
      constructor(opts) {
        super({
          name: "ThrottlingException",
          $fault: "client",
          ...opts
        });
        Object.setPrototypeOf(this, _ThrottlingException.prototype);
        this.Message = opts.Message;
        this.Reason = opts.Reason;
      }
    };
    var ValidationException = class _ValidationException extends SSOAdminServiceException {
      name = "ValidationException";
      $fault = "client";
      Message;
      Reason;
      constructor(opts) {
        super({
          name: "ValidationException",
          $fault: "client",
          ...opts
        });
        Object.setPrototypeOf(this, _ValidationException.prototype);
        this.Message = opts.Message;
        this.Reason = opts.Reason;
      }
    };
    var ResourceNotFoundException = class _ResourceNotFoundException extends SSOAdminServiceException {
      name = "ResourceNotFoundException";
      $fault = "client";
      Message;
      Reason;
      constructor(opts) {
        super({
          name: "ResourceNotFoundException",
          $fault: "client",
          ...opts
        });
        Object.setPrototypeOf(this, _ResourceNotFoundException.prototype);
        this.Message = opts.Message;
        this.Reason = opts.Reason;
      }
    };
    var _A = "Application";
    var _AA = "AccountAssignment";
    var _AACRI = "AccountAssignmentCreationRequestId";
    var _AACS = "AccountAssignmentCreationStatus";
    var _AACSc = "AccountAssignmentsCreationStatus";
    var _AADRI = "AccountAssignmentDeletionRequestId";
    var _AADS = "AccountAssignmentDeletionStatus";
    var _AADSc = "AccountAssignmentsDeletionStatus";
    var _AAFP = "AccountAssignmentForPrincipal";
    var _AAFPp = "ApplicationAssignmentForPrincipal";
    var _AAL = "AccountAssignmentList";
    var _AALFP = "AccountAssignmentListForPrincipal";
    var _AALFPp = "ApplicationAssignmentListForPrincipal";
    var _AALp = "ApplicationAssignmentsList";
    var _AAOS = "AccountAssignmentOperationStatus";
    var _AAOSL = "AccountAssignmentOperationStatusList";
    var _AAOSM = "AccountAssignmentOperationStatusMetadata";
    var _AAc = "AccountAssignments";
    var _AAp = "ApplicationArn";
    var _AApp = "ApplicationAccount";
    var _AAppl = "ApplicationAssignment";
    var _AAppli = "ApplicationAssignments";
    var _AAu = "AuthorizedAudiences";
    var _AC = "AuthorizationCode";
    var _ACA = "AccessControlAttribute";
    var _ACAL = "AccessControlAttributeList";
    var _ACAV = "AccessControlAttributeValue";
    var _ACAc = "AccessControlAttributes";
    var _ACG = "AuthorizationCodeGrant";
    var _ACMPRTPS = "AttachCustomerManagedPolicyReferenceToPermissionSet";
    var _ACMPRTPSR = "AttachCustomerManagedPolicyReferenceToPermissionSetRequest";
    var _ACMPRTPSRt = "AttachCustomerManagedPolicyReferenceToPermissionSetResponse";
    var _AD = "AddedDate";
    var _ADE = "AccessDeniedException";
    var _AI = "AccountId";
    var _AIc = "AccountIds";
    var _AL = "ApplicationList";
    var _AM = "AuthenticationMethod";
    var _AMI = "AuthenticationMethodItem";
    var _AMP = "AttachedManagedPolicy";
    var _AMPL = "AttachedManagedPolicyList";
    var _AMPTPS = "AttachManagedPolicyToPermissionSet";
    var _AMPTPSR = "AttachManagedPolicyToPermissionSetRequest";
    var _AMPTPSRt = "AttachManagedPolicyToPermissionSetResponse";
    var _AMPt = "AttachedManagedPolicies";
    var _AMT = "AuthenticationMethodType";
    var _AMu = "AuthenticationMethods";
    var _AP = "ApplicationProvider";
    var _APA = "ApplicationProviderArn";
    var _APL = "ApplicationProviderList";
    var _APc = "ActorPolicy";
    var _APp = "ApplicationProviders";
    var _AR = "AssignmentRequired";
    var _ARR = "AddRegionRequest";
    var _ARRd = "AddRegionResponse";
    var _ARd = "AddRegion";
    var _AT = "AuthorizedTargets";
    var _ATI = "AuthorizedTokenIssuer";
    var _ATIu = "AuthorizedTokenIssuers";
    var _AU = "ApplicationUrl";
    var _Ap = "Applications";
    var _Ar = "Arn";
    var _CA = "CreateApplication";
    var _CAA = "CreateAccountAssignment";
    var _CAAR = "CreateAccountAssignmentRequest";
    var _CAARr = "CreateAccountAssignmentResponse";
    var _CAARre = "CreateApplicationAssignmentRequest";
    var _CAARrea = "CreateApplicationAssignmentResponse";
    var _CAAr = "CreateApplicationAssignment";
    var _CAP = "ClaimAttributePath";
    var _CAR = "CreateApplicationRequest";
    var _CARr = "CreateApplicationResponse";
    var _CD = "CreatedDate";
    var _CE = "ConflictException";
    var _CF = "CreatedFrom";
    var _CI = "CreateInstance";
    var _CIACAC = "CreateInstanceAccessControlAttributeConfiguration";
    var _CIACACR = "CreateInstanceAccessControlAttributeConfigurationRequest";
    var _CIACACRr = "CreateInstanceAccessControlAttributeConfigurationResponse";
    var _CIR = "CreateInstanceRequest";
    var _CIRr = "CreateInstanceResponse";
    var _CMPR = "CustomerManagedPolicyReference";
    var _CMPRL = "CustomerManagedPolicyReferenceList";
    var _CMPRu = "CustomerManagedPolicyReferences";
    var _CPS = "CreatePermissionSet";
    var _CPSR = "CreatePermissionSetRequest";
    var _CPSRr = "CreatePermissionSetResponse";
    var _CT = "ClientToken";
    var _CTTI = "CreateTrustedTokenIssuer";
    var _CTTIR = "CreateTrustedTokenIssuerRequest";
    var _CTTIRr = "CreateTrustedTokenIssuerResponse";
    var _D = "Description";
    var _DA = "DeleteApplication";
    var _DAA = "DeleteAccountAssignment";
    var _DAACS = "DescribeAccountAssignmentCreationStatus";
    var _DAACSR = "DescribeAccountAssignmentCreationStatusRequest";
    var _DAACSRe = "DescribeAccountAssignmentCreationStatusResponse";
    var _DAADS = "DescribeAccountAssignmentDeletionStatus";
    var _DAADSR = "DescribeAccountAssignmentDeletionStatusRequest";
    var _DAADSRe = "DescribeAccountAssignmentDeletionStatusResponse";
    var _DAAM = "DeleteApplicationAuthenticationMethod";
    var _DAAMR = "DeleteApplicationAuthenticationMethodRequest";
    var _DAAR = "DeleteAccountAssignmentRequest";
    var _DAARe = "DeleteAccountAssignmentResponse";
    var _DAARel = "DeleteApplicationAssignmentRequest";
    var _DAARele = "DeleteApplicationAssignmentResponse";
    var _DAARes = "DescribeApplicationAssignmentRequest";
    var _DAAResc = "DescribeApplicationAssignmentResponse";
    var _DAAS = "DeleteApplicationAccessScope";
    var _DAASR = "DeleteApplicationAccessScopeRequest";
    var _DAAe = "DeleteApplicationAssignment";
    var _DAAes = "DescribeApplicationAssignment";
    var _DAG = "DeleteApplicationGrant";
    var _DAGR = "DeleteApplicationGrantRequest";
    var _DAP = "DescribeApplicationProvider";
    var _DAPR = "DescribeApplicationProviderRequest";
    var _DAPRe = "DescribeApplicationProviderResponse";
    var _DAR = "DeleteApplicationRequest";
    var _DARe = "DeleteApplicationResponse";
    var _DARes = "DescribeApplicationRequest";
    var _DAResc = "DescribeApplicationResponse";
    var _DAe = "DescribeApplication";
    var _DCMPRFPS = "DetachCustomerManagedPolicyReferenceFromPermissionSet";
    var _DCMPRFPSR = "DetachCustomerManagedPolicyReferenceFromPermissionSetRequest";
    var _DCMPRFPSRe = "DetachCustomerManagedPolicyReferenceFromPermissionSetResponse";
    var _DD = "DisplayData";
    var _DI = "DeleteInstance";
    var _DIACAC = "DeleteInstanceAccessControlAttributeConfiguration";
    var _DIACACR = "DeleteInstanceAccessControlAttributeConfigurationRequest";
    var _DIACACRe = "DeleteInstanceAccessControlAttributeConfigurationResponse";
    var _DIACACRes = "DescribeInstanceAccessControlAttributeConfigurationRequest";
    var _DIACACResc = "DescribeInstanceAccessControlAttributeConfigurationResponse";
    var _DIACACe = "DescribeInstanceAccessControlAttributeConfiguration";
    var _DIPFPS = "DeleteInlinePolicyFromPermissionSet";
    var _DIPFPSR = "DeleteInlinePolicyFromPermissionSetRequest";
    var _DIPFPSRe = "DeleteInlinePolicyFromPermissionSetResponse";
    var _DIR = "DeleteInstanceRequest";
    var _DIRe = "DeleteInstanceResponse";
    var _DIRes = "DescribeInstanceRequest";
    var _DIResc = "DescribeInstanceResponse";
    var _DIe = "DescribeInstance";
    var _DMPFPS = "DetachManagedPolicyFromPermissionSet";
    var _DMPFPSR = "DetachManagedPolicyFromPermissionSetRequest";
    var _DMPFPSRe = "DetachManagedPolicyFromPermissionSetResponse";
    var _DN = "DisplayName";
    var _DPBFPS = "DeletePermissionsBoundaryFromPermissionSet";
    var _DPBFPSR = "DeletePermissionsBoundaryFromPermissionSetRequest";
    var _DPBFPSRe = "DeletePermissionsBoundaryFromPermissionSetResponse";
    var _DPS = "DeletePermissionSet";
    var _DPSPS = "DescribePermissionSetProvisioningStatus";
    var _DPSPSR = "DescribePermissionSetProvisioningStatusRequest";
    var _DPSPSRe = "DescribePermissionSetProvisioningStatusResponse";
    var _DPSR = "DeletePermissionSetRequest";
    var _DPSRe = "DeletePermissionSetResponse";
    var _DPSRes = "DescribePermissionSetRequest";
    var _DPSResc = "DescribePermissionSetResponse";
    var _DPSe = "DescribePermissionSet";
    var _DR = "DescribeRegion";
    var _DRR = "DescribeRegionRequest";
    var _DRRe = "DescribeRegionResponse";
    var _DT = "DetailedTitle";
    var _DTTI = "DeleteTrustedTokenIssuer";
    var _DTTIR = "DeleteTrustedTokenIssuerRequest";
    var _DTTIRe = "DeleteTrustedTokenIssuerResponse";
    var _DTTIRes = "DescribeTrustedTokenIssuerRequest";
    var _DTTIResc = "DescribeTrustedTokenIssuerResponse";
    var _DTTIe = "DescribeTrustedTokenIssuer";
    var _EC = "EncryptionConfiguration";
    var _ECD = "EncryptionConfigurationDetails";
    var _ES = "EncryptionStatus";
    var _ESR = "EncryptionStatusReason";
    var _F = "Filter";
    var _FP = "FederationProtocol";
    var _FR = "FailureReason";
    var _G = "Grant";
    var _GAAC = "GetApplicationAssignmentConfiguration";
    var _GAACR = "GetApplicationAssignmentConfigurationRequest";
    var _GAACRe = "GetApplicationAssignmentConfigurationResponse";
    var _GAAM = "GetApplicationAuthenticationMethod";
    var _GAAMR = "GetApplicationAuthenticationMethodRequest";
    var _GAAMRe = "GetApplicationAuthenticationMethodResponse";
    var _GAAS = "GetApplicationAccessScope";
    var _GAASR = "GetApplicationAccessScopeRequest";
    var _GAASRe = "GetApplicationAccessScopeResponse";
    var _GAG = "GetApplicationGrant";
    var _GAGR = "GetApplicationGrantRequest";
    var _GAGRe = "GetApplicationGrantResponse";
    var _GASC = "GetApplicationSessionConfiguration";
    var _GASCR = "GetApplicationSessionConfigurationRequest";
    var _GASCRe = "GetApplicationSessionConfigurationResponse";
    var _GI = "GrantItem";
    var _GIPFPS = "GetInlinePolicyForPermissionSet";
    var _GIPFPSR = "GetInlinePolicyForPermissionSetRequest";
    var _GIPFPSRe = "GetInlinePolicyForPermissionSetResponse";
    var _GPBFPS = "GetPermissionsBoundaryForPermissionSet";
    var _GPBFPSR = "GetPermissionsBoundaryForPermissionSetRequest";
    var _GPBFPSRe = "GetPermissionsBoundaryForPermissionSetResponse";
    var _GT = "GrantType";
    var _Gr = "Grants";
    var _I = "Instances";
    var _IA = "InstanceArn";
    var _IACAC = "InstanceAccessControlAttributeConfiguration";
    var _IAM = "IamAuthenticationMethod";
    var _IL = "InstanceList";
    var _IM = "InstanceMetadata";
    var _IP = "InlinePolicy";
    var _IPR = "IsPrimaryRegion";
    var _ISA = "IdentityStoreArn";
    var _ISAP = "IdentityStoreAttributePath";
    var _ISE = "InternalServerException";
    var _ISI = "IdentityStoreId";
    var _IU = "IconUrl";
    var _IUs = "IssuerUrl";
    var _Ia = "Iam";
    var _JB = "JwtBearer";
    var _JBG = "JwtBearerGrant";
    var _JRO = "JwksRetrievalOption";
    var _K = "Key";
    var _KKA = "KmsKeyArn";
    var _KT = "KeyType";
    var _LA = "ListApplications";
    var _LAA = "ListAccountAssignments";
    var _LAACS = "ListAccountAssignmentCreationStatus";
    var _LAACSR = "ListAccountAssignmentCreationStatusRequest";
    var _LAACSRi = "ListAccountAssignmentCreationStatusResponse";
    var _LAADS = "ListAccountAssignmentDeletionStatus";
    var _LAADSR = "ListAccountAssignmentDeletionStatusRequest";
    var _LAADSRi = "ListAccountAssignmentDeletionStatusResponse";
    var _LAAF = "ListAccountAssignmentsFilter";
    var _LAAFP = "ListAccountAssignmentsForPrincipal";
    var _LAAFPR = "ListAccountAssignmentsForPrincipalRequest";
    var _LAAFPRi = "ListAccountAssignmentsForPrincipalResponse";
    var _LAAFPRis = "ListApplicationAssignmentsForPrincipalRequest";
    var _LAAFPRist = "ListApplicationAssignmentsForPrincipalResponse";
    var _LAAFPi = "ListApplicationAssignmentsForPrincipal";
    var _LAAFi = "ListApplicationAssignmentsFilter";
    var _LAAM = "ListApplicationAuthenticationMethods";
    var _LAAMR = "ListApplicationAuthenticationMethodsRequest";
    var _LAAMRi = "ListApplicationAuthenticationMethodsResponse";
    var _LAAR = "ListAccountAssignmentsRequest";
    var _LAARi = "ListAccountAssignmentsResponse";
    var _LAARis = "ListApplicationAssignmentsRequest";
    var _LAARist = "ListApplicationAssignmentsResponse";
    var _LAAS = "ListApplicationAccessScopes";
    var _LAASR = "ListApplicationAccessScopesRequest";
    var _LAASRi = "ListApplicationAccessScopesResponse";
    var _LAAi = "ListApplicationAssignments";
    var _LAF = "ListApplicationsFilter";
    var _LAFPPS = "ListAccountsForProvisionedPermissionSet";
    var _LAFPPSR = "ListAccountsForProvisionedPermissionSetRequest";
    var _LAFPPSRi = "ListAccountsForProvisionedPermissionSetResponse";
    var _LAG = "ListApplicationGrants";
    var _LAGR = "ListApplicationGrantsRequest";
    var _LAGRi = "ListApplicationGrantsResponse";
    var _LAP = "ListApplicationProviders";
    var _LAPR = "ListApplicationProvidersRequest";
    var _LAPRi = "ListApplicationProvidersResponse";
    var _LAR = "ListApplicationsRequest";
    var _LARi = "ListApplicationsResponse";
    var _LCMPRIPS = "ListCustomerManagedPolicyReferencesInPermissionSet";
    var _LCMPRIPSR = "ListCustomerManagedPolicyReferencesInPermissionSetRequest";
    var _LCMPRIPSRi = "ListCustomerManagedPolicyReferencesInPermissionSetResponse";
    var _LD = "LongDescription";
    var _LI = "ListInstances";
    var _LIR = "ListInstancesRequest";
    var _LIRi = "ListInstancesResponse";
    var _LMPIPS = "ListManagedPoliciesInPermissionSet";
    var _LMPIPSR = "ListManagedPoliciesInPermissionSetRequest";
    var _LMPIPSRi = "ListManagedPoliciesInPermissionSetResponse";
    var _LPS = "ListPermissionSets";
    var _LPSPS = "ListPermissionSetProvisioningStatus";
    var _LPSPSR = "ListPermissionSetProvisioningStatusRequest";
    var _LPSPSRi = "ListPermissionSetProvisioningStatusResponse";
    var _LPSPTA = "ListPermissionSetsProvisionedToAccount";
    var _LPSPTAR = "ListPermissionSetsProvisionedToAccountRequest";
    var _LPSPTARi = "ListPermissionSetsProvisionedToAccountResponse";
    var _LPSR = "ListPermissionSetsRequest";
    var _LPSRi = "ListPermissionSetsResponse";
    var _LR = "ListRegions";
    var _LRR = "ListRegionsRequest";
    var _LRRi = "ListRegionsResponse";
    var _LTFR = "ListTagsForResource";
    var _LTFRR = "ListTagsForResourceRequest";
    var _LTFRRi = "ListTagsForResourceResponse";
    var _LTTI = "ListTrustedTokenIssuers";
    var _LTTIR = "ListTrustedTokenIssuersRequest";
    var _LTTIRi = "ListTrustedTokenIssuersResponse";
    var _M = "Message";
    var _MPA = "ManagedPolicyArn";
    var _MR = "MaxResults";
    var _N = "Name";
    var _NT = "NextToken";
    var _O = "Origin";
    var _OAI = "OwnerAccountId";
    var _OJC = "OidcJwtConfiguration";
    var _OJUC = "OidcJwtUpdateConfiguration";
    var _OSF = "OperationStatusFilter";
    var _P = "Path";
    var _PAAC = "PutApplicationAssignmentConfiguration";
    var _PAACR = "PutApplicationAssignmentConfigurationRequest";
    var _PAACRu = "PutApplicationAssignmentConfigurationResponse";
    var _PAAM = "PutApplicationAuthenticationMethod";
    var _PAAMR = "PutApplicationAuthenticationMethodRequest";
    var _PAAS = "PutApplicationAccessScope";
    var _PAASR = "PutApplicationAccessScopeRequest";
    var _PAG = "PutApplicationGrant";
    var _PAGR = "PutApplicationGrantRequest";
    var _PASC = "PutApplicationSessionConfiguration";
    var _PASCR = "PutApplicationSessionConfigurationRequest";
    var _PASCRu = "PutApplicationSessionConfigurationResponse";
    var _PB = "PermissionsBoundary";
    var _PI = "PrincipalId";
    var _PIPTPS = "PutInlinePolicyToPermissionSet";
    var _PIPTPSR = "PutInlinePolicyToPermissionSetRequest";
    var _PIPTPSRu = "PutInlinePolicyToPermissionSetResponse";
    var _PO = "PortalOptions";
    var _PPBTPS = "PutPermissionsBoundaryToPermissionSet";
    var _PPBTPSR = "PutPermissionsBoundaryToPermissionSetRequest";
    var _PPBTPSRu = "PutPermissionsBoundaryToPermissionSetResponse";
    var _PPS = "ProvisionPermissionSet";
    var _PPSR = "ProvisionPermissionSetRequest";
    var _PPSRI = "ProvisionPermissionSetRequestId";
    var _PPSRr = "ProvisionPermissionSetResponse";
    var _PR = "PrimaryRegion";
    var _PS = "PermissionSet";
    var _PSA = "PermissionSetArn";
    var _PSE = "PermissionSetsEnabled";
    var _PSPS = "PermissionSetProvisioningStatus";
    var _PSPSL = "PermissionSetProvisioningStatusList";
    var _PSPSM = "PermissionSetProvisioningStatusMetadata";
    var _PSPSe = "PermissionSetsProvisioningStatus";
    var _PSe = "PermissionSets";
    var _PSr = "ProvisioningStatus";
    var _PT = "PrincipalType";
    var _R = "Reason";
    var _RA = "ResourceArn";
    var _RI = "RequestId";
    var _RM = "RegionMetadata";
    var _RML = "RegionMetadataList";
    var _RN = "RegionName";
    var _RNFE = "ResourceNotFoundException";
    var _RR = "RemoveRegion";
    var _RRR = "RemoveRegionRequest";
    var _RRRe = "RemoveRegionResponse";
    var _RS = "RelayState";
    var _RSC = "ResourceServerConfig";
    var _RSS = "ResourceServerScopes";
    var _RSSD = "ResourceServerScopeDetails";
    var _RT = "RefreshToken";
    var _RTG = "RefreshTokenGrant";
    var _RU = "RedirectUris";
    var _Re = "Regions";
    var _S = "Source";
    var _SD = "SessionDuration";
    var _SDc = "ScopeDetails";
    var _SIO = "SignInOptions";
    var _SQEE = "ServiceQuotaExceededException";
    var _SR = "StatusReason";
    var _Sc = "Scope";
    var _Sco = "Scopes";
    var _St = "Status";
    var _T = "Tags";
    var _TE = "ThrottlingException";
    var _TEG = "TokenExchangeGrant";
    var _TEo = "TokenExchange";
    var _TI = "TargetId";
    var _TK = "TagKeys";
    var _TL = "TagList";
    var _TR = "TagResource";
    var _TRR = "TagResourceRequest";
    var _TRRa = "TagResourceResponse";
    var _TT = "TargetType";
    var _TTI = "TrustedTokenIssuers";
    var _TTIA = "TrustedTokenIssuerArn";
    var _TTIC = "TrustedTokenIssuerConfiguration";
    var _TTIL = "TrustedTokenIssuerList";
    var _TTIM = "TrustedTokenIssuerMetadata";
    var _TTIT = "TrustedTokenIssuerType";
    var _TTIUC = "TrustedTokenIssuerUpdateConfiguration";
    var _Ta = "Tag";
    var _UA = "UpdateApplication";
    var _UAPO = "UpdateApplicationPortalOptions";
    var _UAR = "UpdateApplicationRequest";
    var _UARp = "UpdateApplicationResponse";
    var _UBSAS = "UserBackgroundSessionApplicationStatus";
    var _UI = "UpdateInstance";
    var _UIACAC = "UpdateInstanceAccessControlAttributeConfiguration";
    var _UIACACR = "UpdateInstanceAccessControlAttributeConfigurationRequest";
    var _UIACACRp = "UpdateInstanceAccessControlAttributeConfigurationResponse";
    var _UIR = "UpdateInstanceRequest";
    var _UIRp = "UpdateInstanceResponse";
    var _UPS = "UpdatePermissionSet";
    var _UPSR = "UpdatePermissionSetRequest";
    var _UPSRp = "UpdatePermissionSetResponse";
    var _UR = "UntagResource";
    var _URR = "UntagResourceRequest";
    var _URRn = "UntagResourceResponse";
    var _UTTI = "UpdateTrustedTokenIssuer";
    var _UTTIR = "UpdateTrustedTokenIssuerRequest";
    var _UTTIRp = "UpdateTrustedTokenIssuerResponse";
    var _V = "Value";
    var _VE = "ValidationException";
    var _Vi = "Visibility";
    var _c = "client";
    var _e = "error";
    var _hE = "httpError";
    var _s = "smithy.ts.sdk.synthetic.com.amazonaws.ssoadmin";
    var _se = "server";
    var n0 = "com.amazonaws.ssoadmin";
    var _s_registry = new TypeRegistry(_s);
    var SSOAdminServiceException$ = [-3, _s, "SSOAdminServiceException", 0, [], []];
    _s_registry.registerError(SSOAdminServiceException$, SSOAdminServiceException);
    var n0_registry = new TypeRegistry(n0);
    var AccessDeniedException$ = [
      -3,
      n0,
      _ADE,
      { [_e]: _c, [_hE]: 403 },
      [_M, _R],
      [0, 0]
    ];
    n0_registry.registerError(AccessDeniedException$, AccessDeniedException);
    var ConflictException$ = [
      -3,
      n0,
      _CE,
      { [_e]: _c, [_hE]: 409 },
      [_M],
      [0]
    ];
    n0_registry.registerError(ConflictException$, ConflictException);
    var InternalServerException$ = [
      -3,
      n0,
      _ISE,
      { [_e]: _se, [_hE]: 500 },
      [_M],
      [0]
    ];
    n0_registry.registerError(InternalServerException$, InternalServerException);
    var ResourceNotFoundException$ = [
      -3,
      n0,
      _RNFE,
      { [_e]: _c, [_hE]: 404 },
      [_M, _R],
      [0, 0]
    ];
    n0_registry.registerError(ResourceNotFoundException$, ResourceNotFoundException);
    var ServiceQuotaExceededException$ = [
      -3,
      n0,
      _SQEE,
      { [_e]: _c, [_hE]: 402 },
      [_M],
      [0]
    ];
    n0_registry.registerError(ServiceQuotaExceededException$, ServiceQuotaExceededException);
    var ThrottlingException$ = [
      -3,
      n0,
      _TE,
      { [_e]: _c, [_hE]: 429 },
      [_M, _R],
      [0, 0]
    ];
    n0_registry.registerError(ThrottlingException$, ThrottlingException);
    var ValidationException$ = [
      -3,
      n0,
      _VE,
      { [_e]: _c, [_hE]: 400 },
      [_M, _R],
      [0, 0]
    ];
    n0_registry.registerError(ValidationException$, ValidationException);
    var errorTypeRegistries = [
      _s_registry,
      n0_registry
    ];
    var AccessControlAttribute$ = [
      3,
      n0,
      _ACA,
      0,
      [_K, _V],
      [0, () => AccessControlAttributeValue$],
      2
    ];
    var AccessControlAttributeValue$ = [
      3,
      n0,
      _ACAV,
      0,
      [_S],
      [64 | 0],
      1
    ];
    var AccountAssignment$ = [
      3,
      n0,
      _AA,
      0,
      [_AI, _PSA, _PT, _PI],
      [0, 0, 0, 0]
    ];
    var AccountAssignmentForPrincipal$ = [
      3,
      n0,
      _AAFP,
      0,
      [_AI, _PSA, _PI, _PT],
      [0, 0, 0, 0]
    ];
    var AccountAssignmentOperationStatus$ = [
      3,
      n0,
      _AAOS,
      0,
      [_St, _RI, _FR, _TI, _TT, _PSA, _PT, _PI, _CD],
      [0, 0, 0, 0, 0, 0, 0, 0, 4]
    ];
    var AccountAssignmentOperationStatusMetadata$ = [
      3,
      n0,
      _AAOSM,
      0,
      [_St, _RI, _CD],
      [0, 0, 4]
    ];
    var AddRegionRequest$ = [
      3,
      n0,
      _ARR,
      0,
      [_IA, _RN],
      [0, 0],
      2
    ];
    var AddRegionResponse$ = [
      3,
      n0,
      _ARRd,
      0,
      [_St],
      [0]
    ];
    var Application$ = [
      3,
      n0,
      _A,
      0,
      [_AAp, _APA, _N, _AApp, _IA, _ISA, _St, _PO, _D, _CD, _CF],
      [0, 0, 0, 0, 0, 0, 0, () => PortalOptions$, 0, 4, 0]
    ];
    var ApplicationAssignment$ = [
      3,
      n0,
      _AAppl,
      0,
      [_AAp, _PI, _PT],
      [0, 0, 0],
      3
    ];
    var ApplicationAssignmentForPrincipal$ = [
      3,
      n0,
      _AAFPp,
      0,
      [_AAp, _PI, _PT],
      [0, 0, 0]
    ];
    var ApplicationProvider$ = [
      3,
      n0,
      _AP,
      0,
      [_APA, _FP, _DD, _RSC],
      [0, 0, () => DisplayData$, () => ResourceServerConfig$],
      1
    ];
    var AttachCustomerManagedPolicyReferenceToPermissionSetRequest$ = [
      3,
      n0,
      _ACMPRTPSR,
      0,
      [_IA, _PSA, _CMPR],
      [0, 0, () => CustomerManagedPolicyReference$],
      3
    ];
    var AttachCustomerManagedPolicyReferenceToPermissionSetResponse$ = [
      3,
      n0,
      _ACMPRTPSRt,
      0,
      [],
      []
    ];
    var AttachedManagedPolicy$ = [
      3,
      n0,
      _AMP,
      0,
      [_N, _Ar],
      [0, 0]
    ];
    var AttachManagedPolicyToPermissionSetRequest$ = [
      3,
      n0,
      _AMPTPSR,
      0,
      [_IA, _PSA, _MPA],
      [0, 0, 0],
      3
    ];
    var AttachManagedPolicyToPermissionSetResponse$ = [
      3,
      n0,
      _AMPTPSRt,
      0,
      [],
      []
    ];
    var AuthenticationMethodItem$ = [
      3,
      n0,
      _AMI,
      0,
      [_AMT, _AM],
      [0, () => AuthenticationMethod$]
    ];
    var AuthorizationCodeGrant$ = [
      3,
      n0,
      _ACG,
      0,
      [_RU],
      [64 | 0]
    ];
    var AuthorizedTokenIssuer$ = [
      3,
      n0,
      _ATI,
      0,
      [_TTIA, _AAu],
      [0, 64 | 0]
    ];
    var CreateAccountAssignmentRequest$ = [
      3,
      n0,
      _CAAR,
      0,
      [_IA, _TI, _TT, _PSA, _PT, _PI],
      [0, 0, 0, 0, 0, 0],
      6
    ];
    var CreateAccountAssignmentResponse$ = [
      3,
      n0,
      _CAARr,
      0,
      [_AACS],
      [() => AccountAssignmentOperationStatus$]
    ];
    var CreateApplicationAssignmentRequest$ = [
      3,
      n0,
      _CAARre,
      0,
      [_AAp, _PI, _PT],
      [0, 0, 0],
      3
    ];
    var CreateApplicationAssignmentResponse$ = [
      3,
      n0,
      _CAARrea,
      0,
      [],
      []
    ];
    var CreateApplicationRequest$ = [
      3,
      n0,
      _CAR,
      0,
      [_IA, _APA, _N, _D, _PO, _T, _St, _CT],
      [0, 0, 0, 0, () => PortalOptions$, () => TagList, 0, [0, 4]],
      3
    ];
    var CreateApplicationResponse$ = [
      3,
      n0,
      _CARr,
      0,
      [_AAp, _IA, _ISA],
      [0, 0, 0]
    ];
    var CreateInstanceAccessControlAttributeConfigurationRequest$ = [
      3,
      n0,
      _CIACACR,
      0,
      [_IA, _IACAC],
      [0, () => InstanceAccessControlAttributeConfiguration$],
      2
    ];
    var CreateInstanceAccessControlAttributeConfigurationResponse$ = [
      3,
      n0,
      _CIACACRr,
      0,
      [],
      []
    ];
    var CreateInstanceRequest$ = [
      3,
      n0,
      _CIR,
      0,
      [_N, _CT, _T],
      [0, [0, 4], () => TagList]
    ];
    var CreateInstanceResponse$ = [
      3,
      n0,
      _CIRr,
      0,
      [_IA],
      [0]
    ];
    var CreatePermissionSetRequest$ = [
      3,
      n0,
      _CPSR,
      0,
      [_N, _IA, _D, _SD, _RS, _T],
      [0, 0, 0, 0, 0, () => TagList],
      2
    ];
    var CreatePermissionSetResponse$ = [
      3,
      n0,
      _CPSRr,
      0,
      [_PS],
      [() => PermissionSet$]
    ];
    var CreateTrustedTokenIssuerRequest$ = [
      3,
      n0,
      _CTTIR,
      0,
      [_IA, _N, _TTIT, _TTIC, _CT, _T],
      [0, 0, 0, () => TrustedTokenIssuerConfiguration$, [0, 4], () => TagList],
      4
    ];
    var CreateTrustedTokenIssuerResponse$ = [
      3,
      n0,
      _CTTIRr,
      0,
      [_TTIA],
      [0]
    ];
    var CustomerManagedPolicyReference$ = [
      3,
      n0,
      _CMPR,
      0,
      [_N, _P],
      [0, 0],
      1
    ];
    var DeleteAccountAssignmentRequest$ = [
      3,
      n0,
      _DAAR,
      0,
      [_IA, _TI, _TT, _PSA, _PT, _PI],
      [0, 0, 0, 0, 0, 0],
      6
    ];
    var DeleteAccountAssignmentResponse$ = [
      3,
      n0,
      _DAARe,
      0,
      [_AADS],
      [() => AccountAssignmentOperationStatus$]
    ];
    var DeleteApplicationAccessScopeRequest$ = [
      3,
      n0,
      _DAASR,
      0,
      [_AAp, _Sc],
      [0, 0],
      2
    ];
    var DeleteApplicationAssignmentRequest$ = [
      3,
      n0,
      _DAARel,
      0,
      [_AAp, _PI, _PT],
      [0, 0, 0],
      3
    ];
    var DeleteApplicationAssignmentResponse$ = [
      3,
      n0,
      _DAARele,
      0,
      [],
      []
    ];
    var DeleteApplicationAuthenticationMethodRequest$ = [
      3,
      n0,
      _DAAMR,
      0,
      [_AAp, _AMT],
      [0, 0],
      2
    ];
    var DeleteApplicationGrantRequest$ = [
      3,
      n0,
      _DAGR,
      0,
      [_AAp, _GT],
      [0, 0],
      2
    ];
    var DeleteApplicationRequest$ = [
      3,
      n0,
      _DAR,
      0,
      [_AAp],
      [0],
      1
    ];
    var DeleteApplicationResponse$ = [
      3,
      n0,
      _DARe,
      0,
      [],
      []
    ];
    var DeleteInlinePolicyFromPermissionSetRequest$ = [
      3,
      n0,
      _DIPFPSR,
      0,
      [_IA, _PSA],
      [0, 0],
      2
    ];
    var DeleteInlinePolicyFromPermissionSetResponse$ = [
      3,
      n0,
      _DIPFPSRe,
      0,
      [],
      []
    ];
    var DeleteInstanceAccessControlAttributeConfigurationRequest$ = [
      3,
      n0,
      _DIACACR,
      0,
      [_IA],
      [0],
      1
    ];
    var DeleteInstanceAccessControlAttributeConfigurationResponse$ = [
      3,
      n0,
      _DIACACRe,
      0,
      [],
      []
    ];
    var DeleteInstanceRequest$ = [
      3,
      n0,
      _DIR,
      0,
      [_IA],
      [0],
      1
    ];
    var DeleteInstanceResponse$ = [
      3,
      n0,
      _DIRe,
      0,
      [],
      []
    ];
    var DeletePermissionsBoundaryFromPermissionSetRequest$ = [
      3,
      n0,
      _DPBFPSR,
      0,
      [_IA, _PSA],
      [0, 0],
      2
    ];
    var DeletePermissionsBoundaryFromPermissionSetResponse$ = [
      3,
      n0,
      _DPBFPSRe,
      0,
      [],
      []
    ];
    var DeletePermissionSetRequest$ = [
      3,
      n0,
      _DPSR,
      0,
      [_IA, _PSA],
      [0, 0],
      2
    ];
    var DeletePermissionSetResponse$ = [
      3,
      n0,
      _DPSRe,
      0,
      [],
      []
    ];
    var DeleteTrustedTokenIssuerRequest$ = [
      3,
      n0,
      _DTTIR,
      0,
      [_TTIA],
      [0],
      1
    ];
    var DeleteTrustedTokenIssuerResponse$ = [
      3,
      n0,
      _DTTIRe,
      0,
      [],
      []
    ];
    var DescribeAccountAssignmentCreationStatusRequest$ = [
      3,
      n0,
      _DAACSR,
      0,
      [_IA, _AACRI],
      [0, 0],
      2
    ];
    var DescribeAccountAssignmentCreationStatusResponse$ = [
      3,
      n0,
      _DAACSRe,
      0,
      [_AACS],
      [() => AccountAssignmentOperationStatus$]
    ];
    var DescribeAccountAssignmentDeletionStatusRequest$ = [
      3,
      n0,
      _DAADSR,
      0,
      [_IA, _AADRI],
      [0, 0],
      2
    ];
    var DescribeAccountAssignmentDeletionStatusResponse$ = [
      3,
      n0,
      _DAADSRe,
      0,
      [_AADS],
      [() => AccountAssignmentOperationStatus$]
    ];
    var DescribeApplicationAssignmentRequest$ = [
      3,
      n0,
      _DAARes,
      0,
      [_AAp, _PI, _PT],
      [0, 0, 0],
      3
    ];
    var DescribeApplicationAssignmentResponse$ = [
      3,
      n0,
      _DAAResc,
      0,
      [_PT, _PI, _AAp],
      [0, 0, 0]
    ];
    var DescribeApplicationProviderRequest$ = [
      3,
      n0,
      _DAPR,
      0,
      [_APA],
      [0],
      1
    ];
    var DescribeApplicationProviderResponse$ = [
      3,
      n0,
      _DAPRe,
      0,
      [_APA, _FP, _DD, _RSC],
      [0, 0, () => DisplayData$, () => ResourceServerConfig$],
      1
    ];
    var DescribeApplicationRequest$ = [
      3,
      n0,
      _DARes,
      0,
      [_AAp],
      [0],
      1
    ];
    var DescribeApplicationResponse$ = [
      3,
      n0,
      _DAResc,
      0,
      [_AAp, _APA, _N, _AApp, _IA, _ISA, _St, _PO, _D, _CD, _CF],
      [0, 0, 0, 0, 0, 0, 0, () => PortalOptions$, 0, 4, 0]
    ];
    var DescribeInstanceAccessControlAttributeConfigurationRequest$ = [
      3,
      n0,
      _DIACACRes,
      0,
      [_IA],
      [0],
      1
    ];
    var DescribeInstanceAccessControlAttributeConfigurationResponse$ = [
      3,
      n0,
      _DIACACResc,
      0,
      [_St, _SR, _IACAC],
      [0, 0, () => InstanceAccessControlAttributeConfiguration$]
    ];
    var DescribeInstanceRequest$ = [
      3,
      n0,
      _DIRes,
      0,
      [_IA],
      [0],
      1
    ];
    var DescribeInstanceResponse$ = [
      3,
      n0,
      _DIResc,
      0,
      [_IA, _ISI, _ISA, _OAI, _N, _CD, _St, _SR, _PR, _Re, _ECD, _PSE],
      [0, 0, 0, 0, 0, 4, 0, 0, 0, () => RegionMetadataList, () => EncryptionConfigurationDetails$, 2]
    ];
    var DescribePermissionSetProvisioningStatusRequest$ = [
      3,
      n0,
      _DPSPSR,
      0,
      [_IA, _PPSRI],
      [0, 0],
      2
    ];
    var DescribePermissionSetProvisioningStatusResponse$ = [
      3,
      n0,
      _DPSPSRe,
      0,
      [_PSPS],
      [() => PermissionSetProvisioningStatus$]
    ];
    var DescribePermissionSetRequest$ = [
      3,
      n0,
      _DPSRes,
      0,
      [_IA, _PSA],
      [0, 0],
      2
    ];
    var DescribePermissionSetResponse$ = [
      3,
      n0,
      _DPSResc,
      0,
      [_PS],
      [() => PermissionSet$]
    ];
    var DescribeRegionRequest$ = [
      3,
      n0,
      _DRR,
      0,
      [_IA, _RN],
      [0, 0],
      2
    ];
    var DescribeRegionResponse$ = [
      3,
      n0,
      _DRRe,
      0,
      [_RN, _St, _AD, _IPR],
      [0, 0, 4, 2]
    ];
    var DescribeTrustedTokenIssuerRequest$ = [
      3,
      n0,
      _DTTIRes,
      0,
      [_TTIA],
      [0],
      1
    ];
    var DescribeTrustedTokenIssuerResponse$ = [
      3,
      n0,
      _DTTIResc,
      0,
      [_TTIA, _N, _TTIT, _TTIC],
      [0, 0, 0, () => TrustedTokenIssuerConfiguration$]
    ];
    var DetachCustomerManagedPolicyReferenceFromPermissionSetRequest$ = [
      3,
      n0,
      _DCMPRFPSR,
      0,
      [_IA, _PSA, _CMPR],
      [0, 0, () => CustomerManagedPolicyReference$],
      3
    ];
    var DetachCustomerManagedPolicyReferenceFromPermissionSetResponse$ = [
      3,
      n0,
      _DCMPRFPSRe,
      0,
      [],
      []
    ];
    var DetachManagedPolicyFromPermissionSetRequest$ = [
      3,
      n0,
      _DMPFPSR,
      0,
      [_IA, _PSA, _MPA],
      [0, 0, 0],
      3
    ];
    var DetachManagedPolicyFromPermissionSetResponse$ = [
      3,
      n0,
      _DMPFPSRe,
      0,
      [],
      []
    ];
    var DisplayData$ = [
      3,
      n0,
      _DD,
      0,
      [_DN, _IU, _D],
      [0, 0, 0]
    ];
    var EncryptionConfiguration$ = [
      3,
      n0,
      _EC,
      0,
      [_KT, _KKA],
      [0, 0],
      1
    ];
    var EncryptionConfigurationDetails$ = [
      3,
      n0,
      _ECD,
      0,
      [_KT, _KKA, _ES, _ESR],
      [0, 0, 0, 0]
    ];
    var GetApplicationAccessScopeRequest$ = [
      3,
      n0,
      _GAASR,
      0,
      [_AAp, _Sc],
      [0, 0],
      2
    ];
    var GetApplicationAccessScopeResponse$ = [
      3,
      n0,
      _GAASRe,
      0,
      [_Sc, _AT],
      [0, 64 | 0],
      1
    ];
    var GetApplicationAssignmentConfigurationRequest$ = [
      3,
      n0,
      _GAACR,
      0,
      [_AAp],
      [0],
      1
    ];
    var GetApplicationAssignmentConfigurationResponse$ = [
      3,
      n0,
      _GAACRe,
      0,
      [_AR],
      [2],
      1
    ];
    var GetApplicationAuthenticationMethodRequest$ = [
      3,
      n0,
      _GAAMR,
      0,
      [_AAp, _AMT],
      [0, 0],
      2
    ];
    var GetApplicationAuthenticationMethodResponse$ = [
      3,
      n0,
      _GAAMRe,
      0,
      [_AM],
      [() => AuthenticationMethod$]
    ];
    var GetApplicationGrantRequest$ = [
      3,
      n0,
      _GAGR,
      0,
      [_AAp, _GT],
      [0, 0],
      2
    ];
    var GetApplicationGrantResponse$ = [
      3,
      n0,
      _GAGRe,
      0,
      [_G],
      [() => Grant$],
      1
    ];
    var GetApplicationSessionConfigurationRequest$ = [
      3,
      n0,
      _GASCR,
      0,
      [_AAp],
      [0],
      1
    ];
    var GetApplicationSessionConfigurationResponse$ = [
      3,
      n0,
      _GASCRe,
      0,
      [_UBSAS],
      [0]
    ];
    var GetInlinePolicyForPermissionSetRequest$ = [
      3,
      n0,
      _GIPFPSR,
      0,
      [_IA, _PSA],
      [0, 0],
      2
    ];
    var GetInlinePolicyForPermissionSetResponse$ = [
      3,
      n0,
      _GIPFPSRe,
      0,
      [_IP],
      [0]
    ];
    var GetPermissionsBoundaryForPermissionSetRequest$ = [
      3,
      n0,
      _GPBFPSR,
      0,
      [_IA, _PSA],
      [0, 0],
      2
    ];
    var GetPermissionsBoundaryForPermissionSetResponse$ = [
      3,
      n0,
      _GPBFPSRe,
      0,
      [_PB],
      [() => PermissionsBoundary$]
    ];
    var GrantItem$ = [
      3,
      n0,
      _GI,
      0,
      [_GT, _G],
      [0, () => Grant$],
      2
    ];
    var IamAuthenticationMethod$ = [
      3,
      n0,
      _IAM,
      0,
      [_APc],
      [15],
      1
    ];
    var InstanceAccessControlAttributeConfiguration$ = [
      3,
      n0,
      _IACAC,
      0,
      [_ACAc],
      [() => AccessControlAttributeList],
      1
    ];
    var InstanceMetadata$ = [
      3,
      n0,
      _IM,
      0,
      [_IA, _ISI, _ISA, _OAI, _N, _CD, _St, _SR, _PR, _Re],
      [0, 0, 0, 0, 0, 4, 0, 0, 0, () => RegionMetadataList]
    ];
    var JwtBearerGrant$ = [
      3,
      n0,
      _JBG,
      0,
      [_ATIu],
      [() => AuthorizedTokenIssuers]
    ];
    var ListAccountAssignmentCreationStatusRequest$ = [
      3,
      n0,
      _LAACSR,
      0,
      [_IA, _MR, _NT, _F],
      [0, 1, 0, () => OperationStatusFilter$],
      1
    ];
    var ListAccountAssignmentCreationStatusResponse$ = [
      3,
      n0,
      _LAACSRi,
      0,
      [_AACSc, _NT],
      [() => AccountAssignmentOperationStatusList, 0]
    ];
    var ListAccountAssignmentDeletionStatusRequest$ = [
      3,
      n0,
      _LAADSR,
      0,
      [_IA, _MR, _NT, _F],
      [0, 1, 0, () => OperationStatusFilter$],
      1
    ];
    var ListAccountAssignmentDeletionStatusResponse$ = [
      3,
      n0,
      _LAADSRi,
      0,
      [_AADSc, _NT],
      [() => AccountAssignmentOperationStatusList, 0]
    ];
    var ListAccountAssignmentsFilter$ = [
      3,
      n0,
      _LAAF,
      0,
      [_AI],
      [0]
    ];
    var ListAccountAssignmentsForPrincipalRequest$ = [
      3,
      n0,
      _LAAFPR,
      0,
      [_IA, _PI, _PT, _F, _NT, _MR],
      [0, 0, 0, () => ListAccountAssignmentsFilter$, 0, 1],
      3
    ];
    var ListAccountAssignmentsForPrincipalResponse$ = [
      3,
      n0,
      _LAAFPRi,
      0,
      [_AAc, _NT],
      [() => AccountAssignmentListForPrincipal, 0]
    ];
    var ListAccountAssignmentsRequest$ = [
      3,
      n0,
      _LAAR,
      0,
      [_IA, _AI, _PSA, _MR, _NT],
      [0, 0, 0, 1, 0],
      3
    ];
    var ListAccountAssignmentsResponse$ = [
      3,
      n0,
      _LAARi,
      0,
      [_AAc, _NT],
      [() => AccountAssignmentList, 0]
    ];
    var ListAccountsForProvisionedPermissionSetRequest$ = [
      3,
      n0,
      _LAFPPSR,
      0,
      [_IA, _PSA, _PSr, _MR, _NT],
      [0, 0, 0, 1, 0],
      2
    ];
    var ListAccountsForProvisionedPermissionSetResponse$ = [
      3,
      n0,
      _LAFPPSRi,
      0,
      [_AIc, _NT],
      [64 | 0, 0]
    ];
    var ListApplicationAccessScopesRequest$ = [
      3,
      n0,
      _LAASR,
      0,
      [_AAp, _MR, _NT],
      [0, 1, 0],
      1
    ];
    var ListApplicationAccessScopesResponse$ = [
      3,
      n0,
      _LAASRi,
      0,
      [_Sco, _NT],
      [() => Scopes, 0],
      1
    ];
    var ListApplicationAssignmentsFilter$ = [
      3,
      n0,
      _LAAFi,
      0,
      [_AAp],
      [0]
    ];
    var ListApplicationAssignmentsForPrincipalRequest$ = [
      3,
      n0,
      _LAAFPRis,
      0,
      [_IA, _PI, _PT, _F, _NT, _MR],
      [0, 0, 0, () => ListApplicationAssignmentsFilter$, 0, 1],
      3
    ];
    var ListApplicationAssignmentsForPrincipalResponse$ = [
      3,
      n0,
      _LAAFPRist,
      0,
      [_AAppli, _NT],
      [() => ApplicationAssignmentListForPrincipal, 0]
    ];
    var ListApplicationAssignmentsRequest$ = [
      3,
      n0,
      _LAARis,
      0,
      [_AAp, _MR, _NT],
      [0, 1, 0],
      1
    ];
    var ListApplicationAssignmentsResponse$ = [
      3,
      n0,
      _LAARist,
      0,
      [_AAppli, _NT],
      [() => ApplicationAssignmentsList, 0]
    ];
    var ListApplicationAuthenticationMethodsRequest$ = [
      3,
      n0,
      _LAAMR,
      0,
      [_AAp, _NT],
      [0, 0],
      1
    ];
    var ListApplicationAuthenticationMethodsResponse$ = [
      3,
      n0,
      _LAAMRi,
      0,
      [_AMu, _NT],
      [() => AuthenticationMethods, 0]
    ];
    var ListApplicationGrantsRequest$ = [
      3,
      n0,
      _LAGR,
      0,
      [_AAp, _NT],
      [0, 0],
      1
    ];
    var ListApplicationGrantsResponse$ = [
      3,
      n0,
      _LAGRi,
      0,
      [_Gr, _NT],
      [() => Grants, 0],
      1
    ];
    var ListApplicationProvidersRequest$ = [
      3,
      n0,
      _LAPR,
      0,
      [_MR, _NT],
      [1, 0]
    ];
    var ListApplicationProvidersResponse$ = [
      3,
      n0,
      _LAPRi,
      0,
      [_APp, _NT],
      [() => ApplicationProviderList, 0]
    ];
    var ListApplicationsFilter$ = [
      3,
      n0,
      _LAF,
      0,
      [_AApp, _AP],
      [0, 0]
    ];
    var ListApplicationsRequest$ = [
      3,
      n0,
      _LAR,
      0,
      [_IA, _MR, _NT, _F],
      [0, 1, 0, () => ListApplicationsFilter$],
      1
    ];
    var ListApplicationsResponse$ = [
      3,
      n0,
      _LARi,
      0,
      [_Ap, _NT],
      [() => ApplicationList, 0]
    ];
    var ListCustomerManagedPolicyReferencesInPermissionSetRequest$ = [
      3,
      n0,
      _LCMPRIPSR,
      0,
      [_IA, _PSA, _MR, _NT],
      [0, 0, 1, 0],
      2
    ];
    var ListCustomerManagedPolicyReferencesInPermissionSetResponse$ = [
      3,
      n0,
      _LCMPRIPSRi,
      0,
      [_CMPRu, _NT],
      [() => CustomerManagedPolicyReferenceList, 0]
    ];
    var ListInstancesRequest$ = [
      3,
      n0,
      _LIR,
      0,
      [_MR, _NT],
      [1, 0]
    ];
    var ListInstancesResponse$ = [
      3,
      n0,
      _LIRi,
      0,
      [_I, _NT],
      [() => InstanceList, 0]
    ];
    var ListManagedPoliciesInPermissionSetRequest$ = [
      3,
      n0,
      _LMPIPSR,
      0,
      [_IA, _PSA, _MR, _NT],
      [0, 0, 1, 0],
      2
    ];
    var ListManagedPoliciesInPermissionSetResponse$ = [
      3,
      n0,
      _LMPIPSRi,
      0,
      [_AMPt, _NT],
      [() => AttachedManagedPolicyList, 0]
    ];
    var ListPermissionSetProvisioningStatusRequest$ = [
      3,
      n0,
      _LPSPSR,
      0,
      [_IA, _MR, _NT, _F],
      [0, 1, 0, () => OperationStatusFilter$],
      1
    ];
    var ListPermissionSetProvisioningStatusResponse$ = [
      3,
      n0,
      _LPSPSRi,
      0,
      [_PSPSe, _NT],
      [() => PermissionSetProvisioningStatusList, 0]
    ];
    var ListPermissionSetsProvisionedToAccountRequest$ = [
      3,
      n0,
      _LPSPTAR,
      0,
      [_IA, _AI, _PSr, _MR, _NT],
      [0, 0, 0, 1, 0],
      2
    ];
    var ListPermissionSetsProvisionedToAccountResponse$ = [
      3,
      n0,
      _LPSPTARi,
      0,
      [_NT, _PSe],
      [0, 64 | 0]
    ];
    var ListPermissionSetsRequest$ = [
      3,
      n0,
      _LPSR,
      0,
      [_IA, _NT, _MR],
      [0, 0, 1],
      1
    ];
    var ListPermissionSetsResponse$ = [
      3,
      n0,
      _LPSRi,
      0,
      [_PSe, _NT],
      [64 | 0, 0]
    ];
    var ListRegionsRequest$ = [
      3,
      n0,
      _LRR,
      0,
      [_IA, _MR, _NT],
      [0, 1, 0],
      1
    ];
    var ListRegionsResponse$ = [
      3,
      n0,
      _LRRi,
      0,
      [_Re, _NT],
      [() => RegionMetadataList, 0]
    ];
    var ListTagsForResourceRequest$ = [
      3,
      n0,
      _LTFRR,
      0,
      [_RA, _IA, _NT],
      [0, 0, 0],
      1
    ];
    var ListTagsForResourceResponse$ = [
      3,
      n0,
      _LTFRRi,
      0,
      [_T, _NT],
      [() => TagList, 0]
    ];
    var ListTrustedTokenIssuersRequest$ = [
      3,
      n0,
      _LTTIR,
      0,
      [_IA, _MR, _NT],
      [0, 1, 0],
      1
    ];
    var ListTrustedTokenIssuersResponse$ = [
      3,
      n0,
      _LTTIRi,
      0,
      [_TTI, _NT],
      [() => TrustedTokenIssuerList, 0]
    ];
    var OidcJwtConfiguration$ = [
      3,
      n0,
      _OJC,
      0,
      [_IUs, _CAP, _ISAP, _JRO],
      [0, 0, 0, 0],
      4
    ];
    var OidcJwtUpdateConfiguration$ = [
      3,
      n0,
      _OJUC,
      0,
      [_CAP, _ISAP, _JRO],
      [0, 0, 0]
    ];
    var OperationStatusFilter$ = [
      3,
      n0,
      _OSF,
      0,
      [_St],
      [0]
    ];
    var PermissionsBoundary$ = [
      3,
      n0,
      _PB,
      0,
      [_CMPR, _MPA],
      [() => CustomerManagedPolicyReference$, 0]
    ];
    var PermissionSet$ = [
      3,
      n0,
      _PS,
      0,
      [_N, _PSA, _D, _CD, _SD, _RS],
      [0, 0, 0, 4, 0, 0]
    ];
    var PermissionSetProvisioningStatus$ = [
      3,
      n0,
      _PSPS,
      0,
      [_St, _RI, _AI, _PSA, _FR, _CD],
      [0, 0, 0, 0, 0, 4]
    ];
    var PermissionSetProvisioningStatusMetadata$ = [
      3,
      n0,
      _PSPSM,
      0,
      [_St, _RI, _CD],
      [0, 0, 4]
    ];
    var PortalOptions$ = [
      3,
      n0,
      _PO,
      0,
      [_SIO, _Vi],
      [() => SignInOptions$, 0]
    ];
    var ProvisionPermissionSetRequest$ = [
      3,
      n0,
      _PPSR,
      0,
      [_IA, _PSA, _TT, _TI],
      [0, 0, 0, 0],
      3
    ];
    var ProvisionPermissionSetResponse$ = [
      3,
      n0,
      _PPSRr,
      0,
      [_PSPS],
      [() => PermissionSetProvisioningStatus$]
    ];
    var PutApplicationAccessScopeRequest$ = [
      3,
      n0,
      _PAASR,
      0,
      [_Sc, _AAp, _AT],
      [0, 0, 64 | 0],
      2
    ];
    var PutApplicationAssignmentConfigurationRequest$ = [
      3,
      n0,
      _PAACR,
      0,
      [_AAp, _AR],
      [0, 2],
      2
    ];
    var PutApplicationAssignmentConfigurationResponse$ = [
      3,
      n0,
      _PAACRu,
      0,
      [],
      []
    ];
    var PutApplicationAuthenticationMethodRequest$ = [
      3,
      n0,
      _PAAMR,
      0,
      [_AAp, _AMT, _AM],
      [0, 0, () => AuthenticationMethod$],
      3
    ];
    var PutApplicationGrantRequest$ = [
      3,
      n0,
      _PAGR,
      0,
      [_AAp, _GT, _G],
      [0, 0, () => Grant$],
      3
    ];
    var PutApplicationSessionConfigurationRequest$ = [
      3,
      n0,
      _PASCR,
      0,
      [_AAp, _UBSAS],
      [0, 0],
      1
    ];
    var PutApplicationSessionConfigurationResponse$ = [
      3,
      n0,
      _PASCRu,
      0,
      [],
      []
    ];
    var PutInlinePolicyToPermissionSetRequest$ = [
      3,
      n0,
      _PIPTPSR,
      0,
      [_IA, _PSA, _IP],
      [0, 0, 0],
      3
    ];
    var PutInlinePolicyToPermissionSetResponse$ = [
      3,
      n0,
      _PIPTPSRu,
      0,
      [],
      []
    ];
    var PutPermissionsBoundaryToPermissionSetRequest$ = [
      3,
      n0,
      _PPBTPSR,
      0,
      [_IA, _PSA, _PB],
      [0, 0, () => PermissionsBoundary$],
      3
    ];
    var PutPermissionsBoundaryToPermissionSetResponse$ = [
      3,
      n0,
      _PPBTPSRu,
      0,
      [],
      []
    ];
    var RefreshTokenGrant$ = [
      3,
      n0,
      _RTG,
      0,
      [],
      []
    ];
    var RegionMetadata$ = [
      3,
      n0,
      _RM,
      0,
      [_RN, _St, _AD, _IPR],
      [0, 0, 4, 2]
    ];
    var RemoveRegionRequest$ = [
      3,
      n0,
      _RRR,
      0,
      [_IA, _RN],
      [0, 0],
      2
    ];
    var RemoveRegionResponse$ = [
      3,
      n0,
      _RRRe,
      0,
      [_St],
      [0]
    ];
    var ResourceServerConfig$ = [
      3,
      n0,
      _RSC,
      0,
      [_Sco],
      [() => ResourceServerScopes]
    ];
    var ResourceServerScopeDetails$ = [
      3,
      n0,
      _RSSD,
      0,
      [_LD, _DT],
      [0, 0]
    ];
    var ScopeDetails$ = [
      3,
      n0,
      _SDc,
      0,
      [_Sc, _AT],
      [0, 64 | 0],
      1
    ];
    var SignInOptions$ = [
      3,
      n0,
      _SIO,
      0,
      [_O, _AU],
      [0, 0],
      1
    ];
    var Tag$ = [
      3,
      n0,
      _Ta,
      0,
      [_K, _V],
      [0, 0],
      2
    ];
    var TagResourceRequest$ = [
      3,
      n0,
      _TRR,
      0,
      [_RA, _T, _IA],
      [0, () => TagList, 0],
      2
    ];
    var TagResourceResponse$ = [
      3,
      n0,
      _TRRa,
      0,
      [],
      []
    ];
    var TokenExchangeGrant$ = [
      3,
      n0,
      _TEG,
      0,
      [],
      []
    ];
    var TrustedTokenIssuerMetadata$ = [
      3,
      n0,
      _TTIM,
      0,
      [_TTIA, _N, _TTIT],
      [0, 0, 0]
    ];
    var UntagResourceRequest$ = [
      3,
      n0,
      _URR,
      0,
      [_RA, _TK, _IA],
      [0, 64 | 0, 0],
      2
    ];
    var UntagResourceResponse$ = [
      3,
      n0,
      _URRn,
      0,
      [],
      []
    ];
    var UpdateApplicationPortalOptions$ = [
      3,
      n0,
      _UAPO,
      0,
      [_SIO],
      [() => SignInOptions$]
    ];
    var UpdateApplicationRequest$ = [
      3,
      n0,
      _UAR,
      0,
      [_AAp, _N, _D, _St, _PO],
      [0, 0, 0, 0, () => UpdateApplicationPortalOptions$],
      1
    ];
    var UpdateApplicationResponse$ = [
      3,
      n0,
      _UARp,
      0,
      [],
      []
    ];
    var UpdateInstanceAccessControlAttributeConfigurationRequest$ = [
      3,
      n0,
      _UIACACR,
      0,
      [_IA, _IACAC],
      [0, () => InstanceAccessControlAttributeConfiguration$],
      2
    ];
    var UpdateInstanceAccessControlAttributeConfigurationResponse$ = [
      3,
      n0,
      _UIACACRp,
      0,
      [],
      []
    ];
    var UpdateInstanceRequest$ = [
      3,
      n0,
      _UIR,
      0,
      [_IA, _N, _EC, _PSE],
      [0, 0, () => EncryptionConfiguration$, 2],
      1
    ];
    var UpdateInstanceResponse$ = [
      3,
      n0,
      _UIRp,
      0,
      [],
      []
    ];
    var UpdatePermissionSetRequest$ = [
      3,
      n0,
      _UPSR,
      0,
      [_IA, _PSA, _D, _SD, _RS],
      [0, 0, 0, 0, 0],
      2
    ];
    var UpdatePermissionSetResponse$ = [
      3,
      n0,
      _UPSRp,
      0,
      [],
      []
    ];
    var UpdateTrustedTokenIssuerRequest$ = [
      3,
      n0,
      _UTTIR,
      0,
      [_TTIA, _N, _TTIC],
      [0, 0, () => TrustedTokenIssuerUpdateConfiguration$],
      1
    ];
    var UpdateTrustedTokenIssuerResponse$ = [
      3,
      n0,
      _UTTIRp,
      0,
      [],
      []
    ];
    var __Unit = "unit";
    var AccessControlAttributeList = [
      1,
      n0,
      _ACAL,
      0,
      () => AccessControlAttribute$
    ];
    var AccountAssignmentList = [
      1,
      n0,
      _AAL,
      0,
      () => AccountAssignment$
    ];
    var AccountAssignmentListForPrincipal = [
      1,
      n0,
      _AALFP,
      0,
      () => AccountAssignmentForPrincipal$
    ];
    var AccountAssignmentOperationStatusList = [
      1,
      n0,
      _AAOSL,
      0,
      () => AccountAssignmentOperationStatusMetadata$
    ];
    var ApplicationAssignmentListForPrincipal = [
      1,
      n0,
      _AALFPp,
      0,
      () => ApplicationAssignmentForPrincipal$
    ];
    var ApplicationAssignmentsList = [
      1,
      n0,
      _AALp,
      0,
      () => ApplicationAssignment$
    ];
    var ApplicationList = [
      1,
      n0,
      _AL,
      0,
      () => Application$
    ];
    var ApplicationProviderList = [
      1,
      n0,
      _APL,
      0,
      () => ApplicationProvider$
    ];
    var AttachedManagedPolicyList = [
      1,
      n0,
      _AMPL,
      0,
      () => AttachedManagedPolicy$
    ];
    var AuthenticationMethods = [
      1,
      n0,
      _AMu,
      0,
      () => AuthenticationMethodItem$
    ];
    var AuthorizedTokenIssuers = [
      1,
      n0,
      _ATIu,
      0,
      () => AuthorizedTokenIssuer$
    ];
    var CustomerManagedPolicyReferenceList = [
      1,
      n0,
      _CMPRL,
      0,
      () => CustomerManagedPolicyReference$
    ];
    var Grants = [
      1,
      n0,
      _Gr,
      0,
      () => GrantItem$
    ];
    var InstanceList = [
      1,
      n0,
      _IL,
      0,
      () => InstanceMetadata$
    ];
    var PermissionSetProvisioningStatusList = [
      1,
      n0,
      _PSPSL,
      0,
      () => PermissionSetProvisioningStatusMetadata$
    ];
    var RegionMetadataList = [
      1,
      n0,
      _RML,
      0,
      () => RegionMetadata$
    ];
    var Scopes = [
      1,
      n0,
      _Sco,
      0,
      () => ScopeDetails$
    ];
    var TagList = [
      1,
      n0,
      _TL,
      0,
      () => Tag$
    ];
    var TrustedTokenIssuerList = [
      1,
      n0,
      _TTIL,
      0,
      () => TrustedTokenIssuerMetadata$
    ];
    var ResourceServerScopes = [
      2,
      n0,
      _RSS,
      0,
      0,
      () => ResourceServerScopeDetails$
    ];
    var AuthenticationMethod$ = [
      4,
      n0,
      _AM,
      0,
      [_Ia],
      [() => IamAuthenticationMethod$]
    ];
    var Grant$ = [
      4,
      n0,
      _G,
      0,
      [_AC, _JB, _RT, _TEo],
      [() => AuthorizationCodeGrant$, () => JwtBearerGrant$, () => RefreshTokenGrant$, () => TokenExchangeGrant$]
    ];
    var TrustedTokenIssuerConfiguration$ = [
      4,
      n0,
      _TTIC,
      0,
      [_OJC],
      [() => OidcJwtConfiguration$]
    ];
    var TrustedTokenIssuerUpdateConfiguration$ = [
      4,
      n0,
      _TTIUC,
      0,
      [_OJC],
      [() => OidcJwtUpdateConfiguration$]
    ];
    var AddRegion$ = [
      9,
      n0,
      _ARd,
      0,
      () => AddRegionRequest$,
      () => AddRegionResponse$
    ];
    var AttachCustomerManagedPolicyReferenceToPermissionSet$ = [
      9,
      n0,
      _ACMPRTPS,
      0,
      () => AttachCustomerManagedPolicyReferenceToPermissionSetRequest$,
      () => AttachCustomerManagedPolicyReferenceToPermissionSetResponse$
    ];
    var AttachManagedPolicyToPermissionSet$ = [
      9,
      n0,
      _AMPTPS,
      0,
      () => AttachManagedPolicyToPermissionSetRequest$,
      () => AttachManagedPolicyToPermissionSetResponse$
    ];
    var CreateAccountAssignment$ = [
      9,
      n0,
      _CAA,
      0,
      () => CreateAccountAssignmentRequest$,
      () => CreateAccountAssignmentResponse$
    ];
    var CreateApplication$ = [
      9,
      n0,
      _CA,
      0,
      () => CreateApplicationRequest$,
      () => CreateApplicationResponse$
    ];
    var CreateApplicationAssignment$ = [
      9,
      n0,
      _CAAr,
      0,
      () => CreateApplicationAssignmentRequest$,
      () => CreateApplicationAssignmentResponse$
    ];
    var CreateInstance$ = [
      9,
      n0,
      _CI,
      0,
      () => CreateInstanceRequest$,
      () => CreateInstanceResponse$
    ];
    var CreateInstanceAccessControlAttributeConfiguration$ = [
      9,
      n0,
      _CIACAC,
      0,
      () => CreateInstanceAccessControlAttributeConfigurationRequest$,
      () => CreateInstanceAccessControlAttributeConfigurationResponse$
    ];
    var CreatePermissionSet$ = [
      9,
      n0,
      _CPS,
      0,
      () => CreatePermissionSetRequest$,
      () => CreatePermissionSetResponse$
    ];
    var CreateTrustedTokenIssuer$ = [
      9,
      n0,
      _CTTI,
      0,
      () => CreateTrustedTokenIssuerRequest$,
      () => CreateTrustedTokenIssuerResponse$
    ];
    var DeleteAccountAssignment$ = [
      9,
      n0,
      _DAA,
      0,
      () => DeleteAccountAssignmentRequest$,
      () => DeleteAccountAssignmentResponse$
    ];
    var DeleteApplication$ = [
      9,
      n0,
      _DA,
      0,
      () => DeleteApplicationRequest$,
      () => DeleteApplicationResponse$
    ];
    var DeleteApplicationAccessScope$ = [
      9,
      n0,
      _DAAS,
      2,
      () => DeleteApplicationAccessScopeRequest$,
      () => __Unit
    ];
    var DeleteApplicationAssignment$ = [
      9,
      n0,
      _DAAe,
      2,
      () => DeleteApplicationAssignmentRequest$,
      () => DeleteApplicationAssignmentResponse$
    ];
    var DeleteApplicationAuthenticationMethod$ = [
      9,
      n0,
      _DAAM,
      2,
      () => DeleteApplicationAuthenticationMethodRequest$,
      () => __Unit
    ];
    var DeleteApplicationGrant$ = [
      9,
      n0,
      _DAG,
      2,
      () => DeleteApplicationGrantRequest$,
      () => __Unit
    ];
    var DeleteInlinePolicyFromPermissionSet$ = [
      9,
      n0,
      _DIPFPS,
      0,
      () => DeleteInlinePolicyFromPermissionSetRequest$,
      () => DeleteInlinePolicyFromPermissionSetResponse$
    ];
    var DeleteInstance$ = [
      9,
      n0,
      _DI,
      0,
      () => DeleteInstanceRequest$,
      () => DeleteInstanceResponse$
    ];
    var DeleteInstanceAccessControlAttributeConfiguration$ = [
      9,
      n0,
      _DIACAC,
      0,
      () => DeleteInstanceAccessControlAttributeConfigurationRequest$,
      () => DeleteInstanceAccessControlAttributeConfigurationResponse$
    ];
    var DeletePermissionsBoundaryFromPermissionSet$ = [
      9,
      n0,
      _DPBFPS,
      0,
      () => DeletePermissionsBoundaryFromPermissionSetRequest$,
      () => DeletePermissionsBoundaryFromPermissionSetResponse$
    ];
    var DeletePermissionSet$ = [
      9,
      n0,
      _DPS,
      0,
      () => DeletePermissionSetRequest$,
      () => DeletePermissionSetResponse$
    ];
    var DeleteTrustedTokenIssuer$ = [
      9,
      n0,
      _DTTI,
      0,
      () => DeleteTrustedTokenIssuerRequest$,
      () => DeleteTrustedTokenIssuerResponse$
    ];
    var DescribeAccountAssignmentCreationStatus$ = [
      9,
      n0,
      _DAACS,
      0,
      () => DescribeAccountAssignmentCreationStatusRequest$,
      () => DescribeAccountAssignmentCreationStatusResponse$
    ];
    var DescribeAccountAssignmentDeletionStatus$ = [
      9,
      n0,
      _DAADS,
      0,
      () => DescribeAccountAssignmentDeletionStatusRequest$,
      () => DescribeAccountAssignmentDeletionStatusResponse$
    ];
    var DescribeApplication$ = [
      9,
      n0,
      _DAe,
      0,
      () => DescribeApplicationRequest$,
      () => DescribeApplicationResponse$
    ];
    var DescribeApplicationAssignment$ = [
      9,
      n0,
      _DAAes,
      0,
      () => DescribeApplicationAssignmentRequest$,
      () => DescribeApplicationAssignmentResponse$
    ];
    var DescribeApplicationProvider$ = [
      9,
      n0,
      _DAP,
      0,
      () => DescribeApplicationProviderRequest$,
      () => DescribeApplicationProviderResponse$
    ];
    var DescribeInstance$ = [
      9,
      n0,
      _DIe,
      0,
      () => DescribeInstanceRequest$,
      () => DescribeInstanceResponse$
    ];
    var DescribeInstanceAccessControlAttributeConfiguration$ = [
      9,
      n0,
      _DIACACe,
      0,
      () => DescribeInstanceAccessControlAttributeConfigurationRequest$,
      () => DescribeInstanceAccessControlAttributeConfigurationResponse$
    ];
    var DescribePermissionSet$ = [
      9,
      n0,
      _DPSe,
      0,
      () => DescribePermissionSetRequest$,
      () => DescribePermissionSetResponse$
    ];
    var DescribePermissionSetProvisioningStatus$ = [
      9,
      n0,
      _DPSPS,
      0,
      () => DescribePermissionSetProvisioningStatusRequest$,
      () => DescribePermissionSetProvisioningStatusResponse$
    ];
    var DescribeRegion$ = [
      9,
      n0,
      _DR,
      0,
      () => DescribeRegionRequest$,
      () => DescribeRegionResponse$
    ];
    var DescribeTrustedTokenIssuer$ = [
      9,
      n0,
      _DTTIe,
      0,
      () => DescribeTrustedTokenIssuerRequest$,
      () => DescribeTrustedTokenIssuerResponse$
    ];
    var DetachCustomerManagedPolicyReferenceFromPermissionSet$ = [
      9,
      n0,
      _DCMPRFPS,
      0,
      () => DetachCustomerManagedPolicyReferenceFromPermissionSetRequest$,
      () => DetachCustomerManagedPolicyReferenceFromPermissionSetResponse$
    ];
    var DetachManagedPolicyFromPermissionSet$ = [
      9,
      n0,
      _DMPFPS,
      0,
      () => DetachManagedPolicyFromPermissionSetRequest$,
      () => DetachManagedPolicyFromPermissionSetResponse$
    ];
    var GetApplicationAccessScope$ = [
      9,
      n0,
      _GAAS,
      0,
      () => GetApplicationAccessScopeRequest$,
      () => GetApplicationAccessScopeResponse$
    ];
    var GetApplicationAssignmentConfiguration$ = [
      9,
      n0,
      _GAAC,
      0,
      () => GetApplicationAssignmentConfigurationRequest$,
      () => GetApplicationAssignmentConfigurationResponse$
    ];
    var GetApplicationAuthenticationMethod$ = [
      9,
      n0,
      _GAAM,
      0,
      () => GetApplicationAuthenticationMethodRequest$,
      () => GetApplicationAuthenticationMethodResponse$
    ];
    var GetApplicationGrant$ = [
      9,
      n0,
      _GAG,
      0,
      () => GetApplicationGrantRequest$,
      () => GetApplicationGrantResponse$
    ];
    var GetApplicationSessionConfiguration$ = [
      9,
      n0,
      _GASC,
      0,
      () => GetApplicationSessionConfigurationRequest$,
      () => GetApplicationSessionConfigurationResponse$
    ];
    var GetInlinePolicyForPermissionSet$ = [
      9,
      n0,
      _GIPFPS,
      0,
      () => GetInlinePolicyForPermissionSetRequest$,
      () => GetInlinePolicyForPermissionSetResponse$
    ];
    var GetPermissionsBoundaryForPermissionSet$ = [
      9,
      n0,
      _GPBFPS,
      0,
      () => GetPermissionsBoundaryForPermissionSetRequest$,
      () => GetPermissionsBoundaryForPermissionSetResponse$
    ];
    var ListAccountAssignmentCreationStatus$ = [
      9,
      n0,
      _LAACS,
      0,
      () => ListAccountAssignmentCreationStatusRequest$,
      () => ListAccountAssignmentCreationStatusResponse$
    ];
    var ListAccountAssignmentDeletionStatus$ = [
      9,
      n0,
      _LAADS,
      0,
      () => ListAccountAssignmentDeletionStatusRequest$,
      () => ListAccountAssignmentDeletionStatusResponse$
    ];
    var ListAccountAssignments$ = [
      9,
      n0,
      _LAA,
      0,
      () => ListAccountAssignmentsRequest$,
      () => ListAccountAssignmentsResponse$
    ];
    var ListAccountAssignmentsForPrincipal$ = [
      9,
      n0,
      _LAAFP,
      0,
      () => ListAccountAssignmentsForPrincipalRequest$,
      () => ListAccountAssignmentsForPrincipalResponse$
    ];
    var ListAccountsForProvisionedPermissionSet$ = [
      9,
      n0,
      _LAFPPS,
      0,
      () => ListAccountsForProvisionedPermissionSetRequest$,
      () => ListAccountsForProvisionedPermissionSetResponse$
    ];
    var ListApplicationAccessScopes$ = [
      9,
      n0,
      _LAAS,
      0,
      () => ListApplicationAccessScopesRequest$,
      () => ListApplicationAccessScopesResponse$
    ];
    var ListApplicationAssignments$ = [
      9,
      n0,
      _LAAi,
      0,
      () => ListApplicationAssignmentsRequest$,
      () => ListApplicationAssignmentsResponse$
    ];
    var ListApplicationAssignmentsForPrincipal$ = [
      9,
      n0,
      _LAAFPi,
      0,
      () => ListApplicationAssignmentsForPrincipalRequest$,
      () => ListApplicationAssignmentsForPrincipalResponse$
    ];
    var ListApplicationAuthenticationMethods$ = [
      9,
      n0,
      _LAAM,
      0,
      () => ListApplicationAuthenticationMethodsRequest$,
      () => ListApplicationAuthenticationMethodsResponse$
    ];
    var ListApplicationGrants$ = [
      9,
      n0,
      _LAG,
      0,
      () => ListApplicationGrantsRequest$,
      () => ListApplicationGrantsResponse$
    ];
    var ListApplicationProviders$ = [
      9,
      n0,
      _LAP,
      0,
      () => ListApplicationProvidersRequest$,
      () => ListApplicationProvidersResponse$
    ];
    var ListApplications$ = [
      9,
      n0,
      _LA,
      0,
      () => ListApplicationsRequest$,
      () => ListApplicationsResponse$
    ];
    var ListCustomerManagedPolicyReferencesInPermissionSet$ = [
      9,
      n0,
      _LCMPRIPS,
      0,
      () => ListCustomerManagedPolicyReferencesInPermissionSetRequest$,
      () => ListCustomerManagedPolicyReferencesInPermissionSetResponse$
    ];
    var ListInstances$ = [
      9,
      n0,
      _LI,
      0,
      () => ListInstancesRequest$,
      () => ListInstancesResponse$
    ];
    var ListManagedPoliciesInPermissionSet$ = [
      9,
      n0,
      _LMPIPS,
      0,
      () => ListManagedPoliciesInPermissionSetRequest$,
      () => ListManagedPoliciesInPermissionSetResponse$
    ];
    var ListPermissionSetProvisioningStatus$ = [
      9,
      n0,
      _LPSPS,
      0,
      () => ListPermissionSetProvisioningStatusRequest$,
      () => ListPermissionSetProvisioningStatusResponse$
    ];
    var ListPermissionSets$ = [
      9,
      n0,
      _LPS,
      0,
      () => ListPermissionSetsRequest$,
      () => ListPermissionSetsResponse$
    ];
    var ListPermissionSetsProvisionedToAccount$ = [
      9,
      n0,
      _LPSPTA,
      0,
      () => ListPermissionSetsProvisionedToAccountRequest$,
      () => ListPermissionSetsProvisionedToAccountResponse$
    ];
    var ListRegions$ = [
      9,
      n0,
      _LR,
      0,
      () => ListRegionsRequest$,
      () => ListRegionsResponse$
    ];
    var ListTagsForResource$ = [
      9,
      n0,
      _LTFR,
      0,
      () => ListTagsForResourceRequest$,
      () => ListTagsForResourceResponse$
    ];
    var ListTrustedTokenIssuers$ = [
      9,
      n0,
      _LTTI,
      0,
      () => ListTrustedTokenIssuersRequest$,
      () => ListTrustedTokenIssuersResponse$
    ];
    var ProvisionPermissionSet$ = [
      9,
      n0,
      _PPS,
      0,
      () => ProvisionPermissionSetRequest$,
      () => ProvisionPermissionSetResponse$
    ];
    var PutApplicationAccessScope$ = [
      9,
      n0,
      _PAAS,
      2,
      () => PutApplicationAccessScopeRequest$,
      () => __Unit
    ];
    var PutApplicationAssignmentConfiguration$ = [
      9,
      n0,
      _PAAC,
      2,
      () => PutApplicationAssignmentConfigurationRequest$,
      () => PutApplicationAssignmentConfigurationResponse$
    ];
    var PutApplicationAuthenticationMethod$ = [
      9,
      n0,
      _PAAM,
      2,
      () => PutApplicationAuthenticationMethodRequest$,
      () => __Unit
    ];
    var PutApplicationGrant$ = [
      9,
      n0,
      _PAG,
      2,
      () => PutApplicationGrantRequest$,
      () => __Unit
    ];
    var PutApplicationSessionConfiguration$ = [
      9,
      n0,
      _PASC,
      2,
      () => PutApplicationSessionConfigurationRequest$,
      () => PutApplicationSessionConfigurationResponse$
    ];
    var PutInlinePolicyToPermissionSet$ = [
      9,
      n0,
      _PIPTPS,
      0,
      () => PutInlinePolicyToPermissionSetRequest$,
      () => PutInlinePolicyToPermissionSetResponse$
    ];
    var PutPermissionsBoundaryToPermissionSet$ = [
      9,
      n0,
      _PPBTPS,
      0,
      () => PutPermissionsBoundaryToPermissionSetRequest$,
      () => PutPermissionsBoundaryToPermissionSetResponse$
    ];
    var RemoveRegion$ = [
      9,
      n0,
      _RR,
      0,
      () => RemoveRegionRequest$,
      () => RemoveRegionResponse$
    ];
    var TagResource$ = [
      9,
      n0,
      _TR,
      0,
      () => TagResourceRequest$,
      () => TagResourceResponse$
    ];
    var UntagResource$ = [
      9,
      n0,
      _UR,
      0,
      () => UntagResourceRequest$,
      () => UntagResourceResponse$
    ];
    var UpdateApplication$ = [
      9,
      n0,
      _UA,
      0,
      () => UpdateApplicationRequest$,
      () => UpdateApplicationResponse$
    ];
    var UpdateInstance$ = [
      9,
      n0,
      _UI,
      0,
      () => UpdateInstanceRequest$,
      () => UpdateInstanceResponse$
    ];
    var UpdateInstanceAccessControlAttributeConfiguration$ = [
      9,
      n0,
      _UIACAC,
      0,
      () => UpdateInstanceAccessControlAttributeConfigurationRequest$,
      () => UpdateInstanceAccessControlAttributeConfigurationResponse$
    ];
    var UpdatePermissionSet$ = [
      9,
      n0,
      _UPS,
      0,
      () => UpdatePermissionSetRequest$,
      () => UpdatePermissionSetResponse$
    ];
    var UpdateTrustedTokenIssuer$ = [
      9,
      n0,
      _UTTI,
      0,
      () => UpdateTrustedTokenIssuerRequest$,
      () => UpdateTrustedTokenIssuerResponse$
    ];
    var getRuntimeConfig$1 = (config) => {
      return {
        apiVersion: "2020-07-20",
        base64Decoder: config?.base64Decoder ?? fromBase64,
        base64Encoder: config?.base64Encoder ?? toBase64,
        disableHostPrefix: config?.disableHostPrefix ?? false,
        endpointProvider: config?.endpointProvider ?? defaultEndpointResolver,
        extensions: config?.extensions ?? [],
        httpAuthSchemeProvider: config?.httpAuthSchemeProvider ?? defaultSSOAdminHttpAuthSchemeProvider,
        httpAuthSchemes: config?.httpAuthSchemes ?? [
          {
            schemeId: "aws.auth#sigv4",
            identityProvider: (ipc) => ipc.getIdentityProvider("aws.auth#sigv4"),
            signer: new AwsSdkSigV4Signer()
          }
        ],
        logger: config?.logger ?? new NoOpLogger(),
        protocol: config?.protocol ?? AwsJson1_1Protocol,
        protocolSettings: config?.protocolSettings ?? {
          defaultNamespace: "com.amazonaws.ssoadmin",
          errorTypeRegistries,
          version: "2020-07-20",
          serviceTarget: "SWBExternalService"
        },
        serviceId: config?.serviceId ?? "SSO Admin",
        sha256: config?.sha256 ?? Sha256,
        urlParser: config?.urlParser ?? parseUrl,
        utf8Decoder: config?.utf8Decoder ?? fromUtf8,
        utf8Encoder: config?.utf8Encoder ?? toUtf8
      };
    };
    var getRuntimeConfig = (config) => {
      emitWarningIfUnsupportedVersion(process.version);
      const defaultsMode = resolveDefaultsModeConfig(config);
      const defaultConfigProvider = () => defaultsMode().then(loadConfigsForDefaultMode);
      const clientSharedValues = getRuntimeConfig$1(config);
      emitWarningIfUnsupportedVersion$1(process.version);
      const loaderConfig = {
        profile: config?.profile,
        logger: clientSharedValues.logger
      };
      return {
        ...clientSharedValues,
        ...config,
        runtime: "node",
        defaultsMode,
        authSchemePreference: config?.authSchemePreference ?? loadConfig(NODE_AUTH_SCHEME_PREFERENCE_OPTIONS, loaderConfig),
        bodyLengthChecker: config?.bodyLengthChecker ?? calculateBodyLength,
        credentialDefaultProvider: config?.credentialDefaultProvider ?? defaultProvider,
        defaultUserAgentProvider: config?.defaultUserAgentProvider ?? createDefaultUserAgentProvider({ serviceId: clientSharedValues.serviceId, clientVersion: packageInfo.version }),
        maxAttempts: config?.maxAttempts ?? loadConfig(NODE_MAX_ATTEMPT_CONFIG_OPTIONS, config),
        region: config?.region ?? loadConfig(NODE_REGION_CONFIG_OPTIONS, { ...NODE_REGION_CONFIG_FILE_OPTIONS, ...loaderConfig }),
        requestHandler: NodeHttpHandler.create(config?.requestHandler ?? defaultConfigProvider),
        retryMode: config?.retryMode ?? loadConfig({
          ...NODE_RETRY_MODE_CONFIG_OPTIONS,
          default: async () => (await defaultConfigProvider()).retryMode || DEFAULT_RETRY_MODE
        }, config),
        streamCollector: config?.streamCollector ?? streamCollector,
        useDualstackEndpoint: config?.useDualstackEndpoint ?? loadConfig(NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS, loaderConfig),
        useFipsEndpoint: config?.useFipsEndpoint ?? loadConfig(NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, loaderConfig),
        userAgentAppId: config?.userAgentAppId ?? loadConfig(NODE_APP_ID_CONFIG_OPTIONS, loaderConfig)
      };
    };
    var getHttpAuthExtensionConfiguration = (runtimeConfig) => {
      const _httpAuthSchemes = runtimeConfig.httpAuthSchemes;
      let _httpAuthSchemeProvider = runtimeConfig.httpAuthSchemeProvider;
      let _credentials = runtimeConfig.credentials;
      return {
        setHttpAuthScheme(httpAuthScheme) {
          const index = _httpAuthSchemes.findIndex((scheme) => scheme.schemeId === httpAuthScheme.schemeId);
          if (index === -1) {
            _httpAuthSchemes.push(httpAuthScheme);
          } else {
            _httpAuthSchemes.splice(index, 1, httpAuthScheme);
          }
        },
        httpAuthSchemes() {
          return _httpAuthSchemes;
        },
        setHttpAuthSchemeProvider(httpAuthSchemeProvider) {
          _httpAuthSchemeProvider = httpAuthSchemeProvider;
        },
        httpAuthSchemeProvider() {
          return _httpAuthSchemeProvider;
        },
        setCredentials(credentials) {
          _credentials = credentials;
        },
        credentials() {
          return _credentials;
        }
      };
    };
    var resolveHttpAuthRuntimeConfig = (config) => {
      return {
        httpAuthSchemes: config.httpAuthSchemes(),
        httpAuthSchemeProvider: config.httpAuthSchemeProvider(),
        credentials: config.credentials()
      };
    };
    var resolveRuntimeExtensions = (runtimeConfig, extensions) => {
      const extensionConfiguration = Object.assign(getAwsRegionExtensionConfiguration(runtimeConfig), getDefaultExtensionConfiguration(runtimeConfig), getHttpHandlerExtensionConfiguration(runtimeConfig), getHttpAuthExtensionConfiguration(runtimeConfig));
      extensions.forEach((extension) => extension.configure(extensionConfiguration));
      return Object.assign(runtimeConfig, resolveAwsRegionExtensionConfiguration(extensionConfiguration), resolveDefaultRuntimeConfig(extensionConfiguration), resolveHttpHandlerRuntimeConfig(extensionConfiguration), resolveHttpAuthRuntimeConfig(extensionConfiguration));
    };
    var SSOAdminClient2 = class extends Client {
      config;
      constructor(...[configuration]) {
        const _config_0 = getRuntimeConfig(configuration || {});
        super(_config_0);
        this.initConfig = _config_0;
        const _config_1 = resolveClientEndpointParameters(_config_0);
        const _config_2 = resolveUserAgentConfig(_config_1);
        const _config_3 = resolveRetryConfig(_config_2);
        const _config_4 = resolveRegionConfig(_config_3);
        const _config_5 = resolveHostHeaderConfig(_config_4);
        const _config_6 = resolveEndpointConfig(_config_5);
        const _config_7 = resolveHttpAuthSchemeConfig(_config_6);
        const _config_8 = resolveRuntimeExtensions(_config_7, configuration?.extensions || []);
        this.config = _config_8;
        this.middlewareStack.use(getSchemaSerdePlugin(this.config));
        this.middlewareStack.use(getUserAgentPlugin(this.config));
        this.middlewareStack.use(getRetryPlugin(this.config));
        this.middlewareStack.use(getContentLengthPlugin(this.config));
        this.middlewareStack.use(getHostHeaderPlugin(this.config));
        this.middlewareStack.use(getLoggerPlugin(this.config));
        this.middlewareStack.use(getRecursionDetectionPlugin(this.config));
        this.middlewareStack.use(getHttpAuthSchemeEndpointRuleSetPlugin(this.config, {
          httpAuthSchemeParametersProvider: defaultSSOAdminHttpAuthSchemeParametersProvider,
          identityProviderConfigProvider: async (config) => new DefaultIdentityProviderConfig({
            "aws.auth#sigv4": config.credentials
          })
        }));
        this.middlewareStack.use(getHttpSigningPlugin(this.config));
      }
      destroy() {
        super.destroy();
      }
    };
    var command = makeBuilder(commonParams, "SWBExternalService", "SSOAdminClient", getEndpointPlugin);
    var _ep0 = {};
    var _mw0 = (Command, cs, config, o) => [];
    var AddRegionCommand = class extends command(_ep0, _mw0, "AddRegion", AddRegion$) {
    };
    var AttachCustomerManagedPolicyReferenceToPermissionSetCommand = class extends command(_ep0, _mw0, "AttachCustomerManagedPolicyReferenceToPermissionSet", AttachCustomerManagedPolicyReferenceToPermissionSet$) {
    };
    var AttachManagedPolicyToPermissionSetCommand = class extends command(_ep0, _mw0, "AttachManagedPolicyToPermissionSet", AttachManagedPolicyToPermissionSet$) {
    };
    var CreateAccountAssignmentCommand2 = class extends command(_ep0, _mw0, "CreateAccountAssignment", CreateAccountAssignment$) {
    };
    var CreateApplicationAssignmentCommand = class extends command(_ep0, _mw0, "CreateApplicationAssignment", CreateApplicationAssignment$) {
    };
    var CreateApplicationCommand = class extends command(_ep0, _mw0, "CreateApplication", CreateApplication$) {
    };
    var CreateInstanceAccessControlAttributeConfigurationCommand = class extends command(_ep0, _mw0, "CreateInstanceAccessControlAttributeConfiguration", CreateInstanceAccessControlAttributeConfiguration$) {
    };
    var CreateInstanceCommand = class extends command(_ep0, _mw0, "CreateInstance", CreateInstance$) {
    };
    var CreatePermissionSetCommand = class extends command(_ep0, _mw0, "CreatePermissionSet", CreatePermissionSet$) {
    };
    var CreateTrustedTokenIssuerCommand = class extends command(_ep0, _mw0, "CreateTrustedTokenIssuer", CreateTrustedTokenIssuer$) {
    };
    var DeleteAccountAssignmentCommand2 = class extends command(_ep0, _mw0, "DeleteAccountAssignment", DeleteAccountAssignment$) {
    };
    var DeleteApplicationAccessScopeCommand = class extends command(_ep0, _mw0, "DeleteApplicationAccessScope", DeleteApplicationAccessScope$) {
    };
    var DeleteApplicationAssignmentCommand = class extends command(_ep0, _mw0, "DeleteApplicationAssignment", DeleteApplicationAssignment$) {
    };
    var DeleteApplicationAuthenticationMethodCommand = class extends command(_ep0, _mw0, "DeleteApplicationAuthenticationMethod", DeleteApplicationAuthenticationMethod$) {
    };
    var DeleteApplicationCommand = class extends command(_ep0, _mw0, "DeleteApplication", DeleteApplication$) {
    };
    var DeleteApplicationGrantCommand = class extends command(_ep0, _mw0, "DeleteApplicationGrant", DeleteApplicationGrant$) {
    };
    var DeleteInlinePolicyFromPermissionSetCommand = class extends command(_ep0, _mw0, "DeleteInlinePolicyFromPermissionSet", DeleteInlinePolicyFromPermissionSet$) {
    };
    var DeleteInstanceAccessControlAttributeConfigurationCommand = class extends command(_ep0, _mw0, "DeleteInstanceAccessControlAttributeConfiguration", DeleteInstanceAccessControlAttributeConfiguration$) {
    };
    var DeleteInstanceCommand = class extends command(_ep0, _mw0, "DeleteInstance", DeleteInstance$) {
    };
    var DeletePermissionsBoundaryFromPermissionSetCommand = class extends command(_ep0, _mw0, "DeletePermissionsBoundaryFromPermissionSet", DeletePermissionsBoundaryFromPermissionSet$) {
    };
    var DeletePermissionSetCommand = class extends command(_ep0, _mw0, "DeletePermissionSet", DeletePermissionSet$) {
    };
    var DeleteTrustedTokenIssuerCommand = class extends command(_ep0, _mw0, "DeleteTrustedTokenIssuer", DeleteTrustedTokenIssuer$) {
    };
    var DescribeAccountAssignmentCreationStatusCommand3 = class extends command(_ep0, _mw0, "DescribeAccountAssignmentCreationStatus", DescribeAccountAssignmentCreationStatus$) {
    };
    var DescribeAccountAssignmentDeletionStatusCommand3 = class extends command(_ep0, _mw0, "DescribeAccountAssignmentDeletionStatus", DescribeAccountAssignmentDeletionStatus$) {
    };
    var DescribeApplicationAssignmentCommand = class extends command(_ep0, _mw0, "DescribeApplicationAssignment", DescribeApplicationAssignment$) {
    };
    var DescribeApplicationCommand = class extends command(_ep0, _mw0, "DescribeApplication", DescribeApplication$) {
    };
    var DescribeApplicationProviderCommand = class extends command(_ep0, _mw0, "DescribeApplicationProvider", DescribeApplicationProvider$) {
    };
    var DescribeInstanceAccessControlAttributeConfigurationCommand = class extends command(_ep0, _mw0, "DescribeInstanceAccessControlAttributeConfiguration", DescribeInstanceAccessControlAttributeConfiguration$) {
    };
    var DescribeInstanceCommand = class extends command(_ep0, _mw0, "DescribeInstance", DescribeInstance$) {
    };
    var DescribePermissionSetCommand3 = class extends command(_ep0, _mw0, "DescribePermissionSet", DescribePermissionSet$) {
    };
    var DescribePermissionSetProvisioningStatusCommand = class extends command(_ep0, _mw0, "DescribePermissionSetProvisioningStatus", DescribePermissionSetProvisioningStatus$) {
    };
    var DescribeRegionCommand = class extends command(_ep0, _mw0, "DescribeRegion", DescribeRegion$) {
    };
    var DescribeTrustedTokenIssuerCommand = class extends command(_ep0, _mw0, "DescribeTrustedTokenIssuer", DescribeTrustedTokenIssuer$) {
    };
    var DetachCustomerManagedPolicyReferenceFromPermissionSetCommand = class extends command(_ep0, _mw0, "DetachCustomerManagedPolicyReferenceFromPermissionSet", DetachCustomerManagedPolicyReferenceFromPermissionSet$) {
    };
    var DetachManagedPolicyFromPermissionSetCommand = class extends command(_ep0, _mw0, "DetachManagedPolicyFromPermissionSet", DetachManagedPolicyFromPermissionSet$) {
    };
    var GetApplicationAccessScopeCommand = class extends command(_ep0, _mw0, "GetApplicationAccessScope", GetApplicationAccessScope$) {
    };
    var GetApplicationAssignmentConfigurationCommand = class extends command(_ep0, _mw0, "GetApplicationAssignmentConfiguration", GetApplicationAssignmentConfiguration$) {
    };
    var GetApplicationAuthenticationMethodCommand = class extends command(_ep0, _mw0, "GetApplicationAuthenticationMethod", GetApplicationAuthenticationMethod$) {
    };
    var GetApplicationGrantCommand = class extends command(_ep0, _mw0, "GetApplicationGrant", GetApplicationGrant$) {
    };
    var GetApplicationSessionConfigurationCommand = class extends command(_ep0, _mw0, "GetApplicationSessionConfiguration", GetApplicationSessionConfiguration$) {
    };
    var GetInlinePolicyForPermissionSetCommand3 = class extends command(_ep0, _mw0, "GetInlinePolicyForPermissionSet", GetInlinePolicyForPermissionSet$) {
    };
    var GetPermissionsBoundaryForPermissionSetCommand = class extends command(_ep0, _mw0, "GetPermissionsBoundaryForPermissionSet", GetPermissionsBoundaryForPermissionSet$) {
    };
    var ListAccountAssignmentCreationStatusCommand3 = class extends command(_ep0, _mw0, "ListAccountAssignmentCreationStatus", ListAccountAssignmentCreationStatus$) {
    };
    var ListAccountAssignmentDeletionStatusCommand3 = class extends command(_ep0, _mw0, "ListAccountAssignmentDeletionStatus", ListAccountAssignmentDeletionStatus$) {
    };
    var ListAccountAssignmentsCommand3 = class extends command(_ep0, _mw0, "ListAccountAssignments", ListAccountAssignments$) {
    };
    var ListAccountAssignmentsForPrincipalCommand = class extends command(_ep0, _mw0, "ListAccountAssignmentsForPrincipal", ListAccountAssignmentsForPrincipal$) {
    };
    var ListAccountsForProvisionedPermissionSetCommand = class extends command(_ep0, _mw0, "ListAccountsForProvisionedPermissionSet", ListAccountsForProvisionedPermissionSet$) {
    };
    var ListApplicationAccessScopesCommand = class extends command(_ep0, _mw0, "ListApplicationAccessScopes", ListApplicationAccessScopes$) {
    };
    var ListApplicationAssignmentsCommand = class extends command(_ep0, _mw0, "ListApplicationAssignments", ListApplicationAssignments$) {
    };
    var ListApplicationAssignmentsForPrincipalCommand = class extends command(_ep0, _mw0, "ListApplicationAssignmentsForPrincipal", ListApplicationAssignmentsForPrincipal$) {
    };
    var ListApplicationAuthenticationMethodsCommand = class extends command(_ep0, _mw0, "ListApplicationAuthenticationMethods", ListApplicationAuthenticationMethods$) {
    };
    var ListApplicationGrantsCommand = class extends command(_ep0, _mw0, "ListApplicationGrants", ListApplicationGrants$) {
    };
    var ListApplicationProvidersCommand = class extends command(_ep0, _mw0, "ListApplicationProviders", ListApplicationProviders$) {
    };
    var ListApplicationsCommand = class extends command(_ep0, _mw0, "ListApplications", ListApplications$) {
    };
    var ListCustomerManagedPolicyReferencesInPermissionSetCommand2 = class extends command(_ep0, _mw0, "ListCustomerManagedPolicyReferencesInPermissionSet", ListCustomerManagedPolicyReferencesInPermissionSet$) {
    };
    var ListInstancesCommand2 = class extends command(_ep0, _mw0, "ListInstances", ListInstances$) {
    };
    var ListManagedPoliciesInPermissionSetCommand3 = class extends command(_ep0, _mw0, "ListManagedPoliciesInPermissionSet", ListManagedPoliciesInPermissionSet$) {
    };
    var ListPermissionSetProvisioningStatusCommand = class extends command(_ep0, _mw0, "ListPermissionSetProvisioningStatus", ListPermissionSetProvisioningStatus$) {
    };
    var ListPermissionSetsCommand = class extends command(_ep0, _mw0, "ListPermissionSets", ListPermissionSets$) {
    };
    var ListPermissionSetsProvisionedToAccountCommand3 = class extends command(_ep0, _mw0, "ListPermissionSetsProvisionedToAccount", ListPermissionSetsProvisionedToAccount$) {
    };
    var ListRegionsCommand = class extends command(_ep0, _mw0, "ListRegions", ListRegions$) {
    };
    var ListTagsForResourceCommand3 = class extends command(_ep0, _mw0, "ListTagsForResource", ListTagsForResource$) {
    };
    var ListTrustedTokenIssuersCommand = class extends command(_ep0, _mw0, "ListTrustedTokenIssuers", ListTrustedTokenIssuers$) {
    };
    var ProvisionPermissionSetCommand = class extends command(_ep0, _mw0, "ProvisionPermissionSet", ProvisionPermissionSet$) {
    };
    var PutApplicationAccessScopeCommand = class extends command(_ep0, _mw0, "PutApplicationAccessScope", PutApplicationAccessScope$) {
    };
    var PutApplicationAssignmentConfigurationCommand = class extends command(_ep0, _mw0, "PutApplicationAssignmentConfiguration", PutApplicationAssignmentConfiguration$) {
    };
    var PutApplicationAuthenticationMethodCommand = class extends command(_ep0, _mw0, "PutApplicationAuthenticationMethod", PutApplicationAuthenticationMethod$) {
    };
    var PutApplicationGrantCommand = class extends command(_ep0, _mw0, "PutApplicationGrant", PutApplicationGrant$) {
    };
    var PutApplicationSessionConfigurationCommand = class extends command(_ep0, _mw0, "PutApplicationSessionConfiguration", PutApplicationSessionConfiguration$) {
    };
    var PutInlinePolicyToPermissionSetCommand = class extends command(_ep0, _mw0, "PutInlinePolicyToPermissionSet", PutInlinePolicyToPermissionSet$) {
    };
    var PutPermissionsBoundaryToPermissionSetCommand = class extends command(_ep0, _mw0, "PutPermissionsBoundaryToPermissionSet", PutPermissionsBoundaryToPermissionSet$) {
    };
    var RemoveRegionCommand = class extends command(_ep0, _mw0, "RemoveRegion", RemoveRegion$) {
    };
    var TagResourceCommand = class extends command(_ep0, _mw0, "TagResource", TagResource$) {
    };
    var UntagResourceCommand = class extends command(_ep0, _mw0, "UntagResource", UntagResource$) {
    };
    var UpdateApplicationCommand = class extends command(_ep0, _mw0, "UpdateApplication", UpdateApplication$) {
    };
    var UpdateInstanceAccessControlAttributeConfigurationCommand = class extends command(_ep0, _mw0, "UpdateInstanceAccessControlAttributeConfiguration", UpdateInstanceAccessControlAttributeConfiguration$) {
    };
    var UpdateInstanceCommand = class extends command(_ep0, _mw0, "UpdateInstance", UpdateInstance$) {
    };
    var UpdatePermissionSetCommand2 = class extends command(_ep0, _mw0, "UpdatePermissionSet", UpdatePermissionSet$) {
    };
    var UpdateTrustedTokenIssuerCommand = class extends command(_ep0, _mw0, "UpdateTrustedTokenIssuer", UpdateTrustedTokenIssuer$) {
    };
    var paginateListAccountAssignmentCreationStatus = createPaginator(SSOAdminClient2, ListAccountAssignmentCreationStatusCommand3, "NextToken", "NextToken", "MaxResults");
    var paginateListAccountAssignmentDeletionStatus = createPaginator(SSOAdminClient2, ListAccountAssignmentDeletionStatusCommand3, "NextToken", "NextToken", "MaxResults");
    var paginateListAccountAssignmentsForPrincipal = createPaginator(SSOAdminClient2, ListAccountAssignmentsForPrincipalCommand, "NextToken", "NextToken", "MaxResults");
    var paginateListAccountAssignments = createPaginator(SSOAdminClient2, ListAccountAssignmentsCommand3, "NextToken", "NextToken", "MaxResults");
    var paginateListAccountsForProvisionedPermissionSet = createPaginator(SSOAdminClient2, ListAccountsForProvisionedPermissionSetCommand, "NextToken", "NextToken", "MaxResults");
    var paginateListApplicationAccessScopes = createPaginator(SSOAdminClient2, ListApplicationAccessScopesCommand, "NextToken", "NextToken", "MaxResults");
    var paginateListApplicationAssignmentsForPrincipal = createPaginator(SSOAdminClient2, ListApplicationAssignmentsForPrincipalCommand, "NextToken", "NextToken", "MaxResults");
    var paginateListApplicationAssignments = createPaginator(SSOAdminClient2, ListApplicationAssignmentsCommand, "NextToken", "NextToken", "MaxResults");
    var paginateListApplicationAuthenticationMethods = createPaginator(SSOAdminClient2, ListApplicationAuthenticationMethodsCommand, "NextToken", "NextToken", "");
    var paginateListApplicationGrants = createPaginator(SSOAdminClient2, ListApplicationGrantsCommand, "NextToken", "NextToken", "");
    var paginateListApplicationProviders = createPaginator(SSOAdminClient2, ListApplicationProvidersCommand, "NextToken", "NextToken", "MaxResults");
    var paginateListApplications = createPaginator(SSOAdminClient2, ListApplicationsCommand, "NextToken", "NextToken", "MaxResults");
    var paginateListCustomerManagedPolicyReferencesInPermissionSet = createPaginator(SSOAdminClient2, ListCustomerManagedPolicyReferencesInPermissionSetCommand2, "NextToken", "NextToken", "MaxResults");
    var paginateListInstances = createPaginator(SSOAdminClient2, ListInstancesCommand2, "NextToken", "NextToken", "MaxResults");
    var paginateListManagedPoliciesInPermissionSet = createPaginator(SSOAdminClient2, ListManagedPoliciesInPermissionSetCommand3, "NextToken", "NextToken", "MaxResults");
    var paginateListPermissionSetProvisioningStatus = createPaginator(SSOAdminClient2, ListPermissionSetProvisioningStatusCommand, "NextToken", "NextToken", "MaxResults");
    var paginateListPermissionSets = createPaginator(SSOAdminClient2, ListPermissionSetsCommand, "NextToken", "NextToken", "MaxResults");
    var paginateListPermissionSetsProvisionedToAccount = createPaginator(SSOAdminClient2, ListPermissionSetsProvisionedToAccountCommand3, "NextToken", "NextToken", "MaxResults");
    var paginateListRegions = createPaginator(SSOAdminClient2, ListRegionsCommand, "NextToken", "NextToken", "MaxResults");
    var paginateListTagsForResource = createPaginator(SSOAdminClient2, ListTagsForResourceCommand3, "NextToken", "NextToken", "");
    var paginateListTrustedTokenIssuers = createPaginator(SSOAdminClient2, ListTrustedTokenIssuersCommand, "NextToken", "NextToken", "MaxResults");
    var commands = {
      AddRegionCommand,
      AttachCustomerManagedPolicyReferenceToPermissionSetCommand,
      AttachManagedPolicyToPermissionSetCommand,
      CreateAccountAssignmentCommand: CreateAccountAssignmentCommand2,
      CreateApplicationCommand,
      CreateApplicationAssignmentCommand,
      CreateInstanceCommand,
      CreateInstanceAccessControlAttributeConfigurationCommand,
      CreatePermissionSetCommand,
      CreateTrustedTokenIssuerCommand,
      DeleteAccountAssignmentCommand: DeleteAccountAssignmentCommand2,
      DeleteApplicationCommand,
      DeleteApplicationAccessScopeCommand,
      DeleteApplicationAssignmentCommand,
      DeleteApplicationAuthenticationMethodCommand,
      DeleteApplicationGrantCommand,
      DeleteInlinePolicyFromPermissionSetCommand,
      DeleteInstanceCommand,
      DeleteInstanceAccessControlAttributeConfigurationCommand,
      DeletePermissionsBoundaryFromPermissionSetCommand,
      DeletePermissionSetCommand,
      DeleteTrustedTokenIssuerCommand,
      DescribeAccountAssignmentCreationStatusCommand: DescribeAccountAssignmentCreationStatusCommand3,
      DescribeAccountAssignmentDeletionStatusCommand: DescribeAccountAssignmentDeletionStatusCommand3,
      DescribeApplicationCommand,
      DescribeApplicationAssignmentCommand,
      DescribeApplicationProviderCommand,
      DescribeInstanceCommand,
      DescribeInstanceAccessControlAttributeConfigurationCommand,
      DescribePermissionSetCommand: DescribePermissionSetCommand3,
      DescribePermissionSetProvisioningStatusCommand,
      DescribeRegionCommand,
      DescribeTrustedTokenIssuerCommand,
      DetachCustomerManagedPolicyReferenceFromPermissionSetCommand,
      DetachManagedPolicyFromPermissionSetCommand,
      GetApplicationAccessScopeCommand,
      GetApplicationAssignmentConfigurationCommand,
      GetApplicationAuthenticationMethodCommand,
      GetApplicationGrantCommand,
      GetApplicationSessionConfigurationCommand,
      GetInlinePolicyForPermissionSetCommand: GetInlinePolicyForPermissionSetCommand3,
      GetPermissionsBoundaryForPermissionSetCommand,
      ListAccountAssignmentCreationStatusCommand: ListAccountAssignmentCreationStatusCommand3,
      ListAccountAssignmentDeletionStatusCommand: ListAccountAssignmentDeletionStatusCommand3,
      ListAccountAssignmentsCommand: ListAccountAssignmentsCommand3,
      ListAccountAssignmentsForPrincipalCommand,
      ListAccountsForProvisionedPermissionSetCommand,
      ListApplicationAccessScopesCommand,
      ListApplicationAssignmentsCommand,
      ListApplicationAssignmentsForPrincipalCommand,
      ListApplicationAuthenticationMethodsCommand,
      ListApplicationGrantsCommand,
      ListApplicationProvidersCommand,
      ListApplicationsCommand,
      ListCustomerManagedPolicyReferencesInPermissionSetCommand: ListCustomerManagedPolicyReferencesInPermissionSetCommand2,
      ListInstancesCommand: ListInstancesCommand2,
      ListManagedPoliciesInPermissionSetCommand: ListManagedPoliciesInPermissionSetCommand3,
      ListPermissionSetProvisioningStatusCommand,
      ListPermissionSetsCommand,
      ListPermissionSetsProvisionedToAccountCommand: ListPermissionSetsProvisionedToAccountCommand3,
      ListRegionsCommand,
      ListTagsForResourceCommand: ListTagsForResourceCommand3,
      ListTrustedTokenIssuersCommand,
      ProvisionPermissionSetCommand,
      PutApplicationAccessScopeCommand,
      PutApplicationAssignmentConfigurationCommand,
      PutApplicationAuthenticationMethodCommand,
      PutApplicationGrantCommand,
      PutApplicationSessionConfigurationCommand,
      PutInlinePolicyToPermissionSetCommand,
      PutPermissionsBoundaryToPermissionSetCommand,
      RemoveRegionCommand,
      TagResourceCommand,
      UntagResourceCommand,
      UpdateApplicationCommand,
      UpdateInstanceCommand,
      UpdateInstanceAccessControlAttributeConfigurationCommand,
      UpdatePermissionSetCommand: UpdatePermissionSetCommand2,
      UpdateTrustedTokenIssuerCommand
    };
    var paginators = {
      paginateListAccountAssignmentCreationStatus,
      paginateListAccountAssignmentDeletionStatus,
      paginateListAccountAssignments,
      paginateListAccountAssignmentsForPrincipal,
      paginateListAccountsForProvisionedPermissionSet,
      paginateListApplicationAccessScopes,
      paginateListApplicationAssignments,
      paginateListApplicationAssignmentsForPrincipal,
      paginateListApplicationAuthenticationMethods,
      paginateListApplicationGrants,
      paginateListApplicationProviders,
      paginateListApplications,
      paginateListCustomerManagedPolicyReferencesInPermissionSet,
      paginateListInstances,
      paginateListManagedPoliciesInPermissionSet,
      paginateListPermissionSetProvisioningStatus,
      paginateListPermissionSets,
      paginateListPermissionSetsProvisionedToAccount,
      paginateListRegions,
      paginateListTagsForResource,
      paginateListTrustedTokenIssuers
    };
    var SSOAdmin = class extends SSOAdminClient2 {
    };
    createAggregatedClient(commands, SSOAdmin, { paginators });
    var AccessDeniedExceptionReason = {
      KMS_ACCESS_DENIED_EXCEPTION: "KMS_AccessDeniedException"
    };
    var PrincipalType = {
      GROUP: "GROUP",
      USER: "USER"
    };
    var StatusValues = {
      FAILED: "FAILED",
      IN_PROGRESS: "IN_PROGRESS",
      SUCCEEDED: "SUCCEEDED"
    };
    var TargetType = {
      AWS_ACCOUNT: "AWS_ACCOUNT"
    };
    var RegionStatus = {
      ACTIVE: "ACTIVE",
      ADDING: "ADDING",
      REMOVING: "REMOVING"
    };
    var ThrottlingExceptionReason = {
      KMS_THROTTLING_EXCEPTION: "KMS_ThrottlingException"
    };
    var ValidationExceptionReason = {
      KMS_DISABLED_EXCEPTION: "KMS_DisabledException",
      KMS_INVALID_KEY_USAGE_EXCEPTION: "KMS_InvalidKeyUsageException",
      KMS_INVALID_STATE_EXCEPTION: "KMS_InvalidStateException"
    };
    var SignInOrigin = {
      APPLICATION: "APPLICATION",
      IDENTITY_CENTER: "IDENTITY_CENTER"
    };
    var ApplicationVisibility = {
      DISABLED: "DISABLED",
      ENABLED: "ENABLED"
    };
    var ApplicationStatus = {
      DISABLED: "DISABLED",
      ENABLED: "ENABLED"
    };
    var ResourceNotFoundExceptionReason = {
      KMS_NOT_FOUND_EXCEPTION: "KMS_NotFoundException"
    };
    var AuthenticationMethodType = {
      IAM: "IAM"
    };
    var GrantType = {
      AUTHORIZATION_CODE: "authorization_code",
      JWT_BEARER: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      REFRESH_TOKEN: "refresh_token",
      TOKEN_EXCHANGE: "urn:ietf:params:oauth:grant-type:token-exchange"
    };
    var FederationProtocol = {
      OAUTH: "OAUTH",
      SAML: "SAML"
    };
    var JwksRetrievalOption = {
      OPEN_ID_DISCOVERY: "OPEN_ID_DISCOVERY"
    };
    var TrustedTokenIssuerType = {
      OIDC_JWT: "OIDC_JWT"
    };
    var KmsKeyStatus = {
      ENABLED: "ENABLED",
      UPDATE_FAILED: "UPDATE_FAILED",
      UPDATING: "UPDATING"
    };
    var KmsKeyType = {
      AWS_OWNED_KMS_KEY: "AWS_OWNED_KMS_KEY",
      CUSTOMER_MANAGED_KEY: "CUSTOMER_MANAGED_KEY"
    };
    var InstanceStatus = {
      ACTIVE: "ACTIVE",
      CREATE_FAILED: "CREATE_FAILED",
      CREATE_IN_PROGRESS: "CREATE_IN_PROGRESS",
      DELETE_IN_PROGRESS: "DELETE_IN_PROGRESS"
    };
    var InstanceAccessControlAttributeConfigurationStatus = {
      CREATION_FAILED: "CREATION_FAILED",
      CREATION_IN_PROGRESS: "CREATION_IN_PROGRESS",
      ENABLED: "ENABLED"
    };
    var UserBackgroundSessionApplicationStatus = {
      DISABLED: "DISABLED",
      ENABLED: "ENABLED"
    };
    var ProvisioningStatus = {
      LATEST_PERMISSION_SET_NOT_PROVISIONED: "LATEST_PERMISSION_SET_NOT_PROVISIONED",
      LATEST_PERMISSION_SET_PROVISIONED: "LATEST_PERMISSION_SET_PROVISIONED"
    };
    var ProvisionTargetType = {
      ALL_PROVISIONED_ACCOUNTS: "ALL_PROVISIONED_ACCOUNTS",
      AWS_ACCOUNT: "AWS_ACCOUNT"
    };
    exports.AccessControlAttribute$ = AccessControlAttribute$;
    exports.AccessControlAttributeValue$ = AccessControlAttributeValue$;
    exports.AccessDeniedException = AccessDeniedException;
    exports.AccessDeniedException$ = AccessDeniedException$;
    exports.AccessDeniedExceptionReason = AccessDeniedExceptionReason;
    exports.AccountAssignment$ = AccountAssignment$;
    exports.AccountAssignmentForPrincipal$ = AccountAssignmentForPrincipal$;
    exports.AccountAssignmentOperationStatus$ = AccountAssignmentOperationStatus$;
    exports.AccountAssignmentOperationStatusMetadata$ = AccountAssignmentOperationStatusMetadata$;
    exports.AddRegion$ = AddRegion$;
    exports.AddRegionCommand = AddRegionCommand;
    exports.AddRegionRequest$ = AddRegionRequest$;
    exports.AddRegionResponse$ = AddRegionResponse$;
    exports.Application$ = Application$;
    exports.ApplicationAssignment$ = ApplicationAssignment$;
    exports.ApplicationAssignmentForPrincipal$ = ApplicationAssignmentForPrincipal$;
    exports.ApplicationProvider$ = ApplicationProvider$;
    exports.ApplicationStatus = ApplicationStatus;
    exports.ApplicationVisibility = ApplicationVisibility;
    exports.AttachCustomerManagedPolicyReferenceToPermissionSet$ = AttachCustomerManagedPolicyReferenceToPermissionSet$;
    exports.AttachCustomerManagedPolicyReferenceToPermissionSetCommand = AttachCustomerManagedPolicyReferenceToPermissionSetCommand;
    exports.AttachCustomerManagedPolicyReferenceToPermissionSetRequest$ = AttachCustomerManagedPolicyReferenceToPermissionSetRequest$;
    exports.AttachCustomerManagedPolicyReferenceToPermissionSetResponse$ = AttachCustomerManagedPolicyReferenceToPermissionSetResponse$;
    exports.AttachManagedPolicyToPermissionSet$ = AttachManagedPolicyToPermissionSet$;
    exports.AttachManagedPolicyToPermissionSetCommand = AttachManagedPolicyToPermissionSetCommand;
    exports.AttachManagedPolicyToPermissionSetRequest$ = AttachManagedPolicyToPermissionSetRequest$;
    exports.AttachManagedPolicyToPermissionSetResponse$ = AttachManagedPolicyToPermissionSetResponse$;
    exports.AttachedManagedPolicy$ = AttachedManagedPolicy$;
    exports.AuthenticationMethod$ = AuthenticationMethod$;
    exports.AuthenticationMethodItem$ = AuthenticationMethodItem$;
    exports.AuthenticationMethodType = AuthenticationMethodType;
    exports.AuthorizationCodeGrant$ = AuthorizationCodeGrant$;
    exports.AuthorizedTokenIssuer$ = AuthorizedTokenIssuer$;
    exports.ConflictException = ConflictException;
    exports.ConflictException$ = ConflictException$;
    exports.CreateAccountAssignment$ = CreateAccountAssignment$;
    exports.CreateAccountAssignmentCommand = CreateAccountAssignmentCommand2;
    exports.CreateAccountAssignmentRequest$ = CreateAccountAssignmentRequest$;
    exports.CreateAccountAssignmentResponse$ = CreateAccountAssignmentResponse$;
    exports.CreateApplication$ = CreateApplication$;
    exports.CreateApplicationAssignment$ = CreateApplicationAssignment$;
    exports.CreateApplicationAssignmentCommand = CreateApplicationAssignmentCommand;
    exports.CreateApplicationAssignmentRequest$ = CreateApplicationAssignmentRequest$;
    exports.CreateApplicationAssignmentResponse$ = CreateApplicationAssignmentResponse$;
    exports.CreateApplicationCommand = CreateApplicationCommand;
    exports.CreateApplicationRequest$ = CreateApplicationRequest$;
    exports.CreateApplicationResponse$ = CreateApplicationResponse$;
    exports.CreateInstance$ = CreateInstance$;
    exports.CreateInstanceAccessControlAttributeConfiguration$ = CreateInstanceAccessControlAttributeConfiguration$;
    exports.CreateInstanceAccessControlAttributeConfigurationCommand = CreateInstanceAccessControlAttributeConfigurationCommand;
    exports.CreateInstanceAccessControlAttributeConfigurationRequest$ = CreateInstanceAccessControlAttributeConfigurationRequest$;
    exports.CreateInstanceAccessControlAttributeConfigurationResponse$ = CreateInstanceAccessControlAttributeConfigurationResponse$;
    exports.CreateInstanceCommand = CreateInstanceCommand;
    exports.CreateInstanceRequest$ = CreateInstanceRequest$;
    exports.CreateInstanceResponse$ = CreateInstanceResponse$;
    exports.CreatePermissionSet$ = CreatePermissionSet$;
    exports.CreatePermissionSetCommand = CreatePermissionSetCommand;
    exports.CreatePermissionSetRequest$ = CreatePermissionSetRequest$;
    exports.CreatePermissionSetResponse$ = CreatePermissionSetResponse$;
    exports.CreateTrustedTokenIssuer$ = CreateTrustedTokenIssuer$;
    exports.CreateTrustedTokenIssuerCommand = CreateTrustedTokenIssuerCommand;
    exports.CreateTrustedTokenIssuerRequest$ = CreateTrustedTokenIssuerRequest$;
    exports.CreateTrustedTokenIssuerResponse$ = CreateTrustedTokenIssuerResponse$;
    exports.CustomerManagedPolicyReference$ = CustomerManagedPolicyReference$;
    exports.DeleteAccountAssignment$ = DeleteAccountAssignment$;
    exports.DeleteAccountAssignmentCommand = DeleteAccountAssignmentCommand2;
    exports.DeleteAccountAssignmentRequest$ = DeleteAccountAssignmentRequest$;
    exports.DeleteAccountAssignmentResponse$ = DeleteAccountAssignmentResponse$;
    exports.DeleteApplication$ = DeleteApplication$;
    exports.DeleteApplicationAccessScope$ = DeleteApplicationAccessScope$;
    exports.DeleteApplicationAccessScopeCommand = DeleteApplicationAccessScopeCommand;
    exports.DeleteApplicationAccessScopeRequest$ = DeleteApplicationAccessScopeRequest$;
    exports.DeleteApplicationAssignment$ = DeleteApplicationAssignment$;
    exports.DeleteApplicationAssignmentCommand = DeleteApplicationAssignmentCommand;
    exports.DeleteApplicationAssignmentRequest$ = DeleteApplicationAssignmentRequest$;
    exports.DeleteApplicationAssignmentResponse$ = DeleteApplicationAssignmentResponse$;
    exports.DeleteApplicationAuthenticationMethod$ = DeleteApplicationAuthenticationMethod$;
    exports.DeleteApplicationAuthenticationMethodCommand = DeleteApplicationAuthenticationMethodCommand;
    exports.DeleteApplicationAuthenticationMethodRequest$ = DeleteApplicationAuthenticationMethodRequest$;
    exports.DeleteApplicationCommand = DeleteApplicationCommand;
    exports.DeleteApplicationGrant$ = DeleteApplicationGrant$;
    exports.DeleteApplicationGrantCommand = DeleteApplicationGrantCommand;
    exports.DeleteApplicationGrantRequest$ = DeleteApplicationGrantRequest$;
    exports.DeleteApplicationRequest$ = DeleteApplicationRequest$;
    exports.DeleteApplicationResponse$ = DeleteApplicationResponse$;
    exports.DeleteInlinePolicyFromPermissionSet$ = DeleteInlinePolicyFromPermissionSet$;
    exports.DeleteInlinePolicyFromPermissionSetCommand = DeleteInlinePolicyFromPermissionSetCommand;
    exports.DeleteInlinePolicyFromPermissionSetRequest$ = DeleteInlinePolicyFromPermissionSetRequest$;
    exports.DeleteInlinePolicyFromPermissionSetResponse$ = DeleteInlinePolicyFromPermissionSetResponse$;
    exports.DeleteInstance$ = DeleteInstance$;
    exports.DeleteInstanceAccessControlAttributeConfiguration$ = DeleteInstanceAccessControlAttributeConfiguration$;
    exports.DeleteInstanceAccessControlAttributeConfigurationCommand = DeleteInstanceAccessControlAttributeConfigurationCommand;
    exports.DeleteInstanceAccessControlAttributeConfigurationRequest$ = DeleteInstanceAccessControlAttributeConfigurationRequest$;
    exports.DeleteInstanceAccessControlAttributeConfigurationResponse$ = DeleteInstanceAccessControlAttributeConfigurationResponse$;
    exports.DeleteInstanceCommand = DeleteInstanceCommand;
    exports.DeleteInstanceRequest$ = DeleteInstanceRequest$;
    exports.DeleteInstanceResponse$ = DeleteInstanceResponse$;
    exports.DeletePermissionSet$ = DeletePermissionSet$;
    exports.DeletePermissionSetCommand = DeletePermissionSetCommand;
    exports.DeletePermissionSetRequest$ = DeletePermissionSetRequest$;
    exports.DeletePermissionSetResponse$ = DeletePermissionSetResponse$;
    exports.DeletePermissionsBoundaryFromPermissionSet$ = DeletePermissionsBoundaryFromPermissionSet$;
    exports.DeletePermissionsBoundaryFromPermissionSetCommand = DeletePermissionsBoundaryFromPermissionSetCommand;
    exports.DeletePermissionsBoundaryFromPermissionSetRequest$ = DeletePermissionsBoundaryFromPermissionSetRequest$;
    exports.DeletePermissionsBoundaryFromPermissionSetResponse$ = DeletePermissionsBoundaryFromPermissionSetResponse$;
    exports.DeleteTrustedTokenIssuer$ = DeleteTrustedTokenIssuer$;
    exports.DeleteTrustedTokenIssuerCommand = DeleteTrustedTokenIssuerCommand;
    exports.DeleteTrustedTokenIssuerRequest$ = DeleteTrustedTokenIssuerRequest$;
    exports.DeleteTrustedTokenIssuerResponse$ = DeleteTrustedTokenIssuerResponse$;
    exports.DescribeAccountAssignmentCreationStatus$ = DescribeAccountAssignmentCreationStatus$;
    exports.DescribeAccountAssignmentCreationStatusCommand = DescribeAccountAssignmentCreationStatusCommand3;
    exports.DescribeAccountAssignmentCreationStatusRequest$ = DescribeAccountAssignmentCreationStatusRequest$;
    exports.DescribeAccountAssignmentCreationStatusResponse$ = DescribeAccountAssignmentCreationStatusResponse$;
    exports.DescribeAccountAssignmentDeletionStatus$ = DescribeAccountAssignmentDeletionStatus$;
    exports.DescribeAccountAssignmentDeletionStatusCommand = DescribeAccountAssignmentDeletionStatusCommand3;
    exports.DescribeAccountAssignmentDeletionStatusRequest$ = DescribeAccountAssignmentDeletionStatusRequest$;
    exports.DescribeAccountAssignmentDeletionStatusResponse$ = DescribeAccountAssignmentDeletionStatusResponse$;
    exports.DescribeApplication$ = DescribeApplication$;
    exports.DescribeApplicationAssignment$ = DescribeApplicationAssignment$;
    exports.DescribeApplicationAssignmentCommand = DescribeApplicationAssignmentCommand;
    exports.DescribeApplicationAssignmentRequest$ = DescribeApplicationAssignmentRequest$;
    exports.DescribeApplicationAssignmentResponse$ = DescribeApplicationAssignmentResponse$;
    exports.DescribeApplicationCommand = DescribeApplicationCommand;
    exports.DescribeApplicationProvider$ = DescribeApplicationProvider$;
    exports.DescribeApplicationProviderCommand = DescribeApplicationProviderCommand;
    exports.DescribeApplicationProviderRequest$ = DescribeApplicationProviderRequest$;
    exports.DescribeApplicationProviderResponse$ = DescribeApplicationProviderResponse$;
    exports.DescribeApplicationRequest$ = DescribeApplicationRequest$;
    exports.DescribeApplicationResponse$ = DescribeApplicationResponse$;
    exports.DescribeInstance$ = DescribeInstance$;
    exports.DescribeInstanceAccessControlAttributeConfiguration$ = DescribeInstanceAccessControlAttributeConfiguration$;
    exports.DescribeInstanceAccessControlAttributeConfigurationCommand = DescribeInstanceAccessControlAttributeConfigurationCommand;
    exports.DescribeInstanceAccessControlAttributeConfigurationRequest$ = DescribeInstanceAccessControlAttributeConfigurationRequest$;
    exports.DescribeInstanceAccessControlAttributeConfigurationResponse$ = DescribeInstanceAccessControlAttributeConfigurationResponse$;
    exports.DescribeInstanceCommand = DescribeInstanceCommand;
    exports.DescribeInstanceRequest$ = DescribeInstanceRequest$;
    exports.DescribeInstanceResponse$ = DescribeInstanceResponse$;
    exports.DescribePermissionSet$ = DescribePermissionSet$;
    exports.DescribePermissionSetCommand = DescribePermissionSetCommand3;
    exports.DescribePermissionSetProvisioningStatus$ = DescribePermissionSetProvisioningStatus$;
    exports.DescribePermissionSetProvisioningStatusCommand = DescribePermissionSetProvisioningStatusCommand;
    exports.DescribePermissionSetProvisioningStatusRequest$ = DescribePermissionSetProvisioningStatusRequest$;
    exports.DescribePermissionSetProvisioningStatusResponse$ = DescribePermissionSetProvisioningStatusResponse$;
    exports.DescribePermissionSetRequest$ = DescribePermissionSetRequest$;
    exports.DescribePermissionSetResponse$ = DescribePermissionSetResponse$;
    exports.DescribeRegion$ = DescribeRegion$;
    exports.DescribeRegionCommand = DescribeRegionCommand;
    exports.DescribeRegionRequest$ = DescribeRegionRequest$;
    exports.DescribeRegionResponse$ = DescribeRegionResponse$;
    exports.DescribeTrustedTokenIssuer$ = DescribeTrustedTokenIssuer$;
    exports.DescribeTrustedTokenIssuerCommand = DescribeTrustedTokenIssuerCommand;
    exports.DescribeTrustedTokenIssuerRequest$ = DescribeTrustedTokenIssuerRequest$;
    exports.DescribeTrustedTokenIssuerResponse$ = DescribeTrustedTokenIssuerResponse$;
    exports.DetachCustomerManagedPolicyReferenceFromPermissionSet$ = DetachCustomerManagedPolicyReferenceFromPermissionSet$;
    exports.DetachCustomerManagedPolicyReferenceFromPermissionSetCommand = DetachCustomerManagedPolicyReferenceFromPermissionSetCommand;
    exports.DetachCustomerManagedPolicyReferenceFromPermissionSetRequest$ = DetachCustomerManagedPolicyReferenceFromPermissionSetRequest$;
    exports.DetachCustomerManagedPolicyReferenceFromPermissionSetResponse$ = DetachCustomerManagedPolicyReferenceFromPermissionSetResponse$;
    exports.DetachManagedPolicyFromPermissionSet$ = DetachManagedPolicyFromPermissionSet$;
    exports.DetachManagedPolicyFromPermissionSetCommand = DetachManagedPolicyFromPermissionSetCommand;
    exports.DetachManagedPolicyFromPermissionSetRequest$ = DetachManagedPolicyFromPermissionSetRequest$;
    exports.DetachManagedPolicyFromPermissionSetResponse$ = DetachManagedPolicyFromPermissionSetResponse$;
    exports.DisplayData$ = DisplayData$;
    exports.EncryptionConfiguration$ = EncryptionConfiguration$;
    exports.EncryptionConfigurationDetails$ = EncryptionConfigurationDetails$;
    exports.FederationProtocol = FederationProtocol;
    exports.GetApplicationAccessScope$ = GetApplicationAccessScope$;
    exports.GetApplicationAccessScopeCommand = GetApplicationAccessScopeCommand;
    exports.GetApplicationAccessScopeRequest$ = GetApplicationAccessScopeRequest$;
    exports.GetApplicationAccessScopeResponse$ = GetApplicationAccessScopeResponse$;
    exports.GetApplicationAssignmentConfiguration$ = GetApplicationAssignmentConfiguration$;
    exports.GetApplicationAssignmentConfigurationCommand = GetApplicationAssignmentConfigurationCommand;
    exports.GetApplicationAssignmentConfigurationRequest$ = GetApplicationAssignmentConfigurationRequest$;
    exports.GetApplicationAssignmentConfigurationResponse$ = GetApplicationAssignmentConfigurationResponse$;
    exports.GetApplicationAuthenticationMethod$ = GetApplicationAuthenticationMethod$;
    exports.GetApplicationAuthenticationMethodCommand = GetApplicationAuthenticationMethodCommand;
    exports.GetApplicationAuthenticationMethodRequest$ = GetApplicationAuthenticationMethodRequest$;
    exports.GetApplicationAuthenticationMethodResponse$ = GetApplicationAuthenticationMethodResponse$;
    exports.GetApplicationGrant$ = GetApplicationGrant$;
    exports.GetApplicationGrantCommand = GetApplicationGrantCommand;
    exports.GetApplicationGrantRequest$ = GetApplicationGrantRequest$;
    exports.GetApplicationGrantResponse$ = GetApplicationGrantResponse$;
    exports.GetApplicationSessionConfiguration$ = GetApplicationSessionConfiguration$;
    exports.GetApplicationSessionConfigurationCommand = GetApplicationSessionConfigurationCommand;
    exports.GetApplicationSessionConfigurationRequest$ = GetApplicationSessionConfigurationRequest$;
    exports.GetApplicationSessionConfigurationResponse$ = GetApplicationSessionConfigurationResponse$;
    exports.GetInlinePolicyForPermissionSet$ = GetInlinePolicyForPermissionSet$;
    exports.GetInlinePolicyForPermissionSetCommand = GetInlinePolicyForPermissionSetCommand3;
    exports.GetInlinePolicyForPermissionSetRequest$ = GetInlinePolicyForPermissionSetRequest$;
    exports.GetInlinePolicyForPermissionSetResponse$ = GetInlinePolicyForPermissionSetResponse$;
    exports.GetPermissionsBoundaryForPermissionSet$ = GetPermissionsBoundaryForPermissionSet$;
    exports.GetPermissionsBoundaryForPermissionSetCommand = GetPermissionsBoundaryForPermissionSetCommand;
    exports.GetPermissionsBoundaryForPermissionSetRequest$ = GetPermissionsBoundaryForPermissionSetRequest$;
    exports.GetPermissionsBoundaryForPermissionSetResponse$ = GetPermissionsBoundaryForPermissionSetResponse$;
    exports.Grant$ = Grant$;
    exports.GrantItem$ = GrantItem$;
    exports.GrantType = GrantType;
    exports.IamAuthenticationMethod$ = IamAuthenticationMethod$;
    exports.InstanceAccessControlAttributeConfiguration$ = InstanceAccessControlAttributeConfiguration$;
    exports.InstanceAccessControlAttributeConfigurationStatus = InstanceAccessControlAttributeConfigurationStatus;
    exports.InstanceMetadata$ = InstanceMetadata$;
    exports.InstanceStatus = InstanceStatus;
    exports.InternalServerException = InternalServerException;
    exports.InternalServerException$ = InternalServerException$;
    exports.JwksRetrievalOption = JwksRetrievalOption;
    exports.JwtBearerGrant$ = JwtBearerGrant$;
    exports.KmsKeyStatus = KmsKeyStatus;
    exports.KmsKeyType = KmsKeyType;
    exports.ListAccountAssignmentCreationStatus$ = ListAccountAssignmentCreationStatus$;
    exports.ListAccountAssignmentCreationStatusCommand = ListAccountAssignmentCreationStatusCommand3;
    exports.ListAccountAssignmentCreationStatusRequest$ = ListAccountAssignmentCreationStatusRequest$;
    exports.ListAccountAssignmentCreationStatusResponse$ = ListAccountAssignmentCreationStatusResponse$;
    exports.ListAccountAssignmentDeletionStatus$ = ListAccountAssignmentDeletionStatus$;
    exports.ListAccountAssignmentDeletionStatusCommand = ListAccountAssignmentDeletionStatusCommand3;
    exports.ListAccountAssignmentDeletionStatusRequest$ = ListAccountAssignmentDeletionStatusRequest$;
    exports.ListAccountAssignmentDeletionStatusResponse$ = ListAccountAssignmentDeletionStatusResponse$;
    exports.ListAccountAssignments$ = ListAccountAssignments$;
    exports.ListAccountAssignmentsCommand = ListAccountAssignmentsCommand3;
    exports.ListAccountAssignmentsFilter$ = ListAccountAssignmentsFilter$;
    exports.ListAccountAssignmentsForPrincipal$ = ListAccountAssignmentsForPrincipal$;
    exports.ListAccountAssignmentsForPrincipalCommand = ListAccountAssignmentsForPrincipalCommand;
    exports.ListAccountAssignmentsForPrincipalRequest$ = ListAccountAssignmentsForPrincipalRequest$;
    exports.ListAccountAssignmentsForPrincipalResponse$ = ListAccountAssignmentsForPrincipalResponse$;
    exports.ListAccountAssignmentsRequest$ = ListAccountAssignmentsRequest$;
    exports.ListAccountAssignmentsResponse$ = ListAccountAssignmentsResponse$;
    exports.ListAccountsForProvisionedPermissionSet$ = ListAccountsForProvisionedPermissionSet$;
    exports.ListAccountsForProvisionedPermissionSetCommand = ListAccountsForProvisionedPermissionSetCommand;
    exports.ListAccountsForProvisionedPermissionSetRequest$ = ListAccountsForProvisionedPermissionSetRequest$;
    exports.ListAccountsForProvisionedPermissionSetResponse$ = ListAccountsForProvisionedPermissionSetResponse$;
    exports.ListApplicationAccessScopes$ = ListApplicationAccessScopes$;
    exports.ListApplicationAccessScopesCommand = ListApplicationAccessScopesCommand;
    exports.ListApplicationAccessScopesRequest$ = ListApplicationAccessScopesRequest$;
    exports.ListApplicationAccessScopesResponse$ = ListApplicationAccessScopesResponse$;
    exports.ListApplicationAssignments$ = ListApplicationAssignments$;
    exports.ListApplicationAssignmentsCommand = ListApplicationAssignmentsCommand;
    exports.ListApplicationAssignmentsFilter$ = ListApplicationAssignmentsFilter$;
    exports.ListApplicationAssignmentsForPrincipal$ = ListApplicationAssignmentsForPrincipal$;
    exports.ListApplicationAssignmentsForPrincipalCommand = ListApplicationAssignmentsForPrincipalCommand;
    exports.ListApplicationAssignmentsForPrincipalRequest$ = ListApplicationAssignmentsForPrincipalRequest$;
    exports.ListApplicationAssignmentsForPrincipalResponse$ = ListApplicationAssignmentsForPrincipalResponse$;
    exports.ListApplicationAssignmentsRequest$ = ListApplicationAssignmentsRequest$;
    exports.ListApplicationAssignmentsResponse$ = ListApplicationAssignmentsResponse$;
    exports.ListApplicationAuthenticationMethods$ = ListApplicationAuthenticationMethods$;
    exports.ListApplicationAuthenticationMethodsCommand = ListApplicationAuthenticationMethodsCommand;
    exports.ListApplicationAuthenticationMethodsRequest$ = ListApplicationAuthenticationMethodsRequest$;
    exports.ListApplicationAuthenticationMethodsResponse$ = ListApplicationAuthenticationMethodsResponse$;
    exports.ListApplicationGrants$ = ListApplicationGrants$;
    exports.ListApplicationGrantsCommand = ListApplicationGrantsCommand;
    exports.ListApplicationGrantsRequest$ = ListApplicationGrantsRequest$;
    exports.ListApplicationGrantsResponse$ = ListApplicationGrantsResponse$;
    exports.ListApplicationProviders$ = ListApplicationProviders$;
    exports.ListApplicationProvidersCommand = ListApplicationProvidersCommand;
    exports.ListApplicationProvidersRequest$ = ListApplicationProvidersRequest$;
    exports.ListApplicationProvidersResponse$ = ListApplicationProvidersResponse$;
    exports.ListApplications$ = ListApplications$;
    exports.ListApplicationsCommand = ListApplicationsCommand;
    exports.ListApplicationsFilter$ = ListApplicationsFilter$;
    exports.ListApplicationsRequest$ = ListApplicationsRequest$;
    exports.ListApplicationsResponse$ = ListApplicationsResponse$;
    exports.ListCustomerManagedPolicyReferencesInPermissionSet$ = ListCustomerManagedPolicyReferencesInPermissionSet$;
    exports.ListCustomerManagedPolicyReferencesInPermissionSetCommand = ListCustomerManagedPolicyReferencesInPermissionSetCommand2;
    exports.ListCustomerManagedPolicyReferencesInPermissionSetRequest$ = ListCustomerManagedPolicyReferencesInPermissionSetRequest$;
    exports.ListCustomerManagedPolicyReferencesInPermissionSetResponse$ = ListCustomerManagedPolicyReferencesInPermissionSetResponse$;
    exports.ListInstances$ = ListInstances$;
    exports.ListInstancesCommand = ListInstancesCommand2;
    exports.ListInstancesRequest$ = ListInstancesRequest$;
    exports.ListInstancesResponse$ = ListInstancesResponse$;
    exports.ListManagedPoliciesInPermissionSet$ = ListManagedPoliciesInPermissionSet$;
    exports.ListManagedPoliciesInPermissionSetCommand = ListManagedPoliciesInPermissionSetCommand3;
    exports.ListManagedPoliciesInPermissionSetRequest$ = ListManagedPoliciesInPermissionSetRequest$;
    exports.ListManagedPoliciesInPermissionSetResponse$ = ListManagedPoliciesInPermissionSetResponse$;
    exports.ListPermissionSetProvisioningStatus$ = ListPermissionSetProvisioningStatus$;
    exports.ListPermissionSetProvisioningStatusCommand = ListPermissionSetProvisioningStatusCommand;
    exports.ListPermissionSetProvisioningStatusRequest$ = ListPermissionSetProvisioningStatusRequest$;
    exports.ListPermissionSetProvisioningStatusResponse$ = ListPermissionSetProvisioningStatusResponse$;
    exports.ListPermissionSets$ = ListPermissionSets$;
    exports.ListPermissionSetsCommand = ListPermissionSetsCommand;
    exports.ListPermissionSetsProvisionedToAccount$ = ListPermissionSetsProvisionedToAccount$;
    exports.ListPermissionSetsProvisionedToAccountCommand = ListPermissionSetsProvisionedToAccountCommand3;
    exports.ListPermissionSetsProvisionedToAccountRequest$ = ListPermissionSetsProvisionedToAccountRequest$;
    exports.ListPermissionSetsProvisionedToAccountResponse$ = ListPermissionSetsProvisionedToAccountResponse$;
    exports.ListPermissionSetsRequest$ = ListPermissionSetsRequest$;
    exports.ListPermissionSetsResponse$ = ListPermissionSetsResponse$;
    exports.ListRegions$ = ListRegions$;
    exports.ListRegionsCommand = ListRegionsCommand;
    exports.ListRegionsRequest$ = ListRegionsRequest$;
    exports.ListRegionsResponse$ = ListRegionsResponse$;
    exports.ListTagsForResource$ = ListTagsForResource$;
    exports.ListTagsForResourceCommand = ListTagsForResourceCommand3;
    exports.ListTagsForResourceRequest$ = ListTagsForResourceRequest$;
    exports.ListTagsForResourceResponse$ = ListTagsForResourceResponse$;
    exports.ListTrustedTokenIssuers$ = ListTrustedTokenIssuers$;
    exports.ListTrustedTokenIssuersCommand = ListTrustedTokenIssuersCommand;
    exports.ListTrustedTokenIssuersRequest$ = ListTrustedTokenIssuersRequest$;
    exports.ListTrustedTokenIssuersResponse$ = ListTrustedTokenIssuersResponse$;
    exports.OidcJwtConfiguration$ = OidcJwtConfiguration$;
    exports.OidcJwtUpdateConfiguration$ = OidcJwtUpdateConfiguration$;
    exports.OperationStatusFilter$ = OperationStatusFilter$;
    exports.PermissionSet$ = PermissionSet$;
    exports.PermissionSetProvisioningStatus$ = PermissionSetProvisioningStatus$;
    exports.PermissionSetProvisioningStatusMetadata$ = PermissionSetProvisioningStatusMetadata$;
    exports.PermissionsBoundary$ = PermissionsBoundary$;
    exports.PortalOptions$ = PortalOptions$;
    exports.PrincipalType = PrincipalType;
    exports.ProvisionPermissionSet$ = ProvisionPermissionSet$;
    exports.ProvisionPermissionSetCommand = ProvisionPermissionSetCommand;
    exports.ProvisionPermissionSetRequest$ = ProvisionPermissionSetRequest$;
    exports.ProvisionPermissionSetResponse$ = ProvisionPermissionSetResponse$;
    exports.ProvisionTargetType = ProvisionTargetType;
    exports.ProvisioningStatus = ProvisioningStatus;
    exports.PutApplicationAccessScope$ = PutApplicationAccessScope$;
    exports.PutApplicationAccessScopeCommand = PutApplicationAccessScopeCommand;
    exports.PutApplicationAccessScopeRequest$ = PutApplicationAccessScopeRequest$;
    exports.PutApplicationAssignmentConfiguration$ = PutApplicationAssignmentConfiguration$;
    exports.PutApplicationAssignmentConfigurationCommand = PutApplicationAssignmentConfigurationCommand;
    exports.PutApplicationAssignmentConfigurationRequest$ = PutApplicationAssignmentConfigurationRequest$;
    exports.PutApplicationAssignmentConfigurationResponse$ = PutApplicationAssignmentConfigurationResponse$;
    exports.PutApplicationAuthenticationMethod$ = PutApplicationAuthenticationMethod$;
    exports.PutApplicationAuthenticationMethodCommand = PutApplicationAuthenticationMethodCommand;
    exports.PutApplicationAuthenticationMethodRequest$ = PutApplicationAuthenticationMethodRequest$;
    exports.PutApplicationGrant$ = PutApplicationGrant$;
    exports.PutApplicationGrantCommand = PutApplicationGrantCommand;
    exports.PutApplicationGrantRequest$ = PutApplicationGrantRequest$;
    exports.PutApplicationSessionConfiguration$ = PutApplicationSessionConfiguration$;
    exports.PutApplicationSessionConfigurationCommand = PutApplicationSessionConfigurationCommand;
    exports.PutApplicationSessionConfigurationRequest$ = PutApplicationSessionConfigurationRequest$;
    exports.PutApplicationSessionConfigurationResponse$ = PutApplicationSessionConfigurationResponse$;
    exports.PutInlinePolicyToPermissionSet$ = PutInlinePolicyToPermissionSet$;
    exports.PutInlinePolicyToPermissionSetCommand = PutInlinePolicyToPermissionSetCommand;
    exports.PutInlinePolicyToPermissionSetRequest$ = PutInlinePolicyToPermissionSetRequest$;
    exports.PutInlinePolicyToPermissionSetResponse$ = PutInlinePolicyToPermissionSetResponse$;
    exports.PutPermissionsBoundaryToPermissionSet$ = PutPermissionsBoundaryToPermissionSet$;
    exports.PutPermissionsBoundaryToPermissionSetCommand = PutPermissionsBoundaryToPermissionSetCommand;
    exports.PutPermissionsBoundaryToPermissionSetRequest$ = PutPermissionsBoundaryToPermissionSetRequest$;
    exports.PutPermissionsBoundaryToPermissionSetResponse$ = PutPermissionsBoundaryToPermissionSetResponse$;
    exports.RefreshTokenGrant$ = RefreshTokenGrant$;
    exports.RegionMetadata$ = RegionMetadata$;
    exports.RegionStatus = RegionStatus;
    exports.RemoveRegion$ = RemoveRegion$;
    exports.RemoveRegionCommand = RemoveRegionCommand;
    exports.RemoveRegionRequest$ = RemoveRegionRequest$;
    exports.RemoveRegionResponse$ = RemoveRegionResponse$;
    exports.ResourceNotFoundException = ResourceNotFoundException;
    exports.ResourceNotFoundException$ = ResourceNotFoundException$;
    exports.ResourceNotFoundExceptionReason = ResourceNotFoundExceptionReason;
    exports.ResourceServerConfig$ = ResourceServerConfig$;
    exports.ResourceServerScopeDetails$ = ResourceServerScopeDetails$;
    exports.SSOAdmin = SSOAdmin;
    exports.SSOAdminClient = SSOAdminClient2;
    exports.SSOAdminServiceException = SSOAdminServiceException;
    exports.SSOAdminServiceException$ = SSOAdminServiceException$;
    exports.ScopeDetails$ = ScopeDetails$;
    exports.ServiceQuotaExceededException = ServiceQuotaExceededException;
    exports.ServiceQuotaExceededException$ = ServiceQuotaExceededException$;
    exports.SignInOptions$ = SignInOptions$;
    exports.SignInOrigin = SignInOrigin;
    exports.StatusValues = StatusValues;
    exports.Tag$ = Tag$;
    exports.TagResource$ = TagResource$;
    exports.TagResourceCommand = TagResourceCommand;
    exports.TagResourceRequest$ = TagResourceRequest$;
    exports.TagResourceResponse$ = TagResourceResponse$;
    exports.TargetType = TargetType;
    exports.ThrottlingException = ThrottlingException;
    exports.ThrottlingException$ = ThrottlingException$;
    exports.ThrottlingExceptionReason = ThrottlingExceptionReason;
    exports.TokenExchangeGrant$ = TokenExchangeGrant$;
    exports.TrustedTokenIssuerConfiguration$ = TrustedTokenIssuerConfiguration$;
    exports.TrustedTokenIssuerMetadata$ = TrustedTokenIssuerMetadata$;
    exports.TrustedTokenIssuerType = TrustedTokenIssuerType;
    exports.TrustedTokenIssuerUpdateConfiguration$ = TrustedTokenIssuerUpdateConfiguration$;
    exports.UntagResource$ = UntagResource$;
    exports.UntagResourceCommand = UntagResourceCommand;
    exports.UntagResourceRequest$ = UntagResourceRequest$;
    exports.UntagResourceResponse$ = UntagResourceResponse$;
    exports.UpdateApplication$ = UpdateApplication$;
    exports.UpdateApplicationCommand = UpdateApplicationCommand;
    exports.UpdateApplicationPortalOptions$ = UpdateApplicationPortalOptions$;
    exports.UpdateApplicationRequest$ = UpdateApplicationRequest$;
    exports.UpdateApplicationResponse$ = UpdateApplicationResponse$;
    exports.UpdateInstance$ = UpdateInstance$;
    exports.UpdateInstanceAccessControlAttributeConfiguration$ = UpdateInstanceAccessControlAttributeConfiguration$;
    exports.UpdateInstanceAccessControlAttributeConfigurationCommand = UpdateInstanceAccessControlAttributeConfigurationCommand;
    exports.UpdateInstanceAccessControlAttributeConfigurationRequest$ = UpdateInstanceAccessControlAttributeConfigurationRequest$;
    exports.UpdateInstanceAccessControlAttributeConfigurationResponse$ = UpdateInstanceAccessControlAttributeConfigurationResponse$;
    exports.UpdateInstanceCommand = UpdateInstanceCommand;
    exports.UpdateInstanceRequest$ = UpdateInstanceRequest$;
    exports.UpdateInstanceResponse$ = UpdateInstanceResponse$;
    exports.UpdatePermissionSet$ = UpdatePermissionSet$;
    exports.UpdatePermissionSetCommand = UpdatePermissionSetCommand2;
    exports.UpdatePermissionSetRequest$ = UpdatePermissionSetRequest$;
    exports.UpdatePermissionSetResponse$ = UpdatePermissionSetResponse$;
    exports.UpdateTrustedTokenIssuer$ = UpdateTrustedTokenIssuer$;
    exports.UpdateTrustedTokenIssuerCommand = UpdateTrustedTokenIssuerCommand;
    exports.UpdateTrustedTokenIssuerRequest$ = UpdateTrustedTokenIssuerRequest$;
    exports.UpdateTrustedTokenIssuerResponse$ = UpdateTrustedTokenIssuerResponse$;
    exports.UserBackgroundSessionApplicationStatus = UserBackgroundSessionApplicationStatus;
    exports.ValidationException = ValidationException;
    exports.ValidationException$ = ValidationException$;
    exports.ValidationExceptionReason = ValidationExceptionReason;
    exports.errorTypeRegistries = errorTypeRegistries;
    exports.paginateListAccountAssignmentCreationStatus = paginateListAccountAssignmentCreationStatus;
    exports.paginateListAccountAssignmentDeletionStatus = paginateListAccountAssignmentDeletionStatus;
    exports.paginateListAccountAssignments = paginateListAccountAssignments;
    exports.paginateListAccountAssignmentsForPrincipal = paginateListAccountAssignmentsForPrincipal;
    exports.paginateListAccountsForProvisionedPermissionSet = paginateListAccountsForProvisionedPermissionSet;
    exports.paginateListApplicationAccessScopes = paginateListApplicationAccessScopes;
    exports.paginateListApplicationAssignments = paginateListApplicationAssignments;
    exports.paginateListApplicationAssignmentsForPrincipal = paginateListApplicationAssignmentsForPrincipal;
    exports.paginateListApplicationAuthenticationMethods = paginateListApplicationAuthenticationMethods;
    exports.paginateListApplicationGrants = paginateListApplicationGrants;
    exports.paginateListApplicationProviders = paginateListApplicationProviders;
    exports.paginateListApplications = paginateListApplications;
    exports.paginateListCustomerManagedPolicyReferencesInPermissionSet = paginateListCustomerManagedPolicyReferencesInPermissionSet;
    exports.paginateListInstances = paginateListInstances;
    exports.paginateListManagedPoliciesInPermissionSet = paginateListManagedPoliciesInPermissionSet;
    exports.paginateListPermissionSetProvisioningStatus = paginateListPermissionSetProvisioningStatus;
    exports.paginateListPermissionSets = paginateListPermissionSets;
    exports.paginateListPermissionSetsProvisionedToAccount = paginateListPermissionSetsProvisionedToAccount;
    exports.paginateListRegions = paginateListRegions;
    exports.paginateListTagsForResource = paginateListTagsForResource;
    exports.paginateListTrustedTokenIssuers = paginateListTrustedTokenIssuers;
  }
});

// src/providers/aws-identity-center/api.ts
var import_client_cloudtrail = __toESM(require_dist_cjs3(), 1);
var import_client_identitystore = __toESM(require_dist_cjs5(), 1);
var import_client_scheduler = __toESM(require_dist_cjs6(), 1);
var import_client_sso_admin = __toESM(require_dist_cjs7(), 1);
var import_client_sts = __toESM(require_dist_cjs4(), 1);
import { setTimeout as wait } from "node:timers/promises";
var MOST_PAGES = 1e3;
function openClients(connection) {
  return {
    sso: new import_client_sso_admin.SSOAdminClient(clientSettings(connection, "sso")),
    store: new import_client_identitystore.IdentitystoreClient(clientSettings(connection, "identitystore")),
    scheduler: new import_client_scheduler.SchedulerClient(clientSettings(connection, "scheduler")),
    sts: new import_client_sts.STSClient(clientSettings(connection, "sts"))
  };
}
function createAws(connection, { instance, pauseSeconds = 1 }) {
  const { name } = connection;
  const clients = openClients(connection);
  function open2(deadlineSeconds) {
    const calls = openCalls({ name, deadlineSeconds });
    return {
      ...clients,
      ...calls,
      instance,
      list: (read) => readPages(name, read),
      pause: async () => void await wait(Math.min(pauseSeconds, calls.secondsLeft()) * 1e3),
      hasTimeLeft: () => calls.secondsLeft() > pauseSeconds + deadlineSeconds / 4,
      fail: (code, detail) => new ProviderError(name, code, new Error(detail))
    };
  }
  return {
    open: open2,
    openTrail(region, accessKey) {
      const { profile: _, ...rest } = connection;
      return new import_client_cloudtrail.CloudTrailClient(clientSettings({ ...rest, region, accessKey }, "cloudtrail"));
    },
    close: () => {
      for (const client of Object.values(clients)) client.destroy();
    }
  };
}
async function readPages(name, read) {
  const found = [];
  let next;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { items, next: following } = await read(next);
    if (items === void 0) throw unexpected(name, "A page has no list.");
    found.push(...items);
    if (following === void 0) return found;
    if (following === next) throw unexpected(name, "A page follows itself.");
    next = following;
  }
  throw unexpected(name, "A list does not end.");
}
var unexpected = (name, detail) => new ProviderError(name, "UNEXPECTED", new Error(detail));

// src/providers/aws-identity-center/configuration.ts
var partition = "aws(?:-[a-z]{1,5}){0,3}";
var account = awsFields.account;
var permissionSet = {
  type: "object",
  additionalProperties: false,
  required: ["permissionSet"],
  properties: {
    permissionSet: {
      type: "string",
      pattern: `^arn:${partition}:sso:::permissionSet/(?:sso)?ins-[a-zA-Z0-9.-]{16}/ps-[a-zA-Z0-9./-]{16}$`,
      description: "the ARN of a permission set"
    },
    /** Its name, for the link. */
    name: { type: "string", pattern: "^[\\w+=,.@-]{1,32}$" }
  }
};
var group = {
  type: "object",
  additionalProperties: false,
  required: ["group"],
  properties: {
    group: {
      type: "string",
      pattern: "^(?:[0-9a-f]{10}-)?[A-Fa-f0-9]{8}(?:-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}$"
    }
  }
};
var identityCenterSchema = {
  type: "object",
  additionalProperties: false,
  required: ["account", "region", "instance", "resources"],
  properties: {
    // The account of Hallpass's own role, and the region of the instance.
    ...awsFields,
    instance: {
      type: "string",
      pattern: `^arn:${partition}:sso:::instance/(?:sso)?ins-[a-zA-Z0-9.-]{16}$`,
      description: "the ARN of an instance of IAM Identity Center"
    },
    /** The AWS access portal, for the link that the person opens. */
    portal: { type: "string", pattern: "^https://[^/?#@]+/start/?$", maxLength: 200 },
    /** The tag that marks a permission set as reserved for Hallpass. */
    reservedTag: { type: "string", minLength: 1, maxLength: 128 },
    /** Lends the management account, too. */
    managementAccount: { type: "boolean" },
    consistencySeconds,
    /** Schedules of EventBridge Scheduler that end each grant when no part of Hallpass runs. */
    schedule: {
      type: "object",
      additionalProperties: false,
      required: ["group", "role"],
      properties: {
        group: { type: "string", pattern: "^[0-9a-zA-Z_.-]{1,64}$", not: { const: "default" } },
        role: {
          type: "string",
          pattern: `^arn:${partition}:iam::\\d{12}:role/(?:service-role/)?[\\w+=,.@-]{1,64}$`
        },
        deadLetters: {
          type: "string",
          pattern: `^arn:${partition}:sqs:[a-z0-9-]+:\\d{12}:[a-zA-Z0-9_-]+$`,
          description: "the ARN of a queue"
        }
      }
    },
    /** A role of this name in each lent account reads its trail, for the audit. */
    trail: {
      type: "object",
      additionalProperties: false,
      required: ["role"],
      properties: {
        role: { type: "string", pattern: "^[\\w+=,.@-]{1,64}$" },
        /** Default: the region of the instance. */
        regions: { type: "array", minItems: 1, uniqueItems: true, items: awsFields.region }
      }
    },
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        account,
        roles: byName({ oneOf: [permissionSet, group] })
      }
    })
  }
};
var DEADLINE_SECONDS = 120;
var CONSISTENCY_SECONDS = 60;
var RESERVED_TAG = "hallpass";

// src/providers/aws-identity-center/directory.ts
var import_client_identitystore2 = __toESM(require_dist_cjs5(), 1);
var import_client_sso_admin2 = __toESM(require_dist_cjs7(), 1);
async function readInstance(api) {
  const seen = await api.list(async (NextToken) => {
    const input = NextToken === void 0 ? {} : { NextToken };
    const page = await api.call((to) => api.sso.send(new import_client_sso_admin2.ListInstancesCommand(input), to));
    return { items: page.Instances, next: page.NextToken };
  });
  const found = seen.find(({ InstanceArn }) => InstanceArn === api.instance);
  if (found === void 0) throw api.fail("REFUSED", "The credentials see no such instance.");
  const { IdentityStoreId: store, OwnerAccountId: owner } = found;
  if (store === void 0) throw api.fail("UNEXPECTED", "The instance names no identity store.");
  return { id: `${api.instance} ${store}`, store, owner };
}
var userName = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u;
async function findUserId(api, { store }, name) {
  if (!userName.test(name)) return void 0;
  const unique = { AttributePath: "userName", AttributeValue: name };
  const input = { IdentityStoreId: store, AlternateIdentifier: { UniqueAttribute: unique } };
  const id = (await api.find((to) => api.store.send(new import_client_identitystore2.GetUserIdCommand(input), to)))?.UserId;
  const user = id === void 0 ? void 0 : await findUser(api, store, id);
  return user?.UserName === name && user.UserStatus !== "DISABLED" ? id : void 0;
}
async function findUser(api, store, id) {
  const input = { IdentityStoreId: store, UserId: id };
  return api.find((to) => api.store.send(new import_client_identitystore2.DescribeUserCommand(input), to));
}
async function findName(api, store, { kind, id }) {
  if (kind === "USER") {
    const user = await findUser(api, store, id);
    return user === void 0 ? void 0 : user.UserName ?? `User:${id}`;
  }
  const input = { IdentityStoreId: store, GroupId: id };
  const group2 = await api.find((to) => api.store.send(new import_client_identitystore2.DescribeGroupCommand(input), to));
  return group2 === void 0 ? void 0 : `Group:${group2.DisplayName ?? id}`;
}

// src/providers/aws-identity-center/places/assignees.ts
var import_client_sso_admin3 = __toESM(require_dist_cjs7(), 1);
async function listAssignees(api, account2, permissionSet2) {
  const asked = { InstanceArn: api.instance, AccountId: account2, PermissionSetArn: permissionSet2 };
  let isGone = false;
  const found = await api.list(async (NextToken) => {
    const input = { ...asked, ...NextToken !== void 0 && { NextToken } };
    const page = await api.find((to) => api.sso.send(new import_client_sso_admin3.ListAccountAssignmentsCommand(input), to));
    isGone ||= page === void 0;
    return { items: page === void 0 ? [] : page.AccountAssignments, next: page?.NextToken };
  });
  return isGone ? void 0 : found.map((each) => readAssignee(api, each));
}
function readAssignee(api, { PrincipalType, PrincipalId }) {
  if (PrincipalType !== "USER" && PrincipalType !== "GROUP" || PrincipalId === void 0)
    throw api.fail("UNEXPECTED", "An assignment names no user or group.");
  return { kind: PrincipalType, id: PrincipalId };
}
async function findPermissionSet(api, arn) {
  const input = { InstanceArn: api.instance, PermissionSetArn: arn };
  return (await api.find((to) => api.sso.send(new import_client_sso_admin3.DescribePermissionSetCommand(input), to)))?.PermissionSet;
}

// src/providers/aws-identity-center/places/operations.ts
var import_client_sso_admin4 = __toESM(require_dist_cjs7(), 1);
async function finish(api, kind, begun) {
  if (begun === "done") return void 0;
  const done = await settle(api, kind, begun);
  if (done === void 0) throw api.fail("UNREACHABLE", `AWS tells no status of a ${kind}.`);
  return done.Status === "FAILED" ? done.FailureReason ?? "no reason given" : void 0;
}
async function awaitOthers(api, assignment2) {
  for (const kind of ["creation", "deletion"])
    for (const id of await listRunning(api, kind)) {
      const status = await describe(api, kind, id);
      if (isOf(status, assignment2)) await settle(api, kind, status);
    }
}
async function begin(api, kind, assignment2, isDone) {
  for (; ; ) {
    try {
      return await request(api, kind, assignment2);
    } catch (error) {
      if (!(error instanceof ProviderError && error.code === "BUSY") || !api.hasTimeLeft()) throw error;
      await api.pause();
      if (await isDone()) return "done";
    }
  }
}
async function request(api, kind, { account: account2, permissionSet: permissionSet2, user }) {
  const input = {
    ...{ InstanceArn: api.instance, TargetId: account2, TargetType: "AWS_ACCOUNT" },
    ...{ PermissionSetArn: permissionSet2, PrincipalType: "USER", PrincipalId: user }
  };
  return kind === "creation" ? (await api.call((to) => api.sso.send(new import_client_sso_admin4.CreateAccountAssignmentCommand(input), to))).AccountAssignmentCreationStatus : (await api.call((to) => api.sso.send(new import_client_sso_admin4.DeleteAccountAssignmentCommand(input), to))).AccountAssignmentDeletionStatus;
}
async function settle(api, kind, begun) {
  let status = begun;
  while (status?.Status === "IN_PROGRESS") {
    await api.pause();
    status = await describe(api, kind, status.RequestId);
  }
  if (status !== void 0 && status.Status !== "SUCCEEDED" && status.Status !== "FAILED")
    throw api.fail("UNEXPECTED", `The status of a ${kind} is ${status.Status}.`);
  return status;
}
async function describe(api, kind, id) {
  if (id === void 0) throw api.fail("UNEXPECTED", `A ${kind} has no id.`);
  if (kind === "creation") {
    const input2 = { InstanceArn: api.instance, AccountAssignmentCreationRequestId: id };
    return (await api.find((to) => api.sso.send(new import_client_sso_admin4.DescribeAccountAssignmentCreationStatusCommand(input2), to)))?.AccountAssignmentCreationStatus;
  }
  const input = { InstanceArn: api.instance, AccountAssignmentDeletionRequestId: id };
  return (await api.find((to) => api.sso.send(new import_client_sso_admin4.DescribeAccountAssignmentDeletionStatusCommand(input), to)))?.AccountAssignmentDeletionStatus;
}
async function listRunning(api, kind) {
  const asked = { InstanceArn: api.instance, Filter: { Status: "IN_PROGRESS" } };
  const found = await api.list(async (NextToken) => {
    const input = { ...asked, ...NextToken !== void 0 && { NextToken } };
    if (kind === "creation") {
      const page2 = await api.call(
        (to) => api.sso.send(new import_client_sso_admin4.ListAccountAssignmentCreationStatusCommand(input), to)
      );
      return { items: page2.AccountAssignmentsCreationStatus, next: page2.NextToken };
    }
    const page = await api.call(
      (to) => api.sso.send(new import_client_sso_admin4.ListAccountAssignmentDeletionStatusCommand(input), to)
    );
    return { items: page.AccountAssignmentsDeletionStatus, next: page.NextToken };
  });
  return found.flatMap(({ RequestId }) => RequestId ?? []);
}
var isOf = (status, { account: account2, permissionSet: permissionSet2, user }) => status?.TargetId === account2 && status.PermissionSetArn === permissionSet2 && status.PrincipalId === user;

// src/providers/aws-identity-center/diagnosis/lasting-actions.ts
var lasting = [
  "iam:AddUserToGroup",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreateOpenIDConnectProvider",
  "iam:CreateRole",
  "iam:CreateSAMLProvider",
  "iam:CreateUser",
  "iam:PassRole",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateLoginProfile",
  "identitystore:CreateGroupMembership",
  "organizations:LeaveOrganization",
  "rolesanywhere:CreateTrustAnchor",
  "scheduler:DeleteSchedule",
  "scheduler:UpdateSchedule",
  "sso:CreateAccountAssignment",
  "sts:AssumeRole"
];
var lastingManagedPolicies = /* @__PURE__ */ new Set([
  "AdministratorAccess",
  "AmazonEventBridgeSchedulerFullAccess",
  "AWSSSODirectoryAdministrator",
  "AWSSSOMasterAccountAdministrator",
  "AWSSSOMemberAccountAdministrator",
  "IAMFullAccess",
  // All but IAM, Organizations and Account Management: also `sts:AssumeRole` ("AWS managed policies for job functions").
  "PowerUserAccess"
]);
function findLastingActions(policy) {
  const statements = readStatements(policy);
  return lasting.filter((action) => statements.some((statement) => allows(statement, action)));
}
function allows(statement, action) {
  if (fieldOf(statement, "Effect") !== "Allow") return false;
  const some = (field) => listOf(fieldOf(statement, field)).some((pattern) => matchesAction(pattern, action));
  return fieldOf(statement, "NotAction") === void 0 ? some("Action") : !some("NotAction");
}

// src/providers/aws-identity-center/places/set-policies.ts
var import_client_sso_admin5 = __toESM(require_dist_cjs7(), 1);
async function readInlinePolicy(api, arn) {
  const asked = { InstanceArn: api.instance, PermissionSetArn: arn };
  const { InlinePolicy = "" } = await api.call(
    (to) => api.sso.send(new import_client_sso_admin5.GetInlinePolicyForPermissionSetCommand(asked), to)
  );
  return InlinePolicy;
}
async function listManagedPolicies(api, arn) {
  const asked = { InstanceArn: api.instance, PermissionSetArn: arn };
  const found = await api.list(async (NextToken) => {
    const input = { ...asked, ...NextToken !== void 0 && { NextToken } };
    const page = await api.call(
      (to) => api.sso.send(new import_client_sso_admin5.ListManagedPoliciesInPermissionSetCommand(input), to)
    );
    return { items: page.AttachedManagedPolicies, next: page.NextToken };
  });
  return found.flatMap(({ Name }) => Name ?? []);
}
async function listCustomerPolicies(api, arn) {
  const asked = { InstanceArn: api.instance, PermissionSetArn: arn };
  const found = await api.list(async (NextToken) => {
    const input = { ...asked, ...NextToken !== void 0 && { NextToken } };
    const page = await api.call(
      (to) => api.sso.send(new import_client_sso_admin5.ListCustomerManagedPolicyReferencesInPermissionSetCommand(input), to)
    );
    return { items: page.CustomerManagedPolicyReferences, next: page.NextToken };
  });
  return found.flatMap(({ Name }) => Name ?? []);
}

// src/providers/aws-identity-center/places/set-abilities.ts
async function describeSet(api, arn, set) {
  const [inline, managed, customer] = await Promise.all([
    readInlinePolicy(api, arn),
    listManagedPolicies(api, arn),
    listCustomerPolicies(api, arn)
  ]);
  const widestFirst = [...managed].sort(
    (one, other) => Number(lastingManagedPolicies.has(other)) - Number(lastingManagedPolicies.has(one))
  );
  const statements = inline === "" ? [] : readStatements(inline);
  return [
    ...managed.length === 0 ? [] : [`do what AWS's policies allow: ${listSome(widestFirst)}`],
    ...customer.length === 0 ? [] : [`do what policies of the account allow, whose texts Hallpass does not see: ${listSome(customer)}`],
    ...describeStatements(statements),
    ...inline !== "" && statements.length === 0 ? ["do what its inline policy says, which is no JSON"] : [],
    ...describeSession(set),
    ...describeQuote(`the description of ${set.Name ?? "the permission set"}`, set.Description)
  ];
}
var describeSession = ({ SessionDuration }) => SessionDuration === void 0 ? [] : [`go on in an open session after the end, for ${SessionDuration} at most`];

// src/providers/aws-identity-center/places/assignment.ts
function assignmentPlace(account2, permissionSet2, lendsManagement) {
  const assignmentOf = (user) => ({ account: account2, permissionSet: permissionSet2, user });
  async function isAssigned(api, user) {
    const assignees = await listAssignees(api, account2, permissionSet2);
    return assignees?.some(({ kind, id }) => kind === "USER" && id === user) ?? false;
  }
  async function requireSet(api) {
    const found = await findPermissionSet(api, permissionSet2);
    if (found === void 0) throw api.fail("UNKNOWN_ENTITLEMENT", "There is no such permission set.");
    return found;
  }
  return {
    ...{ account: account2, permissionSet: permissionSet2, assignmentOf },
    id: `${account2} ${permissionSet2}`,
    list: (api) => listAssignees(api, account2, permissionSet2),
    has: (api, _, user) => isAssigned(api, user),
    settle: (api, user) => awaitOthers(api, assignmentOf(user)),
    async verify(api, { owner }) {
      if (owner === account2 && !lendsManagement)
        throw api.fail("REFUSED", "The management account is not lent.");
      await requireSet(api);
    },
    tell: async (api) => describeSet(api, permissionSet2, await requireSet(api)),
    async add(api, _, user, clean) {
      const isDone = () => isAssigned(api, user);
      const begun = await begin(api, "creation", assignmentOf(user), isDone).catch(async (error) => {
        if (isWithoutEffect(error)) await clean();
        throw error;
      });
      const reason = await finish(api, "creation", begun);
      if (reason === void 0) return;
      await clean();
      throw failureOf(api, reason);
    },
    async remove(api, { store }, user) {
      const isDone = async () => !await isAssigned(api, user);
      const begun = await begin(api, "deletion", assignmentOf(user), isDone);
      const reason = await finish(api, "deletion", begun);
      if (reason === void 0) return;
      if (await findUser(api, store, user) === void 0) return;
      if (await isAssigned(api, user)) throw failureOf(api, reason);
    }
  };
}
var failureOf = (api, reason) => api.fail(/\b403\b|denied/iu.test(reason) ? "REFUSED" : "UNREACHABLE", reason);
var isWithoutEffect = (error) => error instanceof ProviderError && ["BUSY", "LOGIN_REFUSED", "REFUSED", "THROTTLED"].includes(error.code);

// src/providers/aws-identity-center/places/membership.ts
var import_client_identitystore3 = __toESM(require_dist_cjs5(), 1);
var import_client_sso_admin6 = __toESM(require_dist_cjs7(), 1);
function membershipPlace(group2, ownAccount) {
  const find = (api, store) => api.find(
    (to) => api.store.send(new import_client_identitystore3.DescribeGroupCommand({ IdentityStoreId: store, GroupId: group2 }), to)
  );
  async function findObstacle(api, { store }) {
    const found = await find(api, store);
    if (found === void 0) return "missing";
    if ((found.ExternalIds ?? []).length > 0) return "foreign";
    return await isAssignedIn(api, ownAccount, group2) ? "own" : void 0;
  }
  async function findMembership(api, { store }, user) {
    const input = { IdentityStoreId: store, GroupId: group2, MemberId: { UserId: user } };
    return (await api.find((to) => api.store.send(new import_client_identitystore3.GetGroupMembershipIdCommand(input), to)))?.MembershipId;
  }
  return {
    ...{ group: group2, findObstacle },
    id: `group ${group2}`,
    has: async (api, instance, user) => await findMembership(api, instance, user) !== void 0,
    async verify(api, instance) {
      const obstacle = await findObstacle(api, instance);
      if (obstacle === "missing") throw api.fail("UNKNOWN_ENTITLEMENT", "There is no such group.");
      if (obstacle !== void 0) throw api.fail("REFUSED", `The group cannot be lent: ${obstacle}.`);
    },
    async tell(api, { store }) {
      const found = await find(api, store);
      if (found === void 0) throw api.fail("UNKNOWN_ENTITLEMENT", "There is no such group.");
      return [
        `use whatever was assigned to the group ${found.DisplayName ?? group2}`,
        ...describeQuote("the group's description", found.Description)
      ];
    },
    async list(api, { store }) {
      const asked = { IdentityStoreId: store, GroupId: group2 };
      let isGone = false;
      const found = await api.list(async (NextToken) => {
        const input = { ...asked, ...NextToken !== void 0 && { NextToken } };
        const page = await api.find((to) => api.store.send(new import_client_identitystore3.ListGroupMembershipsCommand(input), to));
        isGone ||= page === void 0;
        return { items: page === void 0 ? [] : page.GroupMemberships, next: page?.NextToken };
      });
      return isGone ? void 0 : found.map((each) => readMember(api, each));
    },
    async add(api, { store }, user) {
      const input = { IdentityStoreId: store, GroupId: group2, MemberId: { UserId: user } };
      await api.call((to) => api.store.send(new import_client_identitystore3.CreateGroupMembershipCommand(input), to));
    },
    async remove(api, instance, user) {
      const MembershipId = await findMembership(api, instance, user);
      if (MembershipId === void 0) return;
      const input = { IdentityStoreId: instance.store, MembershipId };
      await api.find((to) => api.store.send(new import_client_identitystore3.DeleteGroupMembershipCommand(input), to));
    }
  };
}
function readMember(api, { MemberId }) {
  const id = MemberId?.UserId;
  if (id === void 0) throw api.fail("UNEXPECTED", "A membership names no user.");
  return { kind: "USER", id };
}
async function isAssignedIn(api, account2, group2) {
  const asked = { InstanceArn: api.instance, AccountId: account2 };
  const sets = await api.list(async (NextToken) => {
    const input = { ...asked, ...NextToken !== void 0 && { NextToken } };
    const page = await api.call(
      (to) => api.sso.send(new import_client_sso_admin6.ListPermissionSetsProvisionedToAccountCommand(input), to)
    );
    return { items: page.PermissionSets ?? [], next: page.NextToken };
  });
  for (const set of sets) {
    const assignees = await listAssignees(api, account2, set) ?? [];
    if (assignees.some(({ kind, id }) => kind === "GROUP" && id === group2)) return true;
  }
  return false;
}

// src/providers/aws-identity-center/places/offer.ts
var listOffer = ({
  account: own,
  resources,
  managementAccount = false
}) => Object.entries(resources).flatMap(
  ([resource, { account: account2 = "", roles }]) => Object.entries(roles).map(
    ([role, target]) => "group" in target ? { resource, role, place: membershipPlace(target.group, own) } : {
      ...{ resource, role, place: assignmentPlace(account2, target.permissionSet, managementAccount) },
      ...target.name !== void 0 && { name: target.name }
    }
  )
);
var assignment = /^(?<account>\d{12}) (?<set>arn:[a-z-]+:sso:::permissionSet\/(?:sso)?ins-[\w.-]{16}\/ps-[\w./-]{16})$/u;
var membership = /^group (?<group>[0-9A-Za-z-]{1,47})$/u;
function rebuildPlace(id, own) {
  const { account: account2, set } = assignment.exec(id)?.groups ?? {};
  if (account2 !== void 0 && set !== void 0) return assignmentPlace(account2, set, false);
  const { group: group2 } = membership.exec(id)?.groups ?? {};
  return group2 === void 0 ? void 0 : membershipPlace(group2, own);
}

// src/providers/aws-identity-center/activity.ts
var import_client_sts2 = __toESM(require_dist_cjs4(), 1);
var MOST = 1e3;
async function readActivity(api, openTrail, { role, regions }, { account: account2, permissionSet: permissionSet2, user }, { principal, store, from, until, now }) {
  const set = await findPermissionSet(api, permissionSet2);
  if (set?.Name === void 0) throw api.fail("UNKNOWN_ENTITLEMENT", "There is no such permission set.");
  const prefix = `AWSReservedSSO_${set.Name}_`;
  const current = (await findUser(api, store, user))?.UserName;
  const key = await assume(api, `arn:${api.instance.split(":")[1]}:iam::${account2}:role/${role}`);
  const found = [];
  for (const region of regions) {
    const trail = openTrail(region, key);
    try {
      for (const username of /* @__PURE__ */ new Set([principal, current ?? principal])) {
        const isBy = ({ principalId = "", role: role2 = "" }) => principalId.endsWith(`:${username}`) && isOfSet(role2, prefix);
        found.push(...await readTrail(trail, api, { username, isBy, from, until, now }));
      }
    } finally {
      trail.destroy();
    }
  }
  return found.toSorted((a, b) => compareAsc(a.at, b.at)).slice(-MOST);
}
var isOfSet = (role, prefix) => role.startsWith(prefix) && /^[0-9a-f]+$/u.test(role.slice(prefix.length));
async function assume(api, RoleArn) {
  const input = { RoleArn, RoleSessionName: "hallpass", DurationSeconds: 900 };
  const { Credentials } = await api.call((to) => api.sts.send(new import_client_sts2.AssumeRoleCommand(input), to));
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials ?? {};
  if (AccessKeyId === void 0 || SecretAccessKey === void 0 || SessionToken === void 0)
    throw api.fail("UNEXPECTED", "AssumeRole gives no credentials.");
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

// src/providers/aws-identity-center/connect.ts
function linkTo(portal, offer, { resource, role }) {
  const found = offer.find((each) => each.resource === resource && each.role === role);
  if (found === void 0) return void 0;
  const start = portal.replace(/\/$/u, "");
  if (!("account" in found.place)) return { kind: "link", text: start };
  const query = new URLSearchParams({
    account_id: found.place.account,
    ...found.name !== void 0 && { role_name: found.name }
  });
  return { kind: "link", text: `${start}/#/console?${query}` };
}

// src/providers/aws-identity-center/diagnosis/examine-group.ts
async function examineGroup(api, instance, what, place) {
  try {
    const obstacle = await place.findObstacle(api, instance);
    return obstacle === void 0 ? [] : [describe2(obstacle, what)];
  } catch (error) {
    if (error instanceof ProviderError && error.code === "REFUSED") return [];
    throw error;
  }
}
function describe2(obstacle, what) {
  switch (obstacle) {
    case "missing":
      return mistake(
        "IDENTITY_CENTER_NO_GROUP",
        `The group of ${what} does not exist.`,
        "Write the id of a group that does."
      );
    case "foreign":
      return mistake(
        "IDENTITY_CENTER_FOREIGN_GROUP",
        `The group of ${what} comes from another directory, which would undo what Hallpass changes.`,
        "Make a group in IAM Identity Center for this role, or lend the group at the directory it comes from."
      );
    case "own":
      return mistake(
        "IDENTITY_CENTER_OWN_GROUP",
        `The group of ${what} has a permission set in Hallpass's own account: its members could stop the end of their leases.`,
        "Take the group's permission sets in that account away, or lend another group."
      );
  }
}

// src/providers/aws-identity-center/diagnosis/examine-rights.ts
var import_client_identitystore4 = __toESM(require_dist_cjs5(), 1);
var import_client_scheduler3 = __toESM(require_dist_cjs6(), 1);
var import_client_sso_admin7 = __toESM(require_dist_cjs7(), 1);
var import_client_sts3 = __toESM(require_dist_cjs4(), 1);
import { randomUUID } from "node:crypto";

// src/providers/aws-identity-center/schedule.ts
var import_client_scheduler2 = __toESM(require_dist_cjs6(), 1);
import { createHash } from "node:crypto";
var RETRIES = { MaximumEventAgeInSeconds: 86400, MaximumRetryAttempts: 185 };
var scheduleName = (ids) => `hallpass-${createHash("sha256").update(idsKey(ids)).digest("hex").slice(0, 40)}`;
function atExpression(end) {
  const second = new Date(Math.ceil(end.getTime() / 1e3) * 1e3);
  return `at(${second.toISOString().slice(0, 19)})`;
}
var targetOf = (instance) => `arn:${instance.split(":")[1]}:scheduler:::aws-sdk:ssoadmin:deleteAccountAssignment`;
function describeSchedule(instance, { group: group2, role, deadLetters }, ids, { account: account2, permissionSet: permissionSet2, user }, end) {
  return {
    Name: scheduleName(ids),
    GroupName: group2,
    Description: "Ends a lease of Hallpass, also when Hallpass does not run.",
    ScheduleExpression: atExpression(end),
    ScheduleExpressionTimezone: "UTC",
    FlexibleTimeWindow: { Mode: "OFF" },
    State: "ENABLED",
    // "EventBridge Scheduler deletes the schedule after its last target invocation" ("Deletion after schedule completion").
    ActionAfterCompletion: "DELETE",
    Target: {
      Arn: targetOf(instance),
      RoleArn: role,
      Input: JSON.stringify({
        ...{ InstanceArn: instance, TargetId: account2, TargetType: "AWS_ACCOUNT" },
        ...{ PermissionSetArn: permissionSet2, PrincipalType: "USER", PrincipalId: user }
      }),
      RetryPolicy: RETRIES,
      ...deadLetters !== void 0 && { DeadLetterConfig: { Arn: deadLetters } }
    }
  };
}
function timerOf(api, options, ids, assignment2) {
  const { scheduler } = api;
  const whole = (end) => describeSchedule(api.instance, options, ids, assignment2, end);
  async function move(end) {
    const input = whole(end);
    return await api.find((to) => scheduler.send(new import_client_scheduler2.UpdateScheduleCommand(input), to)) !== void 0;
  }
  async function create(end) {
    try {
      const input = whole(end);
      const made = await api.find((to) => scheduler.send(new import_client_scheduler2.CreateScheduleCommand(input), to));
      if (made === void 0) throw api.fail("REFUSED", "The schedule group does not exist.");
      return true;
    } catch (error) {
      if (error instanceof ProviderError && error.code === "BUSY") return false;
      throw error;
    }
  }
  return {
    move,
    async plant(end) {
      if (await move(end)) return;
      if (await create(end)) return;
      if (!await move(end)) throw api.fail("BUSY", "The schedule comes and goes.");
    },
    async remove() {
      const input = { Name: scheduleName(ids), GroupName: options.group };
      await api.find((to) => scheduler.send(new import_client_scheduler2.DeleteScheduleCommand(input), to));
    }
  };
}

// src/providers/aws-identity-center/diagnosis/examine-rights.ts
var NOBODY = "00000000-0000-4000-8000-000000000000";
var NO_NAME = "hallpass-doctor";
async function examineRights(api, instance, configuration) {
  const { name } = configuration;
  const places = listOffer(configuration).map(({ place }) => place);
  const assignments = places.filter((place) => "account" in place);
  const memberships = places.filter((place) => "group" in place);
  const needed = [
    ...assignments.flatMap((place) => probesOfAssignment(api, place)),
    ...memberships.flatMap((place) => probesOfMembership(api, instance, configuration.account, place)),
    ...probesOfInstance(api, instance),
    ...probesOfTrails(api, configuration),
    ...probesOfSchedules(api, configuration, assignments[0])
  ];
  const missing = await select(api, needed, "refused");
  const excessive = await select(api, probesOfTooMuch(api, configuration), "allowed");
  return [
    ...missing.length === 0 ? [] : [noRight(name, missing)],
    ...excessive.length === 0 ? [] : [tooMuch(name, excessive)]
  ];
}
async function select(api, probes, wanted) {
  const found = /* @__PURE__ */ new Set();
  for (const [action, send] of probes) if (await tryOut(api, send) === wanted) found.add(action);
  return [...found];
}
async function tryOut(api, send) {
  try {
    await api.find(send);
    return "allowed";
  } catch (error) {
    if (error instanceof ProviderError && error.code === "REFUSED") return "refused";
    if (error instanceof ProviderError && error.code === "UNEXPECTED") return "unknown";
    throw error;
  }
}
function probesOfAssignment({ sso, instance }, { account: account2, permissionSet: permissionSet2 }) {
  const set = { InstanceArn: instance, PermissionSetArn: permissionSet2 };
  const tags = { InstanceArn: instance, ResourceArn: permissionSet2 };
  return [
    ["sso:DescribePermissionSet", (to) => sso.send(new import_client_sso_admin7.DescribePermissionSetCommand(set), to)],
    ["sso:ListTagsForResource", (to) => sso.send(new import_client_sso_admin7.ListTagsForResourceCommand(tags), to)],
    [
      "sso:GetInlinePolicyForPermissionSet",
      (to) => sso.send(new import_client_sso_admin7.GetInlinePolicyForPermissionSetCommand(set), to)
    ],
    [
      "sso:ListManagedPoliciesInPermissionSet",
      (to) => sso.send(new import_client_sso_admin7.ListManagedPoliciesInPermissionSetCommand(set), to)
    ],
    [
      "sso:ListAccountAssignments",
      (to) => sso.send(new import_client_sso_admin7.ListAccountAssignmentsCommand({ ...set, AccountId: account2 }), to)
    ]
  ];
}
function probesOfMembership({ sso, store, instance }, { store: id }, account2, { group: group2 }) {
  const own = { InstanceArn: instance, AccountId: account2 };
  const members = { IdentityStoreId: id, GroupId: group2 };
  const member = { ...members, MemberId: { UserId: NOBODY } };
  return [
    [
      "sso:ListPermissionSetsProvisionedToAccount",
      (to) => sso.send(new import_client_sso_admin7.ListPermissionSetsProvisionedToAccountCommand(own), to)
    ],
    ["identitystore:ListGroupMemberships", (to) => store.send(new import_client_identitystore4.ListGroupMembershipsCommand(members), to)],
    ["identitystore:GetGroupMembershipId", (to) => store.send(new import_client_identitystore4.GetGroupMembershipIdCommand(member), to)]
  ];
}
function probesOfInstance({ sso, store, instance }, { store: id }) {
  const all = { InstanceArn: instance };
  const unique = { AttributePath: "userName", AttributeValue: NO_NAME };
  const named = { IdentityStoreId: id, AlternateIdentifier: { UniqueAttribute: unique } };
  const user = { IdentityStoreId: id, UserId: NOBODY };
  const group2 = { IdentityStoreId: id, GroupId: NOBODY };
  const creation = { ...all, AccountAssignmentCreationRequestId: randomUUID() };
  const deletion = { ...all, AccountAssignmentDeletionRequestId: randomUUID() };
  return [
    ["identitystore:GetUserId", (to) => store.send(new import_client_identitystore4.GetUserIdCommand(named), to)],
    ["identitystore:DescribeUser", (to) => store.send(new import_client_identitystore4.DescribeUserCommand(user), to)],
    ["identitystore:DescribeGroup", (to) => store.send(new import_client_identitystore4.DescribeGroupCommand(group2), to)],
    [
      "sso:ListAccountAssignmentCreationStatus",
      (to) => sso.send(new import_client_sso_admin7.ListAccountAssignmentCreationStatusCommand(all), to)
    ],
    [
      "sso:ListAccountAssignmentDeletionStatus",
      (to) => sso.send(new import_client_sso_admin7.ListAccountAssignmentDeletionStatusCommand(all), to)
    ],
    [
      "sso:DescribeAccountAssignmentCreationStatus",
      (to) => sso.send(new import_client_sso_admin7.DescribeAccountAssignmentCreationStatusCommand(creation), to)
    ],
    [
      "sso:DescribeAccountAssignmentDeletionStatus",
      (to) => sso.send(new import_client_sso_admin7.DescribeAccountAssignmentDeletionStatusCommand(deletion), to)
    ]
  ];
}
function probesOfTrails({ sts, instance }, { trail, resources }) {
  if (trail === void 0) return [];
  const accounts = new Set(Object.values(resources).flatMap(({ account: account2 }) => account2 ?? []));
  return [...accounts].map((account2) => {
    const RoleArn = `arn:${instance.split(":")[1]}:iam::${account2}:role/${trail.role}`;
    const input = { RoleArn, RoleSessionName: "hallpass", DurationSeconds: 900 };
    return [`sts:AssumeRole of ${RoleArn}`, (to) => sts.send(new import_client_sts3.AssumeRoleCommand(input), to)];
  });
}
function probesOfSchedules({ scheduler, instance }, { schedule }, place) {
  if (schedule === void 0 || place === void 0) return [];
  const { group: group2 } = schedule;
  const { account: account2, permissionSet: permissionSet2 } = place;
  const assignment2 = { account: account2, permissionSet: permissionSet2, user: NOBODY };
  const ids = { instance, principal: NOBODY, entitlement: NO_NAME };
  const whole = describeSchedule(instance, schedule, ids, assignment2, /* @__PURE__ */ new Date("2999-01-01T00:00:00Z"));
  const named = { Name: NO_NAME, GroupName: group2 };
  return [
    ["scheduler:GetScheduleGroup", (to) => scheduler.send(new import_client_scheduler3.GetScheduleGroupCommand({ Name: group2 }), to)],
    [
      "scheduler:UpdateSchedule, or iam:PassRole",
      (to) => scheduler.send(new import_client_scheduler3.UpdateScheduleCommand({ ...whole, Name: NO_NAME }), to)
    ],
    ["scheduler:DeleteSchedule", (to) => scheduler.send(new import_client_scheduler3.DeleteScheduleCommand(named), to)]
  ];
}
function probesOfTooMuch({ sso, scheduler, instance }, { schedule }) {
  const set = `${instance.replace(":instance/", ":permissionSet/")}/ps-0000000000000000`;
  const input = { InstanceArn: instance, PermissionSetArn: set };
  const elsewhere = { Name: `${NO_NAME}-${randomUUID()}`, GroupName: "default" };
  return [
    ["sso:UpdatePermissionSet", (to) => sso.send(new import_client_sso_admin7.UpdatePermissionSetCommand(input), to)],
    ...schedule === void 0 ? [] : [
      [
        "scheduler:DeleteSchedule in other groups",
        (to) => scheduler.send(new import_client_scheduler3.DeleteScheduleCommand(elsewhere), to)
      ]
    ]
  ];
}
var noRight = (name, missing) => mistake(
  "IDENTITY_CENTER_NO_RIGHT",
  `Hallpass's role of provider "${name}" lacks rights: ${missing.join("; ")}.`,
  "Give it the policy of docs/providers/aws-identity-center.md."
);
var tooMuch = (name, excessive) => warning(
  "IDENTITY_CENTER_TOO_MUCH",
  `Hallpass's role of provider "${name}" has rights that it does not use: ${excessive.join("; ")}.`,
  "Give it the policy of docs/providers/aws-identity-center.md, and no other."
);

// src/providers/aws-identity-center/diagnosis/examine-schedule.ts
var import_client_scheduler4 = __toESM(require_dist_cjs6(), 1);
async function examineSchedule(api, { name, schedule }) {
  if (schedule === void 0) return [];
  const { group: group2, deadLetters } = schedule;
  const isThere = await isActive(api, group2);
  return [
    ...isThere ? [] : [noGroup(name, group2)],
    ...deadLetters === void 0 ? [noDeadLetters(name)] : []
  ];
}
async function isActive(api, group2) {
  try {
    const found = await api.find(
      (to) => api.scheduler.send(new import_client_scheduler4.GetScheduleGroupCommand({ Name: group2 }), to)
    );
    return found?.State === "ACTIVE";
  } catch (error) {
    if (error instanceof ProviderError && error.code === "REFUSED") return true;
    throw error;
  }
}
var noGroup = (name, group2) => mistake(
  "IDENTITY_CENTER_NO_SCHEDULE_GROUP",
  `Provider "${name}" can plant no schedule: the schedule group "${group2}" does not exist, or is being deleted. Nothing is granted without one.`,
  `Run: aws scheduler create-schedule-group --name ${group2}`
);
var noDeadLetters = (name) => warning(
  "IDENTITY_CENTER_NO_DEAD_LETTERS",
  `Nobody learns of a schedule of provider "${name}" that AWS could not carry out.`,
  "Make a queue, write its ARN into schedule/deadLetters, and set an alarm on it."
);

// src/providers/aws-identity-center/diagnosis/examine-set.ts
var import_client_sso_admin8 = __toESM(require_dist_cjs7(), 1);

// src/providers/aws-identity-center/diagnosis/session-hours.ts
function hoursOf(duration) {
  const form = /^P(?:(?<days>\d{1,3})D)?(?:T(?:(?<hours>\d{1,3})H)?(?:(?<minutes>\d{1,4})M)?(?:(?<seconds>\d{1,6})S)?)?$/u;
  const groups = form.exec(duration)?.groups;
  if (groups === void 0 || !/\d/u.test(duration)) return void 0;
  const { days = "0", hours = "0", minutes = "0", seconds = "0" } = groups;
  return Number(days) * 24 + Number(hours) + Number(minutes) / 60 + Number(seconds) / 3600;
}

// src/providers/aws-identity-center/diagnosis/examine-set.ts
async function examineSet(api, { reservedTag = RESERVED_TAG }, what, { account: account2, permissionSet: permissionSet2 }, setName) {
  try {
    const set = await findPermissionSet(api, permissionSet2);
    if (set === void 0) return [missingSet(what)];
    if (await listAssignees(api, account2, permissionSet2) === void 0)
      return [missingAccount(what, account2)];
    return [
      ...examineName(set, what, setName),
      ...examineSession(set, what),
      ...await isReserved(api, permissionSet2, reservedTag) ? [] : [unreserved(what, reservedTag)],
      ...await examinePolicies(api, permissionSet2, what)
    ];
  } catch (error) {
    if (error instanceof ProviderError && error.code === "REFUSED") return [];
    throw error;
  }
}
async function isReserved(api, arn, tag) {
  const asked = { InstanceArn: api.instance, ResourceArn: arn };
  const tags = await api.list(async (NextToken) => {
    const input = { ...asked, ...NextToken !== void 0 && { NextToken } };
    const page = await api.call((to) => api.sso.send(new import_client_sso_admin8.ListTagsForResourceCommand(input), to));
    return { items: page.Tags, next: page.NextToken };
  });
  return tags.some(({ Key }) => Key === tag);
}
async function examinePolicies(api, arn, what) {
  const lasting2 = [
    ...findLastingActions(await readInlinePolicy(api, arn)),
    ...(await listManagedPolicies(api, arn)).filter((name) => lastingManagedPolicies.has(name))
  ];
  return lasting2.length === 0 ? [] : [keepsAccess(what, lasting2)];
}
function examineName({ Name }, what, configured) {
  if (configured === void 0 || configured === Name) return [];
  return [
    warning(
      "IDENTITY_CENTER_SET_NAME",
      `The permission set of ${what} is called ${JSON.stringify(Name)}, and the link says ${JSON.stringify(configured)}.`,
      "Write the name as it is into name."
    )
  ];
}
function examineSession({ SessionDuration = "PT1H" }, what) {
  const hours = hoursOf(SessionDuration);
  return hours !== void 0 && hours <= 1 ? [] : [
    warning(
      "IDENTITY_CENTER_LONG_SESSION",
      `Sessions of the permission set of ${what} last ${SessionDuration}: a session survives the end of the lease by as much.`,
      "Set the session duration to PT1H."
    )
  ];
}
var missingSet = (what) => mistake(
  "IDENTITY_CENTER_NO_SET",
  `The permission set of ${what} does not exist.`,
  "Write the ARN of one that does."
);
var missingAccount = (what, account2) => mistake(
  "IDENTITY_CENTER_NO_SET",
  `AWS finds no account ${account2} for ${what}.`,
  "Write the id of an account of the organisation."
);
var unreserved = (what, tag) => warning(
  "IDENTITY_CENTER_NOT_RESERVED",
  `The permission set of ${what} does not have the tag ${JSON.stringify(tag)}. An assignment carries no mark: in a set that others use, nobody can tell whose it is.`,
  "Make a permission set for Hallpass alone, and give it the tag."
);
var keepsAccess = (what, lasting2) => warning(
  "IDENTITY_CENTER_KEEPS_ACCESS",
  `The permission set of ${what} lets its holders make what outlasts the lease: ${lasting2.slice(0, 5).join(", ")}.`,
  "Take these actions out of the set, or deny them with a permissions boundary."
);

// src/providers/aws-identity-center/diagnosis/diagnose.ts
async function diagnose(api, configuration) {
  const { name, account: account2 } = configuration;
  const stranger = await findStranger(api, name, account2);
  if (stranger !== void 0) return [stranger];
  const instance = await findInstance(api);
  if (instance === void 0) return [noInstance(name, configuration.instance)];
  const findings = examineAccounts(instance, configuration);
  for (const { resource, role, place, name: setName } of listOffer(configuration)) {
    const what = `${name}/${resource}/${role}`;
    findings.push(
      ..."group" in place ? await examineGroup(api, instance, what, place) : await examineSet(api, configuration, what, place, setName)
    );
  }
  findings.push(...await examineSchedule(api, configuration));
  findings.push(...await examineRights(api, instance, configuration));
  return findings;
}
async function findStranger(api, name, account2) {
  try {
    await readCaller(api.sts, api, { name, account: account2 });
    return void 0;
  } catch (error) {
    if (!(error instanceof ProviderError && error.code === "IDENTITY_CHANGED")) throw error;
    return mistake(
      "IDENTITY_CENTER_OTHER_ACCOUNT",
      `The credentials of provider "${name}" belong to another account than ${account2}.`,
      "Write the account of Hallpass's role into account, or give Hallpass the credentials of that role."
    );
  }
}
async function findInstance(api) {
  try {
    return await readInstance(api);
  } catch (error) {
    if (error instanceof ProviderError && error.code === "REFUSED") return void 0;
    throw error;
  }
}
var noInstance = (name, arn) => mistake(
  "IDENTITY_CENTER_NO_INSTANCE",
  `Provider "${name}" does not see the instance ${arn}.`,
  "Write the ARN of the organisation's instance and its region, allow sso:ListInstances, and make Hallpass's account a delegated administrator."
);
function examineAccounts({ owner }, { name, account: account2, resources, managementAccount = false }) {
  const lent = Object.entries(resources).filter(([, each]) => each.account === owner);
  return [
    ...lent.map(
      ([resource]) => (managementAccount ? lentManagement : closedManagement)(`${name}/${resource}`)
    ),
    ...account2 === owner ? [inManagement(name, account2)] : []
  ];
}
var closedManagement = (what) => mistake(
  "IDENTITY_CENTER_MANAGEMENT_ACCOUNT",
  `The account of ${what} is the management account of the organisation, which Hallpass does not lend.`,
  "Remove the resource. To lend it all the same, set managementAccount: true and run Hallpass in that account."
);
var lentManagement = (what) => warning(
  "IDENTITY_CENTER_MANAGEMENT_ACCOUNT",
  `The account of ${what} is the management account of the organisation: its holders may change every account, and Hallpass itself.`,
  "Lend only permission sets there that cannot write."
);
var inManagement = (name, account2) => warning(
  "IDENTITY_CENTER_MANAGEMENT_ACCOUNT",
  `Provider "${name}" runs in the management account ${account2}, which no service control policy limits.`,
  "Make another account a delegated administrator of IAM Identity Center, and run Hallpass there."
);

// src/providers/aws-identity-center/provider.ts
var SOON_MS = 6e4;
function identityCenterProvider(configuration, aws) {
  const { name, account: account2, region, resources, portal, schedule, trail } = configuration;
  const { deadlineSeconds = DEADLINE_SECONDS, consistencySeconds: consistencySeconds2 = CONSISTENCY_SECONDS } = configuration;
  const offer = listOffer(configuration);
  const { check, entitlements: offered } = createOffer(name, resources);
  const { run: inTurn } = createLocks();
  const open2 = () => aws.open(deadlineSeconds);
  const timerFor = (api, place, ids) => schedule === void 0 || place.assignmentOf === void 0 ? void 0 : timerOf(api, schedule, ids, place.assignmentOf(ids.principal));
  const offeredOf = ({ resource, role }) => {
    const found = offer.find((each) => each.resource === resource && each.role === role);
    if (found === void 0) throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
    return found;
  };
  async function identify(api, principal, entitlement) {
    const { place } = offeredOf(entitlement);
    const instance = await readInstance(api);
    await place.verify(api, instance);
    const user = await findUserId(api, instance, principal);
    if (user === void 0) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    return [instance, { instance: instance.id, principal: user, entitlement: place.id }];
  }
  async function listOne(api, instance, entitlement) {
    const { place } = offeredOf(entitlement);
    const assignees = await place.list(api, instance);
    if (assignees === void 0) throw api.fail("UNKNOWN_ENTITLEMENT", `There is no ${place.id}.`);
    if (new Set(assignees.map(({ id }) => id)).size < assignees.length)
      throw api.fail("BUSY", "A list names somebody twice: it changed while it was read.");
    const grants = [];
    for (const assignee of assignees) {
      const principal = await findName(api, instance.store, assignee);
      if (principal === void 0) continue;
      const ids = { instance: instance.id, principal: assignee.id, entitlement: place.id };
      grants.push({ principal, entitlement, ids, origin: "unknown" });
    }
    return grants;
  }
  async function listGrants(entitlements) {
    const api = open2();
    entitlements.forEach(offeredOf);
    const instance = await readInstance(api);
    const found = [];
    for (const entitlement of entitlements) found.push(...await listOne(api, instance, entitlement));
    return found;
  }
  async function hold(api, { principal, entitlement, ids, until }) {
    const [instance, seen] = await identify(api, principal, entitlement);
    if (!sameIds(seen, ids)) throw new ProviderError(name, "IDENTITY_CHANGED");
    const { place } = offeredOf(entitlement);
    const timer = timerFor(api, place, ids);
    await place.settle?.(api, ids.principal);
    if (await place.has(api, instance, ids.principal)) {
      await timer?.move(until);
      return { changed: false, sessionsEnded: 0 };
    }
    await timer?.plant(until);
    await place.add(api, instance, ids.principal, async () => timer?.remove());
    return { changed: true, sessionsEnded: 0 };
  }
  async function findRecorded(api, ids) {
    const instance = await readInstance(api);
    const place = rebuildPlace(ids.entitlement, account2);
    if (place === void 0 || instance.id !== ids.instance)
      throw new ProviderError(name, "IDENTITY_CHANGED");
    return [instance, place];
  }
  async function revoke(api, { ids }) {
    const [instance, place] = await findRecorded(api, ids);
    await place.settle?.(api, ids.principal);
    const isHeld = await place.has(api, instance, ids.principal);
    const timer = timerFor(api, place, ids);
    if (isHeld) await place.remove(api, instance, ids.principal);
    if (isHeld) await timer?.remove();
    else await timer?.move(new Date(configuration.now().getTime() + SOON_MS));
    return { changed: isHeld, sessionsEnded: 0 };
  }
  async function forget(api, { ids }) {
    const [, place] = await findRecorded(api, ids);
    await timerFor(api, place, ids)?.remove();
  }
  const inTurnFor = (work) => (holding) => {
    const api = open2();
    return inTurn(idsKey(holding.ids), () => work(api, holding));
  };
  return {
    ...{ name, check, listGrants },
    identify: async (principal, entitlement) => (await identify(open2(), principal, entitlement))[1],
    async traits() {
      return {
        // An assignment carries no mark of who made it, and takes no tags.
        container: "shared",
        nativeExpiry: schedule === void 0 ? "none" : "timer",
        sessions: "survive",
        consistencySeconds: consistencySeconds2,
        deadlineSeconds
      };
    },
    hold: inTurnFor(hold),
    revoke: inTurnFor(revoke),
    ...schedule !== void 0 && { forget: inTurnFor(forget) },
    async listAbilities(entitlement) {
      const { place } = offeredOf(entitlement);
      const api = open2();
      return toPhrases(await place.tell(api, await readInstance(api)));
    },
    async *inventory() {
      for (const entitlement of offered) yield* await listGrants([entitlement]);
    },
    ...portal !== void 0 && {
      connect: ({ entitlement }) => linkTo(portal, offer, entitlement)
    },
    ...trail !== void 0 && {
      async activity({ principal, ids, until }, from) {
        const api = open2();
        const [{ store }, place] = await findRecorded(api, ids);
        const assignment2 = place.assignmentOf?.(ids.principal);
        if (assignment2 === void 0) throw api.fail("UNKNOWN_ENTITLEMENT", "A group has no trail.");
        const period = { principal, store, from, until, now: configuration.now() };
        const regions = trail.regions ?? [region];
        return readActivity(api, aws.openTrail, { role: trail.role, regions }, assignment2, period);
      }
    },
    diagnose: () => diagnose(open2(), configuration),
    close: async () => aws.close()
  };
}

// src/providers/aws-identity-center/adapter.ts
var identityCenterAdapter = defineAdapter({
  schema: identityCenterSchema,
  abilities: {
    system: "AWS IAM Identity Center: permission sets in accounts, memberships of groups",
    container: ["shared"],
    nativeExpiry: ["timer", "none"],
    sessions: ["survive"],
    tested: "shape-checked"
  },
  open
});
function open(entry, context) {
  refuseOtherInstances(entry, context.where);
  refuseHomeless(entry, context.where);
  refuseOwnAccount(entry, context.where);
  refuseRepeated(
    listOffer(entry).map(({ resource, role, place }) => [`${resource}/${role}`, place.id]),
    sameAccess(context.where)
  );
  const deadlineSeconds = entry.deadlineSeconds ?? DEADLINE_SECONDS;
  const connection = readConnection({ ...entry, deadlineSeconds }, context);
  const { name, now } = context;
  const aws = createAws(connection, { instance: entry.instance });
  return identityCenterProvider({ ...entry, name, now }, aws);
}
var instanceOf = (arn) => arn.split("/")[1] ?? "";
function refuseOtherInstances(entry, where) {
  for (const { resource, role, place } of listOffer(entry))
    if ("permissionSet" in place && instanceOf(place.permissionSet) !== instanceOf(entry.instance))
      throw new Error(
        `${where}: the permission set of ${resource}/${role} is of the instance ${instanceOf(place.permissionSet)}. Write one of ${instanceOf(entry.instance)}.`
      );
}
function refuseHomeless({ resources, schedule, trail }, where) {
  for (const [resource, { account: account2, roles }] of Object.entries(resources))
    for (const [role, target] of Object.entries(roles)) {
      if ("permissionSet" in target && account2 === void 0)
        throw new Error(`${where}/resources/${resource}: set account, for the permission set of ${role}.`);
      if ("group" in target && trail !== void 0)
        throw new Error(
          `${where}: no trail tells what members of the group of ${resource}/${role} do. Lend groups in an entry of their own, without trail.`
        );
      if ("group" in target && schedule !== void 0)
        throw new Error(
          `${where}: no schedule can end the membership of ${resource}/${role}. Lend groups in an entry of their own, without schedule.`
        );
    }
}
function refuseOwnAccount({ account: account2, schedule, resources }, where) {
  for (const [resource, lent] of Object.entries(resources))
    if (lent.account === account2)
      throw new Error(
        `${where}/resources/${resource}/account: ${account2} is Hallpass's own account. Remove the resource: its holders could stop the end of their leases.`
      );
  for (const arn of [schedule?.role, schedule?.deadLetters])
    if (arn !== void 0 && arn.split(":")[4] !== account2)
      throw new Error(`${where}/schedule: ${arn} is not in the account ${account2}. Write one that is.`);
}
export {
  identityCenterAdapter
};
