import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../text/text.tsx';
import { TextInput } from '../ui/inputs.tsx';
import { useGo } from './program.tsx';

/** Search from everywhere: Ctrl+K, a name or a number, Enter. */
export function Find() {
  const t = useText();
  const { go } = useGo();
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey && event.code === 'KeyK')) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <form className="frame-find" role="search" onSubmit={(event) => {
      event.preventDefault();
      go({ kind: 'companies', search: text });
      setText('');
    }}>
      <TextInput inputRef={field} value={text} onChange={setText} lead={<Search aria-hidden />} placeholder={t('frame.find')} aria-label={t('frame.find')} unit="Ctrl+K" />
    </form>
  );
}
