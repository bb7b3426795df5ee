/**
 * What each role does and needs, which rights it has, and what could go wrong: the words of the region's needs-and-risk analyses. A pure table, written
 * as the head of a unit would.
 */
import type { Profession } from '../units/unit.ts';

/** As the product has them (care/src/access/needs-and-risks/rights.ts). */
export const rightCodes = [
  'read',
  'read-other-units',
  'shared',
  'emergency',
  'write',
  'sign',
  'print',
  'hand-out',
  'lift-blocks',
  'review-log',
] as const;
export type RightCode = (typeof rightCodes)[number];

export const rightNames: Record<RightCode, string> = {
  read: 'Läsa den egna enhetens uppgifter',
  'read-other-units': 'Läsa andra enheters uppgifter hos vårdgivaren',
  shared: 'Sammanhållen dokumentation',
  emergency: 'Nödöppning',
  write: 'Skriva i journalen',
  sign: 'Signera',
  print: 'Skriva ut',
  'hand-out': 'Lämna ut kopior',
  'lift-blocks': 'Häva spärrar',
  'review-log': 'Granska åtkomstloggen',
};

export interface RoleAtWork {
  tasks: string;
  needs: string;
  /** Why it has each right that it has. */
  has: Partial<Record<RightCode, string>>;
  tooWide: string;
  tooNarrow: string;
}

const treating: RoleAtWork['has'] = {
  read: 'Går inte att vårda utan att läsa vad enheten själv har dokumenterat.',
  'read-other-units':
    'Patienterna vårdas ofta på flera enheter hos vårdgivaren. Läkemedel, överkänslighet och nyss gjorda undersökningar finns hos dem.',
  shared:
    'Många har kommunal hemsjukvård eller privat specialistvård. Med patientens samtycke behövs deras läkemedel, diagnoser och planer.',
  emergency:
    'Svårt sjuka kommer ibland utan att kunna svara. Då måste andra vårdgivares ospärrade uppgifter gå att nå direkt.',
  write: 'Dokumenterar sina egna bedömningar och åtgärder i direkt anslutning till mötet.',
  sign: 'Ansvarar för det som rollen själv har skrivit.',
  print: 'Patienten ska kunna få läkemedelslista, remiss och besökssammanfattning på papper.',
  'hand-out': 'Lämnar på begäran ut kopior efter sekretessprövning, till patienten och till den som har fullmakt.',
  'lift-blocks': 'Får patientens samtycke vid besöket, eller måste avgöra om vården är oundgängligen nödvändig.',
};

const only = (...codes: RightCode[]): RoleAtWork['has'] =>
  Object.fromEntries(codes.flatMap((code) => (treating[code] === undefined ? [] : [[code, treating[code]]])));

const rehabilitating: Omit<RoleAtWork, 'tasks'> = {
  needs:
    'Diagnoser, operationer, funktionsbedömningar, läkemedel som påverkar träning och vila, samt planer från dem som remitterar.',
  has: only('read', 'read-other-units', 'shared', 'write', 'sign', 'print'),
  tooWide: 'Läsning av psykiatri, gynekologi och annat som inte har med uppdraget att göra. Nyfikenhet på bekanta.',
  tooNarrow: 'Träning som inte tar hänsyn till hjärtsjukdom, fraktur eller blodförtunnande behandling.',
};

const nursing: Omit<RoleAtWork, 'tasks'> = {
  needs:
    'Överkänslighet, läkemedel, vitala värden, diagnoser, planer och de senaste anteckningarna, för dem som rollen möter eller har i telefon.',
  has: treating,
  tooWide:
    'Läsning av patienter som är på andra enheter, av kollegor, grannar och kända personer. Spridning av skyddade uppgifter.',
  tooNarrow: 'Fel läkemedel eller dos, missad överkänslighet, och råd som ges utan att man vet vad som nyss har hänt.',
};

/** Social care has an act of its own (2022:913, 4 kap. 3 §), and no part in these. */
export const rolesAtWork: Record<Exclude<Profession, 'needs-assessor'>, RoleAtWork> = {
  doctor: {
    tasks:
      'Undersöker, ställer diagnos, ordinerar, remitterar, skriver intyg och har det medicinska ansvaret för enhetens patienter.',
    needs: 'Hela journalen för dem som läkaren möter: diagnoser, läkemedel, svar, remisser och andras bedömningar.',
    has: treating,
    tooWide:
      'Läsning utan vårdrelation, av anhöriga, kollegor och kända personer. Uppgifter ur psykiatrin som inte behövs för frågan.',
    tooNarrow:
      'Fel diagnos eller ordination därför att svar, överkänslighet eller en annan läkares behandling inte syns.',
  },
  nurse: { tasks: 'Bedömer, övervakar, ger läkemedel, svarar i telefon och leder omvårdnaden.', ...nursing },
  'district-nurse': {
    tasks:
      'Egen mottagning för diabetes, blodtryck, sår och vaccination, hembesök och rådgivning; förskriver det som förskrivningsrätten omfattar.',
    ...nursing,
  },
  midwife: {
    tasks: 'Följer graviditeter, förlöser, ger preventivmedelsrådgivning och tar cellprov.',
    ...nursing,
    needs:
      'Tidigare graviditeter, blodgrupp, läkemedel, diagnoser som påverkar graviditeten, samt våld i nära relation när det är dokumenterat.',
  },
  'assistant-nurse': {
    tasks: 'Omvårdnad, provtagning, kontroller av vitala värden och hjälp vid undersökningar.',
    needs:
      'Överkänslighet, vitala värden, omvårdnadsplan och ordinationer för dem som rollen har ansvar för under passet.',
    has: only('read', 'read-other-units', 'write', 'sign', 'print'),
    tooWide: 'Läsning av läkaranteckningar och andra enheters vård som inte behövs vid omvårdnaden.',
    tooNarrow: 'Försämring som inte syns, och omvårdnad som ges mot en ändrad ordination.',
  },
  'medical-secretary': {
    tasks: 'Skriver efter diktat, kodar, bokar, kallar, tar emot remisser och lämnar ut kopior.',
    needs: 'Det som ska skrivas, kodas eller skickas, och remisser som kommer till enheten.',
    has: {
      ...only('read', 'read-other-units', 'print', 'hand-out'),
      write: 'Skriver efter diktat och registrerar i andras namn; läkaren signerar.',
    },
    tooWide: 'Ser många journaler i följd utan att möta patienten. Lätt att läsa mer än uppgiften kräver.',
    tooNarrow: 'Kallelser och remisser som försenas, och kopior som lämnas ut ofullständiga.',
  },
  physiotherapist: {
    tasks: 'Bedömer rörelse och funktion, leder träning och förskriver hjälpmedel.',
    ...rehabilitating,
  },
  'occupational-therapist': {
    tasks: 'Bedömer aktivitet och vardag, förskriver hjälpmedel och anpassar hemmet.',
    ...rehabilitating,
  },
  psychologist: {
    tasks: 'Bedömer och behandlar psykisk ohälsa enskilt och i grupp.',
    ...rehabilitating,
    needs: 'Psykiatriska diagnoser, läkemedel, självmordsrisk, och den remitterande läkarens fråga.',
  },
  counsellor: {
    tasks:
      'Samtalsstöd, bedömning av social situation och våld i nära relation, kontakt med socialtjänst efter samtycke.',
    ...rehabilitating,
    needs:
      'Remittentens fråga, psykiatriska diagnoser, självmordsrisk och pågående läkemedel mot depression och ångest.',
  },
  'school-nurse': {
    tasks: 'Hälsobesök, vaccinationer, mottagning för elever och samråd om elever som mår dåligt.',
    ...nursing,
    needs: 'Elevens tillväxt, vaccinationer, överkänslighet och det som vårdnadshavare och barnhälsovården har lämnat.',
  },
  'biomedical-scientist': {
    tasks: 'Tar emot prov, analyserar, validerar och svarar ut.',
    needs: 'Beställningen, tidigare svar från det egna laboratoriet och vad som stör analysen.',
    has: only('read', 'write', 'sign'),
    tooWide: 'Läsning av anteckningar och diagnoser som analysen inte kräver.',
    tooNarrow: 'Orimliga värden som inte kan jämföras med tidigare svar från laboratoriet.',
  },
  'log-reviewer': {
    tasks: 'Granskar vårdgivarens åtkomstlogg: slumpvisa och riktade stickprov, samt på förfrågan av en patient.',
    needs: 'Vem som har öppnat vad, när och varför. Inte innehållet i journalerna.',
    has: { 'review-log': 'Det är uppdraget: den systematiska kontrollen av loggen.' },
    tooWide: 'Granskaren får en bild av vilka som söker vård och var. Därför ingår ingen läsning av journaler.',
    tooNarrow: 'Obehörig läsning som ingen ser.',
  },
};

/** Why a role does not have a right that it has no reason for. */
export const whyNot: Record<RightCode, string> = {
  read: 'Rollen öppnar inga journaler.',
  'read-other-units': 'Rollens uppgifter rör det egna arbetet på enheten; det som andra enheter har behövs inte.',
  shared:
    'Andra vårdgivares uppgifter behövs inte. Behövs de vid enstaka tillfällen tar läkare eller sjuksköterska del av dem.',
  emergency: 'Rollen leder inte den akuta bedömningen. Läkare och sjuksköterska på enheten kan nödöppna.',
  write: 'Rollen dokumenterar inte i patientjournalen.',
  sign: 'Den som har vårdansvaret signerar; rollen skriver åt andra eller inte alls.',
  print: 'Utskrift behövs inte i arbetet. Papper med patientuppgifter är en risk i sig.',
  'hand-out': 'Utlämnande prövas av läkare, sjuksköterska och medicinsk sekreterare, som gör det ofta.',
  'lift-blocks': 'Att häva en spärr kräver ett medicinskt övervägande som rollen inte gör.',
  'review-log': 'Loggen granskas av vårdgivarens logggranskare, inte på enheten.',
};
