/**
 * HSA-ids of people and their assignments: `SE`, the employer's organisation number, a letter and ten digits. Right in form
 * (at most 31 characters), invented in content, and the same whatever the seed.
 */
import type { Staff, Unit } from './unit.ts';

export function staffHsaId(staff: Pick<Staff, 'id'>, employer: Pick<Unit, 'hsaId'>): string {
  return `${employer.hsaId.split('-')[0]}-P${digitsOf(staff.id)}`;
}

export function assignmentHsaId(staff: Pick<Staff, 'role'>, unit: Pick<Unit, 'hsaId'>): string {
  return `${unit.hsaId.split('-')[0]}-U${digitsOf(staff.role)}`;
}

function digitsOf(text: string): string {
  let n = 7;
  for (let i = 0; i < text.length; i++) n = (n * 131 + text.charCodeAt(i)) % 9_999_999_967;
  return String(n).padStart(10, '0');
}
