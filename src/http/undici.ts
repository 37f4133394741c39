/**
 * What is used of undici, as an ES module of its own: it is imported when the first request is made, and a
 * bundled CommonJS package has no named exports of its own for a late import.
 */
export { Agent, ProxyAgent, request } from "undici";
