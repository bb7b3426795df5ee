/** A member of staff as the record names them: `Sara Lindqvist, distriktsläkare`. PDL (2008:355) 3 kap. 6 §: who made an entry must be told. */
export function nameWithTitle(name: string, title: string): string {
  if (title === '') return name;
  // `ST-läkare` and `BVC-sjuksköterska` keep their letters.
  const isAbbreviation = /^\p{Lu}{2}/u.test(title);
  return `${name}, ${isAbbreviation ? title : title.charAt(0).toLocaleLowerCase('sv') + title.slice(1)}`;
}
