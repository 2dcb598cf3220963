import { useMemo } from 'react';
import { useProgram, type Program } from '../service/program.tsx';
import { createDeskStore, type DeskStore } from './desk.ts';

const desks = new WeakMap<Program, DeskStore>();

/** The one desk of the window: what lies on it stays while the person looks at something else. */
export function useDesk(): DeskStore {
  const program = useProgram();
  return useMemo(() => {
    const known = desks.get(program);
    if (known) return known;
    const desk = createDeskStore(program.bridge, program.status.getState().run);
    desks.set(program, desk);
    return desk;
  }, [program]);
}
