/**
 * Our own code lists, where no published one is at hand; each becomes a CodeSystem and a ValueSet in the foundation.
 * A pure table: code → Swedish term.
 */
export const professions = {
  doctor: 'Läkare',
  nurse: 'Sjuksköterska',
  'district-nurse': 'Distriktssköterska',
  midwife: 'Barnmorska',
  'assistant-nurse': 'Undersköterska',
  'medical-secretary': 'Medicinsk sekreterare',
  physiotherapist: 'Fysioterapeut',
  'occupational-therapist': 'Arbetsterapeut',
  psychologist: 'Psykolog',
  counsellor: 'Kurator',
  'school-nurse': 'Skolsköterska',
  'needs-assessor': 'Biståndshandläggare',
  'biomedical-scientist': 'Biomedicinsk analytiker',
  'log-reviewer': 'Logggranskare',
} as const;

export const purposes = {
  care: 'Vård och behandling',
  'care-administration': 'Vårdadministration',
  'social-care': 'Omsorg om äldre och personer med funktionsnedsättning',
  quality: 'Kvalitetssäkring',
  'log-review': 'Loggranskning',
} as const;

export const unitKinds = {
  region: 'Region',
  board: 'Nämnd eller styrelse',
  hospital: 'Sjukhus',
  ward: 'Vårdavdelning',
  emergency: 'Akutmottagning',
  clinic: 'Mottagning på sjukhus',
  delivery: 'Förlossning',
  imaging: 'Bild- och funktionsdiagnostik',
  physiology: 'Klinisk fysiologi',
  laboratory: 'Laboratorium',
  'log-review': 'Loggranskning',
  'health-centre': 'Vårdcentral',
  maternity: 'Barnmorskemottagning',
  rehabilitation: 'Rehabmottagning',
  municipality: 'Kommun',
  'home-care': 'Hemsjukvård',
  'social-care-provider': 'Omsorgsgivare',
  'home-help': 'Biståndsenhet',
  'school-board': 'Utbildningsnämnd',
  'school-health': 'Elevhälsa',
  'private-provider': 'Privat vårdgivare',
  'private-clinic': 'Privat mottagning',
} as const;

export const qualityRegister = 'Kvalitetsregister';

export const contactKinds = {
  visit: 'Mottagningsbesök',
  telephone: 'Telefonkontakt',
  home: 'Hembesök',
  emergency: 'Akutbesök',
  inpatient: 'Slutenvård',
  video: 'Videobesök',
  sampling: 'Provtagning',
} as const;

export const episodeKinds = {
  listing: 'Listad på vårdcentral',
  'home-care': 'Inskriven i hemsjukvård',
  'home-help': 'Insatser av hemtjänst',
  pregnancy: 'Graviditet',
  'school-health': 'Elev',
  rehabilitation: 'Rehabilitering',
} as const;

export const orderStates = {
  sent: 'Skickad',
  received: 'Mottagen',
  sampled: 'Provtagen',
  accepted: 'Accepterad',
  booked: 'Bokad',
  done: 'Klar',
  returned: 'Returnerad',
  forwarded: 'Vidarebefordrad',
  cancelled: 'Makulerad',
  corrected: 'Ersatt',
} as const;

export const specimenContainers = {
  edta: 'EDTA-rör, lila',
  heparin: 'Litiumheparinrör, grönt',
  citrate: 'Citratrör, ljusblått',
  glucose: 'Glukosrör, grått',
  serum: 'Serumrör, rött',
  urine: 'Urinrör, gult',
  faeces: 'Avföringsrör',
  'culture-urine': 'Urinrör för odling, grönt',
  'culture-swab': 'Provtagningspinne i transportmedium',
  'culture-blood': 'Blododlingsflaskor, aerob och anaerob',
  'culture-sputum': 'Burk för sputum',
  formalin: 'Burk med formalin',
  smear: 'Burk för vätskebaserad cytologi',
} as const;

export const orderKinds = {
  laboratory: 'Laboratorieprov',
  imaging: 'Bilddiagnostik',
  physiology: 'Klinisk fysiologi',
  referral: 'Remiss',
  'return-visit': 'Återbesök',
  assessment: 'Medicinsk bedömning',
  treatment: 'Planerad behandling',
  nursing: 'Omvårdnad',
  bed: 'Vårdplats',
} as const;

export const answerStates = {
  preliminary: 'Preliminärt',
  final: 'Slutligt',
  corrected: 'Rättat',
  withdrawn: 'Återtaget',
} as const;

export const taskKinds = {
  order: 'Beställning',
  'prescription-renewal': 'Förnya recept',
  'result-to-acknowledge': 'Svar att bekräfta',
  'note-to-sign': 'Anteckning att signera',
  'referral-to-assess': 'Remiss att bedöma',
  'patient-message': 'Meddelande från patient',
  'call-back': 'Ring upp',
  'risk-report': 'Riskrapport',
} as const;

export const flagKinds = {
  infection: 'Smitta',
  treatment: 'Behandling',
  condition: 'Medicinskt tillstånd',
  limitation: 'Behandlingsbegränsning',
  care: 'Vårdrutin',
  risk: 'Risk',
} as const;

/** As in care/src/coordination/risk-report.ts. */
export const riskKinds = {
  system: 'Datasystem',
  drug: 'Läkemedel',
  handover: 'Överlämning',
  identity: 'Förväxling',
  device: 'Utrustning',
  other: 'Annat',
} as const;

export const referralKinds = {
  specialist: 'Specialistvård',
  imaging: 'Bilddiagnostik',
  physiology: 'Klinisk fysiologi',
  pathology: 'Patologi',
  rehabilitation: 'Rehabilitering',
  'home-care': 'Hemsjukvård',
} as const;

export const planKinds = {
  'home-care': 'Hemsjukvård',
  rehabilitation: 'Rehabilitering',
  'chronic-disease': 'Kronisk sjukdom',
  pregnancy: 'Graviditet',
  'coordinated-individual-plan': 'Samordnad individuell plan (SIP)',
  nursing: 'Omvårdnadsplan',
} as const;

export type TaskKind = keyof typeof taskKinds;
export type FlagKind = keyof typeof flagKinds;
export type ReferralKind = keyof typeof referralKinds;
export type PlanKind = keyof typeof planKinds;
