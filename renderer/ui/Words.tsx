import type { Fingerprint } from '../../shared/ipc/service.ts';
import { useLanguage } from '../text/text.tsx';
import './parts.css';

interface WordsProps {
  readonly fingerprint: Fingerprint;
  /** Also the hexadecimal form, for paper. */
  readonly hex?: boolean;
}

/** A key's fingerprint as words to read aloud: the same words on both sides mean the same key. */
export function Words({ fingerprint, hex }: WordsProps) {
  const language = useLanguage();
  return (
    <div className="words">
      <ol>{fingerprint.words[language].map((word, index) => <li key={index}><span>{index + 1}</span>{word}</li>)}</ol>
      {hex && <code>{fingerprint.hex}</code>}
    </div>
  );
}
