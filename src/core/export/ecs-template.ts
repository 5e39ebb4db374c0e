/**
 * An index template of Elasticsearch and OpenSearch for documents of `toEcs`. Text stays text: by itself a receiver takes the first value of a
 * field that looks like a day for a date, and refuses every later one that does not ("Dynamic field mapping", "date detection").
 * https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-indices-put-index-template
 */
export const ecsTemplate = {
  index_patterns: ["hallpass*"],
  priority: 500,
  template: {
    mappings: {
      date_detection: false,
      numeric_detection: false,
      dynamic_templates: [
        { text: { match_mapping_type: "string", mapping: { type: "keyword", ignore_above: 8191 } } },
      ],
      properties: {
        "@timestamp": { type: "date" },
        message: { type: "text" },
        event: { properties: { created: { type: "date" } } },
      },
    },
  },
} as const;
