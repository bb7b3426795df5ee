/**
 * The 49 municipalities of Västra Götalands län: real names and codes (Statistics Sweden), inhabitants in thousands
 * (rounded, as weights), and some of each one's real postal codes. Everything else about them in this region is invented.
 * A pure table.
 */
export interface Municipality {
  code: string;
  /** Official name: `Borås stad` and `Borås kommun` are both in use; the registers say kommun. */
  name: string;
  short: string;
  inhabitants: number;
  places: readonly { city: string; postalCodes: readonly string[] }[];
}

export const municipalities: readonly Municipality[] = [
  {
    code: '1401',
    name: 'Härryda kommun',
    short: 'Härryda',
    inhabitants: 40,
    places: [
      { city: 'Mölnlycke', postalCodes: ['43522', '43531', '43538', '43582'] },
      { city: 'Landvetter', postalCodes: ['43821', '43870'] },
      { city: 'Härryda', postalCodes: ['43807', '43810'] },
    ],
  },
  {
    code: '1402',
    name: 'Partille kommun',
    short: 'Partille',
    inhabitants: 40,
    places: [
      { city: 'Partille', postalCodes: ['43323', '43333', '43342', '43381'] },
      { city: 'Sävedalen', postalCodes: ['43362', '43368'] },
      { city: 'Öjersjö', postalCodes: ['43351', '43353'] },
    ],
  },
  {
    code: '1407',
    name: 'Öckerö kommun',
    short: 'Öckerö',
    inhabitants: 13,
    places: [
      { city: 'Öckerö', postalCodes: ['47500', '47520', '47522', '47531'] },
      { city: 'Hälsö', postalCodes: ['47511', '47550'] },
      { city: 'Hönö', postalCodes: ['47540', '47542'] },
    ],
  },
  {
    code: '1415',
    name: 'Stenungsunds kommun',
    short: 'Stenungsund',
    inhabitants: 27,
    places: [
      { city: 'Stenungsund', postalCodes: ['44421', '44432', '44446', '44482'] },
      { city: 'Stora Höga', postalCodes: ['44460', '44461'] },
      { city: 'Jörlanda', postalCodes: ['44465', '44492'] },
    ],
  },
  {
    code: '1419',
    name: 'Tjörns kommun',
    short: 'Tjörn',
    inhabitants: 16,
    places: [
      { city: 'Skärhamn', postalCodes: ['47121', '47130', '47132', '47180'] },
      { city: 'Rönnäng', postalCodes: ['47111', '47142'] },
      { city: 'Myggenäs', postalCodes: ['47117', '47161'] },
    ],
  },
  {
    code: '1421',
    name: 'Orusts kommun',
    short: 'Orust',
    inhabitants: 15,
    places: [
      { city: 'Henån', postalCodes: ['47321', '47332', '47391', '47395'] },
      { city: 'Svanesund', postalCodes: ['47231', '47293'] },
      { city: 'Ellös', postalCodes: ['47432', '47493'] },
    ],
  },
  {
    code: '1427',
    name: 'Sotenäs kommun',
    short: 'Sotenäs',
    inhabitants: 9,
    places: [
      { city: 'Kungshamn', postalCodes: ['45620', '45623', '45633', '45681'] },
      { city: 'Hunnebostrand', postalCodes: ['45660', '45692'] },
      { city: 'Väjern', postalCodes: ['45643', '45644'] },
    ],
  },
  {
    code: '1430',
    name: 'Munkedals kommun',
    short: 'Munkedal',
    inhabitants: 10.5,
    places: [
      { city: 'Munkedal', postalCodes: ['45520', '45531', '45534', '45581'] },
      { city: 'Hedekas', postalCodes: ['45541', '45595'] },
      { city: 'Dingle', postalCodes: ['45583', '45597'] },
    ],
  },
  {
    code: '1435',
    name: 'Tanums kommun',
    short: 'Tanum',
    inhabitants: 13,
    places: [
      { city: 'Tanumshede', postalCodes: ['45720', '45723', '45732', '45791'] },
      { city: 'Fjällbacka', postalCodes: ['45740', '45742'] },
      { city: 'Hamburgsund', postalCodes: ['45746', '45748'] },
    ],
  },
  {
    code: '1438',
    name: 'Dals-Eds kommun',
    short: 'Dals-Ed',
    inhabitants: 4.8,
    places: [
      { city: 'Ed', postalCodes: ['66820', '66822', '66831', '66891'] },
    ],
  },
  {
    code: '1439',
    name: 'Färgelanda kommun',
    short: 'Färgelanda',
    inhabitants: 6.5,
    places: [
      { city: 'Färgelanda', postalCodes: ['45821', '45830', '45832', '45881'] },
      { city: 'Högsäter', postalCodes: ['45870', '45896'] },
      { city: 'Ödeborg', postalCodes: ['45840'] },
    ],
  },
  {
    code: '1440',
    name: 'Ale kommun',
    short: 'Ale',
    inhabitants: 32,
    places: [
      { city: 'Älvängen', postalCodes: ['44622', '44632', '44634', '44636'] },
      { city: 'Nödinge', postalCodes: ['44922', '44934'] },
      { city: 'Bohus', postalCodes: ['44532', '44536'] },
    ],
  },
  {
    code: '1441',
    name: 'Lerums kommun',
    short: 'Lerum',
    inhabitants: 44,
    places: [
      { city: 'Lerum', postalCodes: ['44321', '44325', '44335', '44350'] },
      { city: 'Floda', postalCodes: ['44830', '44836'] },
      { city: 'Gråbo', postalCodes: ['44313', '44344'] },
    ],
  },
  {
    code: '1442',
    name: 'Vårgårda kommun',
    short: 'Vårgårda',
    inhabitants: 12,
    places: [
      { city: 'Vårgårda', postalCodes: ['44721', '44732', '44780', '44791'] },
      { city: 'Alingsås', postalCodes: ['44192', '44193'] },
      { city: 'Ljung', postalCodes: ['52495'] },
    ],
  },
  {
    code: '1443',
    name: 'Bollebygds kommun',
    short: 'Bollebygd',
    inhabitants: 9.5,
    places: [
      { city: 'Bollebygd', postalCodes: ['51720', '51723', '51736', '51782'] },
      { city: 'Töllsjö', postalCodes: ['51770', '51793'] },
      { city: 'Olsfors', postalCodes: ['51771', '51795'] },
    ],
  },
  {
    code: '1444',
    name: 'Grästorps kommun',
    short: 'Grästorp',
    inhabitants: 5.7,
    places: [
      { city: 'Grästorp', postalCodes: ['46721', '46731', '46780', '46792'] },
    ],
  },
  {
    code: '1445',
    name: 'Essunga kommun',
    short: 'Essunga',
    inhabitants: 5.7,
    places: [
      { city: 'Nossebro', postalCodes: ['46521', '46580', '46591', '46595'] },
    ],
  },
  {
    code: '1446',
    name: 'Karlsborgs kommun',
    short: 'Karlsborg',
    inhabitants: 7,
    places: [
      { city: 'Karlsborg', postalCodes: ['54618', '54622', '54631', '54634'] },
      { city: 'Mölltorp', postalCodes: ['54672', '54692'] },
      { city: 'Undenäs', postalCodes: ['54693', '54694'] },
    ],
  },
  {
    code: '1447',
    name: 'Gullspångs kommun',
    short: 'Gullspång',
    inhabitants: 5.2,
    places: [
      { city: 'Hova', postalCodes: ['54800', '54820', '54831', '54832'] },
      { city: 'Gullspång', postalCodes: ['54731', '54792'] },
      { city: 'Otterbäcken', postalCodes: ['54781', '54782'] },
    ],
  },
  {
    code: '1452',
    name: 'Tranemo kommun',
    short: 'Tranemo',
    inhabitants: 12,
    places: [
      { city: 'Tranemo', postalCodes: ['51421', '51424', '51433', '51480'] },
      { city: 'Limmared', postalCodes: ['51412', '51442'] },
      { city: 'Länghem', postalCodes: ['51443', '51452'] },
    ],
  },
  {
    code: '1460',
    name: 'Bengtsfors kommun',
    short: 'Bengtsfors',
    inhabitants: 9,
    places: [
      { city: 'Bengtsfors', postalCodes: ['66620', '66623', '66630', '66691'] },
      { city: 'Bäckefors', postalCodes: ['66840', '66888'] },
      { city: 'Dals Långed', postalCodes: ['66694', '66695'] },
    ],
  },
  {
    code: '1461',
    name: 'Melleruds kommun',
    short: 'Mellerud',
    inhabitants: 9,
    places: [
      { city: 'Mellerud', postalCodes: ['46420', '46423', '46432', '46466'] },
      { city: 'Dals Rostock', postalCodes: ['46450', '46491'] },
      { city: 'Åsensbruk', postalCodes: ['46440'] },
    ],
  },
  {
    code: '1462',
    name: 'Lilla Edets kommun',
    short: 'Lilla Edet',
    inhabitants: 14,
    places: [
      { city: 'Lilla Edet', postalCodes: ['46320', '46330', '46334', '46383'] },
      { city: 'Lödöse', postalCodes: ['46371', '46372'] },
      { city: 'Trollhättan', postalCodes: ['46191'] },
    ],
  },
  {
    code: '1463',
    name: 'Marks kommun',
    short: 'Mark',
    inhabitants: 35,
    places: [
      { city: 'Kinna', postalCodes: ['51121', '51141', '51155', '51158'] },
      { city: 'Skene', postalCodes: ['51161', '51181'] },
      { city: 'Fritsla', postalCodes: ['51171', '51173'] },
    ],
  },
  {
    code: '1465',
    name: 'Svenljunga kommun',
    short: 'Svenljunga',
    inhabitants: 11,
    places: [
      { city: 'Svenljunga', postalCodes: ['51221', '51250', '51254', '51292'] },
      { city: 'Hillared', postalCodes: ['51276', '51290'] },
      { city: 'Sexdrega', postalCodes: ['51277', '51291'] },
    ],
  },
  {
    code: '1466',
    name: 'Herrljunga kommun',
    short: 'Herrljunga',
    inhabitants: 9.5,
    places: [
      { city: 'Herrljunga', postalCodes: ['52420', '52423', '52432', '52492'] },
      { city: 'Ljung', postalCodes: ['52441', '52480'] },
      { city: 'Vårgårda', postalCodes: ['44792'] },
    ],
  },
  {
    code: '1470',
    name: 'Vara kommun',
    short: 'Vara',
    inhabitants: 16,
    places: [
      { city: 'Vara', postalCodes: ['53421', '53431', '53450', '53491'] },
      { city: 'Kvänum', postalCodes: ['53523', '53592'] },
      { city: 'Vedum', postalCodes: ['53460', '53461'] },
    ],
  },
  {
    code: '1471',
    name: 'Götene kommun',
    short: 'Götene',
    inhabitants: 13,
    places: [
      { city: 'Götene', postalCodes: ['53321', '53330', '53334', '53395'] },
      { city: 'Källby', postalCodes: ['53174', '53195'] },
      { city: 'Lundsbrunn', postalCodes: ['53372', '53392'] },
    ],
  },
  {
    code: '1472',
    name: 'Tibro kommun',
    short: 'Tibro',
    inhabitants: 11,
    places: [
      { city: 'Tibro', postalCodes: ['54321', '54332', '54337', '54392'] },
      { city: 'Fagersanna', postalCodes: ['54395'] },
    ],
  },
  {
    code: '1473',
    name: 'Töreboda kommun',
    short: 'Töreboda',
    inhabitants: 9,
    places: [
      { city: 'Töreboda', postalCodes: ['54520', '54523', '54532', '54535'] },
      { city: 'Moholm', postalCodes: ['54541', '54594'] },
      { city: 'Älgarås', postalCodes: ['54572', '54592'] },
    ],
  },
  {
    code: '1480',
    name: 'Göteborgs kommun',
    short: 'Göteborg',
    inhabitants: 604,
    places: [
      { city: 'Göteborg', postalCodes: ['40053', '40222', '40300', '40483', '40544', '41122', '41258', '41289', '41321', '41461', '41513', '41554', '41658', '41706', '41745', '41812'] },
      { city: 'Västra Frölunda', postalCodes: ['42143', '42652'] },
      { city: 'Angered', postalCodes: ['42431', '42453'] },
      { city: 'Torslanda', postalCodes: ['42334', '42352'] },
      { city: 'Hisings Backa', postalCodes: ['42242', '42255'] },
      { city: 'Hisings Kärra', postalCodes: ['42531', '42539'] },
    ],
  },
  {
    code: '1481',
    name: 'Mölndals kommun',
    short: 'Mölndal',
    inhabitants: 71,
    places: [
      { city: 'Mölndal', postalCodes: ['43123', '43139', '43153', '43182'] },
      { city: 'Lindome', postalCodes: ['43730', '43742'] },
      { city: 'Kållered', postalCodes: ['42831', '42837'] },
    ],
  },
  {
    code: '1482',
    name: 'Kungälvs kommun',
    short: 'Kungälv',
    inhabitants: 50,
    places: [
      { city: 'Kungälv', postalCodes: ['44217', '44234', '44241', '44249'] },
      { city: 'Ytterby', postalCodes: ['44251', '44255'] },
      { city: 'Marstrand', postalCodes: ['44265', '44267'] },
    ],
  },
  {
    code: '1484',
    name: 'Lysekils kommun',
    short: 'Lysekil',
    inhabitants: 14.5,
    places: [
      { city: 'Lysekil', postalCodes: ['45321', '45330', '45335', '45341'] },
      { city: 'Brastad', postalCodes: ['45432', '45493'] },
      { city: 'Ellös', postalCodes: ['47431', '47491'] },
    ],
  },
  {
    code: '1485',
    name: 'Uddevalla kommun',
    short: 'Uddevalla',
    inhabitants: 57,
    places: [
      { city: 'Uddevalla', postalCodes: ['45120', '45140', '45162', '45185'] },
      { city: 'Ljungskile', postalCodes: ['45931', '45991'] },
    ],
  },
  {
    code: '1486',
    name: 'Strömstads kommun',
    short: 'Strömstad',
    inhabitants: 13,
    places: [
      { city: 'Strömstad', postalCodes: ['45222', '45234', '45251', '45292'] },
      { city: 'Nordkoster', postalCodes: ['45204'] },
      { city: 'Sydkoster', postalCodes: ['45205'] },
    ],
  },
  {
    code: '1487',
    name: 'Vänersborgs kommun',
    short: 'Vänersborg',
    inhabitants: 40,
    places: [
      { city: 'Vänersborg', postalCodes: ['46223', '46235', '46251', '46273'] },
      { city: 'Vargön', postalCodes: ['46830', '46834'] },
      { city: 'Brålanda', postalCodes: ['46461', '46464'] },
    ],
  },
  {
    code: '1488',
    name: 'Trollhättans kommun',
    short: 'Trollhättan',
    inhabitants: 59,
    places: [
      { city: 'Trollhättan', postalCodes: ['46123', '46139', '46159', '46182'] },
      { city: 'Sjuntorp', postalCodes: ['46178', '46197'] },
      { city: 'Upphärad', postalCodes: ['46179', '46199'] },
    ],
  },
  {
    code: '1489',
    name: 'Alingsås kommun',
    short: 'Alingsås',
    inhabitants: 43,
    places: [
      { city: 'Alingsås', postalCodes: ['44120', '44131', '44144', '44181'] },
      { city: 'Sollebrunn', postalCodes: ['44171', '44175'] },
      { city: 'Tollered', postalCodes: ['44896'] },
    ],
  },
  {
    code: '1490',
    name: 'Borås kommun',
    short: 'Borås',
    inhabitants: 115,
    places: [
      { city: 'Borås', postalCodes: ['50118', '50331', '50417', '50445', '50464', '50600', '50647', '50760'] },
      { city: 'Fristad', postalCodes: ['51334', '51393'] },
      { city: 'Dalsjöfors', postalCodes: ['51630', '51634'] },
    ],
  },
  {
    code: '1491',
    name: 'Ulricehamns kommun',
    short: 'Ulricehamn',
    inhabitants: 25,
    places: [
      { city: 'Ulricehamn', postalCodes: ['52323', '52334', '52342', '52385'] },
      { city: 'Gällstad', postalCodes: ['52360', '52361'] },
      { city: 'Timmele', postalCodes: ['52372', '52392'] },
    ],
  },
  {
    code: '1492',
    name: 'Åmåls kommun',
    short: 'Åmål',
    inhabitants: 12,
    places: [
      { city: 'Åmål', postalCodes: ['66221', '66227', '66233', '66237'] },
      { city: 'Fengersfors', postalCodes: ['66295'] },
      { city: 'Ånimskog', postalCodes: ['66297'] },
    ],
  },
  {
    code: '1493',
    name: 'Mariestads kommun',
    short: 'Mariestad',
    inhabitants: 25,
    places: [
      { city: 'Mariestad', postalCodes: ['54222', '54236', '54245', '54287'] },
      { city: 'Lyrestad', postalCodes: ['54873', '54893'] },
      { city: 'Sjötorp', postalCodes: ['54266'] },
    ],
  },
  {
    code: '1494',
    name: 'Lidköpings kommun',
    short: 'Lidköping',
    inhabitants: 41,
    places: [
      { city: 'Lidköping', postalCodes: ['53118', '53137', '53153', '53170'] },
      { city: 'Vinninga', postalCodes: ['53103', '53171'] },
      { city: 'Järpås', postalCodes: ['53175', '53194'] },
    ],
  },
  {
    code: '1495',
    name: 'Skara kommun',
    short: 'Skara',
    inhabitants: 19,
    places: [
      { city: 'Skara', postalCodes: ['53222', '53232', '53238', '53286'] },
      { city: 'Axvall', postalCodes: ['53272', '53292'] },
      { city: 'Varnhem', postalCodes: ['53273'] },
    ],
  },
  {
    code: '1496',
    name: 'Skövde kommun',
    short: 'Skövde',
    inhabitants: 57,
    places: [
      { city: 'Skövde', postalCodes: ['54124', '54153', '54940', '54964'] },
      { city: 'Timmersdala', postalCodes: ['54171', '54195'] },
      { city: 'Värsås', postalCodes: ['54178', '54198'] },
    ],
  },
  {
    code: '1497',
    name: 'Hjo kommun',
    short: 'Hjo',
    inhabitants: 9,
    places: [
      { city: 'Hjo', postalCodes: ['54421', '54432', '54436', '54492'] },
    ],
  },
  {
    code: '1498',
    name: 'Tidaholms kommun',
    short: 'Tidaholm',
    inhabitants: 13,
    places: [
      { city: 'Tidaholm', postalCodes: ['52221', '52231', '52236', '52285'] },
    ],
  },
  {
    code: '1499',
    name: 'Falköpings kommun',
    short: 'Falköping',
    inhabitants: 33,
    places: [
      { city: 'Falköping', postalCodes: ['52121', '52135', '52143', '52192'] },
      { city: 'Floby', postalCodes: ['52152', '52155'] },
      { city: 'Stenstorp', postalCodes: ['52161', '52163'] },
    ],
  },
];
