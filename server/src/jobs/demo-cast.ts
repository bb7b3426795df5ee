/** Whom one can sign in as in a demo: the region's cast, those of them who may sign in. */
import { cast, castUnits } from '@vardkedjan/region/cast.ts';
import type { CastMember } from '../sign-in/cast.ts';

export const demoCast: readonly CastMember[] = cast.flatMap((member): CastMember[] => {
  const { kind, key, id, name, story } = member;
  if (member.kind === 'staff') return [{ kind, key, id, name, story, number: member.hsaId }];
  return member.signsIn ? [{ kind, key, id, name, story, number: member.number }] : [];
});

/** Where the invented region has somebody awake at all hours. */
export const demoStaffedUnits: readonly string[] = [castUnits.emergency];

/** Who sees to what matches nobody. */
export const demoLastResort: string = castUnits.emergency;
