/** Whose record somebody wants to open in danger, whether or not the strip says that there is anything to open. */
import { keptState } from '../kept-state.ts';

export const emergencyAsked = keptState('emergency', (kept) => (typeof kept === 'string' ? kept : ''));
