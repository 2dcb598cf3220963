import { useEffect, useRef, type RefObject } from 'react';

/** Whether what asks is still on the screen: who has closed a question is led nowhere by its answer, and another that was opened since stays open. */
export function useHere(): RefObject<boolean> {
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => { here.current = false; };
  }, []);
  return here;
}
