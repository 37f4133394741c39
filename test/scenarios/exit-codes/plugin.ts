/** Files of a project with one plug-in, whose hook is this code. */
export const plugin = (code: string): Readonly<Record<string, string>> => ({
  "bylaw.yaml":
    "bylaw: 1\npolicies: [policies/*.policy.yaml]\nplugins: [{ name: bylaw-odd, version: 1.0.0 }]\n",
  "node_modules/bylaw-odd/package.json": JSON.stringify({
    name: "bylaw-odd",
    version: "1.0.0",
    type: "module",
    oclif: { hooks: { "bylaw:register": "./register.js" } },
  }),
  "node_modules/bylaw-odd/register.js": code,
});
