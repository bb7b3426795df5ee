/**
 * The named cast: a few people with stories, the same in tests, journeys, demo and docs. Staff with their HSA-ids and
 * assignments, residents with their personal numbers (official test numbers) or reserve number.
 */
import { castResidents, type ResidentKey } from './cast/residents.ts';
import { type CastPurpose, castStaff, castUnits } from './cast/staff.ts';
import { unknownWoman } from './cast/people.ts';
import { assignmentHsaId, staffHsaId } from './units/hsa.ts';
import { regionTree } from './units/tree.ts';
import type { Profession } from './units/unit.ts';

export { castUnits };

/** The seed of the region that `npm start` fills. The cast is the same in every region. */
export const defaultSeed = 'vardkedjan';

export interface CastAssignmentView {
  /** FHIR id of the PractitionerRole. */
  id: string;
  hsaId: string;
  title: string;
  profession: Profession;
  purpose: CastPurpose;
  unit: { id: string; name: string; hsaId: string };
  provider: { id: string; name: string; hsaId: string };
}

export interface StaffMember {
  kind: 'staff';
  key: string;
  /** FHIR id of the Practitioner. */
  id: string;
  name: string;
  story: string;
  hsaId: string;
  assignments: CastAssignmentView[];
}

export interface ResidentMember {
  kind: 'resident';
  key: ResidentKey;
  /** FHIR id of the Patient. */
  id: string;
  name: string;
  story: string;
  /** Personal number, or reserve number of somebody unknown. */
  number: string;
  /** Can sign in: has a personal number, is alive and is old enough. */
  signsIn: boolean;
}

export type CastMember = StaffMember | ResidentMember;

function staffMembers(): StaffMember[] {
  const tree = regionTree(defaultSeed);
  return castStaff.map((person) => {
    const assignments = person.assignments.map((a): CastAssignmentView => {
      const unit = tree.unit(a.unit);
      const id = `${person.id}-${unit.id}`;
      const { provider } = unit;
      return {
        id,
        hsaId: assignmentHsaId({ role: id }, unit),
        title: a.title,
        profession: a.profession,
        purpose: a.purpose,
        unit: { id: unit.id, name: unit.name, hsaId: unit.hsaId },
        provider: { id: provider.id, name: provider.name, hsaId: provider.hsaId },
      };
    });
    const employer =
      tree.units.find((unit) => unit.staff.some((s) => s.id === person.id)) ?? tree.unit(castUnits.logReview);
    return {
      kind: 'staff',
      key: person.key,
      id: person.id,
      name: person.name,
      story: person.story,
      hsaId: staffHsaId(person, employer),
      assignments,
    };
  });
}

function residentMembers(): ResidentMember[] {
  return castResidents.map(({ key, id, given, family, story, personalNumber }) => ({
    kind: 'resident',
    key,
    id,
    name: `${given} ${family}`,
    story,
    number: personalNumber ?? unknownWoman.reserveNumber,
    signsIn: personalNumber !== undefined && !['rut', 'elsa', 'wilma'].includes(key),
  }));
}

export const cast: readonly CastMember[] = [...staffMembers(), ...residentMembers()];

/** Throws for a key that nobody has. */
export function castMember(key: string): CastMember {
  const found = cast.find((member) => member.key === key || member.id === key);
  if (!found) throw new RangeError(`nobody in the cast is called ${key}`);
  return found;
}
