/**
 * A Swedish word without its inflection, to look for where the word as typed is not found: the endings of Snowball's Swedish stemmer
 * (https://snowballstem.org/algorithms/swedish/stemmer.html, step 1), and the definite -et. What would leave fewer than four letters stays.
 */
const endings =
  'heterna hetens anden heten heter arnas ernas ornas andes arens andet arna erna orna ande arne aste aren ades erns ade are ern ens het ast ad en et ar er or as es at a e'
    .split(' ')
    .toSorted((a, b) => b.length - a.length);
const leastLetters = 4;
const vowel = /[aeiouyåäö]/;
/** What an s may follow when it is an ending. */
const beforeS = /[bcdfghjklmnoprtvy]s$/;

export function swedishStem(word: string): string {
  const ending = endings.find((each) => word.endsWith(each) && isStem(word.slice(0, -each.length)));
  if (ending) return word.slice(0, -ending.length);
  return beforeS.test(word) && isStem(word.slice(0, -1)) ? word.slice(0, -1) : word;
}

const isStem = (stem: string): boolean => stem.length >= leastLetters && vowel.test(stem);
