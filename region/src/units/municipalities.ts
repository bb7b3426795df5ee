/**
 * The 49 municipalities of Västra Götalands län: real names and codes (Statistics Sweden), inhabitants in thousands
 * (rounded, as weights), and some of each one's real postal codes. Everything else about them in this region is invented.
 * A pure table.
 */
export interface Municipality {
  code: string;
  name: string;
  short: string;
  inhabitants: number;
  places: readonly { city: string; postalCodes: readonly string[] }[];
}

/** Code, name, short name, inhabitants in thousands, and postal towns with codes: `Borås 50118 50331, Fristad 51334`. */
const rows: readonly (readonly [code: string, name: string, short: string, inhabitants: number, places: string])[] = [
  [
    '1401',
    'Härryda kommun',
    'Härryda',
    40,
    'Mölnlycke 43522 43531 43538 43582, Landvetter 43821 43870, Härryda 43807 43810',
  ],
  [
    '1402',
    'Partille kommun',
    'Partille',
    40,
    'Partille 43323 43333 43342 43381, Sävedalen 43362 43368, Öjersjö 43351 43353',
  ],
  ['1407', 'Öckerö kommun', 'Öckerö', 13, 'Öckerö 47500 47520 47522 47531, Hälsö 47511 47550, Hönö 47540 47542'],
  [
    '1415',
    'Stenungsunds kommun',
    'Stenungsund',
    27,
    'Stenungsund 44421 44432 44446 44482, Stora Höga 44460 44461, Jörlanda 44465 44492',
  ],
  ['1419', 'Tjörns kommun', 'Tjörn', 16, 'Skärhamn 47121 47130 47132 47180, Rönnäng 47111 47142, Myggenäs 47117 47161'],
  ['1421', 'Orusts kommun', 'Orust', 15, 'Henån 47321 47332 47391 47395, Svanesund 47231 47293, Ellös 47432 47493'],
  [
    '1427',
    'Sotenäs kommun',
    'Sotenäs',
    9,
    'Kungshamn 45620 45623 45633 45681, Hunnebostrand 45660 45692, Väjern 45643 45644',
  ],
  [
    '1430',
    'Munkedals kommun',
    'Munkedal',
    10.5,
    'Munkedal 45520 45531 45534 45581, Hedekas 45541 45595, Dingle 45583 45597',
  ],
  [
    '1435',
    'Tanums kommun',
    'Tanum',
    13,
    'Tanumshede 45720 45723 45732 45791, Fjällbacka 45740 45742, Hamburgsund 45746 45748',
  ],
  ['1438', 'Dals-Eds kommun', 'Dals-Ed', 4.8, 'Ed 66820 66822 66831 66891'],
  [
    '1439',
    'Färgelanda kommun',
    'Färgelanda',
    6.5,
    'Färgelanda 45821 45830 45832 45881, Högsäter 45870 45896, Ödeborg 45840',
  ],
  ['1440', 'Ale kommun', 'Ale', 32, 'Älvängen 44622 44632 44634 44636, Nödinge 44922 44934, Bohus 44532 44536'],
  ['1441', 'Lerums kommun', 'Lerum', 44, 'Lerum 44321 44325 44335 44350, Floda 44830 44836, Gråbo 44313 44344'],
  ['1442', 'Vårgårda kommun', 'Vårgårda', 12, 'Vårgårda 44721 44732 44780 44791, Alingsås 44192 44193, Ljung 52495'],
  [
    '1443',
    'Bollebygds kommun',
    'Bollebygd',
    9.5,
    'Bollebygd 51720 51723 51736 51782, Töllsjö 51770 51793, Olsfors 51771 51795',
  ],
  ['1444', 'Grästorps kommun', 'Grästorp', 5.7, 'Grästorp 46721 46731 46780 46792'],
  ['1445', 'Essunga kommun', 'Essunga', 5.7, 'Nossebro 46521 46580 46591 46595'],
  [
    '1446',
    'Karlsborgs kommun',
    'Karlsborg',
    7,
    'Karlsborg 54618 54622 54631 54634, Mölltorp 54672 54692, Undenäs 54693 54694',
  ],
  [
    '1447',
    'Gullspångs kommun',
    'Gullspång',
    5.2,
    'Hova 54800 54820 54831 54832, Gullspång 54731 54792, Otterbäcken 54781 54782',
  ],
  [
    '1452',
    'Tranemo kommun',
    'Tranemo',
    12,
    'Tranemo 51421 51424 51433 51480, Limmared 51412 51442, Länghem 51443 51452',
  ],
  [
    '1460',
    'Bengtsfors kommun',
    'Bengtsfors',
    9,
    'Bengtsfors 66620 66623 66630 66691, Bäckefors 66840 66888, Dals Långed 66694 66695',
  ],
  [
    '1461',
    'Melleruds kommun',
    'Mellerud',
    9,
    'Mellerud 46420 46423 46432 46466, Dals Rostock 46450 46491, Åsensbruk 46440',
  ],
  [
    '1462',
    'Lilla Edets kommun',
    'Lilla Edet',
    14,
    'Lilla Edet 46320 46330 46334 46383, Lödöse 46371 46372, Trollhättan 46191',
  ],
  ['1463', 'Marks kommun', 'Mark', 35, 'Kinna 51121 51141 51155 51158, Skene 51161 51181, Fritsla 51171 51173'],
  [
    '1465',
    'Svenljunga kommun',
    'Svenljunga',
    11,
    'Svenljunga 51221 51250 51254 51292, Hillared 51276 51290, Sexdrega 51277 51291',
  ],
  [
    '1466',
    'Herrljunga kommun',
    'Herrljunga',
    9.5,
    'Herrljunga 52420 52423 52432 52492, Ljung 52441 52480, Vårgårda 44792',
  ],
  ['1470', 'Vara kommun', 'Vara', 16, 'Vara 53421 53431 53450 53491, Kvänum 53523 53592, Vedum 53460 53461'],
  ['1471', 'Götene kommun', 'Götene', 13, 'Götene 53321 53330 53334 53395, Källby 53174 53195, Lundsbrunn 53372 53392'],
  ['1472', 'Tibro kommun', 'Tibro', 11, 'Tibro 54321 54332 54337 54392, Fagersanna 54395'],
  [
    '1473',
    'Töreboda kommun',
    'Töreboda',
    9,
    'Töreboda 54520 54523 54532 54535, Moholm 54541 54594, Älgarås 54572 54592',
  ],
  [
    '1480',
    'Göteborgs kommun',
    'Göteborg',
    604,
    'Göteborg 40053 40222 40300 40483 40544 41122 41258 41289 41321 41461 41513 41554 41658 41706 41745 41812, Västra Frölunda 42143 42652, Angered 42431 42453, Torslanda 42334 42352, Hisings Backa 42242 42255, Hisings Kärra 42531 42539',
  ],
  [
    '1481',
    'Mölndals kommun',
    'Mölndal',
    71,
    'Mölndal 43123 43139 43153 43182, Lindome 43730 43742, Kållered 42831 42837',
  ],
  [
    '1482',
    'Kungälvs kommun',
    'Kungälv',
    50,
    'Kungälv 44217 44234 44241 44249, Ytterby 44251 44255, Marstrand 44265 44267',
  ],
  [
    '1484',
    'Lysekils kommun',
    'Lysekil',
    14.5,
    'Lysekil 45321 45330 45335 45341, Brastad 45432 45493, Ellös 47431 47491',
  ],
  ['1485', 'Uddevalla kommun', 'Uddevalla', 57, 'Uddevalla 45120 45140 45162 45185, Ljungskile 45931 45991'],
  [
    '1486',
    'Strömstads kommun',
    'Strömstad',
    13,
    'Strömstad 45222 45234 45251 45292, Nordkoster 45204, Sydkoster 45205',
  ],
  [
    '1487',
    'Vänersborgs kommun',
    'Vänersborg',
    40,
    'Vänersborg 46223 46235 46251 46273, Vargön 46830 46834, Brålanda 46461 46464',
  ],
  [
    '1488',
    'Trollhättans kommun',
    'Trollhättan',
    59,
    'Trollhättan 46123 46139 46159 46182, Sjuntorp 46178 46197, Upphärad 46179 46199',
  ],
  [
    '1489',
    'Alingsås kommun',
    'Alingsås',
    43,
    'Alingsås 44120 44131 44144 44181, Sollebrunn 44171 44175, Tollered 44896',
  ],
  [
    '1490',
    'Borås kommun',
    'Borås',
    115,
    'Borås 50118 50331 50417 50445 50464 50600 50647 50760, Fristad 51334 51393, Dalsjöfors 51630 51634',
  ],
  [
    '1491',
    'Ulricehamns kommun',
    'Ulricehamn',
    25,
    'Ulricehamn 52323 52334 52342 52385, Gällstad 52360 52361, Timmele 52372 52392',
  ],
  ['1492', 'Åmåls kommun', 'Åmål', 12, 'Åmål 66221 66227 66233 66237, Fengersfors 66295, Ånimskog 66297'],
  [
    '1493',
    'Mariestads kommun',
    'Mariestad',
    25,
    'Mariestad 54222 54236 54245 54287, Lyrestad 54873 54893, Sjötorp 54266',
  ],
  [
    '1494',
    'Lidköpings kommun',
    'Lidköping',
    41,
    'Lidköping 53118 53137 53153 53170, Vinninga 53103 53171, Järpås 53175 53194',
  ],
  ['1495', 'Skara kommun', 'Skara', 19, 'Skara 53222 53232 53238 53286, Axvall 53272 53292, Varnhem 53273'],
  [
    '1496',
    'Skövde kommun',
    'Skövde',
    57,
    'Skövde 54124 54153 54940 54964, Timmersdala 54171 54195, Värsås 54178 54198',
  ],
  ['1497', 'Hjo kommun', 'Hjo', 9, 'Hjo 54421 54432 54436 54492'],
  ['1498', 'Tidaholms kommun', 'Tidaholm', 13, 'Tidaholm 52221 52231 52236 52285'],
  [
    '1499',
    'Falköpings kommun',
    'Falköping',
    33,
    'Falköping 52121 52135 52143 52192, Floby 52152 52155, Stenstorp 52161 52163',
  ],
];

export const municipalities: readonly Municipality[] = rows.map(([code, name, short, inhabitants, places]) => ({
  code,
  name,
  short,
  inhabitants,
  places: places.split(', ').map((place) => {
    const city = place.replace(/( \d{5})+$/, '');
    return { city, postalCodes: place.slice(city.length + 1).split(' ') };
  }),
}));
