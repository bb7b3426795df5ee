/**
 * The needs-and-risk analyses of the region's units: one signed by the head of each unit for each of its roles, within the last year. Kvarnbacken has one
 * that is soon to be reviewed and one that should have been.
 */
import type { QuestionnaireResponse, QuestionnaireResponseItem } from '@medplum/fhirtypes';
import { at, dateTimeText, dayOf, type Moment } from '../calendar.ts';
import { castUnits } from '../cast/staff.ts';
import { testDataTag } from '../people/patient.ts';
import { professionSystem, questionnaireUrl } from '../systems.ts';
import type { RegionTree } from '../units/tree.ts';
import type { Profession, Staff, Unit, UnitKind } from '../units/unit.ts';
import { professions } from '../units/value-lists.ts';
import { type RightCode, rightCodes, rightNames, rolesAtWork, whyNot } from './roles.ts';

type Role = Exclude<Profession, 'needs-assessor'>;

export function* analysesOf(tree: RegionTree, now: Moment): Generator<QuestionnaireResponse> {
  for (const [place, unit] of tree.units.entries()) {
    const { head } = unit;
    if (head === undefined) continue;
    const roles = [
      ...new Set(unit.staff.flatMap(({ profession }) => (profession === 'needs-assessor' ? [] : profession))),
    ];
    for (const [nth, role] of roles.entries())
      yield analysis(unit, role, { head, signed: signedAt(unit, role, now, place * 7 + nth) });
  }
}

/** At ten in the morning of some day within the last nine months. */
function signedAt({ id }: Unit, role: Role, now: Moment, nth: number): Moment {
  const soon = id === castUnits.healthCentre && role === 'district-nurse';
  const late = id === castUnits.healthCentre && role === 'counsellor';
  const daysAgo = late ? 377 : soon ? 340 : 20 + ((nth * 37) % 250);
  return at(dayOf(now) - daysAgo, 10 * 60);
}

function analysis(unit: Unit, role: Role, by: { head: Staff; signed: Moment }): QuestionnaireResponse {
  const work = rolesAtWork[role];
  return {
    resourceType: 'QuestionnaireResponse',
    id: `needs-${unit.id}-${role}`,
    meta: { tag: [{ ...testDataTag }] },
    questionnaire: `${questionnaireUrl}/needs-and-risk-analysis`,
    status: 'completed',
    subject: unit.reference,
    authored: dateTimeText(by.signed),
    author: by.head.reference,
    item: [
      {
        linkId: 'role',
        answer: [{ valueCoding: { system: professionSystem, code: role, display: professions[role] } }],
      },
      text('tasks', work.tasks),
      text('needs', `${work.needs} ${placeOf(unit.kind).needs}`.trim()),
      ...rightCodes.map((right) => saidOf(right, work.has[right])),
      text('risk-too-wide', work.tooWide),
      text('risk-too-narrow', work.tooNarrow),
      text('walls', placeOf(unit.kind).walls),
      text('measures', measures(work.has)),
    ],
  };
}

function text(linkId: string, valueString: string): QuestionnaireResponseItem {
  return { linkId, answer: [{ valueString }] };
}

function saidOf(right: RightCode, why: string | undefined): QuestionnaireResponseItem {
  return {
    linkId: `right-${right}`,
    text: rightNames[right],
    item: [
      { linkId: `right-${right}-given`, answer: [{ valueBoolean: why !== undefined }] },
      text(`right-${right}-why`, why ?? whyNot[right]),
    ],
  };
}

function placeOf(kind: UnitKind): { needs: string; walls: string } {
  switch (kind) {
    case 'school-health':
      return {
        needs: 'Elevhälsan är en egen vårdgivare; det som regionen har nås bara genom sammanhållen dokumentation.',
        walls:
          'Det som elevhälsan dokumenterar är åtkomligt för den egna enheten och ingen annan. Lärare och rektor har ingen åtkomst.',
      };
    case 'emergency':
      return {
        needs: 'Patienterna är ofta okända för enheten och kan inte alltid berätta.',
        walls:
          'Patienter med skyddade personuppgifter tas emot utan att namn eller adress visas på tavlor. Försäkringsmedicinska utredningar nås inte härifrån.',
      };
    case 'log-review':
      return {
        needs: '',
        walls: 'Granskaren ser att en patient är skyddad, men inte namn eller adress.',
      };
    case 'home-care':
      return {
        needs: 'Vården ges i hemmet och ordineras ofta av läkare hos en annan vårdgivare.',
        walls:
          'Patienter med skyddade personuppgifter står utan adress på dagslistan. Nyckel och portkod skrivs inte i journalen.',
      };
    default:
      return {
        needs: '',
        walls:
          'Försäkringsmedicinska utredningar och elevhälsans journal är inte åtkomliga. Patienter med skyddade personuppgifter öppnas bara av den som har en vårdrelation.',
      };
  }
}

function measures(has: Partial<Record<RightCode, string>>): string {
  const reading =
    'Varje öppning kräver en vårdrelation eller en angiven orsak, loggas och granskas med stickprov varje dag.';
  const emergency = ' Varje nödöppning meddelas verksamhetschefen och granskas.';
  const common =
    ' Nya medarbetare går igenom sekretess och logg innan de får uppdraget. Uppdrag avslutas samma dag som någon slutar.';
  if (has.read === undefined)
    return `Granskarens egna läsningar av loggen loggas och följs upp av verksamhetschefen.${common}`;
  return `${reading}${has.emergency === undefined ? '' : emergency}${common}`;
}
