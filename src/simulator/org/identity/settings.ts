import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import type { OrgBase } from "../org-base.ts";
import { day, hour } from "../spans.ts";
import { uuidFor } from "../uuid.ts";

/** How people sign in to the organisation. */
export function authenticationSettings(): JsonObject {
  return {
    multifactorAuthenticationRequired: true,
    domainAllowlistEnabled: true,
    domainAllowlist: ["desk.northwind-care.example"],
    ipAddressAllowlist: ["198.51.100.0/24", "203.0.113.0/24"],
    passwordRequirements: {
      minimumLength: 12,
      minimumDigits: 1,
      minimumLetters: 1,
      minimumUpper: 1,
      minimumLower: 1,
      minimumSpecials: 1,
      minimumAgeSeconds: 3_600,
      expirationDays: 180,
    },
    inactivityTimeoutExclusions: [],
    universalLogout: false,
  };
}

/** After how long without doing anything people are signed out; groups may have their own. */
export function tokenTimeouts(groupIds: readonly string[]): JsonObject {
  return {
    idleTokenTimeoutSeconds: 1_800,
    enableIdleTokenTimeout: true,
    inactivityTimeoutUnit: "Minutes",
    inactivityTimeoutGroupsEnabled: groupIds.length > 0,
    inactivityTimeoutGroupBundles: [
      { priority: 1, timeoutSeconds: 14_400, inactivityTimeoutUnit: "Hours", groups: groupIds },
    ],
  };
}

/** Whether unused roles and permissions are looked for. */
export function authorizationSettings({ seed, now }: OrgBase): JsonObject {
  return {
    id: uuidFor(seed, "authorization-settings"),
    analysisEnabled: true,
    analysisDays: 30,
    dateLastCalculated: formatTimestamp(now - 20 * hour),
    dateLastActive: formatTimestamp(now - day).slice(0, 10),
    selfUri: "/api/v2/authorization/settings",
  };
}

export function roleSettings({ seed }: OrgBase): JsonObject {
  return {
    id: uuidFor(seed, "role-settings"),
    backfillEnabled: true,
    authorizationGrantDivisionAware: false,
    selfUri: "/api/v2/authorization/roles/settings",
  };
}

/** Where people may sign in from elsewhere; one of the providers does not sign what it asks. */
export function identityProviders(): readonly JsonObject[] {
  const certificate = "MIIBszCCAVmgAwIBAgIUSimulatedCertificateOfNobody";
  const provider = (id: string, name: string, disabled: boolean, certificates: string[]): JsonObject => ({
    id,
    name,
    disabled,
    issuerURI: `https://sso.northwind-care.example/${id}`,
    ssoTargetURI: `https://sso.northwind-care.example/${id}/login`,
    relyingPartyIdentifier: "northwind-care",
    certificates,
    nameIdentifierFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
    ssoBinding: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST",
    signAuthnRequests: !disabled,
    displayOnLogin: !disabled,
    forceAuthn: false,
    selfUri: `/api/v2/identityproviders/${id}`,
  });
  return [
    provider("adfs", "ADFS", true, [certificate]),
    provider("okta", "Okta", false, [certificate, `${certificate}Next`]),
  ];
}
