/** Who works where: professions and titles by kind of unit. Titles are the everyday Swedish ones. A pure table. */
import type { Profession, Specialty, UnitKind } from './unit.ts';

export interface Post {
  profession: Profession;
  title: string;
  count: number;
}

const post = (profession: Profession, title: string, count: number): Post => ({ profession, title, count });

const ward: readonly Post[] = [
  post('doctor', 'Överläkare', 1),
  post('doctor', 'Specialistläkare', 1),
  post('doctor', 'ST-läkare', 1),
  post('nurse', 'Sjuksköterska', 4),
  post('assistant-nurse', 'Undersköterska', 2),
  post('medical-secretary', 'Medicinsk sekreterare', 1),
];

const clinic: readonly Post[] = [
  post('doctor', 'Överläkare', 2),
  post('doctor', 'Specialistläkare', 1),
  post('nurse', 'Sjuksköterska', 2),
  post('medical-secretary', 'Medicinsk sekreterare', 1),
];

const posts: Partial<Record<UnitKind, readonly Post[]>> = {
  'health-centre': [
    post('doctor', 'Distriktsläkare', 3),
    post('doctor', 'ST-läkare i allmänmedicin', 1),
    post('district-nurse', 'Distriktssköterska', 2),
    post('nurse', 'BVC-sjuksköterska', 1),
    post('nurse', 'Sjuksköterska', 1),
    post('counsellor', 'Kurator', 1),
    post('medical-secretary', 'Medicinsk sekreterare', 1),
  ],
  ward,
  clinic,
  'private-clinic': clinic,
  emergency: [
    post('doctor', 'Överläkare', 1),
    post('doctor', 'Specialistläkare i akutsjukvård', 2),
    post('nurse', 'Sjuksköterska', 4),
    post('assistant-nurse', 'Undersköterska', 1),
    post('medical-secretary', 'Medicinsk sekreterare', 1),
  ],
  delivery: [
    post('doctor', 'Överläkare', 2),
    post('midwife', 'Barnmorska', 4),
    post('assistant-nurse', 'Undersköterska', 1),
  ],
  imaging: [post('doctor', 'Överläkare, röntgen', 3)],
  physiology: [
    post('doctor', 'Överläkare, klinisk fysiologi', 1),
    post('biomedical-scientist', 'Biomedicinsk analytiker', 2),
  ],
  laboratory: [
    post('doctor', 'Överläkare, klinisk kemi', 1),
    post('biomedical-scientist', 'Biomedicinsk analytiker', 2),
  ],
  maternity: [post('midwife', 'Barnmorska', 3)],
  rehabilitation: [post('physiotherapist', 'Fysioterapeut', 3), post('occupational-therapist', 'Arbetsterapeut', 1)],
  'home-care': [
    post('nurse', 'Sjuksköterska', 3),
    post('district-nurse', 'Distriktssköterska', 1),
    post('physiotherapist', 'Fysioterapeut', 1),
    post('occupational-therapist', 'Arbetsterapeut', 1),
  ],
  'school-health': [post('school-nurse', 'Skolsköterska', 3), post('doctor', 'Skolläkare', 1)],
  'log-review': [post('log-reviewer', 'Logggranskare', 1)],
};

const specialtyNames: Partial<Record<Specialty, string>> = {
  medicine: 'internmedicin',
  cardiology: 'kardiologi',
  lung: 'lungsjukdomar',
  surgery: 'kirurgi',
  orthopaedics: 'ortopedi',
  geriatrics: 'geriatrik',
  stroke: 'neurologi',
  gynaecology: 'obstetrik och gynekologi',
  paediatrics: 'barn- och ungdomsmedicin',
  psychiatry: 'psykiatri',
  oncology: 'onkologi',
  eye: 'ögonsjukdomar',
  infection: 'infektionssjukdomar',
};

export function postsOf(kind: UnitKind): readonly Post[] {
  return posts[kind] ?? [];
}

/** `Överläkare, kardiologi`. */
export function titleAt(title: string, profession: Profession, specialty?: Specialty): string {
  const name = specialty && specialtyNames[specialty];
  return name && profession === 'doctor' && title !== 'ST-läkare' ? `${title}, ${name}` : title;
}
