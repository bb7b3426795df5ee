/** Where the data is that nobody here wrote: beside the checkout, or where CONFORMANCE_DATA says. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

export const dataFolder = process.env['CONFORMANCE_DATA'] ?? join(root, '../shared/data');
