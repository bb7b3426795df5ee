/** The suites, in the order of the page. A new one is a file in suites/ and a line here. */
import type { Suite } from './suite.ts';
import { patch } from './suites/patch.ts';
import { r4Examples } from './suites/r4-examples.ts';

export const suites: readonly Suite[] = [r4Examples, patch];
