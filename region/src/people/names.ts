/**
 * Names as they are borne in Sweden: given names by generation, commonest first, and surnames by frequency (Statistics
 * Sweden, name statistics 2020-2021, CC BY 4.0). Which generation a name belongs to, and names from other parts of the
 * world, are our own selection. Any likeness to a person is chance.
 */
import type { Random } from '../random.ts';
import type { Sex } from './personal-number.ts';

const words = (text: string): readonly string[] => text.split(' ');

interface Generation {
  bornUntil: number;
  female: readonly string[];
  male: readonly string[];
}

const generations: readonly Generation[] = [
  {
    bornUntil: 1944,
    female: words(
      'Karin Ingrid Birgitta Kerstin Margareta Inger Barbro Ulla Anna Siv Marianne Gun Britt Astrid Maj Berit Elsa Gunvor Sonja Inga Gerd Rut Märta Gudrun Elisabeth Solveig Eivor Birgit Ingegerd Greta Mona Svea Margit Britta Maj-Britt Ulla-Britt Irma Vera Aina Ester',
    ),
    male: words(
      'Lars Bengt Sven Karl Nils Bo Åke Erik Stig Gunnar Rolf Göran Kurt Hans Lennart Arne Gösta Bertil Ingvar Rune Olof Sture Tore Börje Kjell Jan Sune Knut Harry Evert Tage Bror Helge Ivar Sixten Folke Allan Holger Torsten Alf',
    ),
  },
  {
    bornUntil: 1964,
    female: words(
      'Eva Lena Kerstin Karin Birgitta Anna Maria Marie Inger Ingrid Annika Susanne Carina Christina Helena Åsa Gunilla Anita Monica Elisabeth Agneta Pia Yvonne Marianne Anette Ulrika Ann Anneli Ingela Gunnel Lisbeth Britt-Marie Maud Ann-Christin Marita Katarina Ewa Ulla Catharina Irene',
    ),
    male: words(
      'Lars Anders Jan Per Peter Hans Mats Bengt Bo Thomas Mikael Ulf Leif Stefan Kjell Göran Christer Håkan Tommy Rolf Lennart Sven Björn Kent Jörgen Roger Stig Kenneth Torbjörn Gunnar Claes Roland Dan Conny Ingemar Sören Krister Staffan Ronny Jonny',
    ),
  },
  {
    bornUntil: 1984,
    female: words(
      'Anna Maria Malin Sara Linda Jenny Johanna Sofia Annika Susanne Helena Camilla Karin Åsa Ulrika Cecilia Jessica Marie Kristina Therese Hanna Sandra Pernilla Lisa Emma Madeleine Jeanette Petra Charlotte Erika Caroline Ida Katarina Anneli Veronica Sofie Nina Martina Mia Ylva',
    ),
    male: words(
      'Johan Anders Fredrik Daniel Mikael Peter Andreas Magnus Stefan Jonas Erik Martin Mattias Henrik Thomas Patrik Marcus Per David Niklas Robert Tobias Joakim Björn Mats Christian Jesper Tomas Linus Jimmy Jens Rickard Michael Robin Kristoffer Pontus Ola Simon Emil Christoffer',
    ),
  },
  {
    bornUntil: 1999,
    female: words(
      'Emma Sara Hanna Johanna Elin Amanda Emelie Julia Linnéa Sofia Frida Matilda Anna Ida Lina Jennifer Sandra Felicia Rebecca Josefin Louise Moa Lisa Malin Caroline Evelina Ellen Klara Nathalie Alexandra Linn Jonna Cornelia Ebba Fanny Angelica Maja Mikaela Isabelle Sanna',
    ),
    male: words(
      'Simon Alexander Johan Emil Erik Marcus Oscar Anton Viktor Daniel Sebastian Fredrik Filip Andreas Jonathan Robin David Adam Linus Gustav Rasmus Jesper Niklas Joel Mattias Albin Axel Christoffer Kevin Pontus Hampus Oskar Dennis Johannes Martin Jakob Tim Philip Carl Max',
    ),
  },
  {
    bornUntil: 2100,
    female: words(
      'Alice Maja Elsa Ella Ebba Wilma Julia Alva Olivia Saga Agnes Astrid Alma Lilly Freja Moa Vera Selma Molly Stella Emma Nellie Ellen Klara Elvira Tuva Nova Signe Linnea Tilde Leah Ines Iris Juni Sigrid Hedda Edith Hilma Bonnie Majken',
    ),
    male: words(
      'William Liam Lucas Oscar Elias Hugo Oliver Alexander Noah Adam Axel Filip Leo Viktor Emil Arvid Anton Theo Alfred Vincent Melvin Isak Ludvig Edvin Elliot Albin Charlie Gustav Nils Melker Malte Sixten Harry Frans Otto August Vidar Ebbe Sam Loui',
    ),
  },
];

const surnames: readonly string[] = words(
  'Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Jonsson Jansson Hansson Bengtsson Jönsson Lindberg Jakobsson Magnusson Olofsson Lindström Lindqvist Lindgren Axelsson Berg Bergström Lundberg Lundgren Lind Lundqvist Mattsson Berglund Fredriksson Sandberg Henriksson Forsberg Sjöberg Wallin Engström Eklund Danielsson Håkansson Lundin Gunnarsson Björk Bergman Holm Samuelsson Fransson Wikström Isaksson Bergqvist Nyström Arvidsson Holmberg Löfgren Söderberg Nyberg Blomqvist Claesson Mårtensson Nordström Lundström Eliasson Pålsson Viklund Björklund Berggren Sandström Lund Nordin Ström Åberg Hermansson Ekström Holmgren Hedlund Falk Sundberg Dahlberg Hellström Sjögren Abrahamsson Ek Blom Martinsson Öberg Andreasson Månsson Strömberg Åkesson Jonasson Norberg Åström Sundström Rydell Ahlström Kjellberg Lindahl Stenberg Hultman Brodin Västerlund Sköld Almqvist Ramström Hallberg Carlström Dahlgren Edlund Granath Ivarsson Kronberg Ljung Melin Palm Roos Skoog Thelander Wennberg',
);

export type Origin =
  | 'Sweden'
  | 'Finland'
  | 'Bosnia'
  | 'Poland'
  | 'Syria'
  | 'Somalia'
  | 'Iran'
  | 'Afghanistan'
  | 'Eritrea'
  | 'Vietnam';

interface World {
  female: readonly string[];
  male: readonly string[];
  surnames: readonly string[];
  /** BCP 47 language, when an interpreter may be needed. */
  language: string;
}

const elsewhere: Record<Exclude<Origin, 'Sweden'>, World> = {
  Finland: {
    female: words('Päivi Anneli Tuula Raija Marja Helena Leena Tarja Pirkko Sirpa'),
    male: words('Timo Juhani Markku Seppo Kari Jari Matti Pekka Heikki Esa'),
    surnames: words('Korhonen Virtanen Mäkinen Nieminen Laine Heikkinen Koskinen Järvinen Lehtonen Saarinen'),
    language: 'fi',
  },
  Bosnia: {
    female: words('Amra Jasmina Senada Lejla Emina Mirela Selma Azra Ivana Dragana'),
    male: words('Emir Mirza Adnan Nermin Senad Goran Zoran Damir Edin Dario'),
    surnames: words('Hodzic Delic Begic Kovacevic Halilovic Petrovic Jovanovic Mujkic Hadzic Ramic'),
    language: 'bs',
  },
  Poland: {
    female: words('Agnieszka Katarzyna Małgorzata Ewa Joanna Magdalena Dorota Beata Iwona Zofia'),
    male: words('Piotr Krzysztof Tomasz Marek Paweł Andrzej Marcin Adam Jakub Mateusz'),
    surnames: words('Nowak Kowalski Wiśniewski Wójcik Kamiński Lewandowski Zieliński Szymański Mazur Krawczyk'),
    language: 'pl',
  },
  Syria: {
    female: words('Fatima Nour Rana Hala Layla Mariam Zainab Reem Amal Yasmin'),
    male: words('Ahmad Omar Mohamad Khaled Hassan Yousef Ali Samir Nabil Ibrahim'),
    surnames: words('Haddad Khalil Al-Ahmad Darwish Saleh Hamdan Nasser Aziz Mansour Youssef'),
    language: 'ar',
  },
  Somalia: {
    female: words('Hodan Amina Fadumo Halima Sahra Ayan Khadija Ifrah Hibo Ubah'),
    male: words('Abdi Mohamed Ahmed Hassan Farah Yusuf Ismail Abdullahi Mahad Liban'),
    surnames: words('Warsame Mohamed Ali Hassan Abdi Farah Jama Nur Osman Hersi'),
    language: 'so',
  },
  Iran: {
    female: words('Maryam Shirin Nasrin Parisa Leila Azadeh Mina Roya Sara Niloufar'),
    male: words('Reza Amir Mehdi Ali Hossein Babak Kaveh Arash Farhad Navid'),
    surnames: words('Rezai Hosseini Ahmadi Karimi Moradi Rahimi Jafari Sadeghi Tehrani Ebrahimi'),
    language: 'fa',
  },
  Afghanistan: {
    female: words('Zahra Marwa Fatemeh Masooma Shukria Nargis Sediqa Farzana'),
    male: words('Mohammad Ali Reza Mahdi Hamid Jawad Nasir Mustafa'),
    surnames: words('Ahmadi Hussaini Rezai Nazari Mohammadi Alizada Haidari Jafari'),
    language: 'prs',
  },
  Eritrea: {
    female: words('Selam Rahel Miriam Feven Helen Luwam Senait Saba'),
    male: words('Tesfay Yonas Samuel Filmon Daniel Abel Kibrom Mehari'),
    surnames: words('Tesfay Haile Gebremedhin Berhane Tekle Habte Kidane Mehari'),
    language: 'ti',
  },
  Vietnam: {
    female: words('Thi Linh Huong Mai Lan Hoa Thuy Ngoc'),
    male: words('Minh Van Duc Tuan Hung Long Quang Hai'),
    surnames: words('Nguyen Tran Le Pham Huynh Vo Dang Bui'),
    language: 'vi',
  },
};

const origins: readonly (readonly [Origin, number])[] = [
  ['Sweden', 80],
  ['Finland', 2],
  ['Bosnia', 3],
  ['Poland', 2],
  ['Syria', 5],
  ['Somalia', 2],
  ['Iran', 2],
  ['Afghanistan', 1.5],
  ['Eritrea', 1],
  ['Vietnam', 0.7],
];

export function drawOrigin(random: Random, bornYear: number): Origin {
  const origin = random.weighted(origins);
  // Older generations came mostly from the Nordic countries and Europe.
  return bornYear < 1955 && origin !== 'Finland' && random.chance(0.7) ? 'Sweden' : origin;
}

/** Commonest first: the weight of the n-th name falls as 1/(n + 6). */
function byFrequency(random: Random, from: readonly string[]): string {
  const n = from.length;
  const top = Math.log((n + 6) / 6);
  const i = Math.floor(6 * (Math.exp(random.next() * top) - 1));
  return from[Math.min(n - 1, i)] as string;
}

export function drawGiven(random: Random, sex: Sex, bornYear: number, origin: Origin): string {
  if (origin !== 'Sweden') return random.pick(elsewhere[origin][sex]);
  const generation = generations.find((g) => bornYear <= g.bornUntil) ?? (generations.at(-1) as Generation);
  return byFrequency(random, generation[sex]);
}

export function drawSurname(random: Random, origin: Origin): string {
  return origin === 'Sweden' ? byFrequency(random, surnames) : random.pick(elsewhere[origin].surnames);
}

export function languageOf(origin: Origin): string {
  return origin === 'Sweden' ? 'sv' : elsewhere[origin].language;
}
