/**
 * The hospitals of the region and what they hold, and which hospital a municipality turns to. All invented: real hospitals
 * in these towns have other names and other departments. A pure table.
 */
import type { Specialty, UnitKind } from './unit.ts';

export interface DepartmentPlan {
  /** Last part of the id. */
  key: string;
  name: string;
  kind: UnitKind;
  specialty?: Specialty;
}

export interface HospitalPlan {
  id: string;
  name: string;
  municipality: string;
  board: 'goteborg' | 'vast' | 'sjuharad' | 'skaraborg';
  line: string;
  departments: readonly DepartmentPlan[];
}

const small: readonly DepartmentPlan[] = [
  { key: 'emergency', name: 'Akutmottagningen', kind: 'emergency' },
  { key: 'medicine-1', name: 'Medicinavdelning 1', kind: 'ward', specialty: 'medicine' },
  { key: 'surgery-ward', name: 'Kirurgavdelningen', kind: 'ward', specialty: 'surgery' },
  { key: 'geriatrics', name: 'Geriatrikavdelningen', kind: 'ward', specialty: 'geriatrics' },
  { key: 'medicine-clinic', name: 'Medicinmottagningen', kind: 'clinic', specialty: 'medicine' },
  { key: 'orthopaedics-clinic', name: 'Ortopedmottagningen', kind: 'clinic', specialty: 'orthopaedics' },
  { key: 'imaging', name: 'Röntgenavdelningen', kind: 'imaging' },
  { key: 'laboratory', name: 'Laboratoriemedicin', kind: 'laboratory' },
];

const large: readonly DepartmentPlan[] = [
  { key: 'emergency', name: 'Akutmottagningen', kind: 'emergency' },
  { key: 'medicine-3', name: 'Medicinavdelning 3', kind: 'ward', specialty: 'medicine' },
  { key: 'cardiology-ward', name: 'Hjärtavdelningen', kind: 'ward', specialty: 'cardiology' },
  { key: 'lung-ward', name: 'Lungavdelningen', kind: 'ward', specialty: 'lung' },
  { key: 'infection-ward', name: 'Infektionsavdelningen', kind: 'ward', specialty: 'infection' },
  { key: 'surgery-ward', name: 'Kirurgavdelningen', kind: 'ward', specialty: 'surgery' },
  { key: 'orthopaedics-ward', name: 'Ortopedavdelningen', kind: 'ward', specialty: 'orthopaedics' },
  { key: 'stroke-ward', name: 'Strokeavdelningen', kind: 'ward', specialty: 'stroke' },
  { key: 'geriatrics', name: 'Geriatrikavdelningen', kind: 'ward', specialty: 'geriatrics' },
  { key: 'psychiatry-ward', name: 'Psykiatriavdelningen', kind: 'ward', specialty: 'psychiatry' },
  { key: 'paediatrics-ward', name: 'Barnavdelningen', kind: 'ward', specialty: 'paediatrics' },
  { key: 'delivery', name: 'Förlossningen', kind: 'delivery', specialty: 'gynaecology' },
  { key: 'medicine-clinic', name: 'Medicinmottagningen', kind: 'clinic', specialty: 'medicine' },
  { key: 'cardiology-clinic', name: 'Hjärtmottagningen', kind: 'clinic', specialty: 'cardiology' },
  { key: 'lung-clinic', name: 'Lungmottagningen', kind: 'clinic', specialty: 'lung' },
  { key: 'surgery-clinic', name: 'Kirurgmottagningen', kind: 'clinic', specialty: 'surgery' },
  { key: 'orthopaedics-clinic', name: 'Ortopedmottagningen', kind: 'clinic', specialty: 'orthopaedics' },
  { key: 'oncology-clinic', name: 'Onkologmottagningen', kind: 'clinic', specialty: 'oncology' },
  { key: 'eye-clinic', name: 'Ögonmottagningen', kind: 'clinic', specialty: 'eye' },
  { key: 'psychiatry-clinic', name: 'Vuxenpsykiatriska mottagningen', kind: 'clinic', specialty: 'psychiatry' },
  { key: 'paediatrics-clinic', name: 'Barn- och ungdomsmottagningen', kind: 'clinic', specialty: 'paediatrics' },
  { key: 'imaging', name: 'Röntgenavdelningen', kind: 'imaging' },
  { key: 'laboratory', name: 'Laboratoriemedicin', kind: 'laboratory' },
  { key: 'physiology', name: 'Klinisk fysiologi', kind: 'physiology' },
];

export const hospitalPlans: readonly HospitalPlan[] = [
  {
    id: 'hospital-goteborg',
    name: 'Sjukhuset i Göteborg',
    municipality: '1480',
    board: 'goteborg',
    line: 'Västerhavsgatan 1',
    departments: large,
  },
  {
    id: 'hospital-molndal',
    name: 'Sjukhuset i Mölndal',
    municipality: '1481',
    board: 'goteborg',
    line: 'Strömkvarnsvägen 4',
    departments: small,
  },
  {
    id: 'hospital-kungalv',
    name: 'Sjukhuset i Kungälv',
    municipality: '1482',
    board: 'goteborg',
    line: 'Fästningshöjden 2',
    departments: small,
  },
  {
    id: 'hospital-boras',
    name: 'Sjukhuset i Borås',
    municipality: '1490',
    board: 'sjuharad',
    line: 'Viskastigen 20',
    departments: large,
  },
  {
    id: 'hospital-alingsas',
    name: 'Sjukhuset i Alingsås',
    municipality: '1489',
    board: 'sjuharad',
    line: 'Säveåvägen 8',
    departments: small,
  },
  {
    id: 'hospital-trollhattan',
    name: 'Sjukhuset i Trollhättan',
    municipality: '1488',
    board: 'vast',
    line: 'Slusshöjden 5',
    departments: large,
  },
  {
    id: 'hospital-uddevalla',
    name: 'Sjukhuset i Uddevalla',
    municipality: '1485',
    board: 'vast',
    line: 'Byfjordsvägen 12',
    departments: small,
  },
  {
    id: 'hospital-skovde',
    name: 'Sjukhuset i Skövde',
    municipality: '1496',
    board: 'skaraborg',
    line: 'Billingsslänten 3',
    departments: large,
  },
  {
    id: 'hospital-lidkoping',
    name: 'Sjukhuset i Lidköping',
    municipality: '1494',
    board: 'skaraborg',
    line: 'Kinnevikskajen 9',
    departments: small,
  },
];

export const boardNames: Record<HospitalPlan['board'], string> = {
  goteborg: 'Styrelsen för sjukhusen i Göteborg',
  vast: 'Styrelsen för sjukhusen i väster',
  sjuharad: 'Styrelsen för sjukhusen i Sjuhärad',
  skaraborg: 'Styrelsen för sjukhusen i Skaraborg',
};

const catchment: Record<string, readonly string[]> = {
  'hospital-goteborg': ['1480', '1402', '1407'],
  'hospital-molndal': ['1481', '1401'],
  'hospital-kungalv': ['1482', '1415', '1419', '1421', '1440'],
  'hospital-boras': ['1490', '1443', '1452', '1463', '1465', '1491'],
  'hospital-alingsas': ['1489', '1441', '1442', '1466'],
  'hospital-trollhattan': ['1488', '1462', '1487', '1461', '1460', '1492', '1438', '1439'],
  'hospital-uddevalla': ['1485', '1484', '1427', '1430', '1435', '1486'],
  'hospital-skovde': ['1496', '1499', '1498', '1497', '1472', '1446', '1473', '1493', '1447'],
  'hospital-lidkoping': ['1494', '1470', '1471', '1444', '1445', '1495'],
};

/** The large hospital that takes what the near one does not have. */
const larger: Record<string, string> = {
  'hospital-molndal': 'hospital-goteborg',
  'hospital-kungalv': 'hospital-goteborg',
  'hospital-alingsas': 'hospital-boras',
  'hospital-uddevalla': 'hospital-trollhattan',
  'hospital-lidkoping': 'hospital-skovde',
};

/** Nearest first. */
export function hospitalsFor(municipality: string): readonly string[] {
  const near = Object.keys(catchment).find((id) => catchment[id]?.includes(municipality));
  if (!near) throw new RangeError(`no hospital for municipality ${municipality}`);
  const far = larger[near];
  return far ? [near, far] : [near];
}
