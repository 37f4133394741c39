/** A data source is a description: here one record, the organisation that the token belongs to. */
const organization = {
  name: "genesyscloud.acme_organization",
  provider: "genesyscloud",
  title: "The organisation itself",
  resource: { type: "organization", id: "id", name: "name" },
  parameters: { type: "object", additionalProperties: false },
  schema: {
    type: "object",
    properties: { id: { type: "string" }, name: { type: "string" }, state: { type: "string" } },
  },
  read: {
    surfaces: {
      platform: {
        request: { path: "/api/v2/organizations/me" },
        paging: { style: "none" },
        records: "$",
        single: true,
        map: '{ "id": id, "name": name, "state": state }',
      },
    },
  },
};

/** A check judges one record after the other; its options are validated when the policy is loaded. */
const nameMatches = {
  name: "name-matches",
  summary: "A name follows a pattern",
  description: "The expression `of` must yield text that the pattern matches.",
  optionsSchema: {
    type: "object",
    required: ["of", "pattern"],
    additionalProperties: false,
    properties: {
      of: { type: "string", format: "jsonata", description: "Expression that yields the name." },
      pattern: { type: "string", format: "regex", description: "Regular expression." },
    },
  },
  example: "check: name-matches\non: flows\nwith: { of: name, pattern: '^[A-Z]' }",
  evaluate({ of, pattern }, context) {
    const name = context.compile(of);
    const matcher = context.pattern(pattern);
    return {
      *record(record) {
        const value = name.evaluate(record);
        if (value === undefined) yield { status: "missing", field: of, message: `'${of}' is missing.` };
        else if (matcher.test(String(value)))
          yield { status: "pass", message: "The name follows the pattern." };
        else yield { status: "fail", message: `'${value}' does not follow '${pattern}'.` };
      },
    };
  },
};

/** A reporter turns a run into text. */
const counts = {
  name: "counts",
  summary: "One line per rule",
  *render(run) {
    for (const { id, status, counts } of run.rules)
      yield `${id} ${status} ${counts.pass} passed ${counts.fail} failed\n`;
  },
};

export default function register({ registry }) {
  registry.addDataSource(organization);
  registry.addCheck(nameMatches);
  registry.addReporter(counts);
  registry.addFunction({
    name: "initial",
    signature: "<s:s>",
    summary: "First character of a text",
    call: (text) => String(text).slice(0, 1),
  });
}
