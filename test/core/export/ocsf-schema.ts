import { Ajv } from "ajv";

const text = { type: "string", minLength: 1 } as const;
const integer = { type: "integer" } as const;
const closed = (properties: object, required: readonly string[] = []) => ({
  ...{ type: "object", additionalProperties: false, properties, required: [...required] },
});

/** Objects `user`, at least one of account, name and uid; type 1 is "User". */
const user = {
  ...closed({ uid: text, name: text, type_id: { const: 1 }, type: { const: "User" } }),
  anyOf: [{ required: ["uid"] }, { required: ["name"] }],
};

/** Attributes of the base event that we set, and what every event requires. */
const base = {
  metadata: closed(
    {
      version: { const: "1.8.0" },
      ...{ uid: text, log_name: text, event_code: text, logged_time: integer },
      product: closed({ name: text, vendor_name: text, version: text }, ["name"]),
    },
    ["product", "version"],
  ),
  time: integer,
  category_uid: { const: 3 },
  category_name: { const: "Identity & Access Management" },
  activity_name: text,
  type_uid: integer,
  type_name: text,
  severity_id: { enum: [0, 1, 2, 3, 4, 5, 6, 99] },
  severity: text,
  status_id: { enum: [0, 1, 2, 99] },
  status: { enum: ["Success", "Failure"] },
  message: text,
  actor: closed({ app_name: text, user }),
  unmapped: { type: "object" },
};
const required = [
  ...["activity_id", "category_uid", "class_uid", "metadata", "severity_id", "time", "type_uid"],
];

const userAccess = closed(
  {
    ...base,
    class_uid: { const: 3005 },
    class_name: { const: "User Access Management" },
    activity_id: { enum: [0, 1, 2, 99] },
    user,
    privileges: { type: "array", items: text },
    resources: { type: "array", items: closed({ uid: text, name: text, namespace: text }) },
  },
  [...required, "user", "privileges"],
);

const entityManagement = closed(
  {
    ...base,
    class_uid: { const: 3004 },
    class_name: { const: "Entity Management" },
    activity_id: { enum: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 99] },
    entity: closed({ uid: text, name: text, type_id: integer, type: text, user }),
  },
  [...required, "entity"],
);

/** The rules of OCSF 1.8.0 for the two classes that we send, for the attributes that we set. https://schema.ocsf.io/1.8.0/classes/user_access */
export const validateOcsf = new Ajv({ allErrors: true, strict: false }).compile({
  oneOf: [userAccess, entityManagement],
});
