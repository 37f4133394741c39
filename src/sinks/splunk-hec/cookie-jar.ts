/** Cookies by which a load balancer finds the same receiver again. */
export interface CookieJar {
  /** Header to send, where there are any. */
  header(): Readonly<Record<string, string>>;
  /** Takes the cookies of an answer. */
  note(headers: Readonly<Record<string, string>>): void;
}

/** Most cookies of a balancer; more are something else. */
const most = 20;

/**
 * Keeps name and value of cookies, whatever their other attributes say: they are only ever sent to the one
 * origin they came from, as long as the sink is open.
 */
export function createCookieJar(): CookieJar {
  const cookies = new Map<string, string>();
  return {
    header() {
      if (cookies.size === 0) return {};
      return { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
    },
    note(headers) {
      /* Several are joined by a comma, which dates hold too: a cookie begins with a name and an equals sign. */
      for (const cookie of (headers["set-cookie"] ?? "").split(/,\s*(?=[^\s;,=]+=)/)) {
        const [, name, value] =
          /^([!#$%&'*+.^_`|~\w-]{1,100})=([!#-+\--:<-[\]-~]{0,4000})(?:;|$)/.exec(cookie) ?? [];
        if (name !== undefined && value !== undefined && cookies.size < most) cookies.set(name, value);
      }
    },
  };
}
