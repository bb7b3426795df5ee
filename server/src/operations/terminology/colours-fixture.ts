/** For tests: a small code system with a hierarchy, properties and Swedish names. */
import type { CodeSystem } from '@medplum/fhirtypes';

export const colours = 'http://example.org/colours';

export const coloursSystem: CodeSystem = {
  resourceType: 'CodeSystem',
  id: 'colours',
  url: colours,
  version: '1',
  name: 'Colours',
  status: 'active',
  content: 'complete',
  caseSensitive: true,
  valueSet: `${colours}/all`,
  property: [
    { code: 'warm', type: 'boolean' },
    { code: 'likeness', type: 'code' },
  ],
  concept: [
    {
      code: 'colour',
      display: 'Colour',
      property: [{ code: 'notSelectable', valueBoolean: true }],
      concept: [
        {
          code: 'red',
          display: 'Red',
          definition: 'As blood',
          designation: [{ language: 'sv', value: 'Röd' }],
          property: [
            { code: 'warm', valueBoolean: true },
            { code: 'likeness', valueCode: 'brown' },
          ],
          concept: [{ code: 'dark-red', display: 'Dark red', designation: [{ language: 'sv', value: 'Mörkröd' }] }],
        },
        { code: 'blue', display: 'Blue', designation: [{ language: 'sv', value: 'Blå' }] },
        {
          code: 'brown',
          display: 'Brown',
          designation: [{ language: 'sv', value: 'Brun' }],
          property: [{ code: 'inactive', valueBoolean: true }],
        },
      ],
    },
  ],
};
