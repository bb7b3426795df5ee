/** Invented names for health centres, streets and home-care districts. A pure table. */
const words = (text: string): readonly string[] => text.split(' ');

/** First parts of health centres' names, all in the genitive or with a place-like ending. */
export const healthCentreNames: readonly string[] = words(
  'Kvarnbackens Almgårdens Björkhaga Ekbackens Lindgläntans Rosenhöjdens Solängens Ängsholms Furulids Granbergets Hasselvikens Aspedals Bokskogens Stenkullens Sjöglimtens Åsbrinkens Källängens Brunnsgårdens Slättens Tallmons Vitsippans Blåklintens Havregårdens Klöverängens Ljungstigens Mossebergs Näckrosens Oxelbackens Parkgårdens Prästkragens Ringblommans Smedjebackens Tegelbrukets Trädgårdens Utsiktens Vallmons Västanvindens Ysthaga Älvstrandens Örnbergets',
);

export const streets: readonly string[] = words(
  'Kvarngatan Lindstigen Björkvägen Ekgatan Rönnvägen Skolgatan Storgatan Ängsvägen Bergsgatan Sjövägen Åsgatan Klövervägen Tallstigen Granvägen Hasselgatan Kyrkogatan Brunnsgatan Smedjegatan Trädgårdsgatan Parkvägen Norrgatan Södergatan Östergatan Västergatan Solvägen Månstigen Blåsippevägen Vitsippestigen Liljevägen Rosenstigen Hantverkargatan Vävaregatan Fabriksgatan Stationsgatan Banvallen Ringvägen Backstigen Dalvägen Myrstigen Hagvägen',
);

export const districts: readonly string[] = words('Norr Söder Öster Väster Centrum Sjösidan Åsen Dalen');

export interface PrivatePlan {
  id: string;
  name: string;
  municipality: string;
  /** A clinic of its own, beside health centres. */
  clinic?: { key: string; name: string; specialty: 'orthopaedics' | 'eye' | 'medicine' };
}

export const privateProviders: readonly PrivatePlan[] = [
  {
    id: 'private-viskan',
    name: 'Viskans Läkargrupp AB',
    municipality: '1490',
    clinic: { key: 'clinic', name: 'Viskans Läkargrupp, specialistmottagning', specialty: 'medicine' },
  },
  { id: 'private-vastvard', name: 'Familjevård Västerhav AB', municipality: '1480' },
  { id: 'private-nordhagen', name: 'Nordhagens Vård AB', municipality: '1488' },
  { id: 'private-billing', name: 'Billingens Husläkare AB', municipality: '1496' },
  { id: 'private-skargard', name: 'Skärgårdsläkarna i Bohus AB', municipality: '1415' },
  {
    id: 'private-ortoped',
    name: 'Ortopedpraktiken Tallen AB',
    municipality: '1480',
    clinic: { key: 'clinic', name: 'Ortopedpraktiken Tallen', specialty: 'orthopaedics' },
  },
  {
    id: 'private-eye',
    name: 'Ögonläkarna vid Ån AB',
    municipality: '1489',
    clinic: { key: 'clinic', name: 'Ögonläkarna vid Ån', specialty: 'eye' },
  },
];
