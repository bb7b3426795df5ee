/**
 * The provisions that rules rest on, each with the days on which it has been in force. A wording says in our own words what the provision asks for;
 * the wording of the law governs. Sources: the consolidated acts at selex.se with their transitional provisions, HL7 Sweden's base profiles, and the
 * regions' published rules for 1177 Journalen. A provision that no rule cites is not listed (cases.test.ts).
 */
export interface Provision {
  /** Swedish name of the act or rule set. */
  title: string;
  /** As Swedish law is cited; empty where the source has no paragraphs. */
  paragraph: string;
  link: string;
  /** What it has asked for, the latest first. */
  wordings: readonly [Wording, ...Wording[]];
  /** Its last day; absent while it is in force. */
  until?: string;
}

export interface Wording {
  /** First day, YYYY-MM-DD in Sweden; absent where the source gives none. */
  from?: string;
  demands: { sv: string; en: string };
}

interface LegalAct {
  title: string;
  link: string;
  from: string;
}

const patientdatalagen: LegalAct = {
  title: 'Patientdatalagen (2008:355)',
  link: 'https://selex.se/eli/sfs/2008/355',
  from: '2008-07-01',
};

const sharedRecordsAct: LegalAct = {
  title: 'Lagen (2022:913) om sammanhållen vård- och omsorgsdokumentation',
  link: 'https://selex.se/eli/sfs/2022/913',
  from: '2023-01-01',
};

const patientSafetyAct: LegalAct = {
  title: 'Patientsäkerhetslagen (2010:659)',
  link: 'https://selex.se/eli/sfs/2010/659',
  from: '2011-01-01',
};

/** A section of an act, as it has read since the act's first day. */
const section =
  (act: LegalAct) =>
  (chapter: number, number: number, sv: string, en: string): Provision => ({
    title: act.title,
    paragraph: `${chapter} kap. ${number} §`,
    link: `${act.link}#kap${chapter}.${number}`,
    wordings: [{ from: act.from, demands: { sv, en } }],
  });

const pdl = section(patientdatalagen);
const svod = section(sharedRecordsAct);
const psl = section(patientSafetyAct);

/** The section has been amended: what was said of it holds from that day, and before it what `earlier` says; nothing, where its wording is not known. */
function amended(provision: Provision, from: string, earlier?: Wording['demands']): Provision {
  const [{ demands, ...before }] = provision.wordings;
  return {
    ...provision,
    wordings: [{ from, demands }, ...(earlier === undefined ? [] : [{ ...before, demands: earlier }])],
  };
}

export const law = {
  'pdl-2-4': pdl(
    2,
    4,
    'Personuppgifter får behandlas bara för de ändamål som lagen räknar upp, bland dem att dokumentera vården och att administrera vård i enskilda fall.',
    'Personal data may be processed only for the purposes that the act lists, among them documenting care and administering care in individual cases.',
  ),
  'pdl-3-10': pdl(
    3,
    10,
    'En journalanteckning ska signeras av den som är ansvarig för uppgiften.',
    'An entry in the record shall be signed by the one who is responsible for it.',
  ),
  'pdl-3-11': pdl(
    3,
    11,
    'Har en journalhandling eller en kopia lämnats ut ska det antecknas i journalen vem som fick den och när.',
    'When an entry of the record or a copy has been handed out, the record shall say who got it and when.',
  ),
  'pdl-3-14': pdl(
    3,
    14,
    'Uppgifter i en journalhandling får inte utplånas eller göras oläsliga. Vid rättelse ska det framgå när den gjordes och vem som gjorde den.',
    'Nothing in a record may be erased or made illegible. A correction shall say when it was made and by whom.',
  ),
  'pdl-4-1': pdl(
    4,
    1,
    'Den som arbetar hos en vårdgivare får ta del av uppgifter om en patient bara om hen deltar i vården eller av annat skäl behöver dem för sitt arbete inom hälso- och sjukvården.',
    'Staff may read about a patient only if they take part in the care or need the data for their work in health care for another reason.',
  ),
  // Insurance-medicine investigations came with lag (2018:747).
  'pdl-4-2': amended(
    pdl(
      4,
      2,
      'Behörighet ska begränsas till vad som behövs för att kunna fullgöra arbetsuppgifterna. Försäkringsmedicinska utredningar får inte vara åtkomliga för andra vårdenheter eller vårdprocesser.',
      'Access rights shall be limited to what is needed to do the work. Insurance-medicine investigations may not be accessible to other care units or care processes.',
    ),
    '2019-01-01',
    {
      sv: 'Behörighet ska begränsas till vad som behövs för att kunna fullgöra arbetsuppgifterna.',
      en: 'Access rights shall be limited to what is needed to do the work.',
    },
  ),
  'pdl-4-3': pdl(
    4,
    3,
    'Åtkomst ska dokumenteras och kunna kontrolleras, och vårdgivaren ska göra systematiska och återkommande kontroller.',
    'Access shall be documented and possible to check, and the care provider shall check systematically and recurrently.',
  ),
  'pdl-4-4': pdl(
    4,
    4,
    'Patienten får motsätta sig att uppgifter från en vårdenhet eller vårdprocess är åtkomliga för andra hos samma vårdgivare. Uppgifterna ska då genast spärras. En vårdnadshavare får inte spärra ett barns uppgifter. Att det finns spärrade uppgifter får visas.',
    'The patient may oppose that data of one care unit or care process are accessible to others of the same care provider. The data shall then be blocked at once. A guardian may not block a child’s data. That there are blocked data may be shown.',
  ),
  'pdl-4-5': pdl(
    4,
    5,
    'En spärr får hävas av en behörig befattningshavare om patienten samtycker, eller om samtycke inte kan inhämtas och uppgifterna kan antas ha betydelse för vård som patienten oundgängligen behöver. I det senare fallet visas först vilka enheter som har spärrat.',
    'A block may be lifted by one who is authorised if the patient consents, or if consent cannot be had and the data can be assumed to matter for care that the patient imperatively needs. In the latter case it is first shown which units have blocked.',
  ),
  'svod-2-2': svod(
    2,
    2,
    'Innan uppgifter görs tillgängliga för andra vårdgivare ska patienten informeras om vad sammanhållen dokumentation innebär och om möjligheten att motsätta sig den.',
    'Before data are made available to other care providers the patient shall be informed of what shared documentation is, and of the possibility to oppose it.',
  ),
  'svod-2-3': svod(
    2,
    3,
    'Om patienten motsätter sig att uppgifter görs tillgängliga för andra vårdgivare ska de genast spärras. Patienten får när som helst begära att spärren hävs. En vårdnadshavare får inte spärra ett barns uppgifter.',
    'If the patient opposes that data are made available to other care providers, they shall be blocked at once. The patient may ask at any time that the block is lifted. A guardian may not block a child’s data.',
  ),
  'svod-2-4': svod(
    2,
    4,
    'Andra vårdgivare ska kunna se att det finns ospärrade uppgifter, utan att se vilken vårdgivare som har dem eller vad de innehåller.',
    'Other care providers shall be able to see that there are unblocked data, without seeing which care provider has them or what they contain.',
  ),
  'svod-2-5': svod(
    2,
    5,
    'Vilken vårdgivare som har spärrat uppgifter får en annan vårdgivare se bara vid fara för patientens liv eller allvarlig risk för hälsan.',
    'Which care provider has blocked data may be seen by another care provider only when there is danger to the patient’s life or a serious risk to their health.',
  ),
  'svod-3-1': svod(
    3,
    1,
    'En vårdgivare får behandla en annan vårdgivares ospärrade uppgifter om en patient som det finns en aktuell patientrelation med, om patienten samtycker och uppgifterna kan antas ha betydelse för att förebygga, utreda eller behandla sjukdomar och skador. Samtycke krävs inte av ett barn som inte självt kan samtycka.',
    'A care provider may process another’s unblocked data about a patient with whom there is a current relation, if the patient consents and the data can be assumed to matter for preventing, investigating or treating disease and injury. Consent is not required of a child who cannot consent.',
  ),
  'svod-3-2': svod(
    3,
    2,
    'En omsorgsgivare får behandla uppgifter som en annan omsorgsgivare eller vårdgivare har gjort tillgängliga om den som får omsorgsgivarens insatser eller utreds för det, om personen samtycker och uppgifterna kan antas ha betydelse för insatserna. För ett barn som inte självt kan samtycka krävs inget samtycke till uppgifter från en annan omsorgsgivare.',
    'A social care provider may process data that another social care provider or a care provider has made available about one who gets its interventions or is investigated for them, if the person consents and the data can be assumed to matter for the interventions. For a child who cannot consent none is needed for another social care provider’s data.',
  ),
  'svod-3-3': svod(
    3,
    3,
    'Saknar patienten inte bara tillfälligt förmåga att samtycka får vårdgivaren se vilka andra vårdgivare som har uppgifter, och ta del av dem som kan antas ha betydelse för nödvändig vård, om patientens inställning har klarlagts så långt som möjligt och det inte finns anledning att anta att hen skulle ha motsatt sig det.',
    'If the patient lacks the capacity to consent, not only for a while, the care provider may see which other care providers have data, and read those that can be assumed to matter for necessary care, if the patient’s attitude has been clarified as far as possible and there is no reason to assume that they would have objected.',
  ),
  'svod-3-5': svod(
    3,
    5,
    'Vid fara för patientens liv eller allvarlig risk för hälsan får vårdgivaren, om patienten inte kan begära att en spärr hävs, se vilka vårdgivare som har spärrat, och begära att de häver spärren om uppgifterna kan antas ha betydelse för vård som patienten oundgängligen behöver.',
    'When there is danger to the patient’s life or a serious risk to their health, and the patient cannot ask that a block is lifted, the care provider may see which care providers have blocked, and ask them to lift it if the data can be assumed to matter for care that the patient imperatively needs.',
  ),
  'svod-3-6': svod(
    3,
    6,
    'Vid fara för patientens liv eller allvarlig risk för hälsan får vårdgivaren, om samtycke inte kan inhämtas, se vilka vårdgivare som har ospärrade uppgifter, och ta del av dem som kan antas ha betydelse för vård som patienten oundgängligen behöver.',
    'When there is danger to the patient’s life or a serious risk to their health, and consent cannot be had, the care provider may see which care providers have unblocked data, and read those that can be assumed to matter for care that the patient imperatively needs.',
  ),
  'pdl-7-2': pdl(
    7,
    2,
    'Personuppgifter får inte behandlas i ett nationellt eller regionalt kvalitetsregister om den enskilde motsätter sig det. Gör hen det sedan behandlingen har börjat ska uppgifterna utplånas ur registret så snart som möjligt.',
    'Personal data may not be processed in a national or regional quality register if the person opposes it. If that is after the processing has begun, the data shall be erased from the register as soon as possible.',
  ),
  'pdl-7-3': pdl(
    7,
    3,
    'Innan personuppgifter behandlas i ett kvalitetsregister ska den enskilde informeras, bland annat om rätten att motsätta sig det. Går det inte ska informationen lämnas så snart som möjligt.',
    'Before personal data are processed in a quality register the person shall be informed, among other things of the right to oppose it. Where that is impossible, it shall be done as soon as possible.',
  ),
  'psl-3-3': psl(
    3,
    3,
    'Vårdgivaren ska utreda händelser i verksamheten som har medfört eller hade kunnat medföra en vårdskada.',
    'The care provider shall investigate events in its activities that have caused, or could have caused, harm that care could have avoided.',
  ),
  // As lag (2012:954) has it; what it said before is not in the source.
  'pdl-8-4': amended(
    pdl(
      8,
      4,
      'Bara Inspektionen för vård och omsorg får besluta att en patientjournal helt eller delvis ska förstöras.',
      'Only the Health and Social Care Inspectorate may decide that a record is destroyed, in whole or in part.',
    ),
    '2013-06-01',
  ),
  // Proposition 2021/22:177: lag (2022:913) takes its place. Its sections are not in the source (docs/open-questions.md).
  'pdl-6': {
    title: patientdatalagen.title,
    paragraph: '6 kap.',
    link: patientdatalagen.link,
    wordings: [
      {
        from: patientdatalagen.from,
        demands: {
          sv: 'Åtkomst till en annan vårdgivares uppgifter förutsatte sammanhållen journalföring.',
          en: 'Access to another care provider’s data took shared record-keeping.',
        },
      },
    ],
    until: '2022-12-31',
  },
  'pdl-5-4': pdl(
    5,
    4,
    'Direktåtkomst till en annan vårdgivares uppgifter är tillåten bara i den utsträckning som lag eller förordning anger.',
    'Direct access to another care provider’s data is permitted only as far as an act or ordinance says.',
  ),
  'pdl-5-5': pdl(
    5,
    5,
    'En enskild får medges direktåtkomst till sådana uppgifter om sig själv som får lämnas ut till hen, och till loggen över åtkomst.',
    'A person may be given direct access to such data about themselves as may be handed out to them, and to the log of access.',
  ),
  'osl-22-1': {
    title: 'Offentlighets- och sekretesslagen (2009:400)',
    paragraph: '22 kap. 1 §',
    link: 'https://selex.se/eli/sfs/2009/400#kap22.1',
    wordings: [
      {
        from: '2009-06-30',
        demands: {
          sv: 'Uppgifter om en person med skyddade personuppgifter får inte röjas utan prövning.',
          en: 'Data about a person with protected personal data may not be disclosed without an assessment.',
        },
      },
    ],
  },
  'journal-online-age': {
    title: 'Regionernas regler för journalen på nätet',
    paragraph: '',
    link: 'https://www.1177.se/',
    wordings: [
      {
        demands: {
          sv: 'Vårdnadshavare läser barnets journal på nätet till dess barnet fyller 13 år. Den som har fyllt 16 år läser själv sin journal. Däremellan läser ingen den på nätet, om inte mottagningens verksamhetschef har beslutat annat för det som finns hos mottagningen.',
          en: 'Guardians read the child’s record online until the child turns 13. From the age of 16 a person reads their own record. In between nobody reads it online, unless the head of the clinic has decided otherwise for what the clinic keeps.',
        },
      },
    ],
  },
  'online-agent': {
    title: 'Regionernas regler för ombud för barn',
    paragraph: '',
    link: 'https://www.1177.se/',
    wordings: [
      {
        demands: {
          sv: 'Vårdnadshavare enligt folkbokföringen är ombud för sitt barn på nätet, var och en för sig. Har barnet eller vårdnadshavaren skyddade personuppgifter finns inget ombud. En verksamhetschef får blockera en vårdnadshavare.',
          en: 'Guardians by the population register act for their child online, each of them alone. Where the child’s or the guardian’s personal data are protected nobody does. The head of a clinic may shut a guardian out.',
        },
      },
    ],
  },
} satisfies Record<string, Provision>;

export type LawKey = keyof typeof law;
export type Provisions = Readonly<Record<LawKey, Provision>>;

/** What the provision asked for on a day; undefined: it was not in force, or how it read then is not known. */
export function wordingOn({ wordings, until }: Provision, day: string): Wording | undefined {
  if (until !== undefined && day > until) return undefined;
  return wordings.find(({ from }) => from === undefined || from <= day);
}

/** The provision as a sentence's end: `4 kap. 1 § patientdatalagen (2008:355)`. */
export function cite(key: LawKey): string {
  const { title, paragraph } = law[key];
  const name = title.charAt(0).toLowerCase() + title.slice(1);
  return paragraph === '' ? name : `${paragraph} ${name}`;
}
