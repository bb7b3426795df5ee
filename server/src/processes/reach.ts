/** How long care relations last here. */
import type { Reach } from '@vardkedjan/care/access/relations.ts';
import type { Config } from '../config.ts';

export function reachOf(config: Config): Reach {
  return {
    afterContact: config.relationAfterContactDays,
    aroundAppointment: config.relationAroundAppointmentDays,
  };
}
