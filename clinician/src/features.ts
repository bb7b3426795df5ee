/** Every feature of the app, one line each. */
import type { Feature } from './feature.ts';

export const features: readonly Feature[] = [];
