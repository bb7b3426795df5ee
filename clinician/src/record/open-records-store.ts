/** The records open in this tab. */
import { keptState } from '../kept-state.ts';
import { readOpenRecords } from './open-records.ts';

export const openRecords = keptState('open-records', readOpenRecords);
