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
