/**
 * Diagnoses in plain words, by ICD-10-SE category. The words are our own, for reading; the title as it was recorded stands beside
 * them and is what holds. A category without words here is shown by its title alone: nothing is guessed.
 */
import type { CodeableConcept } from '@medplum/fhirtypes';
import type { Language } from '@vardkedjan/ui/language.tsx';
import { codeOfConcept, textOfConcept } from '../record/concept.ts';

const icdSystem = 'https://www.icd10.se/';

const words: Record<string, readonly [sv: string, en: string]> = {
  A09: ['Magsjuka', 'Stomach infection'],
  A41: ['Blodförgiftning', 'Blood poisoning'],
  B02: ['Bältros', 'Shingles'],
  B34: ['Virusinfektion', 'Viral infection'],
  C18: ['Cancer i tjocktarmen', 'Cancer of the colon'],
  C50: ['Cancer i bröstet', 'Breast cancer'],
  C61: ['Cancer i prostatan', 'Prostate cancer'],
  D22: ['Födelsemärke', 'Mole'],
  D50: ['Blodbrist av för lite järn', 'Anaemia from lack of iron'],
  D64: ['Blodbrist', 'Anaemia'],
  E03: ['För lite hormon från sköldkörteln', 'Underactive thyroid'],
  E11: ['Diabetes typ 2', 'Type 2 diabetes'],
  E53: ['Brist på vitamin av B-typ', 'Lack of a B vitamin'],
  E66: ['Fetma', 'Obesity'],
  E78: ['Höga blodfetter', 'High blood fats'],
  E86: ['Vätskebrist', 'Dehydration'],
  E87: ['Rubbad saltbalans', 'Disturbed salt balance'],
  F01: ['Demens efter sjukdom i hjärnans blodkärl', 'Dementia from disease of the brain’s blood vessels'],
  F03: ['Demens', 'Dementia'],
  F05: ['Tillfällig förvirring', 'Temporary confusion'],
  F10: ['Besvär av alkohol', 'Problems from alcohol'],
  F32: ['Depression', 'Depression'],
  F41: ['Ångest', 'Anxiety'],
  F43: ['Reaktion på svår stress', 'Reaction to severe stress'],
  F84: ['Autism', 'Autism'],
  F90: ['ADHD', 'ADHD'],
  G30: ['Alzheimers sjukdom', 'Alzheimer’s disease'],
  G43: ['Migrän', 'Migraine'],
  G47: ['Sömnbesvär', 'Sleep problems'],
  H10: ['Inflammation i ögats slemhinna', 'Inflammation of the eye’s lining'],
  H26: ['Grå starr', 'Cataract'],
  H66: ['Öroninflammation', 'Ear infection'],
  H91: ['Nedsatt hörsel', 'Hearing loss'],
  I10: ['Högt blodtryck', 'High blood pressure'],
  I20: ['Kärlkramp', 'Angina'],
  I25: ['Sjukdom i hjärtats kranskärl', 'Disease of the heart’s arteries'],
  I48: ['Förmaksflimmer, en oregelbunden hjärtrytm', 'Atrial fibrillation, an irregular heart rhythm'],
  I50: ['Hjärtsvikt: hjärtat pumpar sämre', 'Heart failure: the heart pumps less well'],
  I63: ['Stroke, propp i hjärnan', 'Stroke, a clot in the brain'],
  I69: ['Besvär efter stroke', 'After-effects of a stroke'],
  I95: ['Lågt blodtryck', 'Low blood pressure'],
  J01: ['Bihåleinflammation', 'Sinusitis'],
  J03: ['Halsfluss', 'Tonsillitis'],
  J06: ['Förkylning', 'A cold'],
  J18: ['Lunginflammation', 'Pneumonia'],
  J20: ['Luftrörskatarr', 'Bronchitis'],
  J30: ['Allergisk snuva', 'Allergic rhinitis'],
  J35: ['Stora halsmandlar eller polyper', 'Large tonsils or adenoids'],
  J44: ['KOL, en kronisk lungsjukdom', 'COPD, a chronic lung disease'],
  J45: ['Astma', 'Asthma'],
  K21: ['Halsbränna av magsyra', 'Heartburn from stomach acid'],
  K57: ['Divertiklar, fickor på tarmen', 'Diverticula, pouches on the bowel'],
  K59: ['Förstoppning', 'Constipation'],
  K80: ['Gallsten', 'Gallstones'],
  K81: ['Inflammation i gallblåsan', 'Inflammation of the gall bladder'],
  K90: ['Celiaki, glutenintolerans', 'Coeliac disease, gluten intolerance'],
  L03: ['Infektion i huden', 'Skin infection'],
  L20: ['Böjveckseksem', 'Atopic eczema'],
  L30: ['Eksem', 'Eczema'],
  L40: ['Psoriasis', 'Psoriasis'],
  L50: ['Nässelutslag', 'Hives'],
  L70: ['Akne', 'Acne'],
  L97: ['Bensår', 'Leg ulcer'],
  M10: ['Gikt', 'Gout'],
  M16: ['Artros i höften', 'Osteoarthritis of the hip'],
  M17: ['Artros i knät', 'Osteoarthritis of the knee'],
  M54: ['Ont i ryggen eller nacken', 'Pain in the back or neck'],
  M75: ['Besvär från axeln', 'Shoulder problem'],
  M81: ['Benskörhet', 'Osteoporosis'],
  N10: ['Njurbäckeninflammation', 'Kidney infection'],
  N18: ['Njurarna arbetar sämre', 'The kidneys work less well'],
  N30: ['Urinvägsinfektion', 'Urinary infection'],
  N39: ['Besvär från urinvägarna', 'Problem of the urinary tract'],
  N40: ['Förstorad prostata', 'Enlarged prostate'],
  N95: ['Klimakteriebesvär', 'Menopausal symptoms'],
  R05: ['Hosta', 'Cough'],
  R06: ['Andningsbesvär', 'Breathing difficulty'],
  R07: ['Ont i bröstet eller halsen', 'Pain in the chest or throat'],
  R10: ['Ont i magen', 'Stomach pain'],
  R31: ['Blod i urinen', 'Blood in the urine'],
  R32: ['Urinläckage', 'Urinary leakage'],
  R42: ['Yrsel', 'Dizziness'],
  R50: ['Feber', 'Fever'],
  R51: ['Huvudvärk', 'Headache'],
  R55: ['Svimning', 'Fainting'],
  R73: ['Förhöjt blodsocker', 'Raised blood sugar'],
  S06: ['Skada i huvudet', 'Head injury'],
  S52: ['Brott i underarmen', 'Broken forearm'],
  S61: ['Sår på handen', 'Wound of the hand'],
  S72: ['Brott i höften eller lårbenet', 'Broken hip or thigh'],
  S93: ['Skada i foten, stukning', 'Injured foot, sprain'],
  U07: ['Covid-19', 'Covid-19'],
  Z34: ['Graviditet', 'Pregnancy'],
};

/** Our words for the category of the code, or undefined. */
export function plainDiagnosis(concept: CodeableConcept | undefined, language: Language): string | undefined {
  const code = codeOfConcept(concept, icdSystem);
  const found = code ? words[code.slice(0, 3)] : undefined;
  return found?.[language === 'sv' ? 0 : 1];
}

/** Within a sentence: our words without their explanation, or the title as it was recorded. */
export function plainName(concept: CodeableConcept | undefined, language: Language): string {
  const plain = plainDiagnosis(concept, language)?.split(/[:,]/)[0];
  if (!plain) return textOfConcept(concept);
  return /^[A-ZÅÄÖ]{2}/.test(plain) ? plain : plain.charAt(0).toLocaleLowerCase('sv') + plain.slice(1);
}
