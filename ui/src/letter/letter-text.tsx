/** A letter’s text as it was sent, to the letter, and whether it still is by the hash that came with it (F1): SHA-1, as R4 has it. */
import { useEffect, useState } from 'react';
import { defineTexts, useTexts } from '../language.tsx';
import './letter-text.css';

const texts = defineTexts({
  sv: {
    same: 'Texten är den som skickades.',
    other: 'Texten stämmer inte med den som skickades. Fråga den som skickade brevet.',
    pdf: 'Brevet som PDF',
  },
  en: {
    same: 'The text is as it was sent.',
    other: 'The text is not the one that was sent. Ask who sent the letter.',
    pdf: 'The letter as PDF',
  },
});

export interface LetterTextProps {
  text: string;
  /** Of its UTF-8 bytes, base64. */
  hash: string | undefined;
  /** Address of the printed form. */
  pdf: string | undefined;
  title: string;
}

export function LetterText({ text, hash, pdf, title }: LetterTextProps) {
  const t = useTexts(texts);
  const [isSame, setSame] = useState<boolean>();
  useEffect(() => {
    let isShown = true;
    void sha1(text).then((found) => (isShown ? setSame(found === hash) : undefined));
    return () => {
      isShown = false;
    };
  }, [text, hash]);
  return (
    <>
      <p className="letter-text">{text}</p>
      {isSame === undefined ? null : isSame ? <p className="quiet">{t.same}</p> : <p role="alert">{t.other}</p>}
      {pdf ? (
        <p>
          <a href={pdf} download={`${title}.pdf`}>
            {t.pdf}
          </a>
        </p>
      ) : null}
    </>
  );
}

async function sha1(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text));
  return btoa(String.fromCodePoint(...new Uint8Array(digest)));
}
