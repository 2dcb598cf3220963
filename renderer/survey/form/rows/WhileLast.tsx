import type { ReactNode } from 'react';
import { useFill, useFormSoon } from '../../fill/use.ts';

/** Offers to take a step back as long as it is the last one that was done: afterwards undoing would take back another. */
export function WhileLast({ step, children }: { readonly step: number | null; readonly children: ReactNode }) {
  const { fill } = useFill();
  return useFormSoon(() => step !== null && fill.lastStep() === step) && children;
}
