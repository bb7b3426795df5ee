/** Quick texts of some of the cast and of their units, kept as the server keeps them. */
import type { Binary } from '@medplum/fhirtypes';
import { type QuickText, quickTextsResource } from '@vardkedjan/care/record-keeping/quick-texts/quick-texts.ts';
import { castUnits } from '../cast/staff.ts';

const lists: readonly { type: 'Practitioner' | 'Organization'; id: string; texts: readonly QuickText[] }[] = [
  {
    type: 'Practitioner',
    id: 'sara-lindqvist',
    texts: [
      { word: 'bra', text: 'Mår bra. Inga biverkningar av behandlingen.' },
      {
        word: 'hl',
        text: 'Hjärta: regelbunden rytm, inga blåsljud. Lungor: normala andningsljud bilateralt, inga biljud.',
      },
      { word: 'åter', text: 'Åter vid försämring. Egenvårdsråd givna.' },
    ],
  },
  {
    type: 'Organization',
    id: castUnits.healthCentre,
    texts: [
      { word: 'tolk', text: 'Besöket genomfört med tolk.' },
      { word: 'info', text: 'Patienten är informerad om planeringen och samtycker.' },
    ],
  },
  {
    type: 'Organization',
    id: castUnits.ward,
    texts: [
      { word: 'rond', text: 'Rondas tillsammans med ansvarig sjuksköterska.' },
      { word: 'hem', text: 'Medicinskt färdigbehandlad. Hemgång planeras.' },
    ],
  },
];

export function quickTexts(): Binary[] {
  return lists.map(({ type, id, texts }) => ({
    resourceType: 'Binary',
    id: `qt-${type.at(0)}-${id}`,
    contentType: 'application/fhir+json',
    data: Buffer.from(JSON.stringify(quickTextsResource({ reference: `${type}/${id}` }, texts))).toString('base64'),
  }));
}
