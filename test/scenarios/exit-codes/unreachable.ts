/** A tenant that cannot be reached: nothing listens there. */
export const unreachable = {
  "bylaw.yaml": [
    "bylaw: 1",
    "policies: [policies/*.policy.yaml]",
    "tenants:",
    "  prod:",
    "    provider: genesyscloud",
    "    baseUrl: http://127.0.0.1:9",
    "    loginUrl: http://127.0.0.1:9",
    "    credentials: { clientId: { env: ID }, clientSecret: { env: SECRET } }",
    "",
  ].join("\n"),
  "policies/sample.policy.yaml": [
    "bylaw: 1",
    "policy: sample",
    "data: { flows: { source: genesyscloud.flows } }",
    'rules: { rule: { check: expression, on: flows, with: { assert: "$exists(id)" } } }',
    "",
  ].join("\n"),
};
