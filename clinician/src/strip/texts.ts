import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    patient: 'Patient',
    genders: { male: 'man', female: 'kvinna', other: 'annat', unknown: 'okänt kön' } as Record<string, string>,
    deceased: (date: string) => (date ? `Avliden ${date}` : 'Avliden'),
    protection: {
      sekretessmarkering: 'Sekretessmarkering',
      skyddadFolkbokforing: 'Skyddad folkbokföring',
    },
    protectionMore:
      'Skyddade personuppgifter. Adress, telefon och anhöriga visas inte. Gör en sekretessprövning innan något lämnas ut, även till den som ringer.',
    here: (unit: string, since: string) => (since ? `${unit} sedan ${since}` : unit),
    kinds: { IMP: 'Inskriven', EMER: 'På akuten', AMB: 'På besök', HH: 'Hembesök', VR: 'Distanskontakt' } as Record<
      string,
      string
    >,
    notHere: 'Ingen pågående vårdkontakt',
    careOf: 'Hör till',
    noCareOf: 'Inte listad hos någon vi känner till',
    unknownHypersensitivity: 'Överkänslighet: uppgift saknas',
    noHypersensitivity: 'Ingen känd överkänslighet (tillfrågad)',
    severities: { critical: 'Livshotande', serious: 'Allvarlig', caution: 'Att beakta' },
    warnings: 'Varningar',
    more: (count: number) => `${count} till`,
    details: 'Personuppgifter',
    address: 'Adress',
    phone: 'Telefon',
    email: 'E-post',
    kin: 'Närstående',
    language: 'Språk',
    interpreter: 'Tolk behövs',
    noDetails: 'Inga uppgifter',
    close: 'Stäng',
  },
  en: {
    patient: 'Patient',
    genders: { male: 'male', female: 'female', other: 'other', unknown: 'sex unknown' } as Record<string, string>,
    deceased: (date: string) => (date ? `Died ${date}` : 'Deceased'),
    protection: {
      sekretessmarkering: 'Confidentiality mark',
      skyddadFolkbokforing: 'Protected registration',
    },
    protectionMore:
      'Protected personal data. Address, telephone and next of kin are not shown. Weigh confidentiality before anything is given out, also to callers.',
    here: (unit: string, since: string) => (since ? `${unit} since ${since}` : unit),
    kinds: { IMP: 'Inpatient', EMER: 'Emergency', AMB: 'Visiting', HH: 'Home visit', VR: 'Remote' } as Record<
      string,
      string
    >,
    notHere: 'No ongoing contact',
    careOf: 'In the care of',
    noCareOf: 'Not listed with anyone we know of',
    unknownHypersensitivity: 'Hypersensitivity: nothing known',
    noHypersensitivity: 'No known hypersensitivity (asked)',
    severities: { critical: 'Life-threatening', serious: 'Serious', caution: 'To note' },
    warnings: 'Warnings',
    more: (count: number) => `${count} more`,
    details: 'Personal details',
    address: 'Address',
    phone: 'Telephone',
    email: 'E-mail',
    kin: 'Next of kin',
    language: 'Language',
    interpreter: 'Interpreter needed',
    noDetails: 'Nothing known',
    close: 'Close',
  },
});
