import { useEffect, useState } from 'react';
import type { Failure } from '../../../../shared/base/failure.ts';
import type { Result } from '../../../../shared/base/result.ts';
import { useSentence } from '../../../text/sentence.ts';
import { useFill, useFillState } from '../../fill/use.ts';

/** Null until it has been read; or why it cannot be, in words. */
interface Stored<T> {
  readonly stored: T | null;
  readonly trouble: string;
}

/** What the workspace keeps of the open response, asked for once what has been typed is saved. Another `ask` asks anew. */
export function useStored<T>(ask: (response: number) => Promise<Result<T, Failure>>): Stored<T> {
  const sentence = useSentence();
  const { fill } = useFill();
  const response = useFillState(({ phase }) => (phase.kind === 'open' ? phase.opened.response : null));
  const [stored, setStored] = useState<T | null>(null);
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    if (response === null) return;
    let wanted = true;
    void (async () => {
      await fill.flush();
      const answer = await ask(response);
      if (!wanted) return;
      if (answer.ok) setStored(answer.value);
      else setTrouble(sentence(answer.error));
    })();
    return () => { wanted = false; };
  }, [ask, fill, response, sentence]);
  return { stored, trouble };
}
