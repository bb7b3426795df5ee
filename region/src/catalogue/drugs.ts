/**
 * Drugs by substance name, strength and form, with their ATC codes (WHO Collaborating Centre for Drug Statistics
 * Methodology). Generic names only: no packages, prices or product codes. A pure table.
 */
export interface Drug {
  name: string;
  strength: string;
  form: string;
  atc: string;
  /** What one dose is counted in. */
  unit: DoseUnit;
  /** What it is for, as the label says it. */
  purpose: string;
  route: Route;
}

export type DoseUnit =
  | 'tablett'
  | 'kapsel'
  | 'inhalation'
  | 'E'
  | 'mL'
  | 'droppe'
  | 'mg'
  | 'plåster'
  | 'spray'
  | 'applicering'
  | 'dospåse'
  | 'stolpiller'
  | 'injektion';
export type Route =
  | 'oral'
  | 'inhalation'
  | 'subcutaneous'
  | 'intravenous'
  | 'cutaneous'
  | 'nasal'
  | 'ocular'
  | 'vaginal'
  | 'rectal'
  | 'intramuscular';

function drug(
  name: string,
  strength: string,
  form: string,
  atc: string,
  unit: DoseUnit,
  purpose: string,
  route: Route = 'oral',
): Drug {
  return { name, strength, form, atc, unit, purpose, route };
}

const tablet = (name: string, strength: string, atc: string, purpose: string): Drug =>
  drug(name, strength, 'tablett', atc, 'tablett', purpose);

export const drugs = {
  // Heart and vessels
  enalapril5: tablet('Enalapril', '5 mg', 'C09AA02', 'mot högt blodtryck'),
  enalapril10: tablet('Enalapril', '10 mg', 'C09AA02', 'mot högt blodtryck'),
  enalapril20: tablet('Enalapril', '20 mg', 'C09AA02', 'mot högt blodtryck'),
  ramipril5: drug('Ramipril', '5 mg', 'kapsel', 'C09AA05', 'kapsel', 'för hjärtat'),
  losartan50: tablet('Losartan', '50 mg', 'C09CA01', 'mot högt blodtryck'),
  losartan100: tablet('Losartan', '100 mg', 'C09CA01', 'mot högt blodtryck'),
  candesartan8: tablet('Kandesartan', '8 mg', 'C09CA06', 'mot högt blodtryck'),
  candesartan16: tablet('Kandesartan', '16 mg', 'C09CA06', 'mot högt blodtryck'),
  sacubitril: tablet('Sakubitril/valsartan', '49 mg/51 mg', 'C09DX04', 'mot hjärtsvikt'),
  amlodipine5: tablet('Amlodipin', '5 mg', 'C08CA01', 'mot högt blodtryck'),
  amlodipine10: tablet('Amlodipin', '10 mg', 'C08CA01', 'mot högt blodtryck'),
  felodipine: drug('Felodipin', '5 mg', 'depottablett', 'C08CA02', 'tablett', 'mot högt blodtryck'),
  metoprolol50: drug('Metoprolol', '50 mg', 'depottablett', 'C07AB02', 'tablett', 'för hjärtat'),
  metoprolol100: drug('Metoprolol', '100 mg', 'depottablett', 'C07AB02', 'tablett', 'för hjärtat'),
  bisoprolol: tablet('Bisoprolol', '5 mg', 'C07AB07', 'för hjärtat'),
  hydrochlorothiazide: tablet('Hydroklortiazid', '12,5 mg', 'C03AA03', 'vätskedrivande, mot högt blodtryck'),
  bendroflumethiazide: tablet('Bendroflumetiazid', '2,5 mg', 'C03AA01', 'vätskedrivande, mot högt blodtryck'),
  furosemide40: tablet('Furosemid', '40 mg', 'C03CA01', 'vätskedrivande'),
  furosemideInjection: drug(
    'Furosemid',
    '10 mg/mL',
    'injektionsvätska',
    'C03CA01',
    'mg',
    'vätskedrivande',
    'intravenous',
  ),
  spironolactone: tablet('Spironolakton', '25 mg', 'C03DA01', 'mot hjärtsvikt'),
  eplerenone: tablet('Eplerenon', '25 mg', 'C03DA04', 'mot hjärtsvikt'),
  digoxin: tablet('Digoxin', '0,13 mg', 'C01AA05', 'mot hjärtrusning'),
  isosorbide: drug('Isosorbidmononitrat', '30 mg', 'depottablett', 'C01DA14', 'tablett', 'mot kärlkramp'),
  nitroglycerin: drug('Glyceryltrinitrat', '0,4 mg/dos', 'munhålespray', 'C01DA02', 'spray', 'vid kärlkramp'),
  atorvastatin20: tablet('Atorvastatin', '20 mg', 'C10AA05', 'mot höga blodfetter'),
  atorvastatin40: tablet('Atorvastatin', '40 mg', 'C10AA05', 'mot höga blodfetter'),
  simvastatin: tablet('Simvastatin', '20 mg', 'C10AA01', 'mot höga blodfetter'),
  ezetimibe: tablet('Ezetimib', '10 mg', 'C10AX09', 'mot höga blodfetter'),
  acetylsalicylic: tablet('Acetylsalicylsyra', '75 mg', 'B01AC06', 'förebygger blodpropp'),
  clopidogrel: tablet('Klopidogrel', '75 mg', 'B01AC04', 'förebygger blodpropp'),
  apixaban5: tablet('Apixaban', '5 mg', 'B01AF02', 'förebygger blodpropp'),
  apixaban2: tablet('Apixaban', '2,5 mg', 'B01AF02', 'förebygger blodpropp'),
  rivaroxaban: tablet('Rivaroxaban', '20 mg', 'B01AF01', 'förebygger blodpropp'),
  warfarin: tablet('Warfarin', '2,5 mg', 'B01AA03', 'förebygger blodpropp'),
  dalteparin: drug(
    'Dalteparin',
    '5 000 E',
    'injektionsvätska, förfylld spruta',
    'B01AB04',
    'injektion',
    'förebygger blodpropp',
    'subcutaneous',
  ),
  // Diabetes
  metformin500: tablet('Metformin', '500 mg', 'A10BA02', 'mot diabetes'),
  metformin850: tablet('Metformin', '850 mg', 'A10BA02', 'mot diabetes'),
  empagliflozin: tablet('Empagliflozin', '10 mg', 'A10BK03', 'mot diabetes och för hjärtat'),
  dapagliflozin: tablet('Dapagliflozin', '10 mg', 'A10BK01', 'mot hjärtsvikt'),
  sitagliptin: tablet('Sitagliptin', '100 mg', 'A10BH01', 'mot diabetes'),
  semaglutide: drug(
    'Semaglutid',
    '1 mg',
    'injektionsvätska, förfylld penna',
    'A10BJ06',
    'injektion',
    'mot diabetes',
    'subcutaneous',
  ),
  glargine: drug(
    'Insulin glargin',
    '100 E/mL',
    'injektionsvätska, förfylld penna',
    'A10AE04',
    'E',
    'mot diabetes',
    'subcutaneous',
  ),
  lispro: drug(
    'Insulin lispro',
    '100 E/mL',
    'injektionsvätska, förfylld penna',
    'A10AB04',
    'E',
    'mot diabetes',
    'subcutaneous',
  ),
  // Lungs and nose
  salbutamol: drug(
    'Salbutamol',
    '0,2 mg/dos',
    'inhalationspulver',
    'R03AC02',
    'inhalation',
    'vid andnöd',
    'inhalation',
  ),
  terbutaline: drug(
    'Terbutalin',
    '0,5 mg/dos',
    'inhalationspulver',
    'R03AC03',
    'inhalation',
    'vid andnöd',
    'inhalation',
  ),
  budesonide: drug('Budesonid', '200 µg/dos', 'inhalationspulver', 'R03BA02', 'inhalation', 'mot astma', 'inhalation'),
  budesonideFormoterol: drug(
    'Budesonid/formoterol',
    '160/4,5 µg',
    'inhalationspulver',
    'R03AK07',
    'inhalation',
    'mot astma',
    'inhalation',
  ),
  tiotropium: drug(
    'Tiotropium',
    '18 µg',
    'inhalationspulver, kapsel',
    'R03BB04',
    'inhalation',
    'mot KOL',
    'inhalation',
  ),
  olodaterol: drug(
    'Tiotropium/olodaterol',
    '2,5/2,5 µg',
    'inhalationsvätska',
    'R03AL06',
    'inhalation',
    'mot KOL',
    'inhalation',
  ),
  ipratropium: drug(
    'Ipratropium',
    '0,5 mg',
    'lösning för nebulisator',
    'R03BB01',
    'inhalation',
    'vid andnöd',
    'inhalation',
  ),
  acetylcysteine: drug('Acetylcystein', '200 mg', 'brustablett', 'R05CB01', 'tablett', 'slemlösande'),
  prednisolone5: tablet('Prednisolon', '5 mg', 'H02AB06', 'mot inflammation'),
  betamethasone: tablet('Betametason', '0,5 mg', 'H02AB01', 'mot inflammation'),
  desloratadine: tablet('Desloratadin', '5 mg', 'R06AX27', 'mot allergi'),
  cetirizine: tablet('Cetirizin', '10 mg', 'R06AE07', 'mot allergi'),
  mometasone: drug('Mometason', '50 µg/dos', 'nässpray', 'R01AD09', 'spray', 'mot allergi i näsan', 'nasal'),
  // Infections
  penicillinV: tablet('Fenoximetylpenicillin', '1 g', 'J01CE02', 'mot infektion'),
  penicillinVChild: drug('Fenoximetylpenicillin', '100 mg/mL', 'orala droppar', 'J01CE02', 'mL', 'mot infektion'),
  amoxicillin: tablet('Amoxicillin', '500 mg', 'J01CA04', 'mot infektion'),
  pivmecillinam: tablet('Pivmecillinam', '200 mg', 'J01CA08', 'mot urinvägsinfektion'),
  nitrofurantoin: tablet('Nitrofurantoin', '50 mg', 'J01XE01', 'mot urinvägsinfektion'),
  ciprofloxacin: tablet('Ciprofloxacin', '500 mg', 'J01MA02', 'mot infektion'),
  doxycycline: tablet('Doxycyklin', '100 mg', 'J01AA02', 'mot infektion'),
  flucloxacillin: drug('Flukloxacillin', '1 g', 'tablett', 'J01CF05', 'tablett', 'mot hudinfektion'),
  cefotaxime: drug(
    'Cefotaxim',
    '1 g',
    'pulver till injektionsvätska',
    'J01DD01',
    'injektion',
    'mot infektion',
    'intravenous',
  ),
  benzylpenicillin: drug(
    'Bensylpenicillin',
    '3 g',
    'pulver till injektionsvätska',
    'J01CE01',
    'injektion',
    'mot infektion',
    'intravenous',
  ),
  piperacillin: drug(
    'Piperacillin/tazobaktam',
    '4 g/0,5 g',
    'pulver till infusionsvätska',
    'J01CR05',
    'injektion',
    'mot infektion',
    'intravenous',
  ),
  clindamycin: drug('Klindamycin', '300 mg', 'kapsel', 'J01FF01', 'kapsel', 'mot infektion'),
  valaciclovir: tablet('Valaciklovir', '500 mg', 'J05AB11', 'mot bältros'),
  fusidicEye: drug('Fusidinsyra', '1 %', 'ögondroppar', 'S01AA13', 'droppe', 'mot ögoninfektion', 'ocular'),
  // Pain and joints
  paracetamol500: tablet('Paracetamol', '500 mg', 'N02BE01', 'mot smärta'),
  paracetamol665: drug(
    'Paracetamol',
    '665 mg',
    'tablett med modifierad frisättning',
    'N02BE01',
    'tablett',
    'mot smärta',
  ),
  ibuprofen: tablet('Ibuprofen', '400 mg', 'M01AE01', 'mot smärta och inflammation'),
  naproxen: tablet('Naproxen', '500 mg', 'M01AE02', 'mot smärta och inflammation'),
  oxycodone5: drug('Oxikodon', '5 mg', 'kapsel', 'N02AA05', 'kapsel', 'mot svår smärta'),
  oxycodoneDepot: drug('Oxikodon', '10 mg', 'depottablett', 'N02AA05', 'tablett', 'mot svår smärta'),
  morphine: tablet('Morfin', '10 mg', 'N02AA01', 'mot svår smärta'),
  morphineInjection: drug('Morfin', '10 mg/mL', 'injektionsvätska', 'N02AA01', 'mg', 'mot svår smärta', 'intravenous'),
  sumatriptan: tablet('Sumatriptan', '50 mg', 'N02CC01', 'mot migrän'),
  alendronate: tablet('Alendronsyra', '70 mg', 'M05BA04', 'mot benskörhet'),
  calciumD: drug('Kalcium/vitamin D', '500 mg/800 IE', 'tuggtablett', 'A12AX', 'tablett', 'för skelettet'),
  denosumab: drug(
    'Denosumab',
    '60 mg',
    'injektionsvätska, förfylld spruta',
    'M05BX04',
    'injektion',
    'mot benskörhet',
    'subcutaneous',
  ),
  allopurinol: tablet('Allopurinol', '100 mg', 'M04AA01', 'förebygger gikt'),
  colchicine: tablet('Kolkicin', '0,5 mg', 'M04AC01', 'mot gikt'),
  diclofenacGel: drug('Diklofenak', '23,2 mg/g', 'gel', 'M02AA15', 'applicering', 'mot ledsmärta', 'cutaneous'),
  // Stomach
  omeprazole: drug('Omeprazol', '20 mg', 'enterokapsel', 'A02BC01', 'kapsel', 'mot sur mage'),
  pantoprazole: drug('Pantoprazol', '20 mg', 'enterotablett', 'A02BC02', 'tablett', 'mot sur mage'),
  macrogol: drug('Makrogol', '13,8 g', 'pulver till oral lösning', 'A06AD65', 'dospåse', 'mot förstoppning'),
  bisacodyl: drug('Bisakodyl', '5 mg', 'enterotablett', 'A06AB02', 'tablett', 'mot förstoppning'),
  lactulose: drug('Laktulos', '670 mg/mL', 'oral lösning', 'A06AD11', 'mL', 'mot förstoppning'),
  ondansetron: tablet('Ondansetron', '4 mg', 'A04AA01', 'mot illamående'),
  // Blood, hormones, vitamins
  levothyroxine50: tablet('Levotyroxin', '50 µg', 'H03AA01', 'mot brist på sköldkörtelhormon'),
  levothyroxine100: tablet('Levotyroxin', '100 µg', 'H03AA01', 'mot brist på sköldkörtelhormon'),
  iron: drug('Järnsulfat', '100 mg', 'depottablett', 'B03AA07', 'tablett', 'mot järnbrist'),
  cyanocobalamin: tablet('Cyanokobalamin', '1 mg', 'B03BA01', 'mot B12-brist'),
  folicAcid: tablet('Folsyra', '5 mg', 'B03BB01', 'mot folsyrabrist'),
  cholecalciferol: tablet('Kolekalciferol', '800 IE', 'A11CC05', 'D-vitamin'),
  cholecalciferolDrops: drug('Kolekalciferol', '80 IE/droppe', 'orala droppar', 'A11CC05', 'droppe', 'D-vitamin'),
  potassiumChloride: drug('Kaliumklorid', '750 mg', 'depottablett', 'A12BA01', 'tablett', 'mot kaliumbrist'),
  estradiolVaginal: drug(
    'Estriol',
    '1 mg/g',
    'vaginalkräm',
    'G03CA04',
    'applicering',
    'mot torra slemhinnor',
    'vaginal',
  ),
  estradiolPatch: drug(
    'Estradiol',
    '50 µg/24 timmar',
    'depotplåster',
    'G03CA03',
    'plåster',
    'mot klimakteriebesvär',
    'cutaneous',
  ),
  contraceptive: tablet('Levonorgestrel/etinylestradiol', '0,15 mg/0,03 mg', 'G03AA07', 'preventivmedel'),
  desogestrel: tablet('Desogestrel', '75 µg', 'G03AC09', 'preventivmedel'),
  tamsulosin: drug(
    'Tamsulosin',
    '0,4 mg',
    'kapsel med modifierad frisättning',
    'G04CA02',
    'kapsel',
    'mot vattenkastningsbesvär',
  ),
  finasteride: tablet('Finasterid', '5 mg', 'G04CB01', 'mot förstorad prostata'),
  mirabegron: drug('Mirabegron', '50 mg', 'depottablett', 'G04BD12', 'tablett', 'mot täta trängningar'),
  letrozole: tablet('Letrozol', '2,5 mg', 'L02BG04', 'efter bröstcancer'),
  tamoxifen: tablet('Tamoxifen', '20 mg', 'L02BA01', 'efter bröstcancer'),
  bicalutamide: tablet('Bikalutamid', '50 mg', 'L02BB03', 'mot prostatacancer'),
  // Mind and nerves
  sertraline50: tablet('Sertralin', '50 mg', 'N06AB06', 'mot depression och ångest'),
  sertraline100: tablet('Sertralin', '100 mg', 'N06AB06', 'mot depression och ångest'),
  escitalopram: tablet('Escitalopram', '10 mg', 'N06AB10', 'mot depression och ångest'),
  mirtazapine15: tablet('Mirtazapin', '15 mg', 'N06AX11', 'mot depression och för sömnen'),
  venlafaxine: drug('Venlafaxin', '75 mg', 'depotkapsel', 'N06AX16', 'kapsel', 'mot depression'),
  propiomazine: tablet('Propiomazin', '25 mg', 'N05CM06', 'för sömnen'),
  zopiclone: tablet('Zopiklon', '5 mg', 'N05CF01', 'för sömnen'),
  hydroxyzine: tablet('Hydroxizin', '25 mg', 'N05BB01', 'mot oro'),
  oxazepam: tablet('Oxazepam', '5 mg', 'N05BA04', 'mot oro'),
  donepezil5: tablet('Donepezil', '5 mg', 'N06DA02', 'mot demens'),
  donepezil10: tablet('Donepezil', '10 mg', 'N06DA02', 'mot demens'),
  memantine: tablet('Memantin', '20 mg', 'N06DX01', 'mot demens'),
  melatonin: drug('Melatonin', '2 mg', 'depottablett', 'N05CH01', 'tablett', 'för sömnen'),
  methylphenidate: drug('Metylfenidat', '27 mg', 'depottablett', 'N06BA04', 'tablett', 'mot ADHD'),
  gabapentin: drug('Gabapentin', '300 mg', 'kapsel', 'N03AX12', 'kapsel', 'mot nervsmärta'),
  // Skin, eyes
  hydrocortisone: drug('Hydrokortison', '1 %', 'kräm', 'D07AA02', 'applicering', 'mot eksem', 'cutaneous'),
  mometasoneCream: drug('Mometason', '0,1 %', 'kräm', 'D07AC13', 'applicering', 'mot eksem', 'cutaneous'),
  betamethasoneCream: drug('Betametason', '0,1 %', 'kräm', 'D07AC01', 'applicering', 'mot eksem', 'cutaneous'),
  emollient: drug('Karbamid', '5 %', 'kräm', 'D02AE01', 'applicering', 'mjukgörande', 'cutaneous'),
  adapalene: drug('Adapalen/bensoylperoxid', '0,1 %/2,5 %', 'gel', 'D10AD53', 'applicering', 'mot akne', 'cutaneous'),
  latanoprost: drug('Latanoprost', '50 µg/mL', 'ögondroppar', 'S01EE01', 'droppe', 'mot högt ögontryck', 'ocular'),
  // Delivery ward
  oxytocin: drug(
    'Oxytocin',
    '8,3 µg/mL',
    'injektionsvätska',
    'H01BB02',
    'injektion',
    'stimulerar värkar',
    'intravenous',
  ),
} as const satisfies Record<string, Drug>;

export type DrugKey = keyof typeof drugs;

/** `Metformin 500 mg tablett`. */
export function drugText(drug: Drug): string {
  return `${drug.name} ${drug.strength} ${drug.form}`;
}
