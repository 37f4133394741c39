/**
 * What is used of aws4fetch, as an ES module of its own: it is imported when the store is opened, and a bundled
 * CommonJS package has no named exports of its own for a late import.
 */
export { AwsV4Signer } from "aws4fetch";
