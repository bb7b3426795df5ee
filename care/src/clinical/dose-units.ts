/** Dose units as Swedish prescriptions write them, in the singular and the plural. What is not here is written as it stands. */
export const dosePlurals: Readonly<Record<string, string>> = {
  tablett: 'tabletter',
  kapsel: 'kapslar',
  inhalation: 'inhalationer',
  droppe: 'droppar',
  plåster: 'plåster',
  spray: 'sprayer',
  applicering: 'appliceringar',
  dospåse: 'dospåsar',
  stolpiller: 'stolpiller',
  injektion: 'injektioner',
  dos: 'doser',
};

/** Their UCUM codes (https://ucum.org/ucum); what UCUM has no unit for is an annotation. */
export const doseUnitCodes: Readonly<Record<string, string>> = {
  tablett: '{tablet}',
  kapsel: '{capsule}',
  inhalation: '{puff}',
  droppe: '[drp]',
  plåster: '{patch}',
  spray: '{spray}',
  applicering: '{application}',
  dospåse: '{sachet}',
  stolpiller: '{suppository}',
  injektion: '{injection}',
  dos: '{dose}',
  E: '[IU]',
  mL: 'mL',
  mg: 'mg',
  g: 'g',
  µg: 'ug',
};
