import { lazy, Suspense, useState, type ComponentType } from 'react';

const ahead: (() => Promise<unknown>)[] = [];

/** A part of the window in a file of its own, loaded when it is first shown or when {@link loadAhead} is called: the company list does not wait for it. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  const fetch = async () => ({ default: (loaded ??= await load()) });
  ahead.push(fetch);
  const Waiting = lazy(fetch) as unknown as ComponentType<P>;
  return function Later(props: P) {
    const [Shown] = useState<ComponentType<P>>(() => loaded ?? Waiting);
    return <Suspense fallback={null}><Shown {...props} /></Suspense>;
  };
}

/** Loads what is not loaded yet, one part after another, each when the person rests: opening it later takes no time, and no key and no scrolling waits for it. */
export async function loadAhead(rest: () => Promise<void>): Promise<void> {
  for (const load of ahead.splice(0)) {
    await rest();
    await load();
  }
}
