/**
 * What a region's identity provider says about who has signed in, as Inera's IdP names it (swedish-rules 2.3, "Attributlista"):
 * employeeHsaId, commissionHsaId, credentialPersonalIdentityNumber, acr. Claims only say who it is; what that person may do
 * comes from the record.
 */
export interface ClaimedIdentity {
  /** HSA-id of the employee. */
  staff?: string;
  /** HSA-id of the assignment that was chosen at the identity provider. */
  commission?: string;
  /** Personal identity number or coordination number, twelve digits. */
  resident?: string;
  /** Level of assurance. */
  acr?: string;
}

export function claimedIdentity(claims: Readonly<Record<string, unknown>>): ClaimedIdentity {
  const staff = textClaim(claims['employeeHsaId']);
  const commission = textClaim(claims['commissionHsaId']);
  const number = textClaim(claims['credentialPersonalIdentityNumber']) ?? textClaim(claims['personalIdentityNumber']);
  const resident = number?.replace(/[-+\s]/g, '');
  const acr = textClaim(claims['acr']);
  return {
    ...(staff !== undefined && { staff }),
    ...(commission !== undefined && { commission }),
    ...(resident !== undefined && /^\d{12}$/.test(resident) && { resident }),
    ...(acr !== undefined && { acr }),
  };
}

/** A claim may come as a list of one (multi-valued in SAML); a list of several says nothing certain. */
function textClaim(value: unknown): string | undefined {
  const only: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return typeof only === 'string' && only.trim() !== '' ? only.trim() : undefined;
}
